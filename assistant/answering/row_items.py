"""The ledgers a question may mean, and which of their items it names: by number, or by the words of the problem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.inquiry import Inquiry
from assistant.facts.rows import SameReport
from assistant.ledgers.item import Item
from assistant.ledgers.items import items
from assistant.types import Fact, Report, once
from assistant.words.content import grams
from assistant.words.lexicon import Lexicon

_SHOWN = 3
MOST = 5
"""So many items may be meant by one name; more, and the name says nothing."""
_ENOUGH, _NEAR = 0.75, 0.5
"""This share of a name's characters stand in a row that it names, and in one that is named like it."""
_GAP = 1
"""A longer part that the row has not, between parts that it has, names something else: 垃圾填埋场渗滤液 is not 垃圾转运站渗滤液."""
_LEVELS = "省市县区州旗"
_SHORT = 3
_FIRST = 2
"""A name begins with what tells it from others (南塬水泥厂): its first characters stand in the row in any case."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item and the ledger it stands in."""

    report: Report
    item: Item


def ledgers(inquiry: Inquiry) -> list[Report]:
    """The ledgers among the reports in question, the newest first."""
    held = once(_ledger_ids, inquiry.library.facts(inquiry.scope))
    return [inquiry.composer.report(head.id) for head in inquiry.heads if head.id in held]


def _ledger_ids(facts: Sequence[Fact]) -> frozenset[str]:
    return frozenset(fact.report for fact in facts if fact.of.startswith("LEDGER"))


def items_of(report: Report, lexicon: Lexicon) -> tuple[Item, ...]:
    """The items of a ledger, read once while the report is held."""
    return _items(SameReport(report), lexicon)


@lru_cache(maxsize=8)
def _items(same: SameReport, lexicon: Lexicon) -> tuple[Item, ...]:
    return tuple(items(same.report, lexicon))


def current(of: Sequence[Report], inquiry: Inquiry) -> list[Report]:
    """Of the versions of a ledger the newest, and only ledgers of the list, 反馈问题 or 信访件, that the question speaks of."""
    kept: dict[tuple[str, ...], Report] = {}
    for report in of:
        every = items_of(report, inquiry.lexicon)
        kinds = Counter((item.inspection.display, item.track.value, item.batch) for item in every)
        place = report.place.display if report.place else report.id
        kept.setdefault((place, *kinds.most_common(1)[0][0]), report)
    asked = inquiry.question.track
    held = [report for key, report in kept.items() if asked is None or key[2] == asked.value]
    return held or list(kept.values())


def numbered(of: Sequence[Report], number: str, lexicon: Lexicon) -> list[Row]:
    """The items of this number, of every ledger that has one."""
    wanted = _plain(number)
    every = [Row(report, item) for report in of for item in items_of(report, lexicon)]
    code = re.compile(rf"(?<![A-Za-z0-9-]){re.escape(wanted)}(?![A-Za-z0-9-])", re.IGNORECASE)
    found = [row for row in every if _plain(row.item.number) == wanted]
    # A 受理编号 stands in a column of its own beside the 序号.
    return found or (
        [row for row in every if code.search(_plain(row.report.clean[row.item.start : row.item.end]))] if wanted[0].isalpha() else []
    )


def named(of: Sequence[Report], subject: str, lexicon: Lexicon) -> list[Row]:
    """The items that these words name, those that hold most of them; of versions of one ledger the newest that has it.

    None when no row holds enough of the words, or so many do that they name nothing.
    """
    if len(subject) < _FIRST:
        return []
    wanted = grams(subject, lexicon)
    found: list[tuple[float, Row]] = []
    for report in of:
        for item in items_of(report, lexicon):
            if wanted & grams(item.problem, lexicon) and (share := _share(subject, item, report)) >= _ENOUGH:
                found.append((share, Row(report, item)))
    best = max((share for share, _ in found), default=0.0)
    rows = _newest([row for share, row in found if share == best])
    return rows if len(rows) <= MOST else []


def alike(of: Sequence[Report], subject: str, lexicon: Lexicon) -> list[Row]:
    """Items whose problem shares much of these words, to be named beside a refusal, the most alike first."""
    every = ((sum(_covered(subject, item.problem)), Row(report, item)) for report in of for item in items_of(report, lexicon))
    found = [(share, row) for share, row in every if share >= _NEAR * len(subject)]
    return _newest([row for _, row in sorted(found, key=lambda pair: -pair[0])])[:_SHOWN]


def _share(subject: str, item: Item, report: Report) -> float:
    """The share of the subject's characters that stand in the row as parts of its words.

    0 when its first ones do not, when less than half stand in the problem itself, or for a row that names something else between.
    """
    whole = report.clean[item.start : item.end]
    within = _covered(subject, item.problem)
    anywhere = [one or other for one, other in zip(within, _covered(subject, whole), strict=True)]
    gaps = re.findall("(?<=1)0+(?=1)", "".join("01"[one] for one in anywhere))
    if not all(anywhere[:_FIRST]) or 2 * sum(within) < len(subject) or any(len(gap) > _GAP for gap in gaps):
        return 0.0
    return sum(anywhere) / len(subject)


def _covered(subject: str, text: str) -> list[bool]:
    """For every character of the subject whether it and a neighbour stand together in the text."""
    held = [False] * len(subject)
    for at in range(len(subject) - 1):
        if subject[at : at + 2] in text:
            held[at] = held[at + 1] = True
    return held


def _newest(rows: Sequence[Row]) -> list[Row]:
    """Of one problem in several versions of a ledger the one in the newest: the ledgers come newest first."""
    kept: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        place = row.report.place.display if row.report.place else row.report.id
        held = kept.setdefault((place, row.item.problem, row.item.number), row)
        if held.report.id == row.report.id and held is not row:
            kept[place, row.item.problem, f"{row.item.number}@{row.item.start}"] = row
    return list(kept.values())


def _plain(number: str) -> str:
    return number.strip().replace("－", "-").upper().removesuffix(".0")


def unit_named(text: str, of: Sequence[Report], lexicon: Lexicon) -> str:
    """The unit of some item that a question names, with or without 县, 区 before it; the longest, empty when it names none."""
    units = {unit for report in of for item in items_of(report, lexicon) for unit in item.lead}
    named = [unit for unit in units if unit in text or (unit[0] in _LEVELS and len(unit) > _SHORT and unit[1:] in text)]
    return max(named, key=lambda unit: (unit in text, len(unit)), default="")
