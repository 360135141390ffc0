"""Some members of a list with statuses of their own: 已办结161件，其中13件重点关注案件已办结8件，阶段性办结5件 (domain.md 3)."""

from __future__ import annotations

import re

from assistant.facts.area_pairs import Listed, Pair
from assistant.facts.cells import Cell, Sentence
from assistant.facts.status import statuses
from assistant.words.lexicon import Lexicon

_OPENS = re.compile(r"(?:[，,；;（(]|^)(?:其中|含|包括|包含)(?:的|有)?$")
_UNITS = frozenset({"个", "项", "条", "件"})
_IDLE = re.compile(r"(?:已经?|均|都|全部|截至目前|目前|现已?|现在|至今|分别|[，、,])*")
_STARRED = "级别"
"""The dimension of members that are handled apart from the rest: 重点关注件."""


def subsets(sentence: Sentence, lexicon: Lexicon) -> Listed | None:
    """The named members of a sentence's list whose own statuses it goes on to tell; None where it tells of none."""
    found: dict[int, Pair] = {}
    for cell, following in zip(sentence.cells, sentence.cells[1:], strict=False):
        name, metric = _named(cell, following, lexicon)
        if not metric and cell.index == sentence.cells[0].index:
            name, metric = _starred(cell, following, lexicon)
        if not metric:
            continue
        left = (cell.span.quantity.value or 0) - (following.span.quantity.value or 0)
        found |= {cell.index: Pair(name, dimension=""), following.index: Pair(name, metric, dimension="")}
        for other in sentence.cells[following.index + 1 :]:
            metric, value = _bare_status(other, lexicon), other.span.quantity.value or 0
            if not metric or value > left or other.span.quantity.unit != cell.span.quantity.unit:
                break
            found[other.index] = Pair(name, metric, dimension="")
            left -= value
    return Listed(found, {}) if found else None


def _named(cell: Cell, following: Cell, lexicon: Lexicon) -> tuple[str, str]:
    """The name of some members counted behind 其中, and the status of the figure right behind it; empty where there is no such pair."""
    if not _may_hold(cell, following) or not _OPENS.search(cell.lead + cell.before):
        return "", ""
    found = statuses(following.before, lexicon)
    if len(found) != 1 or found[0].end != len(following.before) or re.search(r"[，,；;。]", following.before):
        return "", ""
    name = re.sub(r"(?:已经?|均|都|全部|现)+$", "", following.before[: found[0].start]).lstrip("的")
    whole = any(words.noun_pattern.fullmatch(name) for words in lexicon.tracks.values())
    return (name, found[0].metric) if len(name) > 1 and not whole else ("", "")


def _starred(cell: Cell, following: Cell, lexicon: Lexicon) -> tuple[str, str]:
    """The name of the starred members a sentence begins with (列为重点关注的共12件), and the status of the figure right behind them."""
    names = [name for name in lexicon.data["dimensions"]["dimension"][_STARRED]["values"] if name in cell.lead + cell.before]
    metric = _bare_status(following, lexicon) if names and _may_hold(cell, following) else ""
    return (max(names, key=len), metric) if metric else ("", "")


def _may_hold(cell: Cell, following: Cell) -> bool:
    """Whether a figure of items is large enough to hold the one behind it."""
    whole, part = cell.span.quantity, following.span.quantity
    return (
        whole.unit in _UNITS
        and part.unit == whole.unit
        and whole.value is not None
        and part.value is not None
        and part.value <= whole.value
    )


def _bare_status(cell: Cell, lexicon: Lexicon) -> str:
    """The status that alone stands ahead of a figure."""
    said = _IDLE.sub("", cell.before, count=1)
    found = statuses(said, lexicon)
    return found[0].metric if len(found) == 1 and found[0].end - found[0].start == len(said) else ""
