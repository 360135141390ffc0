"""A damaged report answers like the clean one: pairs of one question over a made-up world and over its damaged twin (eval/mess.py)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.cases import Case
from eval.ground import go_offline
from eval.mess import ENCODINGS
from eval.metamorphic import ANYWHERE, ON_ONE_LINE, OVER_LENGTH
from eval.product import Product, fresh_assistant
from eval.proof import Proof
from eval.sameness import same
from eval.steps import Step, Steps
from eval.subject import AnswerRow
from eval.worlds.writing import Made, make, write

KINDS = (*ANYWHERE, *OVER_LENGTH, *ON_ONE_LINE, *ENCODINGS)
"""Every kind of damage, each done to a world of its own turn."""
SEEDS = range(7301, 7309)
PLACES, QUESTIONS = 2, 64
"""With 8 worlds of four kinds each some 2,050 pairs."""
MOST_FAILURES = 0.01
"""The promise: at least 99 % of the pairs answer the same."""
SHOWN = 40


def prove() -> Proof:
    """All kinds over the worlds in turn: how many pairs of each differ, and the first of those."""
    go_offline()
    steps = Steps("twins")
    turns = list(zip(range(len(KINDS)), KINDS, strict=True))
    found = [
        steps.once(f"world {seed}", lambda seed=seed, turn=turn: of_world(seed, turn, PLACES, QUESTIONS))  # type: ignore[misc]
        for index, seed in enumerate(SEEDS)
        if (turn := [kind for number, kind in turns if number % len(SEEDS) == index])
    ]
    steps.finish()
    pairs: Counter[str] = Counter()
    failed: dict[str, list[dict[str, str]]] = defaultdict(list)
    for step in found:
        pairs.update(step["pairs"])
        for kind, rows in step["failed"].items():
            failed[kind] += rows
    total, failures = pairs.total(), sum(map(len, failed.values()))
    kinds = {kind: {"pairs": pairs[kind], "failures": len(failed[kind])} for kind in sorted(pairs)}
    cases = [{"kind": kind, **row} for kind in sorted(failed) for row in failed[kind]][:SHOWN]
    return Proof(failures <= MOST_FAILURES * total, {"pairs": total, "failures": failures, "kinds": kinds, "cases": cases})


def of_world(seed: int, kinds: Sequence[str], places: int, questions: int) -> Step:
    """The pairs of one world with several kinds of damage, and those whose answers differ."""
    made = make(seed, places, questions, "dev")
    clean = _answers(made, "")
    failed: dict[str, list[dict[str, str]]] = {}
    for kind in kinds:
        damaged = _answers(made, kind)
        pairs = zip(made.cases, clean, damaged, strict=True)
        failed[kind] = [_shown(case, one, other) for case, one, other in pairs if not same(one, other)]
    return {"pairs": {kind: len(made.cases) for kind in kinds}, "failed": {kind: rows for kind, rows in failed.items() if rows}}


def _answers(made: Made, kind: str) -> list[AnswerRow]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        write(made, Path(folder), kind)
        if kind in ON_ONE_LINE:
            for document in made.book.documents:
                if "\n|" in document.text:  # nothing but the line break says where a row of a table ends
                    (Path(folder) / "documents" / document.name).write_text(document.text, "utf-8")
        with fresh_assistant([Path(folder) / "documents"]) as assistant:
            product = Product(assistant)
            return [product.answer(case) for case in made.cases]


def _shown(case: Case, clean: AnswerRow, damaged: AnswerRow) -> dict[str, Any]:
    return {"id": case.id, "question": case.question, "clean": clean["answer"][:200], "damaged": damaged["answer"][:200]}
