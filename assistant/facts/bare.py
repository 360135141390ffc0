"""Figures without a unit of their own: fractions (14/20已完成) and labelled ones (总数20，完成14，销号9；单位：个).

Notes and tables put into a sentence print them so. Each borrows the unit that its sentence counts in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts.status import statuses
from assistant.types import Quantity
from assistant.words.dates import DATE_LIKE
from assistant.words.lexicon import Lexicon, alternatives
from assistant.words.numerals import parse_number
from assistant.words.spans import disjoint, overlaps
from assistant.words.units import QuantitySpan

_NUMBER = r"\d{1,5}(?:\.\d+)?|[*＊×]{1,4}"
_FRACTION = re.compile(rf"(?<![\d./／A-Za-z*])(?P<part>{_NUMBER})[/／](?P<whole>{_NUMBER})(?![\d./／年月日A-Za-z])")
_LABELLED = re.compile(rf"(?P<label>[一-龥](?:[一-龥、“”：:]{{0,18}}?[一-龥”])?)(?P<number>{_NUMBER})(?=[，,、；;。（(）)—|｜│\s]|$)")
_DECLARED = re.compile(r"单位(?:均|都|皆)?[：:为是]*\s*(?P<unit>[一-龥]{1,3}?)(?=[）)，,；;。]|$)")
_ABOUT = re.compile(r"(?:占|约|近|超过?|过|达|逾)$|\d{4}[-年]?$")
"""Ahead of a share, which is no count of so many: 占2/3, 近1/2."""
_TAIL = re.compile(r"(?:件数|件|个数|项数|数量|总数|数|的|为|是|有|共|计|达到?|各|分别|[：:])+$")
_LEAST = 5
"""A smaller whole is rather a share (2/3) than a list, unless a unit stands with it."""


def bare_figures(text: str, found: list[QuantitySpan], lexicon: Lexicon) -> list[QuantitySpan]:
    """The figures of a sentence that have no unit of their own, with a borrowed one; `found` are those that have one."""
    fractions = [match for match in _FRACTION.finditer(text) if _counts(text, match)] if "/" in text or "／" in text else []
    labelled = list(_LABELLED.finditer(text))
    if not fractions and len(labelled) < 2:
        return []
    declared = _DECLARED.search(text)
    unit = declared["unit"] if declared and lexicon.units.unit_class(declared["unit"]) else ""
    taken = disjoint([*((span.start, span.end) for span in found), *(other.span() for other in DATE_LIKE.matches(text))])
    named = _of_list(labelled, lexicon, declared=bool(unit)) if len(labelled) > 1 else []
    unit = unit or _unit_of(text, found, lexicon)
    made = [_span(match.start("number"), match.end("number"), text, unit, lexicon) for match in named]
    made = [span for span in made if not overlaps((span.start, span.end), taken)]
    for match in fractions:
        made += _parts(text, match, found, unit, lexicon)
    return sorted(made, key=lambda span: span.start)


def is_fraction(text: str, part: QuantitySpan, whole: QuantitySpan) -> bool:
    """Whether two figures of a sentence stand as part and whole: 14/20."""
    return whole.start - part.end == 1 and text[part.end] in "/／"


@lru_cache(maxsize=8)
def total_label(lexicon: Lexicon) -> re.Pattern[str]:
    """The words that alone name the total of a list ahead of its figure: 总数, 合计, 接件."""
    words = alternatives(lexicon.data["units"]["bare"]["totals"]).pattern
    return re.compile(rf"(?:^|.*?[一-龥、：:）)])??(?:{words})(?:件数|数量|数|为|是|有|共|计|达|[：:])*$")


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a fraction is part and whole of a list, not a share, a ratio or a day."""
    part, whole = parse_number(match["part"]), parse_number(match["whole"])
    ordered = part is None or whole is None or (part <= whole and whole >= _LEAST)
    return ordered and not _ABOUT.search(text[: match.start()])


def _of_list(labelled: list[re.Match[str]], lexicon: Lexicon, *, declared: bool) -> list[re.Match[str]]:
    """The figures that a status or the name of a total labels, where two do; all where the sentence declares their unit."""
    named = []
    reached = 0
    for match in labelled:
        label = re.split(r"[：:](?=.)", match["label"])[-1]
        bare = _TAIL.sub("", label)
        found = statuses(bare, lexicon)
        status = bool(found) and found[-1].end == len(bare)
        if declared or status or total_label(lexicon).match(label):
            named.append(match)
            reached += status
    return named if declared or (len(named) > 1 and reached) else []


def _unit_of(text: str, found: list[QuantitySpan], lexicon: Lexicon) -> str:
    """The unit a sentence counts its list in, else the usual one of the list that its words speak of."""
    counted = [span.quantity.unit for span in found if span.unit_class in {"件", "项"} and not span.ordinal]
    bare = lexicon.data["units"]["bare"]
    return counted[-1] if counted else bare["complaints"] if alternatives(bare["of_complaints"]).search(text) else bare["problems"]


def _parts(text: str, match: re.Match[str], found: list[QuantitySpan], unit: str, lexicon: Lexicon) -> list[QuantitySpan]:
    """Part and whole of a fraction; the whole is there already where a unit stands behind it (92/152个)."""
    known = next((span for span in found if span.start == match.start("whole")), None)
    own = known.quantity.unit if known else unit
    part = _span(match.start("part"), match.end("part"), text, own, lexicon)
    return [part] if known else [part, _span(match.start("whole"), match.end("whole"), text, own, lexicon)]


def _span(start: int, end: int, text: str, unit: str, lexicon: Lexicon) -> QuantitySpan:
    printed = text[start:end]
    value = None if printed[0] in "*＊×" else parse_number(printed)
    return QuantitySpan(start, end, end, Quantity(value, unit, printed), lexicon.units.unit_class(unit))
