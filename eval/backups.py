"""A backup taken while fifty others ingest is one state of the library: restored elsewhere it answers byte for byte as that state does."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from assistant.config import Settings
from assistant.errors import StoreError
from assistant.safekeeping.backup import back_up
from assistant.safekeeping.restore import restore
from assistant.safekeeping.sealed import unseal
from assistant.service import Assistant
from assistant.store.copying import DATABASE
from eval.cases import CASES, Case, read_cases
from eval.ground import SAMPLES, go_offline
from eval.growth import grow
from eval.product import Product, fresh_assistant
from eval.proof import Proof

INGESTS, AT_ONCE, DAMAGES = 50, 4, 500


def prove() -> Proof:
    """50 commands ingest while backups are made; one from the middle and one at rest are restored, and one is damaged in 500 places."""
    go_offline()
    cases = [case for case in read_cases(CASES / "dev.jsonl") if not case.conversation]
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        home = folder / "home"
        with fresh_assistant([SAMPLES], home):
            pass
        before = _reports(home / DATABASE)
        backups = _while_others_ingest(home, folder)
        states = [_reports(_unpacked(file)) for file in backups]
        middle = next((n for n, state in enumerate(states) if len(before) < len(state) < len(states[-1])), 0)
        at_rest = folder / "rest.backup"
        back_up(home, Settings(), at_rest)
        same_middle = _restored(backups[middle], folder / "b", cases) == _of_files(_unpacked(backups[middle]), folder / "c", cases)
        same_rest = _restored(at_rest, folder / "d", cases) == _answers(home, cases)
        refused = _refused(at_rest, folder / "spoilt")
        all_in = len(_reports(home / DATABASE)) - len(before)
    found = {
        "ingests": all_in,
        "backups while they ran": sum(len(before) < len(state) < len(before) + INGESTS for state in states) > 0,
        "questions": len(cases),
        "one from the middle answers as a home of just its files": same_middle,
        "one at rest answers as the home does": same_rest,
        "damaged places": DAMAGES,
        "refused": refused,
    }
    holds = same_middle and same_rest and refused == DAMAGES and all_in >= INGESTS and bool(found["backups while they ran"])
    return Proof(holds, found)


def _while_others_ingest(home: Path, folder: Path) -> list[Path]:
    """The backups made from the first ingest to the last."""
    given = grow(SAMPLES, ("澜川市", "岫林县", "望棠区"), INGESTS + len(list(SAMPLES.iterdir())), folder / "in")[-INGESTS:]
    for number, path in enumerate(given):
        path.write_text(path.read_text("utf-8") + f"\n本件编号{number}。\n", "utf-8")
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "--home", str(home), "ingest"]
    patient = {**os.environ, "ASSISTANT_LOCK_SECONDS": "300"}  # the proof is about what is in a backup, not about a slow machine
    backups: list[Path] = []

    def taken_in(path: Path) -> None:
        done = subprocess.run([*command, str(path)], env=patient, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise RuntimeError(f"{path.name}: {done.stdout}{done.stderr}")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        work = [pool.submit(taken_in, path) for path in given]
        while not all(one.done() for one in work):
            backups.append(folder / f"{len(backups)}.backup")
            back_up(home, Settings(), backups[-1])
            sleep(2)
        for one in work:
            one.result()
    return backups


def _unpacked(file: Path) -> Path:
    folder = file.with_suffix(".unpacked")
    if not folder.exists():
        folder.mkdir()
        unseal(file, folder)
    return folder / DATABASE


def _reports(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [str(row[0]) for row in connection.execute("SELECT id FROM reports ORDER BY revision, id")]


def _restored(file: Path, home: Path, cases: list[Case]) -> bytes:
    def ready(staged: Path) -> None:
        with Assistant(staged) as assistant:
            assistant.reindex()

    restore(file, home, Settings(), ready, replace=False)
    return _answers(home, cases)


def _of_files(database: Path, home: Path, cases: list[Case]) -> bytes:
    """What a home answers that took in the files of a database one by one, and nothing else."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT source FROM (SELECT files.source AS source, min(reports.revision) AS first FROM files "
            "JOIN reports ON reports.file = files.sha256 GROUP BY files.sha256) ORDER BY first, source"
        ).fetchall()
    with Assistant(home) as assistant:
        for row in rows:
            list(assistant.ingest([Path(row[0])]))
    return _answers(home, cases)


def _answers(home: Path, cases: list[Case]) -> bytes:
    with Assistant(home) as assistant:
        product = Product(assistant)
        return json.dumps([product.answer(case) for case in cases], ensure_ascii=False).encode()


def _refused(file: Path, spoilt: Path) -> int:
    """How many copies with one changed byte are refused."""
    whole, refused = file.read_bytes(), 0
    for number in range(DAMAGES):
        changed = bytearray(whole)
        changed[number * (len(whole) - 1) // (DAMAGES - 1)] ^= 0x11
        spoilt.write_bytes(changed)
        try:
            unseal(spoilt, spoilt.with_suffix(".out"))
        except StoreError:
            refused += 1
    return refused
