"""What an answer states, piece by piece, and whether each piece stands in what it cites or in a shown formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from eval.reading.dates import read_dates
from eval.reading.numbers import Number
from eval.scorers.evidence import Evidence
from eval.scorers.provenance import Ground, loose

_PLACE = re.compile(r"[一-龥*]{1,8}(?:省|市|县|区|州|镇|乡|街道)(?!级|[一-龥]{2,10}(?:局|厅|委|办))")
_BODY = re.compile(r"[一-龥]{2,14}(?:局|厅|委员会|办公室|公司|指挥部)")
_SHORTEST = {_PLACE: 3, _BODY: 4}
"""A name found in running text may have swallowed words before it; so many characters at its end are surely its own."""
_COUNTED = frozenset({"个", "项", "条"})
"""Measure words that say the same of a problem."""


class Stated(NamedTuple):
    """One piece: a number, unit, date or name as the answer has it."""

    kind: str
    text: str
    bound: bool


def pieces(evidence: Evidence) -> Iterator[Stated]:
    """Every figure with its unit, every date, every place and body that the answer names."""
    free = loose(evidence)
    unbound = {(number.value, number.unit) for number in free.numbers}
    for number in evidence.stated:
        shown = f"{number.printed:f}{number.unit}"
        bound = (number.value, number.unit) not in unbound
        yield Stated("number", shown, bound)
        if number.unit and bound:
            yield Stated("unit", shown, _has_unit(number, free.ground))
    for date in read_dates(evidence.text):
        yield Stated("date", evidence.text[date.start : date.end], date not in free.dates)
    yield from _names(evidence)


def _has_unit(number: Number, ground: Ground) -> bool:
    """Whether the same value stands in the ground with this unit, or without one (a table, a formula)."""
    same = {held.unit for held in ground.numbers if number.value == held.value or (held.is_bare and number.printed == held.printed)}
    return bool(same & ({number.unit, ""} | (_COUNTED if number.unit in _COUNTED else set())))


def _names(evidence: Evidence) -> Iterator[Stated]:
    written = "\n".join([evidence.case.question, *map(evidence.cited, evidence.answer["citations"])])
    for pattern, shortest in _SHORTEST.items():
        for name in dict.fromkeys(pattern.findall(evidence.text)):
            yield Stated("name", name, name[-shortest:] in written)
