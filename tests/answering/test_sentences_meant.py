"""Which sentence a question means: replies, parts that share a topic, what is asked to be told, notes beside a list, coinages."""

from __future__ import annotations

import pytest
from answering_office import office_of

TALK = """漆原市整改办负责人答记者问
漆原市督察整改办公室 2025年6月20日
记者：夜间渣土车噪声大家反映最多，怎么管？
林岚：一是把通行证缩到晚上九点，二是在三个路口装上声呐抓拍。
记者：听说投诉里一半都是重复的？
林岚：重复投诉一共19件，占一成五。
"""
MEETING = """岚塘县督察整改推进会会议纪要
2025年3月5日，县委、县政府召开推进会，议定事项如下。
一、关于网箱养殖清退。由县农业农村局牵头，沿江三个镇配合，5月底前清退完毕。
二、关于砂石堆场整治。保留的九家堆场由县交通局牵头，县水利局、海事处配合，挡墙和喷淋一并建好。
三、关于老城区管网改造。老城区管网改造原定今年8月底完工，目前还差两条街。这两条街要等文物部门答复，建议调到2026年5月底。
四、关于矿坑治理。一个是石垱铁矿坑。设计改了两回。这件事由副县长顾临包案，县城投公司配合。
"""
TABLE = """沅芷区生态环境问题整改台账（截至2025年7月31日）
填表说明：信访件另册登记，本表不含。
序号｜来源｜问题简称｜牵头单位｜整改时限｜状态｜备注
1｜中央第二轮｜沙洲河污水直排｜区水务局｜2024年12月底｜完成销号｜已公示
2｜中央第二轮｜船厂打磨粉尘｜区经信局｜2025年12月底｜达到序时进度｜装棚两座
3｜省级第三轮｜泥浆偷倒｜区住建局｜2025年6月底｜完成整改｜待市级复核
4｜省级第三轮｜散货堆场扬尘｜区港航中心｜2025年6月底｜未达到序时进度｜缺料仓两座
5｜省级第三轮｜水产加工废水超标｜区经信局｜2025年12月底｜达到序时进度｜提标七家
备注补充：（1）第4项已申请延期，市里尚未批复；（2）第3项由副区长莫岑改为副区长宁澜包案。
"""
METHODS = """澧门市黑臭水体治理情况
澧门市水务局 2024年11月1日
我市坚持“四洗”并举。“洗楼”查清两万栋房屋，“洗井”“洗管”排查管道三百公里，“洗河”清走淤泥九万吨。
治理按“清单制+责任制+销号制”推进，逐条验收。
列入名单的黑臭水体11条，其中10条完成治理，西渠1条还在截污。花桥镇投诉5件，柳湾镇投诉9件。
"""

CHECKED = """澧门市督察交办件复查情况通报
澧门市督察整改办公室 2024年3月1日
全市接收督察组转来的交办件1925件，其中属实1692件，不属实233件。
市局逐县复查，现场抽查点位115个，发现环境问题88个。
近两年关闭露天矿山41个，完成修复治理面积5.6万亩。
"""


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        pytest.param("澧门市逐县复查的时候，现场抽了多少个点，又冒出来多少个环境问题？", ["115个", "88个"], id="in other words"),
        pytest.param("澧门市那篇讲露天矿的，关了多少个矿、治理修复了多少亩？", ["41个", "5.6万亩"], id="one found, one beside it"),
    ],
)
def test_figures_asked_for_together_are_told_by_one_sentence(question, leads):
    given = office_of(CHECKED).ask(question)
    assert [line.split("。")[0] for line in given.text.splitlines()][:2] == leads


def test_a_year_that_no_sentence_tells_is_no_year_of_the_nearest_one():
    assert office_of(CHECKED).ask("澧门市2022年现场抽查点位多少个，发现环境问题多少个？").kind == "refused"


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        pytest.param(TALK, "漆原市夜间渣土车噪声采取了哪些办法？", ["通行证", "声呐抓拍"], id="the reply, not the question"),
        pytest.param(TALK, "漆原市投诉有一半是重复的，是吧？", ["19件"], id="a reply to a doubt"),
        pytest.param(MEETING, "岚塘县砂石堆场整治谁牵头，谁配合？", ["县交通局牵头", "海事处配合"], id="two roles of one matter"),
        pytest.param(
            MEETING, "岚塘县老城区管网改造想调到什么时候？原来定的是几月", ["2026年5月底", "今年8月底"], id="a day then and a day now"
        ),
        pytest.param(MEETING, "岚塘县石垱铁矿坑这件事谁包案的？谁配合", ["顾临", "城投公司"], id="the paragraph names the matter"),
        pytest.param(TABLE, "沅芷区散货堆场扬尘那项的延期市里批了吗？", ["尚未批复"], id="a note on an item by its number"),
        pytest.param(TABLE, "沅芷区泥浆偷倒那个问题现在是哪位区领导包案", ["宁澜"], id="a note holds what the row does not"),
        pytest.param(
            TABLE, "沅芷区台账里时限是2025年12月底的是哪几项？", ["船厂打磨粉尘", "水产加工废水超标", "2项"], id="items by deadline"
        ),
        pytest.param(TABLE, "沅芷区台账上活干完了但还没销号的是哪几个问题？", ["泥浆偷倒", "1项"], id="done and not closed"),
        pytest.param(METHODS, "澧门市治水讲的“四洗”到底是洗哪四样？", ["洗楼", "洗井", "洗管", "洗河"], id="a coinage told apart"),
        pytest.param(METHODS, "澧门市推进治理靠的“三个制”具体指哪三个？", ["清单制", "责任制", "销号制"], id="a coinage told in a row"),
    ],
)
def test_the_sentence_that_tells_what_is_asked(text, question, told):
    given = office_of(text).ask(question)
    assert given.kind != "refused"
    assert [one for one in told if one not in given.text] == []


def test_a_supposed_number_is_checked_by_the_figure_told():
    given = office_of(METHODS).ask("澧门市花桥镇投诉有9件，怎么这么多？")
    assert given.text.startswith("不对。5件")


def test_what_is_not_said_to_be_done_affirms_nothing():
    assert not office_of(METHODS).ask("澧门市11条黑臭水体都治理完了，对吧？").text.startswith("对")


def test_each_inspection_of_a_table_of_full_width_bars_is_a_list():
    office = office_of(TABLE)
    assert office.ask("沅芷区第三轮省级督察反馈问题一共多少个？").text.startswith("3")
    assert office.ask("沅芷区信访件办结了多少件？").kind == "refused"
