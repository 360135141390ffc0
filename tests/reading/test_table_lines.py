"""What a table says line by line, for the layouts of tests/reading/cases/layouts.toml and for places of cells."""

from __future__ import annotations

import pytest
from layouts import LAYOUTS, Layout, rows_of

from assistant.reading.formats.tables import DocumentText, Merge


def cell_of(reference: str) -> tuple[int, int]:
    return int(reference[1:]) - 1, ord(reference[0]) - ord("A")


def merges_of(layout: Layout) -> list[Merge]:
    areas = [[cell_of(corner) for corner in area.split(":")] for area in layout.get("merges", [])]
    return [Merge(top, left, bottom, right) for (top, left), (bottom, right) in areas]


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if "lines" in one], ids=lambda layout: layout["name"])
def test_lines(layout: Layout) -> None:
    document = DocumentText()
    document.table(rows_of(layout), "表", merges_of(layout))
    loaded = document.loaded()
    assert loaded.text.split("\n") == layout["lines"]
