"""The vector engines side by side: the same vectors and questions, how near each comes to comparing all, and how long it takes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.engines import VectorHit, open_engine
from eval.report import percentile
from eval.servers import ENGINES, lacking

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, PER_REPORT, QUERIES, K, BATCH = 256, 20, 200, 10, 5_000
TOPICS, SPREAD = 500, 0.6
"""Vectors of texts lie in groups: so many, and how far from their middle."""
FILTERED = 0.1
"""A filtered search sees so much of all reports."""
SEED = 5
Row = dict[str, float | str]


def compare_engines(vectors: int) -> dict[str, Row]:
    """Every engine that is installed, one after the other."""
    rows, asked = _made(vectors)
    return {name: {"lacks": ", ".join(missing)} if (missing := lacking(name)) else measured(name, rows, asked) for name in ENGINES}


def measured(name: str, rows: NDArray[np.float32], asked: NDArray[np.float32]) -> Row:
    """One engine: seconds to fill it until it has answered once, milliseconds of a search, and the share of the nearest it found."""
    ids = [(f"{place // PER_REPORT:07d}", place) for place in range(len(rows))]
    reports = sorted({report for report, _ in ids})
    some = frozenset(random.Random(SEED).sample(reports, max(1, int(len(reports) * FILTERED))))
    inside = np.array([place for report, place in ids if report in some])
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, ENGINES[name][0](Path(folder) / "server") as address:
        began = time.perf_counter()
        engine = open_engine(name, Path(folder) / "vectors", address)
        for start in range(0, len(ids), BATCH):
            engine.add(ids[start : start + BATCH], rows[start : start + BATCH])
        engine.close()
        engine = open_engine(name, Path(folder) / "vectors", address)
        engine.query(asked[0], K)
        filled = time.perf_counter() - began
        whole, seconds = _timed(lambda vector: engine.query(vector, K), asked)
        part, slower = _timed(lambda vector: engine.query(vector, K, some), asked)
        engine.close()
    return {
        "fill, s": filled,
        **{f"{name}, ms": value for name, value in _times(seconds).items()},
        **{f"{name} within a tenth of the reports, ms": value for name, value in _times(slower).items()},
        "recall@10": _recall(whole, rows, asked, np.arange(len(rows))),
        "recall@10 within": _recall(part, rows, asked, inside),
    }


def _made(vectors: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    chance = np.random.default_rng(SEED)
    middles = chance.normal(size=(TOPICS, WIDTH))
    rows = middles[chance.integers(TOPICS, size=vectors)] + SPREAD * chance.normal(size=(vectors, WIDTH))
    asked = rows[chance.integers(vectors, size=QUERIES)] + 0.3 * chance.normal(size=(QUERIES, WIDTH))
    return _unit(rows), _unit(asked)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _timed(
    query: Callable[[NDArray[np.float32]], list[VectorHit]], asked: NDArray[np.float32]
) -> tuple[list[list[VectorHit]], list[float]]:
    query(asked[0])
    found, seconds = [], []
    for vector in asked:
        began = time.perf_counter()
        found.append(query(vector))
        seconds.append(time.perf_counter() - began)
    return found, seconds


def _times(seconds: Sequence[float]) -> dict[str, float]:
    return {"median": median(seconds) * 1000, "p95": percentile(sorted(seconds), 0.95) * 1000}


def _recall(found: list[list[VectorHit]], rows: NDArray[np.float32], asked: NDArray[np.float32], inside: NDArray[np.int64]) -> float:
    """The share of what comparing all finds."""
    shares = []
    for vector, hits in zip(asked, found, strict=True):
        nearest = inside[np.argsort(-(rows[inside] @ vector))[:K]]
        shares.append(len(set(nearest.tolist()) & {hit.ordinal for hit in hits}) / K)
    return float(np.mean(shares))
