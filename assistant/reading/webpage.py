"""Saved web pages and Markdown as text: main text without menus, tables as lines that carry their header words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.workbook import table_lines

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
_MARKUP = re.compile(r"^(\s*)(?:#{1,6}\s+|[-+]\s+(?=\S)|>\s?)")
_BOLD_LINE = re.compile(r"^\*\*(?![省市县区州个份%])([^*\n]{1,80})\*\*(?=[:：\s]|$)")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def page_text(path: Path, data: bytes, decode: Callable[[Path, bytes], str]) -> str:
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
    lines = (" ".join(line.split()) for line in "".join(_pieces(root)).split("\n"))
    return "\n".join(line for line in lines if line)


def _declared_text(data: bytes) -> str:
    match = _DECLARED.search(data[:2048])
    if match is None or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return ""
    name = match[1].decode("ascii").lower()
    try:
        return data.decode("gb18030" if name in ("gb2312", "gbk") else name)
    except (LookupError, UnicodeDecodeError):
        return ""


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    if element.tag == "table" and not element.xpath(".//table"):
        rows = [[" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")] for row in element.iter("tr")]
        yield "\n" + "\n".join(table_lines(rows)) + "\n"
    elif isinstance(element.tag, str):
        block = element.tag in _BLOCKS
        yield ("\n" if block or element.tag == "br" else "") + (element.text or "").replace("\n", " ")
        for child in element:
            yield from _pieces(child)
            yield (child.tail or "").replace("\n", " ")
        yield "\n" if block else ""


def markdown_text(text: str) -> str:
    """Markdown without its marks of emphasis and headings; tables become lines that carry their header words."""
    lines: list[str] = []
    table: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        stripped = line.strip()
        if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
            cells = [cell.strip() for cell in stripped.strip("|").split("|")]
            if not all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
                table.append(cells)
            continue
        lines.extend(table_lines(table))
        table = []
        lines.append(_MARKUP.sub(r"\1", _BOLD_LINE.sub(r"\1", line)))
    return "\n".join(lines).rstrip("\n") + "\n"
