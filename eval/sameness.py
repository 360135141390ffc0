"""Whether two answers are the same one: what they say, how sure they are, what they rest on."""

from __future__ import annotations

import re
from typing import Any

from eval.reading.dates import read_dates
from eval.reading.numbers import claims, plain
from eval.subject import AnswerRow, Sources


def said(answer: AnswerRow) -> dict[str, Any]:
    """Everything an answer tells its reader, marks and blanks aside."""
    figures = [(row["value"], row["unit"], row["approximate"]) for row in answer["figures"]]
    return {
        "kind": answer["kind"],
        "status": answer["status"],
        "as_of": answer["as_of"],
        "figures": figures,
        "text": re.sub(r"[\s，。；：、,.;:！？!?（）()]+", "", answer["answer"]),
    }


def same(one: AnswerRow, other: AnswerRow) -> bool:
    """Whether two answers come to the same, however their quotations are cut.

    With figures: the same ones, and no other number or date beside them; without: one text holds the other.
    """
    first, second = said(one), said(other)
    texts = first.pop("text"), second.pop("text")
    if first != second:
        return False
    if first["figures"]:
        return _numbers(one["answer"]) == _numbers(other["answer"])
    return texts[0] in texts[1] or texts[1] in texts[0]


def _numbers(text: str) -> tuple[set[object], set[object]]:
    """The numbers and dates of a text."""
    text = plain(text)
    return {(number.value, number.unit) for number in claims(text)}, {date[:3] for date in read_dates(text)}


def cited(answer: AnswerRow, sources: Sources) -> set[str]:
    """The files an answer cites."""
    return {sources.file(row["report"]) for row in answer["citations"]}
