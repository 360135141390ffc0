"""Items of a ledger by kind: overdue, due by a day, without a deadline, ready for 销号, open or closed ones of a unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from assistant.answering.composing import Composer
from assistant.answering.inquiry import Inquiry
from assistant.answering.row_items import items_of
from assistant.answering.row_words import RowWords
from assistant.ledgers.item import Item
from assistant.ledgers.readiness import readiness
from assistant.ledgers.roles import ledger_reading
from assistant.ledgers.standing import SOON, Standing, last_day, month_end, standing
from assistant.types import Answer, Inspection, Report, Status, Track
from assistant.words.dates import show_date
from assistant.words.numerals import parse_number

_MOST = 12
"""So many items are named; of the others it is said how many they are."""
_MOST_LEDGERS = 6
_MEASURES = {Track.PROBLEM: "项", Track.COMPLAINT: "件"}
_NEXT, _MONTH = re.compile(r"下个?月"), re.compile(r"(1[0-2]|[1-9])月份?(底?前)?")
_DAYS = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})[天日]之?内")
_THIS = re.compile(r"本月|这个月|当月")


def listed(inquiry: Inquiry, composer: Composer, words: RowWords, of: Sequence[Report], kind: str, unit: str) -> Answer:
    """The items of one kind in each of some ledgers, of one unit where one is named; lists are never added together."""
    led = [report for report in of if any(_leads(item, unit) for item in items_of(report, inquiry.lexicon))] if unit else list(of)
    asked = inquiry.question.track
    for report in led[:_MOST_LEDGERS]:
        tracks = dict.fromkeys(item.track for item in items_of(report, inquiry.lexicon))
        for track in [asked] if asked in tracks else tracks:
            _add(composer, inquiry, words, report, track, kind, unit)
    return composer.build("computed", Status.DERIVED)


def _add(composer: Composer, inquiry: Inquiry, words: RowWords, report: Report, track: Track, kind: str, unit: str) -> None:
    """The items of one list of a ledger, each cited by its row."""
    listed_so = [item for item in items_of(report, inquiry.lexicon) if item.track is track]
    every = _of_inspection(listed_so, inquiry.question.inspection)
    day = last_day(report.as_of or "") or date.today()
    what, found = _chosen(kind, inquiry, words, standing(every, day))
    found = [item for item in found if not unit or _leads(item, unit)]
    if unit:
        what = words.say["of_unit_and" if what else "of_unit"].format(unit=unit, what=what)
    measure = _MEASURES[track]
    cited = tuple(composer.cite(report.id, item.start, item.end) for item in found[:_MOST])
    asof = composer.date(report.as_of, report.id) if report.as_of else words.say["today"].format(day=show_date(day.isoformat()))
    composer.figure(len(found), measure, what, cited or (_cite_title(composer, report),), words.say["formula"].format(count=len(found)))
    more = words.say["more"].format(count=len(found) - _MOST, measure=measure) if len(found) > _MOST else ""
    text = "；".join(_told(item, words) for item in found[:_MOST]) + more
    values = {"asof": asof, "title": f"《{report.title}》", "what": what, "count": len(found), "measure": measure, "text": text}
    composer.lines.append(words.say["listed" if found else "none"].format(**values))


def _cite_title(composer: Composer, report: Report) -> int:
    start = max(report.clean.find(report.title), 0)
    return composer.cite(report.id, start, start + len(report.title))


def _of_inspection(every: Sequence[Item], asked: Inspection | None) -> Sequence[Item]:
    """The items that can be of the inspection asked for; one that names none can."""
    if asked is None:
        return every
    pairs = [(item, ((asked.level, item.inspection.level), (asked.round, item.inspection.round))) for item in every]
    return [item for item, both in pairs if all(not want or not has or want == has for want, has in both)]


def _chosen(kind: str, inquiry: Inquiry, words: RowWords, found: Standing) -> tuple[str, Sequence[Item]]:
    """What the items asked for are called, and the items."""
    what = words.named[kind]
    if kind == "due":
        return _due(inquiry.question.text, words, found)
    reading = ledger_reading(inquiry.lexicon)
    chosen: dict[str, Callable[[], Sequence[Item]]] = {
        "overdue": lambda: found.overdue,
        "undated": lambda: found.undated,
        "lasting": lambda: found.lasting,
        "at_once": lambda: found.at_once,
        "ready": lambda: [item for item in found.items if readiness(item, reading, found.day).ready],
        "open": lambda: [item for item in found.items if not item.finished],
        "closed": lambda: [item for item in found.items if item.closed],
        "all": lambda: found.items,
    }
    return what, chosen[kind]()


def _due(text: str, words: RowWords, found: Standing) -> tuple[str, Sequence[Item]]:
    """Unfinished items due in a month, until its end, or within some days."""
    day, say = found.day, words.say
    if match := _DAYS.search(text):
        days = int(parse_number(match[1]) or 0)
        return say["due_days"].format(days=days), standing(found.items, day, days).soon
    if not _THIS.search(text) and not _NEXT.search(text) and not _MONTH.search(text):
        return say["due_days"].format(days=SOON), found.soon
    asked = _MONTH.search(text)
    month = int(asked[1]) if asked else day.month
    first = date(day.year, month, 1)
    if _NEXT.search(text):
        first = month_end(day) + timedelta(days=1)
    shown = f"{first.year}年{first.month}月"
    last = month_end(first)
    if asked and asked[2]:
        return say["due_until"].format(month=shown), standing(found.items, day, (last - day).days).soon
    if not asked and not _NEXT.search(text):
        return say["due_month"].format(month=shown), found.this_month
    unfinished = [item for item in found.items if not item.finished and item.deadline.day]
    return say["due_month"].format(month=shown), [item for item in unfinished if item.deadline.day and first <= item.deadline.day <= last]


def _leads(item: Item, unit: str) -> bool:
    return unit in item.lead or unit in item.text("responsible")


def _told(item: Item, words: RowWords) -> str:
    parts = ["、".join(item.lead), f"时限{item.deadline.text}" if item.deadline.text.strip() else "", item.state]
    return words.say["detail"].format(item=item.display(), text="，".join(filter(None, parts)))
