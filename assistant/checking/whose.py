"""Whose a number is: the place, the level, the round, the list it is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.claims import Claims, NumberClaim
from assistant.checking.guardwords import GuardWords
from assistant.checking.proper import ProperName, read_proper_names


def owned(text: str, claims: Claims, words: GuardWords) -> Iterator[tuple[NumberClaim, str]]:
    """Each number with the last place named before it."""
    places = [name for name in read_proper_names(text, words) if name.kind == "place"]
    for number in claims.numbers:
        before = [place.text for place in places if place.end <= number.start and not _closed(text, place.end, number.start)]
        if before:
            yield number, before[-1]


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a bracket that was open at `start` is closed before `end`: what it holds is of the list in it."""
    between = text[start:end]
    return between.find("）") >= 0 and "（" not in between[: between.find("）")]


def belonging(text: str, claims: Claims, words: GuardWords) -> Iterator[tuple[NumberClaim, int, str]]:
    """Each number with the word of each group (中央 or 省级) right behind it, or else with the last one before it in its sentence."""
    for group, pattern in enumerate(words.whose):
        found = list(pattern.finditer(text))
        for number in claims.numbers if found else ():
            start = max(text.rfind(mark, 0, number.start) for mark in "。；\n") + 1
            behind = [one[0].replace("的", "") for one in found if 0 <= one.start() - number.end <= 1]
            before = [one[0].replace("的", "") for one in found if start <= one.start() and one.end() <= number.start]
            if behind or before:
                yield number, group, behind[0] if behind else before[-1]


def in_roles(text: str, words: GuardWords) -> Iterator[tuple[int, str, str]]:
    """Where a role is given (牵头单位：), its word, and the two to four characters of who has it."""
    roles = words.any_of("own", "roles").pattern
    for match in re.finditer(rf"({roles})(?:单位|部门)?(?:[：:为是]|分别为)\s*([\u4e00-\u9fff*]{{2,4}})", text):
        yield match.start(), match[1], match[2]


def beside_places(text: str, words: GuardWords) -> Iterator[tuple[ProperName, str]]:
    """Each place with the two to four characters right behind it."""
    for name in read_proper_names(text, words):
        behind = re.match(r"[\u4e00-\u9fff]{2,4}", text[name.end : name.end + 4]) if name.kind == "place" else None
        if behind:
            yield name, behind[0]
