"""Practice questions (`scope`, gold `numbers`) become cases, so that one runner and one set of scorers serve both."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

_PRINTED = re.compile(r"(\d+(?:\.\d+)?)\s*(.*)", re.DOTALL)


def is_practice(row: dict[str, Any]) -> bool:
    """Whether a row is written in the practice format."""
    return isinstance(row.get("gold"), dict) and "numbers" in row["gold"]


def from_practice(row: dict[str, Any]) -> dict[str, Any]:
    """The case that says the same; the scope documents stay visible as tags, the question is asked of the whole library."""
    gold = row["gold"]
    return {
        "id": row["id"],
        "question": row["question"],
        "type": row["type"],
        "tags": [*row.get("scope", []), *row.get("traps", [])],
        "conversation": row.get("conversation"),
        "gold": {
            "figures": [_figure(number) for number in gold["numbers"]],
            "must": gold.get("must", []),
            "must_not": gold.get("must_not", []),
            "refuse": gold.get("refuse", False),
        },
    }


def _figure(number: str | list[str]) -> dict[str, Any]:
    """`"51.7%"` is a value with a unit; a list means any of these."""
    printed = [_PRINTED.fullmatch(one.strip()) for one in ([number] if isinstance(number, str) else number)]
    found = [match for match in printed if match]
    if len(found) < len(printed):
        raise ValueError(f"gold.numbers {number!r} 不是数字")
    return {"value": [Decimal(match[1]) for match in found], "unit": sorted({match[2] for match in found if match[2]})}
