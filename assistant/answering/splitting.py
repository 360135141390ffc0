"""By what a question splits a list (污染类型, 行业, 部门 …), and the classes of a list that are split so (domain.md 2.6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.parts import Part, same_unit
from assistant.answering.places import without_scope

_DIMENSIONS = (
    ("污染类型", r"污染类型|污染类别|什么污染|哪[一]?[种类]污染|污染要素"),
    ("行业", r"行业"),
    ("区域", r"属地|地区|区域|哪[个些几]*[市县区州省]|盟市|州市|镇街|乡镇|街道|哪个镇|地方|县区|市县|哪里"),
    ("核查结果", r"核查结果|核实结果|查实情况"),
    ("部门", r"部门|单位"),
    ("渠道", r"渠道|来源"),
    ("污染类型", r"类型"),
)
"""What a question splits a list by."""
_BARE_KIND = re.compile(r"哪一?类")
"""Means pollution where nothing else is named."""


def split_by(text: str, question: str) -> str:
    """What a clause, else its whole question, splits a list by (按承办单位分，最多的是哪一类); empty where neither says."""
    for said in (text, without_scope(question)):
        found = next((name for name, pattern in _DIMENSIONS if re.search(pattern, said)), "")
        if found:
            return found
    return "污染类型" if _BARE_KIND.search(text) else ""


def of_dimension(parts: list[Part], dimension: str) -> list[Part]:
    """The classes of one dimension, without 其他; of several where none is asked for those by pollution."""
    kept = [part for part in parts if not dimension or part.facts[0].dimension == dimension]
    kept = [part for part in kept if not re.fullmatch(r"其[他它](?:.{0,4})?", part.label)] or kept
    if not dimension and len({part.facts[0].dimension for part in kept}) > 1:
        kept = [part for part in kept if part.facts[0].dimension == "污染类型"] or kept
    return kept


def larger_untold(parts: Sequence[Part]) -> bool:
    """Whether what some classes leave of their list's total may hold a class as large as the largest of them."""
    first, whole = parts[0].facts[0], parts[0].tally.total
    if whole is None or whole.quantity.value is None or not same_unit(whole.quantity.unit, parts[0].unit):
        return False
    told = [fact for fact in parts[0].tally.classes if (fact.dimension, fact.parent) == (first.dimension, first.parent)]
    return whole.quantity.value - sum(fact.quantity.value or 0 for fact in told) >= max(part.value for part in parts)
