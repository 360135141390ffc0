"""A document as read: where its text came from, its structure, what was repaired, and how well it could be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Literal

_MASKS = frozenset("*某×＊Xx")
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the file writes it, with the hierarchy the file names, widest first: `Place("*区", ("浙江省", "台州市"))`."""

    name: str
    within: tuple[str, ...] = ()

    @property
    def display(self) -> str:
        """The name staff read: the nearest named parent joins a masked or bare name (`台州市*区`)."""
        return (self.within[-1] if self.within and self.masked else "") + self.name

    @property
    def masked(self) -> bool:
        """Whether the name itself is hidden (`*区`, `某县`, `**县`): a mask is never an identity across files."""
        return not _MASKS.isdisjoint(self.name)


@dataclass(frozen=True, slots=True)
class Repair:
    """One change the cleaner made: raw characters `raw_text` at [start, end) of the raw text became `text`."""

    type: str
    start: int
    end: int
    raw: str
    text: str
    confidence: float
    suggestion: bool = False
    """True when the clean text keeps the original and `text` is only the likely reading (OCR letters in numbers)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its body; `path` holds the headings from the top down to this one."""

    path: tuple[str, ...]
    level: int
    """0 for the text before the first heading, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for ① and 1)."""
    start: int
    end: int
    """The end of this section's own text, before the next heading of any level."""

    @property
    def heading(self) -> str:
        """The innermost heading, empty before the first one."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one report: an index unit and an evidence are the same thing."""

    report: str
    section: tuple[str, ...]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where clean characters came from: `clean_starts[i]` is the clean offset at which segment i begins.

    A copied segment has the same length in both texts; a replaced one maps as a whole.
    """

    clean_starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    raw_ends: tuple[int, ...]
    copied: tuple[bool, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span that clean [start, end) was made from; a span inside a replacement widens to the whole of it."""
        if not self.clean_starts:
            return (0, 0)
        first = max(bisect_right(self.clean_starts, start) - 1, 0)
        last = max(bisect_right(self.clean_starts, max(end - 1, start)) - 1, 0)
        raw_start = self.raw_starts[first] + (start - self.clean_starts[first] if self.copied[first] else 0)
        raw_end = self.raw_starts[last] + (end - self.clean_starts[last]) if self.copied[last] else self.raw_ends[last]
        return (raw_start, max(raw_end, raw_start))


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell at [start, end) of the raw text, with its sheet (表1, 表2 … in a document), and row and column counted from 1."""

    start: int
    end: int
    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where in a table something stands, as staff find it: a whole row when `column` is None."""

    sheet: str
    """The sheet's name, or 表1, 表2 … for a table in a document."""
    row: int
    column: int | None = None

    @property
    def display(self) -> str:
        """工作表“整改台账”第6行第4列, or 表1第6行."""
        table = self.sheet if self.in_document else f"工作表“{self.sheet}”"
        return f"{table}第{self.row}行" + (f"第{self.column}列" if self.column else "")

    @property
    def in_document(self) -> bool:
        """Whether the table has no name of its own and is counted in its document."""
        return self.sheet[:1] == "表" and self.sheet[1:].isdigit()


@dataclass(frozen=True, slots=True)
class Margin:
    """Text that stands beside the body and is kept apart from it."""

    kind: str
    """页眉 | 页脚 | 脚注 | 尾注 | 批注 | 水印."""
    text: str


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """A private person's name or contact at clean [start, end), masked in answers, exports and prompts unless it is `public`."""

    start: int
    end: int
    kind: str
    """姓名 | 电话 | 身份证号 | 住址 | 邮箱 | 银行卡号."""
    public: bool = False
    """Printed by a public notice as its contact, so it may be shown."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What staff settled about one report (types.corrections.Correction), as it holds in its text."""

    number: int
    """The correction's number in the log."""
    field: str
    """地方 | 截至日期 | 文种 | 督察 | 同一地方 | 数据 | 所指."""
    action: str
    """更正 | 确认 | 不用."""
    before: str
    """What the text or its reading says."""
    after: str
    by: str
    at: str
    reason: str = ""
    start: int = -1
    """Where the figure's number stands in `clean`; -1 for what is said of the whole report."""
    end: int = -1


