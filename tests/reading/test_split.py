"""Documents glued into one file: each with its own title, place and date; what only looks like a further document stays with its own."""

from __future__ import annotations

import pytest

from assistant.reading.report import read_reports
from tests.reading.tables import rows


@pytest.mark.parametrize(("given_text", "expected"), rows("glued"))
def test_each_document_has_its_own_title_place_and_date(given_text, expected):
    reports = read_reports("材料.txt", given_text.encode())
    found = [[report.title, report.place and report.place.name, report.as_of] for report in reports]
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    assert all(wanted is None or wanted == date for (*_, date), (*_, wanted) in zip(found, expected, strict=True))


@pytest.mark.parametrize(("given_text", "expected"), rows("glued"))
def test_nothing_of_the_file_is_lost(given_text, expected):
    reports = read_reports("材料.txt", given_text.encode())
    assert "".join(report.raw for report in reports) == given_text
