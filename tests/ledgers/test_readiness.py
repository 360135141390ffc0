"""What an item lacks before it can be struck off."""

from __future__ import annotations

from datetime import date

import pytest
from ledger_books import LEXICON, items_of, row

from assistant.ledgers.readiness import Readiness, readiness
from assistant.ledgers.roles import ledger_reading

WHOLE = {
    "整改目标": "排口达标",
    "整改措施": "改造管网3公里",
    "整改时限": "2024年5月底",
    "目前进展": "管网改造完成",
    "状态": "完成整改",
    "验收时间及单位": "2024年6月3日县级验收",
    "公示起止": "2024年6月5日至6月11日",
}
DAY = date(2024, 6, 30)


def of(**cells: object) -> Readiness:
    (item,) = items_of([row(1, "南坪河排口污水溢流", **(WHOLE | cells))])
    return readiness(item, ledger_reading(LEXICON), DAY)


def test_an_item_with_everything_is_ready_and_says_in_which_cells() -> None:
    found = of()
    assert found.ready
    assert found.publicity_ends == date(2024, 6, 11)
    cells = {
        part.name: (part.entry.column, part.entry.place.row, part.entry.place.column)
        for part in found.parts
        if part.entry and part.entry.place
    }
    assert cells == {
        "问题": ("问题原文", 3, 3),
        "目标": ("整改目标", 3, 5),
        "措施": ("整改措施", 3, 6),
        "完成情况": ("目前进展", 3, 10),
        "验收": ("验收时间及单位", 3, 12),
        "公示": ("公示起止", 3, 13),
    }


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({"整改目标": ""}, ["目标"]),
        ({"整改措施": "/"}, ["措施"]),
        ({"目前进展": "", "状态": "完成整改"}, []),
        ({"状态": "达到序时进度"}, ["完成情况"]),
        ({"状态": "基本完成"}, ["完成情况"]),
        ({"验收时间及单位": "未验收"}, ["验收"]),
        ({"验收时间及单位": "待市级验收"}, ["验收"]),
        ({"验收时间及单位": "计划2024年7月验收"}, ["验收"]),
        ({"验收时间及单位": "2024年7月15日县级验收"}, ["验收"]),
        ({"验收时间及单位": "县级验收通过"}, []),
        ({"公示起止": None}, ["公示"]),
        ({"公示起止": "否"}, ["公示"]),
        ({"公示起止": "2024年6月27日至7月3日"}, ["公示"]),
        ({"公示起止": "6月20日-6月26日"}, []),
        ({"公示起止": "已公示"}, []),
        ({"公示起止": "待公示", "整改目标": "无"}, ["目标", "公示"]),
    ],
)
def test_what_is_missing_is_named(cells: dict[str, object], missing: list[str]) -> None:
    found = of(**cells)
    assert [part.name for part in found.missing] == missing
    assert found.ready == (not missing)
    assert all(part.remark for part in found.missing)


def test_a_closed_item_is_not_ready_again_and_what_it_lacks_is_seen() -> None:
    whole, lacking = of(状态="已销号"), of(状态="已销号", 验收时间及单位="")
    assert (whole.ready, whole.closed_without) == (False, False)
    assert (lacking.ready, lacking.closed_without) == (False, True)
