"""The date a document speaks from, and how it was found: 截至日期, then 成文日期, 发布日期, the title; never a guessed year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.reading.vocabulary import Vocabulary
from assistant.words.dates import DateSpan, find_dates

CUTOFF, WRITTEN, PUBLISHED, TITLE, NONE = "截至日期", "成文日期", "发布日期", "标题", "无"
_MASKED_DAY = re.compile(r"(\d{4})年(?:\*+|某|×+|[Xx]+)月(?:(?:\*+|某|×+|[Xx]+|\d{1,2})日)?")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?![\d.])")
_SPACED_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_TITLE_PERIOD = re.compile(r"^(?:[^\d]{0,12}关于|[^\d]{0,12})?((?:19|20)\d{2})年(?:度|(?:(\d{1,2})月)?(?!.{0,2}(?:“?回头看|.{0,4}督察)))")
_TITLE_YEAR = re.compile(r"[（(]((?:19|20)\d{2})年[）)]$")
_GLUED = re.compile(r"(?<=[府委局办会组厅司室])(?:19|20)\d{2}年[\d*某×]{1,2}月[\d*某×]{1,2}日(?=\s|$|[（(]|附件|抄送|联系)")
"""A date run into the signing body before it."""
TAIL = 400
_TABLE_ROW = re.compile(r"：[^；]*；[^；：]+：[^；]*；[^；：]+：")
"""A row of a table carries its head words; a date in it is the row's own."""
_EDITED = re.compile(r"(?:编印?|主办|印发?)$")
_LABEL_END = re.compile(r"(?:时间|日期|[:：])\s*$")
HEAD_LINES, LAST_LINES, BYLINE_LINES = 16, 8, 6
LONGEST_DATE_LINE, LONGEST_BODY, LONGEST_PAGE_LINE = 24, 40, 90
WINDOW_DAYS = 366
SEASON_DAYS = 92
"""A day without a year is given one only this near to a day that has one."""
_YEAR_END = re.compile(r"((?:19|20)\d{2})年[底末]")


@dataclass(frozen=True, slots=True)
class AsOf:
    """An as-of date with its source and its span in the clean text."""

    date: str | None = None
    source: str = NONE
    span: tuple[int, int] | None = None


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and nothing else (brackets and blanks aside)."""
    bare = re.sub(r"[\s()（）]", "", line)
    if len(bare) > LONGEST_DATE_LINE:
        return False
    dates = find_dates(bare)
    return (bool(dates) and dates[0].start == 0 and dates[0].end == len(bare)) or bool(_MASKED_DAY.fullmatch(bare))


def find_as_of(text: str, title: str, vocabulary: Vocabulary) -> AsOf:
    """The most trusted date of a document."""
    own = _written(text, vocabulary) or _spoken(text, vocabulary) or _published(text, vocabulary)
    cutoff = _cutoff(text, own, vocabulary)
    if cutoff and not (own and own.date and _days_between(cutoff.date, own.date) > WINDOW_DAYS):
        return cutoff
    return own or _from_title(text, title) or _publicity(text, vocabulary) or AsOf()


def _cutoff(text: str, own: AsOf | None, vocabulary: Vocabulary) -> AsOf | None:
    """The latest 截至 date; one without a year takes it from the document's own date or from a dated period around it."""
    happened, planned = vocabulary.any_of("dates.happened"), vocabulary.any_of("dates.planned")
    found: list[AsOf] = []
    for match in vocabulary.pattern("dates.cutoff").finditer(text):
        day = _end_of_year(text, match.end()) or next(iter(find_dates(text[match.end() : match.end() + 16])), None)
        if day is None or text[match.end() : match.end() + day.start].strip() or not day.month:
            continue
        end = match.end() + day.end
        tail = re.match(r"[^。；;\n]{0,40}", text[end:])
        clause = tail[0] if tail else ""
        explicit = "截" in match[0] or match[0][0] in "数统"
        if clause[:2].lstrip("底末").startswith("前") or (
            not explicit and (planned.match(clause.lstrip("底末，,")) or not happened.search(clause))
        ):
            continue
        iso = _with_year(day, text, own)
        if iso:
            found.append(AsOf(iso, CUTOFF, (match.end() + day.start, end)))
    return max(found, key=lambda one: one.date or "", default=None)


def _end_of_year(text: str, position: int) -> DateSpan | None:
    """截至2023年底 is the last month of that year."""
    match = _YEAR_END.match(text, position)
    return DateSpan(0, match.end() - position, int(match[1]), 12, None) if match else None


def _with_year(day: DateSpan, text: str, own: AsOf | None) -> str | None:
    if day.year:
        return day.iso
    if own and own.date:
        return _last_before(day, own.date) if len(own.date) == 10 else None
    return _from_period(day, text)


def _last_before(day: DateSpan, own: str) -> str | None:
    """The day in the year of the document's own date, or at the end of the year before when it would lie ahead of it."""
    candidate = f"{own[:4]}-{day.iso}"
    if candidate <= own:
        return candidate
    earlier = f"{int(own[:4]) - 1}-{day.iso}"
    return earlier if _days_between(earlier, own) <= SEASON_DAYS else None


def _from_period(day: DateSpan, text: str) -> str | None:
    """The year of a fully dated period that holds the day, or of the only dated days in the text when the day comes soon after them."""
    full = _full_dates(text)
    years = {other.year for other in full}
    if len(years) != 1 or not day.day:
        return None
    candidate = f"{years.pop()}-{day.iso}"
    first = min(other.iso for other in full)
    return candidate if 0 <= _days_between(first, candidate) <= SEASON_DAYS and first <= candidate else None


