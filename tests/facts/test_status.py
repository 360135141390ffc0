"""Statuses: the longest wording wins, a negation turns it, a plan is no status."""

from __future__ import annotations

import pytest

from assistant.facts.status import leading, statuses
from assistant.words.lexicon import load_lexicon

LEXICON = load_lexicon()


def named(text: str) -> list[str]:
    return [span.metric for span in statuses(text, LEXICON)]


@pytest.mark.parametrize(
    ("metric", "word"), [(metric.name, word) for metric in LEXICON.metrics.values() for word in metric.words], ids=lambda value: str(value)
)
def test_every_wording_names_its_metric(metric: str, word: str) -> None:
    assert named(word) == [metric]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("阶段性办结", ["阶段性办结"]),
        ("尚未办结", ["未办结"]),
        ("没有完成整改", ["未完成"]),
        ("未能按期完成", ["未完成"]),
        ("还未整改到位", ["未完成"]),
        ("尚未销号", ["未销号"]),
        ("没有办结", ["未办结"]),
        ("未达到序时进度", ["滞后"]),
        ("达到序时进度", ["序时"]),
        ("超过序时进度", ["超序时"]),
        ("基本完成", ["基本完成"]),
        ("已完成或基本完成", ["完成或基本完成"]),
        ("部分属实", ["部分属实"]),
        ("不属实", ["不属实"]),
        ("完成交账销号", ["销号"]),
        ("完成整改并销号", ["完成", "销号"]),
        ("均已完成整改并验收销号", ["完成", "销号"]),
        ("完成率", ["完成率"]),
        ("未全部完成", []),
        ("没有全部办结", []),
    ],
)
def test_containment_and_negation(text: str, metrics: list[str]) -> None:
    assert named(text) == metrics


@pytest.mark.parametrize(
    "ahead", ["计划年底前", "拟于下月", "力争", "应", "2025年12月底前", "10月前", "将于明年", "务必在月底前", "需2024年", "申请"]
)
def test_plans(ahead: str) -> None:
    assert LEXICON.intention.planned(ahead)


@pytest.mark.parametrize("ahead", ["目前", "已提前", "截至目前", "均已", "按照计划", "此前", "未能", "以前"])
def test_no_plans(ahead: str) -> None:
    assert not LEXICON.intention.planned(ahead)


def test_a_definite_status_leads_over_a_vague_one() -> None:
    assert leading(statuses("按序时进度推进，正在推进", LEXICON)) == ("序时",)
