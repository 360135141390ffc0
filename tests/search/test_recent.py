"""Vectors beside the engine's folder: the same hits as if everything stood in one index."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.search.engines import VectorHit
from assistant.search.legs import Vectors
from assistant.search.recent import Recent

pytestmark = pytest.mark.heavy


def rows(*angles: float) -> np.ndarray:
    return np.array([[np.cos(angle), np.sin(angle)] for angle in angles], dtype=np.float32)


class Exact:
    """An engine that compares all, over a few vectors."""

    def __init__(self, ids: list[tuple[str, int]], vectors: np.ndarray) -> None:
        self.all = Recent(tuple(ids), vectors, frozenset())
        self.asked: list[int] = []

    def query(self, vector: np.ndarray, k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        self.asked.append(k)
        return self.all.query(vector, k, reports)


def keys(hits: list[VectorHit]) -> list[tuple[str, int]]:
    return [(hit.report, hit.ordinal) for hit in hits]


def test_a_changed_report_is_found_as_it_is_now() -> None:
    engine = Exact([("a", 0), ("b", 0), ("c", 0)], rows(0.0, 0.5, 1.0))
    recent = Recent.none().changed([("a", 0), ("d", 0)], rows(1.1, 0.1), ["a"])
    vectors = Vectors(engine, recent)  # type: ignore[arg-type]
    assert keys(vectors.query(rows(0.0)[0], 4)) == [("d", 0), ("b", 0), ("c", 0), ("a", 0)]
    assert keys(vectors.query(rows(0.0)[0], 4, frozenset({"a", "b"}))) == [("b", 0), ("a", 0)]


def test_the_engine_is_asked_for_more_when_what_it_finds_no_longer_counts() -> None:
    engine = Exact([(f"r{i}", 0) for i in range(40)], rows(*(i / 40 for i in range(40))))
    vectors = Vectors(engine, Recent.none().changed([], rows(), [f"r{i}" for i in range(30)]))  # type: ignore[arg-type]
    assert keys(vectors.query(rows(0.0)[0], 3)) == [("r30", 0), ("r31", 0), ("r32", 0)]
    assert engine.asked == [3, 12, 48]


def test_a_scope_goes_to_the_engine_without_the_reports_that_no_longer_count() -> None:
    engine = Exact([(f"r{i}", 0) for i in range(40)], rows(*(i / 40 for i in range(40))))
    scope = frozenset({f"r{i}" for i in range(35, 6_000)})
    gone = Recent.none().changed([], np.zeros((0, 2), np.float32), ["r35"])
    assert keys(Vectors(engine, gone).query(rows(0.0)[0], 3, scope)) == [("r36", 0), ("r37", 0), ("r38", 0)]  # type: ignore[arg-type]
    assert Vectors(engine, gone).query(rows(0.0)[0], 3, frozenset({"r35"})) == []  # type: ignore[arg-type]
    assert engine.asked == [3]


def test_it_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    recent = Recent.none().changed([("甲-1", 7)], rows(0.3), ["甲-1", "乙"])
    for one in (recent, Recent.none()):
        one.save(tmp_path / "recent.npz")
        again = Recent.load(tmp_path / "recent.npz")
        assert (again.ids, again.gone, again.rows.tolist()) == (one.ids, one.gone, one.rows.tolist())


def test_taking_out_and_putting_in_again_leaves_one() -> None:
    recent = Recent.none().changed([("a", 0), ("a", 1)], rows(0.0, 0.1), ["a"]).changed([("a", 0)], rows(0.2), ["a"])
    assert recent.ids == (("a", 0),)
    assert recent.gone == {"a"}
