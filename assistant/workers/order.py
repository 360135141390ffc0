"""Work done ahead but handed out in order, with a limit on what waits in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, wait
from time import monotonic
from typing import Any, Protocol, TypeVar


class Begun(Protocol):
    """Work of which a part may run in a worker."""

    @property
    def future(self) -> Future[Any] | None:
        """What the worker does; None when there is nothing to wait for."""
        ...

    @property
    def size(self) -> int:
        """Bytes it holds in memory."""
        ...


B = TypeVar("B", bound=Begun)


def ahead(works: Iterable[B], most: int, most_bytes: int) -> Iterator[B]:
    """The works in order, each begun (drawn from its iterable) early: at most `most` of them and `most_bytes` are waiting."""
    waiting: deque[B] = deque()
    held = 0
    try:
        for work in works:
            waiting.append(work)
            held += work.size
            while waiting and (_done(waiting[0]) or len(waiting) > most or held > most_bytes):
                first = waiting.popleft()
                held -= first.size
                yield first
        while waiting:
            yield waiting.popleft()
    finally:
        for work in waiting:
            if work.future is not None:
                work.future.cancel()


def together(works: Iterable[B], seconds: float, most: int) -> Iterator[list[B]]:
    """Neighbours among the works that are done within `seconds` of each other, at most so many; none is held back longer.

    The first of a group may still run: whoever gets the group waits for it.
    """
    group: list[B] = []
    ends = 0.0
    for work in works:
        if group and not _done_before(work, ends):
            yield group
            group = []
        if not group:
            ends = monotonic() + seconds
        group.append(work)
        if len(group) >= most:
            yield group
            group = []
    if group:
        yield group


def _done_before(work: Begun, ends: float) -> bool:
    left = ends - monotonic()
    return left > 0 and (work.future is None or bool(wait([work.future], left).done))


def _done(work: Begun) -> bool:
    return work.future is None or work.future.done()
