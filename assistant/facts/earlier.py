"""Figures of an earlier moment beside those of the day: （3月底完成36项）, 上月（截至11月20日）已销号46项 (domain.md 3)."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import LOOK_BACK, statement
from assistant.words.moments import moments

_LAST = re.compile(
    r"(?:^|[，,：:（(、])(?:而|其中)?(?:截至|至)?(?:上个?月|上期|上年|去年|上个?季度|上一季度|上次调度)(?:末|底|份|同期|年底|年末)?"
    r"(?:[（(][^（()）]*[）)])?[^，,；;。：:（(）)]{0,8}$"
)
"""Ahead of a figure in its own clause: the month, quarter or year before."""
_COUNTED_TO = re.compile(r"(?:截[至止]|至)[^，,；;。：:（(）)]{0,6}[底末]")
_NOW = re.compile(r"目前|如今|现(?:已|有|在)|今[年日天]|[本当]月|(?<!\d)\d{1,2}月\d{1,2}日")
_OPENED = re.compile(r"[（(][^（()）]*$")


def of_earlier(cell: Cell, sentence: Sentence, as_of: str | None) -> bool:
    """Whether a figure is told beside another only to say how it was before; `as_of` is the day the document counts up to.

    截至上月底 alone is the day of the figure; only where its sentence speaks of a later one too is it an earlier figure.
    """
    said = statement(cell.lead[-LOOK_BACK:] + cell.before)
    if last := _LAST.search(said):
        return not _COUNTED_TO.search(last[0]) or bool(_NOW.search(sentence.passage.text))
    opened = _OPENED.search(said) if cell.bracketed and as_of and len(as_of) >= len("2024-06") else None
    if opened is None or as_of is None:
        return False
    today = (int(as_of[:4]), int(as_of[5:7]))
    return any(one.year is not None and (one.year, one.month) < today for one in moments(opened[0], as_of))
