"""Which items a status names: those of the newest list, told behind their number or soon after it; older ones with their day."""

from answering_office import office_of

_BEFORE = """岫林县关于第二轮中央生态环境保护督察反馈问题整改落实情况的报告
截至2022年12月20日，反馈我县的18个问题，7个已整改到位，9个达到序时进度，2个进度滞后。
进度滞后的2个问题分别是石檐乡矿山生态修复、岫溪河截污管网建设。
岫林县人民政府
2022年12月25日
"""
_NOW = """岫林县2024年度生态环境保护督察整改落实情况报告
一、整改进展
（一）第二轮中央督察。截至2024年11月30日，反馈我县的18个问题已有17个整改完成。
（二）第二轮省级督察。11项反馈问题中，9项完成整改，1项按进度实施，1项滞后；24件信访件办结23件。滞后的是樟洄镇畜禽粪污集中处理中心建设，责任单位为县农业农村局。
岫林县人民政府
2024年12月5日
"""


def test_items_named_in_a_sentence_behind_their_number_are_those_of_the_newest_list():
    answer = office_of(_BEFORE, _NOW).ask("岫林县哪些问题滞后？")
    assert "樟洄镇畜禽粪污集中处理中心建设" in answer.text
    assert "截污管网" not in answer.text
    assert answer.as_of == "2024-11-30"


def test_items_told_by_an_older_report_come_with_its_day_and_none_of_another_inspection():
    answer = office_of(_BEFORE, _NOW).ask("岫林县第二轮中央督察滞后的是哪些？")
    assert "樟洄镇" not in answer.text
    assert "截至2022年12月20日" in answer.text
