"""A library of very many places: an answer lists the first ones and says how many there are, so that a person can read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant.answering.composing import Composer

T = TypeVar("T")

SHOWN = 30
"""So many places are listed, as many as the largest cities have counties; nobody reads more, and whoever means a further one names it."""


def first_places(found: Sequence[T], owner: Callable[[T], str], composer: Composer) -> Sequence[T]:
    """What is said of the first places, all of it where there are not too many; else the answer says first how many it leaves out.

    `owner` tells whose each thing is.
    """
    owners = list(dict.fromkeys(map(owner, found)))
    if len(owners) <= SHOWN:
        return found
    composer.lines.append(composer.phrase("many_places", every=len(owners), shown=SHOWN, rest=len(owners) - SHOWN))
    shown = set(owners[:SHOWN])
    return [one for one in found if owner(one) in shown]
