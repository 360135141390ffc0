"""The memory of this process and of its children together, looked at while something runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import psutil

EVERY = 0.2
"""Seconds between two looks."""


@dataclass
class Peak:
    """The most that was seen at one moment, in megabytes; pages that processes share are counted for each of them."""

    megabytes: float = 0.0
    processes: int = 0

    def look(self) -> None:
        """Take in what is used right now."""
        own = psutil.Process()
        sizes = []
        for process in (own, *own.children(recursive=True)):
            try:
                sizes.append(process.memory_info().rss)
            except psutil.Error:  # it ended while we looked
                continue
        if sum(sizes) / 1e6 > self.megabytes:
            self.megabytes, self.processes = sum(sizes) / 1e6, len(sizes)


def resident_megabytes() -> float:
    """What this process holds right now."""
    return float(psutil.Process().memory_info().rss) / 1e6


@contextmanager
def watched() -> Iterator[Peak]:
    """Look again and again until the block ends."""
    peak, done = Peak(), Event()

    def watch() -> None:
        while not done.wait(EVERY):
            peak.look()

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()
        peak.look()
