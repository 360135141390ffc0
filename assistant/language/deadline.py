"""A hard time limit over a blocking stream: an endpoint that drips or keeps the line alive cannot hold a request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import Empty, Queue
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")
_END = object()


def within(seconds: float, start: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """The items of `start()` as they come, read in a daemon thread.

    Raises:
        TimeoutError: the whole stream did not end within `seconds`; the reader is left to its own time-out.
    """
    queue: Queue[object] = Queue()
    stopped = threading.Event()

    def read() -> None:
        try:
            for item in start():
                queue.put(item)
                if stopped.is_set():
                    return
            queue.put(_END)
        except BaseException as error:  # handed over to the caller's thread, nothing is swallowed
            queue.put(_Failure(error))

    ends = monotonic() + seconds
    threading.Thread(target=read, name="model-stream", daemon=True).start()
    try:
        yield from _items(queue, ends)
    finally:
        stopped.set()


class _Failure:
    def __init__(self, error: BaseException) -> None:
        self.error = error


def _items(queue: Queue[object], ends: float) -> Iterator[Item]:
    while True:
        left = ends - monotonic()
        if left <= 0:  # whoever takes the items may be slower than what sends them
            raise TimeoutError
        try:
            item = queue.get(timeout=left)
        except Empty:
            raise TimeoutError from None
        if isinstance(item, _Failure):
            raise item.error
        if item is _END:
            return
        yield item  # type: ignore[misc]
