"""Was it there in time? Judged beside the verdict, never in it: a verdict holds nothing that varies from run to run."""

from __future__ import annotations

from decimal import Decimal

from eval.scorers.evidence import PASSED, Score


def latency(seconds: float, limit: Decimal | None) -> Score:
    """Whether a case took no longer than it may; without a limit it may take any time."""
    if limit is None or seconds <= limit:
        return PASSED
    return Score(False, f"用时 {seconds:.2f} 秒，超过 {limit} 秒")
