"""Rows of a 台账 become the facts of a list: each is one problem or complaint, counted by status and class (domain.md 2.2, 4.6).

No sentence states a counted figure: its formula says that rows were counted, its passage is those rows or, when they are many, their title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from assistant.facts.ledger_rows import DONE, Row, cell_of, led_by, ledger_rows
from assistant.facts.ledger_words import LedgerWords, ledger_words
from assistant.types import Fact, Inspection, Passage, Quantity, Report, Track
from assistant.words.lexicon import Lexicon

FEW = 5
"""A figure of up to so many rows names its items and quotes its rows when they stand together."""
_UNITS = {Track.PROBLEM: "项", Track.COMPLAINT: "件"}
_OPEN = ("未完成", "滞后")
_BODIES = "部门"
_FINDINGS = frozenset({"属实", "基本属实", "部分属实", "不属实"})
_ORDER = ("完成", "销号", "验收", "办结", "阶段性办结")
_LONGEST_CLASS = 24


def ledger_facts(report: Report, lexicon: Lexicon) -> list[Fact]:
    """The counted facts of the report's ledgers, list by list (inspection, track, batch); over all batches as 累计."""
    rows = ledger_rows(report, lexicon)
    whole: dict[tuple[Inspection, Track], list[Row]] = {}
    for row in rows:
        whole.setdefault((row.inspection, row.track), []).append(row)
    lists: list[tuple[str, list[Row]]] = []
    for members in whole.values():
        batches = list(dict.fromkeys(row.batch for row in members))
        lists.append((batches[0] if len(batches) == 1 else "累计", members))
        if len(batches) > 1:
            lists += [(batch, [row for row in members if row.batch == batch]) for batch in batches if batch]
    return [
        fact
        for number, (batch, members) in enumerate(lists, 1)
        for fact in LedgerList(report, lexicon, members, batch, f"LEDGER{number}").facts()
    ]


