"""What proof `faults` asks for: every use of a model, asked with an endpoint that fails and held against the same without a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TypeVar

from assistant.answering.synthesis import is_open
from assistant.answering.understanding import unclear
from assistant.errors import LanguageModelError
from assistant.service import Assistant
from assistant.types import Answer, Draft, Scope
from assistant.words.lexicon import load_lexicon
from eval.cases import CASES, read_cases

Made = TypeVar("Made")

ANSWERS = "answers"
USES = {"understanding": "系统认得的词", "synthesis": "编号段落", "section": "草稿正文", "headings": "现有章节"}
"""What a model is asked for beside the wording of answers -> words that stand in such a request only."""
LATER = {"synthesis, middle": "synthesis", "section, later": "section"}
"""The same once some of it has come through: a sentence of the stream, or the first section."""
_DRAFTS = (("工作汇报", "岫林县"), ("整改落实情况报告", "澜川市"))
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request: seconds beyond those it takes offline, whether it is as true as offline, and what was told."""

    seconds: float
    true: bool
    told: str


Request = Callable[[Assistant], Outcome]


def requests(use: str, offline: Assistant, most: int) -> Iterator[tuple[str, Request]]:
    """What is asked for a use over the samples: `most` answers, of the other uses a third of that and at least one."""
    use, few = LATER.get(use, use), max(1, most // 3)
    if use == "section":
        for genre, place in _DRAFTS[:few]:
            draft, seconds = timed(partial(offline.draft, genre, Scope(place=place)))
            yield f"{genre} {place}", partial(_drafted, place, draft, seconds)
    elif use == "headings":
        genre, place = _DRAFTS[0]
        _, seconds = timed(partial(offline.draft, genre, Scope(place=place)))
        yield f"{genre} {place}", partial(_headed, genre, place, seconds)
    else:
        for number, (question, scope) in enumerate(_questions(use, offline, most, few)):
            own, seconds = timed(partial(offline.ask, question, scope))
            judged = _composed if use == "synthesis" else _worded
            yield question, partial(_answered, question, scope, own, seconds, judged, bool(number % 2))


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What some work comes to, and the seconds it took."""
    began = monotonic()
    made = work()
    return made, monotonic() - began


def _questions(use: str, offline: Assistant, most: int, few: int) -> Iterator[tuple[str, Scope]]:
    cases = [case for case in read_cases(CASES / "dev.jsonl") if case.task == "ask" and not case.conversation]
    asked = [(case.question, Scope(case.place, tuple(case.reports), case.as_of)) for case in cases]
    if use == ANSWERS:
        yield from asked[: most * 4 : 4]
        return
    lexicon = load_lexicon(offline.home)
    found = 0
    for question, scope in asked:
        own = offline.ask(question, scope)
        if unclear(own, question) if use == "understanding" else own.kind == "quoted" and is_open(own, question, lexicon):
            found += 1
            yield question, scope
        if found == few:
            return


def _answered(
    question: str, scope: Scope, own: Answer, usual: float, judged: Callable[[Answer, Answer], bool], pieces: bool, assistant: Assistant
) -> Outcome:
    given, seconds = timed(partial(_streamed if pieces else _whole, assistant, question, scope))
    return Outcome(seconds - usual, judged(given, own), given.text)


def _whole(assistant: Assistant, question: str, scope: Scope) -> Answer:
    return assistant.ask(question, scope)


def _streamed(assistant: Assistant, question: str, scope: Scope) -> Answer:
    *pieces, last = assistant.ask_stream(question, scope)
    if not isinstance(last, Answer) or "".join(map(str, pieces)) != last.text:
        raise AssertionError("the pieces of a stream are not its answer")
    return last


def _worded(given: Answer, own: Answer) -> bool:
    """Whether an answer keeps the figures and citations of the offline one, and its words where no model's stand."""
    same = given.figures == own.figures and given.citations == own.citations
    return bool(given.text) and same and (given.mode == "model" or given.text == own.text)


def _composed(given: Answer, own: Answer) -> bool:
    """Whether an answer to an open question is the offline one, or says no number that its passages and the offline one do not."""
    evidence = "".join([own.text, *(one.quote for one in given.citations)])
    known = set(_NUMBER.findall(evidence)) | {str(one.n) for one in given.citations}
    return _worded(given, own) or (bool(given.text) and given.mode == "model" and set(_NUMBER.findall(given.text)) <= known)


def _drafted(place: str, own: Draft, usual: float, assistant: Assistant) -> Outcome:
    given, seconds = timed(partial(assistant.draft, own.genre, Scope(place=place)))
    texts, before = [one.text for one in given.sections], [one.text for one in own.sections]
    same = texts == before if given.mode != "model" else list(map(_numbers, texts)) == list(map(_numbers, before))
    return Outcome(seconds - usual, same and given.figures == own.figures and given.gaps == own.gaps, "\n".join(texts)[:500])


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _headed(genre: str, place: str, usual: float, assistant: Assistant) -> Outcome:
    """Headings that could be had, or one sentence why not."""
    began = monotonic()
    try:
        told = "、".join(one.heading for one in assistant.headings(genre, Scope(place=place)))
        true = not _NUMBER.search(told)
    except LanguageModelError as error:
        told, true = str(error), str(error).endswith("。") and "\n" not in str(error)
    return Outcome(monotonic() - began - usual, true, told)
