"""What a draft or a text of anybody's hand may rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Fact, Report


@dataclass(frozen=True, eq=False)
class Basis:
    """What a draft may rest on: the reports of its place, their facts, and the names of other places."""

    reports: Mapping[str, Report]
    facts: Sequence[Fact] = ()
    elsewhere: frozenset[str] = frozenset()
    place: tuple[str, ...] = ()
    """The names of the place, the one to show first; empty when the text is held against all there is."""
    above: frozenset[str] = frozenset()
    """The places that it lies in."""
