"""What is handed in, file by file: found in folders and archives, with its bytes, or with the sentence why there are none."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.archives import Member, contents, is_archive
from assistant.errors import ReportError, UnreadableReport

MEMBER_MARK = "!"
"""Stands between an archive and the path inside it in a source."""
ListMembers = Callable[[str, bytes, int], tuple[Member, ...]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file, or the end of an archive, at which what the archive held before and does not now is forgotten."""

    path: str
    """How results call it: as given, an archive's member behind it (材料.zip/子目录/报告.docx)."""
    name: str
    source: str
    """Its full path, or what stands for it (`upload:` and a name); `<archive>!<member>` for a member."""
    place: int
    """Which of the files handed in it is or belongs to, counted from 1."""
    data: bytes = b""
    refusal: str = ""
    members: frozenset[str] | None = None
    """At the end of an archive: the sources it holds now."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A path as handed in, with the source it stands for."""

    path: Path
    shown: str
    source: str


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given and those in folders, in order of name; hidden files and the lock files of Office are passed over."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        empty = True
        for inside in _walk(path):
            empty = False
            yield inside
        if empty:
            yield path


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder; a folder that is a link is passed over, for it may lead in a circle."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False), entry.is_dir()) for entry in entries)
    except OSError:
        yield folder
        return
    for name, is_folder, leads_to_folder in found:
        if name.startswith((".", "~$")):
            continue
        if is_folder:
            yield from _walk(folder / name)
        elif not leads_to_folder:
            yield folder / name


def arrivals(handed: Iterable[Handed], most_megabytes: int, list_members: ListMembers) -> Iterator[Arrival]:
    """The files handed in, one after the other, archives member by member; a file that cannot be opened comes with a refusal."""
    for place, one in enumerate(handed, 1):
        name = one.path.name
        try:
            data = _bytes(one.path, most_megabytes)
            if is_archive(name):
                members = list_members(name, data, most_megabytes * 1_000_000)
                yield from _members(one, place, data, members)
            else:
                yield Arrival(one.shown, name, one.source, place, data)
        except ReportError as error:
            yield Arrival(one.shown, name, one.source, place, refusal=str(error))


def _members(archive: Handed, place: int, data: bytes, members: tuple[Member, ...]) -> Iterator[Arrival]:
    inside: set[str] = set()
    for member, unpacked in contents(archive.path.name, data, members):
        source = f"{archive.source}{MEMBER_MARK}{member.path}"
        inside.add(source)
        yield Arrival(f"{archive.shown}/{member.path}", member.path.split("/")[-1], source, place, unpacked, member.refusal)
    yield Arrival(archive.shown, archive.path.name, archive.source, place, members=frozenset(inside))


def _bytes(path: Path, most_megabytes: int) -> bytes:
    """The content of a plain file within the limit; a pipe or a device, whose reading may never end, is refused.

    Raises:
        UnreadableReport: it is none of those, or cannot be opened.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise UnreadableReport(f"文件夹“{path.name}”里没有可读的文件。")
        if not stat.S_ISREG(kind):
            raise UnreadableReport(f"“{path.name}”是管道或设备，不是文件，请选择文件后再收入。")
        with path.open("rb") as file:
            data = file.read(most_megabytes * 1_000_000 + 1)
    except FileNotFoundError:
        raise UnreadableReport(f"找不到“{path}”，请检查文件名和路径。") from None
    except (OSError, ValueError):
        raise UnreadableReport(f"“{path.name}”打不开，请检查读取权限或是否正被其他程序占用。") from None
    if len(data) > most_megabytes * 1_000_000:
        raise UnreadableReport(f"“{path.name}”超过{most_megabytes}MB的上限，请拆分后再收入，或调大 ASSISTANT_MAXIMUM_MEGABYTES。")
    return data
