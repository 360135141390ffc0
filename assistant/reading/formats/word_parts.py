"""The parts of a Word package as XML trees: body, styles, numbering, notes, running heads; macros and outside links stay untouched."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.package import open_package

MOST_XML = 40_000_000
"""Bytes of one XML part: its tree takes some ten times as much memory. A report of 300 pages has about 8 million."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""Word's “Strict Open XML” names the same elements by another address."""
OFF = ("0", "false", "off")


def child(element: Any, *names: str) -> Any:  # noqa: ANN401 - lxml has no types
    """The element at the end of a path of child names, None where there is none."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Any, *names: str) -> str | None:  # noqa: ANN401
    """The `w:val` of the element at the end of a path."""
    found = child(element, *names)
    return None if found is None else found.get(W + "val")


def number(element: Any, *names: str) -> int | None:  # noqa: ANN401
    """The `w:val` of the element at the end of a path, as a whole number."""
    text = value(element, *names) or ""
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else None


def is_on(element: Any, *names: str) -> bool | None:  # noqa: ANN401
    """Whether a switch such as `w:vanish` is on or off; None where it is not set."""
    found = child(element, *names)
    return None if found is None else found.get(W + "val", "1") not in OFF


@dataclass(frozen=True)
class WordParts:
    """The trees of one document; a part that it lacks is None."""

    document: Any
    styles: Any = None
    numbering: Any = None
    settings: Any = None
    footnotes: Any = None
    endnotes: Any = None
    comments: Any = None
    linked: dict[str, Any] = field(default_factory=dict)
    """Headers and footers by relationship id."""
    embedded: int = 0
    """How many other files stand inside it (sheets, documents), which are not read."""


_NAMED = {"styles", "numbering", "settings", "footnotes", "endnotes", "comments"}
_EMBEDDED = {"package", "oleObject", "aFChunk", "subDocument"}


def open_parts(path: Path, data: bytes) -> WordParts:
    """Unpack and parse what the reader needs.

    Raises:
        UnreadableReport: no Word document, encrypted, damaged, or larger than the limits.
    """
    from lxml import etree

    with open_package(path, data) as package:
        try:
            return _parts(package)
        except _TooLarge:
            raise UnreadableReport(f"“{path.name}”的正文过大（一个部件超过{MOST_XML // 1_000_000}MB），请拆分后再上传。") from None
        except (KeyError, ValueError, zipfile.BadZipFile, OSError, EOFError, etree.LxmlError):
            raise UnreadableReport(f"Word 文件“{path.name}”打不开（可能已损坏），请用 Word 另存为 docx 后再上传。") from None


class _TooLarge(Exception):
    """A part exceeds MOST_XML."""


def _parts(package: zipfile.ZipFile) -> WordParts:
    start = next((target for kind, target, _ in _relations(package, "") if kind == "officeDocument"), "word/document.xml")
    named: dict[str, Any] = {}
    linked: dict[str, Any] = {}
    embedded = 0
    for kind, target, identity in _relations(package, start):
        if kind in _NAMED:
            named[kind] = _tree(package, target)
        elif kind in ("header", "footer"):
            linked[identity] = _tree(package, target)
        embedded += kind in _EMBEDDED
    document = _tree(package, start)
    if document is None or document.tag != W + "document":
        raise ValueError(start)
    return WordParts(document, **named, linked=linked, embedded=embedded)


def _relations(package: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Kind, target and id of what a part (the package itself: "") refers to inside the file; outside targets are left out."""
    folder, name = posixpath.split(part)
    root = _tree(package, posixpath.join(folder, "_rels", name + ".rels"))
    found = []
    for relation in [] if root is None else root:
        if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found.append((relation.get("Type", "").rpartition("/")[2], target, relation.get("Id", "")))
    return found


def _tree(package: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401
    from lxml import etree

    if name not in package.NameToInfo:
        return None
    if package.getinfo(name).file_size > MOST_XML:
        raise _TooLarge
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(package.read(name).replace(_STRICT, W[1:-1].encode()), parser)
