"""Small real objects for tests: a report read from a few sentences, a fact with only the fields that matter."""

from __future__ import annotations

from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.types import Fact, Inspection, Number, Passage, Place, Quantity, Report, Track
from assistant.words.lexicon import load_lexicon

TITLE = "澜川市生态环境保护督察整改工作情况"


def report(text: str, title: str = TITLE, name: str = "材料.txt") -> Report:
    """One document as the reader makes it, under a title of an invented place."""
    (made,) = read_reports(name, f"{title}\n{text}\n".encode())
    return made


def facts_of(text: str, title: str = TITLE) -> list[Fact]:
    """The facts the extractor finds in a few sentences."""
    return extract(report(text, title), load_lexicon())


def fact(track: str, metric: str, value: Number | None, unit: str = "个", *, of: str = "LIST", **fields: object) -> Fact:
    """A fact of one list: `fact("反馈问题", "总数", 33)`."""
    printed = f"{'*' if value is None else value}{unit}"
    given: dict[str, object] = {
        "report": "r",
        "place": Place("澜川市"),
        "track": Track(track),
        "metric": metric,
        "quantity": Quantity(value, unit, printed),
        "label": "",
        "passage": Passage("r", (), 0, len(printed), printed),
        "start": 0,
        "end": len(printed),
        "inspection": Inspection(),
        "of": of,
    }
    return Fact(**(given | fields))  # type: ignore[arg-type]
