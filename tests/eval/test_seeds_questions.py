"""The questions over the real documents: readable, split for tuning and holding out, and true to the documents they ask about."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.reading.report import read_reports
from eval.cases import Case, read_cases
from eval.reading.numbers import read_numbers

QUESTIONS = Path(__file__).resolve().parents[2] / "eval" / "seeds" / "questions.jsonl"
LONGEST_PIECE = 20
"""A source is named by a short piece, so that no passage of a real document stands in the project."""
LONGEST_RUN = 25


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return read_cases(QUESTIONS)


@pytest.fixture(scope="module")
def texts(seeds: Path) -> dict[str, str]:
    """The clean text of each file, its reports one after the other."""
    return {
        path.name: "\n".join(report.clean for report in read_reports(path.name, path.read_bytes())) for path in sorted(seeds.glob("*.txt"))
    }


def test_the_split_is_fixed_and_mixed(cases: list[Case]) -> None:
    splits = {case.id: [tag for tag in case.tags if tag.startswith("split:")] for case in cases}
    assert Counter(tag for tags in splits.values() for tag in tags) == {"split:dev": 60, "split:held": 50}
    kinds = {name: {case.type for case in cases if splits[case.id] == [name]} for name in ("split:dev", "split:held")}
    assert len(kinds["split:dev"] & kinds["split:held"]) >= 15
    talks = {(case.conversation, splits[case.id][0]) for case in cases if case.conversation}
    assert len(talks) == len({name for name, _ in talks})


def test_a_refusal_names_its_status_and_no_figure(cases: list[Case]) -> None:
    assert not [case.id for case in cases if case.gold.refuse and (case.gold.figures or not case.gold.status)]
    assert not [case.id for case in cases if not case.gold.refuse and not (case.gold.figures or case.gold.must)]


def test_sources_are_short_verbatim_pieces(cases: list[Case], texts: dict[str, str]) -> None:
    sources = [(case.id, source) for case in cases for source in case.gold.sources]
    assert not [(name, source.quote) for name, source in sources if len(source.quote) > LONGEST_PIECE]
    assert not [(name, source.quote) for name, source in sources if source.quote not in texts[source.report]]


def test_stated_gold_figures_stand_in_the_named_documents(cases: list[Case], texts: dict[str, str]) -> None:
    for case in cases:
        if "推算" in case.gold.status:
            continue
        told = {number.printed for source in case.gold.sources for number in read_numbers(texts[source.report])}
        assert not [figure for figure in case.gold.figures if not told & set(figure.value)], case.id


def test_no_passage_of_a_document_is_kept_here(seeds: Path, texts: dict[str, str]) -> None:
    written = QUESTIONS.read_text("utf-8")
    runs = {written[start : start + LONGEST_RUN + 1] for start in range(len(written) - LONGEST_RUN)}
    documents = [*texts.values(), *(path.read_text("utf-8") for path in seeds.glob("*.txt"))]
    passages = {text[start : start + LONGEST_RUN + 1] for text in documents for start in range(len(text) - LONGEST_RUN)}
    assert not runs & passages
