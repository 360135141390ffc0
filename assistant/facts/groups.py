"""Lists being counted while a report is read: a total opens one, later parts join it (domain.md 2.1, 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.facts.cells import Cell
from assistant.types import Inspection, Number, Place, Track
from assistant.words.lexicon import Lexicon, alternatives

_COUNTABLE = {Track.PROBLEM: {"个", "项", "条", "件"}, Track.COMPLAINT: {"件", "宗", "起", "个", "万件", "件次"}}


@dataclass
class Group:
    """A list with its identity inside the report; parts of it carry `id` in Fact.of."""

    id: str
    track: Track
    inspection: Inspection
    batch: str
    place: Place | None
    total: Number | None
    paragraph: int
    section: tuple[str, ...] = field(default_factory=tuple)


def counting_noun(cell: Cell, track: Track, lexicon: Lexicon) -> bool:
    """Whether the number counts members of the track's list: the noun stands behind it, or before it with nothing else behind."""
    words = lexicon.tracks[track]
    after = re.sub(r"^[—\-–]+(?:这)?是.*?(?=交办|转办|移交|反馈|指出|$)(?:交办|转办|移交|反馈|指出)?.{0,8}?的", "", cell.after.lstrip("的"))
    if words.foreign and alternatives(words.foreign).match(after):
        return False
    head = words.head_pattern.match(after)
    if head is not None:
        return True
    if after and not re.match(r"[中里]|以上|已|均|全部|都", after):
        return False
    nearby = cell.before if words.noun_pattern.search(cell.before) else _previous_clause(cell.lead) if _bare(cell.before) else ""
    match = _last(words.noun_pattern, nearby)
    if match is None or (words.foreign and alternatives(words.foreign).search(nearby)):
        return False
    return not _other_noun(nearby[match.end() :])


def _previous_clause(lead: str) -> str:
    clauses = re.split(r"[，；：。,;:（(]", lead.rstrip("，；：。,;:（( "))
    return clauses[-1] if clauses else ""


def _bare(before: str) -> bool:
    return bool(re.fullmatch(r"(?:共计?|总计|合计|累计|总数|计|为|有|达|已达|约|近|一共|总共|我[市县区省]|涉及(?:我|该|本)?[一-龥]{0,6}[市县区省旗州](?:的)?|其中|交办|转办|\s)*", before))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    match = None
    for match in pattern.finditer(text):  # noqa: B007
        pass
    return match


def _other_noun(tail: str) -> bool:
    """Whether the words between the noun and the number speak of something else (问题线索来自8个, 任务投入…)."""
    return len(tail) > 14 or bool(re.search(r"[市县区州盟旗镇乡]$", tail)) or bool(re.search(r"线索来自|投入|投资|成立|组织|召开|制定|印发|建立|派出|出动|罚款|涉及(?!我)[^的]*$", tail))


def countable(cell: Cell, track: Track) -> bool:
    """Whether the unit can count members of the track's list (5大类 and 12批 cannot)."""
    return cell.span.quantity.unit in _COUNTABLE.get(track, set())


def triggered(words: str, track: Track, lexicon: Lexicon) -> bool:
    """Whether nearby words make a count the total of an inspection list rather than some other work."""
    return bool(lexicon.tracks[track].trigger_pattern.search(words))


def excluded(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether the verb before the number says it counts the office's own work (梳理问题, 排查, 曝光)."""
    near = cell.before[-14:]
    return bool(alternatives(lexicon.data["tracks"]["exclude"]["words"]).search(near)) and not re.search(r"反馈|交办|转办|移交|指出", near)
