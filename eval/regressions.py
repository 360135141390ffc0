"""Seeded damage to lexicon, templates, thresholds and code is caught by the evaluation, and the part that changed is named.

Whether damage is a regression is said by another judge than the evaluation (`worsening.py`): an answer of the 100 cases that
was right is still given and says something worse. It is caught when the run over the damaged copy exits 1 and names cases as lost, or as
stating something else than before (`drift.py`); how many were caught in which way is told.
Damage after which nothing is made of a case any more (an exception, a template refused) would be noticed by anybody and counts
for nothing, nor does damage that no answer shows. A prompt is in no offline answer: that has to be said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.cases import CASES, Case, read_cases, write_cases
from eval.compare import Comparison, compare
from eval.explaining import explained
from eval.ground import SAMPLES
from eval.mutating import KINDS, Mutation, Reach, copy_project, mutations
from eval.proof import Proof
from eval.results import Run, read_run
from eval.steps import AT_ONCE, Step, Steps
from eval.worsening import BROKEN, worse

WANTED = {"词表": 12, "模板": 18, "门槛": 6, "代码": 24}
PROMPTS = 3
SEED = 20_250_303
MOST = 25
"""So many mutations are tried for each that is wanted."""
SECONDS = 180
"""A damaged copy that takes longer than this goes round in circles; a run takes six on a quiet machine."""
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
        trials = [Trial(copy_project(Path(folder) / str(number)), hundred_cases(), SAMPLES) for number in range(AT_ONCE)]
        rows = {kind: trial_of(kind, wanted, trials, steps) for kind, wanted in [*WANTED.items(), ("提示词", PROMPTS)]}
    proof = summary(rows)
    steps.finish()
    return proof


def trial_of(kind: str, wanted: int, trials: Sequence[Trial], steps: Steps) -> list[Step]:
    """What damage of one kind did, mutation by mutation, until so many regressions are found; as many side by side as there are copies."""
    rows: list[Step] = []
    made = islice(enumerate(mutations(kind, trials[0].root, SEED, trials[0].reach)), wanted * MOST)
    while sum(is_regression(row) for row in rows) < wanted and (some := list(islice(made, len(trials)))):
        rows += steps.each({f"{kind} {number}": partial(trial.row, one) for trial, (number, one) in zip(trials, some, strict=False)})
        if kind == "提示词" and len(rows) >= wanted:
            break
    return rows


def is_regression(row: Step) -> bool:
    """Whether a right answer is still given and is worse."""
    return bool(row["worse"])


class Trial:
    """A copy of the project with the run of the whole set before any damage."""

    def __init__(self, root: Path, cases: Sequence[Case], documents: Path) -> None:
        self.root = root
        self._environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "ASSISTANT_WORKERS": "1"}
        self._cases, self._documents = root / "cases.jsonl", documents
        write_cases(cases, self._cases)
        self._before, self._gates = root / "before.json", root / "gates.toml"
        self._gates.write_text("lost = 0\ndrifted = 0\n", "utf-8")  # a busy machine is no regression
        self._ask(self._before)

    @cached_property
    def reach(self) -> Reach:
        """What the run goes through before any damage."""
        command = [sys.executable, "-m", "eval.reaching", str(self._cases), str(self._documents)]
        done = subprocess.run(command, cwd=self.root, env=self._environment, stdout=subprocess.PIPE, check=True)
        return Reach(**json.loads(done.stdout))

    def row(self, mutation: Mutation) -> Step:
        """What a mutation did, whether the run failed for it, and whether its part and file are named."""
        path = self.root / mutation.path
        whole = path.read_bytes()
        path.write_text(mutation.applied(whole.decode()), "utf-8", newline="")
        try:
            code, after = self._ask(self.root / "after.json")
        finally:
            path.write_bytes(whole)
        row: Step = {"what": mutation.what, "path": mutation.path, "worse": {}, "lost": [], "drifted": []}
        row |= dict.fromkeys(("caught", "named", "said"), False)
        if after is None:  # the program does not even start, or does not come to an end
            return row
        change = compare(read_run(self._before), after)
        lost = [flip.after.id for flip in change.lost]
        harm = {flip.after.id: worse(flip.before, flip.after) for flip in change.pairs if flip.before.passed}
        row["worse"] = {name: why for name, why in harm.items() if why not in ("", BROKEN)}
        row["lost"], row["drifted"] = lost, [flip.after.id for flip in change.drifted]
        row["caught"] = code == 1 and bool(lost or row["drifted"])
        row["named"] = set(change.slices) == {KINDS[mutation.kind]} and _only_file(change) == path.name
        row["said"] = any("没有评到" in line for line in explained(change))
        return row

    def _ask(self, result: Path) -> tuple[int, Run | None]:
        result.unlink(missing_ok=True)
        files = ["--set", str(self._cases), "--documents", str(self._documents), "--json", str(result)]
        rules = ["--baseline", str(self._before), "--gates", str(self._gates)]
        command = [sys.executable, "-m", "eval", "run", *files, *rules, "--no-cache", "--workers", "1"]
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env=self._environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return 1, None
        return done.returncode, read_run(result) if result.is_file() else None


def _only_file(change: Comparison) -> str:
    files = [file for part, names in change.files.items() for file in names if part != "题目"]
    return Path(files[0]).name if len(files) == 1 else ""


def summary(rows: Mapping[str, Sequence[Step]]) -> Proof:
    """Counts by kind of damage; it holds when all that is wanted was found, caught and named."""
    found: dict[str, Any] = {}
    holds = True
    for kind, wanted in WANTED.items():
        real = [row for row in rows[kind] if is_regression(row)]
        caught, named = sum(row["caught"] for row in real), sum(row["named"] for row in real)
        holds &= len(real) >= wanted and caught == named == len(real)
        found[kind] = {"tried": len(rows[kind]), "regressions": len(real), "caught": caught, "part and file named": named}
        cases = [(name, row) for row in real for name in row["worse"]]
        found[kind]["caught as lost"] = sum(row["caught"] and bool(row["lost"]) for row in real)
        found[kind]["caught only as drifted"] = caught - found[kind]["caught as lost"]
        found[kind]["worsened answers"] = len(cases)
        found[kind]["of them named as lost"] = sum(name in row["lost"] for name, row in cases)
        found[kind]["of them named as drifted"] = sum(name in row["drifted"] for name, row in cases)
    prompts = rows["提示词"]
    found["提示词"] = {"tried": len(prompts), "said not to be covered": sum(row["said"] and row["named"] for row in prompts)}
    holds &= bool(prompts) and all(row["said"] and row["named"] for row in prompts)
    real = [row for kind in WANTED for row in rows[kind] if is_regression(row)]
    missed = [{"what": row["what"], "worse": row["worse"]} for row in real if not (row["caught"] and row["named"])]
    return Proof(holds, {"kinds": found, "missed": missed})
