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


def meant(answer: AnswerRow) -> dict[str, Any]:
    """What an answer comes to, however its quotations are cut: its kind, status, date, figures, and numbers and dates of its text."""
    text = plain(answer["answer"])
    told = said(answer)
    del told["text"]
    numbers = sorted({(f"{number.value:f}", number.unit) for number in claims(text)})
    return told | {"numbers": numbers, "dates": sorted({tuple(part or 0 for part in date[:3]) for date in read_dates(text)})}


def same(one: AnswerRow, other: AnswerRow) -> bool:
    """Whether two answers come to the same; a quotation without figures of its own may be cut wider in one of them."""
    if meant(one) == meant(other):
        return True
    first, second = said(one), said(other)
    texts = first.pop("text"), second.pop("text")
    return first == second and not first["figures"] and (texts[0] in texts[1] or texts[1] in texts[0])


def cited(answer: AnswerRow, sources: Sources) -> set[str]:
    """The files an answer cites."""
    return {sources.file(row["report"]) for row in answer["citations"]}
