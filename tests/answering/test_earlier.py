"""How a list stood at another moment, one batch beside all of them, and what is settled in stages or lasts within what is open."""

from __future__ import annotations

import pytest
from answering_office import office_of

PROGRESS = """沅泽市督察整改进展情况通报
截至2025年5月31日，中央督察反馈我市60项整改任务，已完成48项（3月底完成36项）。
省督察反馈40项，已完成整改31项，较2024年底的26项增加5项，销号22项（上月销号20项）；信访件250件，办结240件，比去年底增加12件。
"""
APART = """沅泽市2024年9月督察整改调度情况
截至9月底，中央督察反馈的32项任务累计完成27项；省督察反馈的54项任务累计完成44项。与8月底相比，中央督察完成数增加2项，省督察完成数增加3项。
沅泽市整改办
2024年10月8日
"""
UNDATED = """芦关县整改台账填报说明
任务状态截至12月20日：已销号52项，序时推进17项，滞后5项。上月（截至11月20日）已销号为46项。
"""
BATCHES = """石丘县信访件办理情况
截至2025年9月3日，我县累计收到转办件298件（含本批9件），已办结271件，阶段性办结20件，未办结7件；其中本批办结6件、阶段性办结2件、未办结1件。
"""
STAGED = """巴林河旗信访件办理情况
截至2024年9月3日，中央督察组转办我旗信访案件53件，已办结47件，未办结6件（含阶段性办结4件）。
"""
LASTING = """沅泽市整改情况通报
截至2025年5月31日，中央督察反馈我市29项任务，除长期坚持2项外，应完成的27项已完成26项，1项未完成。
"""


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        (PROGRESS, "中央督察完成多少项？", 48),
        (PROGRESS, "3月底中央督察完成多少项？", 36),
        (PROGRESS, "去年底省督察完成了几项？", 26),
        (PROGRESS, "省督察2024年底完成多少项？", 26),
        (PROGRESS, "年初省督察完成多少？", 26),
        (PROGRESS, "上月省督察销号几项？", 20),
        (PROGRESS, "省督察未销号多少项？", 18),
        (PROGRESS, "去年底信访件办结多少件？", 228),
        (PROGRESS, "中央督察比3月底多完成几项？", 12),
        (APART, "8月底中央督察完成多少项？", 25),
        (APART, "8月底省督察完成多少？", 41),
        (UNDATED, "销号几项？", 52),
        (UNDATED, "11月20日时销号了几项？", 46),
        (BATCHES, "信访件办结多少件？", 271),
        (BATCHES, "阶段性办结多少件？", 20),
        (BATCHES, "本批办结几件？", 6),
        (BATCHES, "本批几件？", 9),
        (STAGED, "阶段性办结几件？", 4),
        (STAGED, "正在办理的几件？", 2),
        (STAGED, "还有几件没办完？", 6),
        (LASTING, "还有几项没完成？", 3),
        (LASTING, "长期坚持的几项？", 2),
    ],
)
def test_leads_with(text, question, value):
    given = office_of(text).ask(question)
    assert given.kind != "refused" and given.figures[0].value == value, given.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (PROGRESS, "4月底中央督察完成多少项？"),
        (PROGRESS, "去年底中央督察完成多少？"),
        (PROGRESS, "二季度中央督察完成了多少项？"),
        (APART, "10月完成了几项？"),
        (UNDATED, "10月20日时销号了几项？"),
    ],
)
def test_another_moment_than_any_told_is_refused(text, question):
    given = office_of(text).ask(question)
    assert given.kind == "refused" and not given.figures, given.text
