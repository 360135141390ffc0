"""A figure from a table says where it stands: sheet, row and column; several figures of one row, the row."""

from __future__ import annotations

import pytest
from answering_office import Office, ledger_of, office_of
from layouts import LAYOUTS, workbook_of

from assistant import console, contract
from assistant.reading.report import read_reports
from assistant.types import Answer, CellPlace, Report
from assistant.web import render
from assistant.web.evidence import card

ROWS = "各县区信访件，合计行在上，带办结率"


def table_report(name: str) -> Report:
    (layout,) = [one for one in LAYOUTS if one["name"] == name]
    (report,) = read_reports(f"{layout['title']}.xlsx", workbook_of(layout | {"sheet": "信访件"}))
    return report


def figure_places(given: Answer) -> set[CellPlace | None]:
    return {given.citations[n - 1].cell for figure in given.figures for n in figure.citations}


def test_one_figure_of_a_row_is_cited_by_its_cell() -> None:
    given = Office([table_report(ROWS)]).ask("望棠区交办多少件信访件？")
    assert [figure.value for figure in given.figures][:1] == [21]
    assert figure_places(given) == {CellPlace("信访件", 6, 2)}


def test_several_figures_of_a_row_are_cited_by_the_row() -> None:
    given = Office([table_report(ROWS)]).ask("澜川市中央督察信访件还有多少没办结？")
    assert [figure.value for figure in given.figures][:1] == [13]
    assert CellPlace("信访件", 4) in figure_places(given)


def test_a_ledger_row_is_cited_as_a_row() -> None:
    given = ledger_of(
        [
            (1, "鱼塘尾水直排", "区农业农村局", "2023年6月30日", "建成", "已销号"),
            (2, "堆场扬尘", "区住建局", "2023年8月31日", "安装中", "未达到序时进度"),
        ]
    ).ask("芦湾区有几个问题未达到序时进度？")
    assert CellPlace("整改台账", 4) in figure_places(given)


def test_plain_text_has_no_cell() -> None:
    given = office_of("青溪县督察整改报告\n截至2024年6月30日，中央督察反馈我县24个问题，已完成整改19个。\n").ask("青溪县完成了多少个问题？")
    assert given.citations and {citation.cell for citation in given.citations} == {None}
    assert contract.citation(given.citations[0])["cell"] is None


@pytest.mark.parametrize(
    ("quote", "place", "words"),
    [
        ("28", CellPlace("信访件", 5, 3), "工作表“信访件”第5行第3列"),
        ("县区：岫林县；交办件数：31；办结件数：28；办结率：90.3%", CellPlace("信访件", 5), "工作表“信访件”第5行"),
        ("岫林县；交办件数：31", CellPlace("信访件", 5), "工作表“信访件”第5行"),
        ("办结率：90.3%\n县区：望棠区", None, ""),
    ],
)
def test_places_of_spans(quote: str, place: CellPlace | None, words: str) -> None:
    report = table_report(ROWS)
    start = report.clean.index(quote)
    found = report.cell_place(start, start + len(quote))
    assert found == place
    assert (found.display if found else "") == words


def test_a_table_of_a_document_has_a_number() -> None:
    assert CellPlace("表2", 3, 4).display == "表2第3行第4列"


def test_the_place_is_shown_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    office = Office([table_report(ROWS)])
    given = office.ask("澜川市中央督察信访件还有多少没办结？")
    citation = next(one for one in given.citations if one.cell)
    assert citation.cell is not None
    assert contract.citation(citation)["cell"] == {"sheet": "信访件", "row": 4, "column": citation.cell.column}
    console.answer(given)
    assert citation.cell.display in capsys.readouterr().out
    assert citation.cell.display in render.evidence([card(citation, office.report(citation.report))])
