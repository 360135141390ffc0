"""Two versions of a draft compared by section and sentence."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.differences import Difference, differences
from assistant.types import Draft, DraftSection

ONE = Draft(
    "简报",
    "青峦市整改简报",
    "",
    (
        DraftSection("一、进展", 1, "已完成17项。其余有序推进。\n| 督察 | 总数 |\n| --- | --- |\n| 第二轮 | 24项 |"),
        DraftSection("二、打算", 1, "加快收尾。"),
    ),
    "",
    "",
    (),
    (),
    (),
)


def changed(*texts: tuple[str, str]) -> Draft:
    return replace(ONE, sections=tuple(DraftSection(heading, 1, text) for heading, text in texts))


def test_the_same_text_differs_nowhere() -> None:
    assert differences(ONE, replace(ONE)) == []


def test_a_changed_sentence_is_shown_with_both_wordings() -> None:
    after = changed(("一、进展", ONE.sections[0].text.replace("17项", "18项")), ("二、打算", "加快收尾。"))
    assert differences(ONE, after) == [Difference("一、进展", "改动", "已完成17项。", "已完成18项。")]


def test_a_table_row_is_one_sentence() -> None:
    after = changed(("一、进展", ONE.sections[0].text.replace("24项", "25项")), ("二、打算", "加快收尾。"))
    assert differences(ONE, after) == [Difference("一、进展", "改动", "| 第二轮 | 24项 |", "| 第二轮 | 25项 |")]


def test_added_and_removed_sentences() -> None:
    after = changed(("一、进展", ONE.sections[0].text.replace("其余有序推进。", "")), ("二、打算", "加快收尾。严格按程序验收销号。"))
    assert differences(ONE, after) == [
        Difference("一、进展", "删除", "其余有序推进。", ""),
        Difference("二、打算", "增加", "", "严格按程序验收销号。"),
    ]


def test_quite_another_sentence_is_no_changed_one() -> None:
    after = changed(("一、进展", ONE.sections[0].text), ("二、打算", "请各县区抓紧报送材料。"))
    assert [one.kind for one in differences(ONE, after)] == ["删除", "增加"]


def test_sections_that_come_go_and_are_renumbered() -> None:
    after = changed(("一、进展", ONE.sections[0].text), ("二、问题", "个别任务偏慢。"), ("三、打算", "加快收尾。"))
    assert differences(ONE, after) == [
        Difference("二、问题", "增加", "", "二、问题"),
        Difference("二、问题", "增加", "", "个别任务偏慢。"),
        Difference("三、打算", "改动", "二、打算", "三、打算"),
    ]
    assert (
        differences(after, ONE)[0] == Difference("二、打算", "改动", "三、打算", "二、打算")
        or [one.kind for one in differences(after, ONE)].count("删除") == 2
    )


def test_title_date_and_attachments() -> None:
    after = replace(ONE, title="青峦市整改工作简报", date="2022年7月8日", attachments=("清单",))
    assert [(one.section, one.kind) for one in differences(ONE, after)] == [("标题", "改动"), ("附件", "增加"), ("成文日期", "增加")]
