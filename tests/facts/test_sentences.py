"""What the extractor makes of single wordings (tests/cases/facts.jsonl): every typed fact and no other one.

A row's `expected` holds lines `list metric figure key=value…`: list A 反馈问题, B 信访件, O an open figure.
`not` holds values that are no quantity; `sealed` rows were written before the rules were tuned and never tuned on.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from factories import TITLE, facts_of

from assistant.types import Fact, Track

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "facts.jsonl").read_text("utf-8").splitlines()]
TRACKS = {"A": Track.PROBLEM, "B": Track.COMPLAINT, "O": Track.OTHER}
KNOWN = pytest.mark.xfail(strict=True, reason="known: not met yet")


def _shown(value: float | None) -> str:
    return "*" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _key(fact: Fact) -> tuple[Track, str, str]:
    return (fact.track, fact.metric, _shown(fact.quantity.value) + fact.quantity.unit)


def _details(fact: Fact) -> dict[str, str]:
    return {
        "label": fact.label,
        "dim": fact.dimension,
        "parent": fact.parent,
        "batch": fact.batch,
        "level": fact.inspection.level,
        "round": fact.inspection.round,
        "place": fact.place.name if fact.place else "",
        "as_of": fact.as_of or "",
        "revisit": "yes" if fact.inspection.revisit else "",
        "approx": "yes" if fact.quantity.approximate else "",
        "each": "yes" if fact.quantity.each else "",
        "campaign": fact.inspection.campaign,
    }


def _wanted(line: str) -> tuple[tuple[Track, str, str], dict[str, str]]:
    track, metric, figure, *details = line.split()
    pairs = (detail.partition("=")[::2] for detail in details)
    return (TRACKS[track], "" if metric == "-" else metric, figure), {name: value or "yes" for name, value in pairs}


def differences(row: dict) -> list[str]:
    """What is missing from, wrong in or too much for a row; empty when it is met."""
    facts = facts_of(row["given"], row.get("title", TITLE))
    found: list[str] = []
    rest = [fact for fact in facts if fact.start > len(row.get("title", TITLE))]
    for line in row["expected"]:
        key, details = _wanted(line)
        twin = next((fact for fact in rest if _key(fact) == key and details.items() <= _details(fact).items()), None)
        if twin is None:
            found.append(f"missing {line}")
        else:
            rest.remove(twin)
    known = {_wanted(line)[0] for line in row["expected"]}
    typed = [fact for fact in rest if fact.metric and _key(fact) not in known]
    found += [f"extra {fact.track.value} {fact.metric} {fact.quantity.text} {fact.label}" for fact in typed]
    found += [f"no quantity: {value}" for value in row.get("not", ()) for fact in facts if _shown(fact.quantity.value) == value]
    return found


@pytest.mark.parametrize("row", [pytest.param(row, id=row["label"], marks=[KNOWN] if row.get("expect") == "fail" else []) for row in CASES])
def test_sentence(row: dict) -> None:
    assert differences(row) == []


def test_table_is_large_and_its_labels_differ() -> None:
    assert len(CASES) >= 160
    assert len({row["label"] for row in CASES}) == len(CASES)
    assert sum(bool(row.get("sealed")) for row in CASES) >= 40


@pytest.mark.parametrize("row", CASES, ids=[row["label"] for row in CASES])
def test_facts_point_at_their_numbers(row: dict) -> None:
    for fact in facts_of(row["given"], row.get("title", TITLE)):
        passage = fact.passage
        printed = passage.text[fact.start - passage.start : fact.end - passage.start]
        assert re.sub(r"\s", "", fact.quantity.text) in re.sub(r"\s", "", printed)
