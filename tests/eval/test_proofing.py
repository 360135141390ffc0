"""The proof of proof-reading on a seeded sample, and that what plants the slips does what it says."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from assistant.types import Draft, DraftSection
from eval.planting import KINDS, plant
from eval.proofing import measure
from eval.variants import LAYOUTS, laid_out

TEXT = (
    "岫林县整改情况\n截至2024年6月30日，反馈问题24项，已完成整改19项，达到序时进度5项，完成率为79.2%。\n"
    "石檐乡矿山由县自然资源局牵头，【待补：12项，某事】计划于2024年9月完工。\n"
)
DRAFT = Draft(
    "简报",
    "岫林县简报",
    "",
    (DraftSection("一、做法", 1, "甲句。乙句。丙句。"), DraftSection("二、成效", 1, "丁句。"), DraftSection("", 0, "特此报告。")),
    "岫林县人民政府",
    "",
    (),
    (),
    (),
)


@pytest.mark.heavy
def test_a_seeded_sample_of_the_proof_holds() -> None:
    proof = measure(28, 14, seed=20_250_101)
    assert proof.found["found"] == 28, proof.found["missed"]
    assert proof.found["located"] >= 27, proof.found["missed"]
    assert proof.found["alarms"] == 0, proof.found["first alarms"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_changes_one_place_and_no_gap(kind: str) -> None:
    for seed in range(20):
        planted = plant(TEXT, kind, random.Random(seed))
        assert planted is not None
        assert planted.text != TEXT
        assert planted.text[: planted.start] == TEXT[: planted.start]
        assert planted.text.replace("【待补：12项，某事】", "") != planted.text
        assert planted.new in planted.sentence + planted.text[planted.start : planted.start + 12]


def test_a_text_without_such_a_place_gets_no_slip() -> None:
    assert plant("特此报告。", "figure", random.Random(1)) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_invents_nothing(layout: str) -> None:
    text = laid_out(DRAFT, layout, random.Random(3))
    assert set(text) <= set(laid_out(DRAFT, "as drafted", random.Random(3)))
    assert "特此报告。" in text or layout == "sentences left out"


def test_other_layouts_keep_every_sentence() -> None:
    for layout in set(LAYOUTS) - {"sentences left out"}:
        text = laid_out(replace(DRAFT, title="岫林县"), layout, random.Random(3))
        assert all(sentence in text for sentence in ("甲句。", "乙句。", "丙句。", "丁句。"))
