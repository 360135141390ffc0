"""Vector engines, one file each behind one protocol; a setting names the file."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.errors import SettingsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class VectorHit(NamedTuple):
    """A passage near the query vector; `score` is the cosine."""

    report: str
    ordinal: int
    score: float


class VectorEngine(Protocol):
    """A store of unit vectors under (report, ordinal); text stays in SQL."""

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Store or replace one vector for each (report, ordinal)."""
        ...

    def remove(self, reports: Sequence[str]) -> None:
        """Forget all vectors of these reports."""
        ...

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest, best first; only of the given reports, if given."""
        ...

    def count(self) -> int:
        """How many vectors are stored."""
        ...

    def close(self) -> None:
        """Release files and memory; the engine is not used afterwards."""
        ...


def open_engine(name: str, folder: Path, database: str = "") -> VectorEngine:
    """The engine of this name over a folder, made empty where there is none; a server's engine keeps there no more than its name.

    Args:
        name: A file of this folder.
        folder: Where the vectors are, or what a server knows them by.
        database: `ASSISTANT_DATABASE`, for an engine that lives in it.

    Raises:
        SettingsError: no engine has this name.
    """
    module = f"{__name__}.{name}"
    if not name.isidentifier() or find_spec(module) is None:
        known = "、".join(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))
        raise SettingsError(f"没有名为“{name}”的向量引擎，ASSISTANT_ENGINE 可以填：{known}。")
    engine: VectorEngine = import_module(module).open_folder(folder, database)
    return engine


def lasting_files(name: str, folder: Path) -> list[str]:
    """The files of an engine's folder that hold something and that reading leaves as they are, by their paths under it."""
    found: list[str] = import_module(f"{__name__}.{name}").lasting_files(folder)
    return found


def copy_engine(name: str, source: Path, target: Path, database: str = "") -> None:
    """A consistent copy of an engine's folder while others read the source."""
    import_module(f"{__name__}.{name}").copy_folder(source, target, database)
