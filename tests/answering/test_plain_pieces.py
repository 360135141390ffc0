"""Questions that are put as two plain ones, figures told of qualifiers that exclude one another, and the funnel of letters."""

from __future__ import annotations

import pytest
from answering_office import office_of

HELD = """云泽省等3省市公开督察移交案件问责结果
12月27日，云泽省、石陵省、桐海市3省（市）公开督察移交问题的问责情况，共问责284人。
分省看：云泽省问责83人，厅级12人、处级32人；石陵省问责117人，厅级22人、处级61人；桐海市问责84人，厅级9人、处级40人。
"""
JOINT = """3省市公开督察移交案件问责结果
12月27日，云泽省、石陵省、桐海市3省（市）公开督察移交问题的问责情况，共问责284人。
"""
WORKS = """澜川市突出环境问题整改简报
前段时间，我市对突出生态环境问题全面排查，查出62个问题。到1月11日，62个问题里完成整改的有40个。
上级交下来的41个督办件，已经销号39件，没销号的2件年底前全部销号。
上半年检查发现：15个国控断面水质优良比例为100%；11个省控断面水质优良比例为90.9%。
"""
LETTERS = """桐海市督察信访件办理情况通报
截至12月6日，督察组进驻期间收到群众举报4956件，受理3813件，合并重复件后转给地方3767件。地方办结2687件。
2017年，全市填海造地8820公顷，实际用海5082公顷，空置3737公顷。
"""


PLANTS = """桐海市典型案例
2023年，第一污水处理厂超越排放约120万立方米污水，第二污水处理厂超越排放污水36万立方米；第三污水处理厂超越排放6次。
桐海市现有2座焚烧设施，长期超负荷运行。
"""


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        (HELD, "石陵省比云泽省多问责了多少人？", 34),
        (HELD, "石陵省问责的厅级干部有几人？", 22),
        (HELD, "石陵省问责的人里处级占百分之几？", 52.1),
        (WORKS, "澜川市督办件销号率是多少？", 95.1),
        (WORKS, "澜川市省控断面优良比例是多少？", 90.9),
        (LETTERS, "桐海市信访件办结率是多少？", 71.3),
        (LETTERS, "桐海市填海造地空置多少公顷？", 3737),
        (PLANTS, "桐海市第二污水处理厂超越排放了多少万立方米污水？", 36),
    ],
)
def test_a_figure_is_worked_out_of_what_plain_questions_find(text: str, question: str, value: float) -> None:
    assert office_of(text).ask(question).figures[0].value == value


@pytest.mark.parametrize(
    ("text", "question", "never"),
    [
        (JOINT, "石陵省问责了多少人？", 284),
        (WORKS, "284人里面桐海市有多少？", 284),
        (LETTERS, "桐海市填海造地的目标是多少公顷？", 8820),
        (PLANTS, "桐海市第三污水处理厂超越排放了多少万立方米污水？", 36),
        (PLANTS, "桐海市有几个县没有覆盖到？", 2),
    ],
)
def test_a_figure_of_others_answers_nothing(text: str, question: str, never: float) -> None:
    figures = office_of(text).ask(question).figures
    assert not figures or figures[0].value != never
