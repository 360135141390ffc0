"""Which unit follows a number, and when two units are one."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

_DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "units.toml").read_text("utf-8"))
_ALIAS: dict[str, str] = _DATA["alias"]
_SCALED: dict[str, tuple[str, int]] = {name: (base, factor) for name, (base, factor) in _DATA["scaled"].items()}
_KNOWN = sorted({*_DATA["plain"], *_ALIAS, *_SCALED}, key=len, reverse=True)
NOT_AFTER: tuple[str, ...] = tuple(_DATA["words"]["not_after_numeral"])
NOT_BEFORE: tuple[str, ...] = tuple(_DATA["words"]["not_before_numeral"])


def unit_at(text: str) -> str:
    """The longest known unit at the start of a text as written, or nothing."""
    return next((unit for unit in _KNOWN if text.startswith(unit)), "")


def base_unit(unit: str) -> tuple[str, Decimal]:
    """The unit everything is compared in, and how many of it one of `unit` is."""
    base, factor = _SCALED.get(_ALIAS.get(unit, unit), (_ALIAS.get(unit, unit), 1))
    return base, Decimal(factor)
