"""Tables in the text: a column says what its numbers count, a row whose they are; a row that does not line up says nothing."""

from __future__ import annotations

from factories import facts_of

TITLE = "澜川市督察交办第三批信访件办理情况"


def cells(text: str, title: str = TITLE) -> list[tuple[str, str, float | None, str, str]]:
    return [
        (fact.metric, fact.label, fact.quantity.value, fact.parent, fact.batch)
        for fact in facts_of(text, title)
        if fact.of.startswith("TABLE")
    ]


def test_a_header_of_two_rows() -> None:
    table = "\n".join(
        [
            "地区 | 当天交办数 | 累计交办数 | 小计 | 其中重点 | 小计 | 其中重点",
            "合计 | 5 | 1 | 48 | 6",
            "青岑县 | 3 | 1 | 30 | 4",
            "桐陂县 | 2 | 0 | 18 | 2",
        ]
    )
    assert cells(table) == [
        ("总数", "合计", 5, "", "第三批"),
        ("总数", "合计", 48, "", "累计"),
        ("分类", "青岑县", 3, "", "第三批"),
        ("分类", "青岑县", 30, "", "累计"),
        ("分类", "桐陂县", 2, "", "第三批"),
        ("分类", "桐陂县", 18, "", "累计"),
    ]


def test_statuses_go_on_with_the_batch_named_before_them() -> None:
    assert cells("地区：合计；本批：5；累计：48；已办结：40；正在办理：8") == [
        ("总数", "合计", 5, "", "第三批"),
        ("总数", "合计", 48, "", "累计"),
        ("办结", "合计", 40, "", "累计"),
        ("未办结", "合计", 8, "", "累计"),
    ]


def test_a_row_with_lost_cells_is_passed_over() -> None:
    assert cells("地区 | 交办数 | 阶段性办结数 | 办结数\n青岑县 | 34 | 30\n桐陂县 | 27 | 0 | 27") == [
        ("分类", "桐陂县", 27, "", ""),
        ("分类", "桐陂县", 0, "阶段性办结", ""),
        ("分类", "桐陂县", 27, "办结", ""),
    ]


def test_a_row_of_an_inspection_and_an_area_is_the_share_of_that_area() -> None:
    table = "\n".join(
        [
            "类别：第二轮中央督察；县区：青岑县；任务总数：14；已完成：12",
            "类别：第二轮中央督察；县区：桐陂县；任务总数：9；已完成：9",
            "类别：第二轮中央督察；县区：小计；任务总数：23；已完成：21",
        ]
    )
    assert cells(table, "澜川市督察整改任务进展月报") == [
        ("分类", "青岑县", 14, "", ""),
        ("分类", "青岑县", 12, "完成", ""),
        ("分类", "桐陂县", 9, "", ""),
        ("分类", "桐陂县", 9, "完成", ""),
        ("总数", "第二轮中央督察", 23, "", ""),
        ("完成", "第二轮中央督察", 21, "", ""),
    ]


def test_units_stand_in_the_column_heads() -> None:
    units = {fact.label: fact.quantity.unit for fact in facts_of("地区 | 罚款（万元）\n青岑县 | 36.5\n桐陂县 | 12.2", TITLE)}
    assert units == {"青岑县": "万元", "桐陂县": "万元"}


def test_numbers_of_order_and_dates_are_no_figures() -> None:
    assert cells("序号 | 地区 | 交办数 | 办结时间\n1 | 青岑县 | 34 | 2024\n2 | 桐陂县 | 27 | 2024") == [
        ("分类", "青岑县", 34, "", ""),
        ("分类", "桐陂县", 27, "", ""),
    ]


def test_every_cell_points_at_its_own_number() -> None:
    for fact in facts_of("地区：青岑县；收件数：34；办结： 30\n地区：桐陂县；收件数：27；办结： 27", TITLE):
        passage = fact.passage
        assert passage.text[fact.start - passage.start : fact.end - passage.start] == fact.quantity.text
