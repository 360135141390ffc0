"""Which year a text names, and which part of it in one writing: 上半年 for 1至6月, 前三季度 for 前9个月."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from assistant.facts.context import PERIOD
from assistant.types import Fact

YEAR = re.compile(r"(?:19|20)\d{2}")
COMPARED_YEAR = re.compile(r"(?:[比较]|[与同跟和](?=[^，]{5,9}相比))(?:19|20)\d{2}年")
"""A year a text compares with is not the year of its figures."""
OF_YEAR = re.compile(r"(?:19|20)\d{2}年")
LOOSE = re.compile(r"^(?:今年|去年|近)")
"""A period that only its year tells."""
_DUE = re.compile(r"((?:19|20)\d{2})年(?:年?[底末]|(\d{1,2})月(?:\d{1,2}日|[底末])?)(?:之|以)?前")
_NAMED_SPANS = {"1—6月": "上半年", "7—12月": "下半年", "1—9月": "前三季度", "1—12月": "全年", "1至3季度": "前三季度"}


def of_year(fact: Fact, years: Collection[str]) -> bool:
    """Whether the words right before a figure name a year asked for."""
    return not frozenset(YEAR.findall(COMPARED_YEAR.sub(" ", fact.label))).isdisjoint(years)


def of_other_year(fact: Fact, years: Collection[str]) -> bool:
    """Whether a figure's own words, else its clause, name other years than those asked for (2024年底前完成的5项、2025年底前完成的14项)."""
    said = fact.label if YEAR.search(fact.label) else fact.context
    own = set(YEAR.findall(COMPARED_YEAR.sub(" ", said))) if years else set()
    return bool(own) and own.isdisjoint(years)


def other_deadline(asked: str, told: str) -> bool:
    """Whether a text sets another month as deadline than a question names (2018年5月31日前 is no 2018年年底前)."""
    wanted, set_ = _months(asked), _months(told)
    return bool(wanted) and bool(set_) and wanted.isdisjoint(set_)


def _months(text: str) -> frozenset[str]:
    """The months by whose end something is due, 2018-12 for 2018年底."""
    return frozenset(f"{found[1]}-{(found[2] or '12').zfill(2)}" for found in _DUE.finditer(text))


@lru_cache(maxsize=64)
def part_of_year(text: str) -> str:
    """The part of a year a question names, in one writing: 上半年 in 今年上半年 and in 今年1至6月; else 今年, 近年来 and the like."""
    parts = [one_way(OF_YEAR.sub("", match[0])) for match in PERIOD.finditer(text)]
    return next((part for part in parts if part and not LOOSE.search(part)), parts[0] if parts else "")


@lru_cache(maxsize=10_000)
def own_part(period: str) -> str:
    """The part of its year that a figure's period names, in one writing."""
    return one_way(OF_YEAR.sub("", period))


def one_way(text: str) -> str:
    """Spans of months written alike: 1至8月, 1月到8月, 前8个月; those with a name by their name (1至6月 is 上半年)."""
    text = re.sub(r"(\d{1,2})月?\s*[-—~－至到]\s*(\d{1,2})月份?", r"\1—\2月", text)
    text = re.sub(r"[前头](\d{1,2})个月", r"1—\1月", text)
    text = re.sub(r"(?<!\d)(?:1—3月|第一季度)", "一季度", text.replace("月份", "月"))
    return re.sub("|".join(map(re.escape, _NAMED_SPANS)), lambda match: _NAMED_SPANS[match[0]], text)
