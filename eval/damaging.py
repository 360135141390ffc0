"""Proof `damage`: whatever happens to a file of the search caches is noticed, answers go on, and the caches mend themselves meanwhile."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from assistant.config import Settings
from assistant.search.mending import Mender
from assistant.service import Assistant
from eval.ground import SAMPLES
from eval.product import fresh_assistant
from eval.proof import Proof
from eval.steps import Steps

SEED = 20_261_122
MENDED_EVERY = 8
"""Of so many damages one is left to the process that mends; the others are looked at until it would begin."""
MENDING_SECONDS = 120.0
WHOLE = ("everything", "the folder")
"""Besides each file: all of them at once, and the folder with all that is in it."""
_LATE = "某县补充材料"
SOUGHT = {"葭浦镇污水处理厂提标扩容": "岫林县2022年整改落实情况报告.txt", "青苔坡矿点复绿": f"{_LATE}.txt"}
"""What is searched for, and the file that has to come first, by whatever is left to search with."""
_NAMED_BY_CHANCE = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
ASKED = "澜川市第二轮中央督察反馈的问题还有多少没有整改完成？"


def prove() -> Proof:
    """Every file of the caches, in every way, at start and during service."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        home = Path(name) / "home"
        made(home, [SAMPLES])
        steps, names = Steps("damage"), cache_files(home)
        rows = [steps.once(f"file {number} of {len(names)}", lambda n=number: measure(home, n)) for number in range(len(names))]  # type: ignore[misc]
        steps.finish()
    return judged(rows, len(names))


def judged(rows: Sequence[dict[str, Any]], files: int) -> Proof:
    """What the rows of all files come to."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row["counts"])
    faults = [fault for row in rows for fault in row["faults"]]
    return Proof(not faults and counts["damages"] > 0, {"files": files, **dict(sorted(counts.items())), "faults": faults[:40]})


def made(home: Path, folders: Sequence[Path]) -> None:
    """A home whose caches have grown: a large part built at once, and a report that came later."""
    with fresh_assistant(folders, home) as assistant:
        late = home.parent / f"{_LATE}.txt"
        late.write_text(f"{_LATE}\n一、矿山\n青苔坡矿点已完成复绿，面积37亩。\n二、工业\n砂石厂已完成封闭改造。\n", "utf-8")
        list(assistant.ingest([late]))


def cache_files(home: Path) -> list[str]:
    """The files that count, by name, and the two ways to damage them together."""
    folder = home / "index"
    published = (folder / "current").read_text("utf-8")
    base = json.loads((folder / published / "index.json").read_text("utf-8").splitlines()[0])["base"]
    found = [path for part in (published, base) for path in (folder / part).rglob("*") if path.is_file() and path.suffix != ".lock"]
    # In an order that a home made anew has too, whose names are others: a proof that was cut off goes on where it stopped.
    found.sort(key=lambda path: (_NAMED_BY_CHANCE.sub("", path.relative_to(folder).as_posix()), path.stat().st_size))
    return ["current", *(path.relative_to(folder).as_posix() for path in found), *WHOLE]


def measure(home: Path, number: int) -> dict[str, Any]:
    """All damages of one file, in a process that may die of them."""
    done = subprocess.run([sys.executable, "-m", "eval.damaging", str(home), str(number)], capture_output=True, text=True, check=False)
    if done.returncode:
        return {"counts": {}, "faults": [f"{cache_files(home)[number]}: the process ended with {done.returncode}: {done.stderr[-400:]}"]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def damages_of(home: Path, number: int, ways: Sequence[str] = ()) -> dict[str, Any]:
    """Each damage of one file on a copy of the home, at start and in service."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    name = cache_files(home)[number]
    for turn, (way, damage) in enumerate(DAMAGES.items()):
        if (ways and way not in ways) or (name in WHOLE and way not in ("gone", "emptied")):
            continue
        for moment in ("at start", "in service"):
            with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                copied = Path(folder) / "home"
                shutil.copytree(home, copied)
                mends = (number + turn) % MENDED_EVERY == 0
                trial = Trial(copied, name, random.Random(f"{SEED} {number} {way} {moment}"))
                found = trial.run(damage, in_service=moment == "in service", quiet=way == QUIET, mends=mends)
            counts.update({"damages": 1, f"{way}, {moment}": 1, "mended": mends})
            faults += [f"{name}, {way}, {moment}: {fault}" for fault in found]
    return {"counts": counts, "faults": faults}


