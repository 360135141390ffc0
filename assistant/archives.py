"""A zip file as the files inside it: names decoded and made harmless, contents only within stated limits, nothing ever unpacked to disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import EmptyReport, UnreadableReport

MOST_MEMBERS = 5000
MOST_UNPACKED_MEGABYTES = 1000
MOST_RATIO = 200
"""So many bytes may one byte of the archive become: office texts reach 20, what is made to burst a memory 1,000 and more."""
HARMLESS_BYTES = 10_000_000
"""An archive that unpacks to less than this may have any ratio."""
LONGEST_NAME = 300
READ_AT_ONCE = 1 << 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Others may ask for memory by the gigabyte, and no office program writes them."""
_LOCAL_HEADER = 30
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DOS_FOLDER = 0x10


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its place in the directory, its path with plain slashes, and why it is not read, if it is not."""

    index: int
    path: str
    refusal: str = ""


def is_archive(name: str) -> bool:
    """Whether a file is taken as the files inside it."""
    return name.lower().endswith(".zip")


def list_members(name: str, data: bytes, most_bytes: int) -> tuple[Member, ...]:
    """The files of an archive without folders, hidden files and what macOS and Office leave beside them.

    Called in a worker: the directory of a hostile archive can take any time and memory to read.

    Raises:
        UnreadableReport: no zip file, damaged, or made to harm.
        EmptyReport: no file in it.
    """
    archive = _open(name, data)
    files = [(index, info) for index, info in enumerate(archive.infolist()) if not (info.is_dir() or info.external_attr & _DOS_FOLDER)]
    _check_whole(name, data, [info for _, info in files])
    members: dict[str, Member] = {}
    for index, info in files:
        path = _plain_path(_name(info))
        if path is None:
            shown = re.split(r"[/\\]", _name(info))[-1][:LONGEST_NAME]
            members[f"\0{index}"] = Member(index, shown, f"压缩包“{name}”里的“{shown}”路径指向压缩包之外，没有读取。")
        elif path in members:
            members[f"\0{index}"] = Member(index, path, f"压缩包“{name}”里有两个“{path}”，只读取第一个。")
        elif not _is_hidden(path):
            members[path] = Member(index, path[:LONGEST_NAME], _refusal(name, path, info, most_bytes))
    if not members:
        raise EmptyReport(f"压缩包“{name}”里没有文件，请检查后重新上传。")
    return tuple(members.values())


def contents(name: str, data: bytes, members: tuple[Member, ...]) -> Iterator[tuple[Member, bytes]]:
    """The bytes of listed members one after the other; one that is damaged comes with a refusal and no bytes."""
    archive = _open(name, data)
    infos = archive.infolist()
    for member in members:
        if member.refusal:
            yield member, b""
            continue
        try:
            yield member, _content(archive, infos[member.index])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
            yield Member(member.index, member.path, f"压缩包“{name}”里的“{member.path}”已损坏，请重新压缩后再收入。"), b""


def _open(name: str, data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError, OverflowError):
        raise UnreadableReport(f"压缩包“{name}”打不开（可能已损坏，或不是 zip 格式），请重新压缩为 zip 后再收入。") from None


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one member, never more than the directory says."""
    parts = []
    with archive.open(info) as member:
        while part := member.read(READ_AT_ONCE):
            parts.append(part)
    return b"".join(parts)


def _check_whole(name: str, data: bytes, files: list[zipfile.ZipInfo]) -> None:
    if len(files) > MOST_MEMBERS:
        raise UnreadableReport(f"压缩包“{name}”里有{len(files)}个文件，最多{MOST_MEMBERS}个，请分成几个压缩包，或解开后收入文件夹。")
    unpacked = sum(info.file_size for info in files)
    if unpacked > MOST_UNPACKED_MEGABYTES * 1_000_000:
        raise UnreadableReport(f"压缩包“{name}”解开后超过{MOST_UNPACKED_MEGABYTES}MB，请分成几个压缩包后再收入。")
    if unpacked > max(HARMLESS_BYTES, MOST_RATIO * len(data)):
        raise UnreadableReport(f"压缩包“{name}”解开后是原来的{unpacked // max(len(data), 1)}倍，疑似有害文件，没有读取。")
    ends = 0
    for info in sorted(files, key=lambda info: info.header_offset):
        if info.header_offset < ends:
            raise UnreadableReport(f"压缩包“{name}”里的文件互相重叠，疑似有害文件，没有读取。")
        ends = info.header_offset + _LOCAL_HEADER + info.compress_size


def _refusal(name: str, path: str, info: zipfile.ZipInfo, most_bytes: int) -> str:
    """Why a member is not read, as a sentence; empty when it is."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if len(path) > LONGEST_NAME:
        return f"压缩包“{name}”里的“{path[:20]}…”路径超过{LONGEST_NAME}个字，请改短后再收入。"
    if kind not in (0, stat.S_IFREG):
        return f"压缩包“{name}”里的“{path}”是链接或设备，不是文件，没有读取。"
    if info.flag_bits & _ENCRYPTED:
        return f"压缩包“{name}”里的“{path}”设有密码，请解密后再收入。"
    if is_archive(path):
        return f"压缩包“{name}”里的“{path}”又是压缩包，请解开后再收入。"
    if info.compress_type not in _METHODS:
        return f"压缩包“{name}”里的“{path}”用了不支持的压缩方法，请用系统自带的压缩功能重新压缩。"
    if info.file_size > most_bytes:
        return f"压缩包“{name}”里的“{path}”超过{most_bytes // 1_000_000}MB的上限，请拆分后再收入，或调大 ASSISTANT_MAXIMUM_MEGABYTES。"
    return ""


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: marked as UTF-8, or bytes that are UTF-8 (macOS) or GB18030 (Windows in Chinese)."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _plain_path(name: str) -> str | None:
    """The path inside the archive with plain slashes and no control characters; None for one that leads out of it."""
    path = re.sub(r"[\x00-\x1f\x7f]", "", name).replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    leads_out = path.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", path)
    return None if leads_out or not parts else "/".join(parts)


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in path.split("/"))
