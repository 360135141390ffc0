"""The Excel sheet: nothing is lost in either direction, what staff type is read as they mean it, every faulty cell is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from eval.__main__ import main
from eval.cases import CASES, Case, CaseError, read_cases, write_cases
from eval.sheet_columns import COLUMNS

FULL = {
    "id": "云1",
    "question": "=1+1 吗？",
    "type": "数量",
    "tags": ["a｜b", "x"],
    "conversation": "甲",
    "place": "云溪县",
    "as_of": "2024-06-30",
    "reports": ["云溪县 整改\n报告.txt"],
    "depends": {"云溪县整改报告.txt": "0123456789abcdef"},
    "gold": {
        "figures": [
            {"value": ["57.60"], "unit": ["%"]},
            {"value": [1, 2], "unit": ["吨/日", "万元"], "tolerance": "2%"},
            {"value": ["-3", "1E+3"]},
            {"value": 4, "unit": ["或许", "2次", "±", ""]},
        ],
        "status": ["确定"],
        "must": ["date:2021-04-06", ["甲", "乙"], ["只有一种"], "re:a|b\\d", '"引号"', "", " 空格 ", ["丙", ""]],
        "must_not": ["+1", "_x0041_", "a\x00b\r\n\ud7ff"],
        "names": {"items": ["甲", ["乙", "乙方"]], "others": ["丙"], "exact": False},
        "dates": ["2024-08-26", ["10-26", "10-27"]],
        "premise": "false",
        "reason": "没有写明",
        "sources": [{"report": "a.txt", "quote": "甲｜乙\n丙"}, {"report": "b.txt", "grade": 3}],
        "recall": "0.5",
        "precision": "0.50",
        "extra": ["1.20", 7],
        "seconds": 2,
    },
}
DRAFT = {
    "id": "云2",
    "question": "起草",
    "type": "draft",
    "task": "draft",
    "genre": "工作汇报",
    "gold": {
        "sections": [{"heading": ["一、甲", "甲"], "must": [["乙", "丙"], "#丁", "≥3"], "least": 80}, {"heading": "#末"}],
        "gaps": [["资金", "投入"], "联系人"],
        "refuse": False,
    },
}
SEARCH = {"id": "云3", "question": "信访件", "type": "search", "task": "search", "gold": {"sources": [{"report": "a.txt"}], "within": 5}}


def through(cases: list[Case], folder: Path, name: str = "case.xlsx") -> list[Case]:
    write_cases(cases, folder / name)
    return [case.model_copy(update={"set": ""}) for case in read_cases(folder / name)]


@pytest.mark.parametrize("name", ["case.xlsx", "case.jsonl"])
@pytest.mark.parametrize("row", [FULL, DRAFT, SEARCH], ids=["answer", "draft", "search"])
def test_every_field_comes_back(row, name, tmp_path):
    case = Case.model_validate(row)
    (back,) = through([case], tmp_path, name)
    assert back == case
    assert back.model_dump_json() == case.model_dump_json()
    assert back.digest == case.digest


def test_every_field_of_a_case_has_a_column():
    """A field added to the model without a column would be lost."""
    paths = {column.path for column in COLUMNS}
    gold = Case.model_fields["gold"].annotation.model_fields
    wanted = {*Case.model_fields, *(f"gold.{name}" for name in gold), *(f"gold.names.{name}" for name in ("items", "others", "exact"))}
    assert paths == wanted - {"gold", "gold.names", "set"}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_committed_sets_come_back(path, tmp_path):
    before = read_cases(path)
    same = [
        one.model_dump_json(exclude={"set"}) == two.model_dump_json(exclude={"set"})
        for one, two in zip(before, through(before, tmp_path), strict=True)
    ]
    assert all(same), "a case came back from the sheet as another one"


NASTY = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("｜|\"'=+-@\n\r\t #≥±、_x0041或"), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NASTY, st.lists(NASTY, min_size=1, max_size=3)), min_size=1, max_size=5))
def test_no_text_is_lost(tmp_path, texts):
    rows = [
        Case.model_construct(**Case.model_validate({**FULL, "id": f"n{number}", "question": one or "？"}).__dict__).model_copy(
            update={"tags": more, "place": one or None}
        )
        for number, (one, more) in enumerate(texts)
    ]
    assert [case.model_dump_json() for case in through(rows, tmp_path)] == [case.model_dump_json() for case in rows]


def filled(path: Path, *rows: dict[str, object], heads: list[str] | None = None) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    heads = heads or ["问题", "编号", "类型", "正确数字", "正确日期", "应当拒答", "依据", "必须包含", "截至日期"]
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(name) for name in heads])
    book.save(path)
    return path


def test_what_staff_type_is_read_as_they_mean_it(tmp_path):
    row = {
        "编号": 7,
        "问题": " 投入多少？ ",
        "类型": "数量",
        "正确数字": "１４个｜项\n1.2亿元\n75％\n3或4 次 ±1",
        "应当拒答": "否",
        "截至日期": date(2024, 6, 30),
        "依据": "云溪县.txt｜共33个\n另一份.txt",
        "必须包含": "甲｜乙\n丙",
    }
    (case,) = read_cases(filled(tmp_path / "a.xlsx", {}, row))
    assert (case.id, case.question, case.as_of, case.gold.refuse) == ("7", "投入多少？", "2024-06-30", False)
    assert [([str(value) for value in one.value], one.unit) for one in case.gold.figures] == [
        (["14"], ["个", "项"]),
        (["1.2"], ["亿元"]),
        (["75"], ["%"]),
        (["3", "4"], ["次"]),
    ]
    assert [(one.report, one.quote) for one in case.gold.sources] == [("云溪县.txt", "共33个"), ("另一份.txt", "")]
    assert case.gold.must == [["甲", "乙"], "丙"]


def test_a_number_or_share_typed_as_one(tmp_path):
    path = filled(tmp_path / "a.xlsx", {"编号": "a", "问题": "？", "类型": "率", "正确数字": 0.576})
    book = load_workbook(path)
    book.worksheets[0]["D2"].number_format = "0.0%"
    book.save(path)
    (case,) = read_cases(path)
    assert (str(case.gold.figures[0].value[0]), case.gold.figures[0].unit) == ("57.6", ["%"])


def test_every_faulty_cell_is_named(tmp_path):
    rows = [
        {"编号": "a", "问题": "？", "类型": "数量", "正确数字": "十四个", "应当拒答": "大概"},
        {"编号": "b", "类型": "数量"},
        {"编号": "c", "问题": "？", "类型": "数量", "正确日期": "八月"},
        {"编号": "c", "问题": "？", "类型": "数量", "必须包含": '"没有结束'},
        {"编号": "d", "问题": "？", "类型": "数量", "正确数字": "1.2亿元｜12000万元"},
        {"编号": "d", "问题": "？", "类型": "数量"},
        {"编号": "d", "问题": "？", "类型": "数量"},
    ]
    with pytest.raises(CaseError) as error:
        read_cases(filled(tmp_path / "a.xlsx", *rows))
    said = str(error.value)
    for part in (
        "第2行：「正确数字」“十四个”不是数字",
        "「应当拒答」",
        "第3行：question 没有填",
        "第4行：gold.dates",
        "第5行：「必须包含」引号",
        "d 重复",
    ):
        assert part in said
    assert "第7行" not in said


def test_a_heading_that_is_none_is_refused(tmp_path):
    with pytest.raises(CaseError, match="不认识备注"):
        read_cases(filled(tmp_path / "a.xlsx", {}, heads=["编号", "问题", "类型", "备注"]))
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    with pytest.raises(CaseError, match="不是可用的 Excel"):
        read_cases(tmp_path / "b.xlsx")


def test_cells_are_text_and_choices_are_offered(tmp_path):
    write_cases([Case.model_validate(FULL)], tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["题目"]
    assert {cell.data_type for cell in sheet[2] if cell.value is not None} == {"s"}
    assert sheet["D9"].number_format == "@"
    assert {one.formula1 for one in sheet.data_validations.dataValidation} >= {'"不实,属实"', '"问答,起草,检索"'}


def test_convert_command_both_ways(tmp_path, capsys):
    main_exits(["convert", str(CASES / "dev.jsonl"), str(tmp_path / "dev.xlsx")])
    main_exits(["convert", str(tmp_path / "dev.xlsx"), str(tmp_path / "dev.jsonl")])
    assert read_cases(tmp_path / "dev.jsonl") == read_cases(CASES / "dev.jsonl")
    assert "已写入" in capsys.readouterr().out


def main_exits(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 0
