"""The piece of a long sentence that is nearest to a question, for a refusal: nobody who asked for another thing wants twenty towns."""

from __future__ import annotations

import re

from assistant.words.content import grams, question_grams
from assistant.words.lexicon import Lexicon

_CLAUSE = re.compile(r"(?<=[，；。,;：])")
_LONG, _SHOWN = 160, 110
"""Sentences beyond so many characters are cut to about so many."""
_LEFT_OUT = "……"


def nearest_piece(text: str, question: str, lexicon: Lexicon) -> str:
    """A short sentence whole; of a long one the clauses in a row that share most with a question, with …… where something is left out."""
    text = text.strip()
    if len(text) <= _LONG:
        return text
    wanted = question_grams(question, lexicon)
    clauses = _CLAUSE.split(text)
    held = [grams(clause, lexicon) & wanted for clause in clauses]
    best, shown = -1, (0, 1)
    for first in range(len(clauses)):
        last, length = first + 1, len(clauses[first])
        while last < len(clauses) and length + len(clauses[last]) <= _SHOWN:
            length += len(clauses[last])
            last += 1
        shared = len(frozenset().union(*held[first:last]))
        if shared > best:
            best, shown = shared, (first, last)
    piece = "".join(clauses[shown[0] : shown[1]])
    before, behind = _LEFT_OUT * (shown[0] > 0), _LEFT_OUT * (shown[1] < len(clauses))
    return f"{before}{piece.rstrip('，,；;：') if behind else piece}{behind}"
