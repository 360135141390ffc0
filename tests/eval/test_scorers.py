"""Each row of scorers.jsonl: an answer, draft, search or time, a gold, and whether the named scorer lets it pass."""

from __future__ import annotations

import ast
import json
from decimal import Decimal
from pathlib import Path

import pytest
from scripted import Shelf, answer_row, case

import eval
from eval.scorers import SCORERS, search_measures
from eval.scorers.drafts import DRAFT_SCORERS, Drafted
from eval.scorers.evidence import Evidence, Score
from eval.scorers.latency import latency
from eval.scorers.retrieval import SEARCH_SCORERS, Found

ROWS = [json.loads(line) for line in (Path(__file__).parent / "scorers.jsonl").read_text("utf-8").splitlines()]


def drafted(draft: dict, gold: dict, place: str | None = None) -> Drafted:
    sections = [{"gaps": [], **section} for section in draft.get("sections", [])]
    figures = [{"label": "", "formula": None, "unit": "", **figure} for figure in draft.get("figures", [])]
    row = {"title": "云溪县整改报告", "frame": [], "checks": [], "gaps": [], **draft, "sections": sections, "figures": figures}
    return Drafted(case("d", gold=gold, task="draft", genre="整改落实情况报告", place=place), row, Shelf())


def found(hits: list[str | dict], gold: dict) -> Found:
    whole = [
        {"report": "r1", "path": "云溪县整改报告.txt", "section": "", **({"text": one} if isinstance(one, str) else one)} for one in hits
    ]
    return Found(case("s", gold=gold, task="search"), whole)


def score(row: dict) -> Score:
    if "draft" in row:
        return DRAFT_SCORERS[row["scorer"]](drafted(row["draft"], row["gold"], row.get("place")))
    if "hits" in row:
        return SEARCH_SCORERS[row["scorer"]](found(row["hits"], row["gold"]))
    if "seconds" in row:
        limit = row["gold"].get("seconds")
        return latency(row["seconds"], None if limit is None else Decimal(str(limit)))
    return SCORERS[row["scorer"]](Evidence(case("c", row["question"], row["gold"]), answer_row(**row["answer"]), Shelf()))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['scorer']}-{row['label']}" for row in ROWS])
def test_scorer_judges_as_a_person_would(row):
    given = score(row)
    assert given.passed == row["passed"], given.why
    assert bool(given.why) != given.passed


def test_every_scorer_has_rows_of_both_kinds_and_there_are_many():
    names = {*SCORERS, *DRAFT_SCORERS, *SEARCH_SCORERS, "用时"}
    assert {(row["scorer"], row["passed"]) for row in ROWS} == {(name, passed) for name in names for passed in (True, False)}
    assert len(ROWS) >= 300


GOLD = {
    "sources": [
        {"report": "云溪县整改报告.txt", "quote": "达到序时进度12个", "grade": 2},
        {"report": "云溪县整改报告.txt", "quote": "约谈三十二人次"},
    ]
}


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        (["约谈三十二人次。", "达到序时进度12个"], (1.0, 1.0, 1.0, 0.7967)),
        (["达到序时进度12个", "约谈三十二人次。"], (1.0, 1.0, 1.0, 1.0)),
        (["达到序时进度12个，约谈三十二人次。"], (1.0, 1.0, 1.0, 1.0)),
        (["无关。", "达到序时进度12个", "达到序时进度12个。"], (0.0, 1.0, 0.5, 0.5213)),
        (["无关。"], (0.0, 0.0, 0.0, 0.0)),
        ([], (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_ranks_are_measured(hits, expected):
    assert tuple(search_measures(found(hits, GOLD).case, found(hits, GOLD).hits).values()) == pytest.approx(expected, abs=0.001)


def test_what_judges_shares_no_code_with_what_is_judged():
    """One bug must not hide in both: gold, readers and scorers know nothing of the product."""
    here = Path(eval.__file__).parent
    for path in [here / "gold.py", *(here / "reading").glob("*.py"), *(here / "scorers").glob("*.py")]:
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
        assert not [name for name in names if name.split(".")[0] == "assistant"], path.name
