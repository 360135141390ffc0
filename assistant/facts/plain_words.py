"""A status told around a figure in any words, as long as nothing else is told there (整改完成的数字是9项, 8个画上了句号)."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence
from assistant.types import Track
from assistant.words.lexicon import Lexicon
from assistant.words.marks import marks_of

_TOLD = frozenset({"日", "地", "督察", "反馈问题", "信访件", "交办", "总数", "多少"})
"""Marks that may stand beside a status without changing what is told."""
_MEANT = re.compile(r"多少|几|应|须|需|拟|将|力争|争取|确保|计划|目标|要求|预计|新|本月|当月|再|又|前(?!后)")
"""Asked, not yet so, or so of a part only."""
_MARKED = re.compile(r"[，,；;。、：:（）()]")
_LEFT = re.compile(r"^(?:未|没)")
_MEMBERS = {"完成": "办结", "未完成": "未办结", "未全部办结": ""}


def told_plainly(cell: Cell, sentence: Sentence, track: Track, lexicon: Lexicon, place: str) -> tuple[str, str]:
    """The one status that is all that the words around a figure tell, and those words; empty where they tell more or less."""
    if leads_on(cell, sentence):
        return "", ""
    said = f"{cell.before}，{cell.after}" if cell.after else cell.before
    if cell.after[:1] in {"中", "里"} or _MEANT.search(said) or lexicon.intention.planned(said.replace("前后", "")):
        return "", ""
    marks = marks_of(said, lexicon, (place,) if place else ())
    statuses = marks.statuses
    if len(statuses) != 1 or marks.has("未全部办结"):
        return "", ""
    others = {name for name, _ in marks.found} - {statuses[0]} - _TOLD - ({"剩"} if _LEFT.match(statuses[0]) else set())
    if others or track not in lexicon.metrics[statuses[0]].tracks:
        return "", ""
    metric = _MEMBERS.get(statuses[0], statuses[0]) if track is Track.COMPLAINT else statuses[0]
    return metric, said.strip("，")


def leads_on(cell: Cell, sentence: Sentence) -> bool:
    """Whether the words behind a figure lead on to the next one (181件信访案件已办结161件)."""
    following = sentence.cells[cell.index + 1] if cell.index + 1 < len(sentence.cells) else None
    if following is None or not cell.after:
        return False
    return not _MARKED.search(sentence.passage.text[cell.end - sentence.passage.start : following.start - sentence.passage.start])
