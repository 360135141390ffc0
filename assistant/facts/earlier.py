"""Figures of an earlier moment beside those of the day: （3月底完成36项）, 上月（截至11月20日）已销号46项 (domain.md 3)."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell
from assistant.facts.context import LOOK_BACK, statement
from assistant.words.moments import moments

_LAST = re.compile(
    r"(?:^|[，,：:（(、])(?:而|其中)?(?:截至|至)?(?:上个?月|上期|上年|去年|上个?季度|上一季度|上次调度)(?:末|底|份|同期|年底|年末)?"
    r"(?:[（(][^（()）]*[）)])?[^，,；;。：:（(）)]{0,8}$"
)
"""Ahead of a figure in its own clause: the month, quarter or year before."""
_OPENED = re.compile(r"[（(][^（()）]*$")


def of_earlier(cell: Cell, as_of: str | None) -> bool:
    """Whether a figure is told beside another only to say how it was before; `as_of` is the day the document counts up to."""
    said = statement(cell.lead[-LOOK_BACK:] + cell.before)
    if _LAST.search(said):
        return True
    opened = _OPENED.search(said) if cell.bracketed and as_of and len(as_of) >= len("2024-06") else None
    if opened is None or as_of is None:
        return False
    today = (int(as_of[:4]), int(as_of[5:7]))
    return any(one.year is not None and (one.year, one.month) < today for one in moments(opened[0], as_of))
