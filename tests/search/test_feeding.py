"""One stream for several consumers: all get all of it, and nobody takes a part for the whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from assistant.search.feeding import feed


def test_every_consumer_gets_every_batch_in_order() -> None:
    got: dict[str, list[int]] = {"a": [], "b": []}
    feed(iter(range(50)), got["a"].extend, got["b"].extend)
    assert got == {"a": list(range(50)), "b": list(range(50))}


def test_the_error_of_a_consumer_ends_the_others_without_their_end() -> None:
    finished = threading.Event()

    def fails(batches: Iterator[int]) -> None:
        next(batches)
        raise ValueError("disk full")

    def takes_all(batches: Iterator[int]) -> None:
        for _ in batches:
            pass
        finished.set()

    with pytest.raises(ValueError, match="disk full"):
        feed(iter(range(10_000)), fails, takes_all)
    assert not finished.is_set()


def test_the_error_of_the_source_reaches_the_caller_and_no_consumer_finishes() -> None:
    finished = threading.Event()

    def source() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    def takes_all(batches: Iterator[int]) -> None:
        list(batches)
        finished.set()

    with pytest.raises(OSError, match="gone"):
        feed(source(), takes_all)
    assert not finished.is_set()
