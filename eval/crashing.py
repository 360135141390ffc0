"""Proof `crash`: killed while it takes in, removes or reindexes, a library loses nothing it had acknowledged and serves again at once."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from assistant.config import Settings
from assistant.search.hybrid import SearchIndex
from assistant.search.legs import Legs
from assistant.service import Assistant
from eval.proof import Proof
from eval.steps import Steps

KILLS, EACH = 200, 10
"""So many kills in each home."""
SEED = 20_261_122
MOST_LINES, LONGEST_SECONDS = 12, 1.5
"""A kill comes after so many lines of the process at most, and then within so long."""
SERVING_SECONDS = 5.0
"""How soon a process that is started afterwards has found a passage and answered a question, its own start counted."""
SERVED = f"serving again within {SERVING_SECONDS:g} s"
_PLACES = "岚磬鸣棠岫澜浔溆珩琤砚筠翎舸荻莳菘葭蔺蘅蜓谡豳赭跬邡郗鄞酃醴"
Kept = dict[str, int]
"""File name -> the version that was acknowledged; 0 when it is gone."""


class Left(NamedTuple):
    """What a killed process had said."""

    kept: Kept
    under_way: dict[str, int]
    """The change that was not acknowledged: file name -> the version it would have had."""
    doing: str


def prove() -> Proof:
    """200 kills in 20 homes."""
    steps = Steps("crash")
    rows = [steps.once(f"home {n}", lambda n=n: measure(EACH, SEED + n)) for n in range(KILLS // EACH)]  # type: ignore[misc]
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row["counts"])
    faults = [fault for row in rows for fault in row["faults"]]
    steps.finish()
    seconds = sorted(one for row in rows for one in row["seconds"])
    untouched = max(row["untouched seconds"] for row in rows)
    served = {"serving again, seconds": {"median": median(seconds), "slowest": seconds[-1], "slowest untouched library": untouched}}
    holds = not faults and counts["kills"] == counts[SERVED] == KILLS
    return Proof(holds, {**dict(sorted(counts.items())), **served, "faults": faults[:40]})


def measure(kills: int, seed: int) -> dict[str, Any]:
    """So many kills in one home, one after the other."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    seconds: list[float] = []
    kept: Kept = {}
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for number in range(kills):
            left = _killed(folder, chance, kept)
            state = _looked_at(folder, {file: version for file, version in left.kept.items() if file not in left.under_way})
            counts.update({"kills": 1, f"while: {left.doing}": 1, "reports acknowledged": sum(map(bool, left.kept.values()))})
            counts[SERVED] += state["serving"] and state["clock"] <= SERVING_SECONDS
            seconds.append(state["clock"])
            faults += [f"seed {seed}, kill {number}, {left.doing}: {fault}" for fault in _faults(left, state)]
            kept = {file: state["held"].get(file, 0) for file in {*left.kept, *left.under_way}}
        untouched = _looked_at(folder, kept)
    return {"counts": counts, "faults": faults, "seconds": seconds, "untouched seconds": untouched["clock"]}


def _killed(folder: Path, chance: random.Random, kept: Kept) -> Left:
    """Let a process change the library for a moment, then kill it."""
    given = json.dumps({"folder": str(folder), "seed": chance.random(), "kept": kept})
    process = subprocess.Popen([sys.executable, "-m", "eval.crashing", "work", given], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(chance.randint(1, MOST_LINES))]
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    process.kill()
    said += process.communicate()[0].splitlines()
    lines = [json.loads(line) for line in said if line.rstrip().endswith("}")]
    kept, doing, under_way = dict(kept), "", dict[str, int]()
    for line in lines:
        if line["said"] == "begins":
            doing, under_way = line["doing"], line["files"]
        else:
            kept |= line["files"]
            under_way = {} if doing == "remove" else {file: version for file, version in under_way.items() if file not in line["files"]}
    return Left(kept, under_way, doing)


def _looked_at(folder: Path, kept: Kept) -> dict[str, Any]:
    """How long until a fresh process has answered, and what it found the home to be."""
    as_left = folder / "as left"
    shutil.rmtree(as_left, ignore_errors=True)
    if (folder / "home" / "index").is_dir():
        shutil.copytree(folder / "home" / "index", as_left)
    sought = next((file for file, version in reversed(kept.items()) if version), "")
    command = [sys.executable, "-m", "eval.crashing", "look", str(folder), sought]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline()]
    took = time.perf_counter() - began
    told += process.communicate()[0].splitlines()
    dead = {"held": {}, "serving": False, "dead": True}
    return {"clock": took, **({**json.loads(told[0]), **json.loads(told[1])} if process.returncode == 0 else dead)}


def _faults(left: Left, state: dict[str, Any]) -> list[str]:
    """What should not be."""
    held: Kept = state["held"]
    faults = [name for name, is_so in state.items() if name in ("dead", "damaged", "mixed", "behind", "untrue") and is_so]
    if not state["serving"]:
        faults.append("not serving")
    for file, version in left.kept.items():
        if held.get(file, 0) not in (version, left.under_way.get(file, version)):
            faults.append(f"{file}: {held.get(file, 0)} where {version} was acknowledged")
    return faults


# --- in the process that is killed ----------------------------------------------------------------------------------------------


