"""What a slot takes from the reports themselves: names of places, bodies and inspections, dates, addressees."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.drafting.bind import from_text
from assistant.drafting.genre import Genre
from assistant.drafting.shapes import Shapes
from assistant.drafting.sources import Sources
from assistant.drafting.value import MASKED, MISSING, Value
from assistant.facts.daily import THAT_DAY
from assistant.facts.tally import Tally
from assistant.types import Field, Passage, Report, Track
from assistant.words.dates import find_dates, show_date

_OLD_NAME = re.compile("(?<!生态)环境保护督察")
_ON_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_YEAR_ADDED = "原句未写年份，按文件中其他日期补全"
_QUOTED_PROBLEM = re.compile("“((?!回头看)[^“”]{6,120})”(?:的)?(?:问题|任务|整改)")
_RELATIVE = re.compile("截至(?:上|去|本|今|当)[^，。；]{0,6}(?:底|末|日)")
_UNTIL = re.compile(r"(?:截至|截止|(?<![\d日起—－~-])[至到])((?:\d{4}年)?\d{1,2}月\d{1,2}日)(?!之?前)")
"""The day up to which a sentence counts, no end of a span of days (4月1日至5月1日)."""


def field_value(name: str, sources: Sources, shapes: Shapes, genre: Genre) -> Value:
    """The value of a field of `genre.FIELDS`."""
    place = sources.place
    if name == "地区":
        return Value(problem=MASKED) if place and place.masked else Value(sources.name) if sources.name else MISSING
    if place is None:
        return MISSING
    readers: dict[str, Callable[[], str]] = {
        "我地": lambda: own_word(place.name, shapes),
        "地级": lambda: own_word(place.name, shapes)[1:],
        "党委政府": lambda: _both(own_word(place.name, shapes)[1:]),
        "上级党委政府": lambda: _both(own_word(place.within[-1], shapes)[1:]) if place.within else "",
        "督察名称": lambda: _formal_name(sources),
        "督察简称": lambda: sources.inspection.display if sources.inspection else "",
        "督察组名称": lambda: sources.inspection.team if sources.inspection else "",
        "发文机关": lambda: _issuer(sources, genre, shapes),
        "整改办": lambda: next((one.issuer for one in sources.reports if shapes.office.search(_clear(one.issuer))), ""),
        "题中问题": lambda: _problem_in_title(sources),
        "主送机关": lambda: next((_addressee(one) for one in _of_genre(sources, genre) if _addressee(one)), ""),
    }
    if name in readers:
        return Value(text) if (text := readers[name]()) else MISSING
    if name == "批次":
        return next(map(_batch, sources.current(Track.COMPLAINT, batch=True)), MISSING)
    found = _as_of(sources, genre.lead)
    return _month(found) if name == "截至月份" else found


def own_word(name: str, shapes: Shapes) -> str:
    """我市, 我县 …; empty when the name does not say what it is."""
    return f"我{name[-1]}" if name and name[-1] in shapes.self_levels else ""


def line_of(report: Report, start: int, end: int) -> Passage:
    """The line that holds a span."""
    left = report.clean.rfind("\n", 0, start) + 1
    right = report.clean.find("\n", end)
    return report.passage(left, right if right >= 0 else len(report.clean))


def _batch(tally: Tally) -> Value:
    """What the newest batch is called: by its number, else by the day on which it came."""
    day = _ON_DAY.search(tally.total.passage.text) if tally.total is not None and tally.batch == THAT_DAY else None
    if tally.batch != THAT_DAY:
        return Value(tally.batch)
    return Value(day[0], (from_text(day[0], tally.total.passage, "交办日期"),)) if day and tally.total else MISSING


def _both(level: str) -> str:
    return f"{level}委、{level}政府" if level else ""


def _of_genre(sources: Sources, genre: Genre) -> list[Report]:
    """The place's own documents of the genre, newest first: they show who is written to and who signs."""
    kinds = (genre.name, *genre.copied_from)
    return sorted((one for one in sources.reports if one.genre in kinds), key=lambda one: one.as_of or "", reverse=True)


def _issuer(sources: Sources, genre: Genre, shapes: Shapes) -> str:
    """Who signed the place's last document of the genre; a body that signs without a date stands on the last line."""
    for report in _of_genre(sources, genre):
        last = next((line.strip() for line in reversed(report.clean.split("\n")) if line.strip()), "")
        signed = report.issuer or (last if shapes.body.fullmatch(last) else "")
        if _clear(signed):
            return signed
    return ""


