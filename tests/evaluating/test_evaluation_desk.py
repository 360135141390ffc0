"""The evaluation as the page starts it: cases kept whole or not at all, runs compared, what was judged kept through a kill."""

import os
import signal
import subprocess
import sys
import time

import pytest

from assistant.errors import UsageError
from assistant.evaluating import instrument
from assistant.evaluating.desk import EvaluationDesk
from assistant.evaluating.told import OWN
from assistant.service import Assistant
from assistant.types import ReportHead

REPORT = """云岭市关于中央生态环境保护督察反馈问题整改情况的报告

一、总体情况
截至2024年11月30日，中央生态环境保护督察反馈我市的36个问题，已完成整改25个，达到序时进度9个，其余2个正在抓紧推进。
"""
RIGHT = {"编号": "云岭1", "类型": "数量", "问题": "云岭市还有多少个问题没有整改完成？", "正确数字": "11个"}
WRONG = {"编号": "云岭2", "类型": "数量", "问题": "云岭市完成整改多少个？", "正确数字": "24个"}


@pytest.fixture
def desk(tmp_path):
    found = EvaluationDesk(tmp_path / "home")
    yield found
    found.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A home with one report and two cases, one of which fails."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "云岭市整改报告.txt").write_text(REPORT, "utf-8")
    with Assistant(folder / "home") as service:
        assert [one.status for one in service.ingest([folder / "云岭市整改报告.txt"])] == ["added"]
        service.evaluation.put([RIGHT, WRONG], service.reports())
        yield service


def evaluated(desk: EvaluationDesk) -> str:
    """Run the office's cases to their end; the name of the run."""
    desk.start(OWN)
    until = time.monotonic() + 120
    while (now := desk.progress()).under_way and time.monotonic() < until:
        time.sleep(0.05)
    assert not now.fault
    return desk.runs(OWN)[0][0]


def test_a_case_that_cannot_be_one_is_refused_with_its_fault_and_nothing_is_written(desk, tmp_path):
    with pytest.raises(UsageError, match="「正确数字」“许多”"):
        desk.put([{**RIGHT, "正确数字": "许多"}], [])
    assert not (tmp_path / "home" / "knowledge" / "evaluation" / "cases.jsonl").exists()


def test_cases_are_added_changed_renamed_taken_out_and_come_back_from_excel(desk, tmp_path):
    heads = [ReportHead("ab" * 8 + "-1", "报告", "报告", None, None, "云岭市整改报告.txt")]
    desk.put([{**RIGHT, "依据": "云岭市整改报告.txt｜已完成整改25个"}, WRONG], heads)
    assert desk.cases()[0]["标注所据版本"] == f"云岭市整改报告.txt｜{'ab' * 8}"
    with pytest.raises(UsageError, match="云岭2 已经有题用了"):
        desk.put([{**RIGHT, "编号": "云岭2"}], heads)
    desk.put([{**RIGHT, "编号": "云岭3"}], heads, ["云岭1"])
    assert [row["编号"] for row in desk.cases()] == ["云岭2", "云岭3"]
    desk.write(tmp_path / "题目.xlsx")
    desk.drop("云岭3")
    taken = desk.take_in(tmp_path / "题目.xlsx")
    assert (taken.added, taken.replaced) == (1, 1)
    assert [row["编号"] for row in desk.cases()] == ["云岭2", "云岭3"]


def test_a_run_tells_its_rates_and_the_next_one_what_was_gained(office):
    desk = office.evaluation
    first = evaluated(desk)
    shown = desk.told(OWN, first)
    whole, kinds = shown.sets[0]
    assert (whole.name, whole.passed, whole.total, [kind.name for kind in kinds]) == ("本单位的题", 1, 2, ["数量"])
    assert not shown.compared
    assert "24" in shown.failed[0].why
    assert "25个" in "".join(text for text, _ in shown.failed[0].now.pieces)
    assert any("36个问题" in quote.text for quote in shown.failed[0].now.quotes)
    desk.put([{**WRONG, "正确数字": "25个"}], office.reports(), ["云岭2"])
    time.sleep(1.0 - time.time() % 1)  # a run is named by its second
    second = evaluated(desk)
    shown = desk.told(OWN, second, first)
    assert [(label, [case.id for case in cases]) for label, cases in shown.moved] == [("变好", ["云岭2"])]
    assert shown.moved[0][1][0].note == "题目或标准答案已改"
    assert shown.sets[0][0].gained == 1
    assert len(shown.trends[0].dots) == 2
    with pytest.raises(UsageError, match="已经不在"):
        desk.told(OWN, "20200101-000000")
    with pytest.raises(UsageError, match="已经不在"):
        desk.told(OWN, "../cases")


def test_without_cases_without_the_instrument_or_twice_at_a_time_a_sentence_says_so(desk, monkeypatch):
    desk.start(OWN)
    with pytest.raises(UsageError, match="已经有一次评测"):
        desk.start(OWN)
    while desk.progress().under_way:
        time.sleep(0.05)
    assert desk.progress().fault.startswith("本单位还没有题")
    assert desk.runs(OWN) == []
    monkeypatch.setattr(instrument, "find_spec", lambda name: None)
    assert not desk.available
    with pytest.raises(UsageError, match="没有安装评测程序"):
        desk.start(OWN)


def test_a_stopped_run_leaves_no_result_and_says_so(office, tmp_path):
    desk = EvaluationDesk(office.home)
    before = desk.runs(OWN)
    desk.start(OWN)
    desk.stop()
    while desk.progress().under_way:
        time.sleep(0.02)
    assert desk.progress().fault == "已停止，评过的题下次不用再评。"
    assert desk.runs(OWN) == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_kill_during_an_evaluation_leaves_cases_and_runs_whole_and_no_process(office):
    before = office.evaluation.runs(OWN), office.evaluation.cases()
    told = "import sys, time; from pathlib import Path; from assistant.evaluating.desk import EvaluationDesk as Desk\n"
    told += "desk = Desk(Path(sys.argv[1])); desk.start('own'); print(desk._running._asked._process.pid, flush=True); time.sleep(60)"
    page = subprocess.Popen([sys.executable, "-c", told, str(office.home)], stdout=subprocess.PIPE, text=True)
    child = int(page.stdout.readline())
    page.kill()
    page.wait()
    page.stdout.close()
    until = time.monotonic() + 20
    while alive(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(child)
    assert (office.evaluation.runs(OWN), office.evaluation.cases()) == before
    evaluated(office.evaluation)


def alive(process: int) -> bool:
    """Whether a process is there and no corpse that nobody has taken note of yet."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="utf-8") as state:  # noqa: PTH123
        return state.read().rsplit(")", 1)[1].split()[0] != "Z"
