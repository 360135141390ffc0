"""Cutting a total into parts that add up."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def parted(total: int, labels: Sequence[str], random: Random) -> tuple[tuple[str, int], ...]:
    """The total over the labels, at least one each, largest first, with one clear winner.

    Raises:
        ValueError: there is too little to hand out.
    """
    if total < len(labels) + 2:
        raise ValueError(f"{total} cannot be parted in {len(labels)}")
    cuts = sorted(random.sample(range(1, total), len(labels) - 1))
    sizes = sorted((end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)), reverse=True)
    if sizes[0] == sizes[1]:
        giver = next(index for index in range(len(sizes) - 1, 0, -1) if sizes[index] > 1)
        sizes[giver] -= 1
        sizes[0] += 1
        sizes = [sizes[0], *sorted(sizes[1:], reverse=True)]
    return tuple(zip(random.sample(list(labels), len(labels)), sizes, strict=True))