def _problem_in_title(sources: Sources) -> str:
    """The problem that the title of the copied report quotes (反馈“……”问题整改销号公示)."""
    title = sources.report(sources.copied).title if sources.copied else ""
    quoted = _QUOTED_PROBLEM.search(title)
    return _clear(quoted[1]) if quoted else ""


def _clear(text: str) -> str:
    """A name that hides nothing."""
    return "" if "*" in text or "某" in text else text


def _addressee(report: Report) -> str:
    return _clear(report.addressee.strip().rstrip("：:"))


def _formal_name(sources: Sources) -> str:
    """The inspection's full name, 生态环境保护督察 or the older 环境保护督察 as the reports write it."""
    inspection = sources.inspection
    if inspection is None or not inspection.display:
        return ""
    if inspection.campaign:
        return inspection.campaign
    reports = [one for one in sources.reports if sources.of_its_time(one.id)]
    older = any(_OLD_NAME.search(one.clean) for one in reports) and not any("生态环境保护督察" in one.clean for one in reports)
    name = "环境保护督察" if older else "生态环境保护督察"
    return inspection.round + inspection.level + name + ("“回头看”" if inspection.revisit else "")


def _as_of(sources: Sources, lead: Track) -> Value:
    """The date on which the lists used were known, bound to where the report states it."""
    complaints = sources.current(Track.COMPLAINT) or sources.current(Track.COMPLAINT, batch=True)
    lists = [one for one in (sources.current(lead) or complaints) if one.parts or one.track is Track.COMPLAINT]
    settled = {report.id for report in sources.reports if any(one.field == Field.AS_OF for one in report.settled)}
    if written := next(filter(None, (_stated(one, sources) for one in lists if one.report not in settled)), None):
        return written
    for report in (sources.report(tally.report) for tally in lists):
        by_hand = next((one for one in report.settled if one.field == Field.AS_OF), None)
        if report.as_of and by_hand is not None:
            figure = from_text(show_date(report.as_of), line_of(report, 0, 0), "截至日期")
            return Value(figure.text, (replace(figure, formula=f"人工核定，原为{by_hand.before}", correction=by_hand.number),))
        if report.as_of and report.as_of_span:
            text, passage = show_date(report.as_of), line_of(report, *report.as_of_span)
            figure = from_text(text, passage, "截至日期")
            if report.as_of not in {date.iso for date in find_dates(passage.text)}:
                # 截至8月2日 in a text whose other dates tell the year: said openly, since the sentence alone does not.
                figure = replace(figure, formula=_YEAR_ADDED)
            return Value(text, (figure,))
    return MISSING


def _stated(tally: Tally, sources: Sources) -> Value | None:
    """The day that the sentence of a list itself writes (至2024年5月22日，累计…), when the report as a whole is of another.

    A day it writes by the calendar of its writer (截至上月底) stays open: the date of the report is another one.
    """
    own = [fact for facts in tally.parts.values() for fact in facts]
    total = tally.total
    if total is not None:
        own += [f for f in sources.facts if (f.report, f.metric, f.track) == (total.report, total.metric, total.track)]
        own = [f for f in own if f.metric != total.metric or f.quantity.value == total.quantity.value]
    written = [(match[1], fact) for fact in own if (match := _UNTIL.search(fact.passage.text))]
    for text, fact in written:
        if "年" in text:
            return Value(text, (from_text(text, fact.passage, "截至日期"),))
    for text, fact in written:
        if fact.as_of and show_date(fact.as_of).endswith(f"年{text}"):
            full = replace(from_text(text, fact.passage, "截至日期"), text=show_date(fact.as_of), formula=_YEAR_ADDED)
            return Value(full.text, (full,))
        if not fact.as_of:
            return Value(problem=f"原文写“{text}”，未写年份")
    relative = next(filter(None, (_RELATIVE.search(fact.passage.text) for fact in own)), None)
    settled = any(one.field == Field.AS_OF for one in sources.report(tally.report).settled)
    return Value(problem=f"原文写“{relative[0]}”") if relative and not settled else None


def _month(day: Value) -> Value:
    """The month of a day, for a title."""
    match = re.match(r"\d{4}年\d{1,2}月", day.text)
    return Value(match[0], tuple(replace(one, text=match[0]) for one in day.figures)) if match else MISSING
