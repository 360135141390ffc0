"""The evaluation as a whole: what is known is taken from where it is kept, the rest is asked of a fresh assistant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.config import load_settings
from eval.affected import outdated, untouched
from eval.cases import Case, CaseError
from eval.fingerprint import Fingerprint, fingerprint
from eval.keeping import Kept
from eval.results import Run, Verdict

Progress = Callable[[int], None]
"""Called with how many more cases are done."""


@dataclass(frozen=True, slots=True)
class Way:
    """How to run: over which documents, with how many processes, where known verdicts are kept (None: nowhere)."""

    documents: Path
    workers: int = 0
    kept: Path | None = None
    shuffle: int | None = None
    since: Run | None = None
    """Verdicts of this run stand where what changed since cannot reach them."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A run, the seconds of each case when it was asked, and how many verdicts were known before or carried over."""

    run: Run
    seconds: dict[str, float]
    known: int = 0
    carried: int = 0


def evaluate(cases: Sequence[Case], way: Way, progress: Progress = lambda count: None) -> Evaluated:
    """Judge all cases; the run is the same bytes whatever was known, however many processes and in whatever order they were asked."""
    now = fingerprint(way.documents, [case.digest for case in cases])
    verdicts: dict[str, Verdict] = {}
    seconds: dict[str, float] = {}
    asked = grouped(cases)
    if way.since is not None:
        verdicts |= untouched(asked, way.since, now)
    carried = len(verdicts)
    left = [group for group in asked if not all(case.id in verdicts for case in group)]
    kept = Kept(way.kept, now.keys) if way.kept is not None and now.keys["模型"] == "无" else None
    known = {place: found for place, group in enumerate(left) if kept is not None and (found := kept.get(group))}
    for found in known.values():
        verdicts |= {one.verdict.id: one.verdict for one in found}
        seconds |= {one.verdict.id: one.seconds for one in found}
    remembered = len(verdicts) - carried
    progress(len(verdicts))
    fresh = [group for place, group in enumerate(left) if place not in known]
    if fresh:
        _ask(fresh, way, now, kept, verdicts, seconds, progress)
    whole = [_dated(verdicts[case.id], case, now) for case in cases]
    ordered = {case.id: seconds[case.id] for case in cases if case.id in seconds}
    return Evaluated(Run(keys=now.keys, verdicts=whole, parts=now.parts), ordered, remembered, carried)


def grouped(cases: Sequence[Case]) -> list[tuple[Case, ...]]:
    """The cases in their order, those of one conversation together where its first one stands."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(f"{case.set}:{case.conversation}" if case.conversation else f"{case.set}/{case.id}/", []).append(case)
    return [tuple(group) for group in found.values()]


def _ask(
    fresh: Sequence[tuple[Case, ...]],
    way: Way,
    now: Fingerprint,
    kept: Kept | None,
    verdicts: dict[str, Verdict],
    seconds: dict[str, float],
    progress: Progress,
) -> None:
    from eval.asking import ask_all  # the service behind it takes a second to load, which known verdicts need not wait for
    from eval.product import fresh_assistant

    workers = way.workers or load_settings().workers
    done = []
    with fresh_assistant([way.documents]) as assistant:
        for group, found in ask_all(assistant, fresh, workers, progress, way.shuffle):
            done.append((group, found))
            verdicts |= {one.verdict.id: one.verdict for one in found}
            seconds |= {one.verdict.id: one.seconds for one in found}
    # Whoever saved a file meanwhile may have been asked in part by the old code and in part by the new.
    if kept is not None and fingerprint(way.documents, []).keys | {"题目": ""} == now.keys | {"题目": ""}:
        kept.put(done)


def _dated(verdict: Verdict, case: Case, now: Fingerprint) -> Verdict:
    return verdict.model_copy(update={"stale": outdated(case, now.corpus)})


def documents_or_fail(folder: Path) -> Path:
    """The folder, if it is there.

    Raises:
        CaseError: it is not.
    """
    if not folder.exists():
        raise CaseError(f"找不到材料文件夹 {folder}。")
    return folder
