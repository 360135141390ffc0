"""The vectors of reports changed since the engine's folder was built: few enough to be compared one by one.

A change of one report then copies a small file, not an index of hundreds of megabytes; now and then they are folded into a new folder.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.search.engines import VectorHit

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 20_000
"""So many vectors of 256 numbers are 20 MB, written and compared in some milliseconds."""
MOST_GONE = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Recent:
    """Unit vectors under (report, ordinal), and the reports whose vectors in the engine's folder no longer count."""

    ids: tuple[tuple[str, int], ...]
    rows: NDArray[np.float32]
    gone: frozenset[str]

    @classmethod
    def none(cls) -> Recent:
        """Nothing has changed yet."""
        return cls((), np.zeros((0, 0), dtype=np.float32), frozenset())

    @classmethod
    def load(cls, path: Path) -> Recent:
        """What `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            ids = zip(stored["reports"].tolist(), stored["ordinals"].tolist(), strict=True)
            return cls(tuple(ids), stored["rows"], frozenset(stored["gone"].tolist()))

    def save(self, path: Path) -> None:
        """Write everything to one file."""
        reports = np.array([report for report, _ in self.ids], dtype=np.str_)
        ordinals = np.array([ordinal for _, ordinal in self.ids], dtype=np.int64)
        np.savez(path, reports=reports, ordinals=ordinals, rows=self.rows, gone=np.array(sorted(self.gone), dtype=np.str_))

    @property
    def many(self) -> bool:
        """Whether it is time to fold them into a folder of the engine."""
        return len(self.ids) > MOST or len(self.gone) > MOST_GONE

    def changed(self, ids: Sequence[tuple[str, int]], rows: NDArray[np.float32], remove: Collection[str]) -> Recent:
        """With reports taken out, here and in the engine's folder, and vectors put in."""
        out = frozenset(remove)
        kept = [i for i, (report, _) in enumerate(self.ids) if report not in out]
        parts = [part for part in (self.rows[kept], rows) if len(part)]
        joined = np.concatenate(parts) if parts else Recent.none().rows
        return Recent((*(self.ids[i] for i in kept), *ids), joined, self.gone | out)

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None) -> list[VectorHit]:
        """The k nearest, best first; only of the given reports, if given."""
        chosen = [i for i, (report, _) in enumerate(self.ids) if reports is None or report in reports]
        if not chosen:
            return []
        scores = self.rows[chosen] @ vector
        best = np.argsort(-scores, kind="stable")[:k]
        found = ((self.ids[chosen[i]], float(scores[i])) for i in best)
        return [VectorHit(report, ordinal, score) for (report, ordinal), score in found]


def nearest(hits: Sequence[VectorHit], k: int) -> list[VectorHit]:
    """The k best of several searches by cosine."""
    return sorted(hits, key=lambda hit: -hit.score)[:k]
