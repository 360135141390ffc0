"""Token budgets work offline: an estimate, or a vocabulary that already lies on the machine."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from assistant.language.budget import count_tokens, estimate_tokens, within_budget

VOCABULARY = "fb374d419588a4632f3f557e76b4b70aebbca790"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("整改落实", 4), ("report", 2), ("PM2.5为35μg/m³", 10), ("整改 完成\n", 4), ("a" * 400, 100), ("2021年11月8日", 6)],
)
def test_the_estimate(text: str, tokens: int) -> None:
    assert estimate_tokens(text) == tokens


def test_without_a_vocabulary_the_estimate_counts(tmp_path: Path) -> None:
    assert count_tokens("整改落实情况", tmp_path) == 6


def test_a_vocabulary_on_the_machine_is_used(tmp_path: Path) -> None:
    ranks = [*(bytes([i]) for i in range(256)), "整".encode()[:2], "整".encode(), "改".encode()[:2], "改".encode(), "整改".encode()]
    lines = (base64.b64encode(token) + b" " + str(rank).encode() for rank, token in enumerate(ranks))
    (tmp_path / VOCABULARY).write_bytes(b"\n".join(lines))
    assert count_tokens("整改", tmp_path) == 1


def test_a_damaged_vocabulary_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / VOCABULARY).write_bytes(b"not a vocabulary at all\n")
    assert count_tokens("整改", tmp_path) == 2


def test_texts_are_kept_whole_or_not_at_all() -> None:
    assert within_budget(["整改落实", "情况", "报告"], 6) == ["整改落实", "情况"]
    assert within_budget(["整改落实"], 3) == []
    assert within_budget([], 3) == []
