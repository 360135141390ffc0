"""Title, genre, place, date, number, addressee and issuer of small documents of many shapes."""

from __future__ import annotations

import tomllib

import pytest

from assistant.reading.report import read_reports
from assistant.reading.vocabulary import load_vocabulary
from tests.reading.tables import CASES

VOCABULARY = load_vocabulary()
DOCUMENTS = tomllib.loads((CASES / "messy.toml").read_text("utf-8"))["document"]
FIELDS = ("place", "within", "as_of", "source", "title", "genre", "number", "addressee", "issuer")


def found(text: str) -> dict[str, object]:
    """What the reader says of a document, in the words of the table."""
    (report,) = read_reports("材料.txt", text.strip().encode())
    place = report.place
    return {
        "place": place.name if place else "",
        "within": list(place.within) if place else [],
        "as_of": report.as_of or "",
        "source": report.as_of_source,
        "title": report.title,
        "genre": report.genre,
        "number": report.number,
        "addressee": report.addressee,
        "issuer": report.issuer,
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["label"])
def test_document(document):
    assert found(document["text"]) == {field: document[field] for field in FIELDS}


def test_the_table_is_large_enough():
    assert len(DOCUMENTS) >= 30
    assert sum(document.get("heldout", False) for document in DOCUMENTS) >= 10
