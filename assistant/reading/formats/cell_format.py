"""A number of a spreadsheet as staff see it: 0.75 under `0%` is 75%, 45047 under `yyyy"年"m"月"` is 2023年5月.

No library does this without the calendars of the whole world. Two things differ from the screen on purpose: powers of ten
(1E+05) are written out, and dates in a foreign order (5/1/23, 1-May) are written 2023/5/1 and 5月1日.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from assistant.reading.formats.cell_dates import DATE_KINDS, date_shown

GENERAL = "General"
BUILT_IN = {
    **dict(enumerate((GENERAL, "0", "0.00", "#,##0", "#,##0.00"))),
    **dict(enumerate(('"¥"#,##0', '"¥"#,##0', '"¥"#,##0.00', '"¥"#,##0.00'), 5)),
    **dict(enumerate(("0%", "0.00%", GENERAL, GENERAL, GENERAL, "yyyy/m/d", "d-mmm-yy", "d-mmm", "mmm-yy"), 9)),
    **dict(enumerate(("h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss", "yyyy/m/d h:mm"), 18)),
    **dict(
        enumerate(('yyyy"年"m"月"', 'm"月"d"日"', 'm"月"d"日"', "yyyy/m/d", 'yyyy"年"m"月"d"日"', 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'), 27)
    ),
    **dict(enumerate(('h"时"mm"分"', 'h"时"mm"分"ss"秒"', 'yyyy"年"m"月"', "#,##0", "#,##0", "#,##0.00", "#,##0.00"), 34)),
    **dict(enumerate(("#,##0", "#,##0", "#,##0.00", "#,##0.00", "mm:ss", "[h]:mm:ss", "mm:ss.0", GENERAL, "@"), 41)),
    **dict(enumerate(('yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"', 'm"月"d"日"'), 50)),
    **dict(enumerate(('h"时"mm"分"', 'h"时"mm"分"ss"秒"', 'yyyy"年"m"月"', 'm"月"d"日"'), 55)),
}
"""What the numbered formats of a Chinese Excel show."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]'
    r"|\[(?P<test>[<>=][^\]]*)\]|\[[^\]]*\]|(?P<general>General)|(?P<power>E[+-]0+)|(?P<clock>AM/PM|A/P|上午/下午)"
    r"|(?P<part>y+|e+|m+|d+|a{3,4}|h+|s+)|(?P<digits>[0#?.,%]+)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_COMPARE = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_LITERALS = frozenset({"quoted", "escaped", "currency", "literal"})
_DIGITS_SHOWN = 10
"""How many digits of a long fraction Excel shows in a wide cell."""

Tokens = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts between `;`: its tokens as (kind, text), and the condition it holds for."""

    tokens: Tokens
    test: str = ""

    @property
    def kinds(self) -> set[str]:
        """What kinds of token it has."""
        return {kind for kind, _ in self.tokens}


@lru_cache(maxsize=65536)
def shown(value: float, code: str, since_1904: bool = False) -> str:
    """The number as the format shows it; `since_1904`: days are counted from 1904 instead of 1900."""
    section, amount = _chosen(_sections(code), value)
    words = _worded(amount, section, code, since_1904)
    # A bookkeeper's (3.00) is no remark but a negative number.
    return f"-{words[1:-1]}" if value < 0 and re.fullmatch(r"\([^()]*\d[^()]*\)", words) else words


def _worded(value: float, section: _Section, code: str, since_1904: bool) -> str:
    if section.kinds & DATE_KINDS:
        return date_shown(value, section.tokens, since_1904)
    if "digits" in section.kinds and "power" not in section.kinds and ("literal", "/") not in section.tokens:
        return _number(value, section.tokens)
    known = "digits" in section.kinds or "general" in section.kinds or code in ("", "@")
    literal = (
        "".join(text for kind, text in section.tokens if kind == "literal" and text not in "/ ") if "power" not in section.kinds else ""
    )
    return (_plain(value) if known else "") + literal


def is_date(code: str) -> bool:
    """Whether a format shows a date or a time."""
    return bool(_sections(code)[0].kinds & DATE_KINDS)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    test = ""
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if match[0] == ";":
            sections.append(_Section(tuple(tokens), test))
            tokens, test = [], ""
        elif kind == "test":
            test = match["test"]
        elif kind:
            tokens.append(("literal" if kind in _LITERALS else kind, match[kind]))
    return (*sections, _Section(tuple(tokens), test))


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section, float]:
    """The section that holds for a value, and the value it shows: a section of its own for negative numbers writes their sign."""
    for section in sections:
        if section.test and _holds(section.test, value):
            return section, value
    free = [section for section in sections if not section.test]
    if not free or any(section.test for section in sections):
        return (free or sections)[0], value
    if value < 0 and len(free) > 1:
        return free[1], -value
    return (free[2] if value == 0 and len(free) > 2 else free[0]), value


def _holds(test: str, value: float) -> bool:
    match = _COMPARE.fullmatch(test)
    if match is None:
        return False
    mark, other = match[1], float(match[2])
    return {"<": value < other, ">": value > other, "=": value == other, "<=": value <= other, ">=": value >= other, "<>": value != other}[
        mark
    ]


def _plain(value: float) -> str:
    """A number without a format: 3.0 is 3, 0.1+0.2 is 0.3, 1E+20 is written out."""
    number = Decimal(repr(value))
    if number == number.to_integral_value():
        return str(int(number))
    whole = len(str(abs(int(number)))) if abs(number) >= 1 else 0
    rounded = round(number, max(_DIGITS_SHOWN - max(whole, 1), 2)) if abs(number) >= Decimal("0.0001") else number
    return f"{rounded:f}".rstrip("0").rstrip(".")


def _number(value: float, tokens: Tokens) -> str:
    """Percent, decimals, thousands, leading zeros and the words around and between the digits."""
    code = "".join(text for kind, text in tokens if kind == "digits")
    whole, _, fraction = code.partition(".")
    number = Decimal(repr(value)) * 100 ** code.count("%")
    slots = re.sub(r"[%,]", "", whole)
    number /= 1000 ** len(re.sub(r".*[0#?]|[^,]", "", code))
    places = len(re.findall(r"[0#?]", fraction))
    number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    grouped = bool(re.search(r"[0#?],+[0#?]", whole))
    digits, _, after = f"{abs(number):f}".partition(".")
    digits = digits.lstrip("0").rjust(slots.count("0"), "0")
    kept = len(re.sub(r"[^0#?]", "", fraction).rstrip("#"))
    after = after[:kept] + after[kept:].rstrip("0")
    if grouped or not digits and (after or not slots):
        digits = f"{int(digits or 0):,}"
    sign = "-" if number < 0 else ""
    return sign + _filled(tokens, digits, after)


def _filled(tokens: Tokens, digits: str, after: str) -> str:
    """The digits put in their places: all of them at the first one, unless words stand between (0000"年"00"月")."""
    groups = [index for index, (kind, text) in enumerate(tokens) if kind == "digits" and re.search("[0#?]", text)]
    shares: dict[int, str] = {}
    for index in reversed(groups[1:]):
        width = len(re.sub(r"[^0#?]", "", tokens[index][1].partition(".")[0]))
        shares[index], digits = digits[max(len(digits) - width, 0) :], digits[: max(len(digits) - width, 0)]
    shares.update({groups[0]: digits} if groups else {})
    written = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "digits":
            point = "." + after if after and "." in text else ""
            written.append(shares.get(index, "") + point + "%" * text.count("%"))
        elif kind == "literal":
            written.append(text)
    return "".join(written).strip()
