"""Saved web pages as text: main text without menus, tables as lines that carry their header words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.encoding import decode
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded

_DROPPED = ("script", "style", "nav", "header", "footer", "aside", "form", "noscript", "iframe", "button", "select")
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "section",
        "article",
        "td",
        "th",
        "dd",
        "dt",
        "blockquote",
        "title",
        "body",
        "ul",
        "ol",
    )
)
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|foot|header|sidebar|breadcrumb|crumb|related|share|copyright|banner|toolbar|advert|ads)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def read_page(path: Path, data: bytes) -> Loaded:
    """The main text of a page, a line a block.

    Raises:
        UnreadableReport: no page can be made of the bytes.
    """
    from lxml import etree, html

    text = _declared_text(data) or decode(path, data)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.fromstring(text, parser=html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError):
        raise UnreadableReport(f"网页“{path.name}”不能解析，请在浏览器中另存为网页或复制成文本后再上传。") from None
    for element in list(root.iter(*_DROPPED)):
        element.drop_tree()
    for element in [e for e in root.iter() if isinstance(e.tag, str) and _FOREIGN.search(f"{e.get('class', '')} {e.get('id', '')}")]:
        if element.getparent() is not None and len(element.text_content()) < 0.5 * len(root.text_content()):
            element.drop_tree()
    document = DocumentText()
    words: list[str] = []
    for piece in [*_pieces(root), "\n"]:
        if isinstance(piece, list):
            _write(document, words)
            document.table(piece)
        else:
            words.append(piece)
    _write(document, words)
    return document.loaded()


def _write(document: DocumentText, words: list[str]) -> None:
    """The non-empty lines of the words collected so far."""
    for line in "".join(words).split("\n"):
        if tidy := " ".join(line.split()):
            document.line(tidy)
    words.clear()


def _declared_text(data: bytes) -> str:
    match = _DECLARED.search(data[:2048])
    if match is None or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return ""
    name = match[1].decode("ascii").lower()
    try:
        return data.decode("gb18030" if name in ("gb2312", "gbk") else name)
    except (LookupError, UnicodeDecodeError):
        return ""


def _pieces(element: Any) -> Iterator[str | list[list[str]]]:  # noqa: ANN401 - lxml has no types
    """The words of an element with its line breaks; a table as its rows."""
    if element.tag == "table" and not element.xpath(".//table"):
        yield [[" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")] for row in element.iter("tr")]
    elif isinstance(element.tag, str):
        block = element.tag in _BLOCKS
        yield ("\n" if block or element.tag == "br" else "") + (element.text or "").replace("\n", " ")
        for child in element:
            yield from _pieces(child)
            yield (child.tail or "").replace("\n", " ")
        yield "\n" if block else ""
