"""How the citations of an answer print its figures: what stands before and behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Answer, Figure
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number

_ANNOUNCES = re.compile(r"([^，；。：:]{2,30})[：:][^：:；;。]*$")
_CLAUSE_END = re.compile(r"[，。；、\n]|[,;](?!\d)")


def around(figure: Figure, answer: Answer, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """What stands before and behind a figure wherever its citations print it."""
    for citation in answer.citations:
        if citation.n not in figure.citations:
            continue
        spans = [(span.start, span.end) for span in lexicon.units.find(citation.quote) if span.quantity.value == figure.value]
        for start, end in spans or printed(figure, citation.quote):
            yield citation.quote[:start], citation.quote[end:]


def clauses(figure: Figure, answer: Answer, lexicon: Lexicon) -> list[tuple[str, str]]:
    """What the clause of a figure holds before and behind it, wherever its citations print it."""
    return [(last_clause(before), _CLAUSE_END.split(after)[0]) for before, after in around(figure, answer, lexicon)]


def announced(before: str) -> str:
    """What announces the list in which a figure stands (完成率排在前列的：甲市97%、乙市96.5%); empty where nothing does."""
    found = _ANNOUNCES.search(before)
    return found[1] if found is not None else ""


def last_clause(text: str) -> str:
    """The clause that ends a text."""
    return _CLAUSE_END.split(text)[-1]


def printed(figure: Figure, text: str) -> list[tuple[int, int]]:
    """Where a text prints the number of a figure, not as a part of a longer one."""
    number = re.escape(show_number(figure.value or 0))
    return [match.span() for match in re.finditer(rf"(?<![\d.]){number}(?![\d.])", text)]
