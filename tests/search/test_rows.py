"""Plain rows beside an engine: exact within some reports, whatever came and went before."""

from pathlib import Path

import numpy as np
import pytest

from assistant.search.rows import NAMES, VALUES, VectorRows, widened


def unit(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_nearest_of_some_reports_after_changes_and_a_restart(tmp_path: Path) -> None:
    given = unit(60, 1)
    ids = [(f"r{number // 6}", number % 6) for number in range(60)]
    rows = VectorRows(tmp_path)
    rows.add(ids[:30], given[:30])
    rows.add(ids[30:], given[30:])
    assert len(rows.of(["r2"])) == 6
    rows.remove(["r2", "r9"])
    assert len(rows.of(["r2"])) == 0
    rows.add([("r2", 0)], given[59:60])
    for opened in (rows, VectorRows(tmp_path)):
        assert opened.count() == 49
        found = opened.nearest(given[59], 3, opened.of(["r1", "r2", "r9", "unknown"]))
        assert (found[0].report, found[0].ordinal, round(found[0].score, 2)) == ("r2", 0, 1.0)
        scores = {hit.score for hit in found[1:]}
        assert max(scores) == pytest.approx(float(np.max(given[6:12] @ given[59])), abs=2e-3)
        assert opened.nearest(given[0], 3, opened.of(["r9"])) == []


def test_rows_cut_short_are_noticed(tmp_path: Path) -> None:
    VectorRows(tmp_path).add([("r1", 0), ("r1", 1)], unit(2, 2))
    with (tmp_path / VALUES).open("r+b") as file:
        file.truncate(35)
    with pytest.raises(ValueError, match="rows"):
        VectorRows(tmp_path).count()
    (tmp_path / NAMES).unlink()
    assert VectorRows(tmp_path).count() == 0


def test_every_finite_number_widens_to_itself() -> None:
    every = np.arange(65_536, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]
    assert np.array_equal(widened(finite).view(np.int32), finite.astype(np.float32).view(np.int32))
