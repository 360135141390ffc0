"""`assistant ledger` over the ledger of the samples and a made-up one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.service import Assistant

pytestmark = pytest.mark.heavy

SAMPLE = SHIPPED_KNOWLEDGE / "samples" / "documents" / "望棠区整改台账.xlsx"
TEXT = """岫林县第三批信访件台账（截至2024年6月30日）

序号 | 受理编号 | 举报内容 | 承办单位 | 办理时限 | 办理状态
1 | X3YZ001 | 夜间施工噪声 | 县住建局 | 2024年6月10日 | 未办结
1 | X3YZ002 | 焚烧异味 | 县城管局 | 6月底前 | 已办结
3 | X3YZ003 | 河道倾倒 | 县水利局 | 接到交办后尽快 | 不知道
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledgers")
    (folder / "信访件台账.txt").write_text(TEXT, "utf-8")
    with Assistant(folder / "home") as assistant:
        results = list(assistant.ingest([SAMPLE, folder / "信访件台账.txt"]))
    assert [result.status for result in results] == ["added", "added"]
    return folder / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            main(["--home", str(home), "ledger", *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_ledger_is_counted_and_what_presses_is_said(run) -> None:
    code, out, _ = run(SAMPLE.name)
    assert code == 0
    assert "第二轮省级督察反馈问题共26项：达到序时进度10，已销号6，已完成未销号5，未达到序时进度3，超过序时进度1，尚未启动1。" in out
    assert "逾期1项，本月内到期0项，30日内到期0项" in out
    assert "具备销号条件0项，还缺材料5项；已销号而缺材料0项。" in out
    assert run("show", SAMPLE.name)[1] == out


def test_all_ledgers_are_listed_when_none_is_named(run) -> None:
    code, out, _ = run()
    assert code == 0
    assert SAMPLE.name in out
    assert "信访件台账.txt" in out


def test_lists_name_the_rows(run) -> None:
    _, out, _ = run(SAMPLE.name, "--overdue", "--as-of", "2024-09-01")
    assert "逾期2项：" in out
    assert "工作表“整改台账”第26行" in out
    _, out, _ = run(SAMPLE.name, "--ready")
    assert "公示：公示到2024年7月3日，还没有期满" in out


def test_json_says_the_same(run) -> None:
    (line,) = run(SAMPLE.name, "--json", "--days", "70")[1].splitlines()
    found = json.loads(line)
    assert (found["total"], found["closed"], found["day"], len(found["items"])) == (26, 6, "2024-06-30", 26)
    assert [found["items"][n]["number"] for n in found["overdue"]] == ["13"]
    assert [found["items"][n]["deadline"]["day"] for n in found["due_soon"]] == ["2024-08-31"]
    assert found["items"][8]["missing"] == [{"part": "公示", "remark": "没有填写", "cell": None}]


def test_wrong_rows_are_told_in_chinese(run) -> None:
    _, out, _ = run("信访件台账.txt")
    notes = [line for line in out.splitlines() if line.startswith("注意：")]
    assert len(notes) == 3
    assert "序号“1”与第1项重复" in notes[0]
    assert "读不出日期" in notes[1]
    assert "看不懂" in notes[2]
    assert "信访件共3项" in out


def test_an_export_is_written_and_taken_in_again(run, tmp_path: Path) -> None:
    path = tmp_path / "导出.xlsx"
    code, out, _ = run(SAMPLE.name, "--export", path)
    assert (code, path.exists()) == (0, True)
    assert "共26项" in out
    with Assistant(tmp_path / "other") as assistant:
        list(assistant.ingest([path]))
        (view,) = assistant.ledgers.views()
    assert (len(view.items), view.standing.closed, view.head.as_of) == (26, 6, "2024-06-30")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("没有.xlsx",), 1),
        ((SAMPLE.name, "--as-of", "2024-01-01"), 1),
        (("--as-of", "2024-02-31"), 1),
        ((SAMPLE.name, "--export", "x.csv"), 1),
        (("--export", "x.xlsx"), 2),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, arguments: tuple[str, ...], code: int) -> None:
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert err.strip().splitlines()[-1].rstrip(" │").endswith(("。", "。"))


def test_a_ledger_is_held_against_the_reports_of_its_place_and_day(run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "无从比对" in run("compare")[1]
    report = tmp_path / "望棠区.txt"
    report.write_text(
        "望棠区督察整改情况的报告\n截至2024年6月30日，第二轮省级督察反馈我区的26项问题中，已完成整改12项（其中销号6项）。\n",
        "utf-8",
    )
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([SAMPLE, report]))
    with pytest.raises(SystemExit):
        main(["--home", str(tmp_path / "home"), "ledger", "compare", SAMPLE.name])
    assert "2个数据一致，1个不一致" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--home", str(tmp_path / "home"), "ledger", "compare", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [(one["what"], one["agrees"]) for one in found["figures"]] == [("总数", True), ("完成", False), ("销号", True)]
    done = found["figures"][1]
    assert (done["ledger"]["value"], done["report"]["value"]) == (11, 12)
    assert done["ledger"]["place"].startswith("工作表") and "已完成整改12项" in done["report"]["quote"]
