"""What a figure counts by the examples it resembles: a linear classifier for each role over the marks of the figure.

The weights are learned by `python -m eval.learn_figures` from the wordings of many hands, and shipped in knowledge/figures.npz.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.types import Track

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

OTHER, CLASS = "其他", "分类"
"""The roles of a figure that is of no list, and of one class of a list."""


def role(track: Track, metric: str) -> str:
    """The name of what a figure of a list counts: 反馈问题/完成."""
    return f"{track.value}/{metric}"


def in_parts(name: str) -> tuple[Track, str] | None:
    """Track and metric of a role; None for a class or a figure of no list."""
    track, _, metric = name.partition("/")
    return (Track(track), metric) if metric else None


class Roles:
    """The weights of all marks for all roles."""

    def __init__(self, names: tuple[str, ...], marks: npt.NDArray[np.uint32], weights: npt.NDArray[np.int8], scale: float) -> None:
        self.names = names
        self._row = {int(mark): row for row, mark in enumerate(marks)}
        self._marks, self._weights, self._scale = marks, weights, scale

    def likely(self, marks: Iterable[str]) -> Mapping[str, float]:
        """How likely a figure with these marks counts each of the roles; several may hold (25个全部完成 is total and done)."""
        import numpy as np  # questions start without it; only reading a document needs it

        rows = [row for mark in (*marks, "") if (row := self._row.get(hashed(mark))) is not None]
        sums = self._weights[rows].sum(axis=0, dtype=np.int32) * self._scale
        return dict(zip(self.names, (1 / (1 + np.exp(-sums))).tolist(), strict=True))

    def write(self, path: Path) -> None:
        """Keep the weights in a file."""
        import numpy as np

        np.savez_compressed(path, roles=np.array(self.names), marks=self._marks, weights=self._weights, scale=np.array(self._scale))


def hashed(mark: str) -> int:
    """The number under which the weights of a mark are kept; that of the empty one are added to every sum."""
    return crc32(mark.encode())


@lru_cache(maxsize=1)
def learned() -> Roles:
    """What the shipped examples teach, read once.

    Raises:
        KnowledgeError: the file is damaged or missing.
    """
    return _read(knowledge_file("figures.npz"))


def _read(path: Path) -> Roles:
    import numpy as np

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return Roles(tuple(kept["roles"].tolist()), kept["marks"], kept["weights"], float(kept["scale"]))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise KnowledgeError(f"数字样例文件 {path.name} 缺失或读不懂（{error}），请恢复软件自带的 knowledge/{path.name}。") from None
