"""`python tests/store/keep_home.py NAME REVISION`: keeps the home that an earlier program makes, as SQL, before its schema is history.

The program of that revision takes in an invented report and a ledger, and staff's part of what its tables can hold is put there with its
own commands; the database goes to tests/store/homes/NAME.sql, which test_upgrades.py opens with the program of today.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
HOMES = Path(__file__).with_name("homes")

REPORT = """青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告

一、整改进展情况
截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。督察期间交办信访件20件，已全部办结。

二、主要做法
压实整改责任。县委、县政府先后召开4次专题会议研究部署。
"""
LEDGER = """青禾县第二轮中央生态环境保护督察反馈问题整改台账（截至2023年6月30日）,,,,
序号,问题原文,牵头单位,整改时限,现状
1,石桥镇污水管网不完善,县住建局,2022年12月底,已完成整改
2,矿山修复滞后,县自然资源局,2023年3月底,正在推进
"""
PASSWORD = "kept-home-password"
TALK = """
import sys
from pathlib import Path
from assistant.service import Assistant
from assistant.remembering.conversation import Conversation, Turn
from assistant.store.candidates import Complaint
from assistant.types import Scope
with Assistant(Path(sys.argv[1])) as assistant:
    question = "青禾县还有多少个问题没有整改完成？"
    answer = assistant.ask(question)
    assistant.conversations.keep("某人", Conversation("0" * 32, (Turn(1, question, answer=answer),)))
    assistant.candidates.put(Complaint(question, (), Scope(), answer, "应为6个"))
"""


def main(name: str, revision: str) -> None:
    """Make and keep one home."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        packed = subprocess.run(
            ["git", "archive", revision, "assistant", "prompts", "knowledge"], cwd=ROOT, check=True, capture_output=True
        )
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(work, filter="data")
        (work / "青禾县.txt").write_text(REPORT, "utf-8")
        (work / "青禾县台账.csv").write_text(LEDGER, "utf-8")
        _fill(work)
        with sqlite3.connect(work / "home" / "assistant.db") as connection:
            dump = "\n".join(connection.iterdump())
    HOMES.mkdir(exist_ok=True)
    (HOMES / f"{name}.sql").write_text(dump.replace(folder, "/office") + "\n", "utf-8")


def _fill(work: Path) -> None:
    def run(*arguments: str, typed: str = "") -> str:
        environment = {**os.environ, "PYTHONPATH": str(work), "ASSISTANT_USER": "某人"}
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=work, env=environment, check=True, capture_output=True, text=True, input=typed).stdout

    def assistant(*arguments: str, typed: str = "") -> str:
        return run("-c", "from assistant.cli import main; main()", "--home", "home", *arguments, typed=typed)

    assistant("ingest", "青禾县.txt", "青禾县台账.csv")
    schema = int(run("-c", "from assistant.store.database import SCHEMA_VERSION; print(SCHEMA_VERSION)"))
    if schema >= 3:
        facts = json.loads(assistant("show", "青禾县.txt", "--json"))["facts"]
        done = next(fact["id"] for fact in facts if fact["metric"] == "完成")
        assistant("correct", "value", done, "10个", "--reason", "以台账为准")
        assistant("correct", "report", "青禾县.txt", "--as-of", "2023-07-01")
    if schema >= 4:
        assistant("ledger", "columns", "青禾县台账.csv", "--set", "现状=状态")
    if schema >= 5:
        assistant("draft", "整改落实情况报告", "--place", "青禾县", "--save")
    if schema >= 6:
        run("-c", TALK, "home")
    if schema >= 7:
        assistant("user", "add", "管某", "--role", "管理员", typed=f"{PASSWORD}\n")
        assistant("user", "add", "水某", "--role", "起草", "--group", "水组", typed=f"{PASSWORD}\n")
        assistant("user", "key", "add", "水某", "报表程序")
        assistant("visibility", "青禾县.txt", "--group", "水组")


if __name__ == "__main__":
    main(*sys.argv[1:])
