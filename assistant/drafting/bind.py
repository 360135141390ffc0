"""Every number that a draft takes from a sentence is bound to that sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.checking.proof import NUMBER, OPEN
from assistant.types import DraftFigure, Fact, Inspection, Number, Passage, Track
from assistant.words.numerals import show_number, tidy

_WITH_UNIT = re.compile(
    r"(?:\d{4}年)?\d{1,2}[-至—~]\d{1,2}(?:月|季度)|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|第\d+[位名批号条次]?"
    r"|(?<![A-Za-z\d.])(\d+(?:,\d{3})*(?:\.\d+)?)((?:[%％‰]|个百分点|[万亿]?[个项条件批次起处家人份期卷轮吨元亩米天年月日名位辆台座类部篇级])?)"
)

_ITEM = re.compile(r"\d{1,2}[.．](?!\d)|[（(]\d{1,2}[）)]")
"""The number of a list item, which is no figure."""


def fact_label(fact: Fact, metric: str = "") -> str:
    """What a figure counts, in the words of the 核对表: `第二轮中央督察反馈问题完成`, or the words of the text."""
    metric = metric or fact.metric
    if metric and fact.track in (Track.PROBLEM, Track.COMPLAINT) and not fact.dimension:
        return metric_label(fact.inspection, fact.track, metric)
    return fact.dimension + fact.label if fact.dimension else fact.label or metric


def metric_label(inspection: Inspection, track: Track, metric: str) -> str:
    """The label of a typed figure: equal labels mean the same quantity."""
    return f"{inspection.display}{track.value}{metric}"


def printed(fact: Fact) -> str:
    """The figure as its source prints it."""
    quantity = fact.quantity
    if quantity.text and NUMBER.search(quantity.text):
        return quantity.text
    return f"{show_number(quantity.value)}{quantity.unit}" if quantity.value is not None else quantity.text


def from_fact(fact: Fact, label: str = "") -> DraftFigure:
    """A fact as a figure of a draft."""
    quantity = fact.quantity
    return DraftFigure(
        printed(fact),
        quantity.value,
        quantity.unit,
        label or fact_label(fact),
        fact.formula or None,
        quantity.approximate,
        fact.report,
        fact.passage.text,
        fact.settled or None,
        fact.original,
    )


def from_text(text: str, passage: Passage, label: str) -> DraftFigure:
    """A dated or worded value that stands verbatim in a passage; a date has no numeric value."""
    return DraftFigure(text, None, "", label, None, False, passage.report, passage.text)


def bind(text: str, passage: Passage, facts: Iterable[Fact]) -> tuple[DraftFigure, ...]:
    """A figure for every number of `text`, which was taken from `passage`: facts first, whatever else is a number after them."""
    taken = [False] * len(text)
    for spot in (_ITEM.match(text), *OPEN.finditer(text)):
        if spot:
            taken[spot.start() : spot.end()] = [True] * (spot.end() - spot.start())
    found: list[tuple[int, DraftFigure]] = []

    def claim(start: int, figure: DraftFigure) -> None:
        end = start + len(figure.text)
        if start >= 0 and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append((start, figure))

    own = [f for f in facts if f.report == passage.report and passage.start <= f.start < passage.end and f.quantity.value is not None]
    for fact in sorted(own, key=lambda f: -len(f.quantity.text)):
        if NUMBER.search(fact.quantity.text):
            claim(_free(text, fact.quantity.text, taken), _on(from_fact(fact, fact.dimension + fact.label or fact.metric), passage))
    for match in _WITH_UNIT.finditer(text):
        if not any(taken[match.start() : match.end()]):
            value: Number | None = tidy(float(match[1].replace(",", ""))) if match[1] else None
            claim(match.start(), _plain(match[0], value, match[2] or "", text[: match.start()], passage))
        elif match[1] and not any(taken[match.start(1) : match.end(1)]):
            claim(match.start(1), _plain(match[1], tidy(float(match[1].replace(",", ""))), "", text[: match.start(1)], passage))
    return tuple(figure for _, figure in sorted(found, key=lambda pair: pair[0]))


def _plain(text: str, value: Number | None, unit: str, before: str, passage: Passage) -> DraftFigure:
    """A number no fact covers, called by the words before it."""
    words = re.search(r"[\u4e00-\u9fffA-Za-z.]{2,10}$", before)
    label = words[0] if words and value is not None else "日期" if re.search("[年月日季]", text) else "原句数字"
    return DraftFigure(text, value, unit, label, None, False, passage.report, passage.text)


def _on(figure: DraftFigure, passage: Passage) -> DraftFigure:
    """The same figure quoting the sentence it was taken from."""
    return replace(figure, report=passage.report, quote=passage.text)


def _free(text: str, figure: str, taken: list[bool]) -> int:
    """Where a figure stands whole (not inside a longer number) and unclaimed; -1 if nowhere."""
    for match in re.finditer(rf"(?<![\d.]){re.escape(figure)}", text):
        if not any(taken[match.start() : match.end()]):
            return match.start()
    return -1
