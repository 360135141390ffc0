"""The file of a backup: a zip that any program opens, its contents listed by size and digest, sealed at its end by one over all of it.

The seal is the comment of the zip, the SHA-256 of every byte before it: one changed, missing or added byte anywhere is noticed.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from assistant.errors import StoreError

FORMAT = 1
"""Changes with how a backup is laid out."""
CONTENTS = "contents.json"
_SEAL = 64
"""Letters of a SHA-256 in hexadecimal."""
_PIECE = 1 << 20
_QUICK = 1
"""The level of compression: most of a database is compressed already."""


class Member(msgspec.Struct, frozen=True):
    """A file inside a backup."""

    name: str
    size: int
    """In bytes, unpacked."""
    sha256: str


class Contents(msgspec.Struct, frozen=True):
    """What a backup says of itself."""

    format: int
    program: str
    """The version of the program that wrote it."""
    schema: int
    """The version of the tables in its database."""
    made_at: str
    files: int
    reports: int
    members: tuple[Member, ...]


class DamagedBackup(StoreError):
    """A file is no backup, or not the whole of one."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"“{file}”不是完好的备份文件（{why}），没有恢复任何内容，请换一份备份。")


def described(name: str, path: Path) -> Member:
    """The size and digest of a file that goes into a backup under this name."""
    return Member(name, path.stat().st_size, _digest(path, path.stat().st_size))


def seal(target: Path, contents: Contents, sources: Mapping[str, Path]) -> None:
    """Write a backup of these files and force it to the disk."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
        archive.writestr(CONTENTS, msgspec.json.format(msgspec.json.encode(contents)))
        for name, path in sources.items():
            archive.write(path, name)
        archive.comment = b"0" * _SEAL
    end = target.stat().st_size - _SEAL
    digest = _digest(target, end)
    with target.open("r+b") as file:
        file.seek(end)
        file.write(digest.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def unseal(file: Path, folder: Path) -> Contents:
    """Unpack a backup into an empty folder, every byte of it verified.

    Raises:
        DamagedBackup: it is no backup, is damaged, or was cut off.
        StoreError: a newer program wrote it.
    """
    _check_seal(file)
    try:
        with zipfile.ZipFile(file) as archive:
            contents = _contents(file, archive.read(CONTENTS))
            for member in contents.members:
                _unpack(file, archive, member, folder)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise DamagedBackup(file, "内容读不出来") from error
    return contents


def _check_seal(file: Path) -> None:
    try:
        end = file.stat().st_size - _SEAL
        if end <= 0:
            raise DamagedBackup(file, "内容不全")
        with file.open("rb") as opened:
            opened.seek(end)
            kept = opened.read()
        digest = _digest(file, end)
    except OSError:
        raise StoreError(f"打不开备份文件“{file}”，请检查路径和权限。") from None
    if kept != digest.encode("ascii"):
        raise DamagedBackup(file, "校验和不符，可能损坏或没有复制完整")


def _contents(file: Path, data: bytes) -> Contents:
    try:
        known = msgspec.json.decode(data)
        if isinstance(known, dict) and isinstance(known.get("format"), int) and known["format"] > FORMAT:
            raise StoreError(f"“{file}”由更新版本的程序写成，请升级程序后再恢复。")
        return msgspec.convert(known, Contents)
    except msgspec.MsgspecError as error:
        raise DamagedBackup(file, "清单读不出来") from error


def _unpack(file: Path, archive: zipfile.ZipFile, member: Member, folder: Path) -> None:
    name = PurePosixPath(member.name)
    if name.is_absolute() or ".." in name.parts or "\\" in member.name or ":" in member.name:
        raise DamagedBackup(file, "含有不应有的路径")
    path = folder.joinpath(*name.parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    total, size = hashlib.sha256(), 0
    with archive.open(member.name) as packed, path.open("wb") as out:
        # No more than it says: a file made to burst the disk stops here.
        while size <= member.size and (piece := packed.read(_PIECE)):
            total.update(piece)
            size += len(piece)
            out.write(piece)
    if (size, total.hexdigest()) != (member.size, member.sha256):
        raise DamagedBackup(file, f"{member.name} 与清单不符")


def _digest(path: Path, size: int) -> str:
    """SHA-256 of the first `size` bytes."""
    total = hashlib.sha256()
    for piece in _pieces(path, size):
        total.update(piece)
    return total.hexdigest()


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while size > 0 and (piece := file.read(min(size, _PIECE))):
            size -= len(piece)
            yield piece
