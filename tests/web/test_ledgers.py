"""The 台账 tab over a real ledger: drawn, narrowed, its columns settled, written back to Excel; every failure one sentence."""

import re
import shutil

import openpyxl
import pytest
from office import THIRD_PARTY

from assistant.errors import UsageError
from assistant.service import Assistant

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]

HEAD = ("序号", "问题", "牵头单位", "整改时限", "整改状态", "办到哪步")
ROWS = (
    (1, "河道排口标识不全", "区水务局", "2024年3月底", "已销号", "已公示"),
    (2, "雨污分流改造滞后", "区住建局", "2024年5月底", "未达到序时进度", "正在施工"),
    (3, "油烟净化设施不正常", "区城管局", "2024年7月15日", "达到序时进度", "更换设备"),
    (4, "垃圾转运站渗滤液", "区城管局", "", "达到序时进度", "选址"),
)


def workbook(path, rows=ROWS):
    book = openpyxl.Workbook()
    book.active.append(["望棠区第二轮省级生态环境保护督察反馈问题整改台账（截至2024年6月30日）"])
    book.active.append(HEAD)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def tab():
    from assistant.web import ledgers

    return ledgers


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with the ledger in it; each test works on a copy, since reading starts processes of its own."""
    folder = tmp_path_factory.mktemp("ledger")
    with Assistant(folder / "home") as assistant:
        assert [one.status for one in assistant.ingest([workbook(folder / "望棠区台账.xlsx")])] == ["added"]
    return folder / "home"


@pytest.fixture
def service(home, tmp_path):
    with Assistant(shutil.copytree(home, tmp_path / "home")) as assistant:
        yield assistant


def problems(items: str) -> list[str]:
    return re.findall(r'data-label="事项">([^<\n]+)', items)


def test_the_ledger_is_drawn_with_its_counts_by_status_and_what_presses(service, tab):
    ((_, ledger),) = tab.offered(service)
    drawn, items, units, states = tab.look(service, tab.Look(ledger))
    assert "第二轮省级督察反馈问题共 4 项" in drawn
    assert re.search(r"<b>1</b>逾期", drawn)
    assert re.search(r"<b>1</b>没写时限或读不出", drawn)
    assert problems(items) == [row[1] for row in ROWS]
    assert "逾期30天" in items
    assert [value for _, value in units] == ["", "区住建局", "区城管局", "区水务局"]
    assert [value for _, value in states] == ["", "达到序时进度", "已销号", "未达到序时进度"]
    late, july = re.findall(r'<details class="month.*?</details>', drawn, re.S)
    assert "已逾期" in late and "2024年5月31日" in late and "雨污分流改造滞后" in late
    assert "2024年7月" in july and "15日" in july and "（区城管局）" in july


def test_another_day_another_overdue_list(service, tab):
    ((_, ledger),) = tab.offered(service)
    _, items, *_ = tab.look(service, tab.Look(ledger, "2024-08-01", "逾期"))
    assert problems(items) == ["雨污分流改造滞后", "油烟净化设施不正常"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"unit": "区城管局"}, ["油烟净化设施不正常", "垃圾转运站渗滤液"]),
        ({"state": "达到序时进度"}, ["油烟净化设施不正常", "垃圾转运站渗滤液"]),
        ({"words": "住建 雨污"}, ["雨污分流改造滞后"]),
        ({"which": "没写时限或读不出"}, ["垃圾转运站渗滤液"]),
        ({"which": "已销号而缺材料", "unit": "区城管局"}, []),
    ],
    ids=["unit", "status", "words", "list", "nothing"],
)
def test_items_are_narrowed(service, tab, wanted, expected):
    ((_, ledger),) = tab.offered(service)
    assert problems(tab.look(service, tab.Look(ledger, **wanted))[1]) == expected


def test_a_column_staff_name_is_read_so(service, tab):
    ((_, ledger),) = tab.offered(service)
    assert "没有认出" in re.search(r"办到哪步</td>.*?</tr>", tab.columns(service, ledger), re.S)[0]
    assert "已核定" in tab.settle(service, ledger, ["办到哪步=进展情况"], confirm=False)
    assert "人工核定" in re.search(r"办到哪步</td>.*?</tr>", tab.columns(service, ledger), re.S)[0]


def test_a_later_ledger_shows_the_earlier_one_and_what_changed(service, tab, tmp_path):
    later = [(*ROWS[0][:4], "已销号", "已公示"), (*ROWS[1][:4], "已完成整改", "完工"), *ROWS[2:]]
    said, taken = tab.take_in(service, str(workbook(tmp_path / "望棠区台账.xlsx", later)))
    assert "已导入" in said
    drawn, *_ = tab.look(service, tab.Look(taken))
    assert "历次台账" in drawn
    assert "雨污分流改造滞后" in drawn.split("最近一次改了什么")[1]


def test_the_exported_file_opens_and_holds_every_item(service, tab, tmp_path):
    ((_, ledger),) = tab.offered(service)
    path = tab.write(service, tmp_path, tab.Look(ledger))
    texts = {str(cell) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {row[1] for row in ROWS} <= texts


def test_without_a_ledger_the_tab_says_what_to_do(tab, tmp_path):
    with Assistant(tmp_path / "empty") as assistant:
        assert tab.offered(assistant) == []
        assert "还没有台账" in tab.look(assistant, tab.Look(None))[0]
        assert tab.columns(assistant, None) == ""
        assert "没有改动" in tab.settle(assistant, None, [], confirm=True)


def test_what_cannot_be_shown_settled_or_read_is_one_sentence(service, tab, tmp_path):
    ((_, ledger),) = tab.offered(service)
    assert "看不懂" in tab.look(service, tab.Look(ledger, "某天"))[0]
    assert "没有改动" in tab.settle(service, ledger, [], confirm=False)
    assert "没有“随便”这种列" in tab.settle(service, ledger, ["整改状态=随便"], confirm=False)
    broken = tmp_path / "坏台账.xlsx"
    broken.write_bytes(b"not a workbook")
    said, taken = tab.take_in(service, str(broken))
    assert taken == ""
    assert 'class="notice bad"' in said
    with pytest.raises(UsageError):
        tab.write(service, tmp_path, tab.Look(ledger, "某天"))


def test_a_ledger_is_shown_beside_the_reports_that_differ(tab, service, tmp_path):
    report = tmp_path / "望棠区报告.txt"
    report.write_text(
        "望棠区整改落实情况报告\n\n截至2024年6月30日，第二轮省级生态环境保护督察反馈的4项问题，已完成整改2项，达到序时进度2项。\n", "utf-8"
    )
    assert [one.status for one in service.ingest([report])] == ["added"]
    ledger = next(found for _, found in tab.offered(service))
    shown, *_ = tab.look(service, tab.Look(ledger))
    assert "1 个数据不一致" in shown
    assert "已完成整改2项" in shown
