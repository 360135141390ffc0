"""Steps that take foreign lines out: share-site shells, paywall marks, left-over markup, page furniture, related links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import Vocabulary

SITE_LINE = "网站行"
LONGEST_LINE = 400
LAST_HEADS = 4
"""So many 相关阅读 lines from the end are tried."""
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,12}(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,500}-->")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});")
_LINE = re.compile(r"[^\n]*\n?")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def markup(text: str, _: Vocabulary) -> Iterator[Edit]:
    """HTML left in the text: tags go, entities become their characters."""
    if "<" not in text and "&" not in text:
        return
    matches = sorted([*_TAG.finditer(text), *_ENTITY.finditer(text)], key=lambda match: match.start())
    for match in matches:
        plain = "" if match[0].startswith("<") else html.unescape(match[0]).replace("\xa0", " ")
        if plain != match[0]:
            yield Edit(match.start(), match.end(), plain, "网页代码", 0.95)


def paywall_marks(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Marks of a paid-reading boundary, also in the middle of a line."""
    for match in vocabulary.pattern("site.paywall").finditer(text):
        yield Edit(match.start(), match.end(), "", "付费标记")


def share_site_lines(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Lines that a document-sharing site wrote around the document."""
    yield from _lines_matching(text, vocabulary.pattern("site.shell"))


def page_furniture(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Lines of the web page around the document, and counters inside its date lines."""
    whole, inline = vocabulary.pattern("page.furniture"), vocabulary.pattern("page.inline")
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words:
            continue
        if len(words) <= LONGEST_LINE and whole.search(words) and not _is_content(words):
            yield Edit(line.start(), line.end(), "", SITE_LINE, 0.95)
            continue
        for match in inline.finditer(text, line.start(), line.end()):
            yield Edit(match.start(), match.end(), "", SITE_LINE, 0.9)


def related_links(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Short lines under 相关阅读 at the end of a page: other documents' titles, with other places' figures."""
    heads = [
        m for m in re.finditer(r"^\s*(\S{4,6})\s*[:：]?\s*$", text, re.MULTILINE) if m[1].rstrip(":：") in vocabulary.words("page.related")
    ]
    for head in heads[-LAST_HEADS:]:
        rest = [line.strip() for line in text[head.end() :].splitlines() if line.strip()]
        if all(len(line) <= 60 and "。" not in line for line in rest):
            yield Edit(head.start(), len(text), "", SITE_LINE, 0.9)
            return


def menus(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Runs of short lines, or lines of short words, that are columns of the site."""
    words = frozenset(vocabulary.words("page.menu"))
    run: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        content = line[0].strip()
        if content and len(content) <= 12 and not re.search(r"[。，；：:|\d]", content):
            run.append(line)
            continue
        if not content or (run and re.fullmatch(r"\d{6,}", content)):
            if run:
                run.append(line)
            continue
        yield from _menu_run(run, words)
        run = []
        if len(content) <= LONGEST_LINE and _is_menu_line(content, words):
            yield Edit(line.start(), line.end(), "", SITE_LINE, 0.9)
    yield from _menu_run(run, words)


def _menu_run(run: list[re.Match[str]], words: frozenset[str]) -> Iterator[Edit]:
    names = [line[0].strip() for line in run if line[0].strip()]
    if len(names) >= 5 and sum(name in words for name in names) >= 0.3 * len(names):
        yield Edit(run[0].start(), run[-1].end(), "", SITE_LINE, 0.9)


def _is_menu_line(line: str, words: frozenset[str]) -> bool:
    names = re.split(r"[\s|｜>]+", line)
    return len(names) >= 4 and max(map(len, names)) <= 12 and sum(name in words for name in names) >= 0.3 * len(names)


def _lines_matching(text: str, pattern: re.Pattern[str]) -> Iterator[Edit]:
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if words and len(words) <= LONGEST_LINE and pattern.search(words):
            yield Edit(line.start(), line.end(), "", SITE_LINE, 0.95)


def _is_content(line: str) -> bool:
    """Whether a furniture word stands in a real sentence: long, with marks of prose and no address of a site."""
    return len(line) > 40 and line.count("，") + line.count("。") + line.count(",") >= 2 and len(_HAN.findall(line)) > 30
