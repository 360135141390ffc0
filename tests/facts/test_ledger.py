"""Ledgers made cell by cell: what their rows count to, what the counts rest on, and what the algebra derives from them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pytest

from assistant.facts.extract import extract
from assistant.facts.ledger import counted_rows
from assistant.facts.ledger_rows import ledger_rows
from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.reading.report import read_reports
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.types import Fact, Report, Status, Track
from assistant.words.lexicon import load_lexicon

LEXICON = load_lexicon()
SAMPLE = SHIPPED_KNOWLEDGE / "samples" / "documents" / "望棠区整改台账.xlsx"
TITLE = "青枫县第二轮省级生态环境保护督察反馈问题整改台账（截至2023年9月30日）"
HEADER: list[object] = ["序号", "督察来源", "问题原文", "责任单位", "整改时限（年月日）", "目前进展", "状态", "备注"]
ROWS: list[list[object]] = [
    [1, "第二轮省级督察", "南坪河排口溢流", "县水务局、县住建局", "2023年6月30日", "52个雨水口整治完成；设施正常", "已销号", ""],
    [2, "", "石料厂扬尘扰民", "县生态环境分局", "2023年8月31日", "喷淋改造中", "达到序时进度", ""],
    [3, "", "青枫镇垃圾堆积", "县城管局", "2023年9月30日", "清运尚未开始", "未达到序时进度", "已逾期"],
    [4, "", "畜禽粪污直排，影响下游", "县水务局", "2023年9月30日", "设施建成", "公示中", ""],
    [5, "", "油烟扰民", "县城管局", "2023年12月31日", "更换净化设备", "尚未启动", "未逾期"],
]
COMPLAINTS: list[list[object]] = [
    ["序号", "受理编号", "交办批次", "行政区域", "举报内容", "是否属实", "是否办结"],
    [1, "X3YZ001", "第一批", "东岭乡", "夜间施工噪声", "属实", "是"],
    [2, "X3YZ002", "第一批", "西川镇", "焚烧异味", "部分属实", "阶段性办结"],
    [3, "X3YZ003", "第二批", "东岭乡", "河道倾倒", "不属实", "否"],
]


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]], name: str = "青枫县整改台账.xlsx") -> Report:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    (report,) = read_reports(name, data.getvalue())
    return report


def ledger(rows: Sequence[Sequence[object]] = ROWS) -> Report:
    return workbook(("整改台账", [[TITLE], HEADER, *rows]))


def tally_of(report: Report) -> Tally:
    (tally,) = tallies(extract(report, LEXICON))
    return tally


def counted(report: Report) -> list[Fact]:
    return [fact for fact in extract(report, LEXICON) if fact.formula]


def class_counts(tally: Tally, dimension: str, parent: str = "") -> dict[str, object]:
    return {fact.label: fact.quantity.value for fact in tally.classes if fact.dimension == dimension and fact.parent == parent}


def test_rows_are_counted_by_status() -> None:
    tally = tally_of(ledger())
    assert tally.total is not None
    assert (tally.total.quantity.value, tally.unit, tally.track, tally.as_of) == (5, "项", Track.PROBLEM, "2023-09-30")
    assert {name: [fact.quantity.value for fact in facts] for name, facts in tally.parts.items()} == {
        "完成": [2],
        "销号": [1],
        "序时": [1],
        "滞后": [1],
        "未启动": [1],
    }
    assert tally.imbalance() is None


@pytest.mark.parametrize(("metric", "value", "formula"), [("未完成", 3, "5−2=3"), ("未销号", 4, "5−1=4"), ("完成率", 40, "2÷5=40%")])
def test_the_algebra_derives_from_counts(metric: str, value: float, formula: str) -> None:
    derived = tally_of(ledger()).derive(metric)
    assert derived is not None
    assert (derived.value, derived.formula, derived.status) == (value, formula, Status.DERIVED)


def test_a_counted_figure_says_so_and_rests_on_its_rows() -> None:
    report = ledger()
    derived = tally_of(report).derive("滞后")
    assert derived is not None
    assert (derived.formula, derived.status) == ("台账逐行计数=1", Status.DERIVED)
    (fact,) = derived.facts
    assert fact.quantity.text == ""
    assert fact.members == ("青枫镇垃圾堆积",)
    assert fact.passage.text.startswith("序号：3；")
    assert [passage.text for passage in counted_rows(fact, report, LEXICON)] == [fact.passage.text]
    for one in counted(report):
        assert report.clean[one.passage.start : one.passage.end] == one.passage.text


def test_scattered_rows_rest_on_the_title_and_can_be_shown_one_by_one() -> None:
    report = ledger()
    (finished,) = tally_of(report).parts["完成"]
    assert finished.passage.text == TITLE
    assert finished.members == ("南坪河排口溢流", "畜禽粪污直排")
    assert [passage.text[:5] for passage in counted_rows(finished, report, LEXICON)] == ["序号：1；", "序号：4；"]


def test_numbers_inside_a_row_say_nothing_about_the_list() -> None:
    facts = extract(ledger(), LEXICON)
    (drains,) = [fact for fact in facts if fact.quantity.text == "52个"]
    assert (drains.track, drains.metric, drains.of) == (Track.OTHER, "", "")


def test_classes_by_unit_also_within_a_status() -> None:
    tally = tally_of(ledger())
    assert class_counts(tally, "部门") == {"水务局负责": 2, "住建局负责": 1, "生态环境分局负责": 1, "城管局负责": 2}
    assert class_counts(tally, "部门", "未完成") == {"生态环境分局负责": 1, "城管局负责": 2}


def test_a_town_is_counted_by_its_own_name() -> None:
    rows = [[*row[:3], "青枫县" + str(row[3]), *row[4:]] for row in COMPLAINTS[1:]]
    report = workbook(("信访件", [["青枫县信访举报件办理台账（截至2024年6月10日）"], COMPLAINTS[0], *rows]))
    whole = next(tally for tally in tallies(extract(report, LEXICON)) if tally.batch == "累计")
    assert class_counts(whole, "区域") == {"东岭乡": 2, "西川镇": 1}


def test_overdue_by_date_or_by_remark_but_never_when_finished() -> None:
    tally = tally_of(ledger())
    overdue = next(fact for fact in tally.classes if fact.label == "逾期" and not fact.parent)
    assert overdue.members == ("石料厂扬尘扰民", "青枫镇垃圾堆积")


def test_a_blank_source_under_a_merged_cell_is_the_one_above() -> None:
    rows = [[*ROWS[0]], [*ROWS[1]], [3, "第二轮中央督察", *ROWS[2][2:]]]
    found = {tally.inspection.display: tally.total.quantity.value for tally in tallies(extract(ledger(rows), LEXICON)) if tally.total}
    assert found == {"第二轮省级督察": 2, "第二轮中央督察": 1}


def test_nothing_finished_is_said_as_zero() -> None:
    tally = tally_of(ledger([ROWS[1], ROWS[2]]))
    finished, left = tally.derive("完成"), tally.derive("未完成")
    assert finished is not None
    assert left is not None
    assert (finished.value, left.value, left.formula) == (0, 2, "2−0=2")


def test_a_ledger_without_status_counts_only_its_rows() -> None:
    report = workbook(("整改台账", [[TITLE], HEADER[:6], *[row[:6] for row in ROWS]]))
    tally = tally_of(report)
    assert tally.total is not None
    assert tally.parts == {}
    assert tally.derive("未完成") is None


def test_the_title_row_is_the_title_and_the_name_of_its_sheet_is_not() -> None:
    report = workbook(("反馈问题台账", [[TITLE], HEADER, *ROWS]), name="03台账.xlsx")
    assert (report.title, report.place and report.place.name) == (TITLE, "青枫县")
    assert workbook(("整改台账", [HEADER, *ROWS]), name="03青枫县整改台账.xlsx").place == report.place


PROGRESS: list[list[object]] = [
    ["序号", "问题描述", "整改时限", "整改进展", "是否销号"],
    [1, "南坪河排口溢流", "2023年6月底", "已完成", "是"],
    [2, "石料厂扬尘扰民", "2023年8月底", "正在推进，已清运2.1万吨", "否"],
    [3, "青枫镇垃圾堆积", "2023年9月底", "已完成，待验收", "否"],
]


def test_an_account_of_progress_that_begins_with_a_status_counts_where_all_do() -> None:
    found = {fact.metric: fact.quantity.value for fact in counted(workbook(("整改清单", PROGRESS))) if fact.metric != "分类"}
    assert found == {"总数": 3, "完成": 2, "销号": 1, "推进": 1}
    vague = [*PROGRESS[:3], [3, "青枫镇垃圾堆积", "2023年9月底", "已完成方案编制", "否"]]
    found = {fact.metric: fact.quantity.value for fact in counted(workbook(("整改清单", vague))) if fact.metric != "分类"}
    assert found == {"总数": 3, "完成": 1, "销号": 1}


def test_nothing_is_overdue_on_an_unknown_day() -> None:
    assert not [fact for fact in counted(workbook(("整改清单", PROGRESS))) if fact.dimension == "时限"]


def test_complaints_are_counted_apart_and_by_batch() -> None:
    title = "青枫县第三轮中央生态环境保护督察信访举报件办理台账（截至2024年6月10日）"
    report = workbook(("整改任务", [[TITLE], HEADER, *ROWS]), ("信访件", [[title], *COMPLAINTS]))
    found = {(tally.track, tally.batch): tally for tally in tallies(extract(report, LEXICON))}
    assert set(found) == {(Track.PROBLEM, ""), (Track.COMPLAINT, "累计"), (Track.COMPLAINT, "第一批"), (Track.COMPLAINT, "第二批")}
    whole = found[Track.COMPLAINT, "累计"]
    assert (whole.inspection.display, whole.as_of) == ("第三轮中央督察", "2024-06-10")
    assert found[Track.PROBLEM, ""].as_of == "2023-09-30"
    values = {metric: derived.value for metric in ("总数", "办结", "阶段性办结", "未办结", "属实") if (derived := whole.derive(metric))}
    assert values == {"总数": 3, "办结": 1, "阶段性办结": 1, "未办结": 2, "属实": 1}
    assert class_counts(whole, "区域") == {"东岭乡": 2, "西川镇": 1}


def test_the_sum_over_several_inspections_belongs_to_none_of_them() -> None:
    rows: list[list[object]] = [
        ["类别", "县区", "任务总数", "已完成"],
        ["第二轮中央督察", "东岭县", 14, 12],
        ["第三轮省级督察", "东岭县", 21, 13],
        ["合计", "", 35, 25],
    ]
    facts = extract(workbook(("汇总", [["青枫市督察整改进展月报（2024年5月）"], *rows])), LEXICON)
    assert {
        (fact.label, fact.metric, fact.inspection.display, fact.quantity.value) for fact in facts if fact.metric and not fact.parent
    } == {
        ("东岭县", "分类", "第二轮中央督察", 14),
        ("东岭县", "分类", "第三轮省级督察", 21),
        ("合计", "总数", "", 35),
        ("合计", "完成", "", 25),
    }


def test_a_table_of_statistics_is_no_ledger() -> None:
    report = workbook(("统计", [["各地信访件办理情况"], ["序号", "地区", "收件数", "办结数"], [1, "东岭乡", 12, 9], [2, "西川镇", 8, 8]]))
    assert ledger_rows(report, LEXICON) == []
    assert counted(report) == []


def test_the_sample_ledger_counts_as_its_key_says() -> None:
    (report,) = read_reports(SAMPLE.name, SAMPLE.read_bytes())
    key = json.loads((SHIPPED_KNOWLEDGE / "samples" / "key.json").read_text(encoding="utf-8"))
    known = next(one for one in key["documents"] if one["file"] == SAMPLE.name)
    tally = tally_of(report)
    status = known["counts"]["状态"]
    values = {
        name: derived.value for name in ("总数", "完成", "销号", "序时", "超序时", "滞后", "未启动") if (derived := tally.derive(name))
    }
    assert values == {
        "总数": known["rows"],
        "完成": status["已销号"] + status["完成整改"],
        "销号": status["已销号"],
        "序时": status["达到序时进度"],
        "超序时": status["超过序时进度"],
        "滞后": status["未达到序时进度"],
        "未启动": status["尚未启动"],
    }
    assert class_counts(tally, "污染类型") == known["counts"]["领域"]
    assert class_counts(tally, "部门") == {f"{unit.removeprefix('区')}牵头": count for unit, count in known["counts"]["牵头单位"].items()}
