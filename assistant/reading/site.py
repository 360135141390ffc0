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
FEWEST_STEPS, NEAR_PATH = 3, 4
"""A breadcrumb has so many steps; its column stands again within so many lines below it."""
_STEP, _HERE = re.compile(r"[>＞»]"), re.compile(r"^[^:：>＞»]{0,8}[:：]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,12})(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,500}-->")
_BLOCKS = frozenset({"br", "p", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "section"})
_CODE = re.compile(r"<(style|script)\b[^<>]{0,300}>[^<]{0,20000}</\1>", re.IGNORECASE)
_STYLE = re.compile(r"[\w.#@:\- ,]{1,60}\{(?:[\w\-]{1,40}[ ]?:[^{};\n\u3400-\u9fff]{1,120};?\s{0,4}){1,40}\}", re.ASCII)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});")
_DAY_AND_SOURCE = re.compile(
    r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:[\s\u3000|]*来源\s*[:：]\s*[^\s\u3000>|]+)?"
)
_LINE, _FILLED = re.compile(r"[^\n]*\n?"), re.compile(r"[^\n]+\n?")
_PROSE = re.compile(r"[。，；：:|\d]")
_DIGITS = re.compile(r"\d{6,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def markup(text: str, _: Vocabulary) -> Iterator[Edit]:
    """HTML left in the text: scripts and styles go, the end of a block becomes a line break, other tags go, entities become characters."""
    if "<" not in text and "&" not in text and "{" not in text:
        return
    found: list[tuple[int, int, str]] = [(*match.span(), "") for pattern in (_CODE, _STYLE) for match in pattern.finditer(text)]
    found += [(*match.span(), _instead_of_tag(text, match)) for match in _TAG.finditer(text)]
    found += [(*match.span(), html.unescape(match[0]).replace("\xa0", " ")) for match in _ENTITY.finditer(text)]
    for start, end, plain in sorted(found, key=lambda edit: (edit[0], -edit[1])):
        if plain != text[start:end]:
            yield Edit(start, end, plain, "网页代码", 0.95)


def _instead_of_tag(text: str, tag: re.Match[str]) -> str:
    """A line break where a block ends within a line."""
    name = (tag[2] or "").lower()
    ends = name in _BLOCKS and (tag[1] or name == "br")
    return "\n" if ends and text[tag.end() : tag.end() + 1] not in {"\n", ""} else ""


def paywall_marks(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Marks of a paid-reading boundary, also in the middle of a line."""
    for match in vocabulary.pattern("site.paywall").finditer(text):
        yield Edit(match.start(), match.end(), "", "付费标记")


def share_site_lines(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Lines that a document-sharing site wrote around the document."""
    shell = vocabulary.pattern("site.shell")
    for line in _FILLED.finditer(text):
        words = line[0].strip()
        if words and len(words) <= LONGEST_LINE and shell.search(words):
            yield Edit(line.start(), line.end(), "", SITE_LINE, 0.95)


def page_furniture(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Lines of the web page around the document, and counters inside its date lines."""
    opens, inside = vocabulary.pattern("page.furniture"), vocabulary.pattern("page.inside")
    edits: list[Edit] = []
    for match in vocabulary.pattern("page.inline").finditer(text):
        edits.append(Edit(_without_blanks(text, match.start(), edits[-1].end if edits else 0), match.end(), "", SITE_LINE, 0.9))
    columns: frozenset[str] = frozenset()
    below = 0
    for line in _FILLED.finditer(text):
        words = line[0].strip()
        below += bool(words)
        if not words or len(words) > LONGEST_LINE:
            continue
        if (opens.match(words) or inside.search(words)) and not _is_content(words):
            edits += _but_its_day(line)
            columns, below = (path, 0) if (path := _columns(words)) else (columns, below)
        elif words in columns and below <= NEAR_PATH:
            edits.append(Edit(line.start(), line.end(), "", SITE_LINE, 0.9))
    yield from sorted(edits, key=lambda edit: (edit.start, -edit.end))


def _but_its_day(line: re.Match[str]) -> list[Edit]:
    """A line of the page goes, but not the day and source of the text that stand beside its path (首页>要闻 2025-03-20 09:10 来源：…)."""
    words = line[0].rstrip("\n")
    day = _DAY_AND_SOURCE.search(words) if _STEP.search(words) else None
    if day is None:
        return [Edit(line.start(), line.end(), "", SITE_LINE, 0.95)]
    around = ((line.start(), line.start() + day.start()), (line.start() + day.end(), line.start() + len(words)))
    return [Edit(start, end, "", SITE_LINE, 0.95) for start, end in around if end > start]


def _columns(path: str) -> frozenset[str]:
    """The columns a breadcrumb leads through; its last step, unless another is to follow, may be the title of the document."""
    steps = [step.strip() for step in _STEP.split(_HERE.sub("", path))]
    return frozenset(step for step in steps[:-1] if step) if len(steps) >= FEWEST_STEPS else frozenset()


def _without_blanks(text: str, start: int, first: int) -> int:
    """Where the blanks before `start` begin, not before `first`."""
    while start > first and text[start - 1] in " \t":
        start -= 1
    return start


def related_links(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Short lines under 相关阅读 at the end of a page: other documents' titles, with other places' figures."""
    names = vocabulary.any_of("page.related")
    heads = [match for match in names.finditer(text) if _is_alone(text, match)] if names.search(text) else []
    for head in heads[-LAST_HEADS:]:
        rest = [line.strip() for line in text[head.end() :].splitlines() if line.strip(" :：")]
        if all(len(line) <= 60 and "。" not in line for line in rest):
            yield Edit(text.rfind("\n", 0, head.start()) + 1, len(text), "", SITE_LINE, 0.9)
            return


def _is_alone(text: str, words: re.Match[str]) -> bool:
    """Whether words fill their line but for blanks and a colon."""
    start = text.rfind("\n", max(0, words.start() - LONGEST_LINE), words.start()) + 1
    end = text.find("\n", words.end(), words.end() + LONGEST_LINE)
    return not text[start : words.start()].strip() and not text[words.end() : end if end >= 0 else len(text)].strip(" \t:：")


def menus(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Runs of short lines, or lines of short words, that are columns of the site."""
    words, opens = frozenset(vocabulary.words("page.menu")), vocabulary.pattern("page.furniture")
    if not vocabulary.any_of("page.menu").search(text):
        return
    run: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        content = line[0].strip()
        if content and len(content) <= 12 and not _PROSE.search(content):
            run.append(line)
            continue
        if not content or (run and _DIGITS.fullmatch(content)):
            if run:
                run.append(line)
            continue
        yield from _menu_run(run, words)
        run = []
        # A breadcrumb is left to `page_furniture`, which learns from it what the site calls its columns.
        if len(content) <= LONGEST_LINE and _is_menu_line(content, words) and not opens.match(content):
            yield Edit(line.start(), line.end(), "", SITE_LINE, 0.9)
    yield from _menu_run(run, words)


def _menu_run(run: list[re.Match[str]], words: frozenset[str]) -> Iterator[Edit]:
    names = [line[0].strip() for line in run if line[0].strip()]
    if len(names) >= 5 and sum(name in words for name in names) >= 0.3 * len(names):
        yield Edit(run[0].start(), run[-1].end(), "", SITE_LINE, 0.9)


def _is_menu_line(line: str, words: frozenset[str]) -> bool:
    names = re.split(r"[\s|｜>]+", line)
    return len(names) >= 4 and max(map(len, names)) <= 12 and sum(name in words for name in names) >= 0.3 * len(names)


def _is_content(line: str) -> bool:
    """Whether a furniture word stands in a real sentence: long, with marks of prose and no address of a site."""
    return len(line) > 40 and line.count("，") + line.count("。") + line.count(",") >= 2 and len(_HAN.findall(line)) > 30
