"""Proof `guard`: of texts with one thing changed in a true answer or draft hardly any passes, of faithful ones hardly any is stopped."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from assistant.answering.wording import evidence_of
from assistant.checking.guard import Evidence, findings
from assistant.service import Assistant
from assistant.types import Citation, Scope
from eval.altering import EXACT, HANDS, KINDS, alter, altered_widely, cited, paraphrase, wide_kinds
from eval.cases import CASES, read_cases
from eval.ground import go_offline
from eval.product import fresh_assistant
from eval.proof import Proof
from eval.proofing import drafts

ALTERED, FAITHFUL, WIDE = 2_000, 1_000, 50
"""Texts of the two hands, paraphrases, and texts of each of the further kinds."""
BLOCKED_EXACT, BLOCKED, STOPPED = 0.99, 0.95, 0.02
SEED = 20_250_301
SHOWN = 60
_LONGEST = 600


@dataclass(frozen=True)
class Base:
    """A true text with the evidence it may rest on."""

    name: str
    text: str
    evidence: Evidence

    @property
    def citations(self) -> Sequence[Citation]:
        """Its numbered evidence."""
        return self.evidence.citations


def prove() -> Proof:
    """All altered texts and all paraphrases."""
    go_offline()
    return measure(ALTERED, FAITHFUL)


def measure(altered: int, faithful: int, seed: int = SEED) -> Proof:
    """So many texts of each sort, half by either hand over its own half of the answers and drafts."""
    with fresh_assistant() as assistant:
        bases = list(_bases(assistant))
    halves = {hand: bases[number::2] for number, hand in enumerate(HANDS)}
    found: dict[str, Any] = {"texts": len(bases)}
    holds = True
    for hand in HANDS:
        chance = random.Random(f"{seed} {hand}")
        blocked, passed = _altered(halves[hand], hand, altered // len(HANDS), chance)
        quiet = _faithful(halves[hand], hand, faithful // len(HANDS), chance)
        sure, rest = _share(blocked, EXACT), _share(blocked, [kind for kind in KINDS if kind not in EXACT])
        stopped = quiet["stopped"] / max(quiet["texts"], 1)
        holds = holds and sure >= BLOCKED_EXACT and rest >= BLOCKED and stopped <= STOPPED
        found[hand] = {"exact kinds blocked": round(sure, 4), "other kinds blocked": round(rest, 4), "faithful stopped": round(stopped, 4)}
        found[hand]["by kind"] = {kind: {"altered": blocked[kind, "all"], "blocked": blocked[kind, "blocked"]} for kind in KINDS}
        if hand == "seen":
            found[hand] |= {"passed": passed[:SHOWN], "stopped": quiet["first"][:SHOWN]}
    wide = _widely(bases, min(WIDE, altered), random.Random(f"{seed} wide"))
    found["wide"] = wide
    sure = all(row["share"] >= (BLOCKED if bar == "others" else BLOCKED_EXACT) for bar, row in wide.items())
    return Proof(holds and sure, found)


def _widely(bases: Sequence[Base], most: int, chance: random.Random) -> dict[str, dict[str, Any]]:
    """Of each further kind so many texts: how many are blocked, by the bar they are held to."""
    found: dict[str, dict[str, Any]] = {}
    for bar, kinds in wide_kinds().items():
        rows: dict[str, dict[str, int]] = {}
        for kind, edits in kinds.items():
            made = ((base, altered_widely(cited(base.text, base.citations), edits, chance)) for base in chance.sample(bases, len(bases)))
            texts = list(islice(((base, text) for base, text in made if text is not None), most))
            rows[kind] = {"altered": len(texts), "blocked": sum(bool(findings(text, base.evidence)) for base, text in texts)}
        altered = sum(row["altered"] for row in rows.values())
        share = sum(row["blocked"] for row in rows.values()) / altered if altered else 0.0
        found[bar] = {"share": round(share, 4), "by kind": rows}
    return found


def _bases(assistant: Assistant) -> Iterator[Base]:
    """Answers to the development cases, and the paragraphs of drafts, each text once."""
    seen: set[str] = set()
    for case in read_cases(CASES / "dev.jsonl"):
        if case.task != "ask":
            continue
        answer = assistant.ask(case.question, Scope(case.place, tuple(case.reports), case.as_of))
        if answer.kind != "refused" and answer.text not in seen and len(answer.text) <= _LONGEST:
            seen.add(answer.text)
            yield Base(case.id, answer.text, evidence_of(answer, case.question))
    for base in drafts(assistant):
        for section in base.draft.sections:
            for text in section.text.splitlines():
                if 20 <= len(text) <= _LONGEST and text not in seen and not re.search(r"[【|]", text):
                    seen.add(text)
                    yield Base(f"{base.name} {section.heading}", text, Evidence((text,), names=(section.heading,)))


def _altered(
    bases: Sequence[Base], hand: str, count: int, chance: random.Random
) -> tuple[Counter[tuple[str, str]], list[dict[str, object]]]:
    counts: Counter[tuple[str, str]] = Counter()
    passed: list[dict[str, object]] = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        base, text, changed = _one(bases, kind, hand, chance)
        if base is None:
            continue
        counts[kind, "all"] += 1
        if findings(changed, base.evidence):
            counts[kind, "blocked"] += 1
        else:
            passed.append({"kind": kind, "of": base.name, "was": text, "became": changed})
    return counts, passed


def _one(bases: Sequence[Base], kind: str, hand: str, chance: random.Random) -> tuple[Base | None, str, str]:
    for _ in range(80):
        base = chance.choice(bases)
        text = cited(base.text, base.citations)
        if chance.random() < 0.5:
            text = paraphrase(text, hand, chance)
        changed = alter(text, kind, hand, base.evidence, chance)
        if changed is not None and changed != text:
            return base, text, changed
    return None, "", ""


def _faithful(bases: Sequence[Base], hand: str, count: int, chance: random.Random) -> dict[str, Any]:
    first = []
    for _ in range(count):
        base = chance.choice(bases)
        text = paraphrase(cited(base.text, base.citations), hand, chance)
        found = findings(text, base.evidence)
        if found:
            first.append({"of": base.name, "why": [finding.why for finding in found], "was": base.text, "became": text})
    return {"texts": count, "stopped": len(first), "first": first}


def _share(counts: Counter[tuple[str, str]], kinds: Sequence[str]) -> float:
    altered = sum(counts[kind, "all"] for kind in kinds)
    return sum(counts[kind, "blocked"] for kind in kinds) / altered if altered else 0.0
