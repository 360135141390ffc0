"""A made-up world on disk: documents (damaged where asked for), questions, and the world itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import NamedTuple

from eval.cases import Case, CaseError
from eval.mess import ENCODINGS, KINDS, damage, encoded
from eval.worlds.book import Book
from eval.worlds.genres import Options
from eval.worlds.library import documents
from eval.worlds.making import make_world
from eval.worlds.pool import all_questions, cases, choose
from eval.worlds.telling import Document


class Made(NamedTuple):
    """A world with its documents and questions."""

    book: Book
    cases: list[Case]


def make(seed: int, places: int, questions: int, table: str, options: Options | None = None) -> Made:
    """A world from its seed, told and asked about in one table of wordings.

    Raises:
        FileNotFoundError: there is no such table.
        ValueError: a world needs a place.
    """
    given = options or Options()
    world = make_world(seed, places, given.masked)
    book = Book(world, documents(world, table, given))
    chosen = choose(all_questions(book, table), questions, Random(f"choice:{seed}:{table}"))
    return Made(book, cases(chosen, f"W{seed}{table[0]}"))


def write(made: Made, folder: Path, mess: str = "") -> None:
    """Write documents/, questions.jsonl and world.json; `mess` names damage kinds joined by +, an encoding, or `mixed`.

    Raises:
        KeyError: there is no such kind of damage.
        CaseError: the folder holds documents of somebody else, which would be asked about as well.
    """
    into = folder / "documents"
    into.mkdir(parents=True, exist_ok=True)
    _cleared(into, made_here=(folder / "world.json").is_file())
    for number, document in enumerate(made.book.documents):
        (into / document.name).write_bytes(_damaged(document, mess, made.book.world.seed + number))
    lines = [case.model_dump_json(exclude={"set"}) for case in made.cases]
    (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    world = json.dumps(asdict(made.book.world), ensure_ascii=False, indent=1, default=str)
    (folder / "world.json").write_text(world + "\n", "utf-8")


def _cleared(documents: Path, *, made_here: bool) -> None:
    """Documents of an earlier world go; others are left alone."""
    old = list(documents.iterdir())
    if old and not made_here:
        raise CaseError(f"{documents} 里已有别的文件，请换一个空文件夹。")
    for path in old:
        path.unlink()


def _damaged(document: Document, mess: str, seed: int) -> bytes:
    if mess in ENCODINGS:
        return encoded(document.text, mess)
    kind = Random(f"mess:{seed}").choice([*sorted(KINDS), ""]) if mess == "mixed" else mess
    return (damage(document.text, kind, seed) if kind else document.text).encode()
