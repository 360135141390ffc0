"""Work done ahead but handed out in order, with a limit on what waits in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
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


def _done(work: Begun) -> bool:
    return work.future is None or work.future.done()
