"""Template sentences: optional parts, nesting, gaps, contradictions."""

from __future__ import annotations

import pytest

from assistant.drafting.fill import fill, first_complete
from assistant.drafting.slots import CONFLICT, MASKED, MISSING, Value


class Table:
    """Slots with known values."""

    def __init__(self, **values: Value) -> None:
        self.values = values

    def value(self, name: str) -> Value:
        return self.values.get(name, MISSING)

    def owner(self, name: str) -> str:
        return "整改办"


HERE = Table(甲=Value("7项"), 乙=Value("3项"), 零=Value("0件", zero=True), 藏=Value(problem=MASKED), 争=Value("5项、6项", problem=CONFLICT))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("完成〔甲〕。", "完成7项。"),
        ("完成〔甲〕{，销号〔无〕}。", "完成7项。"),
        ("完成〔甲〕{，销号〔乙〕{（〔无〕）}}。", "完成7项，销号3项。"),
        ("完成〔甲〕{，销号〔无〕{（〔乙〕）}}。", "完成7项。"),
        ("完成〔甲〕{，正在办理〔零〕}。", "完成7项。"),
        ("正在办理〔零〕。", "正在办理0件。"),
        ("{尚有〔无〕未完成。}", ""),
        ("销号〔无〕。", "销号【待补：无，建议向整改办核实】。"),
        ("销号〔藏〕。", "销号【待补：藏，原文隐去，建议向整改办核实】。"),
        ("完成{〔争〕}。", "完成【待核：材料矛盾，争有5项、6项等不同说法，建议向整改办核实】。"),
    ],
)
def test_fill(template: str, text: str) -> None:
    assert fill(template, HERE).text == text


def test_gaps_are_listed_as_printed() -> None:
    assert fill("〔无〕和〔甲〕", HERE).gaps == ("无，建议向整改办核实",)


def test_the_first_complete_alternative_wins_and_the_last_shows_the_gap() -> None:
    assert first_complete(["全部〔无〕", "已有〔甲〕", "〔乙〕"], HERE).text == "已有7项"
    assert first_complete(["全部〔无〕", "已有〔缺〕"], HERE).text == "已有【待补：缺，建议向整改办核实】"