@lru_cache(maxsize=2)
def _full_dates(text: str) -> tuple[DateSpan, ...]:
    """The dates of a text with year, month and day; looked for once however many days of the text lack a year."""
    return tuple(other for other in find_dates(text) if other.year and other.month and other.day)


def _days_between(one: str | None, other: str | None) -> int:
    return (_as_date(other) - _as_date(one)).days


def _as_date(iso: str | None) -> date:
    year, month, day = (int(part) for part in [*(iso or "").split("-"), "1", "1"][:3])
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, min(max(month, 1), 12), 1)


def _written(text: str, vocabulary: Vocabulary) -> AsOf | None:
    """The date of writing: a date alone on one of the last lines, at the very end of the text, or behind its label."""
    label = re.search(rf"(?:{vocabulary.any_of('dates.written').pattern})\s*[:：]?\s*", text)
    if label and (day := _first_full(text, label.end(), label.end() + 14)):
        return AsOf(day.iso, WRITTEN, (day.start, day.end))
    lines = [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()]
    line = _signature_date(lines, vocabulary)
    if line:
        return _date_in(text, line.start(), line.end(), WRITTEN)
    if lines and vocabulary.pattern("dates.supplied").fullmatch(lines[-1][0].strip()):
        return _date_in(text, *lines[-1].span(), WRITTEN)
    tail = max(0, len(text) - TAIL)
    glued = [match for match in _GLUED.finditer(text, tail) if is_date_line(match[0])]
    return _date_in(text, *glued[-1].span(), WRITTEN) if glued else None


def _signature_date(lines: list[re.Match[str]], vocabulary: Vocabulary) -> re.Match[str] | None:
    """A date alone on its line: below a signing body anywhere, else among the last lines."""
    ending = vocabulary.pattern("issuer.ending")
    dated = [i for i in range(3, len(lines)) if len(lines[i][0].strip()) <= LONGEST_DATE_LINE and is_date_line(lines[i][0])]
    signed = [i for i in dated if ending.search(lines[i - 1][0].strip()) and len(lines[i - 1][0].strip()) <= LONGEST_BODY]
    last = [i for i in dated if i >= len(lines) - LAST_LINES]
    return lines[(signed or last)[0]] if signed or last else None


def _date_in(text: str, start: int, end: int, source: str) -> AsOf | None:
    if (day := _first_full(text, start, end)) and day.month:
        return AsOf(day.iso, source, (day.start, day.end))
    masked = _MASKED_DAY.search(text, start, end)
    return AsOf(masked[1], source, masked.span()) if masked else None


def _spoken(text: str, vocabulary: Vocabulary) -> AsOf | None:
    """The day of the meeting that a line below the title names: ——2023年5月24日在某县第十八届人民代表大会常务委员会第三次会议上."""
    for line in [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()][:BYLINE_LINES]:
        if vocabulary.pattern("dates.spoken").match(line[0]) and (day := _first_full(text, *line.span())) and day.day:
            return AsOf(day.iso, WRITTEN, (day.start, day.end))
    return None


def _published(text: str, vocabulary: Vocabulary) -> AsOf | None:
    """A labelled or bare date line near the top of the page; one in brackets under the title is the day of a speech."""
    labels, others = vocabulary.any_of("dates.published"), vocabulary.any_of("dates.not_own")
    ending = vocabulary.pattern("issuer.ending")
    lines = [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()][:HEAD_LINES]
    for before, line in zip(["", *(line[0] for line in lines)], lines, strict=False):
        if others.search(line[0]) or (_LABEL_END.search(before) and others.search(before)) or len(line[0].strip()) > LONGEST_PAGE_LINE:
            continue
        if _TABLE_ROW.search(line[0]):
            continue
        day = _first_full(text, line.start(), line.end())
        if day is None or not day.day:
            continue
        rest = re.sub(r"[\d:：\s.\-年月日/]", "", text[line.start() : line.end()])
        if labels.search(line[0]) or len(rest) <= 10 or vocabulary.pattern("dates.press").search(line[0]):
            spoken = line[0].strip()[0] in "（(" and is_date_line(line[0])
            return AsOf(day.iso, WRITTEN if spoken else PUBLISHED, (day.start, day.end))
        if day.end == line.start() + len(line[0].rstrip()) and ending.search(_EDITED.sub("", text[line.start() : day.start].strip())):
            return AsOf(day.iso, PUBLISHED, (day.start, day.end))
    return None


def _first_full(text: str, start: int, end: int) -> DateSpan | None:
    """The first date with a year in [start, end), at its offsets in the whole text."""
    window = text[start:end]
    for pattern, order in ((_SPACED_ISO, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        if match := pattern.search(window):
            year, month, day = (int(match[i]) for i in order)
            if 1 <= month <= 12 and 1 <= day <= 31:
                return DateSpan(start + match.start(), start + match.end(), year, month, day)
    for found in find_dates(window):
        if found.year:
            return DateSpan(start + found.start, start + found.end, found.year, found.month, found.day)
    return None


def _from_title(text: str, title: str) -> AsOf | None:
    match = _TITLE_PERIOD.match(title) or _TITLE_YEAR.search(title)
    at = text.find(title) if title else -1
    if not match or at < 0:
        return None
    month = match[2] if match.re is _TITLE_PERIOD else None
    iso = match[1] + (f"-{int(month):02d}" if month else "")
    return AsOf(iso, TITLE, (at + match.start(1), at + match.end()))


def _publicity(text: str, vocabulary: Vocabulary) -> AsOf | None:
    """A notice without any other date was published when its publicity began."""
    match = re.search(rf"(?:{vocabulary.any_of('dates.publicity').pattern})\s*[:：为从自]?\s*", text)
    day = _first_full(text, match.end(), match.end() + 24) if match else None
    return AsOf(day.iso, PUBLISHED, (day.start, day.end)) if day and day.day else None
