"""Documents about one item: a ledger row that is asked for or that lags, or an item that a report calls late."""

from __future__ import annotations

import pytest
from drafting_library import MemoryLibrary

from assistant.drafting.compose import compose
from assistant.errors import UsageError
from assistant.types import Draft, Scope

LEDGER = """青峦市第二轮中央生态环境保护督察反馈问题整改台账（截至2022年6月30日）
序号 | 问题 | 整改目标 | 整改措施 | 牵头单位 | 整改时限 | 目前进展 | 状态 | 验收时间 | 公示起止
1 | 沿河有污水直排口 | 全部封堵 | 封堵23处 | 市水务局 | 2022年5月31日 | 23处封堵 | 完成整改 | 2022年6月8日 | 2022年6月10日至6月16日
2 | 砖瓦窑粉尘扰民 | 粉尘达标排放 | 改造4座 | 市工业和信息化局 | 2022年6月20日 | 完成改造1座 | 未达到序时进度 | 未验收 | 未公示
3 | 尾矿库渗滤液外溢 | 全收集 | 新建收集池2座 | 市应急管理局 | 2022年12月31日 | 完成1座 | 达到序时进度 | 未验收 | 未公示
"""
LATE = """青峦市第二轮中央生态环境保护督察整改落实情况的报告
截至2022年9月30日，反馈的24项问题中，已完成整改20项，达到序时进度3项，未达到序时进度1项。
一、整改进展
进展迟缓的1项为砖瓦窑粉尘治理，责任单位为市工业和信息化局，整改时限为2022年6月底，因设备到货推迟，仅完成改造2座。
青峦市人民政府
2022年10月8日
"""


def drafted(genre: str, *texts: str, item: str | None = None, as_of: str | None = None) -> Draft:
    return compose(genre, MemoryLibrary(*texts), Scope(place="青峦市", item=item, as_of=as_of))


def body(draft: Draft) -> str:
    return "\n".join(section.text for section in draft.sections)


def test_an_item_done_but_not_struck_off_is_published() -> None:
    draft = drafted("整改销号公示", LEDGER)
    text = body(draft)
    assert "“沿河有污水直排口”" in draft.title
    assert "牵头单位：市水务局。" in text
    assert "已完成整改。23处封堵。验收情况：2022年6月8日。" in text
    assert "公示期为2022年6月10日至6月16日。" in text
    assert "砖瓦窑" not in text
    assert [check for check in draft.checks if not check.passed] == []
    assert any(check.name == "照用原句：事项" and "第1项" in check.detail for check in draft.checks)


def test_an_item_that_is_not_done_is_not_published() -> None:
    with pytest.raises(UsageError, match="还没有完成整改，不能起草销号材料"):
        drafted("整改销号公示", LEDGER, item="2")
    with pytest.raises(UsageError, match="还没有完成整改"):
        drafted("整改任务销号评估报告", LEDGER, item="尾矿库")


def test_the_letter_goes_to_the_unit_whose_item_lags() -> None:
    draft = drafted("督办函", LEDGER)
    assert draft.addressee == "市工业和信息化局："
    assert "“砖瓦窑粉尘扰民”" in draft.title
    assert "整改时限为2022年6月20日" in body(draft)
    assert "目前情况为：完成改造1座。" in body(draft)
    assert "反馈时限，建议向整改办核实" in draft.gaps


def test_a_later_report_tells_how_far_the_item_is() -> None:
    draft = drafted("督办函", LEDGER, LATE)
    assert draft.addressee == "市工业和信息化局："
    assert "目前情况为：因设备到货推迟，仅完成改造2座。" in body(draft)
    assert "完成改造1座" not in body(draft)
    earlier = drafted("督办函", LEDGER, LATE, as_of="2022-06-30")
    assert "完成改造1座" in body(earlier)


def test_an_item_is_named_by_words_and_must_be_one() -> None:
    assert "“尾矿库渗滤液外溢”" in drafted("督办函", LEDGER, item="尾矿库").title
    assert "“尾矿库渗滤液外溢”" in drafted("督办函", LEDGER, item="第3项").title
    with pytest.raises(UsageError, match="没有“铸造厂”这个事项"):
        drafted("督办函", LEDGER, item="铸造厂")
    with pytest.raises(UsageError, match="对得上2个事项"):
        drafted("督办函", LEDGER.replace("尾矿库渗滤液外溢", "砖瓦窑噪声扰民"), item="砖瓦窑")
    with pytest.raises(UsageError, match="不是写单个事项的文种"):
        drafted("简报", LEDGER, item="1")


def test_a_plan_lists_the_items_of_the_ledger() -> None:
    text = body(drafted("整改方案", LEDGER))
    assert "| 2 | 砖瓦窑粉尘扰民 | 粉尘达标排放 | 改造4座 | 市工业和信息化局 | 2022年6月20日 |" in text
    assert text.count("\n| ") >= 4
