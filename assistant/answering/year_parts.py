"""Which part of a year a text names, in one writing: 上半年 for 1至6月, 前三季度 for 前9个月."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts.context import PERIOD

OF_YEAR = re.compile(r"(?:19|20)\d{2}年")
LOOSE = re.compile(r"^(?:今年|去年|近)")
"""A period that only its year tells."""
_NAMED_SPANS = {"1—6月": "上半年", "7—12月": "下半年", "1—9月": "前三季度", "1—12月": "全年", "1至3季度": "前三季度"}


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
