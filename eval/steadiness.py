"""Nothing changed, nothing differs: the same set run again and again, with other hash seeds, orders and numbers of processes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.cases import read_cases, read_sets, write_cases
from eval.compare import compare
from eval.evaluate import Way, evaluate
from eval.gates import Gates, broken
from eval.ground import SAMPLES, go_offline
from eval.proof import Proof
from eval.regressions import hundred_cases
from eval.results import read_run, write_run
from eval.steps import Step, Steps

PROCESSES, RUNS = 50, 4
"""So many processes with a hash seed of their own, each running the set so many times over a fresh assistant."""
WORKERS = (1, 1, 2, 3)
"""The processes that ask, run by run; so many others read the documents, process by process."""
WHOLE = 5
"""Runs of the full set, whose answers nobody looks at here."""


def prove() -> Proof:
    """200 runs of 100 cases, five of all cases."""
    steps = Steps("steady")
    hundred = steps.each({f"hundred {seed}": partial(_apart, seed, "hundred", RUNS) for seed in range(PROCESSES)})
    whole = steps.each({f"whole {seed}": partial(_apart, seed, "whole", 1) for seed in range(WHOLE)})
    proof = summary(hundred, whole)
    steps.finish()
    return proof


def summary(hundred: list[Step], whole: list[Step]) -> Proof:
    """Different bytes and alarms over all runs."""
    digests = [digest for row in hundred for digest in row["digests"]]
    full = [digest for row in whole for digest in row["digests"]]
    alarms = sum(row["alarms"] for row in hundred)
    found = {"runs of 100 cases": len(digests), "different files": len(set(digests)), "alarms": alarms}
    found |= {"runs of all cases": len(full), "different files of all cases": len(set(full))}
    return Proof(len(set(digests)) == 1 and len(set(full)) == 1 and alarms == 0, found)


def _apart(seed: int, what: str, runs: int) -> Step:
    """Runs in a process with a hash seed of its own."""
    command = [sys.executable, "-m", "eval.steadiness", what, str(seed), str(runs)]
    conditions = {"PYTHONHASHSEED": str(seed), "ASSISTANT_WORKERS": str(_workers(seed))}
    done = subprocess.run(command, env={**os.environ, **conditions}, capture_output=True, check=True)
    row: Step = json.loads(done.stdout.decode().splitlines()[-1])
    return row


def _workers(number: int) -> int:
    return WORKERS[number % len(WORKERS)]


def repeat(what: str, seed: int, runs: int) -> Step:
    """The digests of repeated runs in different orders, and how many of them raise an alarm against the first."""
    go_offline()
    digests: list[str] = []
    alarms = 0
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        cases = read_sets()
        if what == "hundred":
            write_cases(hundred_cases(), Path(folder) / "hundred.jsonl")
            cases = read_cases(Path(folder) / "hundred.jsonl")
        for number in range(runs):
            way = Way(SAMPLES, workers=_workers(seed + number), shuffle=seed * runs + number or None)
            path = Path(folder) / f"{number}.json"
            write_run(evaluate(cases, way).run, path)
            digests.append(hashlib.sha256(path.read_bytes()).hexdigest()[:16])
            run = read_run(path)
            alarms += bool(broken(Gates(), run, compare(read_run(Path(folder) / "0.json"), run)))
    return {"digests": digests, "alarms": alarms}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(repeat(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))) + "\n")
