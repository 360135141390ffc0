"""Reciprocal rank fusion."""

import pytest

from assistant.search.fusion import reciprocal_rank_fusion


def test_what_both_rankings_hold_comes_first() -> None:
    fused = reciprocal_rank_fusion([["a", "b", "c"], ["d", "b"]])
    assert [key for key, _ in fused] == ["b", "a", "d", "c"]
    assert dict(fused)["b"] == pytest.approx(2 / 62)


def test_weights_decide_between_rankings() -> None:
    assert reciprocal_rank_fusion([["a"], ["b"]], [0.5, 1.0])[0] == ("b", pytest.approx(1 / 61))


def test_one_ranking_keeps_its_order_and_none_is_empty() -> None:
    assert [key for key, _ in reciprocal_rank_fusion([["c", "a", "b"]])] == ["c", "a", "b"]
    assert reciprocal_rank_fusion([]) == []


def test_every_ranking_needs_its_weight() -> None:
    with pytest.raises(ValueError, match="zip"):
        reciprocal_rank_fusion([["a"], ["b"]], [1.0])
