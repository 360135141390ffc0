"""Other words for what a query says: staff ask 花了多少钱, a report says 总投资; the words are knowledge/search.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.words.numerals import parse_number

_DAY = re.compile(r"([一二三四五六七八九十\d]{1,3})月(?:([一二三四五六七八九十\d]{1,3})[日号])?")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class Expansion:
    """Patterns of how people ask, and for each the words that reports use."""

    weight: float
    """How much a word of this kind counts beside one of the query itself."""
    groups: tuple[tuple[re.Pattern[str], str], ...]
    years: tuple[re.Pattern[str], ...]
    """Years said with two digits."""

    def of(self, query: str) -> str:
        """What to look for besides the query, as words with blanks between them; empty when nothing is known."""
        found = dict.fromkeys(word for pattern, words in self.groups if pattern.search(query) for word in words.split())
        return " ".join((*(word for word in found if word not in query), *self._dates(query)))

    def _dates(self, query: str) -> list[str]:
        """Years in full and days in digits, as reports write them."""
        years = [f"20{match[1].translate(_DIGITS)}年" for pattern in self.years for match in pattern.finditer(query)]
        days = [_written(match) for match in _DAY.finditer(query)]
        return [*years, *(day for day in days if day not in query)]


def _written(match: re.Match[str]) -> str:
    month, day = parse_number(match[1]), parse_number(match[2]) if match[2] else None
    return f"{month}月{f'{day}日' if day is not None else ''}"


def load_expansion(home: Path | None = None) -> Expansion:
    """The table of the home, read again when its file has changed.

    Raises:
        KnowledgeError: the table cannot be read.
    """
    path = knowledge_file("search.toml", home)
    try:
        return _load(path, path.stat().st_mtime_ns)
    except OSError:
        raise KnowledgeError("找不到检索词表 knowledge/search.toml，请恢复后再试。") from None


@lru_cache(maxsize=4)
def _load(path: Path, _: int) -> Expansion:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        groups = tuple((re.compile(row["said"]), str(row["written"])) for row in table["group"])
        return Expansion(float(table["weight"]), groups, tuple(re.compile(row["said"]) for row in table["year"]))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, re.error, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"检索词表 {path} 有写错的地方，请改正或删除这份文件后再试：{error}。") from error
