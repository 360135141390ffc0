"""Proof `paraphrases`: staff ask in other words than the passage has; how much less both legs together miss than keywords alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.config import Settings
from assistant.search.building import IndexedPassage
from assistant.search.hybrid import SearchIndex
from assistant.search.keyword import terms
from assistant.search.passages import passages
from eval.ground import SAMPLES, go_offline
from eval.intervals import mcnemar
from eval.product import fresh_assistant
from eval.proof import Proof

FOLDER = Path(__file__).parent / "paraphrases"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
"""Real reports beside the checkout; they are no part of the project, and neither is any sentence of theirs."""
CUTS = (1, 5, 10)
LEGS = {"keyword": ("keyword",), "vector": ("vector",), "fused": ("keyword", "vector")}
FEWER = 0.4
"""Fused has to miss so much fewer of the held half than keywords alone, among five hits and among ten."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in staff's own words, and the passage that answers it: its file, and words that stand in it."""

    id: str
    question: str
    file: str
    key: str
    held: bool
    """Whether it belongs to the half that nothing was fitted on: every second one."""


def questions(*names: str) -> list[Asked]:
    """The questions of these sets."""
    rows = [json.loads(line) for name in names for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [Asked(**row, held=int(row["id"][2:]) % 2 == 0) for row in rows]


@contextmanager
def indexed(folders: Sequence[Path]) -> Iterator[tuple[SearchIndex, dict[tuple[str, int], tuple[str, str]]]]:
    """An index over the passages of all documents of some folders, and what they are: file name and text."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as home:
        units = []
        with fresh_assistant(folders) as assistant:
            for head in assistant.reports():
                place = head.place.display if head.place else ""
                for ordinal, passage in enumerate(passages(assistant.report(head.id))):
                    units.append(IndexedPassage(head.id, ordinal, head.title, head.path, place, passage.section, passage.text))
        index = SearchIndex(Path(home), Settings(home=Path(home)))
        index.rebuild(units)
        yield index, {(unit.report, unit.ordinal): (Path(unit.path).name, unit.text) for unit in units}
        index.close()


def ranks(index: SearchIndex, texts: dict[tuple[str, int], tuple[str, str]], asked: Sequence[Asked], legs: Sequence[str]) -> list[int]:
    """At which place the right passage stands for each question; one more than is looked at when it does not."""
    found = []
    for one in asked:
        hits = [texts[hit.report, hit.ordinal] for hit in index.search(one.question, max(CUTS), legs=legs)]
        found.append(next((rank for rank, (file, text) in enumerate(hits, 1) if file == one.file and one.key in text), max(CUTS) + 1))
    return found


def shared(one: Asked, texts: dict[tuple[str, int], tuple[str, str]]) -> float:
    """How much of a question's 2-grams stands in its passage."""
    pairs = {term for term in terms(one.question) if len(term) == 2}
    gold = next(text for file, text in texts.values() if file == one.file and one.key in text)
    return sum(pair in gold for pair in pairs) / max(len(pairs), 1)


def prove() -> Proof:
    """Both sets, the samples' and the real reports', over one library of both."""
    go_offline()
    asked = questions("samples", "seeds")
    with indexed([SAMPLES, SEEDS]) as (index, texts):
        found = {name: ranks(index, texts, asked, legs) for name, legs in LEGS.items()}
        overlap = sum(shared(one, texts) for one in asked) / len(asked)
    halves = {"fitted": [not one.held for one in asked], "held": [one.held for one in asked]}
    counted: dict[str, Any] = {name: _counted(found, chosen) for name, chosen in halves.items()}
    held = counted["held"]
    holds = all(held[f"misses@{cut}"]["fused"] <= (1 - FEWER) * held[f"misses@{cut}"]["keyword"] for cut in CUTS[1:])
    return Proof(holds, {"questions": len(asked), "2-grams shared with the passage": round(overlap, 3), **counted})


def _counted(found: dict[str, list[int]], chosen: Sequence[bool]) -> dict[str, Any]:
    rows: dict[str, Any] = {"questions": sum(chosen)}
    for cut in CUTS:
        missed = {name: [rank > cut for rank, taken in zip(ranks, chosen, strict=True) if taken] for name, ranks in found.items()}
        rows[f"misses@{cut}"] = {name: sum(each) for name, each in missed.items()}
        pairs = list(zip(missed["keyword"], missed["fused"], strict=True))
        gained, lost = pairs.count((True, False)), pairs.count((False, True))
        rows[f"fused against keyword@{cut}"] = {"gained": gained, "lost": lost, "p": round(mcnemar(lost, gained), 5)}
    return rows
