"""Questions about single rows of ledgers: what is there is said from its own cell, what is not there is refused without another row."""

from __future__ import annotations

import pytest
from row_ledgers import awkward, office

ANSWERED: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    # question, what the answer says, what it must not say
    ("芷溪县青蒲河砂场问题何时销号？", ("2024年2月6日",), ("2024年1月12日",)),
    ("芷溪县东塬水泥厂粉尘问题由谁牵头？", ("县工信局",), ("县水利局",)),
    ("芷溪县县城老街污水直排的整改时限是什么时候？", ("2024年6月10日",), ()),
    ("芷溪县塘垭村矿渣问题的整改措施是什么？", ("清运矿渣3.1万吨", "覆土绿化"), ()),
    ("芷溪县屠宰场恶臭问题整改目标是什么？", ("恶臭浓度达标",), ()),
    ("芷溪县台账中逾期的有哪些？", ("老街片区污水直排",), ("矿渣", "砂场", "石灰窑")),
    ("芷溪县本月到期的问题有哪些？", ("塘垭村",), ("砂场", "屠宰场")),
    ("芷溪县台账里没有写时限的有哪些？", ("危险废物贮存台账不全",), ("木屋", "油烟")),
    ("芷溪县县工信局牵头的未完成项有哪些？", ("没有",), ("老街",)),
    ("芷溪县东塬水泥厂问题销号还缺什么？", ("公示",), ("验收：没有",)),
    ("桐陂区河口码头堆场问题什么时候销号的？", ("2024-05-20",), ()),
    ("桐陂区龙潭水库养殖场搬迁由哪些单位负责？", ("区农业农村局", "龙潭街道"), ()),
    ("桐陂区垃圾转运站渗滤液问题的整改标准是什么？", ("渗滤液全收集",), ()),
    ("桐陂区逾期未完成的任务有哪些？", ("垃圾转运站",), ("印染", "码头")),
    ("桐陂区印染园区问题销号条件还缺什么？", ("公示",), ()),
    ("芷溪县第9项还缺什么才能销号？", ("齐全",), ("老街",)),
    ("芷溪县餐饮油烟问题的整改时限？", ("长期坚持",), ()),
    ("芷溪县石灰窑复产的问题销号了没有，什么时间销的号？", (), ("2024年2月6日", "2023年1月6日销号")),
    ("老街片区污水直排这一项责任人是谁？", ("石工",), ()),
    ("湿地公园违建木屋拆除要求什么时候完成？", ("立行立改",), ()),
    ("塘垭村历史遗留矿渣问题是哪个单位牵头、哪个单位配合？", ("县自然资源局", "塘垭乡"), ("县水利局",)),
    ("芷溪县6月份要到期的整改任务是哪几项？", ("塘垭村",), ("砂场", "屠宰场")),
    ("芷溪县超期没有完成的问题是哪些？", ("老街",), ("矿渣", "砂场")),
    ("县城管局牵头的还没完成的问题有哪些？", ("餐饮油烟",), ("屠宰场",)),
    ("芷溪县哪些问题可以申请销号了？", ("石灰窑",), ("东塬", "砂场")),
    ("芷溪县青蒲河砂场问题的公示期是哪天到哪天？", ("2024年1月15日至1月21日",), ()),
    ("芷溪县第3项是什么问题？进展如何？", ("老街", "2.9公里"), ()),
    ("桐陂区自来水厂备用水源的完成时限？", ("2024年第三季度",), ()),
    ("桐陂区ZG-04由谁负责？", ("区农业农村局", "龙潭街道"), ("区城管局",)),
    ("桐陂区塑料作坊焚烧的整改举措有哪些？", ("取缔作坊9家",), ()),
    ("桐陂区河口码头问题的销号文号是多少？", ("桐整销〔2024〕4号",), ()),
    ("桐陂区哪些任务没有明确时限？", ("废旧塑料作坊",), ("自来水厂",)),
    ("桐陂区7月底前到期的任务有哪些？", ("龙潭水库",), ("码头", "印染")),
    ("桐陂区区水务局牵头的未完成任务？", ("备用水源",), ("渗滤液",)),
    ("芷溪县下月到期的有哪些？", ("没有",), ("塘垭村",)),
    ("芷溪县90天内到期的问题有哪些？", ("塘垭村",), ("屠宰场",)),
    ("芷溪县县水利局负责的问题有哪些？", ("砂场",), ("老街",)),
    ("芷溪县有几项逾期？", ("1",), ()),
    ("芷溪县第一轮中央督察台账里逾期的有哪些？", ("没有",), ("老街",)),
    ("芷溪县砂场问题完成了没有？", ("已销号",), ()),
    ("塘垭村矿渣清运进展怎么样？", ("2.2万吨",), ()),
    ("芷溪县台账里长期坚持的有哪些？", ("餐饮油烟",), ()),
    ("芷溪县的污水问题由谁牵头？", ("县住建局",), ()),
]
REFUSED: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    # rows that are not there, though others are much like them, and cells that nobody filled in
    ("芷溪县白鹭湖围网养殖问题何时销号？", (), ("2024年2月6日", "2024年")),
    ("芷溪县化工园区地下水污染由谁负责？", (), ("县工信局", "县水利局", "县生态环境分局")),
    ("桐陂区ZG-05的时限是什么？", (), ("2024-07-31", "2024-06-30")),
    ("芷溪县危险废物贮存台账问题的整改目标？", (), ("恶臭", "95%")),
    ("芷溪县第15项何时销号？", (), ("2024年2月6日",)),
    ("桐陂区电镀厂废水问题的整改措施是什么？", (), ("安装在线", "收集池", "取缔")),
    ("芷溪县南塬水泥厂粉尘问题由谁牵头？", (), ("县工信局",)),
    ("芷溪县青蒲河采石场问题何时销号？", (), ("2024年2月6日",)),
    ("芷溪县西塘村矿渣问题的整改措施是什么？", (), ("3.1万吨",)),
    ("芷溪县黑臭水体问题整改目标是什么？", (), ("95%", "恶臭浓度")),
    ("芷溪县县教育局牵头的未完成项有哪些？", (), ("老街", "油烟")),
    ("桐陂区垃圾填埋场渗滤液问题的时限？", (), ("2024-05-31",)),
    ("桐陂区ZG-17何时销号？", (), ("2024-05-20",)),
    ("芷溪县第十二项的责任人是谁？", (), ("方工", "罗工")),
    ("桐陂区第3项由谁牵头？", (), ()),
    ("芷溪县危险废物贮存台账不全问题什么时候销的号？", ("没有填写",), ("2024年",)),
    ("芷溪县屠宰场恶臭问题的责任人是谁？", ("没有填写",), ("方工",)),
]


