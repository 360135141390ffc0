"""How a text is put together: numbers of headings, annexes pointed to, days out of order, parts beyond their sum (domain.md 3, 5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.gaps import without_gaps
from assistant.checking.proofrules import ProofRules
from assistant.checking.surface import Hit
from assistant.types import LOOK, MUST
from assistant.words.dates import DateSpan, find_dates
from assistant.words.numerals import parse_number, show_number, tidy

_LEVELS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^[#\s]*(?P<n>[一二三四五六七八九十]{1,3})、",
        r"^[#\s]*[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]",
        r"^[#\s]*(?P<n>\d{1,2})[.．](?![\d.])",
    )
)
"""How the levels of an official text are numbered, the highest first."""
_ITEM_LEVEL = 2
_POINTED = re.compile(r"(?:详见|见|参见|附后的?)附件\s*(?P<n>\d{1,2}|[一二三四五六七八九十])?")
_ANNEXES = re.compile(r"^[\s#]*附\s*件\s*(?:[:：]|\d{1,2}\s*[:：]?|$)", re.MULTILINE)
_ANNEX_NUMBER = re.compile(r"^\s*(?:附\s*件\s*[:：]?)?\s*(\d{1,2})\s*[.．:：、]?", re.MULTILINE)
_SENTENCE = re.compile(r"[^。；\n]+")
_NEAR = 16
"""So many characters behind a day tell what happened on it."""
_YEAR_AND_MONTH = 7
_MEASURED = re.compile(r"(?P<value>\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>亿元|万元|元|公里|平方公里|平方米|万亩|亩|万吨|吨)")
_FEWEST_PARTS = 2
_IN_STAGES = re.compile(r"阶段性?办结(?:了|为)?[1-9]\d*件|[1-9]\d*件阶段性?办结")
_ALL_SETTLED = re.compile(r"全部办结(?![（(]?(?:含|包括|或阶段)|率)")


def structure(text: str, rules: ProofRules) -> Iterator[Hit]:
    """Every flaw in how the text is put together; gaps are left out."""
    whole = without_gaps(text)
    yield from _numbering(whole)
    yield from _annexes(whole)
    yield from _out_of_order(whole, rules)
    yield from _beyond_sum(whole)
    yield from _all_settled(whole)


def _numbering(text: str) -> Iterator[Hit]:
    """Headings and items whose number stands twice in a row, or comes behind one that is nowhere; sections may change places."""
    marks = sorted((m.start("n"), level, m) for level, pattern in enumerate(_LEVELS) for m in pattern.finditer(text))
    written = {(level, int(parse_number(match["n"]) or 0)) for _, level, match in marks}
    last: dict[int, int] = {}
    ended = 0
    for start, level, match in marks:
        number = int(parse_number(match["n"]) or 0)
        if level == _ITEM_LEVEL and re.search(r"\n[^\d\n][^\n]*\n", text[ended:start]):
            last.pop(level, None)  # an unnumbered paragraph ends a list of items
        before = last.get(level)
        again = number == before and not (number == 1 and level == _ITEM_LEVEL)
        if again:
            yield Hit("编号", start, match.end("n"), "", f"序号“{match['n']}”与前一个重复，请顺改", MUST)
        elif before is not None and number > before + 1 and (level, before + 1) not in written:
            yield Hit("编号", start, match.end("n"), "", f"序号“{match['n']}”接不上前一个，请核对是否漏项", LOOK)
        last = {known: value for known, value in last.items() if known < level} | {level: number}
        ended = match.end()


def _annexes(text: str) -> Iterator[Hit]:
    """Annexes that the text points to and does not list."""
    listed = _ANNEXES.search(text)
    numbers = {int(one) for one in _ANNEX_NUMBER.findall(text[listed.start() :])} if listed else set()
    for match in _POINTED.finditer(text):
        wanted = int(parse_number(match["n"]) or 0) if match["n"] else 0
        if listed is None:
            yield Hit("附件", match.start(), match.end(), "", "文中提到附件，文末没有附件说明，请补上或删去", LOOK)
        elif wanted > 1 and wanted not in numbers:
            yield Hit("附件", match.start(), match.end(), "", f"附件说明里没有附件{wanted}，请核对", LOOK)


def _out_of_order(text: str, rules: ProofRules) -> Iterator[Hit]:
    """Days of one sentence on which something ends before it begins."""
    for sentence in _SENTENCE.finditer(text):
        said = sentence[0]
        days = [(day, iso) for day, iso in _with_years(find_dates(said)) if len(iso) >= _YEAR_AND_MONTH]
        told = [(day, iso, re.split("[，,、；;]", said[day.end : day.end + _NEAR].lstrip("，, "))[0]) for day, iso in days]
        for first, last in rules.sequences:
            begun = [(day, iso) for day, iso, words in told if first.search(words) and not last.search(words)]
            for day, iso, words in told:
                earlier = [b for b, since in begun if iso[: len(since)] < since[: len(iso)]] if last.search(words) else []
                if earlier:
                    written = said[earlier[0].start : earlier[0].end]
                    where = sentence.start() + day.start
                    advice = f"早于同句的“{written}”，先后颠倒，请核对日期"
                    yield Hit("日期", where, sentence.start() + day.end, advice, advice, MUST)


def _with_years(days: list[DateSpan]) -> Iterator[tuple[DateSpan, str]]:
    """The days of a sentence, those without a year in the year named last."""
    year = ""
    for day in days:
        year = f"{day.year:04d}" if day.year else year
        yield day, day.iso if day.year or not year else f"{year}-{day.iso}"


def _beyond_sum(text: str) -> Iterator[Hit]:
    """Sums of money, lengths and the like whose parts behind 其中 come to more."""
    for sentence in _SENTENCE.finditer(text):
        whole, mark, rest = sentence[0].partition("其中")
        parts = list(_MEASURED.finditer(rest.partition("其中")[0]))
        units = {one["unit"] for one in parts}
        totals = [one for one in _MEASURED.finditer(whole) if {one["unit"]} == units]
        if not mark or not totals or len(parts) < _FEWEST_PARTS:
            continue
        total, added = max(totals, key=_value), tidy(round(sum(map(_value, parts)), 6))
        if added > _value(total):
            says = f"{'+'.join(show_number(tidy(_value(one))) for one in parts)}={show_number(added)}，大于{total[0]}"
            start = sentence.start() + total.start()
            yield Hit("合计", start, start + len(total[0]), says, f"分项{says}，请核对", MUST)


def _all_settled(text: str) -> Iterator[Hit]:
    """Complaints said to be all settled in a sentence that counts some settled in stages only."""
    for sentence in _SENTENCE.finditer(text):
        claim = _ALL_SETTLED.search(sentence[0])
        if claim and _IN_STAGES.search(sentence[0]):
            where = sentence.start() + claim.start()
            yield Hit("状态", where, where + len(claim[0]), "", "同句还有阶段性办结的，不能写全部办结，请核对", MUST)


def _value(match: re.Match[str]) -> float:
    return float(match["value"].replace(",", ""))