class Trial:
    """One damage to one file of a home of its own."""

    def __init__(self, home: Path, name: str, chance: random.Random) -> None:
        self._home = home
        self._chance = chance
        folder = home / "index"
        whole = [folder / one for one in cache_files(home) if one not in WHOLE]
        self._paths = whole if name == "everything" else [folder] if name == "the folder" else [folder / name]

    def run(self, damage: Damage, *, in_service: bool, quiet: bool, mends: bool) -> list[str]:
        """What was wrong, nothing when all was as it should be."""
        begun: list[str] = []
        start = Mender.start

        def starts(mender: Mender, published: str) -> None:
            begun.append(published)
            if mends:
                start(mender, published)

        with mock.patch.object(Mender, "start", starts):
            before = self._before()
            assistant = Assistant(settings=Settings(home=self._home, workers=1))
            if in_service:
                self._told(assistant)
            faults = ["noticed before anything happened"] if begun else []
            stood = self._published()
            for path in self._paths:
                damage(path, self._chance)
            if quiet and in_service:
                assistant._index._caches.read_again()
            if self._told(assistant) != before:
                faults.append("other answers")
            if not begun and not (stood != self._published() and self._whole(assistant)):
                faults.append("not noticed")  # a small library without any caches is indexed anew before the first search
            if mends and not self._mended(assistant):
                faults.append("not mended")
            elif mends and self._told(assistant) != before:
                faults.append("other answers after mending")
            assistant.close()
        return faults

    def _before(self) -> list[Any]:
        with Assistant(settings=Settings(home=self._home, workers=1)) as assistant:
            told = self._told(assistant)
        assert all(told), "the questions of this proof find what they should"
        return told

    def _told(self, assistant: Assistant) -> list[Any]:
        """Whether each search finds its file first, and an answer."""
        return [*(Path(assistant.search(query, k=3)[0].path).name == file for query, file in SOUGHT.items()), assistant.ask(ASKED).text]

    def _published(self) -> str:
        current = self._home / "index" / "current"
        return current.read_text("utf-8", errors="replace") if current.is_file() else ""

    @staticmethod
    def _whole(assistant: Assistant) -> bool:
        health = assistant.status()["health"]
        return bool(health["keyword"] == health["vector"] == "正常")

    def _mended(self, assistant: Assistant) -> bool:
        until = time.monotonic() + MENDING_SECONDS
        while time.monotonic() < until:
            if self._whole(assistant):
                return True
            time.sleep(0.2)
        return False


Damage = Callable[[Path, random.Random], None]
QUIET = "a bit flipped, its time put back"


def _cut(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size) if path.stat().st_size else 0)


def _emptied(path: Path, _: random.Random) -> None:
    if path.is_dir():
        shutil.rmtree(path)
        path.mkdir()
    else:
        os.truncate(path, 0)


def _gone(path: Path, _: random.Random) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _zeroed(path: Path, _: random.Random) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(bytes(size))


def _flipped(path: Path, chance: random.Random) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        place = chance.randrange(size)
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ (1 << chance.randrange(8))]))


def _flipped_quietly(path: Path, chance: random.Random) -> None:
    known = path.stat()
    _flipped(path, chance)
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


DAMAGES: dict[str, Damage] = {
    "cut": _cut,
    "emptied": _emptied,
    "gone": _gone,
    "zeroed": _zeroed,
    "a bit flipped": _flipped,
    "another bit flipped": _flipped,
    QUIET: _flipped_quietly,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(damages_of(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
