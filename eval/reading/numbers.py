"""Every number of a text with its value in base units: 1.2亿元 and 12000万元 are one number, so are 三十三个 and 33个."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from eval.reading.chinese import DIGITS, NUMERAL, chinese_value
from eval.reading.units import NOT_AFTER, NOT_BEFORE, base_unit, unit_at

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_SCALES = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_POINT = "".join(DIGITS)
_NUMBER = re.compile(
    rf"(?P<rate>百分之|千分之)?(?:(?P<arabic>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<chinese>{NUMERAL})(?:点(?P<point>[{_POINT}]+)(?![十百千]))?)"
    r"(?P<more>\s*[余多])?(?P<scale>\s*(?:万亿|[十百千]?[万亿]|千(?![克米瓦])|百(?!分)))?(?P<after>\s*[余多])?\s*"
)
_DAMAGED = re.compile(r"(?<![A-Za-z\d])(?=[IOoLl|\d]*[\dOo])(?=\d*[IOoLl|])[IOoLl|\d]{2,}(?![A-Za-z\d])")
_LETTERS = str.maketrans("OoIlL|", "001111")
_MARKS = re.compile(r"[\[［【]\d{1,2}(?:[,，、\s]+\d{1,2})*[\]］】]")
_HEADS = re.compile(
    r"(?m)(?:^[ \t>#*-]*|(?<=[：；。:;])\s*)"
    r"(?:\d{1,2}[.、．](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[一二三四五六七八九十]{1,3}、)"
    r"|(?<=\s)\d{1,2}[.．](?=\s*[\u4e00-\u9fff])"
)
_BOLD = re.compile(r"\*\*(\d[^*\n]{0,12})\*\*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: `value` in base units, `unit` the base unit or empty."""

    value: Decimal
    printed: Decimal
    """The value before unit and scale word."""
    unit: str
    start: int
    end: int
    decimals: int = 0
    """How many decimals of the base unit were printed; negative when a scale word rounds (1.2亿 → -7)."""
    certain: bool = True
    """False for a Chinese numeral that may be part of a word (统一, 十分)."""
    following: str = ""
    """The characters after the number and its scale word, unit included."""

    @property
    def is_bare(self) -> bool:
        """Whether it stands without unit and scale word."""
        return not self.unit and self.value == self.printed


def half_width(text: str) -> str:
    """The text with half-width digits, position by position."""
    return text.translate(_FULL_WIDTH)


def read_numbers(text: str) -> list[Number]:
    """All numbers in text order, doubtful numerals included; digits glued to a Latin word (PM2.5, m3) are part of a name."""
    text = half_width(text)
    found = (_number(match, text) for match in _NUMBER.finditer(text) if not _in_name(text, match.start()))
    return [number for number in found if number is not None]


def claims(text: str) -> list[Number]:
    """The numbers a plain text states: no doubtful numerals."""
    return [number for number in read_numbers(text) if number.certain]


def plain(text: str) -> str:
    """A text without citation marks, list numbers and bold marks around figures."""
    return _HEADS.sub(lambda match: "\n" if "\n" in match[0] else " ", _MARKS.sub(" ", _BOLD.sub(r"\1", half_width(text))))


def damaged_numbers(text: str) -> list[tuple[str, Number]]:
    """Figures whose digits were read as letters, with the number they likely are: IOoo → 1000."""
    text = half_width(text)
    return [
        (match[0], quantity(int(match[0].translate(_LETTERS)), text[match.end() : match.end() + 8])) for match in _DAMAGED.finditer(text)
    ]


def quantity(value: int | float | Decimal, unit: str) -> Number:
    """The number that a value printed with a unit makes: `quantity(842.5735, "万元")`."""
    return read_numbers(f"{abs(Decimal(str(value))):f}{unit}")[0]


def _in_name(text: str, start: int) -> bool:
    """PM2.5, m3, D3SX2025: a Latin letter directly before the digits."""
    return start > 0 and text[start].isdigit() and bool(re.match(r"[A-Za-z]", text[start - 1]))


def _number(match: re.Match[str], text: str) -> Number | None:
    numeral = match["chinese"]
    value = Decimal(match["arabic"].replace(",", "")) if match["arabic"] else None
    if numeral:
        whole = chinese_value(numeral)
        value = None if whole is None else Decimal(f"{whole}.{''.join(str(DIGITS[digit]) for digit in match['point'] or '')}")
    if value is None:
        return None
    written = {"百分之": "%", "千分之": "‰"}.get(match["rate"] or "") or unit_at(text[match.end() :])
    unit, factor = base_unit(written)
    factor *= _SCALES[(match["scale"] or "").strip()]
    digits = -int(value.as_tuple().exponent)
    return Number(
        value=(value * factor).normalize() + 0,
        printed=value,
        unit=unit,
        start=match.start(),
        end=match.end() + (0 if match["rate"] else len(written)),
        decimals=digits - len(str(int(factor))) + 1,
        certain=not numeral or bool(match["rate"]) or _is_count(numeral, match, text, written),
        following=text[match.end() : match.end() + 8],
    )


def _is_count(numeral: str, match: re.Match[str], text: str, unit: str) -> bool:
    """Whether a Chinese numeral counts something: 三十三 always, 三 only before a unit or after 第, 一 not in 同一个 or 一案一档."""
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 8]
    if before == "第":
        return True
    if after.startswith("几") or before == "几":
        return False
    if len(numeral) > 1 and not all(character in DIGITS for character in numeral):
        return not (numeral.startswith("万") or before in NOT_BEFORE)
    if len(numeral) > 2:
        return True
    paired = re.match(rf".{{1,2}}{numeral}", after) is not None
    return bool(unit) and before not in NOT_BEFORE and not after.startswith(NOT_AFTER) and not paired
