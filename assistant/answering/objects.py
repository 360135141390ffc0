"""The one thing a question names (岫溪镇雨污分流改造, 石檐乡污水处理厂): texts about a sibling of another town answer nothing about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.types import Report
from assistant.words.content import residue
from assistant.words.lexicon import Lexicon, alternatives

_AREA = re.compile(r"(?=([一-龥]{2,4}?(?:街道|[镇乡村县区市])))")
_LEAST = 3
"""A name says at least so much beyond its town."""
_PAPER = re.compile(r"公示|督办")
_BOUND = re.compile(r"[。\n]")
BESIDE, AROUND, ELSEWHERE = 0.9, 0.7, 0.3
"""What a sentence counts whose headings or title only name the thing, one whose paragraph does, and one that does not name it at all."""
_PARAGRAPH = 500
"""A line of more characters is no paragraph on one thing."""


@lru_cache(maxsize=4)
def _endings(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon.data['measures']['object']['endings']).pattern})+$")


def named_object(question: str, texts: Iterable[str], lexicon: Lexicon) -> str:
    """The longest name with its town that question and texts share; empty where they share none, or more than one."""
    whole = "\n".join(texts)
    found: list[tuple[int, str]] = []
    for area in _AREA.finditer(question):
        start, stop = area.start(), area.end(1)
        while stop < len(question) and "一" <= question[stop] <= "龥" and question[start : stop + 1] in whole:
            stop += 1
        name = _endings(lexicon).sub("", question[start:stop])
        if len(residue(name[len(area[1]) :], lexicon)) >= _LEAST:
            found.append((start, name))
    longest = max(found, key=lambda one: len(one[1]), default=(0, ""))
    apart = any(abs(start - longest[0]) >= min(len(name), len(longest[1])) for start, name in found)
    return "" if apart else longest[1]


def statement(report: Report, start: int, end: int) -> str:
    """What stands between the full stops or line ends around a stretch of a report."""
    begin, stop = statement_span(report, start, end)
    return report.clean[begin:stop]


def statement_span(report: Report, start: int, end: int) -> tuple[int, int]:
    """Where that begins and ends."""
    clean = report.clean
    begin = max(clean.rfind("。", 0, start), clean.rfind("\n", 0, start)) + 1
    bound = _BOUND.search(clean, end)
    return begin, bound.start() if bound else len(clean)


def about(name: str, question: str, report: Report, start: int, end: int) -> float:
    """How far a stretch of a report is about a named thing: wholly where it names it itself.

    A notice or letter about the thing is wholly about it where the question asks for that notice or letter.
    """
    if not name:
        return 1.0
    asked = _PAPER.search(question)
    if asked is not None and name in report.title and asked[0] in report.title:
        return 1.0
    own = 0.6 if asked is not None else 1.0
    if name in report.clean[start:end]:
        return own
    if name in statement(report, start, end):
        return BESIDE * own
    if name in report.title or any(name in heading for heading in report.section_at(start)):
        return BESIDE * own
    return AROUND * own if name in _paragraph(report, start) else ELSEWHERE


def _paragraph(report: Report, start: int) -> str:
    """The line that a stretch of a report begins in; nothing where it is a whole text of many matters."""
    begin = report.clean.rfind("\n", 0, start) + 1
    end = report.clean.find("\n", start)
    line = report.clean[begin : end if end >= 0 else len(report.clean)]
    return line if len(line) <= _PARAGRAPH else ""
