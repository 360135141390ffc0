"""Proof `faithful`: with a model that only says what it is given, no slice of the evaluation is lower than offline."""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from eval.altering import paraphrase
from eval.cases import Case, read_sets
from eval.endpoint import Request, Turn, serving, user_text
from eval.evaluate import Way, evaluate
from eval.exchanges import pointed_to
from eval.ground import SAMPLES, go_offline
from eval.proof import Proof
from eval.results import Verdict

_PASSAGES = 4
"""So many of the passages it is given a faithful model retells."""


def prove() -> Proof:
    """All committed cases; of those held out only counts are told."""
    return measure(read_sets(None))


def measure(cases: Sequence[Case], workers: int = 0) -> Proof:
    """The cases offline and with the faithful model, slice by slice."""
    go_offline()
    offline = evaluate(cases, Way(SAMPLES, workers)).run.verdicts
    with serving(faithful) as endpoint, pointed_to(endpoint.url, "faithful"):
        given = evaluate(cases, Way(SAMPLES, workers)).run.verdicts
        asked = len(endpoint.requests)
    before, after = counted(offline), counted(given)
    lower = {name: f"{after[name][0]} of {total}, offline {passed}" for name, (passed, total) in before.items() if after[name][0] < passed}
    lost = [new.id for old, new in zip(offline, given, strict=True) if old.passed and not new.passed and new.set != "heldout"]
    worded = sum(one.answer is not None and one.answer["kind"] == "composed" for one in given)
    found: dict[str, Any] = {
        "cases": len(cases),
        "requests": asked,
        "composed": worded,
        "slices": len(before),
        "lower": lower,
        "lost": lost,
    }
    found |= {"offline": sum(one.passed for one in offline), "with the model": sum(one.passed for one in given)}
    return Proof(not lower and asked > 0, found)


def counted(verdicts: Sequence[Verdict]) -> dict[str, tuple[int, int]]:
    """Passed and total of each set, and of each type and tag of a set."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for one in verdicts:
        for name in (one.set, f"{one.set} {one.type}", *(f"{one.set} {tag}" for tag in one.tags)):
            found[name].append(one.passed)
    return {name: (sum(passed), len(passed)) for name, passed in sorted(found.items())}


def faithful(request: Request) -> Turn:
    """What a model says that paraphrases answers and drafts, and retells passages with their numbers."""
    told = user_text(request)
    if "系统认得的词" in told:
        return Turn(json.dumps({"words": []}))
    if "编号段落" in told:
        return Turn("".join(_retold(_field(told, "提问"), _field(told, "编号段落"))))
    if "现有章节" in told:
        return Turn(json.dumps({"headings": [{"level": 1, "heading": one} for one in _field(told, "现有章节").splitlines()]}))
    if "草稿正文" in told:
        return Turn("\n".join(map(_worded, _field(told, "草稿正文").splitlines())))
    answer = _field(told, "系统答复")
    return Turn(answer if "改写稿中要改的部分" in told else _worded(answer))


def _field(told: str, name: str) -> str:
    return told.partition(f'<资料 名称="{name}">\n')[2].partition("\n</资料>")[0]


def _worded(text: str) -> str:
    return paraphrase(text, "seen", random.Random(zlib.crc32(text.encode())))


def _retold(question: str, passages: str) -> Iterator[str]:
    """The sentences of the passages that share most with the question, each with its number."""
    asked = {question[i : i + 2] for i in range(len(question) - 1)}
    rows = re.findall(r"(?m)^\[(\d+)\] (.*?)（出自《.*$", passages)
    nearest = sorted(rows, key=lambda row: -sum(pair in row[1] for pair in asked))[:_PASSAGES]
    for number, text in sorted(nearest, key=lambda row: int(row[0])):
        for sentence in re.findall(r"[^。！？；]+[。！？；]*", text):
            yield f"{sentence.strip().rstrip('；。')}。[{number}]"
