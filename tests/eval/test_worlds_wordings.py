"""The tables of wordings: each covers everything, are rich where it counts, and share no run of eight."""

from __future__ import annotations

import re
import tomllib

import pytest

from eval.worlds.wordings import HELDOUT, SLOT, TABLES, Speaker, hands, load

FREQUENT = [
    "items.two",
    "items.three",
    "complaints.three",
    "complaints.two",
    "split.single",
    "meetings.all",
    "enforcement.all",
    "air.all",
    "project.all",
]
FREQUENT += ["lagging.all"]
SENTENCES = ("question", "ask", "body", "english", "follow", "dated", "thing", "what", "typos", "columns", "status")


def texts(table: str) -> list[str]:
    found = []
    stack = [value for value in load(table).values()]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            stack += list(one.values())
        elif isinstance(one, list):
            stack += one
        else:
            found.append(one)
    return found


TERMS: list[str] = tomllib.loads((TABLES / "terms.toml").read_text("utf-8"))["terms"]
TOKEN = re.compile("|".join([r"\{\w+(?::zh)?\}", *sorted(map(re.escape, TERMS), key=len, reverse=True), "[A-Za-z]+ ?", "."]))


def grams(text: str, size: int = 8) -> set[tuple[str, ...]]:
    """Runs of eight characters; a slot, a fixed term, an English word count as one each."""
    tokens = TOKEN.findall(text)
    return {tuple(tokens[start : start + size]) for start in range(len(tokens) - size + 1)}


@pytest.mark.parametrize("table", hands())
def test_no_hand_shares_a_run_of_eight_with_what_is_held_out(table):
    heldout = {gram for text in texts(HELDOUT) for gram in grams(text)}
    # Named by our own text, so that a failure shows nothing of what is held out.
    assert not [text for text in texts(table) if grams(text) & heldout]


@pytest.mark.parametrize("table", [name for name in hands() if name != "dev"] + [HELDOUT])
def test_all_tables_know_the_same_kinds(table):
    dev, other = load("dev"), load(table)
    assert dev.keys() == other.keys()
    for group in dev:
        assert group == "typos" or dev[group].keys() == other[group].keys(), group


@pytest.mark.parametrize("table", [*hands(), HELDOUT])
@pytest.mark.parametrize("kind", FREQUENT)
def test_frequent_statements_have_a_dozen_wordings(table, kind):
    wordings = [wording.text for wording in Speaker(table).wordings(kind)]
    assert len(set(wordings)) >= 12
    orders = {tuple(match[1] for match in SLOT.finditer(text)) for text in wordings}
    assert len(orders) >= 8, "wordings have to differ in what they tell and in which order"


@pytest.mark.parametrize("table", [*hands(), HELDOUT])
def test_sentences_end_and_wordings_do_not_repeat(table):
    loaded = load(table)
    for group, kinds in loaded.items():
        if group in SENTENCES or group in ("title", "heading", "part", "closing", "opening"):
            continue
        for name, wordings in kinds.items():
            given = [one if isinstance(one, str) else one["text"] for one in wordings]
            assert all(text.endswith("。") for text in given), (group, name)
            assert len(set(given)) == len(given), (group, name)
