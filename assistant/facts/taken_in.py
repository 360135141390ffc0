"""A total of complaints that no noun names, but how they came in or stand on the books (领办76件, 立卷40件, 登记总数74件)."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts.cells import Cell
from assistant.facts.context import LOOK_BACK, statement
from assistant.types import Track
from assistant.words.lexicon import Lexicon, alternatives

_PART = re.compile(
    r"其中|(?:包)?含|包括|除|余|[均各]|分别"
    r"|(?:[局厅]|委员会|管委会|办公室|整改办|[一-龥]{2}[镇乡]|街道|中心|支队|公司)[^，。；]{0,2}$"
)
"""In the words of a figure: it is a part of another one, what is left, or that of an office or of each of several."""


def taken_in(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether the words of a figure in 件 end with how complaints come in or are put on the books, and nothing says it is other work."""
    noun = lexicon.tracks[Track.COMPLAINT].head_pattern
    if cell.span.unit_class != "件" or (cell.after and not noun.fullmatch(cell.after)):
        return False
    said, never = _words(lexicon)
    found = said.search(cell.before)
    part = _PART.search(cell.before[: found.start()]) if found else None
    return found is not None and part is None and not never.search(statement(cell.lead)[-LOOK_BACK:] + cell.before)


@lru_cache(maxsize=8)
def _words(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon.data["tracks"]["taken_in"]
    return re.compile(rf"(?:{'|'.join(words['words'])})(?:{words['tail']})$"), alternatives(words["never"])
