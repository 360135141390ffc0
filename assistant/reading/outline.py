"""The sections of a document by its official numbering, also where headings run into the paragraph (domain.md 5.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.numbering import DEEPEST, Mark, find_marks, speaks
from assistant.reading.vocabulary import Vocabulary
from assistant.types import Section

LONGEST_RUN_IN = 24
LONGEST_HEADING = {1: 44, 2: 44, 3: 30, 4: 24, 5: 24}
_STOP = re.compile(r"[。\n：:；;！？]")
_ITEM_END = re.compile(r"\s*(?:\n|$|\d{1,2}\s?[.．、]|[(（]\d)")
_CLAUSE = re.compile(r"[，,。\n]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number at [start, end) of the text."""

    start: int
    end: int
    level: int


def find_headings(text: str, vocabulary: Vocabulary) -> list[Heading]:
    """The headings in order: marks that stand in sequence and open something as short as a heading."""
    marks = [mark for mark in find_marks(text) if speaks(text, mark)]
    later = {(mark.level, mark.number): mark.start for mark in marks if mark.follows}
    counters = [0] * (DEEPEST + 1)
    of_headings = [False] * (DEEPEST + 1)
    found: list[Heading] = []
    end_of_last = -1
    for index, mark in enumerate(marks):
        if not _in_sequence(mark, counters, later, end_of_last) or _not_a_mark(text, mark, vocabulary):
            continue
        first_of_list = counters[mark.level] == 0 or mark.number == 1
        counters[mark.level] = mark.number
        counters[mark.level + 1 :] = [0] * (DEEPEST - mark.level)
        end = _heading_end(text, mark, marks[index + 1 : index + 4], vocabulary)
        if end and (first_of_list or mark.level <= 2 or of_headings[mark.level]):
            of_headings[mark.level] = True
            found.append(Heading(mark.start, end, mark.level))
            end_of_last = end
        elif first_of_list:
            of_headings[mark.level] = False
    return found


def _in_sequence(mark: Mark, counters: list[int], later: dict[tuple[int, int], int], end_of_last: int) -> bool:
    """Whether the number is the next one of its level, or opens a list that goes on."""
    if not (mark.follows or mark.start == end_of_last):
        return False
    last = counters[mark.level]
    if mark.number == last + 1 and last:
        return True
    if mark.number == 1:
        return (mark.opens and not mark.loose) or later.get((mark.level, 2), -1) > mark.start
    return mark.opens and not mark.loose and last == 0 and mark.level <= 2


def _not_a_mark(text: str, mark: Mark, vocabulary: Vocabulary) -> bool:
    """Whether the number belongs to the words behind it: 一、二类水, 2、3个."""
    behind = text[mark.end : mark.end + 3]
    if mark.level == 1:
        return bool(re.match(r"[一二三四五六七八九十Ⅰ-Ⅻ]?(?:" + vocabulary.any_of("outline.not_marks").pattern + ")", behind))
    return mark.level == 3 and behind[:1] in vocabulary.value("outline.units") and not mark.opens


def _heading_end(text: str, mark: Mark, after: list[Mark], vocabulary: Vocabulary) -> int:
    """Where the heading ends, or 0 when what follows the mark is no heading but a list item."""
    longest = LONGEST_HEADING[mark.level]
    stop = _STOP.search(text, mark.end, mark.end + longest + 1)
    limit = stop.start() if stop else mark.end + longest + 1
    run_in = next((m.start for m in after if mark.end < m.start < limit and (m.number == 1 and m.level > mark.level)), 0)
    if run_in:
        return _trimmed(text, mark.end, run_in)
    alone = stop is not None and stop[0] == "\n"
    if not alone and (by_noun := _ends_at_noun(text, mark.end, limit, vocabulary)):
        return by_noun
    if mark.level == 1 and not alone and limit - mark.end > LONGEST_RUN_IN and (first := _first_noun(text, mark.end, vocabulary)):
        return first
    if stop and _fits(text, mark, stop):
        return _trimmed(text, mark.end, stop.start())
    clause = _CLAUSE.search(text, mark.end, mark.end + 32)
    return _trimmed(text, mark.end, clause.start()) if clause and mark.level <= 2 and mark.opens else 0


def _fits(text: str, mark: Mark, stop: re.Match[str]) -> bool:
    """Whether the words up to `stop` are a heading: for 1. and （1） a sentence that is the whole item is none."""
    if mark.level <= 2:
        return stop[0] not in "；;！？"
    if stop[0] == "\n":
        return "，" not in text[mark.end : stop.start()] or stop.start() - mark.end <= 20
    return stop[0] in "。：:" and not _ITEM_END.match(text, stop.end())


def _ends_at_noun(text: str, start: int, limit: int, vocabulary: Vocabulary) -> int:
    """The end of a heading without any mark behind it: 进展情况|2021年…, 评估结论|经评估."""
    window = text[start : limit + 1]
    if not re.search(r"[，,*\d]|一是", window) and limit - start <= 30:
        return 0
    nouns, starters = vocabulary.any_of("outline.nouns").pattern, vocabulary.any_of("outline.starters").pattern
    match = re.match(rf"[^，,。；;：:\n\d*]{{2,18}}?(?:{nouns})(?=\d{{4}}年|\d{{1,2}}月|[*某]|(?:{starters}))", window)
    return start + match.end() if match else 0


def _first_noun(text: str, start: int, vocabulary: Vocabulary) -> int:
    """The end of a heading whose line break was lost: the first heading noun that nothing joins to what follows."""
    nouns = vocabulary.any_of("outline.nouns").pattern
    match = re.compile(rf"[^，,。；;：:“\n\d*]{{0,12}}?(?:{nouns})(?![的、和与及，,：:。；]|{nouns})").match(text, start)
    return match.end() if match else 0


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end if end > start else 0


def find_sections(text: str, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """The text as sections in order, without a gap; the part before the first heading has level 0."""
    headings = find_headings(text, vocabulary)
    starts = [heading.start for heading in headings] + [len(text)]
    sections = [Section((), 0, 0, starts[0])] if starts[0] or not headings else []
    path: list[tuple[int, str]] = []
    for heading, end in zip(headings, starts[1:], strict=True):
        path = [part for part in path if part[0] < heading.level] + [(heading.level, text[heading.start : heading.end])]
        sections.append(Section(tuple(name for _, name in path), heading.level, heading.start, end))
    return tuple(sections)
