"""The proof of drafts on a seeded sample, that it sees what is wrong, and the drafts of the five real documents."""

from __future__ import annotations

import random
import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.types import Draft, Scope
from eval.drafts import Judged, judge, judge_draft, summary, whole
from eval.ground import SAMPLES
from eval.held import Case, Held
from eval.product import fresh_assistant

SEED, CASES = 20_241_122, 24
LIST = Path(__file__).parents[2] / "eval" / "seeds" / "held.toml"
CASE = Case("整改落实情况报告", "望棠区", "2024-12-20")


@pytest.fixture(scope="module")
def samples() -> Iterator[Assistant]:
    with fresh_assistant([SAMPLES]) as assistant:
        yield assistant


def judged(draft: Draft, assistant: Assistant) -> Judged:
    found = Judged()
    judge_draft(draft, CASE, Held(), [assistant.report(head.id) for head in assistant.reports()], found)
    return found


def test_a_sample_of_drafts_fills_what_the_sources_hold(samples: Assistant) -> None:
    held, found = Held(), Judged()
    judge(samples, held, random.Random(SEED).sample(held.cases, CASES), found)
    assert summary(found).holds, found.faults
    assert found.counts["held slots filled"] > 5 * CASES
    assert found.counts["sections long enough"] > CASES // 2


def changed(draft: Draft, old: str, new: str) -> Draft:
    sections = tuple(replace(one, text=one.text.replace(old, new)) for one in draft.sections)
    assert sections != draft.sections, old
    return replace(draft, sections=sections)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("已完成整改20项", "已完成整改22项", "held slots filled"),
        ("21.5万吨", "26.5万吨", "figures with a source"),
        ("印发督办通知22份", "与岫林县一道印发督办通知22份", "no other place"),
        ("提醒谈话19人次。", "提醒谈话19人次，。", "whole sentences"),
        ("严格执法", "", "whole sentences"),
    ],
)
def test_the_proof_sees_a_fault(samples: Assistant, old: str, new: str, kind: str) -> None:
    draft = samples.draft(CASE.genre, Scope(place=CASE.place, as_of=CASE.as_of))
    assert not judged(draft, samples).faults
    if not new:
        draft = replace(draft, sections=tuple(replace(one, text=one.text.removesuffix("。")) for one in draft.sections))
    else:
        draft = changed(draft, old, new)
    assert any(fault.startswith(kind) for fault in judged(draft, samples).faults)


def test_the_proof_sees_what_is_short_or_said_twice(samples: Assistant) -> None:
    draft = samples.draft(CASE.genre, Scope(place=CASE.place, as_of=CASE.as_of))
    twice = replace(draft, sections=tuple(replace(one, text=f"{one.text}\n{one.text}") for one in draft.sections))
    assert any(fault.startswith("nothing twice") for fault in judged(twice, samples).faults)
    empty = replace(draft, sections=tuple(replace(one, text="") for one in draft.sections), gaps=())
    kinds = {fault.split("｜")[0] for fault in judged(empty, samples).faults}
    assert {"held slots filled", "sections long enough"} <= kinds


@pytest.fixture(scope="module")
def real(seeds: Path) -> Iterator[Assistant]:
    with fresh_assistant([seeds]) as assistant:
        yield assistant


@pytest.mark.parametrize("row", tomllib.loads(LIST.read_text("utf-8"))["draft"], ids=lambda row: row["file"] + row.get("part", ""))
def test_the_five_real_documents_draft_what_they_hold(real: Assistant, row: dict) -> None:
    head = next(h for h in real.reports() if Path(h.path).name.startswith(row["file"]) and h.id.endswith(row.get("part", "")))
    began = time.perf_counter()
    draft = real.draft(row["genre"], Scope(reports=(head.id,)))
    assert time.perf_counter() - began < 2
    text = whole(draft)
    missing = [one for one in row["held"] if not any(re.search(rf"(?<![\d.]){re.escape(w)}", text) for w in one.split("|"))]
    assert not missing
    assert not [one for one in row["gaps"] if not any(one in gap for gap in draft.gaps)]
    assert next(check for check in draft.checks if check.name == "数字均有出处").passed