class LedgerList:
    """The rows of one list, counted."""

    def __init__(self, report: Report, lexicon: Lexicon, rows: Sequence[Row], batch: str, identity: str) -> None:
        self.report = report
        self.lexicon = lexicon
        self.words = ledger_words(lexicon)
        self.rows = rows
        self.batch = batch
        self.identity = identity
        self.track = rows[0].track

    def facts(self) -> list[Fact]:
        """The total, a part for every status, and the classes of the whole and of every part."""
        parts = self._parts()
        listed = self.track.value
        facts = [self._fact("总数", self.rows, label=listed, context=self._words("total"))]
        for metric, rows in parts.items():
            text = self._wording(metric, rows)
            facts.append(self._fact(metric, rows, label=text, status_text=text, context=self._words("part", text=text)))
        if self.track is Track.PROBLEM and parts:
            finished = {row.index for row in parts["完成"]}
            parts["未完成"] = [row for row in self.rows if row.index not in finished]
        return facts + list(self._classes(parts))

    def _parts(self) -> dict[str, list[Row]]:
        """Metric -> rows; what counts as finished is said even when no row is, unless no status is known at all."""
        done = DONE[self.track]
        held = {metric for row in self.rows for metric in row.metrics}
        if held - _FINDINGS:
            held.add(done)
        names = [name for name in _ORDER if name in held] + sorted(held.difference(_ORDER))
        return {name: [row for row in self.rows if name in row.metrics] for name in names}

    def _wording(self, metric: str, rows: Sequence[Row]) -> str:
        """The status in the ledger's words where it has one for it, else the metric's name."""
        own = {text for row in rows for text in row.wordings if text in self.lexicon.metrics[metric].words}
        return own.pop() if len(own) == 1 else metric

    def _classes(self, parts: Mapping[str, Sequence[Row]]) -> Iterator[Fact]:
        named = [(split, {row.index: _named(row, split, self.words) for row in self.rows}) for split in self.words.classes]
        for parent, rows in {"": self.rows, **parts}.items():
            for split, classes in named:
                yield from self._split(split, rows, parent, classes)
        late = [row for row in self.rows if row.overdue]
        overdue = {row.index for row in late}
        if late or any(row.as_of and cell_of(row.cells, self.words.roles["deadline"]) for row in self.rows):
            # Asked of what is behind schedule, overdue means all that are overdue: said only where those are among them.
            for parent in ("", *(name for name in _OPEN if name in parts and overdue <= {row.index for row in parts[name]})):
                for label in self.words.overdue:
                    yield self._fact("分类", late, label=label, dimension="时限", parent=parent, context=label)

    def _split(
        self, split: Mapping[str, Any], rows: Sequence[Row], parent: str, classes: Mapping[int, Sequence[tuple[str, str]]]
    ) -> Iterator[Fact]:
        held: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            for name in classes[row.index]:
                held.setdefault(name, []).append(row)
        for (column, value), members in held.items():
            context = self._words("class", column=column, value=value)
            label = self._short(value) + split["suffix"] if split["suffix"] else self._within(value)
            yield self._fact("分类", members, label=label, dimension=split["dimension"], parent=parent, context=context)

    def _short(self, unit: str) -> str:
        """水务局 for 区水务局 in a ledger of a district: staff ask for either."""
        level = self.report.place.name[-1] if self.report.place else ""
        return unit[1:] if level in "县区州旗盟" and level and unit.startswith(level) and len(unit) > 3 else unit

    def _within(self, area: str) -> str:
        """竹溪镇 for 青枫县竹溪镇 in a ledger of 青枫县: staff ask for the town."""
        own = self.report.place.name if self.report.place else ""
        return area[len(own) :] if own and area.startswith(own) and len(area) > len(own) + 1 else area

    def _words(self, name: str, **values: str) -> str:
        return self.words.text[name].format(list=self.track.value, **values)

    def _fact(self, metric: str, rows: Sequence[Row], *, label: str, context: str, **fields: Any) -> Fact:  # noqa: ANN401 - fields of Fact
        passage = self._passage(rows)
        unit = _UNITS[self.track]
        return Fact(
            report=self.report.id,
            place=self.report.place,
            track=self.track,
            metric=metric,
            quantity=Quantity(len(rows), unit, ""),
            label=label,
            passage=passage,
            start=passage.start,
            end=passage.start,
            inspection=self.rows[0].inspection,
            unit_class=unit,
            of=self.identity,
            as_of=self.rows[0].as_of,
            members=tuple(row.name for row in rows) if len(rows) <= FEW and metric != "总数" else (),
            context=context,
            batch=self.batch,
            formula=self.words.text["formula"].format(count=len(rows)),
            **fields,
        )

    def _passage(self, rows: Sequence[Row]) -> Passage:
        """The rows when they are few and stand together, else the title over them."""
        together = 0 < len(rows) <= FEW and rows[-1].index - rows[0].index == len(rows) - 1
        return self.report.passage(rows[0].start, rows[-1].end) if together else self.report.passage(*self.rows[0].title)


def _named(row: Row, split: Mapping[str, Any], words: LedgerWords) -> tuple[tuple[str, str], ...]:
    """The classes of a row by the first column of a split that it fills, each with that column."""
    for column in split["columns"]:
        if text := row.cells.get(column):
            if "yes" in split and text.strip() in words.yes | words.no:
                return ((column, split["yes"]),) if text.strip() in words.yes else ()
            return _each(column, led_by(text) if split["dimension"] == _BODIES else text)
    return ()


@lru_cache(maxsize=4096)
def _each(column: str, text: str) -> tuple[tuple[str, str], ...]:
    values = dict.fromkeys(re.split(r"[、，；,;\s]+", text))
    return tuple((column, value) for value in values if 0 < len(value) <= _LONGEST_CLASS)


def counted_rows(fact: Fact, report: Report, lexicon: Lexicon) -> list[Passage]:
    """The rows a counted fact names, each as its own evidence; empty when it names none."""
    rows = ledger_rows(report, lexicon) if fact.formula and fact.members else []
    return [report.passage(row.start, row.end) for row in rows if row.name in fact.members and row.inspection == fact.inspection]
