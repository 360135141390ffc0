"""Saved web pages as text: main text without menus, tables as lines that carry their header words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.encoding import Decoded, decode
from assistant.reading.formats.tables import DocumentText
from assistant.reading.formats.webpage_boxes import without_boxes
from assistant.reading.formats.webpage_tables import grid, is_data
from assistant.reading.loaded import MOST_CHARACTERS, Loaded, too_long
from assistant.reading.titles import is_title
from assistant.reading.vocabulary import HAN, load_vocabulary

_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_LINE_END = re.compile(r"\s*\n\s*")
_WIDE = re.compile(f"[{HAN}，。、；：！？“”（）《》]")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\u00ad]")
MOST_ELEMENTS = 150_000
LONGEST_TITLE = 200


def read_page(path: Path, data: bytes) -> Loaded:
    """The main text of a page, a line a block.

    Raises:
        UnreadableReport: no page can be made of the bytes, or its text is in frames or made by scripts.
    """
    return page_text(path, decode(path, data, declared_charset(data)))


def declared_charset(data: bytes) -> str:
    """What the head of a page says its charset is; empty when it says nothing."""
    declared = _DECLARED.search(data[:4096])
    return declared[1].decode("ascii") if declared else ""


def page_text(path: Path, page: Decoded) -> Loaded:
    """The main text of a decoded page.

    Raises:
        UnreadableReport: no page can be made of it, it is too long, or its text is in frames or made by scripts.
    """
    from lxml import etree

    if len(page.text) > MOST_CHARACTERS and len(page.text.encode("ascii", "ignore")) < len(page.text) - MOST_CHARACTERS:
        raise too_long(path)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(_XML.sub("", page.text) or "<html/>", parser)
    cut = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    if root is None or cut or sum(1 for _ in islice(root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise UnreadableReport(f"网页“{path.name}”不能解析，请在浏览器中打印为 PDF 或复制成文本后再上传。")
    framed, scripted = bool(root.xpath("//frame|//iframe")), bool(root.xpath("//script"))
    metas = {str(meta.get("name", "")).lower(): str(meta.get("content", "")).strip() for meta in root.iter("meta")}
    title = _tidy("".join(root.xpath("//title//text()")))[:LONGEST_TITLE]
    body = without_boxes(root)
    words = "".join(body.itertext())
    if not words.strip() and (framed or scripted):
        where = "在另外的框架页里" if framed else "由脚本生成，不在文件里"
        raise UnreadableReport(f"网页“{path.name}”的正文{where}，请在浏览器中打开后打印为 PDF 或复制成文本再上传。")
    document = DocumentText()
    title = "" if _has_headline(body) else title
    for line in (*_told(metas, title, words), *_lines(body)):
        if isinstance(line, str):
            document.line(line)
        else:
            document.table(*grid(line, lambda cell: " ".join(part for part in _lines(cell) if isinstance(part, str))))
    return document.loaded(notices=page.notices)


def _told(metas: dict[str, str], title: str, words: str) -> Iterator[str]:
    """What the head of the page says and its text does not: the title, the date of publication, the source."""
    labels = load_vocabulary().value("webpage.meta")
    found = {label: value for name, label in labels.items() if (value := metas.get(name.lower(), ""))}
    if not found and not title:
        return
    shown = _bare(words)
    if not found and _bare(re.split(r"[_|｜—–-]", title)[0]) not in shown:
        yield title
    for label, value in found.items():
        if _bare(value) not in shown and not _says_day(value, words):
            yield f"{label}：{_tidy(value)}"


def _has_headline(body: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Whether the page itself heads its text with a title, so that the browser's (晒出整改“成绩单”-某县政府网) is none."""
    vocabulary = load_vocabulary()
    return any(is_title(_tidy("".join(headline.itertext())), vocabulary) for headline in body.iter("h1"))


def _says_day(value: str, words: str) -> bool:
    """Whether a text has a date in any way of writing it: 2023-12-20 10:30 is 2023年12月20日."""
    day = re.match(r"(\d{4})\D(\d{1,2})\D(\d{1,2})", value)
    return day is not None and bool(re.search(rf"{day[1]}\s*[-年/.]\s*0?{int(day[2])}\s*[-月/.]\s*0?{int(day[3])}(?!\d)", words))


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


def _lines(body: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """The lines of an element from top to bottom; a table of data as its element."""
    from lxml import etree

    words: list[str] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element is not body and is_data(element):
            yield from _filled(words)
            yield element
            walk.skip_subtree()
            continue
        if element.tag in _BLOCKS or (element.tag == "br" and event == "start"):
            words.append("\n")
        if event == "start":
            words.append(_spaced(element.text, element))
        elif element is not body:
            words.append(_spaced(element.tail, element.getparent()))
    yield from _filled(words)


def _spaced(text: str | None, element: Any) -> str:  # noqa: ANN401
    """Text of one node: line ends of the source are blanks, and nothing between Chinese characters."""
    if not text or "\n" not in text or element.tag == "pre":
        return text or ""
    return _LINE_END.sub(lambda end: "" if _between_wide(text, end) else " ", text)


def _between_wide(text: str, end: re.Match[str]) -> bool:
    before, after = text[end.start() - 1 : end.start()] if end.start() else "", text[end.end() : end.end() + 1]
    return bool(_WIDE.match(before) and _WIDE.match(after))


def _filled(words: list[str]) -> Iterator[str]:
    """The non-empty lines of the words collected so far."""
    for line in "".join(words).split("\n"):
        if tidy := _tidy(line):
            yield tidy
    words.clear()


def _tidy(line: str) -> str:
    return " ".join(_INVISIBLE.sub("", line).split())
