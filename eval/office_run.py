"""The cases of an office, or the shipped ones, judged as the page starts it: cut off, the next run goes on where it stopped."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.evaluating.told import OWN, Line, Request
from assistant.service import Assistant
from eval.affected import outdated
from eval.asking import ask_all
from eval.cases import CASES, Case, CaseError, read_cases
from eval.evaluate import grouped
from eval.fingerprint import DIGITS, Fingerprint, fingerprint, over_home
from eval.ground import SAMPLES, go_offline
from eval.history import remember
from eval.keeping import Kept
from eval.product import fresh_assistant
from eval.results import Run, Verdict, write_run

SHIPPED_SETS = ("dev", "craft")
"""What the page runs over the samples; held-out cases are looked at by nobody."""
KEPT_EVERY = 20
"""After so many verdicts they are put where an evaluation that is cut off goes on from."""
Tell = Callable[[Line], None]


def run(request: Request, tell: Tell) -> Line:
    """Judge the cases of a source, beside the users of the page rather than before them."""
    with suppress(OSError, AttributeError):
        os.nice(10)
    go_offline()
    cases = _cases(request)
    with _assistant(request) as assistant:
        made = _judged(cases, assistant, lambda: _conditions(request, assistant, cases), Path(request.home) / "evaluation" / "known", tell)
    path = Path(request.run)
    draft = path.with_suffix(".part")
    write_run(made, draft)
    remember(made, Path(request.history))
    draft.replace(path)
    return Line(finished=True, done=len(cases), total=len(cases))


def _judged(cases: Sequence[Case], assistant: Assistant, now: Callable[[], Fingerprint], folder: Path, tell: Tell) -> Run:
    """The verdict of each case; what was judged before under the same conditions is not asked again."""
    began = now()
    kept = Kept(folder, began.keys)
    verdicts: dict[str, Verdict] = {}
    left, fresh = [], []
    for group in grouped(cases):
        if found := kept.get(group):
            verdicts |= {one.verdict.id: one.verdict for one in found}
        else:
            left.append(group)
    tell(Line(done=len(verdicts), total=len(cases)))
    for place, (group, timed) in enumerate(ask_all(assistant, left, 1, lambda count: None), 1):
        verdicts |= {one.verdict.id: one.verdict for one in timed}
        fresh.append((group, timed))
        tell(Line(done=len(verdicts), total=len(cases)))
        # Where a report or a word was changed meanwhile, these verdicts are of neither state.
        if (len(fresh) >= KEPT_EVERY or place == len(left)) and now().keys == began.keys:
            kept.put(fresh)
            fresh = []
    dated = [verdicts[case.id].model_copy(update={"stale": outdated(case, began.corpus)}) for case in cases]
    return Run(keys=began.keys, verdicts=dated, parts=began.parts)


def _cases(request: Request) -> list[Case]:
    if request.source == OWN:
        if not Path(request.cases).is_file() or not (cases := read_cases(Path(request.cases))):
            raise CaseError("本单位还没有题：请从候选题收入、新写或导入 Excel 后再运行。")
        return cases
    return [case for name in SHIPPED_SETS for case in read_cases(CASES / f"{name}.jsonl")]


@contextmanager
def _assistant(request: Request) -> Iterator[Assistant]:
    """The office's own library, or a fresh one over the samples; what the office edited of words and templates holds in both."""
    home = Path(request.home)
    if request.source == OWN:
        with Assistant(home=home) as assistant:
            yield assistant
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if (home / "knowledge").is_dir():
            shutil.copytree(home / "knowledge", Path(folder) / "knowledge")
        with fresh_assistant([SAMPLES], Path(folder)) as assistant:
            yield assistant


def _conditions(request: Request, assistant: Assistant, cases: Sequence[Case]) -> Fingerprint:
    base = fingerprint(SAMPLES, [case.digest for case in cases])
    if request.source != OWN:
        return over_home(base, Path(request.home))
    corpus = {head.path: head.id[:DIGITS] for head in assistant.reports()}
    settled = "\n".join(str(one.correction) for one in assistant.corrections.log())
    return over_home(base, Path(request.home), corpus, settled)
