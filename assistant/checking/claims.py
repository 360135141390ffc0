"""What a text claims in numbers, dates and literal spans, normalised so that two wordings of one claim compare equal.

Everything is read at its offset in the text given: spans already understood are blanked out, never cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assistant.checking.guardwords import GuardWords
from assistant.words.numerals import ARABIC, parse_number

LiteralKind = Literal["title", "quote", "identifier", "citation", "formula"]

_HAN = "[零〇一二两三四五六七八九十百千]+(?:[万亿][零〇一二两三四五六七八九十百千]*)*"
_HAN_NUMBER = f"{_HAN}(?:点[零〇一二三四五六七八九]+)?"
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_WIDTHS = str.maketrans("０１２３４５６７８９．％，－～［］", "0123456789.%,-~[]")
_LINK = re.compile(r"\s*(?:至|到|[-−—–~～]+)\s*")
_BLANK = "\x00"

_LITERALS: tuple[tuple[LiteralKind, re.Pattern[str]], ...] = (
    ("citation", re.compile(r"[\[【]\s*(\d{1,3}(?:\s*[,、，]\s*\d{1,3})*)\s*[\]】]")),
    ("title", re.compile(r"《[^《》]{1,80}》")),
    ("title", re.compile(r"[\u4e00-\u9fff]{1,6}[〔\[(（]\d{4}[〕\])）]\s*[*\d]+\s*号")),
    ("quote", re.compile(r"“[^“”]{1,200}”")),
    ("formula", re.compile(r"\d[\d.,%]*[^\W\d]?(?:\s*[+\-−×*÷/]\s*\d[\d.,%]*[^\W\d]?)+\s*[=≈]\s*\d[\d.,%]*")),
    ("identifier", re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}|(?<![\d.,])\d{7,}(?![\d.])|(?<!\d)\d{1,2}[:：∶]\d{2}(?!\d)")),
    ("identifier", re.compile(r"(?<![\d./-])(?<!\d[:：∶])0\d+(?![\d.]|\s*[年月日时分])")),
    ("identifier", re.compile(r"(?<![A-Za-z/μ])(?!(?:k?m[23²³]|[mu]?g))[A-Za-z]+[.-]?\d[\d.]*[A-Za-z]*\d*")),
)
_LIST_MARK = re.compile(
    r"(?m)^\s*(?:(\d{1,2})[.．、)）](?!\d)|[（(](\d{1,2})[)）]|([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[)）])"
)
_POINT = re.compile(r"[一二三四五六七八九十]是")
_YEAR = r"(?P<y>(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})\s*年(?:度)?"
_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号](?!\d)"
_BEFORE = r"(?<![\d.第])"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d.-])(?:(?P<y>(?:19|20)\d{2})\s*年\s*)?(?P<m>1[0-2]|0?[1-9])(?=\s*[-−—–~～至到]+\s*\d{1,2}\s*月)",
        r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*[-/.]\s*(?P<m>1[0-2]|0?[1-9])\s*[-/.]\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        rf"(?<!\d){_YEAR}\s*{_MONTH}\s*{_DAY}",
        rf"(?<!\d){_YEAR}\s*{_MONTH}",
        r"(?<![\d.])(?P<y>(?:19|20)\d{2})-(?P<m>1[0-2]|0[1-9])(?![\d.])",
        rf"{_BEFORE}{_MONTH}\s*{_DAY}",
        rf"{_BEFORE}{_MONTH}\s*(?P<d>\d{{1,2}})(?=\s*[-−—–~～至到]+\s*\d{{1,2}}\s*[日号])",
        rf"(?<!\d){_YEAR}",
        rf"{_BEFORE}{_MONTH}",
        rf"{_BEFORE}{_DAY}",
    )
)


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A number with its unit in base scale: 1.2亿元 is (120000000, 元)."""

    start: int
    end: int
    text: str
    value: Fraction
    unit: str = ""
    hedge: str = ""
    """above | near | below, empty for an exact number."""
    each: bool = False
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date; parts that are not stated are None."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None

    def covers(self, other: DateClaim) -> bool:
        """Whether every part `other` states is stated here with the same value."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        return all(part is None or part == own for own, part in zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True)
class LiteralClaim:
    """A span that must stand in the sources letter by letter: a title, a quotation, an identifier, a citation mark."""

    start: int
    end: int
    text: str
    kind: LiteralKind


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of a text in order."""

    numbers: tuple[NumberClaim, ...]
    dates: tuple[DateClaim, ...]
    literals: tuple[LiteralClaim, ...]

    def periods(self, text: str) -> list[tuple[DateClaim, DateClaim]]:
        """The dates of `text`, which these claims are of, that are the two ends of a period."""
        neighbours = zip(self.dates, self.dates[1:], strict=False)
        return [(first, last) for first, last in neighbours if _LINK.fullmatch(text[first.end : last.start])]


def read_claims(text: str, words: GuardWords) -> Claims:
    """The numbers, dates and literal spans of a text.

    A quotation or formula is compared as a whole and its numbers are read too; other literals hide what they hold.
    """
    rest = text.translate(_WIDTHS)
    literals: list[LiteralClaim] = []
    for kind, pattern in _LITERALS:
        for match in pattern.finditer(rest):
            literals.append(LiteralClaim(match.start(), match.end(), text[match.start() : match.end()], kind))
        if kind not in {"quote", "formula"}:
            rest = _blanked(rest, pattern)
    rest = _without_list_marks(rest)
    rest = _blanked(_blanked(rest, words.idioms), _POINT)
    dates, rest = _dates(rest)
    return Claims(tuple(_numbers(rest, words)), tuple(dates), tuple(sorted(literals, key=lambda claim: claim.start)))


