"""Tables of cases as data: rows `label, given, expected`, and `expect: fail` for what is not met yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def table(name: str):
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


def rows(name: str) -> list:
    """The cases as parameters; a row that is known to fail is a strict xfail."""
    known = pytest.mark.xfail(strict=True, reason="known: not met yet")
    return [
        pytest.param(row["given"], row["expected"], id=row["label"], marks=[known] if row.get("expect") == "fail" else [])
        for row in table(name)
    ]


def texts(name: str) -> list[str]:
    return [row["given"] for row in table(name)]
