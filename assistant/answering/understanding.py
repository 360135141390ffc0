"""A question the rules did not understand: a model says which of its words mean which words of ours; code does the rest as always.

Nothing of the question is lost and no place, date or figure can come in: only words of it are replaced, and only by words of a fixed list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.answering.question import Question, QuestionReader
from assistant.checking.claims import read_claims
from assistant.checking.guardwords import load_guard_words
from assistant.checking.instructions import instructs
from assistant.checking.proper import read_proper_names
from assistant.language.replies import fenced, read_object
from assistant.types import Answer, Status, Track, Wording
from assistant.words.lexicon import Lexicon

UNDERSTOOD = "您的提问按“{text}”理解（{words}），如不是这个意思，请换个说法再问。"
_LISTS = {"反馈问题": Track.PROBLEM, "信访件": Track.COMPLAINT}
_ASKING = "多少个"
_LONGEST = 12
_LEFT = re.compile(r"[还剩余欠差]")
"""Says by itself that something is not done: 还有几桩, 欠几个."""
_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "words": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"said": {"type": "string"}, "means": {"type": "string"}},
                "required": ["said", "means"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["words"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Restated:
    """A question with some of its words replaced by ours."""

    text: str
    words: tuple[tuple[str, str], ...]

    @property
    def caveat(self) -> str:
        """How the question was understood, for whoever asked."""
        said = "，".join(f"“{said}”即“{means}”" for said, means in self.words)
        return UNDERSTOOD.format(text=self.text, words=said)


def unclear(answer: Answer, question: str) -> bool:
    """Whether an answer is a refusal that may come from not understanding; masks and contradictions are findings of their own."""
    chinese = len(re.findall(r"[\u4e00-\u9fff]", question)) > len(re.findall(r"[A-Za-z]", question))
    return chinese and answer.kind == "refused" and answer.status in {Status.UNSTATED, Status.ABSENT, Status.AMBIGUOUS}


def restated(question: str, lexicon: Lexicon, model: Wording, stands: Callable[[str], bool]) -> Restated | None:
    """The question in words the rules know; None where the model knows none that hold. `stands` tells whether the reports use a word.

    Raises:
        LanguageModelError: the endpoint failed.
    """
    if instructs(question):
        return None
    reader = QuestionReader(lexicon)
    asked = reader.read(question)
    variables = {"question": fenced(asked.text), "meanings": "、".join(_meanings(reader))}
    data = read_object(model.complete("understand", variables, _SCHEMA)) or {}
    words = tuple(_sound(data.get("words"), asked, reader, stands))
    text = asked.text
    for said, means in words:
        text = text.replace(said, means, 1)
    return Restated(text, words) if words and _same_but_for_words(asked, reader.read(text)) else None


def _meanings(reader: QuestionReader) -> list[str]:
    statuses = [name for name in reader.lexicon.metrics if reader.metrics_of(name) == (name,)]
    return [*statuses, *_LISTS, _ASKING]


def _sound(given: object, asked: Question, reader: QuestionReader, stands: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """The pairs of a reply that hold: words of the question that nobody else explains, each once."""
    meanings, seen = set(_meanings(reader)), set[str]()
    for one in given if isinstance(given, list) else ():
        said, means = (str(one.get(name, "")) for name in ("said", "means")) if isinstance(one, dict) else ("", "")
        if means not in meanings or said not in asked.text or not 2 <= len(said) <= _LONGEST or means in seen:
            continue
        if _speaks_for_itself(said, means, asked, reader) or stands(said):
            continue
        seen.add(means)
        yield said, means


def _speaks_for_itself(said: str, means: str, asked: Question, reader: QuestionReader) -> bool:
    """Whether words may not be read as a model says: they claim something, the rules know them as something else, or deny otherwise."""
    words = load_guard_words()
    claims = read_claims(said, words)
    if claims.numbers or claims.dates or claims.literals or read_proper_names(said, words) or re.search(r"[\d〇*＊]", said):
        return True
    if any(place in said for place in words.data["places"]["generic"]):
        return True  # 某县, 我市: a place too
    if means == _ASKING:
        return asked.counts and all(ask.unit for ask in asked.asks)  # 几桩: no unit of ours
    if means in _LISTS:
        return asked.track is not None
    known = set(reader.metrics_of(said)) | {words.families[match[0]] for match in words.family_pattern.finditer(said)}
    if asked.metrics or known - {means}:
        return True
    negative = {metric.negated for metric in reader.lexicon.metrics.values() if metric.negated}
    denied = bool(words.denial.search(said))
    return denied and means not in negative or (means in negative and not denied and not _LEFT.search(asked.text))


def _same_but_for_words(asked: Question, again: Question) -> bool:
    """Whether a restated question counts, and asks of the same places, days, inspection and numbers."""
    fixed = ("inspection", "batches", "years", "dates", "as_of", "numbers", "places")
    return again.counts and bool(again.metrics or again.track) and all(getattr(asked, name) == getattr(again, name) for name in fixed)
