"""Real-world layouts (tests/reading/cases/layouts.toml): every status, total and class a table states, and none beside them."""

from __future__ import annotations

import pytest
from layouts import LAYOUTS, Layout, workbook_of

from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.types import Fact
from assistant.words.lexicon import load_lexicon


def facts(layout: Layout) -> list[Fact]:
    (report,) = read_reports(f"{layout['title']}.xlsx", workbook_of(layout))
    found = [fact for fact in extract(report, load_lexicon()) if fact.metric]
    assert all(report.clean[fact.start : fact.end] == fact.quantity.text for fact in found)
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_statuses_and_totals(layout: Layout) -> None:
    found = [[fact.metric, fact.quantity.value, fact.batch or fact.inspection.display] for fact in facts(layout) if fact.metric != "分类"]
    assert sorted(found, key=str) == sorted(layout.get("facts", []), key=str)


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if "classes" in one or "class_count" in one], ids=lambda layout: layout["name"])
def test_classes(layout: Layout) -> None:
    found = [[fact.quantity.value, fact.label, fact.parent] for fact in facts(layout) if fact.metric == "分类"]
    assert [one for one in layout.get("classes", []) if one not in found] == []
    assert len(found) == layout.get("class_count", len(found))
