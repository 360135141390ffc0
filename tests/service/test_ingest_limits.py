"""Reading runs in other processes: over a limit means one sentence and the next file, from a terminal, a thread or a script alike."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from service_documents import text, written

from assistant.config import Settings
from assistant.service import Assistant

pytestmark = pytest.mark.heavy


def test_a_file_over_the_time_limit_is_refused_and_the_rest_is_read(tmp_path):
    slow = tmp_path / "a慢.txt"
    lines = (f"第{n}项：截至2024年6月{n % 28 + 1}日，反馈问题{n}个，已完成整改{n // 2}个，投入资金{n * 3}万元。" for n in range(1, 50_000))
    slow.write_text("\n".join(lines), "utf-8")
    with Assistant(tmp_path / "home", Settings(read_seconds=4, workers=2)) as assistant:
        first, second = assistant.ingest([slow, written(tmp_path)])
    assert (first.status, second.status) == ("refused", "added")
    assert "超过4秒，已停止" in first.reason


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps this limit")
def test_a_file_over_the_memory_limit_is_refused_and_the_rest_is_read(tmp_path):
    large = tmp_path / "a大.txt"
    large.write_text("".join(f"第{n}项整改任务由县直部门{n * 7919}组织实施；" for n in range(80_000)), "utf-8")
    with Assistant(tmp_path / "home", Settings(read_megabytes=128, workers=1)) as assistant:
        first, second = assistant.ingest([large, written(tmp_path)])
    assert (first.status, second.status) == ("refused", "added")
    assert "内存超过128MB，已停止" in first.reason


def test_results_come_in_file_order_however_long_each_takes(tmp_path):
    paths = []
    for n in range(30):
        tail = "督察" * (4000 if n % 7 == 0 else 1) + str(n)
        paths.append(written(tmp_path, f"{n:02d}.txt", place=f"青{'一二三四五'[n % 5]}县", tail=tail))
    with Assistant(tmp_path / "home", Settings(workers=3)) as assistant:
        results = list(assistant.ingest([tmp_path]))
        assert [result.path for result in results if result.path.endswith(".txt")] == [str(path) for path in paths]
        assert {result.status for result in results if result.path.endswith(".txt")} == {"added"}


def test_two_threads_of_one_program_take_files_in_at_once(tmp_path):
    with Assistant(tmp_path / "home", Settings(workers=2)) as assistant:
        results = []

        def take(name):
            paths = [written(tmp_path / name, f"{n}.txt", place=f"{name}县", total=20 + n) for n in range(5)]
            results.extend(assistant.ingest(paths))

        threads = [threading.Thread(target=take, args=(name,)) for name in ("甲南", "乙南")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [result.status for result in results] == ["added"] * 10
        assert len(assistant.reports()) == 10
        assert assistant.status()["not_yet_searchable"] == 0


def test_a_generator_that_nobody_finishes_leaves_what_was_told_and_the_program_works(tmp_path):
    paths = [written(tmp_path, f"{n}.txt", total=20 + n) for n in range(8)]
    with Assistant(tmp_path / "home", Settings(workers=2)) as assistant:
        coming = assistant.ingest(paths)
        assert next(coming).status == "added"
        coming.close()
        kept = len(assistant.reports())  # a second file may have been taken in before the first one was told of
        assert 1 <= kept < len(paths)
        assert [result.status for result in assistant.ingest(paths)] == ["unchanged"] * kept + ["added"] * (len(paths) - kept)


def test_a_script_without_a_main_guard_can_take_files_in(tmp_path):
    path = written(tmp_path)
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom assistant.service import Assistant\n"
        f"with Assistant(Path({str(tmp_path / 'home')!r})) as assistant:\n"
        f"    print([one.status for one in assistant.ingest([Path({str(path)!r})])])\n",
        "utf-8",
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=root, env={"PYTHONPATH": root}, timeout=120)
    assert done.stdout == "['added']\n", done.stderr


def test_the_same_new_content_twice_in_one_run_is_stored_once(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        written(tmp_path, name)
    with Assistant(tmp_path / "home") as assistant:
        results = [one for one in assistant.ingest([tmp_path]) if one.path.endswith(".txt")]
        assert [(one.status, one.reason) for one in results] == [("added", ""), *[("unchanged", "与已入库的“a.txt”内容相同")] * 2]
        (tmp_path / "a.txt").write_text(text(done=10), "utf-8")
        assert [one.status for one in assistant.ingest([tmp_path]) if one.path.endswith(".txt")] == ["replaced", "unchanged", "unchanged"]
        assert len(assistant.reports()) == 2, "the copies still stand in the folder"
