"""Areas or offices told in turn with figures of their own: 石檐县10项完成8项，望棠区11项完成9项 (how many each has, how many are done)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.facts.cells import Cell, Sentence
from assistant.facts.groups import Group
from assistant.facts.status import statuses
from assistant.types import Track
from assistant.words.lexicon import Lexicon

_UNITS = frozenset({"个", "项", "条", "件"})
_NAME = re.compile(
    # 督察转办的62件 tells whose list it is, not an area or office of it.
    r"(?!.*(?:督[察查](?!办|室|科|局)|巡视|[交转批承]办(?!公室|局|中心)|移交|反馈|举报|信访|投诉))"
    r"(?:其中|分别为|分别是|依次为|依次是|包括|[一二三四五六七八九十]是)?"
    r"(?P<name>[一-龥]{1,12}?(?:[县区市旗州盟镇乡]|街道|园|管委会|管理局|兵团|[市州县区省盟旗](?:直|级|本级)(?:部门|单位|机关)?|局|厅|委|办|公司|集团|部门))"
    r"(?:共|有|共有|承担|认领|涉及|牵头|任务|的|计)*"
)
_FOLLOWS = re.compile(r"(?:其中|已经?|均|都|全部|现|累计|共|分别|[、，的])*")
_NOUN = re.compile(r"(?:整改)?(?:任务|问题|事项|信访件|举报件)?[中里]?")
_LEAST = 2
"""So many of them in one sentence are a list told in turn."""
_FEWEST_CELLS = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """What one figure of such a list is: whose, and its status; none for how many there are."""

    name: str
    metric: str = ""
    dimension: str = "区域"
    """What it is a class of where neither the lexicon nor its name says so."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One sentence's figures told so, by their cell's index."""

    pairs: Mapping[int, Pair]
    sums: Mapping[str, float]
    """What the figures come to, by status."""

    def list_of(self, groups: Sequence[Group], track: Track) -> Group | None:
        """The list whose total these figures add up to, the last one of several; of equal ones that whose statuses agree as well."""
        whole = [group for group in reversed(groups) if group.track is track and group.total == self.sums.get("")]
        agreeing = (group for group in whole if all((name, value) in group.stated for name, value in self.sums.items() if name))
        return next(agreeing, whole[0] if len(whole) == 1 else None)


def area_pairs(sentence: Sentence, lexicon: Lexicon) -> Listed | None:
    """The areas of a sentence that have a count and the count of a status each; None where it has no such list."""
    if len(sentence.cells) < _FEWEST_CELLS:
        return None
    found: dict[int, Pair] = {}
    sums: dict[str, float] = {}
    head: Cell | None = None
    name, heads = "", 0
    for cell in sentence.cells:
        whose = _named(cell, lexicon)
        if whose:
            head, name = cell, whose
            continue
        metric = _status(cell, head, lexicon) if head is not None else ""
        if head is None or not metric:
            head = None
            continue
        if head.index not in found:
            found[head.index] = Pair(name)
            sums[""] = sums.get("", 0) + (head.span.quantity.value or 0)
            heads += 1
        found[cell.index] = Pair(name, metric)
        sums[metric] = sums.get(metric, 0) + (cell.span.quantity.value or 0)
    return Listed(found, sums) if heads >= _LEAST else None


def _named(cell: Cell, lexicon: Lexicon) -> str:
    """The area or office that alone is said ahead of a count."""
    if cell.span.quantity.unit not in _UNITS or cell.span.quantity.value is None or cell.out_of is not None:
        return ""
    before = cell.before or (re.split(r"[、，；：:。]", cell.lead.rstrip("（("))[-1].strip() if cell.bracketed else "")
    match = _NAME.fullmatch(before)
    rest = _NOUN.sub("", cell.after, count=1)
    plain = not rest or bool(statuses(rest, lexicon))
    return match["name"] if match and plain and not statuses(match["name"], lexicon) else ""


def _status(cell: Cell, head: Cell, lexicon: Lexicon) -> str:
    """The status that alone is said ahead of a part of an area's count."""
    value, whole = cell.span.quantity.value, head.span.quantity.value
    if value is None or whole is None or value > whole or cell.span.quantity.unit != head.span.quantity.unit:
        return ""
    said = _NOUN.sub("", _FOLLOWS.sub("", cell.before, count=1), count=1)
    found = statuses(said, lexicon)
    alone = len(found) == 1 and len(said) - (found[0].end - found[0].start) <= 1
    return found[0].metric if alone and not lexicon.metrics[found[0].metric].rate_of else ""
