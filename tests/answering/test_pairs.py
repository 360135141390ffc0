"""What was to be done beside what was done, what was so and became so, the denied part of a whole, and figures of another level or list."""

from __future__ import annotations

import pytest
from answering_office import office_of

NOTICE = """澜川市督察整改情况通报
截至2024年9月30日，省级督察反馈我市40项问题，已完成31项。省定2023年底前应建成的6座污水处理厂，截至督察时仅建成2座。
全市应修复历史遗留矿山130座，仅完成47座；岫林县24座应修复矿山仅修复5座。计划治理矿坑75处，实际治理81处。市住建局应普查管网1250公里，实际普查不足700公里。
新铺管网任务60公里，已完成42公里。抽查的48家规模养殖场中，17家粪污处理设施不正常运行。全县118家企业中，39家未安装在线监测。
澜溪污水处理厂处理能力由1.5万吨/日提高到3万吨/日。污水收集率由2022年的58.4%提高到2024年的70.1%。
整治资金12.8亿元，其中中央资金4.5亿元、市级资金2.7亿元。共发红牌7张、黄牌16张。13个国控断面中12个达到优良。移交责任追究问题线索6个。
"""
REPORT = """鹤阳县突出环境问题整改工作汇报
2025年上半年，全县计划淘汰燃煤锅炉46台，实际淘汰38台；应清退网箱养殖220亩，目前仅清退150亩。雨污分流改造目标为35公里，截至6月底已改造29公里。
计划投资3.6亿元，累计到位资金2.9亿元，完成投资2.1亿元。望棠镇任务造林1200亩，已完成造林1350亩。
县垃圾焚烧厂日处理量由400吨增加到650吨，渗滤液处理能力从80吨/日扩至150吨/日。农村污水治理率由去年的31%提高到44%。
31个村里有12个未建成污水处理设施。
"""
LEDGER = """芦关县整改台账说明
一、本台账共收录任务88项，其中中央督察反馈21项、省督察反馈34项、县级自查33项。
二、任务状态：已销号52项，已完成待销号14项。
"""


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        (NOTICE, "污水处理厂应建成几座？", 6),
        (NOTICE, "应建的污水处理厂建成几座？", 2),
        (NOTICE, "还有几座污水处理厂没建成？", 4),
        (NOTICE, "全市应修复矿山多少座？", 130),
        (NOTICE, "全市修复了多少座矿山？", 47),
        (NOTICE, "岫林县矿山修复了几座？", 5),
        (NOTICE, "岫林县还有几座矿山没修复？", 19),
        (NOTICE, "矿坑实际治理多少处？", 81),
        (NOTICE, "矿坑治理比计划多几处？", 6),
        (NOTICE, "普查管网多少公里？", 700),
        (NOTICE, "新铺管网还差多少公里？", 18),
        (NOTICE, "正常运行的养殖场几家？", 31),
        (NOTICE, "安装在线监测的企业几家？", 79),
        (NOTICE, "没装在线监测的企业几家？", 39),
        (NOTICE, "澜溪污水厂现在处理能力多少？", 3),
        (NOTICE, "澜溪污水厂改造前处理能力是多少？", 1.5),
        (NOTICE, "污水收集率比2022年提高了多少？", 11.7),
        (NOTICE, "红牌黄牌一共多少张？", 23),
        (NOTICE, "移交问题线索几个？", 6),
        (REPORT, "淘汰了多少台锅炉？", 38),
        (REPORT, "还有多少亩网箱没清退？", 70),
        (REPORT, "完成投资多少？", 2.1),
        (REPORT, "到位资金多少？", 2.9),
        (REPORT, "望棠镇造林任务多少亩？", 1200),
        (REPORT, "望棠镇造林完成多少亩？", 1350),
        (REPORT, "焚烧厂原来日处理多少吨？", 400),
        (REPORT, "焚烧厂现在日处理多少吨？", 650),
        (REPORT, "去年农村污水治理率多少？", 31),
        (REPORT, "农村污水治理率是多少？", 44),
        (REPORT, "建成污水处理设施的村有几个？", 19),
    ],
)
def test_leads_with(text, question, value):
    given = office_of(text).ask(question)
    first = given.figures[0].value if given.figures else None
    assert given.kind != "refused" and first in {value, value * 10000}, given.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (NOTICE, "省级资金多少？"),
        (NOTICE, "中央督察反馈多少？"),
        (LEDGER, "省督察反馈完成了几项？"),
        (REPORT, "2019年农村污水治理率多少？"),
    ],
)
def test_a_figure_of_another_kind_is_refused(text, question):
    given = office_of(text).ask(question)
    assert given.kind == "refused" and not given.figures, given.text
