"""Answers are worked out in threads of their own, few at a time and not for ever, so that the server goes on listening."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

from anyio import CapacityLimiter, fail_after, to_thread

T = TypeVar("T")

_AT_ONCE = 8
"""More requests than that wait for their turn."""


class Desk:
    """Does the blocking work of requests."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._places: CapacityLimiter | None = None

    async def done(self, work: Callable[[], T]) -> T:
        """What the work comes to.

        Raises:
            TimeoutError: it took too long; a thread that is at it ends by itself.
        """
        with fail_after(self._seconds):
            return await to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._limiter)

    async def pieces(self, made: Iterator[T]) -> AsyncIterator[T]:
        """What a blocking iterator gives, one by one, each within the time."""
        end = object()
        while (piece := await self.done(lambda: next(made, end))) is not end:
            yield piece  # type: ignore[misc]

    @property
    def _limiter(self) -> CapacityLimiter:
        if self._places is None:
            self._places = CapacityLimiter(_AT_ONCE)  # belongs to the loop that is running now
        return self._places
