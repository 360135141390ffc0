"""How sure a pass rate is."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def wilson(passed: int, total: int, confidence: float = 0.95) -> tuple[float, float]:
    """The Wilson score interval of a proportion; (0, 1) when nothing was tried."""
    if total == 0:
        return (0.0, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    rate, weight = passed / total, 1 + z * z / total
    centre = (rate + z * z / (2 * total)) / weight
    reach = z / weight * sqrt(rate * (1 - rate) / total + z * z / (4 * total * total))
    return (max(centre - reach, 0.0), min(centre + reach, 1.0))
