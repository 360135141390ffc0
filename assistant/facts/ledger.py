"""Rows of an Excel 台账 become the facts of a list: each is one problem or complaint, counted by status and class (domain.md 2.2, 4.6).

No sentence states a counted figure: its formula says that rows were counted, its passage is those rows or, when they are many, their title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from assistant.facts.context import batch_of, dated, inspection_of, merge
from assistant.facts.status import leading, statuses
from assistant.types import Fact, Inspection, Passage, Quantity, Report, Track
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon, alternatives

FEW = 5
"""A figure of up to so many rows names its items and quotes its rows when they stand together."""
_UNITS = {Track.PROBLEM: "项", Track.COMPLAINT: "件"}
_DONE = {Track.PROBLEM: "完成", Track.COMPLAINT: "办结"}
_LEFT = frozenset({"未完成", "未销号", "未验收"})
_OPEN = ("未完成", "滞后")
_FINDINGS = frozenset({"属实", "基本属实", "部分属实", "不属实"})
_ORDER = ("完成", "销号", "验收", "办结", "阶段性办结")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|\s")
_LONGEST_CLASS = 24


class LedgerWords:
    """Column names, status wordings and classes of knowledge/lexicon/ledger.toml."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.roles = {role: frozenset(names) for role, names in data["columns"].items()}
        self.flags: dict[str, str] = data["flags"]
        self.yes, self.no = frozenset(data["answers"]["yes"]), frozenset(data["answers"]["no"])
        self.wordings: dict[str, list[str]] = data["wordings"]
        self.implied: dict[str, dict[str, str]] = data["implied"]
        self.classes: list[dict[str, Any]] = data["classes"]
        self.overdue: list[str] = data["overdue"]["labels"]
        self.late, self.not_late = alternatives(data["overdue"]["words"]), alternatives(data["overdue"]["not_words"])
        self.text: dict[str, str] = data["text"]
        self.known = frozenset(self.flags).union(*self.roles.values(), *(one["columns"] for one in self.classes))


@dataclass(frozen=True, slots=True)
class Row:
    """One problem or complaint: its line at [start, end) of the clean text, its cells by column, the list it belongs to."""

    start: int
    end: int
    index: int
    cells: Mapping[str, str]
    item: str
    inspection: Inspection
    track: Track
    batch: str
    as_of: str | None
    title: tuple[int, int]
    """The title line over the row's table; the row itself when there is none."""
    metrics: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    overdue: bool = False

    @property
    def name(self) -> str:
        """The item in few words, as they stand in the row."""
        return re.split(r"[，。；：,;]", self.item)[0][:30]


@lru_cache(maxsize=8)
def ledger_words(lexicon: Lexicon) -> LedgerWords:
    """The ledger words of a lexicon, compiled once."""
    return LedgerWords(lexicon.data["ledger"])


def ledger_rows(report: Report, lexicon: Lexicon) -> list[Row]:
    """The rows of the report's ledgers in text order; empty for a report without any."""
    words = ledger_words(lexicon)
    rows: list[Row] = []
    sheet: list[re.Match[str]] = []
    source = ""
    previous = 0
    for line in re.finditer(r"[^\n]*\S[^\n]*", report.clean):
        cells = _cells(line[0], words)
        if "\n\n" in report.clean[previous : line.start()]:
            sheet, source = [], ""
        previous = line.end()
        if not _is_row(cells, words):
            sheet += [line] if "：" not in line[0] else []
            continue
        # Merged cells leave the source blank in all rows but the first.
        source = _of(cells, words.roles["inspection"]) or source
        rows.append(_row(report, line, cells, sheet, source, len(rows), lexicon))
    return rows


def ledger_lines(report: Report, lexicon: Lexicon) -> frozenset[int]:
    """Where the lines of ledger rows begin: a number inside one row (52个雨水口整治完成) says nothing about the list."""
    return frozenset(report.clean.rfind("\n", 0, row.start) + 1 for row in ledger_rows(report, lexicon))


def _cells(line: str, words: LedgerWords) -> dict[str, str]:
    """Column -> text; `；` inside a cell continues it unless a short name with `：` follows."""
    cells: dict[str, str] = {}
    last = ""
    for piece in line.strip().split("；"):
        name, mark, value = piece.partition("：")
        bare = _BRACKETED.sub("", name)
        if mark and (bare in words.known or re.fullmatch(r"[\u4e00-\u9fff/]{2,12}", bare)):
            last = bare
            cells.setdefault(bare, value.strip())
        elif last:
            cells[last] += "；" + piece
    return cells


def _is_row(cells: Mapping[str, str], words: LedgerWords) -> bool:
    return bool(_of(cells, words.roles["item"])) and len(cells) > 2 and len(words.known & cells.keys()) > 1


def _of(cells: Mapping[str, str], names: frozenset[str]) -> str:
    return next((text for name, text in cells.items() if name in names and text), "")