@pytest.mark.parametrize(("question", "said", "unsaid"), ANSWERED)
def test_a_row_that_is_there_is_said_from_its_own_cells(question: str, said: tuple[str, ...], unsaid: tuple[str, ...]) -> None:
    given = office().ask(question)
    assert given.kind != "refused", given.text
    assert all(words in given.text for words in said), given.text
    assert not any(words in given.text for words in unsaid), given.text
    assert given.citations


@pytest.mark.parametrize(("question", "said", "unsaid"), REFUSED)
def test_what_is_not_there_is_refused_without_another_row(question: str, said: tuple[str, ...], unsaid: tuple[str, ...]) -> None:
    given = office().ask(question)
    assert given.kind == "refused", given.text
    assert all(words in given.text for words in said), given.text
    assert not any(words in given.text for words in unsaid), given.text


def test_an_answer_about_a_row_cites_that_row_only() -> None:
    given = office().ask("桐陂区河口码头堆场问题什么时候销号的？")
    (citation,) = given.citations
    assert citation.quote.startswith("任务编号：ZG-01") and citation.quote.endswith("2024-05-16公示")
    assert citation.cell is not None and citation.cell.row == 3


def test_a_refusal_names_what_is_called_much_the_same_and_says_nothing_of_it() -> None:
    given = office().ask("桐陂区垃圾填埋场渗滤液问题的时限？")
    assert "ZG-02“垃圾转运站渗滤液外溢”" in given.text and "2024-05-31" not in given.text


def test_a_list_is_counted_by_its_rows() -> None:
    given = office().ask("芷溪县6月份要到期的整改任务是哪几项？")
    assert [(figure.value, figure.unit, figure.formula) for figure in given.figures] == [(2, "项", "台账逐行计数=2")]
    assert [citation.quote.split("；")[0] for citation in given.citations][:2] == ["序号：3", "序号：4"]


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("受理编号X3WS202409050011由谁负责？", ("养鸡场粪污气味大", "县农业农村局"), ("县城管局",)),
        ("X3WS202409020007反映的是什么问题？", ("洗车场污水",), ("养鸡场",)),
        ("柏塘镇砖瓦厂冒黑烟办结了没有？", ("已办结",), ("阶段性",)),
        ("梧山县信访件逾期的有哪些？", ("有2件", "洗车场", "养鸡场", "尚未办结"), ("矿山",)),
        ("梧山县有几件信访件逾期？", ("有2件",), ("矿山",)),
        ("梧山县反馈问题逾期的有哪些？", ("有1项", "矿山边坡滑落", "未达到序时进度"), ("洗车场",)),
        ("梧山县哪些信访件还没有办结？", ("有2件", "洗车场", "养鸡场"), ("砖瓦厂", "矿山")),
        ("矿山边坡滑落由谁牵头？", ("县自然资源局、县林业局",), ()),
        ("洗浴中心噪声由谁负责？", ("没有找到“洗浴中心噪声”",), ("县城管局",)),
    ],
)
def test_an_awkward_ledger_is_read_row_by_row(question: str, said: tuple[str, ...], unsaid: tuple[str, ...]) -> None:
    given = awkward().ask(question)
    assert all(words in given.text for words in said), given.text
    assert not any(words in given.text for words in unsaid), given.text
