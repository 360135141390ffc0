"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import re
from typing import Literal

Kind = Literal["zip", "ole", "rtf", "html", "archive", "pdf", "other"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)
_ARCHIVE = re.compile(rb"(?:From|Subject|Date|MIME-Version|Content-[A-Za-z-]+|X-[A-Za-z-]+): ", re.IGNORECASE)
_HEAD = 4096
"""How many bytes are looked at: Word puts a long declaration before the first tag of a saved page."""


def kind_of(data: bytes) -> Kind:
    """The container or text format of the bytes; an archive is a web page saved as a single file."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if _ARCHIVE.match(head) and b"MIME-Version:" in head:
        return "archive"
    return "html" if _PAGE.search(head) else "other"


def streams_of(data: bytes) -> frozenset[str]:
    """The names at the top of a compound (OLE) file: WordDocument, Workbook, EncryptedPackage …; none of any other or damaged file."""
    from olefile import OleFileIO

    if kind_of(data) != "ole":
        return frozenset()
    try:
        with OleFileIO(io.BytesIO(data)) as compound:
            return frozenset(path[0] for path in compound.listdir())
    except (OSError, ValueError, IndexError, TypeError):
        return frozenset()


def is_encrypted_office(data: bytes) -> bool:
    """Whether a password closes an Office file: today's formats inside an EncryptedPackage, or a .doc that says so in its first bytes."""
    streams = streams_of(data)
    return "EncryptedPackage" in streams or ("WordDocument" in streams and _is_encrypted_word(data))


def _is_encrypted_word(data: bytes) -> bool:
    """The fEncrypted bit of a Word document's first block ([MS-DOC] FibBase, byte 11)."""
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(data)) as compound, compound.openstream("WordDocument") as stream:
            head = stream.read(12)
    except (OSError, ValueError, IndexError):
        return False
    return len(head) == 12 and bool(head[11] & 1)
