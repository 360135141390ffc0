"""Long titles break between words into lines of much the same length."""

from __future__ import annotations

import pytest

from assistant.drafting.titles import LONGEST, title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("青峦市整改简报", ["青峦市整改简报"]),
        ("中共青峦市委 青峦市人民政府关于整改落实情况的报告", ["中共青峦市委 青峦市人民政府", "关于整改落实情况的报告"]),
        ("青峦市公开第九批群众信访举报转办和边督边改情况", ["青峦市公开第九批", "群众信访举报转办和边督边改情况"]),
        (
            "白岭县第二轮中央生态环境保护督察反馈“黄埠乡采石场修复推进缓慢”问题整改销号公示",
            ["白岭县第二轮中央生态环境保护督察", "反馈“黄埠乡采石场修复推进缓慢”", "问题整改销号公示"],
        ),
    ],
)
def test_lines(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


@pytest.mark.parametrize(
    "title",
    [
        "中共青峦市委 青峦市人民政府关于第二轮中央生态环境保护督察“回头看”整改落实情况的报告",
        "白岭县生态环境保护督察整改工作领导小组办公室关于加快推进黄埠乡采石场生态修复问题整改的督办函",
        "青峦市贯彻落实第三轮省级生态环境保护督察反馈意见整改方案（公开版）",
    ],
)
def test_no_line_is_too_long_or_begins_with_a_mark(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(4 <= len(line) <= LONGEST and line[0] not in "的和”）" for line in lines)


def test_words_without_a_place_to_break_stay_on_one_line() -> None:
    assert title_lines("甲" * 25) == ["甲" * 25]
