"""One open figure said with its clause, place, period and date, and with what a reader must know about it."""

from __future__ import annotations

import re

from assistant.answering.composing import Composer, printed
from assistant.answering.periods import day_count, period_in
from assistant.answering.places import place_name
from assistant.answering.year_parts import OF_YEAR
from assistant.types import Fact, Status
from assistant.words.dates import show_date

_CHANGE = re.compile(r"下降|减少|降低|上升|增加|提高|增长")
_LEVEL = re.compile(r"[到至为]$")
"""提高到71.5% is the level reached, no change."""
_NEAR = 8
"""So near before a number the word for its change stands."""

_LAST = re.compile(r"(?:倒数)?第?$")

_BEHIND_NAME = re.compile(r"(?:^|[，、。；：中有是为于）])([一-龥]{2,5}[省市县区州盟旗镇乡])[（(][^（()）]*$")
_OFF_BY = 4
"""Days that a miscount may be off by; beyond it the period is another one."""
_ABOUT = re.compile(r"(?:大约|大概|约|将近|近|接近|不到|不足|超过|超|逾|至少)\s*$")


def state(composer: Composer, fact: Fact) -> None:
    """Add a figure as its source states it; a masked one as masked."""
    quantity = fact.quantity
    cited = composer.cite_fact(fact)
    composer.figure(quantity.value, quantity.unit, fact.label, (cited,), None, quantity.approximate)
    clause, place = _tidy(_own_clause(fact)), place_name(fact.place)
    if quantity.masked:
        composer.statuses.append(Status.MASKED)
        what = re.sub(r"[*＊×Xx]+\S?$", "", clause)
        text = composer.phrase("masked", what=f"“{what}”")
        composer.lines.append(composer.phrase("place_line", place=place or f"《{composer.report(fact.report).title}》", text=text))
        return
    # 全年 and 1—11月 tell no year: the day of the report does
    asof = composer.date(fact.as_of, fact.report) if not OF_YEAR.search(fact.period) and not OF_YEAR.search(_own_clause(fact)) else ""
    said = f"{fact.period}，{clause}" if fact.period and fact.period not in clause else clause
    if composer.english:
        composer.lines.append(composer.phrase("figure_in_source", amount=printed(quantity), asof=asof, place=place, text=said))
    else:
        shown = f"{_about(fact)}{_shown(fact)}"
        composer.lines.append(f"{shown}。{asof}{place}：{said}。" if place else f"{shown}。{asof}{said}。")
    composer.statuses.append(Status.CERTAIN)
    _note(composer, fact, clause)
    _count_days(composer, fact)


def _count_days(composer: Composer, fact: Fact) -> None:
    """The calendar's days of a stated period, where the text counts otherwise (3月12日至3月17日共五天)."""
    period = period_in(fact.passage.text) if fact.quantity.unit in {"天", "日"} else None
    if period is None:
        return
    value, formula = day_count(*period)
    if value != fact.quantity.value and abs(value - (fact.quantity.value or 0)) < _OFF_BY:
        composer.figure(value, "天", "按日期推算", (composer.cite_fact(fact),), formula)
        start, end = (show_date(day.isoformat()) for day in period)
        composer.lines.append(composer.phrase("days", start=start, end=end, days=value, formula=formula))


def _about(fact: Fact) -> str:
    """The word with which the source says that a figure is not exact, where it stands before the number (约3834亩)."""
    before = _ABOUT.search(fact.passage.text[: fact.start - fact.passage.start]) if fact.quantity.approximate else None
    return before[0].strip() if before is not None else ""


def _shown(fact: Fact) -> str:
    """A figure as its source writes it, a rank with the words that make it one (倒数第二位)."""
    if fact.unit_class != "排名":
        return printed(fact.quantity)
    at = fact.start - fact.passage.start
    before = _LAST.search(fact.passage.text[:at])
    return (before[0] if before is not None else "") + fact.passage.text[at : fact.end - fact.passage.start]


def _note(composer: Composer, fact: Fact, clause: str) -> None:
    """Caveats of the number itself, of a rate that changes by percent, and of 同比 used between two rounds."""
    composer.note_number(fact)
    before = fact.passage.text[: fact.start - fact.passage.start]
    changed = _CHANGE.search(before[-_NEAR:]) and not _LEVEL.search(before)
    if fact.quantity.unit in {"%", "％"} and changed and re.search(r"率|比例", before[-24:]):
        composer.caveat("percent_point", text=clause)
        composer.lines[-1] += composer.phrase("percent_point_short")
    if "同比" in clause and re.search(r"第[一二三]轮", before[-40:]):
        composer.caveat("rounds_compare")


def _tidy(clause: str) -> str:
    """A clause cut out of a list without the marks it was cut at."""
    clause = clause.strip("、，；,; ")
    return re.sub(r"[(（](?=[^)）]*$)", "", clause)


def _own_clause(fact: Fact) -> str:
    """The clause of a figure; of a long enumeration (于洪区14件、浑南区11件、…) only the figure's own member."""
    text = fact.context if fact.quantity.text and fact.quantity.text in fact.context else fact.passage.text
    named = _BEHIND_NAME.search(fact.passage.text[: fact.start - fact.passage.start])
    if named is not None and named[1] not in text and text is fact.context:
        return f"{named[1]}（{_tidy(text).strip('（()）')}）"  # 澜川市（完成率95%）: whose it is stands before the bracket
    if fact.metric == "分类" and fact.label and fact.quantity.text and (fact.label not in text or "分别" in text):
        joined = "为" if fact.label[-1].isascii() else ""  # PM2.5为12.5%
        return f"{fact.label}{joined}{fact.quantity.text}"  # 水、大气分别为12件和8件: the name stands apart from its number
    if len(re.findall(r"\d+", text)) <= 5 or "、" not in text:
        return text
    return next((part for part in text.split("、") if fact.quantity.text in part), text)
