"""What staff say, politely, clipped or as a heading, is read like the plain question; what is asked stays the same."""

from __future__ import annotations

import pytest
from answering_office import LEXICON

from assistant.answering.followup import rewritten
from assistant.answering.question import QuestionReader

READER = QuestionReader(LEXICON)
PAIRS = {
    "麻烦问下2023年岫林县罚款多少呀": "2023年岫林县罚款多少",
    "岫林县约谈了几人次来着，2023年的": "2023年岫林县约谈了几人次？",
    "岫林县罚款多少？我要的是2022年的数。": "2022年岫林县罚款多少？",
    "领导讲话要用，岫林县反馈问题总数": "岫林县反馈问题总数是多少？",
    "以2023年6月30日为准，岫林县反馈问题完成了几个？": "截至2023年6月30日，岫林县反馈问题完成了几个？",
    "岫林县第二轮省级督察2023年6月30日问题完成几项": "截至2023年6月30日，岫林县第二轮省级督察反馈的问题完成几项",
    "第二轮省级督察转岫林县的信访件办结几件": "第二轮省级督察交办岫林县的信访件办结几件",
    "岫林县信访件办结的占百分之几": "岫林县信访件办结率是多少",
    "岫林县信访件水污染加油烟几件？": "岫林县信访件水污染和油烟一共几件？",
    "岫林县信访件都办结了没？": "岫林县信访件都办结了吗？",
    "岫林县反馈问题完成整改12个，这个数对不对？": "岫林县反馈问题完成整改12个，对吗？",
    "材料里写岫林县2023年罚款12万，没错吧？": "岫林县2023年罚款12万元，对吗？",
    "岫林县2023年跟2022年比，罚款金额变化多大": "岫林县2023年的罚款金额比2022年多多少",
    "石檐镇矿山修复要求在哪年哪月之前整改完成？": "石檐镇矿山修复整改时限是什么时候？",
    "岫林县整改调度是隔多久搞一回？": "岫林县整改多久调度一次？",
    "岫林县信访件还欠多少没办结": "岫林县信访件还有多少没办结",
    "岫林县第二轮省级督察还欠几个？": "岫林县第二轮省级督察没完成的有几个？",
    "岫林县反馈问题交卷几个了": "岫林县反馈问题完成几个了",
    "岫林县信访件没彻底办结的几件？": "岫林县信访件没有办结的几件？",
    "岫林县信访件办结率多少？（2023年6月30日的数）": "截至2023年6月30日，岫林县信访件办结率多少？",
    "我在整理岫林县的年度数据，2023年罚款多少": "岫林县2023年罚款多少",
    "石檐镇矿山修复咋个就慢下来了": "石檐镇矿山修复滞后原因是什么",
    "石檐镇矿山修复估计哪阵子能改好": "石檐镇矿山修复预计什么时候完成",
    "岫林县整改好久调度一回": "岫林县整改多久调度一次",
    "岫林县第3批连同以前各批，信访件有多少件？": "岫林县到第3批累计信访件有多少件？",
    "岫林县污水主干管铺好的比全长少几公里": "岫林县污水主干管还有多少公里没铺设？",
    "第二轮省级督察各家还剩几个没改完": "第二轮省级督察各地还剩几个没改完",
    "岫林县反馈问题2022年12月20日到2023年6月30日又改完几个": "岫林县反馈问题从2022年12月20日到2023年6月30日新完成了几个",
}
PLAIN = (
    "我市还有多少个问题没完成？",
    "岫林县查处了多少件案件？",
    "岫林县有多少个反馈问题达到了序时进度？",
    "岫林县信访件还有几件没有全部办结？",
    "岫林县前十一批一共交办多少件信访件？",
    "岫林县同比增加多少件？",
)
"""Questions that are plain already and stay as they are."""


@pytest.mark.parametrize(("said", "meant"), PAIRS.items())
def test_a_spoken_question_is_read_as_the_plain_one(said, meant):
    assert READER.normal(said) == meant


@pytest.mark.parametrize("plain", [*PLAIN, *PAIRS.values()])
def test_a_plain_question_stays_as_it_is(plain):
    assert READER.normal(plain) == plain


@pytest.mark.parametrize(
    ("previous", "fragment", "whole"),
    [
        ("岫林县2023年罚款多少", "上一年呢？", "岫林县2022年罚款多少"),
        ("岫林县信访件按污染类型分，水污染几件？", "那油烟有多少件？", "岫林县信访件按污染类型分，油烟几件？"),
        ("岫林县督察反馈的问题改完几个了？", "那信访件办结几件？", "岫林县督察信访件办结几件了？"),
    ],
)
def test_a_fragment_takes_over_what_it_leaves_out(previous, fragment, whole):
    assert rewritten(READER.normal(fragment), previous, ["岫林县"], ["岫林县"], LEXICON) == whole


def test_settled_by_now_is_not_being_handled():
    assert READER.read("岫林县信访件现在办结多少了？").metrics == ("办结",)
