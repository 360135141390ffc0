"""The facts of a damaged text are those of the clean one (must hold 2 of issue 3); `make prove NAME=mess` does all pairs."""

from __future__ import annotations

from random import Random

import pytest

from eval.mess import ENCODINGS, KINDS, damage, encoded
from eval.metamorphic import KNOWN, difference, known_failures, pairs

SAMPLE = 260
PAIRS = {pair.id: pair for pair in pairs()}
TEXT = "截至2023年12月15日，岫林县的33个问题（含重点3个），已完成整改19个；销号率57.6%。\n其余14个达到序时进度。" * 5


@pytest.mark.parametrize("identity", sorted(Random(1).sample(sorted(set(PAIRS) - known_failures()), SAMPLE)))
def test_facts_survive(identity):
    lost, made = difference(PAIRS[identity])
    assert (lost, made) == ([], [])


@pytest.mark.parametrize("identity", sorted(known_failures()))
@pytest.mark.xfail(strict=True, reason="known: the line breaks said where a table row or a paragraph ends")
def test_known_failures(identity):
    lost, made = difference(PAIRS[identity])
    assert (lost, made) == ([], [])


def test_enough_pairs_and_few_known_failures():
    assert len(PAIRS) >= 2000
    assert known_failures() <= set(PAIRS), f"{KNOWN} names a pair that is none"
    assert len(known_failures()) <= 0.005 * len(PAIRS)


@pytest.mark.parametrize("kind", [*KINDS, "traditional+pinyin"])
def test_damage_is_the_same_for_the_same_seed_and_shows(kind):
    assert damage(TEXT, kind, 3) == damage(TEXT, kind, 3) != TEXT


@pytest.mark.parametrize("kind", ENCODINGS)
def test_encoded_text_reads_back(kind):
    data = encoded(TEXT, kind)
    text = data.decode(kind)
    assert text == (damage(TEXT, "traditional") if kind == "big5" else TEXT)


def test_unknown_damage():
    with pytest.raises(KeyError):
        damage(TEXT, "unheard_of")
