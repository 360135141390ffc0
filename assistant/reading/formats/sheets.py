"""The sheets of a workbook on their way to text, whatever program wrote them: limits, notices, comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.reading.formats.tables import MOST_COLUMNS, DocumentText, Merge
from assistant.reading.loaded import Loaded
from assistant.types import CellPlace, Margin

MOST_CELLS = 500_000
"""Cells with content in one file: 20,000 rows of 25 columns."""
MOST_SPREAD = 1_200_000
"""Rows from the first to the last with content, over all sheets: one sheet filled to its very end."""
MOST_MERGES = 100_000
MOST_CHARACTERS = 12_000_000
"""In the cells of one file; their text with the column names is about twice as long."""
_NAMED = 5
"""So many places a notice names."""

Place = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """One sheet as it is read; rows and columns are counted from 0."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncounted: list[Place] = field(default_factory=list)
    """Formulas whose result was never saved."""
    errors: list[tuple[Place, str]] = field(default_factory=list)
    """Cells that show #REF! and the like."""
    comments: list[tuple[Place, str]] = field(default_factory=list)
    cut: bool = False
    """Something stands beyond the last column that is read."""


class Tally:
    """Counts what a file holds while it is read, and ends the reading when it is too much."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells = self._characters = 0

    def cell(self) -> None:
        """One more cell with content.

        Raises:
            UnreadableReport: there are more than MOST_CELLS.
        """
        self._cells += 1
        self.expect(self._cells)

    def expect(self, cells: int) -> None:
        """So many cells with content lie ahead.

        Raises:
            UnreadableReport: there are more than MOST_CELLS.
        """
        if cells > MOST_CELLS:
            raise self.refusal(f"超过{MOST_CELLS // 10_000}万个有内容的单元格")

    def text(self, words: str) -> None:
        """More text.

        Raises:
            UnreadableReport: it is more than MOST_CHARACTERS.
        """
        self._characters += len(words)
        if self._characters > MOST_CHARACTERS:
            raise self.refusal(f"文字超过{MOST_CHARACTERS // 10_000}万字")

    def refusal(self, reason: str) -> UnreadableReport:
        """The sentence for a file that is too large."""
        return UnreadableReport(f"表格“{self._path.name}”{reason}，请按年度、批次或工作表拆成几个文件后再上传。")


def document(path: Path, sheets: Iterable[Sheet], hidden: Sequence[str], tally: Tally) -> Loaded:
    """The workbook as text: every sheet's name as a line, then its tables; `hidden` names the sheets left out.

    Raises:
        UnreadableReport: the sheets spread over more than MOST_SPREAD rows.
    """
    written = DocumentText()
    margins: list[Margin] = []
    notices = [f"隐藏的工作表“{name}”没有读入，如需要请取消隐藏后重新上传。" for name in hidden]
    spread = said = 0
    for sheet in sheets:
        filled = [row for row, cells in sheet.rows.items() if cells]
        if filled:
            spread += max(filled)
            if spread > MOST_SPREAD:
                raise tally.refusal("行数过多")
            written.line("\n" * bool(said) + sheet.name)
            written.table(_dense(sheet, max(filled)), sheet.name, sheet.merges)
            said += 1
        margins += [Margin("批注", f"{CellPlace(sheet.name, r + 1, c + 1).display}：{words}") for (r, c), words in sheet.comments]
        notices += _notices(sheet)
    return written.loaded(margins, notices)


def _dense(sheet: Sheet, last: int) -> list[Sequence[str]]:
    """The rows as lists; all blank ones are the same."""
    blank: Sequence[str] = ()
    rows: list[Sequence[str]] = [blank] * (last + 1)
    for number, cells in sheet.rows.items():
        if cells:
            row = [""] * (max(cells) + 1)
            for column, words in cells.items():
                row[column] = words
            rows[number] = row
    return rows


def _notices(sheet: Sheet) -> list[str]:
    """What staff should know about one sheet."""
    found = []
    name = f"工作表“{sheet.name}”"
    shown = [row for row in sheet.hidden_rows if sheet.rows.get(row)]
    if shown:
        found.append(f"{name}有{len(shown)}行隐藏（{_listed([f'第{row + 1}行' for row in shown])}），已一并读入。")
    columns = sorted({column for cells in sheet.rows.values() for column in cells} & set(sheet.hidden_columns))
    if columns:
        found.append(f"{name}有{len(columns)}列隐藏（{_listed([f'第{column + 1}列' for column in columns])}），已一并读入。")
    if sheet.uncounted:
        where = _listed([f"第{row + 1}行第{column + 1}列" for row, column in sheet.uncounted])
        found.append(f"{name}有{len(sheet.uncounted)}个公式没有保存计算结果（{where}），已留空，请用 Excel 打开、保存后重新上传。")
    if sheet.errors:
        where = _listed([f"第{row + 1}行第{column + 1}列{words}" for (row, column), words in sheet.errors])
        found.append(f"{name}有{len(sheet.errors)}个单元格显示错误（{where}），已留空，请改正后重新上传。")
    if sheet.cut:
        found.append(f"{name}第{MOST_COLUMNS}列以后的内容没有读入，请检查是否有误填的内容。")
    return found


def _listed(places: Sequence[str]) -> str:
    return "、".join(places[:_NAMED]) + ("等" if len(places) > _NAMED else "")