@dataclass(frozen=True, slots=True)
class Report:
    """One document as read: the raw text it came from, the clean text everything else points into, and what was repaired."""

    id: str
    path: str
    """The file name staff know it by."""
    title: str
    genre: str
    """A Chinese genre name of domain.md 4, or 其他."""
    place: Place | None
    as_of: str | None
    """`2019-12-05`, `2019-12` or `2019`; None when the text states none."""
    as_of_source: str
    """How `as_of` was found: 截至日期 | 成文日期 | 标题 | 发布日期 | 人工核定 | 无."""
    raw: str
    clean: str
    offsets: OffsetMap
    sections: tuple[Section, ...]
    repairs: tuple[Repair, ...]
    issuer: str = ""
    """The signing or publishing body as written, empty when the text has none."""
    as_of_span: tuple[int, int] | None = None
    """Where in `clean` the as-of date stands."""
    sample: bool = False
    """True for the demonstration documents, which leave every answer once a real one is there."""
    addressee: str = ""
    """主送机关 as written, empty when the text has none."""
    number: str = ""
    """发文字号 as written (望政〔2023〕12号), empty when the text has none."""
    secrecy: str = ""
    """A mark such as 秘密★1年, 机密★ or 内部资料 注意保存, as written; empty when there is none."""
    private: tuple[PrivateSpan, ...] = ()
    """Names and contacts of private persons, in text order."""
    cells: tuple[Cell, ...] = ()
    """The cells of its tables in text order, at raw offsets."""
    margins: tuple[Margin, ...] = ()
    """Running heads, footnotes and comments, kept apart from the text."""
    notices: tuple[str, ...] = ()
    """What staff should know about the reading of this document, a Chinese sentence each (第3页没有文字层，可能是扫描件)."""
    recognised: tuple[tuple[int, int], ...] = ()
    """What was recognised in scanned pages (OCR), as raw spans in text order: its figures are to be held against the original."""
    settled: tuple[Settled, ...] = ()
    """What staff settled about it; never stored with the reading, laid over it when it is loaded."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Columns that staff settled before it was read: the head's name, and a name that the lexicon takes to be of that kind."""

    def original(self, start: int, end: int) -> str:
        """The raw text that clean [start, end) was made from."""
        raw_start, raw_end = self.offsets.raw_span(start, end)
        return self.raw[raw_start:raw_end]

    def is_recognised(self, start: int, end: int) -> bool:
        """Whether any of clean [start, end) was recognised in a picture."""
        if not self.recognised:
            return False
        raw_start, raw_end = self.offsets.raw_span(start, end)
        index = bisect_left(self.recognised, raw_start, key=itemgetter(1))
        return index < len(self.recognised) and self.recognised[index][0] < raw_end

    def cell_at(self, start: int, end: int) -> Cell | None:
        """The one table cell that clean [start, end) was made from; None outside tables and across cells."""
        raw_start, raw_end = self.offsets.raw_span(start, end)
        index = bisect_right(self.cells, raw_start, key=_START) - 1
        return self.cells[index] if index >= 0 and raw_end <= self.cells[index].end else None

    def cell_place(self, start: int, end: int) -> CellPlace | None:
        """Where in a table clean [start, end) stands: its cell, else the one row it takes in; None outside tables and across rows."""
        cell = self.cell_at(start, end)
        if cell:
            return CellPlace(cell.table, cell.row, cell.column)
        raw_start, raw_end = self.offsets.raw_span(start, end)
        first = bisect_left(self.cells, raw_start, key=_START)
        none = first == len(self.cells) or self.cells[first].start >= raw_end
        if none or "\n" in self.raw[raw_start:raw_end].strip():
            return None
        return CellPlace(self.cells[first].table, self.cells[first].row)

    def section_at(self, offset: int) -> tuple[str, ...]:
        """The heading path of the section that holds clean `offset`."""
        section = self.section_of(offset)
        return section.path if section is not None else ()

    def section_of(self, offset: int) -> Section | None:
        """The section that holds clean `offset`; None ahead of the first."""
        return next((section for section in reversed(self.sections) if section.start <= offset), None)

    def passage(self, start: int, end: int) -> Passage:
        """The passage of clean [start, end)."""
        return Passage(self.id, self.section_at(start), start, end, self.clean[start:end])


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text: what lists and scopes need."""

    id: str
    title: str
    genre: str
    place: Place | None
    as_of: str | None
    path: str
    sample: bool = False
    secrecy: str = ""
    """As in Report: what bears a mark is not sent to a model endpoint."""
    known_as: tuple[str, ...] = ()
    """Other names of the place, by which staff may ask for it too."""
    settled: tuple[Settled, ...] = ()
    """What staff settled about place, date, genre and inspection."""


@dataclass(frozen=True, slots=True)
class Health:
    """How well one report was read: counts, and what staff should know about it, a Chinese sentence each."""

    characters: int = 0
    sections: int = 0
    facts: int = 0
    passages: int = 0
    repairs: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one file: status is added | unchanged | replaced | refused; the rest are counts."""

    path: str
    reports: tuple[str, ...]
    status: Literal["added", "unchanged", "replaced", "refused"]
    reason: str = ""
    characters: int = 0
    sections: int = 0
    facts: int = 0
    passages: int = 0
    repairs: int = 0
    notices: tuple[str, ...] = ()
    """What staff should know about this file: suspected scan, near-duplicate of which report, superseded version, secrecy mark."""
