"""Is every gold date said, and said plainly?"""

from __future__ import annotations

import re

from eval.gold import any_of
from eval.reading.dates import Date, date_of, read_dates
from eval.scorers.evidence import PASSED, Evidence, Score

ALLOWANCE = 4
"""Other dates that a good answer may add (as-of date, deadline, the day before)."""
_DOUBT = re.compile(r"(?:可能|也许|或许|大概|大约|约|估计|好像|似乎|应该|恐怕|不确定)[^，。；\n\d]{0,6}$")
_ROUNDED = re.compile(r"^\s*(?:左右|前后|上下|许)")
_EITHER = re.compile(r"^\s*(?:，?\s*(?:也)?可能是?|或者?是?|还是)[^，。；\n\d]{0,4}$")


def dates(evidence: Evidence) -> Score:
    """Each gold date (any of a list) is said, without doubt or an alternative, and not one among many."""
    golds = evidence.case.gold.dates
    if not golds:
        return PASSED
    said = read_dates(evidence.text)
    missing = ["或".join(any_of(one)) for one in golds if not any(_is_gold(date, any_of(one)) for date in said)]
    if missing:
        found = "、".join(_shown(date) for date in said)
        return Score(False, f"缺少日期 {'、'.join(missing)}；答案中有 {found or '无日期'}")
    wanted = [spec for one in golds for spec in any_of(one)]
    if why := _hedged(evidence.text, said, wanted):
        return Score(False, why)
    asked = [*read_dates(evidence.case.question), *read_dates(evidence.case.gold.must_text)]
    more = {date[:3] for date in said if not _is_gold(date, wanted) and not any(one.holds(date) for one in asked)}
    return Score(False, f"多出 {len(more)} 个无关日期") if len(more) > ALLOWANCE else PASSED


def _hedged(text: str, said: list[Date], wanted: list[str]) -> str:
    for date, neighbour in zip(said, [*said[1:], None], strict=False):
        if not _is_gold(date, wanted):
            continue
        if _DOUBT.search(text[: date.start]) or _ROUNDED.match(text[date.end :]):
            return f"对 {_shown(date)} 说得含糊"
        if neighbour and not _is_gold(neighbour, wanted) and _EITHER.match(text[date.end : neighbour.start]):
            return f"{_shown(date)} 与 {_shown(neighbour)} 两可"
    return ""


def _is_gold(date: Date, wanted: list[str]) -> bool:
    """A date that says at least what gold says; 2024年6月 is not 2024年6月30日."""
    return any(date.holds(date_of(spec)) for spec in wanted)


def _shown(date: Date) -> str:
    return "-".join(f"{part:02d}" for part in date[:3] if part)
