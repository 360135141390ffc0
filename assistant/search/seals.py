"""What every file of a cache held when it was published, and whether it still does: damage is noticed before the file is read as a cache.

A library that meets a cut or changed file of its own may answer wrongly, stop the process, or not notice at all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

Seals = Mapping[str, tuple[int, int]]
"""Path under a folder -> how many bytes it has, and their CRC-32."""
_Look = tuple[int, int, int, int]
"""Device, number, size and time of change of a file: while they are the same, what was read of it is taken to hold."""
_AT_ONCE = 1 << 22


class DamagedCacheError(Exception):
    """A cache cannot be read, or does not hold what it was published with; search goes on without it."""


class Watch:
    """What one process has read whole: a file is read again only when it looks different."""

    def __init__(self, before: Watch | None = None) -> None:
        self._before = before._read if before is not None else {}
        self._read: dict[_Look, int] = {}

    def sealed(self, folder: Path, names: Iterable[str]) -> dict[str, tuple[int, int]]:
        """The seals of some files of a folder."""
        return {name: self.seal(folder / name) for name in sorted(names)}

    def seal(self, path: Path) -> tuple[int, int]:
        """The seal of one file."""
        look = _look(path)
        if look not in self._read:
            self._read[look] = self._before[look] if look in self._before else checksum(path)
        return look[2], self._read[look]

    def require(self, folder: Path, seals: Seals) -> None:
        """Go on only if every sealed file is as it was.

        Raises:
            DamagedCacheError: one is gone, cut or changed.
        """
        for name, seal in seals.items():
            try:
                found = self.seal(folder / name)
            except OSError as error:
                raise DamagedCacheError(str(error)) from error
            if found != tuple(seal):
                raise DamagedCacheError(f"{name} has changed")

    def read_again(self, folder: Path, seals: Seals) -> None:
        """Read all files whatever they look like, for a disk changes bytes without a trace; `require` knows of it from then on."""
        for name in seals:
            try:
                path = folder / name
                look = _look(path)
                self._read[look] = checksum(path)
            except OSError:
                continue


def checksum(path: Path) -> int:
    """The CRC-32 of a file's bytes."""
    found = 0
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            found = zlib.crc32(part, found)
    return found


def _look(path: Path) -> _Look:
    known = path.stat()
    return known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns
