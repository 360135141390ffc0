"""What taking a folder of files in costs: cold, again without a change, and after one file has changed."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import Any

import psutil

from assistant.service import Assistant
from eval.memory import watched

CHANGE = "岫林县望棠沟尾矿库渗滤液导排"
"""Words that no other text has, by which search must find the changed one."""

Numbers = dict[str, Any]


class Clock:
    """Seconds on the wall and on the processors, of this process and of its workers, since it was made."""

    def __init__(self) -> None:
        self._wall, self._own, self._workers = time.perf_counter(), time.process_time(), _workers_cpu()

    def own(self) -> Numbers:
        """What has passed, without the workers: cheap enough to ask for each file."""
        return {"seconds": time.perf_counter() - self._wall, "own_cpu_seconds": time.process_time() - self._own}

    def numbers(self) -> Numbers:
        """What has passed."""
        return {**self.own(), "workers_cpu_seconds": _workers_cpu() - self._workers}


def _workers_cpu() -> float:
    """The processor seconds of the children that live and of those that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = ended.ru_utime + ended.ru_stime
    for child in psutil.Process().children(recursive=True):
        try:
            used = child.cpu_times()
        except psutil.Error:  # it has just ended
            continue
        total += used.user + used.system
    return total


def measure(folder: Path, home: Path, characters: int) -> Numbers:
    """Take a folder in, take it in again, change one of its files, each as a user would.

    Raises:
        RuntimeError: a file was refused, the second run changed something, or search does not find the changed text.
    """
    with watched() as peak:
        cold = _cold(folder, home, characters)
        with Assistant(home) as assistant:
            again, changed = _again(assistant, folder), _changed(assistant, folder)
    memory = {"peak_megabytes": peak.megabytes, "processes": peak.processes}
    return {"cold": cold, "again": again, "changed": changed, **memory, "sizes_megabytes": _sizes(home)}


def _cold(folder: Path, home: Path, characters: int) -> Numbers:
    """Everything is read, written and indexed; the last file is stored before the indexes are made."""
    counts = dict.fromkeys(("files", "facts", "passages"), 0)
    clock = Clock()
    stored: Numbers = {}
    with Assistant(home) as assistant:
        for result in assistant.ingest([folder]):
            if result.status == "refused":
                raise RuntimeError(f"{result.path}：{result.reason}")
            counts = {
                "files": counts["files"] + 1,
                "facts": counts["facts"] + result.facts,
                "passages": counts["passages"] + result.passages,
            }
            stored = clock.own()
        whole = clock.numbers()
    return {**counts, "characters": characters, "characters_per_second": characters / whole["seconds"], **whole, "until_stored": stored}


def _again(assistant: Assistant, folder: Path) -> Numbers:
    """The same files: nothing is read, nothing is written."""
    clock = Clock()
    statuses = {result.status for result in assistant.ingest([folder])}
    if statuses != {"unchanged"}:
        raise RuntimeError(f"第二次收入应当全部不变，实际：{'、'.join(sorted(statuses))}。")
    return clock.numbers()


def _changed(assistant: Assistant, folder: Path) -> Numbers:
    """One file changes while the program runs, as the page does: the seconds until search finds the new words."""
    path = next(path for path in sorted(folder.rglob("*.txt")))
    assistant.search(CHANGE)
    found = []
    for turn in range(3):
        path.write_text(f"{path.read_text('utf-8')}\n第{turn}次核查：{CHANGE}工程已完工。\n", "utf-8")
        clock = Clock()
        list(assistant.ingest([path]))
        hit = assistant.search(f"第{turn}次核查 {CHANGE}", k=1)[0]
        if f"第{turn}次核查" not in hit.passage.text:
            raise RuntimeError("改动后的内容没有被检索到。")
        found.append(clock.numbers())
    return {"first": found[0], "later": min(found[1:], key=lambda numbers: numbers["seconds"])}


def _sizes(home: Path) -> dict[str, float]:
    """The database with its log, the indexes, and everything."""
    files = {path: path.stat().st_size / 1e6 for path in home.rglob("*") if path.is_file()}
    index = sum(size for path, size in files.items() if path.is_relative_to(home / "index"))
    database = sum(size for path, size in files.items() if path.name.startswith("assistant.db"))
    return {"database": database, "index": index, "home": sum(files.values())}
