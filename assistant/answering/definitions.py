"""Where a coinage of the texts (“三查三定”) is explained: beside an enumeration in quotes, or with 即, 是指, 包括."""

from __future__ import annotations

import re

from assistant.answering.places import strip_names
from assistant.answering.ranking import Ranking
from assistant.answering.sentences import Found, sentence_spans

_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,20})[”\"」]")
_ASKED = re.compile(
    r"(?:什么是|何谓)(.{2,12}?)(?:[？?]|$)"
    r"|(.{2,12}?)(?:是?指什么|是什么意思|是什么|包括哪些|包括什么|包含哪些)"
)
_NO_MEANING = re.compile(r"是什么(?=时|日期|地方|人|单位|部门)")
"""公示期是什么时候 asks for no meaning."""
_MEANS = re.compile(r"即|是指|指的是")
EXPLAINED = 0.75
"""From this score on a sentence explains a name, below it only uses it."""
_EXPLAINS = re.compile(r"即|是指|指的是|包括|分别是|就是|[：:]")


def definition(ranking: Ranking) -> list[Found]:
    """The sentences that explain what a question asks the meaning of, none where no text does."""
    text = _NO_MEANING.sub("", ranking.question.text)
    if not any(word in text for word in ranking.lexicon.data["questions"]["forms"]["define"]):
        return []
    names = _QUOTED.findall(text) or [word for groups in _ASKED.findall(text) for word in groups if word]
    for name in (strip_names(name, ranking.names).strip('的“”" 这个所谓') for name in names):
        best = _explaining(name, ranking) if name else None
        if best is not None:
            return [best, *_parts_explained(name, best)]
    return []


def _explaining(name: str, ranking: Ranking) -> Found | None:
    """The sentence that most looks like an explanation of a name, the first of equal ones."""
    found = []
    for report, start, end in ranking.spans():
        text = report.clean[start:end]
        if name in text:
            found.append(Found(report, start, end, _likeness(name, text)))
    return max(found, key=lambda one: one.score, default=None)


def _likeness(name: str, text: str) -> float:
    score = 0.5
    around = text.replace(name, "")
    if re.search(rf"[“\"]{re.escape(name)}[”\"]", text):
        score += 0.2
    if _EXPLAINS.search(around):
        score += 0.15
    if re.search(r"[“\"][^”\"]{4,60}[、，][^”\"]*[”\"]", around) or around.count("、") >= 3:
        score += 0.25
    return score


def _parts_explained(name: str, best: Found) -> list[Found]:
    """The next sentences when they explain the parts of the coinage (“三查”即…，“三定”即…)."""
    if _MEANS.search(best.text):
        return []
    parts = {name[i : i + 2] for i in range(len(name) - 1)}
    following = sentence_spans(best.report.clean, best.end, min(best.end + 240, len(best.report.clean)))[:2]
    found = [Found(best.report, start, end, best.score) for start, end in following]
    return [one for one in found if _MEANS.search(one.text) and any(f"“{part}" in one.text for part in parts)]
