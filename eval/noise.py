"""Other reports with the same kinds of facts change no answer that names its place, however many there are.

The reports of made-up worlds of other provinces are added to those of one world, 100 of them and then 1,000. None speaks of a place of the
world asked about, so an answer that cites one of them is taken from a stranger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.service import Assistant
from eval.cases import Case
from eval.ground import go_offline
from eval.product import Product, fresh_assistant
from eval.proof import Proof
from eval.sameness import cited, said
from eval.subject import AnswerRow
from eval.worlds.genres import Options
from eval.worlds.library import documents
from eval.worlds.making import make_world
from eval.worlds.schema import World
from eval.worlds.telling import Document
from eval.worlds.writing import make, write

QUESTIONS, PLACES, LEVELS = 500, 12, (100, 1000)
SEED, OTHERS = 7100, 7200
"""The world asked about, and the first of the worlds around it."""
SHOWN = 30
"""So many changed answers are written down."""


@dataclass
class Around:
    """What a number of other reports did to the answers: cases whose answer changed, and those that cite another report."""

    reports: int
    changed: list[dict[str, str]] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def prove() -> Proof:
    """500 questions among 0, 100 and 1,000 other reports."""
    go_offline()
    found = measure(QUESTIONS, PLACES, LEVELS)
    worst = found[-1]
    holds = not any(one.changed or one.foreign for one in found)
    around = summary(found)
    return Proof(holds, {"questions": QUESTIONS, "around": around, "changed": worst.changed[:SHOWN], "foreign": worst.foreign[:SHOWN]})


def measure(questions: int, places: int, levels: Sequence[int], seed: int = SEED, others: int = OTHERS) -> list[Around]:
    """The same questions alone and among so many other reports, one library that grows.

    Raises:
        ValueError: the world has fewer questions that name their place.
    """
    made = make(seed, places, questions * 2, "dev")
    world = made.book.world
    cases = [case for case in made.cases if not case.conversation and any(name in case.question for name in _names(world))][:questions]
    if len(cases) < questions:
        raise ValueError(f"only {len(cases)} questions name their place")
    strangers = _strangers(world, others)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        write(made, Path(folder) / "own")
        own = frozenset(document.name for document in made.book.documents)
        with fresh_assistant([Path(folder) / "own" / "documents"]) as assistant:
            product = Product(assistant)
            alone = [product.answer(case) for case in cases]
            return [_among(assistant, cases, alone, own, _more(assistant, strangers, level, Path(folder)), level) for level in levels]


def _among(assistant: Assistant, cases: Sequence[Case], alone: Sequence[AnswerRow], own: frozenset[str], added: int, level: int) -> Around:
    """The answers once the library has grown to a level."""
    product, found = Product(assistant), Around(added)
    for case, before in zip(cases, alone, strict=True):
        after = product.answer(case)
        if said(after) != said(before):
            found.changed.append({"id": case.id, "question": case.question, "alone": before["answer"], "among": after["answer"]})
        if cited(after, product) - own:
            found.foreign.append(case.id)
    assert added >= level
    return found


def _more(assistant: Assistant, strangers: Iterator[Document], level: int, folder: Path) -> int:
    """Other reports taken in until there are so many; how many the library holds besides its own then."""
    into = folder / "others"
    into.mkdir(exist_ok=True)
    fresh = []
    for number in range(len(list(into.iterdir())), level):
        document = next(strangers)
        path = into / f"{number:04d}-{document.name}"
        path.write_text(document.text, "utf-8")
        fresh.append(path)
    before = len(assistant.reports())
    for _ in assistant.ingest(fresh):
        pass  # each file is taken in as its result is asked for
    return level - len(fresh) + len(assistant.reports()) - before


def _strangers(world: World, seed: int) -> Iterator[Document]:
    """Documents of other worlds, in both their places and their neighbours' apart from the world asked about."""
    stems = _stems(world)
    while True:
        for document in documents(make_world(seed, 6, masked=False), "dev", Options()):
            if not any(stem in document.text or stem in document.name for stem in stems):
                yield document
        seed += 1


def _names(world: World) -> set[str]:
    """How questions name the places of a world."""
    return {place.name for place in world.places} | {town for place in world.places for town in place.towns}


def _stems(world: World) -> set[str]:
    """The names without what any place is called: 柘坞 for 柘坞县; a mask is nobody's name."""
    names = {*_names(world), world.province, *(place.parent for place in world.places)}
    return {name[:2] for name in names if "*" not in name and not name.startswith(("某", "甲", "乙"))}


def summary(found: Sequence[Around]) -> list[dict[str, Any]]:
    """How many answers changed and how many were taken from strangers, for each number of them."""
    return [{"reports": one.reports, "changed": len(one.changed), "foreign": len(one.foreign)} for one in found]
