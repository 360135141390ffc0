"""What a later ledger says otherwise, and the versions it is compared with."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_books import HEADER, TITLE, items_of, row, workbook_bytes

from assistant.errors import UsageError
from assistant.ledgers.changes import Change, What, changes
from assistant.ledgers.version import kept_items
from assistant.service import Assistant

Rows = list[list[object]]
FIRST: Rows = [
    row(1, "南坪河排口溢流", 牵头单位="县水利局", 整改时限="2024年6月底", 状态="达到序时进度", 目前进展="完成30%"),
    row(2, "石料厂扬尘扰民", 牵头单位="县住建局", 整改时限="2024年6月底", 状态="已销号"),
    row(3, "石檐乡垃圾堆积", 牵头单位="县城管局", 整改时限="2024年6月底", 状态="尚未启动"),
    row(4, "畜禽粪污直排，影响下游", 牵头单位="县农业农村局、县水利局", 整改时限="立行立改", 状态="完成整改"),
]


def of(before: Rows, after: Rows) -> list[Change]:
    return changes(kept_items(items_of(before)), kept_items(items_of(after)))


def told(found: list[Change]) -> list[tuple[str, What, str, str, str]]:
    return [(one.item.number, one.what, one.before, one.after, one.notable) for one in found]


def test_the_same_ledger_changes_nothing_also_when_its_rows_move_and_marks_differ() -> None:
    assert of(FIRST, FIRST) == []
    moved = [
        row(1, "畜禽粪污直排，影响下游。", 牵头单位="县水利局、县农业农村局", 整改时限="立行立改", 状态="完成整改"),
        *(row(n + 2, str(one[2]), **dict(zip(HEADER[3:], one[3:], strict=True))) for n, one in enumerate(FIRST[:3])),
    ]
    assert of(FIRST, moved) == []


def test_each_kind_of_change_is_told_with_what_to_mind() -> None:
    later: Rows = [
        row(1, "南坪河排口溢流", 牵头单位="县水利局", 整改时限="2024年9月底", 状态="完成整改", 目前进展="完成100%"),
        row(2, "石料厂扬尘扰民", 牵头单位="县生态环境分局", 整改时限="2024年6月底", 状态="完成整改"),
        row(4, "畜禽粪污直排，影响下游河道", 牵头单位="县农业农村局、县水利局", 整改时限="立行立改", 整改目标="达标", 状态="完成整改"),
        row(5, "油烟扰民", 牵头单位="县城管局", 整改时限="2024年12月底", 状态="尚未启动"),
    ]
    assert told(of(FIRST, later)) == [
        ("1", What.STATE, "达到序时进度", "已完成未销号", ""),
        ("1", What.DEADLINE, "2024年6月底", "2024年9月底", "时限推后"),
        ("1", What.PROGRESS, "完成30%", "完成100%", ""),
        ("2", What.STATE, "已销号", "已完成未销号", "状态退回"),
        ("2", What.UNIT, "县住建局", "县生态环境分局", ""),
        ("4", What.PROBLEM, "畜禽粪污直排，影响下游", "畜禽粪污直排，影响下游河道", ""),
        ("4", What.GOAL, "", "达标", ""),
        ("5", What.ADDED, "", "尚未启动", ""),
        ("3", What.GONE, "尚未启动", "", "此前没有销号"),
    ]


def test_a_number_given_to_another_problem_is_no_change_of_it() -> None:
    later = [row(1, "完全不同的饮用水水源问题", 状态="尚未启动"), *FIRST[1:]]
    assert [(one.what, one.item.problem) for one in of(FIRST, later)] == [
        (What.ADDED, "完全不同的饮用水水源问题"),
        (What.GONE, "南坪河排口溢流"),
    ]


def titled(day: str) -> str:
    return TITLE.replace("2024年6月30日", day)


@pytest.mark.heavy
def test_versions_of_a_path_and_of_a_series_are_kept_in_order(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    later = [FIRST[0], row(2, "石料厂扬尘扰民", 牵头单位="县住建局", 整改时限="2024年6月底", 状态="完成整改"), *FIRST[2:]]
    with Assistant(tmp_path / "home") as assistant:
        path.write_bytes(workbook_bytes(FIRST))
        list(assistant.ingest([path]))
        (only,) = assistant.ledgers.histories()
        assert (len(only.versions), only.changes) == (1, ())
        path.write_bytes(workbook_bytes(later, title=titled("2024年7月31日")))
        list(assistant.ingest([path]))
        (found,) = assistant.ledgers.histories("台账.xlsx")
        assert [(one.stored.as_of, one.closed) for one in found.versions] == [("2024-06-30", 1), ("2024-07-31", 0)]
        assert told(list(found.changes)) == [("2", What.STATE, "已销号", "已完成未销号", "状态退回")]

        other = tmp_path / "八月台账.xlsx"
        other.write_bytes(workbook_bytes(FIRST, title=titled("2024年8月31日")))
        stranger = tmp_path / "别县台账.xlsx"
        stranger.write_bytes(workbook_bytes(FIRST, title=titled("2024年8月31日").replace("岫林县", "望棠区")))
        list(assistant.ingest([other, stranger]))
        assistant.reindex()
        (found,) = assistant.ledgers.histories("八月台账.xlsx")
        assert [one.stored.as_of for one in found.versions] == ["2024-06-30", "2024-07-31", "2024-08-31"]
        assert [one.closed for one in found.versions] == [1, 0, 1]
        assert len(assistant.ledgers.histories("别县台账.xlsx")[0].versions) == 1

        (july,) = assistant.ledgers.views("八月台账.xlsx", "2024-08-15")
        assert (july.head.path, july.standing.closed) == (path.name, 0)
        assert [one.stored.as_of for one in assistant.ledgers.histories("八月台账.xlsx", "2024-07")[0].versions] == [
            "2024-06-30",
            "2024-07-31",
        ]
        june = "截至2024-06-30的一份已被后来的文件替换：当时共4项，完成2项，销号1项"
        with pytest.raises(UsageError, match=june):
            list(assistant.ledgers.views("八月台账.xlsx", "2024-07-01"))
        with pytest.raises(UsageError, match="也没有更早的版本"):
            list(assistant.ledgers.views("八月台账.xlsx", "2024-05"))


@pytest.mark.heavy
def test_a_ledger_too_long_for_its_cells_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant import readings

    monkeypatch.setattr(readings, "MOST_ROWS", 3)
    read = readings.read_file("台账.xlsx", workbook_bytes(FIRST), tmp_path, sample=False, classified_allowed=False)
    assert [notice for notice in read.outcome.notices if "超过3行" in notice] == [
        "台账有4行，超过3行，只按行统计和逐项查询，格子里的数字没有逐个提取。"
    ]
    monkeypatch.setattr(readings, "MOST_ROWS", 4)
    read = readings.read_file("台账.xlsx", workbook_bytes(FIRST), tmp_path, sample=False, classified_allowed=False)
    assert not read.outcome.notices


@pytest.mark.heavy
def test_what_staff_remove_is_gone_from_the_history_too(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with Assistant(tmp_path / "home") as assistant:
        path.write_bytes(workbook_bytes(FIRST))
        list(assistant.ingest([path]))
        path.write_bytes(workbook_bytes(FIRST[:3], title=titled("2024年7月31日")))
        list(assistant.ingest([path]))
        assistant.remove("台账.xlsx")
        with pytest.raises(UsageError, match="还没有台账"):
            assistant.ledgers.histories()
        list(assistant.ingest([path]))
        (found,) = assistant.ledgers.histories()
        assert len(found.versions) == 1


@pytest.mark.heavy
def test_names_of_private_persons_are_masked_before_they_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    told_by = row(1, "举报人欧阳某甲（电话13800005678）反映夜间施工噪声扰民", 牵头单位="县城管局", 状态="尚未启动")
    path.write_bytes(workbook_bytes([told_by, *FIRST[1:]]))
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([path]))
        (found,) = assistant.ledgers.histories()
    assert "13800005678" not in found.versions[0].items[0].problem
    assert "138****5678" in found.versions[0].items[0].problem
