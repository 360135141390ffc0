"""A part of a list that no report tells of is refused by name; a part that is told of is answered, and idle words change nothing."""

import pytest
from answering_office import office_of

TEXT = """棠溪县第二轮省级生态环境保护督察整改情况
截至2024年6月30日，棠溪县第二轮省级生态环境保护督察反馈问题36个，完成整改29个，其中销号25个，达到序时进度5个，滞后2个。
由县水务局牵头的反馈问题9个，完成整改8个。
督察期间交办信访件120件，办结112件，阶段性办结8件。
"""


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("棠溪县省级督察反馈问题完成了多少个，只算卫健局牵头的", "卫健局"),
        ("涉及造纸行业的，棠溪县省级督察反馈问题还有几个没完成？", "造纸"),
        ("棠溪县省级督察信访件办结多少件（实名举报的）", "实名"),
        ("棠溪县省级督察问题里县委书记包抓的销号几个", "县委书记包抓"),
        ("矿区那几个镇的省级督察反馈问题，棠溪县完成率是多少", "矿区"),
        ("棠溪县省级督察信访件一共几件，不属实的那些", "不属实"),
    ],
)
def test_the_figure_of_the_whole_list_is_kept_back(question: str, part: str) -> None:
    given = office_of(TEXT).ask(question)
    assert given.kind == "refused", given.text
    assert part in given.text
    assert not given.figures


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("麻烦帮我瞅一眼，棠溪县省级督察反馈问题到底完成了几个呀", 29),
        ("年终总结里空着一格，棠溪县省级督察的反馈问题还有多少没完成", 7),
        ("棠溪县省级督察信访件，领导等着要，办结多少件", 112),
        ("科里汇报要用，棠溪县省级督察反馈的问题号销了几个啦", 25),
    ],
)
def test_the_whole_list_is_told_whatever_stands_around_it(question: str, value: int) -> None:
    given = office_of(TEXT).ask(question)
    assert given.kind != "refused", given.text
    assert given.figures[0].value == value


def test_a_part_that_is_told_of_is_quoted() -> None:
    given = office_of(TEXT).ask("棠溪县省级督察反馈问题水务局牵头的有几个？")
    assert given.kind == "quoted"
    assert "水务局牵头的反馈问题9个" in given.text
