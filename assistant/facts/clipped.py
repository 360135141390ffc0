"""Statuses clipped short, as notes of a branch office write them: 没好3个, 2件还在手上, 销了7个.

Such words mean a status only where they are all that is said of a figure that goes on with a list, or all that a table's head or
status cell says.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts.cells import Cell
from assistant.types import Track
from assistant.words.lexicon import Lexicon

_AHEAD = re.compile(
    r"(?:其中|另外|里头|里边|里面|[当之]?中|剩下|余下|其余|剩余|目前|现在|已经|仅有|只有|还有|尚有|另有|[的有都均也就又还已是共经仅只剩余，、\s])*"
)
_BEHIND = re.compile(r"[的有共计是为]*$")
_COUNTED = re.compile(r"(?:[个项件条]?数量?|[个项件条类])$")
"""What a head adds to the status it counts: 落后数, 未结件."""


@lru_cache(maxsize=8)
def _clipped(lexicon: Lexicon) -> tuple[tuple[str, frozenset[Track], re.Pattern[str]], ...]:
    return tuple((one.name, one.tracks, re.compile("|".join(one.clipped))) for one in lexicon.metrics.values() if one.clipped)


def clipped(cell: Cell, track: Track, lexicon: Lexicon) -> tuple[str, str]:
    """The status of a list's track that alone is said of a figure, behind it or ahead of it, and its words; empty when there is none."""
    # 本批6件中办结4件: what stands behind 中 is said of the next figure.
    for said in (cell.after if cell.after[:1] not in {"中", "里"} else "", cell.before):
        bare = _BEHIND.sub("", said[match.end() :] if (match := _AHEAD.match(said)) else said)
        for name, tracks, pattern in _clipped(lexicon) if bare else ():
            if track in tracks and pattern.fullmatch(bare):
                return name, bare
    return "", ""


def clipped_alone(text: str, lexicon: Lexicon) -> list[str]:
    """The statuses, of whichever track, that a table's head or status cell clips short; none where it says anything else."""
    bare = text[match.end() :] if (match := _AHEAD.match(text)) else text
    said = {bare, _COUNTED.sub("", bare)}
    return [name for name, _, pattern in _clipped(lexicon) if any(pattern.fullmatch(one) for one in said if one)]