def without_claims(text: str, claims: Claims) -> str:
    """The text with numbers and dates blanked: the words they are said of."""
    spans = [(claim.start, claim.end) for claim in claims.numbers] + [(claim.start, claim.end) for claim in claims.dates]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _blanked(text: str, pattern: re.Pattern[str], wanted: Callable[[re.Match[str]], bool] = bool) -> str:
    return pattern.sub(lambda match: _BLANK * len(match[0]) if wanted(match) else match[0], text)


def _without_list_marks(text: str) -> str:
    """Blank list numbers, as long as each style counts up from one: any other number at a line's start is a claim."""
    reached: dict[int, int] = {}

    def counts_up(match: re.Match[str]) -> bool:
        style = match.lastindex or 0
        if parse_number(match[style]) != reached.get(style, 0) + 1:
            return False
        reached[style] = reached.get(style, 0) + 1
        return True

    return _blanked(text, _LIST_MARK, counts_up)


def _part(match: re.Match[str], name: str) -> int | None:
    raw = match.groupdict().get(name)
    if raw is None:
        return None
    value = parse_number(raw.replace("○", "〇"))
    if value is None:  # positional years such as 一九九八 hold no 〇
        value = parse_number("".join(str(parse_number(c)) for c in raw))
    return int(value) if value is not None else None


def _dates(text: str) -> tuple[list[DateClaim], str]:
    found: list[DateClaim] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            found.append(DateClaim(match.start(), match.end(), match[0], _part(match, "y"), _part(match, "m"), _part(match, "d")))
        text = _blanked(text, pattern)
    found.sort(key=lambda claim: claim.start)
    return _carried(found, text), text


def _carried(dates: list[DateClaim], rest: str) -> list[DateClaim]:
    """The second end of a range takes what it leaves out from the first: 7月25日至8月15日, 12日—17日."""
    for index in range(1, len(dates)):
        before, date = dates[index - 1], dates[index]
        if date.year is None and _LINK.fullmatch(rest[before.end : date.start]):
            month = date.month if date.month is not None else before.month
            dates[index] = replace(date, year=before.year, month=month)
    return dates


@lru_cache(maxsize=4)
def _number_pattern(words: GuardWords) -> re.Pattern[str]:
    after = "|".join(sorted((re.escape(word) for word in words.hedge_after), key=len, reverse=True))
    return re.compile(
        rf"(?P<ordinal>第)?(?:(?P<whole>{_HAN})分之)?(?P<digits>{ARABIC}|{_HAN_NUMBER}|半)\s*(?P<more>余|多|来)?"
        rf"(?P<scale>[万亿千百]{{1,2}}(?![分]))?(?P<more2>余|多)?\s*(?P<unit>{words.units.pattern})?(?P<behind>{after})?"
    )


def _numbers(text: str, words: GuardWords) -> list[NumberClaim]:
    found: list[NumberClaim] = []
    for match in _number_pattern(words).finditer(text):
        claim = _number(match, text, words)
        if claim is None:
            continue
        if found and not found[-1].unit and claim.unit and _LINK.fullmatch(text[found[-1].end : claim.start]):
            scale = _scale(match["scale"])
            found[-1] = replace(found[-1], unit=claim.unit, value=found[-1].value * scale)
        found.append(claim)
    return found


def _scale(letters: str | None) -> int:
    product = 1
    for letter in letters or "":
        product *= _SCALES[letter]
    return product


def _number(match: re.Match[str], text: str, words: GuardWords) -> NumberClaim | None:
    value = _value(match["digits"])
    if value is None or not _counts(match, text, words):
        return None
    unit = match["unit"] or ""
    if match["whole"]:
        whole = _value(match["whole"])
        if not whole:
            return None
        value, unit = value / whole * 100, unit or "%"
    if match["digits"] == "半":
        value, unit = Fraction(50), "%"
    before = text[: match.start()]
    hedge = _hedge(match, before, words)
    each = bool(re.search(r"(?:均|各|每)[仍还已有为是达到]{0,3}$", before))
    value *= _scale(match["scale"])
    unit = words.same_unit.get(unit, unit)
    return NumberClaim(match.start(), match.end(), match[0].strip(), value, unit, hedge, each, bool(match["ordinal"]))


def _value(raw: str) -> Fraction | None:
    if raw == "半":
        return Fraction(1, 2)
    whole, _, decimals = raw.partition("点")
    if decimals:
        head, tail = parse_number(whole), "".join(str(parse_number(digit)) for digit in decimals)
        return None if head is None else Fraction(f"{head}.{tail}")
    if raw[0].isdigit():
        return Fraction(raw.replace(",", ""))
    value = parse_number(raw)
    return None if value is None else Fraction(value)


def _counts(match: re.Match[str], text: str, words: GuardWords) -> bool:
    """Whether a numeral counts something: a lone Han numeral needs a unit, 一个 needs a counting word, 半 needs 一."""
    raw, unit = match["digits"], match["unit"]
    if raw == "半":
        return text[: match.start()].endswith(("一", "过"))
    if raw[0].isdigit() or match["whole"] or match["ordinal"]:
        return True
    if raw == "一" and unit:
        return text[: match.start()].endswith(tuple(words.data["numbers"]["counting"]))
    if raw in {"零", "〇"} and not unit:
        return text[: match.start()].endswith(("为", "是", "剩", "余"))  # 未完成的为零, not 归零
    return bool(unit) or len(raw) > 1 and raw not in {"千万", "百千"}


def _hedge(match: re.Match[str], before: str, words: GuardWords) -> str:
    for group in ("more", "more2", "behind"):
        if match[group]:
            return words.hedge_after.get(match[group], "above")
    if before.endswith(tuple(words.data["hedges"]["not"])):
        return ""
    return next((name for word, name in words.hedge_before if before.endswith(word)), "")
