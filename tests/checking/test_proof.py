"""Planted errors in a clean draft are found, and the clean draft raises nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.checking.proof import Basis, proof
from assistant.checking.recount import formula_holds
from assistant.types import Draft, DraftFigure, DraftSection, OffsetMap, Report

SOURCE = "反馈问题24项，已完成整改17项，其中已销号11项，达到序时进度5项，未达到序时进度2项。交办信访件86件，已办结80件，阶段性办结6件。"
OFFSETS = OffsetMap((0,), (0,), (len(SOURCE),), (True,))
REPORT = Report("r1", "a.txt", "青峦市报告", "整改落实情况报告", None, None, "无", SOURCE, SOURCE, OFFSETS, (), ())


def figure(text: str, label: str, formula: str | None = None, value: float | None = None) -> DraftFigure:
    digits = "".join(c for c in text if c.isdigit() or c == ".")
    number = value if value is not None else float(digits) if "." in digits else int(digits)
    return DraftFigure(text, number, text.removeprefix(digits), label, formula, False, "r1", SOURCE)


FIGURES = (
    figure("24项", "反馈问题总数"),
    figure("17项", "反馈问题完成"),
    figure("11项", "反馈问题销号"),
    figure("5项", "反馈问题序时"),
    figure("2项", "反馈问题滞后"),
    figure("7项", "反馈问题未完成", "24−17=7"),
    figure("70.8%", "反馈问题完成率", "17÷24≈70.8%"),
    figure("86件", "信访件总数"),
    figure("80件", "信访件办结"),
    figure("6件", "信访件阶段性办结"),
)
TEXT = (
    "反馈的24项问题中，已完成整改17项（其中已销号11项），达到序时进度5项，未达到序时进度2项，尚有7项未完成，完成率为70.8%。"
    "交办的86件信访件中，已办结80件，阶段性办结6件。销号材料【待补：份数，建议向整改办核实】。"
)
CLEAN = Draft("简报", "青峦市整改简报", "", (DraftSection("一、进展", 1, TEXT),), "", "", FIGURES, (), ())
BASIS = Basis({"r1": REPORT}, (), frozenset({"白岭县"}))


def failed(draft: Draft) -> set[str]:
    return {check.name for check in proof(draft, BASIS) if not check.passed}


def edited(old: str, new: str) -> Draft:
    assert old in TEXT
    return replace(CLEAN, sections=(replace(CLEAN.sections[0], text=TEXT.replace(old, new)),))


def changed(label: str, **values: object) -> Draft:
    return replace(CLEAN, figures=tuple(replace(f, **values) if f.label == label else f for f in FIGURES))


def test_a_clean_draft_passes() -> None:
    assert failed(CLEAN) == set()


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("17项", "18项", "数字均有出处"),
        ("达到序时进度5项", "达到序时进度2项", "数字均有出处"),
        ("80件", "80个", "数字均有出处"),
        ("7项未完成", "未完成", "数字均有出处"),
        ("阶段性办结6件", "正在办理6件", "口径用语相符"),
        ("已完成整改17项", "已销号17项", "口径用语相符"),
        ("其中已销号11项", "其中已完成11项", "口径用语相符"),
        ("达到序时进度5项", "已完成5项", "口径用语相符"),
        ("已办结80件", "阶段性办结80件", "口径用语相符"),
        ("交办的", "某县交办的", "无隐去符号和范文残留"),
        ("交办的", "**县交办的", "无隐去符号和范文残留"),
        ("交办的", "白岭县交办的", "无外地名称"),
        ("尚有", "“尚有", "标点成对"),
        ("尚有", "截止目前尚有", "校对必改"),
        ("尚有", "按督察工作台帐，尚有", "校对必改"),
    ],
)
def test_a_planted_error_is_found(old: str, new: str, check: str) -> None:
    assert check in failed(edited(old, new))


@pytest.mark.parametrize(
    ("label", "values", "check"),
    [
        ("反馈问题滞后", {"value": 9, "text": "9项"}, "合计与比率：反馈问题"),
        ("反馈问题滞后", {"value": 9, "text": "9项"}, "出处原句可查"),
        ("反馈问题销号", {"value": 19, "text": "19项"}, "合计与比率：反馈问题"),
        ("反馈问题完成率", {"value": 80.7}, "合计与比率：反馈问题"),
        ("反馈问题未完成", {"formula": "24−17=8"}, "推算复算"),
        ("反馈问题未完成", {"formula": "31−24=7"}, "出处原句可查"),
        ("信访件办结", {"quote": "已办结80件，本句不在资料中。"}, "出处原句可查"),
        ("信访件阶段性办结", {"value": 60}, "合计与比率：信访件"),
    ],
)
def test_a_wrong_figure_is_found(label: str, values: dict[str, object], check: str) -> None:
    assert check in failed(changed(label, **values))


def test_one_quantity_with_two_values_is_found() -> None:
    assert "同一数字前后一致" in failed(replace(CLEAN, figures=(*FIGURES, figure("18项", "反馈问题完成"))))


def test_a_sentence_standing_twice_is_found() -> None:
    once = "按照整改一个验收一个公示一个销号一个的要求推进。"
    text = TEXT + once * 2
    assert "无重复语句" in failed(replace(CLEAN, sections=(DraftSection("", 0, text),)))


@pytest.mark.parametrize(
    ("period", "fine"),
    [
        ("2023年10月12日至2023年10月17日（共五天）", False),
        ("2023年10月12日至10月17日（共六天）", True),
        ("2023年10月12日至17日（共4个工作日）", True),
        ("2023年10月12日至17日（共5个工作日）", False),
        ("2023年2月27日至2月31日（共5天）", False),
    ],
)
def test_publicity_days(period: str, fine: bool) -> None:
    draft = replace(CLEAN, sections=(DraftSection("", 0, f"公示期为{period}。"),), figures=())
    assert ("公示期天数" not in failed(draft)) is fine


def test_suggestions_are_no_failures() -> None:
    draft = edited("尚有", "优良率同比上升，噪音问题尚有")
    assert "校对建议" not in failed(draft)
    assert any("噪声" in check.detail for check in proof(draft, BASIS))


@pytest.mark.parametrize(
    ("formula", "value", "holds"),
    [
        ("33−19=14", 14, True),
        ("33−19=15", 15, False),
        ("33−19=14", 15, False),
        ("12+2=14", 14, True),
        ("9÷12=75%", 75, True),
        ("17÷24≈70.8%", 70.8, True),
        ("17÷24≈78.0%", 78, False),
        ("4.2+5.6+7.78+6.058=23.638", 23.638, True),
        ("据原文", 3, None),
    ],
)
def test_formulas(formula: str, value: float, holds: bool | None) -> None:
    assert formula_holds(formula, value) is holds
