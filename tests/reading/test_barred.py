"""Tables of bars that lost their line breaks get them back where the cells prove how wide a row is, and stay as they are elsewhere."""

import pytest

from assistant.reading.repair import repair
from assistant.reading.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()

FIGURES = "各轮情况如下。\n督察 | 总数 | 已完成 | 达到序时进度 | 未启动\n第二轮省级督察 | 14 | 8 | 5 | 1\n第三轮中央督察 | 20 | 9 | 11 | 0"
NUMBERED = (
    "数据截至3月底\n序号 | 问题 | 牵头单位 | 状态\n1 | 甲镇截污管网 | 县水利局 | 已销号\n"
    "2 | 乙镇锅炉改造 | 县工信局 | 达到序时进度\n3 | 丙村渣土清运 | 县城管局 | 已销号"
)


@pytest.mark.parametrize("text", [FIGURES, NUMBERED])
def test_rows_on_one_line_are_lines_again(text: str) -> None:
    assert repair(text.replace("\n", ""), VOCABULARY).text == text


@pytest.mark.parametrize("text", [FIGURES, NUMBERED])
def test_a_table_with_its_line_breaks_stays(text: str) -> None:
    assert repair(text, VOCABULARY).text == text


def test_what_follows_the_last_row_begins_a_line() -> None:
    flat = "区域 | 本批 | 累计 | 已办结 | 正在办理望棠镇 | 1 | 83 | 80 | 3岫林镇 | 5 | 42 | 41 | 1二、主要做法"
    lines = repair(flat, VOCABULARY).text.split("\n")
    assert lines[-1] == "二、主要做法"
    assert lines[1:3] == ["望棠镇 | 1 | 83 | 80 | 3", "岫林镇 | 5 | 42 | 41 | 1"]


@pytest.mark.parametrize(
    "text",
    [
        "比例为 3 | 4 | 5 | 6 | 7 时不再调整。",
        "区域 | 本批 | 累计 | 望棠镇 | 1 | 83 | 80",
        "联系方式：电话 | 传真 | 邮箱 | 地址 | 邮编",
    ],
)
def test_bars_that_prove_no_width_stay_on_one_line(text: str) -> None:
    assert "\n" not in repair(text, VOCABULARY).text


def test_a_page_mark_inside_a_row_is_taken_out() -> None:
    head = "| 序号 | 问题 | 牵头单位 | 时限 | 状态 |\n|---|---|---|---|---|\n"
    rows = "".join(f"| {n} | 望棠镇第{n}号排口整治 | 县水利局 | 2024年{n % 9 + 1}月30日 | 达到序时进度 |\n" for n in range(1, 25))
    table = head + rows
    pieces = [table[at : at + 137] for at in range(0, len(table), 137)]
    damaged = "".join(("\n" if number > 1 else "") + f"{number}、{piece}" for number, piece in enumerate(pieces, 1))
    assert repair(damaged, VOCABULARY).text.strip() == table.strip()


def test_rows_cut_at_the_width_of_a_page_are_joined() -> None:
    rows = ["| 序号 | 问题 | 牵头单位 | 整改时限 | 整改状态 |", "|---|---|---|---|---|"]
    rows += [f"| {n} | 望棠镇第{n}号排口雨污分流改造 | 县水利局 | 2024年{n % 9 + 1}月30日 | 达到序时进度 |" for n in range(1, 9)]
    damaged = "\n".join("\n".join(row[at : at + 31] for at in range(0, len(row), 31)) for row in rows)
    assert repair(damaged, VOCABULARY).text.strip() == "\n".join(rows)
