"""The one matter a document is about: the problem that a 督办函, a 公示 or a 验收意见 names once and every figure in it belongs to."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.types import ReportHead

LETTERS = frozenset({"督办函", "交办单"})
"""Documents about the place they are written to."""
_GENRES = LETTERS | {"整改销号公示", "整改任务销号评估报告", "验收意见"}
_TITLES = re.compile(r"销号公示|督办|交办|评估报告|验收意见|完成情况(?:的)?公示|整改情况(?:的)?公示")
_MATTER = re.compile(
    r"(?:反馈|督察|存在|具体|整改)?(?:问题|任务)(?:描述|内容|名称|清单|情况)?(?:（[^（）]*）)?\s*[:：\n]\s*([^\n]{6,200})"
    r"|(?:反馈|指出|交办)[^，。“”\n]{0,12}“([^”]{6,120})”|反馈问题\s+([^\n]{6,200})"
)
_HEAD = 1_000
"""The matter is named within so many characters."""


def matter(head: ReportHead, text: str) -> str:
    """The problem in the document's words, empty for a document that is about more than one."""
    if head.genre not in _GENRES and not _TITLES.search(head.title):
        return ""
    return _named(text[:_HEAD])


@lru_cache(maxsize=1_000)
def _named(text: str) -> str:
    found = _MATTER.search(text)
    return next((group for group in found.groups() if group), "") if found else ""
