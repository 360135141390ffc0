"""Folders of caches that never change once they are published: a writer builds the next beside the live one, then one rename switches.

The vector engine's folder is large and slow to copy: it stands beside the generations, and one serves many of them.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import uuid4

CURRENT = "current"
MANIFEST = "index.json"
PREFIX = "generation-"
BASE_PREFIX = "vectors-"
MOVING = "-to-"
_SEALED = 3
"""From this version on a manifest ends in its own checksum."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built with and how much it holds, so that an emptied or foreign cache is noticed."""

    engine: str
    embedder: str
    passages: int
    base: str
    """The folder of the vector engine."""
    vectors: int
    """How many the engine holds."""
    recent: int
    """How many vectors stand beside it, of reports changed since."""
    seals: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    """For each cache (keyword, recent, base) what its files held; a manifest of version 2 has none."""
    version: int = 3


class Generations:
    """The generation folders under one folder; one writer at a time, any number of readers in any process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Path | None:
        """The published generation, read anew at each call; None when there is none or its folder is gone."""
        try:
            name = (self._folder / CURRENT).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        path = self._folder / name
        return path if name.startswith(PREFIX) and path.is_dir() else None

    def begin(self) -> Path:
        """A new empty folder; the generation before the current one and what an interrupted writer left are cleared first.

        What is on its way into another engine stays. The one before the current stays until here, because searches of other
        processes may still be reading it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        current = self.current()
        manifest = read_manifest(current) if current is not None else None
        base = manifest.base if manifest is not None else ""
        for path in (*self._folder.glob(f"{PREFIX}*"), *self._folder.glob(f"{BASE_PREFIX}*")):
            if path != current and (not base or path.name != base and not path.name.startswith(f"{base}{MOVING}")):
                shutil.rmtree(path, ignore_errors=True)
        path = self._folder / f"{PREFIX}{uuid4().hex}"
        path.mkdir()
        return path

    def new_base(self) -> Path:
        """Where a new folder of the vector engine is to be made."""
        return self._folder / f"{BASE_PREFIX}{uuid4().hex}"

    def beside(self, base: str, engine: str) -> Path:
        """Where the vectors of a published folder go on their way into another engine; the same place at every attempt."""
        return self._folder / f"{base}{MOVING}{engine}"

    def publish(self, path: Path, manifest: Manifest) -> None:
        """Make a finished folder the current one, for every process at once."""
        told = json.dumps(asdict(manifest))
        (path / MANIFEST).write_text(f"{told}\n{_seal(told)}\n", encoding="utf-8")
        waiting = self._folder / f"{CURRENT}.new"
        with waiting.open("w", encoding="utf-8") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self._folder / CURRENT)


def read_manifest(path: Path) -> Manifest | None:
    """The manifest of a generation, None when it is missing, unreadable or changed."""
    try:
        told, _, seal = (path / MANIFEST).read_text(encoding="utf-8").partition("\n")
        manifest = Manifest(**json.loads(told))
    except (OSError, ValueError, TypeError):
        return None
    return manifest if manifest.version < _SEALED or seal == f"{_seal(told)}\n" else None


def _seal(told: str) -> str:
    return f"{zlib.crc32(told.encode()):08x}"


def link_folder(source: Path, target: Path) -> None:
    """A copy that shares the files, for caches that replace files and never write into one; copied where links cannot be made."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.suffix == ".lock":
            continue
        try:
            os.link(path, target / path.name)
        except OSError:
            shutil.copy2(path, target / path.name)
