"""A thousand questions are evaluated in the time allowed, asked for the first time and known; the measured seconds go to the terminal."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.evaluate import Way, evaluate
from eval.ground import go_offline
from eval.proof import Proof

CASES = 1000
COLD, WARM = 30.0, 3.0
"""Seconds that they may take on two cores of a quiet machine."""
SEED, PLACES = 7300, 8


def prove() -> Proof:
    """1,000 questions of a made-up world."""
    cold, warm = timed(CASES)
    sys.stdout.write(f"{CASES} cases: {cold:.1f} s cold, {warm:.1f} s known\n")
    within = {"cold within 30 s": cold <= COLD, "known within 3 s": warm <= WARM}
    return Proof(all(within.values()), {"cases": CASES, **within})


def timed(count: int) -> tuple[float, float]:
    """Seconds for so many questions of a made-up world: asked for the first time, and known."""
    from eval.worlds.writing import make, write

    go_offline()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = make(SEED, PLACES, count + count // 5, "dev")
        write(made, Path(folder) / "world")
        way = Way(Path(folder) / "world" / "documents", kept=Path(folder) / "kept")
        began = time.perf_counter()
        first = evaluate(made.cases[:count], way)
        cold = time.perf_counter() - began
        began = time.perf_counter()
        again = evaluate(made.cases[:count], way)
        warm = time.perf_counter() - began
    if len(made.cases) < count or again.run != first.run or again.known < count:
        raise AssertionError(f"{len(made.cases)} cases, {again.known} known")
    return cold, warm
