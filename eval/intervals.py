"""How sure a pass rate is, and a difference of two over the same cases."""

from __future__ import annotations

from math import comb, sqrt
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


def mcnemar(lost: int, gained: int) -> float:
    """The exact two-sided McNemar test: how likely so uneven a split of the flips is if each could have gone either way."""
    flips = lost + gained
    tail = sum(comb(flips, one) for one in range(min(lost, gained) + 1))
    return min(1.0, float(2 * tail / (1 << flips)))


def paired(lost: int, gained: int, total: int, confidence: float = 0.95) -> tuple[float, float]:
    """The interval of the change of a pass rate over the same cases (Bonett and Price's adjusted Wald); (-1, 1) when there are none."""
    if total == 0:
        return (-1.0, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    up, down = (gained + 1) / (total + 2), (lost + 1) / (total + 2)
    reach = z * sqrt((up + down - (up - down) ** 2) / (total + 2))
    return (max(up - down - reach, -1.0), min(up - down + reach, 1.0))
