"""Vectors from one engine into another: what is there already is not copied again, and nothing is left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.search.engines import open_engine
from assistant.search.moving import moved

pytestmark = pytest.mark.heavy


def test_what_is_there_is_not_copied_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.search.moving.AT_ONCE", 10)
    rows = np.random.default_rng(3).normal(size=(55, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    ids = [(f"r{i % 4}", i) for i in range(55)]
    source, target = open_engine("chroma", tmp_path / "one"), open_engine("chroma", tmp_path / "two")
    source.add(ids, rows)
    attempt = moved(source, target)
    assert [next(attempt)[0] for _ in range(3)] == [0, 10, 20]
    attempt.close()
    assert target.count() == 20
    steps = list(moved(source, target))
    assert steps[0] == (20, 55)
    assert steps[-1] == (55, 55)
    assert target.keys() == set(ids)
    assert np.allclose(target.vectors(ids), rows, atol=1e-6)
    source.close()
    target.close()
