"""Names for what is invented: places without a twin or a piece of each other, people, problems, projects."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

NAMES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))


def stems(random: Random) -> Iterator[str]:
    """Two-syllable stems in a random order, none twice: 澜墟, 岫畔."""
    pairs = ["".join(pair) for pair in product(NAMES["place"]["first"], NAMES["place"]["second"])]
    random.shuffle(pairs)
    return iter(pairs)


def person(random: Random) -> str:
    """An invented name."""
    return "".join(random.choice(NAMES["person"][part]) for part in ("family", "given"))


def phone(random: Random) -> str:
    """A number of an area code that is not in use."""
    return f"0690-{random.randint(3_000_000, 3_999_999)}"


def departments(level: str) -> list[str]:
    """The departments of a county, district or city: 县水利局, 市林业局."""
    return [level + name for name in NAMES["department"]["names"]]


def coined(random: Random) -> tuple[str, tuple[str, ...]]:
    """A coinage and its parts: 五定 is five objects under one verb, 三查三定 three under each of two."""
    objects = random.sample(NAMES["coinage"]["objects"], 8)
    first, second = random.sample(NAMES["coinage"]["verbs"], 2)
    count = random.randint(3, 6)
    numeral = NAMES["coinage"]["numerals"][count]
    if count > 4 or random.random() < 0.6:
        return numeral + first, tuple(first + one for one in objects[:count])
    parts = [first + one for one in objects[:count]] + [second + one for one in objects[4 : 4 + count]]
    return numeral + first + numeral + second, tuple(parts)
