"""`assistant migrate`: from SQLite and Chroma to PostgreSQL and pgvector, killed and cut off on the way."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.config import Settings
from assistant.errors import StoreError, UsageError
from assistant.service import Assistant
from assistant.types import Role, Scope

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from assistant.config import Settings
from assistant.search import moving
from assistant.service import Assistant
from assistant.store import transfer

transfer.AT_ONCE = moving.AT_ONCE = 3
with Assistant(settings=Settings.model_validate_json(sys.argv[1])) as assistant:
    for what, done, total in assistant.migrate():
        print(what, done, total, flush=True)
        if what == sys.argv[2] and done > total // 2:
            os.kill(os.getpid(), signal.SIGKILL)
"""


def steps_until_killed(settings: Settings, moving: str) -> list[list[str]]:
    """The steps of an attempt that dies in the middle of what it moves then."""
    command = [sys.executable, "-c", KILLED, settings.model_dump_json(), moving]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_library_moves_to_postgresql_through_a_kill(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = Settings(home=tmp_path / "home", workers=1)
    parts = "".join(f"（{n}）第{n}个乡镇管网工程总投资{n}00万元，由第{n}工程队施工，已完成验收。\n" * 3 for n in range(1, 12))
    (tmp_path / "岫林县报告.txt").write_text(f"岫林县督察整改报告\n\n截至2024年6月30日，反馈的12个问题已完成整改7个。\n{parts}", "utf-8")
    with Assistant(settings=small) as assistant:
        assert [one.status for one in assistant.ingest([tmp_path / "岫林县报告.txt"])] == ["added"]
        assistant.users.add("张三", "一个够长的密码123", Role.ADMINISTRATOR)
        before = assistant.status()
        found = [hit.passage for hit in assistant.search("第7工程队投资", k=3)]

    large = small.model_copy(update={"database": postgres, "engine": "pgvector"})
    with Assistant(settings=small), Assistant(settings=large) as assistant, pytest.raises(UsageError, match="停止网页服务"):
        list(assistant.migrate())
    killed = steps_until_killed(large, "资料库")
    (first, *_, last) = again = steps_until_killed(large, "向量")
    assert (first[0], first[2]) == ("资料库", killed[-1][2])
    assert int(first[1]) > 0, "what the killed attempt wrote is not written again"
    assert last[0] == "向量" and 0 < int(last[1]) < int(last[2])
    assert next(done for what, done, _ in again if what == "向量") == "0"
    with Assistant(settings=large) as assistant:
        attempt = assistant.migrate()
        assert next(attempt) == ("向量", int(last[1]), int(last[2])), "nor are the vectors of the second"
        attempt.close()
    monkeypatch.setenv("ASSISTANT_DATABASE", postgres)
    monkeypatch.setenv("ASSISTANT_ENGINE", "pgvector")
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(small.home), "migrate"])
    assert ended.value.code == 0
    assert "向量：已迁移" in capsys.readouterr().out

    with Assistant(settings=large) as assistant:
        after = assistant.status()
        same = ("files", "reports", "facts", "passages", "not_yet_searchable")
        assert {name: after[name] for name in same} == {name: before[name] for name in same}
        assert after["health"]["vector"] == after["health"]["keyword"] == "正常"
        assert [hit.passage for hit in assistant.search("第7工程队投资", k=3)] == found
        assert assistant.ask("岫林县完成整改多少个问题？", Scope()).figures[0].value == 7
        assert [one.name for one in assistant.users.every()] == ["张三"]
        assistant.users.add("李四", "另一个够长的密码123", Role.VIEWER)
        assert list(assistant.migrate()) == []
        with pytest.raises(StoreError, match="不是由“milvus”引擎建立"):
            list(assistant.migrate("milvus:http://127.0.0.1:19530"))
