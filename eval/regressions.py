"""Seeded damage to lexicon, templates, thresholds and code is caught by the evaluation, and the part that changed is named.

A mutation that changes no answer of the set, or only how one is worded, is no regression of it and counts for nothing; those that change
figures, status or kind of a right answer and are still let pass are listed. A prompt is in no offline answer: that has to be said.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.cases import CASES, Case, read_cases, write_cases
from eval.compare import Comparison, compare
from eval.explaining import explained
from eval.mutating import KINDS, Mutation, copy_project, mutations
from eval.proof import Proof
from eval.results import Run, Verdict, read_run
from eval.steps import Step, Steps

WANTED = {"词表": 18, "模板": 10, "门槛": 10, "代码": 22}
PROMPTS = 3
SEED = 20_250_101
MOST = 12
"""So many mutations are tried for each that is wanted."""
SIZE = {"dev": 70, "craft": 30}
"""The set of 100 cases: so many of each file, evenly spread."""


def hundred_cases() -> list[Case]:
    """100 questions, drafts and searches; lines of a conversation are left out, for they would be torn apart."""
    found: list[Case] = []
    for name, count in SIZE.items():
        cases = [case for case in read_cases(CASES / f"{name}.jsonl") if not case.conversation]
        found += [cases[place * len(cases) // count] for place in range(count)]
    return found


def prove() -> Proof:
    """60 regressions, each by a run of 100 cases over a damaged copy."""
    steps = Steps("regressions")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        trial = Trial(copy_project(Path(folder)))
        rows: dict[str, list[Step]] = {}
        for kind, wanted in [*WANTED.items(), ("提示词", PROMPTS)]:
            rows[kind] = []
            for number, mutation in zip(range(wanted * MOST), mutations(kind, trial.root, SEED), strict=False):
                rows[kind].append(steps.once(f"{kind} {number}", lambda made=mutation: trial.row(made)))  # type: ignore[misc]
                if sum(row["regression"] for row in rows[kind]) >= wanted:
                    break
    proof = summary(rows)
    steps.finish()
    return proof


class Trial:
    """A copy of the project with the run of the whole set before any damage."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._cases = root / "hundred.jsonl"
        write_cases(hundred_cases(), self._cases)
        self._before, self._gates = root / "before.json", root / "gates.toml"
        self._gates.write_text("lost = 0\n", "utf-8")  # a busy machine is no regression
        self._ask(self._before)

    def row(self, mutation: Mutation) -> Step:
        """What a mutation did, whether the run failed for it, and whether its part and file are named."""
        path = self.root / mutation.path
        whole = path.read_text("utf-8")
        path.write_text(mutation.text, "utf-8")
        try:
            code, after = self._ask(self.root / "after.json")
        finally:
            path.write_text(whole, "utf-8")
        head = {"what": mutation.what, "path": mutation.path}
        if after is None:  # the program does not even start: a run that says so is an alarm
            return {**head, "regression": True, "caught": code != 0, "named": True, "lost": -1, "tolerated": 0}
        change = compare(read_run(self._before), after)
        named = set(change.slices) == {KINDS[mutation.kind]} and _only_file(change) == Path(mutation.path).name
        told = " ".join(explained(change))
        row = {**head, "regression": bool(change.lost), "caught": code == 1, "named": named, "lost": len(change.lost)}
        return {**row, "tolerated": _tolerated(change), "said": "没有评到" in told if mutation.kind == "提示词" else False}

    def _ask(self, result: Path) -> tuple[int, Run | None]:
        result.unlink(missing_ok=True)
        files = ["--set", str(self._cases), "--json", str(result), "--baseline", str(self._before), "--gates", str(self._gates)]
        done = subprocess.run(
            [sys.executable, "-m", "eval", "run", *files, "--no-cache", "--workers", "1"],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return done.returncode, read_run(result) if result.is_file() else None


def _only_file(change: Comparison) -> str:
    files = [file for part, names in change.files.items() for file in names if part != "题目"]
    return Path(files[0]).name if len(files) == 1 else ""


def _tolerated(change: Comparison) -> int:
    """Right answers whose figures, status or kind changed and that are still judged right."""
    return sum(_content(flip.before) != _content(flip.after) for flip in change.reworded if flip.after.passed)


def _content(verdict: Verdict) -> object:
    if verdict.answer is None:
        return None
    figures = Counter((row["value"], row["unit"]) for row in verdict.answer["figures"])
    return verdict.answer["kind"], verdict.answer["status"], figures


def summary(rows: Mapping[str, Sequence[Step]]) -> Proof:
    """Counts by kind of damage; it holds when all that is wanted was found, caught and named."""
    found: dict[str, Any] = {}
    holds = True
    for kind, wanted in WANTED.items():
        real = [row for row in rows[kind] if row["regression"]]
        caught = sum(row["caught"] for row in real)
        named = sum(row["named"] for row in real)
        holds &= len(real) >= wanted and caught == named == len(real)
        found[kind] = {"tried": len(rows[kind]), "regressions": len(real), "caught": caught, "part and file named": named}
        found[kind]["changed a right answer, still let pass"] = sum(not row["regression"] and row["tolerated"] > 0 for row in rows[kind])
    prompts = rows["提示词"]
    found["提示词"] = {"tried": len(prompts), "said not to be covered": sum(row["said"] and row["named"] for row in prompts)}
    holds &= all(row["said"] and row["named"] for row in prompts)
    missed = [row["what"] for kind in WANTED for row in rows[kind] if row["regression"] and not (row["caught"] and row["named"])]
    return Proof(holds, {"kinds": found, "missed": missed})
