"""A county whose only paper is a letter is still a class of its city's list; what is told how often, why and by when."""

import pytest
from answering_office import office_of

CITY = """望岑市2023年生态环境保护督察整改落实情况报告
第二轮中央生态环境保护督察交办我市信访件67件，截至2023年12月10日全部办结。第二轮中央督察信访件按属地分，棠坞县31件、桑垣县36件。
整改每季度通报、每月调度，全年召开调度会24次。柘屿镇截污管网建设慢在设备采购延期，由市水利局牵头，整改时限2023年8月底。
望岑市生态环境保护督察整改工作领导小组办公室
2023年12月13日
"""
LETTER = """关于棠坞县畜禽粪污集中处理整改滞后的督办函
棠坞县人民政府：
经现场核查，棠坞县畜禽粪污集中处理进展缓慢。请于2023年11月18日前书面报送整改情况。
望岑市生态环境保护督察整改工作领导小组办公室
2023年11月8日
"""
OFFICE = office_of(CITY, LETTER)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("望岑市第二轮中央督察信访件，按属地看，棠坞县几件", "31件"),
        ("望岑市第二轮中央督察信访件一共几件", "67件"),
        ("望岑市多久调度一次", "每月调度"),
        ("柘屿镇截污管网建设为什么滞后", "设备采购延期"),
    ],
)
def test_what_is_asked_is_told_by_the_sentence_that_says_it(question, expected):
    assert expected in OFFICE.ask(question).text
