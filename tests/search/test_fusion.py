"""Rankings with their scores become one."""

import pytest

from assistant.search.fusion import fuse


def test_what_both_rankings_hold_well_comes_first() -> None:
    fused = fuse([[("a", 9.0), ("b", 8.0), ("c", 5.0)], [("d", 0.9), ("b", 0.8), ("e", 0.4)]])
    assert [key for key, _ in fused] == ["b", "a", "d", "c", "e"]
    assert dict(fused)["b"] == pytest.approx(0.75 + 0.8)


def test_weights_decide_between_rankings() -> None:
    assert fuse([[("a", 2.0), ("x", 1.0)], [("b", 2.0), ("x", 1.0)]], [0.5, 1.0])[0] == ("b", pytest.approx(1.0))


def test_how_far_ahead_the_first_is_counts_where_ranks_would_not() -> None:
    sure = [("a", 20.0), ("b", 6.0), ("c", 5.0)]
    assert [key for key, _ in fuse([sure, [("b", 0.50), ("a", 0.49), ("c", 0.0)]])][0] == "a"


def test_one_ranking_keeps_its_order_and_none_is_empty() -> None:
    assert [key for key, _ in fuse([[("c", 3.0), ("a", 2.0), ("b", 2.0)]])] == ["c", "a", "b"]
    assert fuse([]) == [] == fuse([[], []])
    assert fuse([[("a", 2.0)]]) == [("a", 1.0)]


def test_every_ranking_needs_its_weight() -> None:
    with pytest.raises(ValueError, match="zip"):
        fuse([[("a", 1.0)], [("b", 1.0)]], [1.0])