def _row(
    report: Report, line: re.Match[str], cells: Mapping[str, str], sheet: Sequence[re.Match[str]], source: str, index: int, lexicon: Lexicon
) -> Row:
    words = ledger_words(lexicon)
    heading = "\n".join(one[0] for one in sheet)
    far = inspection_of(heading) or inspection_of(report.title)
    start = line.start() + len(line[0]) - len(line[0].lstrip())
    end = line.start() + len(line[0].rstrip())
    top = max(sheet, key=lambda one: len(one[0]), default=None)
    title = (top.start() + len(top[0]) - len(top[0].lstrip()), top.start() + len(top[0].rstrip())) if top else (start, end)
    track = _track(cells, heading or report.title, words, lexicon)
    batch, as_of = batch_of(_of(cells, words.roles["batch"])), dated(heading, report) or report.as_of
    row = Row(start, end, index, cells, _of(cells, words.roles["item"]), merge(inspection_of(source), far), track, batch, as_of, title)
    metrics, wordings = _statuses(row, words, lexicon)
    row = replace(row, metrics=metrics, wordings=wordings)
    return replace(row, overdue=_overdue(row, words))


def _track(cells: Mapping[str, str], heading: str, words: LedgerWords, lexicon: Lexicon) -> Track:
    """Complaints have a number of receipt or content of a report, or the title over the table counts complaints."""
    if _of(cells, words.roles["complaint"]):
        return Track.COMPLAINT
    ends = {track: max((m.end() for m in lexicon.tracks[track].noun_pattern.finditer(heading)), default=-1) for track in _UNITS}
    return Track.COMPLAINT if ends[Track.COMPLAINT] > ends[Track.PROBLEM] else Track.PROBLEM


def _statuses(row: Row, words: LedgerWords, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The metrics a row counts for, and the wordings that say so: 已销号 counts as 销号 and as 完成."""
    metrics: list[str] = []
    wordings: list[str] = []
    for name, text in row.cells.items():
        if (name not in words.flags and name not in words.roles["status"]) or not text:
            continue
        flag = words.flags.get(name, "")
        found = ([flag] if text in words.yes else []) if flag and text in words.yes | words.no else _named(text, words, lexicon)
        if flag == "属实" and text in words.no:
            found = ["不属实"]
        metrics += found
        wordings += [text] * bool(found)
    for metric in tuple(metrics):
        implied = words.implied[row.track.value].get(metric)
        metrics += [implied] if implied else []
    kept = [metric for metric in dict.fromkeys(metrics) if row.track in lexicon.metrics[metric].tracks and metric not in _LEFT]
    return tuple(kept), tuple(wordings)


def _named(text: str, words: LedgerWords, lexicon: Lexicon) -> list[str]:
    bare = _BRACKETED.sub("", text).rstrip("。；，")
    return words.wordings.get(bare) or list(leading(statuses(text, lexicon)))


def _overdue(row: Row, words: LedgerWords) -> bool:
    """Whether the deadline is past and the item not finished, or the row itself says so."""
    if _DONE[row.track] in row.metrics:
        return False
    said = [words.not_late.sub("", row.cells.get(name, "")) for name in words.roles["status"] | words.roles["remark"]]
    if any(words.late.search(text) for text in said):
        return True
    dates = [date for date in find_dates(_of(row.cells, words.roles["deadline"])) if date.year]
    return bool(dates and row.as_of and dates[-1].iso < row.as_of[: len(dates[-1].iso)])


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
            parts["未完成"] = [row for row in self.rows if row not in parts["完成"]]
        return facts + list(self._classes(parts))

    def _parts(self) -> dict[str, list[Row]]:
        """Metric -> rows; what counts as finished is said even when no row is, unless no status is known at all."""
        done = _DONE[self.track]
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
        for parent, rows in {"": self.rows, **parts}.items():
            for split in self.words.classes:
                yield from self._split(split, rows, parent)
        late = [row for row in self.rows if row.overdue]
        if late or any(_of(row.cells, self.words.roles["deadline"]) for row in self.rows):
            # Asked of what is behind schedule, overdue means all that are overdue: said only where those are among them.
            for parent in ("", *(name for name in _OPEN if name in parts and all(row in parts[name] for row in late))):
                for label in self.words.overdue:
                    yield self._fact("分类", late, label=label, dimension="时限", parent=parent, context=label)

    def _split(self, split: Mapping[str, Any], rows: Sequence[Row], parent: str) -> Iterator[Fact]:
        held: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            column = next((name for name in split["columns"] if row.cells.get(name)), "")
            for value in dict.fromkeys(re.split(r"[、，；,;\s]+", row.cells.get(column, ""))):
                if 0 < len(value) <= _LONGEST_CLASS:
                    held.setdefault((column, value), []).append(row)
        for (column, value), members in held.items():
            context = self._words("class", column=column, value=value)
            label = self._short(value) + split["suffix"] if split["suffix"] else value
            yield self._fact("分类", members, label=label, dimension=split["dimension"], parent=parent, context=context)

    def _short(self, unit: str) -> str:
        """水务局 for 区水务局 in a ledger of a district: staff ask for either."""
        level = self.report.place.name[-1] if self.report.place else ""
        return unit[1:] if level in "县区州旗盟" and level and unit.startswith(level) and len(unit) > 3 else unit

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


def counted_rows(fact: Fact, report: Report, lexicon: Lexicon) -> list[Passage]:
    """The rows a counted fact names, each as its own evidence; empty when it names none."""
    rows = ledger_rows(report, lexicon) if fact.formula and fact.members else []
    return [report.passage(row.start, row.end) for row in rows if row.name in fact.members and row.inspection == fact.inspection]
