"""The adapter: the product's answer in the contract's shape, and no model without being asked for one."""

from __future__ import annotations

import os

from scripted import Shelf, case

from assistant.types import Answer, Citation, Figure, Status
from eval.ground import MODEL_SETTINGS, go_offline
from eval.product import answer_row
from eval.scorers import judge

QUOTE = "督察反馈的33个问题中，已完成整改19个"
ANSWER = Answer(
    text="还有14个[1]。",
    kind="computed",
    status=Status.DERIVED,
    figures=(Figure(14, "个", "未完成", "33−19=14", (1,)),),
    citations=(Citation(1, "r1", "云溪县报告", "", QUOTE, QUOTE, 0),),
)


def test_an_answer_of_the_product_is_judged():
    row = answer_row(ANSWER)
    assert not {"seconds", "mode"} & set(row)
    gold = {
        "figures": [{"value": 14, "unit": "个"}],
        "status": ["推算"],
        "sources": [{"report": "云溪县整改报告.txt", "quote": "已完成整改19个"}],
    }
    assert [name for name, score in judge(case("a", gold=gold), row, Shelf()).items() if not score.passed] == []


def test_offline_forgets_the_model(monkeypatch):
    for name in MODEL_SETTINGS:
        monkeypatch.setenv(name, "x")
    go_offline()
    assert not set(MODEL_SETTINGS) & set(os.environ)
