"""Figures that are not those of the day (domain.md 3): of an earlier moment （3月底完成36项）, hearsay, some that are picked out."""

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
_OCCASION = re.compile(
    r"(?:^|[，,；;：:])[^，,；;。：:]{0,4}(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|上次|上回|上一次|上个?月|上周)(?:的|月度|集中)?(?:调度|统计|汇总|通报|督查|开会|会议)"
    r"(?:的?时候?|那会儿|那次|那时候?|会上?)[^，,；;。：:（(）)]{0,8}$"
)
"""八月份调度的时候完成了十九个: how it was then, where the sentence goes on with how it is."""
_HEARSAY = re.compile(r"(?:张口就|有人|有的[^，。；“]{0,12}|总是?|却|竟然?|谎|自|声|号)(?:说|讲|称|报)(?:成|是)?[，：:]?“[^”]*$")
"""What others are quoted with to be corrected: 有的同志张口就说“完成22个，销号22个”."""
_PICKED = re.compile(r"(?:已经?)?(?:销了?号?|办结|办完|完成|改完|验收)了?[^，。；]{0,3}的$")
"""还有两个销了号的，我也不放心."""
_COUNTED_TO = re.compile(r"(?:截[至止]|至)[^，,；;。：:（(）)]{0,6}[底末]")
_NOW = re.compile(r"目前|[到至][昨今]天|如今|现(?:已|有|在)|今[年日天]|[本当]月|(?<!\d)\d{1,2}月\d{1,2}日")
_OPENED = re.compile(r"[（(][^（()）]*$")


def of_no_count(cell: Cell) -> bool:
    """Whether a figure is one that somebody is said to claim, or counts some of those done only to say more of them."""
    picked = cell.before.endswith("还有") and _PICKED.match(cell.after)
    return bool(picked or _HEARSAY.search(cell.lead + cell.before))


def of_earlier(cell: Cell, sentence: Sentence, as_of: str | None) -> bool:
    """Whether a figure is told beside another only to say how it was before; `as_of` is the day the document counts up to.

    截至上月底 alone is the day of the figure; only where its sentence speaks of a later one too is it an earlier figure.
    """
    said = statement(cell.lead[-LOOK_BACK:] + cell.before)
    if last := _LAST.search(said):
        return not _COUNTED_TO.search(last[0]) or bool(_NOW.search(sentence.passage.text))
    if _OCCASION.search(said) and _NOW.search(sentence.passage.text):
        return True
    opened = _OPENED.search(said) if cell.bracketed and as_of and len(as_of) >= len("2024-06") else None
    if opened is None or as_of is None:
        return False
    today = (int(as_of[:4]), int(as_of[5:7]))
    return any(one.year is not None and (one.year, one.month) < today for one in moments(opened[0], as_of))
