"""Which cases a change can touch, and on which reports the labels of a case were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from eval.cases import Case
from eval.fingerprint import DIGITS, Fingerprint
from eval.results import Run, Verdict

DRAFTS_ONLY = frozenset({"模板"})
OFFLINE_NONE = frozenset({"提示词"})
"""Offline nothing is sent to a model, so that a prompt is in no answer."""


def outdated(case: Case, corpus: Mapping[str, str]) -> list[str]:
    """Why the labels of a case may no longer fit the documents: a report it was labelled on is another version or is gone."""
    there = {PurePath(name).name: digest for name, digest in corpus.items()}
    found = []
    for name, digest in case.depends.items():
        now = there.get(PurePath(name).name)
        if now != digest:
            found.append(f"{name} {'已不在材料中' if now is None else '已不是标注时的版本'}")
    return found


def stamped(case: Case, corpus: Mapping[str, str]) -> Case:
    """The case with the version of every report that its labels or filters name."""
    named = {PurePath(name).name for name in (*case.reports, *(source.report for source in case.gold.sources))}
    versions = {
        PurePath(file).name: digest for file, digest in corpus.items() if PurePath(file).name in named or PurePath(file).stem in named
    }
    return case.model_copy(update={"depends": dict(sorted(versions.items()))})


def untouched(groups: Sequence[Sequence[Case]], before: Run, now: Fingerprint) -> dict[str, Verdict]:
    """The verdicts of an earlier run that may stand, by id: what has changed since does not reach these cases.

    Code, lexicon, scorers or another embedder may reach every case. A template reaches drafts, a prompt nothing that runs offline,
    a changed document the cases that name it, cite it or are labelled on it; a new document may be cited by any.
    """
    changed = {name for name in {*before.keys, *now.keys} if before.keys.get(name) != now.keys.get(name)} - {"题目"}
    if now.keys.get("模型") == "无":
        changed -= OFFLINE_NONE
    old, new = before.parts.get("语料", {}), now.corpus
    moved = {name for name in old if new.get(name) != old[name]}
    if changed - DRAFTS_ONLY - {"语料"} or ("语料" in changed and (set(new) - set(old) or not old)):
        return {}
    earlier = {verdict.id: verdict for verdict in before.verdicts}
    gone = {old[name][:DIGITS] for name in moved}
    kept: dict[str, Verdict] = {}
    for group in groups:
        found = [earlier.get(case.id) for case in group]
        pairs = list(zip(group, found, strict=True))
        if all(verdict is not None and _stands(case, verdict, moved, gone, changed) for case, verdict in pairs):
            kept |= {case.id: verdict for case, verdict in pairs if verdict is not None}
    return kept


def _stands(case: Case, verdict: Verdict, moved: set[str], gone: set[str], changed: set[str]) -> bool:
    same = verdict.digest == case.digest and verdict.set == case.set
    return same and not (case.task == "draft" and changed) and not _rests_on(case, verdict, moved, gone)


def _rests_on(case: Case, verdict: Verdict, moved: set[str], gone: set[str]) -> bool:
    """Whether a case names, is labelled on, or has cited one of the documents that changed; a search may find anything."""
    if not moved:
        return False
    files = {PurePath(name).name for name in moved} | {PurePath(name).stem for name in moved}
    named = {*case.reports, *case.depends, *(source.report for source in case.gold.sources)}
    return case.task == "search" or bool({PurePath(name).name for name in named} & files) or bool(cited(verdict) & gone)


def cited(verdict: Verdict) -> set[str]:
    """The files that an answer cites, by the digest their reports' ids begin with."""
    rows = verdict.answer["citations"] if verdict.answer else []
    return {row["report"].partition("-")[0] for row in rows}
