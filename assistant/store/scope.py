"""What a reader may see, and what of it a scope lets one see: both over report heads alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.errors import UsageError
from assistant.store.limits import Limits
from assistant.types import Fact, Place, Reader, ReportHead, Scope

_MASK = re.compile(r"[*＊×某]+")
_DATE = re.compile(r"(\d{4})(?:[-年/.](\d{1,2}))?(?:[-月/.](\d{1,2}))?[年月日]?")
_BETWEEN = re.compile(r"\s*(?:至|到|—+|～|~|\.\.|(?<=\d{4})-(?=\d{4}))\s*")
_PART_OF_YEAR = re.compile(r"(\d{4})年?(上半年|下半年|第?([一二三四1-4])季度)")
_LEVELS = ("省", "市", "县", "区", "州", "盟", "旗", "自治区", "自治州", "自治县", "地区", "新区")
_COMPLETE = ("省", "市", "县", "区", "盟", "旗")
"""A name ending so needs no level added: 甲市 is not 甲市区 (州 is missing because 荆州 stands for 荆州市)."""


def sees_all(reader: Reader, limits: Limits) -> bool:
    """Whether no report is hidden from a reader."""
    return all(reader.sees(groups) for groups in limits.values())


def shown_to(reader: Reader, heads: Iterable[ReportHead], limits: Limits) -> list[str]:
    """The ids of the reports that a reader may see.

    Demonstration documents step aside for real ones whoever may see these: nobody shall take an invented figure for one of theirs.
    """
    every = list(heads)
    shown = [head for head in every if reader.sees(limits.get(head.id, frozenset()))]
    if any(not head.sample for head in every):
        shown = [head for head in shown if not head.sample]
    return [head.id for head in shown]


def in_scope(heads: Iterable[ReportHead], scope: Scope) -> list[ReportHead]:
    """The heads a scope shows, newest as-of first, undated last.

    Demonstration documents show only while nothing else is there. A report without a date stays whatever `as_of` says, because
    nothing proves that it is later.
    """
    seen = list(heads)
    if any(not head.sample for head in seen):
        seen = [head for head in seen if not head.sample]
    if scope.reports:
        known = {head.id for head in seen}
        named = known & set(scope.reports)
        named |= {head.id for reference in scope.reports if reference not in known for head in referred(reference, seen)}
        seen = [head for head in seen if head.id in named]
    if scope.place:
        seen = [head for head in seen if _is_of(scope.place, head)]
    if scope.genre:
        seen = [head for head in seen if head.genre == scope.genre]
    if scope.period:
        first, last = stretch(scope.period)
        seen = [head for head in seen if head.as_of and known_by(first, head.as_of) and known_by(head.as_of, last)]
    if scope.as_of:
        day = normal_date(scope.as_of)
        seen = [head for head in seen if head.as_of is None or known_by(head.as_of, day)]
    seen.sort(key=lambda head: (head.path, head.id))
    seen.sort(key=lambda head: head.as_of or "", reverse=True)
    return seen


def _is_of(asked: str, head: ReportHead) -> bool:
    """Whether a report's place, by any of its names, is the one asked for or lies inside it."""
    known = (head.place, *map(Place, head.known_as))
    return any(place is not None and covers(asked, place) for place in known)


def fact_in_scope(fact: Fact, scope: Scope) -> bool:
    """Whether a fact of a visible report is of the inspection asked for; what names none of its own stays."""
    return not (scope.inspection and fact.inspection.display and scope.inspection not in fact.inspection.display)


def referred(reference: str, heads: Sequence[ReportHead]) -> list[ReportHead]:
    """The reports meant by an id, a unique prefix of one, or a file name (then all reports of that file).

    Raises:
        UsageError: nothing is called so, or a prefix fits several.
    """
    if exact := [head for head in heads if reference in (head.id, head.path)]:
        return sorted(exact, key=lambda head: head.id)
    found = [head for head in heads if reference and head.id.startswith(reference)]
    if not found:
        raise UsageError(f"资料中没有“{reference[:60]}”这份报告，请在资料清单中核对编号或文件名。")
    if len(found) > 1:
        raise UsageError(f"编号“{reference}”对应{len(found)}份报告，请写得更完整，例如 {found[0].id}。")
    return found


def covers(asked: str, place: Place) -> bool:
    """Whether a place is the one asked for or lies inside it: 浙江省 covers 台州市`*区`; 永州 means 永州市; masks are equal as words."""
    wanted = _MASK.sub("*", asked.strip())
    names = {_MASK.sub("*", name) for name in (place.name, place.display, "".join((*place.within, place.name)), *place.within)}
    meant = {wanted} if wanted.endswith(_COMPLETE) else {wanted, *(wanted + level for level in _LEVELS)}
    return not names.isdisjoint(meant)


def known_by(as_of: str, day: str) -> bool:
    """Whether something dated `as_of` was known on `day`; the coarser of the two dates decides the precision."""
    shared = min(len(as_of), len(day))
    return as_of[:shared] <= day[:shared]


def stretch(text: str) -> tuple[str, str]:
    """The first and the last date of a stretch of time: `2023`, `2023年上半年`, `2022-06至2023-05`.

    Raises:
        UsageError: it is none, or it ends before it begins.
    """
    if part := _PART_OF_YEAR.fullmatch(text.strip()):
        year, half, quarter = part[1], part[2], "一二三四1234".find(part[3] or "一") % 4
        first, last = (3 * quarter + 1, 3 * quarter + 3) if part[3] else (1, 6) if half == "上半年" else (7, 12)
        return f"{year}-{first:02d}", f"{year}-{last:02d}"
    ends = [normal_date(one) for one in _BETWEEN.split(text.strip())]
    if len(ends) > 2 or not known_by(ends[0], ends[-1]):
        raise UsageError(f"时段“{text[:30]}”看不懂，请写成 2023、2023年上半年 或 2022-06至2023-05，先写开始。")
    return ends[0], ends[-1]


def normal_date(text: str) -> str:
    """`2019-12-05`, `2019-12` or `2019` from any usual way of writing a date.

    Raises:
        UsageError: it is no date.
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise UsageError(f"日期“{text[:30]}”看不懂，请写成 2019-12-05、2019-12 或 2019。")
    year, month, day = found.groups()
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        raise UsageError(f"日期“{text[:30]}”不存在，请核对月和日。")
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
