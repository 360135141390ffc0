"""Answers that are a part of a document: the headings below a section, the section that tells how, what a sentence announces."""

from __future__ import annotations

import re

from assistant.answering.ranking import Ranking
from assistant.answering.sentences import Found, sentence_spans
from assistant.types import Report, Section
from assistant.words.content import grams

Span = tuple[int, int]

ASPECTS = re.compile(r"(?:写|讲|分|包括|有)?了?(?:哪|几)(?:几|些)?个?(?:方面|点|部分|条|大块)")
"""A question for the headings of a part (写了哪几个方面)."""
HOW = re.compile(
    r"(?:是)?(?:怎么|怎样|如何)(?:做|整改|开展|落实|推进|处理)?(?:好|的)?|(?:采取|提|有)了?(?:哪些|什么)"
    r"|(?:哪些|什么)(?:要求|措施|做法|举措)|要求|措施|做法"
)
"""The words by which a question asks how something was done; the rest of it is the topic."""
_MEASURES = re.compile(r"措施|做法|机制|要求|举措|落实情况|整改情况|推动情况|推进情况|部署")
_NO_METHOD = re.compile(r"[（(]?[一二三四五六七八九\d]*[）)、.]?\s*(?:反馈问题|问题表述|责任单位|验收单位|整改时限|整改目标)[:：]")
"""Fields of an item that say what was wrong, who, by when and what for, not how."""
_ANNOUNCES = re.compile(r"(?:如下|以下|下列|包括|分别为?)[^。]{0,6}[：:。]?$|[：:]$")


def method_topic(ranking: Ranking) -> str:
    """What a question asks the method of (整改 in 怎么推进整改的)."""
    return re.sub(r"的?[？?。]?\s*$", "", HOW.sub(" ", ranking.topic()))


def aspects(ranking: Ranking) -> tuple[Report, list[Span]] | None:
    """The headings right below the section a question names (整改成效写了哪几个方面), with their report."""
    wanted = ranking.telling(ASPECTS.sub(" ", ranking.topic()))
    best: tuple[float, Report, list[Section]] | None = None
    for report in ranking.reports() if wanted else ():
        for i, section in enumerate(report.sections):
            below = [one for one in _within(report, i)[1:] if len(one.path) == len(section.path) + 1]
            fit = len(wanted & grams(section.heading, ranking.lexicon)) / len(wanted)
            if section.path and len(below) > 1 and fit >= 0.4 and (best is None or fit > best[0]):
                best = (fit, report, below)
    if best is None:
        return None
    _, report, below = best
    found = [(at, at + len(one.heading)) for one in below if (at := report.clean.find(one.heading, one.start, one.end)) >= 0]
    return (report, found) if found else None


def section(ranking: Ranking) -> list[Found]:
    """The section a method question means: its heading says it, or its report is about the topic and the section holds the measures."""
    best = _best_section(ranking)
    if best is None:
        return []
    report, index = best
    within = _within(report, index)
    headings = {heading for one in within for heading in one.path}
    spans = [span for one in within for span in sentence_spans(report.clean, one.start, one.end)]
    told = [(a, b) for a, b in spans if b - a > 8 and not _NO_METHOD.match(report.clean, a)]
    return [Found(report, a, b, 1.0) for a, b in told if report.clean[a:b].strip("。 ") not in headings][:8]


def _best_section(ranking: Ranking) -> tuple[Report, int] | None:
    wanted = ranking.telling(method_topic(ranking))
    best: tuple[Report, int] | None = None
    highest = 0.6
    for report in ranking.reports() if wanted else ():
        about = len(wanted & grams(report.title, ranking.lexicon)) / len(wanted)
        for i, one in enumerate(report.sections):
            fit = _fit(one, wanted, about, ranking)
            if fit > highest:
                highest, best = fit, (report, i)
    return best


def _fit(one: Section, wanted: frozenset[str], about: float, ranking: Ranking) -> float:
    heading = grams(one.heading, ranking.lexicon)
    own = len(wanted & heading) / len(wanted)
    tight = len(wanted & heading) / (len(heading) or 1)
    if own >= 0.34 and tight >= 0.34:
        return own + tight + 0.3
    return about + 0.2 if about >= 0.6 and _MEASURES.search(one.heading) else 0.0


def _within(report: Report, index: int) -> list[Section]:
    """A section and all below it."""
    path = report.sections[index].path
    return [one for one in report.sections[index:] if one.path[: len(path)] == path]


def announced(one: Found) -> list[Span]:
    """The headings or lines an announcing sentence (六项重点任务如下：) introduces."""
    if not _ANNOUNCES.search(one.text.strip()):
        return []
    report = one.report
    here = [section for section in report.sections if section.start >= one.end - 1]
    spans: list[Span] = []
    for below in here:
        if below.level < here[0].level or len(spans) >= 12:
            break
        if below.level == here[0].level:
            at = report.clean.find(below.heading, below.start, below.end)
            start = at if at >= 0 else below.start
            spans.append((start, start + len(below.heading)))
    return spans
