"""Ledgers as offices keep them: several header rows, merged cells, sums and notes, short words, columns without a status."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from assistant.facts.extract import extract
from assistant.ledgers.faults import rows_without_problem
from assistant.ledgers.item import Item
from assistant.ledgers.items import items
from assistant.ledgers.roles import ledger_reading
from assistant.reading.report import read_reports
from assistant.types import Report
from assistant.words.lexicon import load_lexicon

LEXICON = load_lexicon()


def book(name: str, rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Report:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    data = io.BytesIO()
    workbook.save(data)
    (report,) = read_reports(f"{name}.xlsx", data.getvalue())
    return report


def of(report: Report) -> dict[str, Item]:
    return {item.number: item for item in items(report, LEXICON)}


def test_three_header_rows_sections_and_a_sum() -> None:
    head = [
        ["梅岭市省生态环境保护督察“回头看”反馈意见整改清单"],
        ["序号", "反馈意见", "整改任务", "", "", "推进情况", ""],
        ["", "", "目标", "时限", "责任单位", "是否完成", "存在困难"],
        ["一、水环境方面"],
        [1, "雨污分流不彻底", "完成改造", "2024年年底", "市住建局", "否", "资金不足"],
        [2, "水源地保护不力", "达标", "立行立改", "市水利局", "是（长期坚持）", "无"],
        ["合计", "2", "", "", "", "1", ""],
    ]
    report = book("清单", head, ("A2:A3", "B2:B3", "C2:E2", "F2:G2"))
    found = of(report)
    assert {number: item.state for number, item in found.items()} == {"1": "尚未完成", "2": "已完成未销号"}
    assert found["2"].lasting


def test_progress_in_percent_and_days_of_closing_where_no_column_has_a_status() -> None:
    head = ["序号", "整改问题", "牵头单位", "整改完成时限", "当前进度", "销号日期"]
    rows = [
        head,
        [1, "甲问题", "县水利局", date(2023, 12, 31), "100%", date(2024, 1, 20)],
        [2, "乙问题", "县住建局", "今年底前", "60%", ""],
        [3, "丙问题", "县林业局", "2024年第三季度", "已完成工程量的90%", ""],
    ]
    assert [item.state for item in of(book("白岭县2024年整改任务台账", rows)).values()] == ["已销号", "正在推进", "正在推进"]


def test_the_lines_of_a_merged_item_are_done_when_all_are() -> None:
    rows = [
        ["岚山区第三轮中央督察整改情况表"],
        ["No.", "问题", "措施", "单位", "期限", "进度"],
        [1, "码头扬尘", "建防尘网", "区交通局", "2025年底前", "按序时推进"],
        ["", "", "安装喷淋", "区交通局", "2025年6月底前", "已完成"],
        ["No.", "问题", "措施", "单位", "期限", "进度"],
        [2, "油烟", "整治", "区城管局", "即知即改", "完成"],
    ]
    found = of(book("情况表", rows, ("A3:A4", "B3:B4")))
    assert {number: item.state for number, item in found.items()} == {"1": "达到序时进度", "2": "已完成未销号"}
    assert found["1"].lead == ("区交通局",)


def test_units_that_only_support_lead_nothing_and_a_row_without_problem_is_told() -> None:
    rows = [
        ["问题序号", "督察反馈问题", "整改责任单位", "整改时限", "销号情况"],
        ["（一）", "", "牵头：县工信局\n配合：县发改局", "2024年12月底前", "未销号"],
        ["（二）", "产业结构偏重", "牵头：县工信局\n配合：县发改局", "2023年10月31日", "公示中"],
    ]
    report = book("望川县第二轮省级生态环境保护督察整改清单", rows)
    assert report.title == "望川县第二轮省级生态环境保护督察整改清单"
    assert [item.lead for item in items(report, LEXICON)] == [("县工信局",)]
    units = {fact.label for fact in extract(report, LEXICON) if fact.dimension == "部门"}
    assert units == {"工信局负责"}
    (fault,) = rows_without_problem(report, ledger_reading(LEXICON), items(report, LEXICON))
    assert "序号（一）没有写问题" in fault.sentence


def test_starred_complaints_are_counted_apart() -> None:
    rows = [
        ["云溪县中央生态环境保护督察交办信访件办理台账"],
        ["序号", "受理编号", "信访内容", "重点关注件", "办理状态"],
        [1, "D3YX001", "噪声扰民", "是", "办结"],
        [2, "X3YX002", "养殖异味", "否", "阶段性办结"],
        [3, "D3YX003", "污水入河", "★", "已办结"],
    ]
    facts = extract(book("信访件", rows), LEXICON)
    assert [f.quantity.value for f in facts if (f.dimension, f.label, f.parent) == ("级别", "重点关注", "")] == [2]


def test_states_in_columns_of_their_own_are_ticked() -> None:
    rows = [
        ["澜川市第二轮中央督察整改任务进展统计表"],
        ["序号", "整改任务", "牵头单位", "整改时限", "已销号", "已完成", "达到序时", "未达序时", "备注"],
        [1, "管网改造", "市住建局", "2023年底", "√", "√", "", "", ""],
        [2, "河道清淤", "市水利局", "2024年底", "", "√", "", "", ""],
        [3, "矿山复绿", "市林业局", "2024年6月底", "", "", "", "√", ""],
    ]
    assert [item.state for item in of(book("统计表", rows)).values()] == ["已销号", "已完成未销号", "未达到序时进度"]


def test_heads_in_words_of_their_own() -> None:
    rows = [
        ["白岭县中央环保督察交办群众举报件办理情况一览表"],
        ["举报件编号", "举报事项", "责任单位及责任人", "查处情况", "办结与否"],
        ["D2BL0012", "砂场噪声", "县公安局 张某", "责令停产", "办结"],
        ["X2BL0044", "养猪场臭味", "县农业农村局 李某", "限期清栏", "阶段性办结"],
    ]
    found = of(book("一览表", rows))
    assert {number: item.state for number, item in found.items()} == {"D2BL0012": "已办结", "X2BL0044": "阶段性办结"}
    assert [item.lead for item in found.values()] == [("县公安局",), ("县农业农村局",)]


def test_short_names_under_the_head_of_a_group_and_a_sign_in_the_head() -> None:
    rows = [
        ["序号", "督察指出的问题", "整改要求", "", "整改进度（%）", "是否按序时推进"],
        ["", "", "时限", "单位", "", ""],
        [1, "甲厂废气", "2024年6月底", "县工信局", 100, "是"],
        [2, "乙镇污水", "2024年12月底", "县住建局", 60, "否"],
    ]
    found = list(of(book("望川县整改月调度表", rows, ("C1:D1", "A1:A2", "B1:B2", "E1:E2", "F1:F2"))).values())
    assert [(item.state, item.lead) for item in found] == [("已完成未销号", ("县工信局",)), ("未达到序时进度", ("县住建局",))]


def test_a_column_whose_name_says_nothing_is_told_by_its_cells() -> None:
    rows = [
        ["编号", "Problem 问题", "责任部门", "整改到位时间", "阶段判定", "核查结论"],
        ["1", "湿地被占用", "市林业局", "2024年12月底前", "达到序时进度", "已完成"],
        ["2", "自备井未封", "市水利局", "2023年6月底前", "已完成整改", "已完成"],
    ]
    found = list(of(book("沅水市整改工作台账", rows)).values())
    assert [item.state for item in found] == ["达到序时进度", "已完成未销号"]
    assert [str(item.deadline.day) for item in found] == ["2024-12-31", "2023-06-30"]


def test_a_table_that_counts_problems_is_no_ledger() -> None:
    rows = [["乡镇", "问题", "完成", "责任单位"], ["东关镇", 12, 10, "镇政府"], ["西河乡", 8, 8, "乡政府"]]
    assert not of(book("各乡镇整改情况统计表", rows))
