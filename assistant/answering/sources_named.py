"""Which documents a question means by their kind: what the press conference said, the report to the congress, the paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from assistant.types import ReportHead
from assistant.words.lexicon import Lexicon

_OPENING = 160
"""So many characters at the head of a document tell what it is where its title does not."""
_FEW = 60
"""Up to so many documents are opened."""
_COMPARED = re.compile(r"一样|一致|相同|对得上|出入|矛盾")


def of_sources(heads: Sequence[ReportHead], text: str, opening: Callable[[str], str], lexicon: Lexicon) -> list[ReportHead]:
    """The documents of the kinds a question names, those of all kinds it names; all where it names none, none is held, or it compares."""
    if len(heads) > _FEW or _COMPARED.search(text):
        return list(heads)
    kinds = [told for asked, told in _sources(lexicon) if asked.search(text)]
    meant = [head for head in heads for told in kinds if told.search(f"{head.title}\n{opening(head.id)[:_OPENING]}")]
    return list(dict.fromkeys(meant)) or list(heads)


@lru_cache(maxsize=4)
def _sources(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(_compiled(lexicon))


def _compiled(lexicon: Lexicon) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    for row in lexicon.data["questions"]["sources"]:
        yield re.compile(row["asked"]), re.compile(row["told"])
