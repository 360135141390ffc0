"""Areas that a sentence puts first or last by one measure: 完成率较高的为石檐县100%、望棠区99.4% (rates of their own)."""

from __future__ import annotations

import re

from assistant.facts.area_pairs import Listed, Pair
from assistant.facts.cells import Sentence
from assistant.facts.classify import Classifier
from assistant.facts.status import statuses
from assistant.types import Place
from assistant.words.lexicon import Lexicon

_HEAD = re.compile(
    r"(?P<measure>[^，。；、\d]{2,24}?)(?:数量|个数|件数)?(?:较|最|居|排名?|位居|位列)(?:为|全[省市州])?(?:高|多|快|低|少|慢|前列?|后|[前后]?[三五十\d]+位?)的?"
    r"(?:地区|地市|[省市州县区]{1,3}|单位|部门)?(?:有|为|是|分别为|分别是|依次为|依次是|[:：])?(?P<name>[一-龥]{2,10})"
)
"""The measure that areas are ordered by, with the first of them."""
_RATE = re.compile(r"完成率|销号率|办结率|整改率")


def ranked(sentence: Sentence, classifier: Classifier, own: Place | None, lexicon: Lexicon) -> Listed | None:
    """The areas of a sentence that come first or last by one measure; None where it orders none."""
    found: dict[int, Pair] = {}
    metric, last, unit = "", -1, ""
    for cell in sentence.cells:
        name, going_on = cell.before, last == cell.index - 1 and cell.span.quantity.unit == unit
        head = _HEAD.fullmatch(cell.before)
        if head is not None:
            name, metric = head["name"], _measured(head["measure"], lexicon)
        if not (head is not None or going_on) or cell.after or not metric or not classifier.is_area(name, own):
            continue
        found[cell.index], last, unit = Pair(name, metric), cell.index, cell.span.quantity.unit
    return Listed(found, {}) if len(found) > 1 else None


def _measured(words: str, lexicon: Lexicon) -> str:
    """The status or rate that areas are ordered by; empty for a measure of no list."""
    rate = _RATE.findall(words)
    if rate:
        return "完成率" if rate[-1] == "整改率" else str(rate[-1])
    found = statuses(words, lexicon)
    return found[-1].metric if found else ""
