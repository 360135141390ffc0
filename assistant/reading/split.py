"""Several documents in one file: where one ends and the next begins, in raw and in clean text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.dates import is_date_line
from assistant.reading.titles import is_title
from assistant.reading.tracking import Edit, TrackedText
from assistant.reading.vocabulary import Vocabulary
from assistant.types import OffsetMap, Repair

DIVIDER = "分隔语"
SHORTEST_DOCUMENT = 80
"""A piece shorter than this is an attachment line or a leftover, not a document of its own."""

_PAGE_HEAD = re.compile(r"^[ \t\u3000]*第?\s?\d{1,3}\s?版[^\n。，]{0,20}?(?P<day>\d{4}年\d{1,2}月\d{1,2}日)", re.MULTILINE)
MOST_BETWEEN = 5
"""So many lines at most stand between a signature and the next title."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file."""

    raw: str
    clean: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]
    raw_start: int
    """Where `raw` begins in the text of the file."""


def split_documents(tracked: TrackedText, vocabulary: Vocabulary) -> list[Part]:
    """The documents of a file in order: cut at a sharing site's divider, and before a further titled notice."""
    dividers = [match.span() for match in vocabulary.pattern("split.divider").finditer(tracked.text)]
    tracked.apply(Edit(start, end, "", DIVIDER, 0.95) for start, end in dividers)
    removed = 0
    cuts = []
    for start, end in dividers:
        cuts.append(start - removed)
        removed += end - start
    cuts = sorted({*cuts, *_further_notices(tracked.text, vocabulary), *_further_issues(tracked.text)})
    return _parts(tracked, [cut for cut in cuts if _is_document(tracked.text, cut, cuts)])


def _is_document(text: str, cut: int, cuts: list[int]) -> bool:
    following = min((other for other in cuts if other > cut), default=len(text))
    return len(text[:cut].strip()) >= SHORTEST_DOCUMENT and len(text[cut:following].strip()) >= SHORTEST_DOCUMENT


def _further_notices(text: str, vocabulary: Vocabulary) -> list[int]:
    """Where a title line follows a signature or a dividing line, or a line of the same shape as the first title comes again."""
    lines = [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()]
    first = next((line[0].strip() for line in lines[:3] if is_title(line[0].strip(), vocabulary)), "")
    found = []
    for index, line in enumerate(lines):
        words = line[0].strip()
        if line.start() <= SHORTEST_DOCUMENT or not is_title(words, vocabulary):
            continue
        if _another(words, first) or _is_ended(lines[:index], vocabulary):
            found.append(line.start())
    return found


def _further_issues(text: str) -> list[int]:
    """Where a page of another day's newspaper begins (第1版 要闻 2017年5月25日 星期四)."""
    heads = list(_PAGE_HEAD.finditer(text))
    return [later.start() for earlier, later in pairwise(heads) if earlier["day"] != later["day"]]


def _another(title: str, first: str) -> bool:
    """Whether a title is of the series that the first title of the file opens; the very same title is its running head."""
    return bool(first) and title != first and _shape(title) == _shape(first)


def _is_ended(lines: list[re.Match[str]], vocabulary: Vocabulary) -> bool:
    """Whether a document ends with these lines: with its date, whatever short lines follow it, or with a dividing line."""
    between, rule = vocabulary.pattern("split.between"), vocabulary.pattern("split.rule")
    for line in reversed(lines[-MOST_BETWEEN:]):
        if rule.match(line[0]) or (is_date_line(line[0]) and line.start() > SHORTEST_DOCUMENT):
            return True
        if not between.match(line[0]):
            return False
    return False


def _shape(line: str) -> str:
    """A title without the numbers that tell one notice of a series from the next."""
    return re.sub(r"[\d一二三四五六七八九十百]+", "0", line.strip())


def _parts(tracked: TrackedText, cuts: list[int]) -> list[Part]:
    clean_edges = [0, *cuts, len(tracked.text)]
    raw_edges = [0, *(tracked.raw_span(cut, cut)[0] for cut in cuts), len(tracked.raw)]
    parts = []
    for index in range(len(clean_edges) - 1):
        clean_span, raw_span = (edges[index : index + 2] for edges in (clean_edges, raw_edges))
        raw, clean, offsets = tracked.part((clean_span[0], clean_span[1]), (raw_span[0], raw_span[1]))
        last = index == len(clean_edges) - 2
        parts.append(Part(raw, clean, offsets, _repairs_in(tracked.repairs, raw_span[0], raw_span[1], last), raw_span[0]))
    return parts


def _repairs_in(repairs: list[Repair], start: int, end: int, last: bool) -> tuple[Repair, ...]:
    chosen = [r for r in repairs if start <= r.start and (r.start < end or last)]
    moved = [Repair(r.type, r.start - start, r.end - start, r.raw, r.text, r.confidence, r.suggestion) for r in chosen]
    return tuple(sorted(moved, key=lambda repair: (repair.start, repair.end)))
