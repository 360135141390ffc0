"""What says the same again goes, unless a figure differs; neighbours become one."""

from assistant.search.settling import distinct, joined
from assistant.types import Hit, Passage

TEXT = (
    "石檐乡矿山修复面积97亩，剩余3座尚未完成覆土复绿。"
    "南坡矿区边坡清危仅完成工程量的35%，已明显滞后。\n三是确保安全和质量，截排水沟留存影像资料。"
)


def hit(text: str, start: int = 0, report: str = "r1", section: tuple[str, ...] = (), score: float = 1.0) -> Hit:
    return Hit(Passage(report, section, start, start + len(text), text), "标题", f"{report}.txt", score)


def test_the_same_words_of_another_report_go_and_others_move_up() -> None:
    first, again, other = hit(TEXT[:25]), hit("，" + TEXT[:25], report="r2"), hit("澜川市空气优良天数比例提高", report="r3")
    assert distinct([first, again, other], 2) == [first, other]
    assert distinct([first, again, other], 1) == [first]


def test_a_monthly_report_that_differs_in_a_figure_stays() -> None:
    september, october = hit("截至9月，已完成整改11项，其余正常推进。"), hit("截至9月，已完成整改12项，其余正常推进。", report="r2")
    assert distinct([september, october], 5) == [september, october]


def test_neighbours_become_one_at_the_better_rank() -> None:
    cut, line = TEXT.index("南坡"), TEXT.index("三是")
    later, between, former = hit(TEXT[cut : line - 1], cut), hit("别的", report="r2"), hit(TEXT[:cut])
    found = joined([later, between, former], {"r1": TEXT}.__getitem__)
    assert [(one.passage.start, one.passage.text) for one in found] == [(0, TEXT[: line - 1]), (0, "别的")]


def test_other_sections_far_passages_and_long_ones_stay_apart() -> None:
    cut = TEXT.index("南坡")
    apart = [hit(TEXT[:cut], section=("一",)), hit(TEXT[cut:], cut, section=("二",))]
    assert joined(apart, {"r1": TEXT}.__getitem__) == apart
    long = "整改" * 200
    assert len(joined([hit(long), hit(long, len(long))], {"r1": long * 2}.__getitem__)) == 2
    assert len(joined([hit(TEXT[:9]), hit(TEXT[30:40], 30)], {"r1": TEXT}.__getitem__)) == 2
