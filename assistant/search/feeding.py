"""One stream of batches for several consumers at once, each in a thread of its own, with little in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Full, Queue
from typing import Generic, TypeVar

T = TypeVar("T")

_WAITING = 2
"""Batches that wait for a consumer before the source has to wait."""
_LOOK_AGAIN = 0.5
"""Seconds after which a source that waits looks whether its consumer still lives."""


class _AbandonedError(Exception):
    """The rest will not come, because the source or another consumer failed: nobody may take the part for the whole."""


class _Stream(Generic[T]):
    """What one consumer iterates over."""

    def __init__(self) -> None:
        self._queue: Queue[tuple[T] | _AbandonedError | None] = Queue(_WAITING)

    def __iter__(self) -> Iterator[T]:
        while (item := self._queue.get()) is not None:
            if isinstance(item, _AbandonedError):
                raise item
            yield item[0]

    def put(self, item: tuple[T] | _AbandonedError | None, consumer: Future[None]) -> None:
        """Hand an item over, unless the consumer has ended."""
        while not consumer.done():
            try:
                self._queue.put(item, timeout=_LOOK_AGAIN)
            except Full:
                continue
            return


def feed(batches: Iterable[T], *consumers: Callable[[Iterator[T]], None]) -> None:
    """Give every batch to every consumer; the error of the source or of a consumer is raised when all have ended."""
    streams = [_Stream[T]() for _ in consumers]
    with ThreadPoolExecutor(len(consumers)) as pool:
        running = [pool.submit(consumer, iter(stream)) for consumer, stream in zip(consumers, streams, strict=True)]
        pairs = list(zip(streams, running, strict=True))
        complete = False
        try:
            for batch in batches:
                for stream, consumer in pairs:
                    stream.put((batch,), consumer)
                if any(consumer.done() for consumer in running):
                    break
            else:
                complete = True
        finally:
            for stream, consumer in pairs:
                stream.put(None if complete else _AbandonedError(), consumer)
    errors = [error for consumer in running if (error := consumer.exception()) is not None]
    if errors:
        raise next((error for error in errors if not isinstance(error, _AbandonedError)), errors[0])