def work(given: dict[str, Any]) -> None:
    """Change the library without end."""
    chance, folder, kept = random.Random(given["seed"]), Path(given["folder"]), dict(given["kept"])
    with Assistant(settings=Settings(home=folder / "home", workers=1)) as assistant:
        while True:
            there = [file for file, version in kept.items() if version]
            doing = chance.choice(("ingest", "ingest", "replace", "remove", "reindex")) if len(there) > 2 else "ingest"
            if doing == "reindex":
                _say("begins", doing, {})
                assistant.reindex()
                _say("done", doing, {})
            elif doing == "remove":
                file = chance.choice(there)
                _say("begins", doing, {file: 0})
                assistant.remove(file)
                _say("done", doing, {file: 0})
                kept[file] = 0
            else:
                names = chance.sample(there, 1) if doing == "replace" else [f"{len(kept) + n}.txt" for n in range(chance.randint(1, 3))]
                versions = {file: kept.get(file, 0) + 1 for file in names}
                kept |= versions
                _say("begins", doing, versions)
                for result in assistant.ingest([_written(folder, file, version) for file, version in versions.items()]):
                    _say("done", doing, {Path(result.path).name: versions[Path(result.path).name]})


def _written(folder: Path, file: str, version: int) -> Path:
    """A report with words of its own, so that it can be found and told from its other versions."""
    number = int(file.removesuffix(".txt"))
    place = f"{_PLACES[number % 30]}{_PLACES[number // 30 % 30]}县"
    parts = "".join(
        f"{mark}、{head}\n督察整改第{version}版。{place}{head}已完成{number + 7}个，其余{version}个正在推进，{what}，年底前完成。\n"
        for mark, head, what in zip("一二三", ("反馈问题", "信访件", "矿山修复"), ("污水管网改造", "扬尘管控", "覆土复绿"), strict=True)
    )
    path = folder / file
    path.write_text(f"{place}督察整改落实情况报告（{number}号）\n{parts}", "utf-8")
    return path


def _say(said: str, doing: str, files: Kept) -> None:
    sys.stdout.write(json.dumps({"said": said, "doing": doing, "files": files}) + "\n")
    sys.stdout.flush()


# --- in the process that looks afterwards ---------------------------------------------------------------------------------------


def look(folder: Path, sought: str) -> None:
    """Answer at once, then say what the library and the caches hold, and what the caches held before."""
    with Assistant(settings=Settings(home=folder / "home", workers=1)) as assistant:
        number = int(sought.removesuffix(".txt") or 0)
        place = f"{_PLACES[number % 30]}{_PLACES[number // 30 % 30]}县"
        found = any(Path(hit.path).name == sought for hit in assistant.search(f"{place}{number}号 督察整改 覆土复绿", k=10))
        answered = bool(assistant.ask(f"{place}反馈问题已完成多少个？").text)
        sys.stdout.write(json.dumps({"serving": answered and (found or not sought)}) + "\n")
        sys.stdout.flush()
        _settle(assistant)
        reports = [head.id for head in assistant.reports()]
        held = {Path(head.path).name: _version(assistant.report(head.id).clean) for head in assistant.reports()}
        state = assistant.status()
    as_left, now = _cached(folder / "as left"), _cached(folder / "home" / "index")
    told = {
        "held": held,
        "damaged": "damaged" in (as_left[0], now[0]),
        "mixed": as_left[0] != as_left[1],
        "behind": bool(state["not_yet_searchable"]),
        "untrue": bool(reports) and ({one for one, _ in now[0]} != set(reports) or len(now[0]) != state["passages"] or now[0] != now[1]),
    }
    sys.stdout.write(json.dumps(told) + "\n")


def _settle(assistant: Assistant) -> None:
    """Wait until what the crash left is done, by this process or by the one it started."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        state = assistant.status()
        if not state["reports"] or (not state["not_yet_searchable"] and state["health"]["keyword"] == state["health"]["vector"] == "正常"):
            return
        time.sleep(0.2)


def _version(text: str) -> int:
    """The version that a report is of, -1 when it is of several."""
    said = {part.split("版")[0] for part in text.split("督察整改第")[1:]}
    return int(said.pop()) if len(said) == 1 else -1


def _cached(folder: Path) -> tuple[Any, Any]:
    """The passages that the published keyword index and the vectors hold; nothing where nothing is published, words where it is damaged."""
    index = SearchIndex(folder, Settings(home=folder.parent))
    try:
        if not index.published():
            return set(), set()
        if index.broken():
            return "damaged", "damaged"
        legs = Legs(folder / index.published())
        keyword = {(hit.report, hit.ordinal) for hit in legs.keyword().query("督察整改", 10_000)}
        recent = legs.vectors().recent
        standing = {(report, int(ordinal)) for report, ordinal in _rows(legs) if report not in recent.gone}
        legs.close()
        return keyword, standing | set(recent.ids)
    finally:
        index.close()


def _rows(legs: Legs) -> list[tuple[str, str]]:
    lines = (legs.base.path / "rows.names").read_text("utf-8").splitlines()
    assert not [line for line in lines if line.startswith("-")], "a small library is never folded"
    return [(line.rpartition(":")[0], line.rpartition(":")[2]) for line in lines]


if __name__ == "__main__":
    if sys.argv[1] == "work":
        work(json.loads(sys.argv[2]))
    else:
        look(Path(sys.argv[2]), sys.argv[3])
