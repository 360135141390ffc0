"""The points of a report that is as a whole about what a method question asks: its numbered measures, else its lead sentences."""

from __future__ import annotations

import re

from assistant.answering.ranking import Ranking
from assistant.answering.sections import method_topic
from assistant.answering.sentences import Found, sentence_spans
from assistant.types import Report
from assistant.words.content import grams, residue
from assistant.words.lexicon import alternatives

_ABOUT = 0.6
"""A report is about a topic when its title and opening hold this share of it."""
_OPENING = 300
"""So many characters at its head tell what a report is about."""
_MOST = 8
"""No more points than a reader takes in."""
_SHORT = 26
"""A lead sentence is a slogan of at most so many characters (强化制度建设，压实整改责任。)."""
_MEASURES = re.compile(r"(?:完成情况|整改情况|落实情况|(?:整改|工作|具体|主要)?(?:措施|做法|举措))[:：]")
_OTHER_PART = re.compile(r"问题|不足|总体|基本情况|下一步|打算|成效|进展|目标|时限|单位|附件")
"""Headings of parts that tell no method."""
_ITEM = re.compile(r"\s*(?:\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]+[)）]|[①-⑨]|[一二三四五六七八九]是)(?=\S)")


def points(ranking: Ranking) -> list[Found]:
    """The points of the report that is about the topic of a question; none where it asks for something more special than that."""
    topic = method_topic(ranking)
    special = ranking.telling(residue(topic, ranking.lexicon))
    wanted = special or ranking.telling(topic)
    for report in ranking.reports() if wanted else ():
        held = grams(report.title + (report.clean[:_OPENING] if special else ""), ranking.lexicon)
        part_of_it = any(special & grams(one.heading, ranking.lexicon) for one in report.sections)
        if part_of_it or len(wanted & held) < _ABOUT * len(wanted):
            continue
        found = _numbered(report) or _headings(report) or _leads(report, ranking)
        if len(found) > 1:
            return found[:_MOST]
    return []


def _numbered(report: Report) -> list[Found]:
    """The numbered sentences right behind the label of the measures (整改措施：1.…。2.…。)."""
    label = _MEASURES.search(report.clean)
    if label is None:
        return []
    found: list[Found] = []
    for start, end in sentence_spans(report.clean, label.end(), len(report.clean)):
        if _ITEM.match(report.clean, start):
            found.append(Found(report, start, end, 1.0))
        elif found:
            break
    return found


def _headings(report: Report) -> list[Found]:
    """The headings that say what was done: those of the whole, where there is but one of them those below it."""
    top = [one for one in report.sections if len(one.path) == 1 and not _OTHER_PART.search(one.heading)]
    below = [one for one in report.sections if top and one.path[:-1] == top[0].path]
    spans = []
    for one in below if len(top) == 1 else top:
        at = report.clean.find(one.heading, one.start, one.end)
        spans += [(at, at + len(one.heading))] if at >= 0 else []
    return [Found(report, a, b, 1.0) for a, b in spans]


def _leads(report: Report, ranking: Ranking) -> list[Found]:
    """The short sentences that open the parts of a report and say what was done (规划先行、责任到人。)."""
    verbs = alternatives(ranking.lexicon.data["questions"]["points"]["words"])
    spans = sentence_spans(report.clean, 0, len(report.clean))
    short = [(a, b) for a, b in spans if 4 <= b - a <= _SHORT and report.clean[b - 1] == "。"]
    said = [(a, b) for a, b in short if verbs.search(report.clean[a:b]) and not re.search(r"\d|[：:“]", report.clean[a:b])]
    return [Found(report, a, b, 1.0) for a, b in said]
