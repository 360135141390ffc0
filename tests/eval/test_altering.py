"""The makers of the guard's proof: an altered text differs in one place, a paraphrase keeps its numbers, and the proof counts both."""

from __future__ import annotations

import random
import re

import pytest

from assistant.checking.guard import Evidence
from assistant.types import Citation, Figure
from eval import guarding
from eval.altering import HANDS, KINDS, alter, altered_widely, cited, paraphrase, wide_kinds

QUOTE = "截至2024年6月30日，望棠区的26个问题中，约2家单位拟于9月完成整改，已完成整改19个，其中部分完成5个，由区水利局牵头。"
TEXT = f"19个。{QUOTE}"
OTHER = "第二轮省级督察情况。"
EVIDENCE = Evidence(
    (TEXT,),
    (Figure(19, "个", "完成", None, (1,)),),
    citations=tuple(Citation(n, "r", "材料", "", quote, quote, 0) for n, quote in enumerate((QUOTE, OTHER), 1)),
)


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_changes_something(hand: str, kind: str) -> None:
    marked = cited(TEXT, EVIDENCE.citations)
    made = [alter(marked, kind, hand, EVIDENCE, random.Random(seed)) for seed in range(8)]
    assert any(text is not None and text != marked for text in made), (hand, kind)


@pytest.mark.parametrize("hand", HANDS)
def test_a_paraphrase_keeps_every_number(hand: str) -> None:
    for seed in range(20):
        said = paraphrase(TEXT, hand, random.Random(seed))
        assert sorted(re.findall(r"\d+", said)) == sorted(re.findall(r"\d+", TEXT))


def test_marks_stand_behind_what_their_quote_holds() -> None:
    assert cited(TEXT, EVIDENCE.citations).endswith("牵头。[1]")
    assert "[2]" not in cited(TEXT, EVIDENCE.citations)


def test_the_proof_counts_what_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    bases = [guarding.Base(name, TEXT, EVIDENCE) for name in ("a", "b")]
    monkeypatch.setattr(guarding, "_bases", lambda _: bases)
    monkeypatch.setattr(guarding, "findings", lambda *_: [])
    blind = guarding.measure(24, 10)
    assert not blind.holds
    assert blind.found["seen"]["exact kinds blocked"] == 0
    assert blind.found["seen"]["faithful stopped"] == 0
    assert {row["share"] for row in blind.found["wide"].values()} == {0.0}


def test_every_further_kind_can_be_read() -> None:
    for kinds in wide_kinds().values():
        for edits in kinds.values():
            assert all(re.compile(pattern).groups >= instead.count("\\1") for pattern, instead in edits)
    assert altered_widely("截至2024年6月30日。", wide_kinds()["dates"]["换成相对日期"], random.Random(1)) in {
        "截至目前。",
        "截至去年6月30日。",
    }
