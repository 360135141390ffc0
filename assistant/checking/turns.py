"""Clauses that stand in the sources but for how they hold: 拟于3月底前完成 become 已于3月底前完成, 尚未清运 become 已清运."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from assistant.checking.guardwords import GuardWords
from assistant.checking.lines import Line
from assistant.checking.retelling import Way, bare_of, way_holds, ways_of
from assistant.checking.sourcebook import Source, SourceBook
from assistant.checking.standing import clauses
from assistant.checking.tokens import plain
from assistant.types import MUST

_LEAST = 7
"""A clause of fewer letters and figures, besides those that say how it holds, may be of anything."""


class _Told(NamedTuple):
    way: Way
    clause: str
    source: Source


class Turns:
    """The clauses of the sources, each with the ways in which it is told."""

    def __init__(self, book: SourceBook, words: GuardWords) -> None:
        self._words = words
        self._told: defaultdict[str, list[_Told]] = defaultdict(list)
        for source in book.sources:
            for start, end in clauses(source.text):
                clause = source.text[start:end]
                if len(key := self._key(clause)) >= _LEAST:
                    self._told[key].append(_Told(ways_of(clause, words), clause, source))

    def hold(self, line: Line) -> None:
        """Fault clauses that no source tells so, where one tells the same as still to come, denied or of a part."""
        at = line.passage.start
        for start, end in clauses(line.text) if not line.shown else ():
            clause = line.text[start:end].strip()
            told = self._told.get(self._key(clause), [])
            way = ways_of(clause, self._words)
            free = not any(flaw.start < at + end and at + start < flaw.end for flaw in line.flaws)
            if told and free and not any(way_holds(one.way, way) for one in told):
                says = told[0].clause.strip()
                advice = f"原句是“{says}”，不能写成“{clause}”"
                begin = start + line.text[start:end].index(clause)
                line.fault("口径升级", begin, begin + len(clause), says, advice, MUST, told[0].source.passage)

    def _key(self, clause: str) -> str:
        return plain(bare_of(clause, self._words))
