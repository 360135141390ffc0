"""The sentences a text may rest on, and which of them are nearest to one of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.checking.retelling import pairs
from assistant.checking.tokens import Token, Tokens, plain
from assistant.reading.sentences import sentences
from assistant.types import Passage, Report

_MARK = re.compile(
    r"\s*(?:[|＃#]+\s*)?(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]是)?\s*"
)
"""The number of a heading or list item before what is said; texts are renumbered freely."""

_ENDS = ("。", "；", "！", "？", "”")


def said(text: str) -> tuple[int, str]:
    """A sentence without its list number, and how many characters that took."""
    match = _MARK.match(text)
    begin = match.end() if match else 0
    return begin, text[begin:]


def whole_sentences(report: Report) -> list[Passage]:
    """The sentences of a report; one that was cut behind what looked like a heading, in one piece (对没有完成的4个问题，逐个…)."""
    found: list[Passage] = []
    for passage in sentences(report):
        if found and passage.text[0] in "，、：" and not report.clean[found[-1].end : passage.start].strip(" "):
            passage = report.passage(found.pop().start, passage.end)
        found.append(passage)
    return found


@dataclass(frozen=True, eq=False)
class Source:
    """A sentence of a source."""

    passage: Passage
    text: str
    """Without its list number."""
    pairs: frozenset[str]
    year: int | None
    """The year that the report speaks of."""
    _tokens: Tokens

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """As compared with a copy of it."""
        return self._tokens.of(self.text)

    @cached_property
    def plain(self) -> str:
        """Its letters and figures alone."""
        return plain(self.text)


class SourceBook:
    """All sentences of some reports, found by the pairs of characters they share with another one."""

    def __init__(self, reports: Iterable[Report], tokens: Tokens) -> None:
        self.sources: list[Source] = []
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        for report in reports:
            year = int(report.as_of[:4]) if report.as_of else None
            for passage in whole_sentences(report):
                text = said(passage.text)[1]
                self._add(Source(passage, text, pairs(text), year, tokens))
        self.plain = "\n".join(source.plain for source in self.sources)
        """All of them, for what must stand somewhere letter by letter."""

    def _add(self, source: Source) -> None:
        for pair in source.pairs:
            self._by_pair[pair].append(len(self.sources))
        self._exact[source.plain].append(len(self.sources))
        self.sources.append(source)

    def same(self, text: str) -> list[int]:
        """Where sentences of the very same letters and figures stand."""
        return self._exact.get(plain(text), [])

    def behind(self, places: Iterable[int]) -> list[int]:
        """Where the sentences stand that follow some of them in the same report, a heading between them passed over."""
        found = []
        for place in places:
            for one in range(place + 1, min(place + 3, len(self.sources))):
                if self.sources[one].passage.report != self.sources[place].passage.report:
                    break
                found.append(one)
                if self.sources[one].text.endswith(_ENDS):
                    break
        return found

    def nearest(self, wanted: frozenset[str], k: int) -> Sequence[tuple[float, Source]]:
        """The sentences that share most pairs, each with its share of the pairs wanted; of two alike the shorter one."""
        shared: Counter[int] = Counter()
        for pair in wanted:
            shared.update(self._by_pair.get(pair, ()))
        best = sorted(shared.items(), key=lambda row: (-row[1], len(self.sources[row[0]].pairs), row[0]))[:k]
        return [(count / len(wanted), self.sources[index]) for index, count in best]

    def holding(self, words: str) -> list[Source]:
        """The sentences that have these letters and figures."""
        wanted = plain(words)
        return [source for source in self.sources if wanted in source.plain] if wanted and wanted in self.plain else []
