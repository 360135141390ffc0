"""What got worse in an answer, a draft or a search, by what it said before; gold, scorers and gates are not asked.

This is the second opinion of the proof `regressions`: whether damage did harm is decided here, whether it is caught by the evaluation.
"""

from __future__ import annotations

import re
from collections import Counter

from eval.reading.dates import read_dates
from eval.reading.numbers import claims, plain
from eval.results import Verdict
from eval.subject import AnswerRow, DraftRow, HitRow

FIRST = 10
"""So many hits are looked at."""
BROKEN = "nothing was made of it"
_BLANK = re.compile(r"[\s，。；：、,.;:！？!?（）()]+")


def worse(before: Verdict, after: Verdict) -> str:
    """Why what was made of a case is worse than it was, in a word; nothing where it is not."""
    if before.answer is not None:
        return _answer(before.answer, after.answer) if after.answer is not None else BROKEN
    if before.draft is not None:
        return _draft(before.draft, after.draft) if after.draft is not None else BROKEN
    if before.hits is not None:
        return _hits(before.hits, after.hits) if after.hits is not None else BROKEN
    return ""


def _answer(old: AnswerRow, new: AnswerRow) -> str:
    """Another kind, status or day; a figure or date of the direct answer that is gone or is new; without figures other words."""
    if (old["kind"], old["status"]) != (new["kind"], new["status"]):
        return "status"
    if old["as_of"] != new["as_of"]:
        return "day"
    first, second = _direct(old), _direct(new)
    if _told(first) != _told(second):
        return "figures"
    if not old["figures"] and _BLANK.sub("", first) not in _BLANK.sub("", new["answer"]):
        return "words"
    return ""


def _direct(answer: AnswerRow) -> str:
    """The first sentence of each line: what the reader takes along."""
    return "\n".join(line.split("。")[0] for line in answer["answer"].splitlines())


def _told(text: str) -> tuple[Counter[object], set[object]]:
    text = plain(text)
    return Counter((number.value, number.unit) for number in claims(text)), {date[:3] for date in read_dates(text)}


def _draft(old: DraftRow, new: DraftRow) -> str:
    """Another title; a heading or a figure that is gone."""
    if old["title"] != new["title"]:
        return "title"
    if missing := {one["heading"] for one in old["sections"]} - {one["heading"] for one in new["sections"]}:
        return f"heading {sorted(missing)[0]}"
    lost = _figures(old) - _figures(new)
    return f"figure {sorted(lost)[0]}" if lost else ""


def _figures(draft: DraftRow) -> set[str]:
    return {f"{row['value']}{row['unit']}" for row in draft["figures"]}


def _hits(old: list[HitRow], new: list[HitRow]) -> str:
    """Fewer than half of what was found first are found."""
    kept = {hit["text"] for hit in old[:FIRST]} & {hit["text"] for hit in new}
    return "hits" if 2 * len(kept) < len(old[:FIRST]) else ""
