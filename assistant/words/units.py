"""Quantities: a number with its unit, its approximation and its 均/各, as one span of a text (domain.md 2.5).

Dates, ordinals, document numbers, phone numbers and file sizes are no quantities and are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from assistant.types import Quantity
from assistant.words.dates import DATE_LIKE
from assistant.words.numerals import ARABIC, parse_number
from assistant.words.scanning import scan
from assistant.words.spans import Span, disjoint, overlaps

_HAN = "[零〇一二两三四五六七八九十百千]+(?:[万亿][零〇一二两三四五六七八九十百千]*)*"
_MASK = r"[*＊×]{1,4}|[Xx]{1,3}(?![A-Za-z0-9])"
_DAMAGED = r"(?<![A-Za-z0-9])(?=[0-9IlOo]*[IlOo])(?!I{3}[类级])[0-9IlOo]{3,}(?![A-Za-z0-9])"
_IS_MASK, _IS_DAMAGED = re.compile(_MASK), re.compile(_DAMAGED)
_DAMAGED_DIGITS = str.maketrans("IlOo", "1100")
_OPENING = re.compile(r"[\d*＊×XxIlOo零〇一二两三四五六七八九十百千]")
"""What a number, damaged or masked ones too, begins with."""
_NOT_A_QUANTITY = scan(
    r"https?://\S+|www\.\S+|[〔\[(（]\d{4}[〕\])）]\s*\d+号|\d{3,4}[-—]\d{7,8}|1\d{10}|12369|\d{1,2}[:：∶]\d{2}(?:\s*[-—－至~]+\s*\d{1,2}[:：∶]\d{2})?"
    r"|PM\s*(?:2\.5|10)|O3|CO2|SO2|NO2|[A-Za-z]+\d+号?|“?\d{4}\s*[-—]\s*\d{4}年?|“[一二三四五六七八九十两]+[^”]{0,6}”",
    r"\dA-Za-z〔\[(（“",
)
_INDEX = re.compile(rf"指数(?:均值|平均值?|数?值)?(?:为|是|达|达到)?({ARABIC})(?![\d.]|\s*(?:%|％|个|万|亿))")
_RANK = re.compile(rf"(?:排名?|居|列|位次?|倒数)[^，。；\d]{{0,10}}?(第)({ARABIC}|[一二三四五六七八九十]+)(?=[，。；、）),;\s]|$)")
_FOR_ORDINAL = "第"
_NEIGHBOUR = 14
_NEAR = 24
"""So many characters before a number say whether it is approximate, or one of each."""
_BOTH = re.compile(r"(?:合计|共计|总计|之和|相加|加起来)")
_PERCENT = re.compile(r"\d+(?:\.\d+)?[%％]")
_COUNTED = frozenset("个项件条起处宗")
_MARKS = ("", "，", "、", "；", "。", "：", "（", "）")
_SHARED = re.compile(r"(?:分别|依次)(?:为|有|是|达|占)?((?:\d{1,9}(?:\.\d+)?[、，和])+)(?=\d)")
_ALONE = re.compile(r"\d{1,9}(?:\.\d+)?")
_BARE = re.compile(rf"(?<=[一-龥])({ARABIC})(?=[、，,；;])")


@dataclass(frozen=True, slots=True)
class QuantitySpan:
    """A quantity at [start, end) of a text; the number itself ends at `number_end`."""

    start: int
    end: int
    number_end: int
    quantity: Quantity
    unit_class: str
    ordinal: bool = False
    damaged: bool = False


def _unitless(text: str) -> list[QuantitySpan]:
    """Numbers that stand without a unit by nature: a composite index (综合指数3.65) and a rank (排名第5)."""
    found = []
    for match in _INDEX.finditer(text):
        value = parse_number(match[1])
        if value is not None:
            found.append(QuantitySpan(match.start(1), match.end(1), match.end(1), Quantity(value, "", match[1]), "指数"))
    for match in _RANK.finditer(text):
        value = parse_number(match[2])
        if value is not None:
            found.append(QuantitySpan(match.start(1), match.end(2), match.end(2), Quantity(value, "位", f"第{match[2]}"), "排名", True))
    return found


def _one_of_several(text: str, match: re.Match[str]) -> bool:
    """Whether 一项 counts as the others of its sentence do: 九项已经整改完毕，一项达到序时进度; 已完成二十八项，滞后一项."""
    unit = match["unit"]
    if unit not in _COUNTED or text.startswith("一", match.end()) or text.endswith("一" + unit, 0, match.start("number")):
        return False
    begins, ends = text[match.start("number") - 1 : match.start("number")] in _MARKS, text[match.end() : match.end() + 1] in _MARKS
    return (begins or ends) and re.search(rf"[二两三四五六七八九十][零〇一二三四五六七八九十百千]*{unit}", text) is not None


def _unit_shared(text: str, found: list[QuantitySpan]) -> list[QuantitySpan]:
    """The numbers of a list that share the unit of the last one (分别为52、37、23件)."""
    shared = []
    for match in _SHARED.finditer(text) if "、" in text else ():
        behind = bisect_left(found, match.end(), key=lambda span: span.start)
        if behind == len(found) or found[behind].start != match.end():
            continue
        last = found[behind]
        for number in _ALONE.finditer(text, match.start(1), match.end()):
            value = parse_number(number[0])
            if value is not None:
                quantity = Quantity(value, last.quantity.unit, number[0])
                shared.append(QuantitySpan(number.start(), number.end(), number.end(), quantity, last.unit_class))
    return shared


def _unit_dropped(text: str, found: list[QuantitySpan], blocked: list[Span]) -> list[QuantitySpan]:
    """Numbers of a list that lost their unit (甲市157件、乙州101、丙市71件): both neighbours count the same thing."""
    taken = disjoint([*blocked, *((span.start, span.end) for span in found)])
    lost = []
    for match in _BARE.finditer(text):
        behind = bisect_left(found, match.end(), key=lambda span: span.start)
        ahead = bisect_right(found, match.start(), key=lambda span: span.end) - 1
        if ahead < 0 or behind == len(found):
            continue
        before, after, value = found[ahead], found[behind], parse_number(match[1])
        near = match.start() - before.end <= _NEIGHBOUR and after.start - match.end() <= _NEIGHBOUR
        same = before.quantity.unit == after.quantity.unit and before.unit_class in {"件", "项"}
        if near and same and value is not None and not overlaps(match.span(), taken):
            quantity = Quantity(value, before.quantity.unit, match[1])
            lost.append(QuantitySpan(match.start(), match.end(), match.end(), quantity, before.unit_class))
    return lost


class UnitTable:
    """Units and their classes from knowledge/lexicon/units.toml, compiled once into one pattern."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.classes: dict[str, str] = {unit: name for name, units in data["classes"].items() for unit in units}
        units = "|".join(re.escape(unit) for unit in sorted(self.classes, key=len, reverse=True))
        scales = "".join(data["scales"]["words"])
        more = "|".join(data["approximate"]["after"])
        behind = "|".join(data["approximate"]["behind_unit"])
        self._before = tuple(sorted(data["approximate"]["before"], key=len, reverse=True))
        self._each = tuple(sorted(data["each"]["before"], key=len, reverse=True))
        self._pattern = re.compile(
            rf"(?P<number>{ARABIC}|{_DAMAGED}|{_MASK}|{_HAN})\s*(?P<more>{more})?(?P<scale>[{scales}]{{0,2}})(?P<more2>{more})?\s*"
            rf"(?P<unit>{units})(?P<behind>{behind})?"
        )

    def unit_class(self, unit: str) -> str:
        """The class of a unit with or without its scale word; 钱 for 万元, empty for an unknown one."""
        return self.classes.get(unit) or self.classes.get(unit.lstrip("万亿千百"), "")

    def find(self, text: str) -> list[QuantitySpan]:
        """All quantities of a text in order."""
        blocked: list[Span] | None = None
        found: list[QuantitySpan] = []
        position = 0
        for opening in _OPENING.finditer(text):
            match = self._pattern.match(text, opening.start()) if opening.start() >= position else None
            if match is None:
                continue
            if blocked is None:  # only now: most sentences have no number with a unit
                blocked = disjoint(other.span() for kind in (_NOT_A_QUANTITY, DATE_LIKE) for other in kind.matches(text))
            span = None if overlaps(match.span("number"), blocked) else self._span(text, match)
            position = match.end() if span else match.end("number")
            found += [span] if span else []
        taken = [(span.start, span.end) for span in found]
        found += [span for span in _unitless(text) if not overlaps((span.start, span.end), taken)]
        found.sort(key=lambda span: span.start)
        found = sorted(found + _unit_shared(text, found), key=lambda span: span.start)
        if blocked is None or len(found) < 2:
            return found
        return sorted(found + _unit_dropped(text, found, blocked), key=lambda span: span.start)

    def _span(self, text: str, match: re.Match[str]) -> QuantitySpan | None:
        raw, start = match["number"], match.start("number")
        before = text[max(0, start - _NEAR) : start]
        ordinal = before.endswith(_FOR_ORDINAL)
        if ordinal:
            start -= 1
        damaged = bool(_IS_DAMAGED.fullmatch(raw))
        if _IS_MASK.fullmatch(raw):
            value = None
        else:
            value = parse_number(raw.translate(_DAMAGED_DIGITS) if damaged else raw)
            if value is None:
                return None
        if _BOTH.match(text, match.end()) and not raw[0].isdigit():  # 两项合计18项
            return None
        if match["unit"] == "个" and _PERCENT.match(text, match.end()):  # 完成、销号两个100%
            return None
        one = raw == "一" and _one_of_several(text, match)
        if not one and not self._plausible(raw, match["unit"], before, text[match.end() : match.end() + 1]):
            return None
        unit = match["scale"] + match["unit"]
        if unit.startswith("百") and match["unit"] in {"分", ""}:
            return None
        approximate = bool(match["more"] or match["more2"] or match["behind"]) or before.rstrip("为达").endswith(self._before)
        quantity = Quantity(value, unit, text[match.start("number") : match.end()], approximate, before.endswith(self._each))
        return QuantitySpan(start, match.end(), match.end("number"), quantity, self.unit_class(match["unit"]), ordinal, damaged)

    def _plausible(self, raw: str, unit: str, before: str, after: str) -> bool:
        """Whether a match counts something: 一个/一批/一系列 and 三审 do not, 余下一个 does; 5号 and 3级 never get here."""
        if raw[0] in "*＊×Xx":
            return unit != "类" or bool(before)
        if not raw[0].isdigit() and raw in {"一", "千", "百"}:
            return before.endswith(("余下", "仅余", "还有", "尚有", "只剩", "剩下", "仅", "另", "另有", "仍有", "其余", "只有"))
        if unit == "年" and raw.isdigit() and len(raw) == 4:
            return False
        if unit in {"日", "年"} and after[:1] in {"月"}:
            return False
        if unit in {"元", "方"} and not raw[0].isdigit() and after[:1] in set("区县镇乡村桥路市"):
            return False  # 三元区, 四方镇
        return not (
            unit in {"方", "点", "日", "口", "只", "头", "回", "部", "片", "所", "名", "位", "台", "类", "本"}
            and self._word_goes_on(unit, after)
        )

    @staticmethod
    def _word_goes_on(unit: str, after: str) -> bool:
        """A unit character that only begins a longer word: 3方面 is a count of 方面, 2部门, 三类水质 and 两台账 are none."""
        longer = {
            "方": "面法案",
            "点": "位击",
            "部": "门委分",
            "本": "县市区级",
            "台": "账帐",
            "所": "有",
            "片": "区",
            "名": "称单录",
            "回": "头访",
            "类": "水",
        }
        return after[:1] != "" and after[0] in longer.get(unit, "")
