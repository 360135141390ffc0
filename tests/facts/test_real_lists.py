"""Lists of real documents (where they lie beside the checkout): classes add up to their total, every fact points at its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.facts.extract import extract
from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.reading.report import read_reports
from assistant.types import Fact
from assistant.words.lexicon import load_lexicon

BY_AREA = [
    ("044", "第十二批", 58),
    ("044", "累计", 456),
    ("047", "第八批", 68),
    ("047", "累计", 463),
    ("051", "第九批", 109),
    ("051", "累计", 572),
    ("059", "第三十三批", 242),
    ("080", "第二十六批", 123),
    ("083", "第十批", 91),
    ("084", "第四批", 3),
    ("104", "第三十二批", 78),
    ("169", "累计", 384),
    ("223", "第二十四批", 54),
]


def facts_of(path: Path) -> list[Fact]:
    return [fact for report in read_reports(path.name, path.read_bytes()) for fact in extract(report, load_lexicon())]


def areas(tally: Tally) -> list[Fact]:
    return [fact for fact in tally.classes if fact.dimension == "区域" and not fact.parent]


@pytest.mark.parametrize(("name", "batch", "total"), BY_AREA, ids=[f"{name} {batch}" for name, batch, _ in BY_AREA])
def test_areas_add_up(practice: Path, name: str, batch: str, total: int) -> None:
    lists = [
        tally
        for tally in tallies(facts_of(practice / "docs" / f"{name}.txt"))
        if tally.total is not None and tally.total.quantity.value == total and areas(tally)
    ]
    assert [tally.batch for tally in lists] == [batch]
    # A list that prose and a table both give has each class twice.
    assert sum({fact.label: fact.quantity.value or 0 for fact in areas(lists[0])}.values()) == total


def test_every_fact_points_at_its_number(practice: Path, seeds: Path) -> None:
    for path in [*sorted((practice / "docs").iterdir()), *sorted(seeds.iterdir())]:
        for fact in facts_of(path):
            printed = fact.passage.text[fact.start - fact.passage.start : fact.end - fact.passage.start]
            assert re.sub(r"\s", "", fact.quantity.text) in re.sub(r"\s", "", printed), (path.name, fact.quantity.text)


def test_no_fact_counts_more_than_its_list(practice: Path, seeds: Path) -> None:
    for path in [*sorted((practice / "docs").iterdir()), *sorted(seeds.iterdir())]:
        for tally in tallies(facts_of(path)):
            assert tally.imbalance() is None, (path.name, tally.imbalance())
