"""Are answers right, by kind of question, and are the rules no narrower than the wordings they were written with?

The committed cases over the samples, and fresh made-up worlds told and asked in both tables of wordings. Of what is held out nothing but
rates leaves this file: no question, no answer, no id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.cases import CASES, Case, read_cases
from eval.ground import SAMPLES, go_offline
from eval.intervals import wilson
from eval.measures import MEASURES, measured
from eval.product import Product, fresh_assistant
from eval.proof import Proof
from eval.scorers import judge
from eval.scorers.evidence import Evidence
from eval.steps import Step, Steps
from eval.subject import Subject
from eval.worlds.wordings import HELDOUT, hands
from eval.worlds.writing import make, write

SETS = ("dev", HELDOUT)
SEEDS = range(7001, 7013)
"""Worlds of the proof, which no rule was written with; a test takes one of its own."""
PLACES, QUESTIONS = 4, 150
WIDEST = 3.0
"""So many points may a held-out wording cost."""


def prove() -> Proof:
    """All cases and worlds; holds when every figure is reached by its rate and no wording costs too much."""
    go_offline()
    steps = Steps("answers")
    sets: dict[str, list[Step]] = defaultdict(list)
    for name in SETS:
        sets[f"{name} cases"].append(steps.once(f"{name} cases", lambda name=name: of_cases(name)))  # type: ignore[misc]
        tables = (HELDOUT,) if name == HELDOUT else hands()
        for seed, table in zip(SEEDS, cycle(tables)):
            found = steps.once(f"{table} {seed}", lambda table=table, seed=seed: of_world(seed, table, PLACES, QUESTIONS))  # type: ignore[misc]
            sets[f"{name} worlds"].append(found)
    steps.finish()
    summed = {name: summary(parts, name_faults=name.startswith("dev")) for name, parts in sets.items()}
    points = behind(summed["dev worlds"]["measures"], summed["heldout worlds"]["measures"])
    reached = {name: met(summed, name) for name in MEASURES}
    found = {"worlds": len(SEEDS) * len(SETS), "reached": reached, "held-out behind, in points": points, **summed}
    return Proof(all(reached.values()) and max(points.values()) <= WIDEST, found)


def of_cases(table: str) -> Step:
    """A committed set over the samples."""
    with fresh_assistant([SAMPLES]) as assistant:
        return count(read_cases(CASES / f"{table}.jsonl"), Product(assistant))


def of_world(seed: int, table: str, places: int, questions: int) -> Step:
    """A fresh world in one table of wordings."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        write(make(seed, places, questions, table), Path(folder))
        with fresh_assistant([Path(folder) / "documents"]) as assistant:
            return count(read_cases(Path(folder) / "questions.jsonl"), Product(assistant))


def count(cases: Sequence[Case], subject: Subject) -> Step:
    """Of every measure how often it was counted and how often it was there; of every type how many cases pass all scorers."""
    measures: dict[str, Counter[bool]] = defaultdict(Counter)
    types: dict[str, Counter[bool]] = defaultdict(Counter)
    wrong: list[str] = []
    for case in cases:
        answer = subject.answer(case)
        scores = judge(case, answer, subject)
        types[case.type][all(score.passed for score in scores.values())] += 1
        for name, there in measured(Evidence(case, answer, subject), scores):
            measures[name][there] += 1
            if there == MEASURES[name].fault and (there or name == "pieces bound"):
                wrong.append(f"{name}: {case.id}")
    return {"measures": _pairs(measures), "types": _pairs(types), "faults": wrong}


def summary(parts: Iterable[Step], *, name_faults: bool) -> dict[str, Any]:
    """Rates with Wilson intervals over several sets; the cases at fault by id only where they are not held out."""
    parts = list(parts)
    rates = {group: {name: rate(*_added(parts, group, name)) for name in _names(parts, group)} for group in ("measures", "types")}
    return rates | ({"faults": [fault for part in parts for fault in part["faults"]]} if name_faults else {})


def rate(there: int, total: int) -> dict[str, float]:
    """A share in percent with its 95 % interval."""
    low, high = wilson(there, total)
    return {"n": total, "percent": round(100 * there / total, 2), "low": round(100 * low, 2), "high": round(100 * high, 2)}


def behind(dev: dict[str, dict[str, float]], heldout: dict[str, dict[str, float]]) -> dict[str, float]:
    """By how many points the held-out wordings do worse; negative where they do better."""
    signs = {name: -1 if MEASURES[name].fault else 1 for name in dev if name in heldout}
    return {name: round(sign * (dev[name]["percent"] - heldout[name]["percent"]), 2) for name, sign in signs.items()}


def met(summed: dict[str, dict[str, Any]], name: str) -> bool:
    """Whether a measure is reached in every set that has it."""
    wanted = MEASURES[name]
    shares = [rates["measures"][name]["percent"] / 100 for rates in summed.values() if name in rates["measures"]]
    return all(share <= wanted.least if wanted.fault else share >= wanted.least for share in shares)


def _pairs(counts: dict[str, Counter[bool]]) -> dict[str, list[int]]:
    return {name: [found[True], found.total()] for name, found in counts.items()}


def _names(parts: Sequence[Step], group: str) -> list[str]:
    known = {name for part in parts for name in part[group]}
    return [name for name in MEASURES if name in known] if group == "measures" else sorted(known)


def _added(parts: Sequence[Step], group: str, name: str) -> tuple[int, int]:
    there, total = zip(*(part[group].get(name, [0, 0]) for part in parts), strict=True)
    return sum(there), sum(total)
