"""Known verdicts are never taken where anything they follow from changed.

500 changes to a copy of the project, one at a time: a byte of a file, a file more or less, a setting, a case, the day. After each, nothing
may be found among the verdicts kept before; when it is undone, all of it must be.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.cases import Case
from eval.evaluate import grouped
from eval.fingerprint import JUDGING, fingerprint
from eval.keeping import Kept, names
from eval.mutating import copy_project
from eval.proof import Proof
from eval.regressions import hundred_cases
from eval.results import Verdict
from eval.run import Timed

CHANGES = 500
SEED = 20_250_202
SETTINGS = {"ASSISTANT_EMBEDDER": "other", "ASSISTANT_ENGINE": "other", "ASSISTANT_READ_SECONDS": "7", "ASSISTANT_CLASSIFIED": "allow"}
TODAY = date(2024, 6, 30)
HARMLESS = ("README.md", "eval/page.html.j2", "eval/gates.toml", "knowledge/guide.md", "knowledge/page-en.toml")
"""Files no verdict follows from: what was known stays known."""


def prove() -> Proof:
    """500 changes in a copy."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        root = copy_project(Path(folder))
        done = subprocess.run(
            [sys.executable, "-m", "eval.staleness", str(CHANGES)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=True,
        )
        counts: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return Proof(counts["stale"] == 0 and counts["lost when undone"] == 0 and counts["lost to harmless changes"] == 0, counts)


def change_all(changes: int) -> dict[str, int]:
    """Inside the copy: so many changes, how many of them found something that was kept under other conditions."""
    choice, root = random.Random(SEED), Path.cwd()
    cases = hundred_cases()
    counts = {"changes": changes, "stale": 0, "lost when undone": 0, "lost to harmless changes": 0}
    with TemporaryDirectory() as folder:
        kept = Path(folder)
        Kept(kept, _keys(root), TODAY).put([(group, [_dummy(case) for case in group]) for group in grouped(cases)])
        makers = _makers(root, choice)
        for number in range(changes):
            with makers[number % len(makers)]() as (asked, today):
                counts["stale"] += _known(kept, root, asked or cases, today, only=asked is not None) > 0
            if number % 10 == 0:
                counts["lost when undone"] += _known(kept, root, cases, TODAY) < len(cases)
        for name in HARMLESS:
            path = root / name
            path.write_text((path.read_text("utf-8") if path.is_file() else "") + "\n", "utf-8")
            counts["lost to harmless changes"] += _known(kept, root, cases, TODAY) < len(cases)
    return counts


Change = tuple[list[Case] | None, date]
"""The cases to ask for where they are what changed, and the day."""


def _makers(root: Path, choice: random.Random) -> list[Callable[[], Any]]:
    """Ways to change something, each undone when left; files come up more often than the rest."""
    files = [*_followed(root)]

    @contextmanager
    def byte() -> Iterator[Change]:
        path = choice.choice(files)
        whole = path.read_bytes()
        place = choice.randrange(max(len(whole), 1))
        path.write_bytes(whole[:place] + bytes([(whole[place] + 1) % 256 if whole else 65]) + whole[place + 1 :])
        yield None, TODAY
        path.write_bytes(whole)

    @contextmanager
    def name() -> Iterator[Change]:
        path = choice.choice(files)
        other = path.with_name(f"x{path.name}")
        path.rename(other)
        yield None, TODAY
        other.rename(path)

    @contextmanager
    def gone() -> Iterator[Change]:
        path = choice.choice(files)
        whole = path.read_bytes()
        path.unlink()
        yield None, TODAY
        path.write_bytes(whole)

    @contextmanager
    def more() -> Iterator[Change]:
        near = choice.choice([path for path in files if path.parent != root / "eval"])  # there only the named files count
        path = near.with_name(f"{choice.randrange(10**6)}{near.suffix}")
        path.write_bytes(near.read_bytes())
        yield None, TODAY
        path.unlink()

    @contextmanager
    def setting() -> Iterator[Change]:
        key = choice.choice(sorted(SETTINGS))
        os.environ[key] = SETTINGS[key]
        yield None, TODAY
        del os.environ[key]

    @contextmanager
    def case() -> Iterator[Change]:
        one = choice.choice(hundred_cases())
        field = choice.choice(("id", "question", "place", "type"))
        yield [one.model_copy(update={field: f"{getattr(one, field) or ''}x"})], TODAY

    @contextmanager
    def day() -> Iterator[Change]:
        yield None, TODAY + timedelta(days=choice.randrange(1, 400))

    return [byte, byte, byte, name, gone, more, byte, setting, case, day]


def _followed(root: Path) -> Iterator[Path]:
    """Every file a verdict follows from."""
    folders = [root / "assistant", root / "prompts", root / "knowledge" / "lexicon", root / "knowledge" / "templates"]
    folders += [root / "knowledge" / "embedding", root / "knowledge" / "samples" / "documents"]
    folders += [root / "eval" / name for name in JUDGING if not name.endswith(".py")]
    kinds = {"assistant": "*.py"}
    for folder in folders:
        yield from sorted(path for path in folder.rglob(kinds.get(folder.name, "*")) if path.is_file())
    yield from (root / "eval" / name for name in JUDGING if name.endswith(".py"))
    yield from sorted(path for path in (root / "knowledge").glob("*.toml") if path.relative_to(root).as_posix() not in HARMLESS)


def _keys(root: Path) -> dict[str, str]:
    return fingerprint(root / "knowledge" / "samples" / "documents", []).keys


def _known(kept: Path, root: Path, cases: Sequence[Case], today: date, *, only: bool = False) -> int:
    """How many of the cases are found under the conditions of now."""
    there = Kept(kept, _keys(root), today)
    return sum(there.get(group) is not None for group in ([tuple(cases)] if only else grouped(cases)))


def _dummy(case: Case) -> Timed:
    verdict = Verdict(
        id=case.id, set=case.set, type=case.type, tags=[], question=names([case])[0], digest=case.digest, failed={}, answer=None
    )
    return Timed(verdict, 0.0)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(change_all(int(sys.argv[1]))) + "\n")
