"""What one state of the library holds never changes, so what is worked out over it is kept with it and goes when it goes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Lasting(tuple[T, ...]):
    """Values of one state of the library or of one of its reports, with what was worked out over them."""

    def __init__(self, _: Iterable[T] = ()) -> None:
        self.kept: dict[tuple[Hashable, ...], Any] = {}


def once(work: Callable[..., R], values: Sequence[T], *known: Hashable) -> R:
    """`work(values, *known)`, done once where the values last, and each time for a choice of them."""
    if not isinstance(values, Lasting):
        return work(values, *known)
    key = (work, *known)
    if key not in values.kept:
        values.kept[key] = work(values, *known)
    found: R = values.kept[key]
    return found
