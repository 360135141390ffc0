"""Pages as read become a document: margins apart, paragraphs over page ends, tables in their place, and what staff should know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.reading.formats.pdf_glyphs import LOST, Glyph, Layer
from assistant.reading.formats.pdf_lines import Line, lines_of
from assistant.reading.formats.pdf_margins import footnotes, without_edges
from assistant.reading.formats.pdf_paragraphs import frames, paragraphs, text_size
from assistant.reading.formats.pdf_tables import PageTable, continues, joined_tables
from assistant.reading.formats.scans import Scan
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded
from assistant.types import Margin

MOST_NAMED = 3
"""So many doubtful lines of a page are quoted, the rest are counted."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: lines and tables in reading order, and the short rules that may part footnotes."""

    number: int
    width: float
    height: float
    layer: Layer
    blocks: tuple[Line | PageTable, ...] = ()
    rules: tuple[dict[str, float], ...] = ()
    scan: Scan | None = None
    """How the page was recognised; None for a text layer."""

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [block for block in self.blocks if isinstance(block, Line)]


def scanned(page: Page, scan: Scan) -> Page:
    """The page with what was recognised on it; as it was when that is nothing."""
    if not scan.glyphs:
        return replace(page, scan=scan)
    layer = Layer(scan.glyphs, "text")
    return Page(page.number, scan.width, scan.height, layer, tuple(in_order((), scan.glyphs, page.number)), (), scan)


def of_pages(pages: Sequence[Page]) -> Loaded:
    """The text of the pages, with notices about those that staff should look at."""
    removed, margins = _margins(pages)
    document = DocumentText()
    width = max(page.width for page in pages)
    scans = {page.number for page in pages if page.scan is not None}
    blocks = [block for page in pages for block in page.blocks if block not in removed]
    recognised = tuple(_write(document, blocks, width, scans))
    return replace(document.loaded(margins, _notices(pages)), recognised=recognised)


def in_order(tables: Sequence[PageTable], glyphs: Sequence[Glyph], number: int) -> Iterator[Line | PageTable]:
    """Lines and tables from top to bottom; beside a table stands nothing."""
    rest = list(glyphs)
    region = 0
    for table in (*tables, None):
        above = [glyph for glyph in rest if table is None or glyph.middle < table.top]
        lines = lines_of(above, number, region)
        region = max((line.region for line in lines), default=region) + 1
        yield from lines
        if table is not None:
            yield table
            rest = [glyph for glyph in rest if glyph.middle >= table.top]


def _margins(pages: Sequence[Page]) -> tuple[set[Line], list[Margin]]:
    """The lines that are no part of the text, and what is kept of them."""
    removed, margins = without_edges([page.lines for page in pages], [page.height for page in pages])
    size, _ = text_size(line for page in pages for line in page.lines)
    for page in pages:
        notes = footnotes([line for line in page.lines if line not in removed], page.rules, page.width, page.height, size)
        removed.update(notes)
        margins += [Margin("脚注", note.text) for note in paragraphs(notes, frames(notes, page.width))]
    marks = dict.fromkeys(mark for page in pages for mark in page.layer.watermarks)
    return removed, [*margins, *(Margin("水印", mark) for mark in marks)]


def _write(document: DocumentText, blocks: Sequence[Line | PageTable], width: float, scans: set[int]) -> Iterator[tuple[int, int]]:
    """Paragraphs and tables in order; a table at the top of a page may go on from the page before. Gives what scans were read for."""
    columns = frames([block for block in blocks if isinstance(block, Line)], width)
    for is_table, group in groupby(blocks, key=lambda block: isinstance(block, PageTable)):
        if not is_table:
            for paragraph in paragraphs([block for block in group if isinstance(block, Line)], columns):
                begins = document.length
                document.line(paragraph.text)
                if paragraph.first in scans or paragraph.last in scans:
                    yield begins, document.length
            continue
        for table in _joined([block for block in group if isinstance(block, PageTable)]):
            begins = document.length
            document.table(table.rows, merges=table.merges)
            if table.page in scans:
                yield begins, document.length


def _joined(tables: Sequence[PageTable]) -> list[PageTable]:
    whole: list[PageTable] = []
    for table in tables:
        if whole and continues(whole[-1], table):
            whole[-1] = joined_tables(whole[-1], table)
        else:
            whole.append(table)
    return whole


def _notices(pages: Sequence[Page]) -> list[str]:
    """A sentence for each kind of page that staff should look at."""
    concerned: tuple[tuple[str, Callable[[Page], bool]], ...] = (
        ("没有文字层，可能是扫描件，可设置 ASSISTANT_OCR=on 由本程序识别", lambda page: page.layer.state == "scan" and page.scan is None),
        ("是扫描件，没有认出文字", lambda page: page.layer.state != "text" and page.scan is not None),
        ("为扫描件，文字由OCR识别，数字请与原件核对", lambda page: page.layer.state == "text" and page.scan is not None),
        ("的文字层是乱码，没有收入", lambda page: page.layer.state == "garbled" and page.scan is None),
        ("内容过多过密，没有读出", lambda page: page.layer.state == "overloaded"),
        ("已损坏，没有读出", lambda page: page.layer.state == "damaged"),
        ("是扫描图像上的识别文字，请核对原件", lambda page: page.layer.state == "text" and page.layer.pictured),
        (f"有字符不能识别，以{LOST}代替", lambda page: page.layer.state == "text" and page.layer.lost > 0),
        ("有看不见的文字，没有收入", lambda page: page.layer.hidden > 0),
    )
    found = ((words, [page.number for page in pages if applies(page)]) for words, applies in concerned)
    doubts = [doubt for page in pages if page.scan is not None for doubt in _doubts(page.number, page.scan)]
    return [f"第{_ranges(numbers)}页{words}" for words, numbers in found if numbers] + doubts


def _doubts(number: int, scan: Scan) -> Iterator[str]:
    """The lines of a page that were read without certainty, and those that were not read."""
    if scan.doubtful:
        quoted = "".join(f"“{line}”" for line in scan.doubtful[:MOST_NAMED])
        more = f"等{len(scan.doubtful)}处" if len(scan.doubtful) > MOST_NAMED else ""
        yield f"第{number}页{quoted}{more}识别把握不大，请与原件核对"
    if scan.unread:
        yield f"第{number}页有{scan.unread}处字迹没有认出，没有收入，请看原件"


def _ranges(numbers: Sequence[int]) -> str:
    """3、5—9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
