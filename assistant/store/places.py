"""A place under the name that staff settled on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.types import Correction, Place


def renamed(place: Place, names: Mapping[str, Correction]) -> tuple[Place, tuple[str, ...]]:
    """The place by the names in use, itself and what it lies in, with the names it gave up."""
    given_up: list[str] = []
    while (ruling := names.get(place.display) or names.get(place.name)) is not None:
        if place.name in given_up or ruling.detail.place is None:
            break
        given_up.append(place.name)
        place = ruling.detail.place if ruling.detail.place.within else replace(ruling.detail.place, within=place.within)
    within = tuple(names[name].after if name in names else name for name in place.within)
    return replace(place, within=within), tuple(given_up)
