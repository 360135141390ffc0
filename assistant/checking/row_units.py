"""What is told of one item: a unit or deadline in its row of a table, or in a text about it alone, stands beside it in some source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.checking.guardwords import GuardWords
from assistant.checking.lines import Line
from assistant.checking.proofrules import ProofRules
from assistant.checking.proper import read_proper_names
from assistant.checking.tokens import plain
from assistant.types import LOOK, MUST, Report
from assistant.words.dates import DateSpan, find_dates

_APART = re.compile(r"[、，；：（）()\s]+")
_DEALT = re.compile(r"分别[是为](?P<items>[^，。；\n]+)，[^，。；\n]*?分别[是为](?P<units>[^，。；\n]+)")
_AND = re.compile("[、和]")
_BUREAU = re.compile(r"[\u4e00-\u9fff]{2,6}?[市县区州旗](?P<bureau>[\u4e00-\u9fff]{2,12}局)")
_ITEM = 6
"""An item is told in so many letters at least."""
_IN_CHARGE = ("局", "厅", "委员会", "政府", "办事处", "管委会")
"""How the units end that are in charge of items; a 河 or 厂 may be told of in the item itself."""
_STATES = 2
"""A table with so many columns of statuses counts items by status."""
_NEAR = 300
"""In running text the unit of an item is named so many letters behind it at most; in a table it stands in the same row."""
_SUBJECT = re.compile(r"[“《]([^”》]{6,60})[”》]|关于(?:加快|抓紧|限期)?(?:推进)?([\u4e00-\u9fff]{6,40}?)(?:问题)?(?:整改)?的(?:督办|交办)")
_DUE = re.compile(r"年?[底末]|(?:之|以)?前")
_ADDRESSEE = re.compile(r"[^，。；：]{2,30}[：:]")
_ALREADY = re.compile(r"^(?:已经?|均已?|全部)")


class RowUnits:
    """Where the sources name items, for the units and deadlines named with them."""

    def __init__(self, reports: Iterable[Report], words: GuardWords, rules: ProofRules) -> None:
        self._reports = list(reports)
        self._words = words
        self._endings = rules.names
        self._labels = rules.labels
        self._around: dict[str, list[str]] = {}
        self._subject, self._addressed = "", False

    def about(self, title: str, lines: Sequence[Line]) -> None:
        """The item that a whole text is about: one that its title names or its section of the problem opens with, known to the sources."""
        named = [match[1] or match[2] for match in _SUBJECT.finditer(title)]
        problem = (line.text.strip(" 。；") for line in lines if self._labels.problem.search(_heading(line)))
        told = problem if self._labels.single.search(title) else ()
        self._subject = next((item for item in (*named, *told) if len(item) >= _ITEM and self._beside(item)), "")
        self._addressed = any(self._labels.spoken_to.search(line.text) for line in lines)

    def hold(self, line: Line) -> None:
        """Fault units and deadlines that no source names with the item of their row, or of the text, where some source names that item."""
        if not line.shown:
            self._of_subject(line)
            return
        cells = [cell.partition("：")[2] for cell in line.shown.split("；")]
        items = [cell for cell in cells if len(cell) >= _ITEM and cell not in line.text and self._beside(cell)]
        self._units_with(line, items)
        if items and self._labels.deadline.search(line.passage.text.partition("：")[0]):
            self._days_with(line, items)

    def _of_subject(self, line: Line) -> None:
        if not self._subject:
            return
        text, heading = line.text.strip(), _heading(line)
        alone = text not in heading and self._labels.single_unit.search(heading)
        self._signed(line, text)
        if alone or self._labels.units.match(text) or (self._addressed and line.headline and _ADDRESSEE.fullmatch(text)):
            self._units_with(line, [self._subject])
        if (self._subject in line.text and self._labels.deadline.search(line.text)) or self._labels.deadline.search(heading):
            self._days_with(line, [self._subject])

    def _signed(self, line: Line, text: str) -> None:
        """A bureau that signs is one that some source names with the item, where they name any."""
        signing = _BUREAU.fullmatch(text) if line.headline else None
        told = [words for words in self._beside(self._subject) if "局" in words] if signing else []
        if signing and told and not any(signing["bureau"] in words for words in told):
            start = line.text.index(text)
            line.fault("名称", start, start + len(text), "", f"【待核】资料中这一项没有与“{signing['bureau']}”写在一起，请核对署名", LOOK)

    def _units_with(self, line: Line, items: Sequence[str]) -> None:
        told = [plain(words) for item in items for words in self._beside(item)]
        for start, end in self._units(line.text) if told else ():
            unit = line.text[start:end]
            if not any(plain(unit) in words for words in told):
                line.fault("名称", start, end, "", f"【待核】资料中这一项没有与“{unit}”写在一起，请核对单位", LOOK)

    def _days_with(self, line: Line, items: Sequence[str]) -> None:
        """The deadline of an item is a day that stands beside it, where the sources tell when it is due."""
        told = [day for item in items for words in self._beside(item) for day in self._deadlines(_sentence(words, item))]
        label = self._labels.deadline.search(line.text)
        for day in find_dates(line.text) if told else ():
            if label is not None and label.end() > day.start:
                continue
            written = [one for item in items for words in self._beside(item) for one in find_dates(words)]
            if told and not any(_same(day, one) for one in written):
                advice = "【待核】资料中这一项没有写这个时限，请核对日期"
                line.fault("日期", day.start, day.end, "", advice, LOOK)

    def _deadlines(self, words: str) -> Iterator[DateSpan]:
        """The days of a sentence or row by which something is due."""
        for day in find_dates(words):
            if _DUE.match(words, day.end) or self._labels.deadline.search(words[max(0, day.start - _ITEM) : day.start]):
                yield day

    def heads(self, line: Line) -> None:
        """In a row of a table, no two columns of figures are of one status, and beside those of statuses none is of what is no status."""
        names = [cell.partition("：")[0].strip() for cell in line.shown.split("；")]
        families = self._words.families
        bare = [_ALREADY.sub("", name) for name in names]
        twice = next((name for name, count in Counter(bare).items() if count > 1 and name in families), "")
        counted = sum(families.get(name, "") in self._words.lexicon.metrics for name in bare)
        odd = next((name for name in names if families.get(name, families.get(_ALREADY.sub("", name))) in self._labels.no_states), "")
        advice = f"表头有两列都是“{twice}”" if twice else f"表头里的“{odd}”不是整改状态" if odd and counted >= _STATES else ""
        if advice and line.settled.isdisjoint(range(len(line.text))):
            line.fault("状态", 0, len(line.text), "", f"{advice}，请核对", MUST)

    def _units(self, text: str) -> Iterator[tuple[int, int]]:
        """The names of bodies, each with all letters that stand before it without a mark."""
        for found in read_proper_names(text, self._words):
            if found.kind != "place" and found.text.endswith(self._endings):
                start = max((mark.end() for mark in _APART.finditer(text, 0, found.start)), default=0)
                yield start, found.end
        yield from (match.span() for match in self._labels.bodies.finditer(text))

    def _beside(self, item: str) -> list[str]:
        """Each row or stretch of text that names an item."""
        if item not in self._around:
            self._around[item] = [self._own(words, item) for report in self._reports for words in _around(report, item)]
        return self._around[item]

    def _own(self, words: str, item: str) -> str:
        """What is told of an item alone: its own line where that names a unit, else what follows it too."""
        for dealt in _DEALT.finditer(words):
            items, units = _AND.split(dealt["items"]), _AND.split(dealt["units"])
            if item in items and len(items) == len(units):
                return f"{item}，{units[items.index(item)]}"
        end = words.find("\n", words.find(item))
        line = words if end < 0 else words[:end]
        return line if any(line[start:end].endswith(_IN_CHARGE) for start, end in self._units(line)) else words


def _heading(line: Line) -> str:
    return line.passage.section[-1] if line.passage.section else ""


def _same(one: DateSpan, other: DateSpan) -> bool:
    """Whether two dates can be one: 2024年9月底前 and 2024年9月30日, with or without the year."""
    years = one.year is None or other.year is None or one.year == other.year
    return years and one.month == other.month and (one.day is None or other.day is None or one.day == other.day)


def _sentence(words: str, item: str) -> str:
    """The sentence of a stretch of text that names an item; a line of its own is all told of it."""
    if "\n" not in words:
        return words
    at = max(words.find(item), 0)
    end = words.find("。", at)
    return words[words.rfind("。", 0, at) + 1 : end if end >= 0 else len(words)]


def _around(report: Report, item: str) -> Iterator[str]:
    for found in re.finditer(re.escape(item), report.clean):
        begin = report.clean.rfind("\n", 0, found.start()) + 1
        end = report.clean.find("\n", found.end())
        end = len(report.clean) if end < 0 else end
        row = report.cell_place(found.start(), found.end()) if report.cells else None
        yield report.clean[begin : end if row else max(end, found.end() + _NEAR)]
