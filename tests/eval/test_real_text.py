"""The promise's scorer on real sentences: what is quoted verbatim passes, a changed number does not."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from scripted import answer_row, case

from eval.scorers import SCORERS
from eval.scorers.evidence import Evidence

SENTENCE = re.compile(r"(?<=[。；\n])")
NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?![.、．\d])")
JUDGES = ("格式", "含糊", "拒答", "引文", "出处")


class OneFile:
    """A shelf of one text."""

    def __init__(self, text: str) -> None:
        self.whole = text

    def text(self, report: str) -> str:
        return self.whole

    def file(self, report: str) -> str:
        return "x.txt"


def sentences(folder: Path) -> list[tuple[OneFile, str]]:
    shelves = [OneFile(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))]
    return [(shelf, sentence) for shelf in shelves for sentence in SENTENCE.split(shelf.whole) if sentence.strip()]


@pytest.mark.parametrize("source", ["seeds", "practice"])
def test_a_verbatim_quotation_passes(source, request):
    folder = request.getfixturevalue(source)
    for shelf, sentence in sentences(folder / "docs" if source == "practice" else folder):
        evidence = Evidence(case("c", "问"), answer_row(sentence, citations=[sentence]), shelf)
        assert not [(name, score.why) for name in JUDGES if not (score := SCORERS[name](evidence)).passed]


@pytest.mark.parametrize("source", ["seeds", "practice"])
def test_a_changed_number_is_caught(source, request):
    folder, draw = request.getfixturevalue(source), random.Random(7)
    tried, missed = 0, []
    for shelf, sentence in sentences(folder / "docs" if source == "practice" else folder):
        for match in NUMBER.finditer(sentence):
            other = str(int(float(match[0])) + draw.choice([100, 1700, 23000]))
            if other in sentence:
                continue
            altered = sentence[: match.start()] + other + sentence[match.end() :]
            tried += 1
            if SCORERS["出处"](Evidence(case("c", "问"), answer_row(altered, citations=[sentence]), shelf)).passed:
                missed.append(altered)
    assert tried > 90
    assert not missed
