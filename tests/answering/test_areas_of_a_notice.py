"""A notice that splits its complaints by channel in prose and by county in a table: each county's own figure, never the whole's."""

import pytest
from answering_office import Office, office_of

NOTICE = """澜川市公开第二十批群众信访件办理情况

全市2023年4月30日收到中央第四生态环境保护督察组转办的第二十批信访件17件（来电12件，来信5件）。截至2023年4月30日，前二十批累计转办94件，来电70件、来信24件；已办结54件，阶段性办结13件，正在办理27件。

区域 | 本批 | 累计 | 已办结 | 阶段性办结 | 正在办理
岫林县 | 1 | 35 | 22 | 3 | 10
棠溪县 | 11 | 41 | 16 | 10 | 15
葭浦县 | 5 | 18 | 16 | 0 | 2

澜川市人民政府

2023年5月1日
"""


@pytest.fixture(scope="module")
def notice() -> Office:
    return office_of(NOTICE)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("第二十批信访件岫林县有几件？", "1件"),
        ("岫林县累计交办多少件？", "35件"),
        ("葭浦县办结几件？", "16件"),
        ("棠溪县的信访件还有几件在办？", "15件"),
        ("第二十批来电多少件？", "12件"),
    ],
)
def test_an_area_has_its_own_figure(notice: Office, question: str, figure: str) -> None:
    assert notice.ask(question).text.startswith(f"{figure}。")


@pytest.mark.parametrize("question", ["第二十批信访件霁月县有几件？", "第二十批信访件中霁月县有几件？", "霁月县累计交办多少件？"])
def test_an_area_that_is_not_listed_has_none(notice: Office, question: str) -> None:
    answer = notice.ask(question)
    assert answer.kind == "refused"
    assert "霁月县" in answer.text


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("信访件各县分别多少件？", "岫林县35件，棠溪县41件，葭浦县18件。"),
        ("每个县办结了多少？", "岫林县22件，棠溪县16件，葭浦县16件。"),
        ("第二十批各县几件？", "岫林县1件，棠溪县11件，葭浦县5件。"),
        ("各县中谁最多？", "最多的是棠溪县，41件。"),
    ],
)
def test_every_area_is_told(notice: Office, question: str, lead: str) -> None:
    answer = notice.ask(question)
    assert answer.text.startswith(lead)
    assert "来电" not in answer.text
