"""Zip-based office files (docx, xlsx, ods, ofd) looked over before anything is unpacked: size, entries, passwords, DOCTYPE."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import IO

from assistant.errors import UnreadableReport
from assistant.reading.formats.signature import is_encrypted_office

MOST_UNPACKED = 200_000_000
"""Bytes all parts of a file may take unpacked."""
MOST_ENTRIES = 2_000
MOST_RATIO = 300
"""Times a part may be larger than packed, when it is larger than SMALL; real documents stay below 100."""
SMALL = 10_000_000
_OPENINGS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b"\x4c\x6f\xa7\x94", b" ", b"\t", b"\r", b"\n")
"""How XML may begin: a tag, a byte-order mark, UTF-16 or EBCDIC without one, blanks."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError)


def open_package(path: Path, data: bytes) -> zipfile.ZipFile:
    """The file as a zip archive that is safe to unpack part by part.

    Raises:
        UnreadableReport: encrypted, damaged, larger unpacked than the limits, or with a DOCTYPE in a part (no office program writes one).
    """
    if is_encrypted_office(data):
        raise encrypted(path)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise encrypted(path)
        _check_size(path, entries)
        if any(_declares_type(package, entry) for entry in entries if not entry.is_dir()):
            raise UnreadableReport(f"“{path.name}”里有办公软件不会写入的 DOCTYPE 声明，为安全起见不予读取，请用原来的程序另存后再上传。")
    except _BROKEN:
        raise UnreadableReport(f"“{path.name}”打不开（可能已损坏或不是所标的类型），请用原来的程序打开另存后再上传。") from None
    return package


def encrypted(path: Path) -> UnreadableReport:
    """The sentence for a file that a password closes."""
    return UnreadableReport(f"“{path.name}”已加密，请用原来的程序打开、去掉密码另存后再上传。")


def _check_size(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Raises UnreadableReport: what the archive says it unpacks to; reading never gives more than it says."""
    swollen = (entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in entries)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or len(entries) > MOST_ENTRIES or any(swollen):
        most = MOST_UNPACKED // 1_000_000
        raise UnreadableReport(f"“{path.name}”解压后过大（上限{most}MB、{MOST_ENTRIES}个部件）或压缩异常，请拆分或另存后再上传。")


def _declares_type(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part is XML with a DOCTYPE: only what stands before the first element is unpacked and parsed."""
    with package.open(entry) as part:
        head = part.read(4)
        return head.startswith(_OPENINGS) and _prolog_declares(head, part)


def _prolog_declares(head: bytes, part: IO[bytes]) -> bool:
    from lxml import etree

    prolog = _Prolog()
    parser = etree.XMLParser(target=prolog, resolve_entities=False, no_network=True, load_dtd=False)
    piece = head
    try:
        while piece and not prolog.done:
            parser.feed(piece)
            piece = part.read(4096)
    except (_Declared, etree.XMLSyntaxError):
        # A part that is no XML after all is left to its reader; what was declared before the fault counts.
        return prolog.declares
    return prolog.declares


class _Declared(Exception):
    """Stops the parser at a DOCTYPE, before any entity in it is read."""


class _Prolog:
    """Listens to the parser up to the first element."""

    def __init__(self) -> None:
        self.declares = False
        self.done = False

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self.declares = True
        raise _Declared

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.done = True

    def end(self, tag: str) -> None:
        self.done = True

    def data(self, words: str) -> None:
        self.done = True

    def close(self) -> None:
        self.done = True
