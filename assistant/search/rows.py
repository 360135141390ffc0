"""All vectors of a folder once more as plain rows by report, for searches within some reports: comparing those alone is exact and quick.

A log: `rows.f16` holds the vectors in the order in which they came, `rows.names` a line for each (`report:ordinal`) and for each report
that went (`-report`). Written by one process, read from the start by whoever opens the folder.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.engines import VectorHit

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES, VALUES = "rows.names", "rows.f16"
AT_ONCE = 1_024
"""So many rows are turned into float32 at a time: what fits into the processor's cache takes a sixth of the time."""
_SIGN_AND_VALUE = np.int32(~0x70000000)
_EXPONENTS_APART = np.float32(2.0**112)


class VectorRows:
    """The rows of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._names: list[tuple[str, int]] = []
        self._rows: dict[str, dict[int, int]] | None = None
        self._values: NDArray[np.float16] | None = None
        self._asked: tuple[dict[str, dict[int, int]], frozenset[str], NDArray[np.int64]] | None = None
        """The rows of the last scope, and what they were taken from."""

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Append rows; one of the same name stands in for it from now on."""
        if not ids:
            return
        with self._lock:
            self._forget()
            with (self._folder / VALUES).open("ab") as values, (self._folder / NAMES).open("a", encoding="utf-8") as names:
                values.write(np.ascontiguousarray(vectors, dtype=np.float16).tobytes())
                names.writelines(f"{report}:{ordinal}\n" for report, ordinal in ids)

    def remove(self, reports: Sequence[str]) -> None:
        """Let the rows of these reports count no more."""
        with self._lock:
            self._forget()
            with (self._folder / NAMES).open("a", encoding="utf-8") as names:
                names.writelines(f"-{report}\n" for report in reports)

    def count(self) -> int:
        """How many rows count."""
        return sum(map(len, self._known().values()))

    def of(self, reports: Collection[str]) -> NDArray[np.int64]:
        """The rows of these reports; whoever asks within a place asks there again."""
        known = self._known()
        asked = self._asked
        if asked is not None and asked[0] is known and asked[1] == reports:
            return asked[2]
        chosen = chain.from_iterable(known[report].values() for report in reports if report in known)
        rows = np.sort(np.fromiter(chosen, dtype=np.int64))
        self._asked = known, frozenset(reports), rows
        return rows

    def nearest(self, vector: NDArray[np.float32], k: int, rows: NDArray[np.int64]) -> list[VectorHit]:
        """The k nearest of these rows, best first."""
        if not len(rows):
            return []
        self._known()
        assert self._values is not None
        parts = [widened(self._values[rows[at : at + AT_ONCE]]) @ vector for at in range(0, len(rows), AT_ONCE)]
        scores = np.concatenate(parts)
        best = np.argpartition(-scores, min(k, len(scores)) - 1)[:k]
        best = best[np.argsort(-scores[best], kind="stable")]
        named = ((self._names[rows[one]], float(scores[one])) for one in best)
        return [VectorHit(report, ordinal, score) for (report, ordinal), score in named]

    def _forget(self) -> None:
        self._rows = self._values = None

    def _known(self) -> dict[str, dict[int, int]]:
        """Report -> ordinal -> row, read once."""
        with self._lock:
            if self._rows is None:
                self._rows = self._read()
            return self._rows

    def _read(self) -> dict[str, dict[int, int]]:
        self._names = []
        found: dict[str, dict[int, int]] = {}
        if not (self._folder / NAMES).is_file():
            return {}
        for line in (self._folder / NAMES).read_text("utf-8").splitlines():
            if line.startswith("-"):
                found.pop(line[1:], None)
                continue
            report, _, ordinal = line.rpartition(":")
            found.setdefault(report, {})[int(ordinal)] = len(self._names)
            self._names.append((report, int(ordinal)))
        size = (self._folder / VALUES).stat().st_size
        if self._names and size % (2 * len(self._names)):
            raise ValueError(f"{size} bytes for {len(self._names)} rows")
        self._values = np.memmap(self._folder / VALUES, np.float16, "r").reshape(len(self._names), -1) if self._names else None
        return {report: rows for report, rows in found.items() if rows}


def widened(rows: NDArray[np.float16]) -> NDArray[np.float32]:
    """The same finite numbers as float32: their bits moved over, twice as quick as numpy's own conversion."""
    bits = rows.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= _SIGN_AND_VALUE
    wide = bits.view(np.float32)
    wide *= _EXPONENTS_APART
    return wide
