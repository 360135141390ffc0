"""Proof `proofing`: slips planted in clean drafts are found and located, and clean drafts raise no alarm."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.drafting.word import write_docx
from assistant.errors import UsageError
from assistant.service import Assistant
from assistant.types import LOOK, Draft, Flaw, Scope
from eval.ground import go_offline
from eval.planting import KINDS, Planted, plant
from eval.product import fresh_assistant
from eval.proof import Proof
from eval.variants import LAYOUTS, laid_out

EDITS, CLEAN = 1_000, 500
FOUND, LOCATED, ALARMS = 0.98, 0.95, 1 / 50
SEED = 20_241_122
SHOWN = 40
_GAP = re.compile(r"【[^】]*】")
_SILENT = re.compile(r"[\W_]")
_OWN_WORK = {"待补", "遮盖"}
"""What a draft says itself is still open is no alarm."""


@dataclass(frozen=True)
class Base:
    """A draft with the scope it was made for."""

    name: str
    draft: Draft
    scope: Scope


def prove() -> Proof:
    """All edits and all clean drafts."""
    go_offline()
    return measure(EDITS, CLEAN)


def measure(edits: int, clean: int, seed: int = SEED) -> Proof:
    """So many planted edits, evenly by kind, and so many clean texts, over the drafts of all genres, places and days of the samples."""
    chance = random.Random(seed)
    with fresh_assistant() as assistant:
        bases = drafts(assistant)
        found = _edits(assistant, bases, edits, chance)
        quiet = _clean(assistant, bases, clean, chance)
    kinds = {kind: {name: found[name, kind] for name in ("edits", "found", "located")} for kind in KINDS}
    total = {name: sum(row[name] for row in kinds.values()) for name in ("edits", "found", "located")}
    holds = total["found"] >= FOUND * total["edits"] and total["located"] >= LOCATED * total["edits"]
    holds = holds and quiet["alarms"] <= ALARMS * quiet["texts"] and total["edits"] >= edits * 0.99
    missed = [row for key, rows in found.items() if key == ("missed", "") for row in rows]
    return Proof(bool(holds), {"drafts": len(bases), **total, "kinds": kinds, **quiet, "missed": missed[:SHOWN]})


def drafts(assistant: Assistant) -> list[Base]:
    """The drafts of all genres for each place, on each day that a report of it is of."""
    places: dict[str, set[str | None]] = {}
    for head in assistant.reports():
        if head.place and not head.place.masked:
            places.setdefault(head.place.display, {None}).add(head.as_of)
    made = []
    for genre in assistant.genres():
        for place, days in sorted(places.items()):
            for day in sorted(days, key=lambda one: one or ""):
                scope = Scope(place=place, as_of=day)
                try:
                    made.append(Base(f"{genre.name} {place} {day or ''}".strip(), assistant.draft(genre.name, scope), scope))
                except UsageError:
                    continue
    return made


def _edits(assistant: Assistant, bases: Sequence[Base], edits: int, chance: random.Random) -> dict[tuple[str, str], Any]:
    counts: dict[tuple[str, str], Any] = Counter()
    counts["missed", ""] = []
    known: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
    for number in range(edits):
        kind = KINDS[number % len(KINDS)]
        base, layout, planted = _planted(bases, kind, chance)
        if planted is None:
            continue
        clean = laid_out(base.draft, layout, random.Random(base.name))
        if (base.name, layout) not in known:
            known[base.name, layout] = {_identity(flaw) for flaw in _alarms(assistant, clean, base.scope)}
        new = [flaw for flaw in _alarms(assistant, planted.text, base.scope) if _identity(flaw) not in known[base.name, layout]]
        located = [flaw for flaw in new if _at(flaw, planted)]
        counts["edits", kind] += 1
        counts["found", kind] += bool(new)
        counts["located", kind] += bool(located)
        if not located:
            counts["missed", ""].append(
                {"draft": base.name, "kind": kind, "edit": f"{planted.old}→{planted.new}", "in": planted.sentence[:80]}
            )
    return counts


def _planted(bases: Sequence[Base], kind: str, chance: random.Random) -> tuple[Base, str, Planted | None]:
    """A draft that has a place for such an edit, in some layout, with the edit."""
    for _ in range(60):
        base, layout = chance.choice(bases), chance.choice(LAYOUTS)
        planted = plant(laid_out(base.draft, layout, random.Random(base.name)), kind, chance)
        if planted is not None:
            return base, layout, planted
    return bases[0], LAYOUTS[0], None


def _clean(assistant: Assistant, bases: Sequence[Base], clean: int, chance: random.Random) -> dict[str, Any]:
    alarms: list[dict[str, str]] = []
    order = list(bases)
    chance.shuffle(order)
    for number in range(clean):
        base, layout = order[number % len(order)], LAYOUTS[number // len(order) % len(LAYOUTS)]
        if number % 5 == 0:
            flaws, layout = _of_word(assistant, base), "docx"
        else:
            flaws = _alarms(assistant, laid_out(base.draft, layout, random.Random(base.name)), base.scope)
        alarms += [
            {"draft": base.name, "layout": layout, "kind": flaw.kind, "written": flaw.written, "in": flaw.sentence[:80]} for flaw in flaws
        ]
    return {"texts": clean, "alarms": len(alarms), "first alarms": alarms[:SHOWN]}


def _of_word(assistant: Assistant, base: Base) -> list[Flaw]:
    """The alarms on a draft as the Word file that the program writes, its 核对表 behind it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "初稿.docx"
        write_docx(base.draft, path)
        return list(_read(assistant, path.name, path.read_bytes(), base.scope))


def _alarms(assistant: Assistant, text: str, scope: Scope) -> list[Flaw]:
    return list(_read(assistant, "初稿.md", text.encode(), scope))


def _read(assistant: Assistant, name: str, data: bytes, scope: Scope) -> Iterator[Flaw]:
    """What is faulted, but for mere suggestions of writing and what the draft itself leaves open.

    Whoever hands a text in names the day it is of, where it is not today's, but not the place: that is found by its sentences.
    """
    for review in assistant.proofs.proof(name, data, Scope(as_of=scope.as_of)):
        for flaw in review.flaws:
            if flaw.kind not in _OWN_WORK and not (flaw.kind == "校对" and flaw.strength == LOOK):
                yield flaw


def _identity(flaw: Flaw) -> tuple[str, str, str]:
    return flaw.kind, flaw.written, flaw.sentence


def _at(flaw: Flaw, planted: Planted) -> bool:
    """Whether a flaw is put to the sentence of the edit, or to its row of a table; list numbers and marks are read in their own way."""
    said, sentence = _SILENT.sub("", flaw.sentence), _SILENT.sub("", planted.sentence)
    if planted.sentence.startswith("|"):
        cells = [_SILENT.sub("", cell) for cell in _GAP.sub("", planted.sentence).split("|")]
        return all(cell in said for cell in cells)
    return said in sentence or sentence in said or (bool(said) and said[-12:] in sentence)
