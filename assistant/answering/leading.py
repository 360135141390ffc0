"""Which list leads for each way of splitting it: one notice splits a batch by channel and, in a table, by county."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from assistant.answering.lists import Kind, kind_of
from assistant.answering.parts import Part, parts_of
from assistant.facts.tally import Tally


class Leading:
    """The lists with classes; of each dimension of one inspection the newest, batches giving way to 累计 unless one is asked for."""

    def __init__(self, tallies: Sequence[Tally], *, by_batch: bool) -> None:
        self.tallies = tallies
        self.by_batch = by_batch
        """Whether the question asks for one batch, so that batches are lists of their own."""

    @cached_property
    def lists(self) -> list[Tally]:
        """The lists that lead in some dimension."""
        return list({id(tally): tally for tally in self._newest.values()}.values())

    def parts(self, tally: Tally, metric: str) -> list[Part]:
        """A list's classes for a metric, of the dimensions it leads in."""
        return [part for part in parts_of(tally, metric) if self._newest[self._kind(tally, part.facts[0].dimension)] is tally]

    @cached_property
    def _newest(self) -> dict[tuple[Kind, str], Tally]:
        newest: dict[tuple[Kind, str], Tally] = {}
        for tally in self.tallies:
            for dimension in dict.fromkeys(fact.dimension for fact in tally.classes):
                known = newest.get(key := self._kind(tally, dimension))
                if known is None or self._rank(tally) > self._rank(known):
                    newest[key] = tally
        return newest

    def _kind(self, tally: Tally, dimension: str) -> tuple[Kind, str]:
        """The list a split is of; few splits name the round of their inspection, so that it tells no two apart."""
        return kind_of(tally)._replace(round="", campaign="", batch=tally.batch if self.by_batch else ""), dimension

    def _rank(self, tally: Tally) -> tuple[bool, str]:
        return (self.by_batch or tally.batch in {"", "累计"}, tally.as_of or "")
