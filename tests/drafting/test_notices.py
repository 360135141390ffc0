"""Drafts from short public notices: batches beside running totals, days without a year, points and slogans in place of headings."""

from __future__ import annotations

import pytest

from assistant.drafting.compose import compose
from assistant.types import Draft, Scope
from tests.drafting.drafting_library import MemoryLibrary

ONE_BATCH = """青峦市第九批信访件办理情况公开
第九批信访件由中央第三环保督察组转来，计50件（来信39件、来电11件），其中7件为重点关注。到9月16日办结42件，另有8件正在办理（甲岭区5件，乙溪区3件）。
经查，办结的42件中举报属实的39件，不属实的3件。已责令改正17家；立案处罚3家，共罚款5.62万元；约谈责任人1人，问责2人。
青峦市（2021年9月16日）
"""
RUNNING = """中央第二生态环境保护督察组交办青峦市第四批信访举报件办理进展
2022年6月26日
青峦市6月25日完成第四批交办件的调查处理，共2件，1件办结，1件阶段性办结。
第一批至第四批累计交办23件，全市已全部开展调查处理，到6月25日的结果为：11件已办结，7件阶段性办结，5件未办结；责令整改的7家；约谈的2人。
"""
NO_YEAR = """督察组转办青峦市的群众投诉问题办理情况
截至5月20日，中央第七环境保护督察组累计交办我市信访件264件，办结142件，正在查办的122件。
"""
PUBLIC = """白岭县关于中央生态环境保护督察“回头看”反馈问题整改完成情况的公示
现就该问题整改完成情况公示如下。
一是问题表述：部分乡镇不作为、慢作为仍较突出。
二是整改目标：健全体制机制，把责任压到实处。
三是完成情况：
1、建立每月调度和预警制度，难点当场解决。
公示期7天，自2019年12月13日起至2019年12月19日止。对上述情况有异议的，可在公示期内向白岭县河湖管理中心反映。
特此公示。
白岭县河湖管理中心
2019年12月13日
"""
SLOGANS = """白岭县第三轮中央生态环境保护督察整改进展情况
中央第二生态环境保护督察组于2023年5月22日进驻白岭县，6月22日结束督察；同年9月27日反馈督察意见。截至2024年10月31日，反馈我县的158项整改措施中，已完成108项，其余50项按序时进度推进。2024年，全县优良天数比例为91.2%，空气质量稳步改善。群众信访件交办208件，办结207件、阶段性办结1件，含阶段性办结在内办结率为100%。
一、敢抓敢管，把督察整改的担子扛在肩上
（一）领导带头抓。县委常委会会议先后专题研究整改方案，实行县级领导包干。
白岭县人民政府
2024年11月5日
"""


def _draft(genre: str, place: str, *texts: str) -> Draft:
    return compose(genre, MemoryLibrary(*texts), Scope(place=place))


def _text(draft: Draft) -> str:
    return "\n".join((draft.title, *(f"{section.heading}\n{section.text}" for section in draft.sections)))


def test_a_notice_on_one_batch_is_no_running_total() -> None:
    text = _text(_draft("信访件办理情况公开", "青峦市", ONE_BATCH))
    for told in ("第九批群众信访举报件50件，其中来信39件，来电11件", "本批已办结42件，正在办理8件", "本批属实39件，不属实3件"):
        assert told in text
    assert "本批办理过程中，责令整改17家，立案处罚3家，罚款5.62万元，约谈1人，问责2人。" in text
    assert "截至2021年9月16日，中央第三环保督察组累计交办青峦市信访件【待补" in text
    assert "按区域" not in text, "the areas are of those still open only"


def test_measures_taken_are_told_of_the_list_they_are_of() -> None:
    text = _text(_draft("信访件办理情况公开", "青峦市", RUNNING))
    assert "截至2022年6月25日，中央第二生态环境保护督察组累计交办青峦市信访件23件" in text
    assert "正在办理5件。办理过程中，责令整改7家，约谈2人。" in text
    assert "本批办理过程中" not in text


def test_a_day_without_a_year_is_shown_but_not_dated() -> None:
    draft = _draft("信访件办理情况公开", "青峦市", NO_YEAR)
    assert "截至日期，原文写“5月20日”，未写年份，建议向整改办核实" in draft.gaps


def test_points_named_like_sections_are_told_apart() -> None:
    sections = {section.heading: section.text for section in _draft("整改销号公示", "白岭县", PUBLIC).sections}
    assert sections["一、反馈问题"] == "部分乡镇不作为、慢作为仍较突出。"
    assert sections["四、整改目标"] == "健全体制机制，把责任压到实处。"
    assert "每月调度和预警制度" in sections["六、整改完成情况"]
    assert "2019年12月13日至2019年12月19日（共7天）" in sections["七、公示期和受理方式"]
    assert "受理单位：白岭县河湖管理中心。" in sections["七、公示期和受理方式"]


@pytest.mark.parametrize(
    "told",
    [
        "2023年5月22日至6月22日，中央第二生态环境保护督察组对白岭县开展",
        "2023年9月27日，督察组反馈",
        "已完成整改【待补：问题完成数，原文的108项数的是整改措施，不是问题",
        "办结率为100%（含阶段性办结）",
        "县委常委会会议先后专题研究整改方案",
        "全县优良天数比例为91.2%",
    ],
)
def test_a_progress_report_under_slogans(told: str) -> None:
    assert told in _text(_draft("整改落实情况报告", "白岭县", SLOGANS))


def test_an_inspection_of_other_years_lends_nothing_where_no_round_is_named() -> None:
    earlier = """白岭县中央环境保护督察整改落实情况的报告
中央第三环境保护督察组于2017年8月10日进驻白岭县，9月10日结束督察；2017年12月26日，向我县反馈督察意见。
白岭县人民政府
2019年4月28日
"""
    later = """我县收到中央生态环境保护督察组第三十三批群众信访举报件
2025年7月2日，中央第四生态环境保护督察组向白岭县交办第三十三批信访件4件。截至2025年7月2日，累计交办白岭县信访件96件。
白岭县（2025年7月2日）
"""
    text = _text(_draft("整改落实情况报告", "白岭县", earlier, later))
    assert "交办信访件96件" in text
    assert "2017年" not in text


def test_a_running_total_of_another_day_does_not_stand_beside_the_list_of_today() -> None:
    progress = """第三轮中央生态环境保护督察白岭县整改进展情况
截至2025年10月31日，督察反馈我县的20项问题，已完成整改16项，其余正在推进。
白岭县人民政府
2025年11月3日
"""
    batch = """我县收到中央生态环境保护督察组第二十六批群众信访举报件
2023年12月18日，中央第二生态环境保护督察组向白岭县交办第二十六批信访件3件。截至2023年12月18日，累计交办白岭县信访件71件。
白岭县（2023年12月18日）
"""
    draft = _draft("月调度报告", "白岭县", progress, batch)
    assert "信访件总数，现有数字截至2023年12月18日，建议向信访件办理专班核实" in draft.gaps
    headings = [section.heading for section in draft.sections if section.heading]
    assert "三、滞后问题及原因" in headings, "what is missing stands under its own heading"


def test_a_sentence_that_was_taken_in_only_so_far_is_not_copied() -> None:
    cut = PUBLIC.split("三是完成情况")[0].replace("把责任压到实处。", "把责任压到实处，")
    draft = _draft("整改销号公示", "白岭县", cut)
    assert "整改目标，建议向牵头单位核实" in draft.gaps
