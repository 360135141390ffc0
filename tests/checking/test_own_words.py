"""A wording has no words of its own but those that say nothing, and what it retells stays with whom the evidence tells it of."""

from __future__ import annotations

import pytest

from assistant.checking.guard import Evidence, findings
from assistant.types import Citation

OWN = (
    "3项。截至2024年12月10日，松涧市第二轮省级督察反馈问题共41项：完成整改38项，销号35项，符合序时进度要求3项。"
    "上半年交办的62件信访件中，59件已办结。青石镇搅拌站噪声投诉归零，白石镇矿区复绿。"
    "2022年底前完成16项，2023年底前完成14项。Ⅱ类断面3个，Ⅲ类断面1个。"
)
EVIDENCE = Evidence((OWN,), question="松涧市还有多少个问题没有整改完成？", citations=(Citation(1, "r", "松涧市工作汇报", "", OWN, OWN, 0),))


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("38项", "大部分"),
        ("38项", "叁拾玖项"),
        ("3项。截至", "③项。截至"),
        ("完成整改38项", "难以完成整改38项"),
        ("完成整改38项", "据称完成整改38项"),
        ("上半年", "下半年"),
        ("年底前", "年底后"),
        ("截至2024年12月10日", "截至目前"),
        ("2024年12月10日", "去年12月10日"),
        ("省级督察", "中央督察"),
        ("反馈问题共", "信访件共"),
        ("归零", "归零，群众普遍满意"),
        ("复绿。", "复绿。Well done!"),
        ("复绿。", "复绿。Все готово."),
        ("复绿。", "复绿。完了しました。"),
        ("青石镇搅拌站噪声投诉归零，白石镇矿区", "白石镇搅拌站噪声投诉归零，青石镇矿区"),
        ("完成16项，2023年底前完成14项", "完成14项，2023年底前完成16项"),
        ("Ⅱ类断面3个，Ⅲ类断面1个", "Ⅱ类断面1个，Ⅲ类断面3个"),
        ("62件信访件", "62件反馈问题"),
    ],
)
def test_what_a_model_puts_in_of_its_own_is_found(was: str, became: str) -> None:
    assert was in OWN
    assert findings(OWN.replace(was, became, 1), EVIDENCE)


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年12月10日，松涧市第二轮省级督察反馈的41项问题中，完成整改38项，其中销号35项，另有3项符合序时进度要求。",
        "目前，41项反馈问题已完成整改38项（截至2024年12月10日），其余3项达到序时进度。",
        "上半年共交办信访件62件，其中已办结59件。",
        "此外，青石镇搅拌站的噪声投诉归零，但白石镇的矿区复绿。",
    ],
)
def test_a_retelling_in_the_words_of_its_evidence_passes(text: str) -> None:
    assert findings(text, EVIDENCE) == []
