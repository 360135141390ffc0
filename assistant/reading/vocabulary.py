"""The words reading goes by, as data: knowledge/lexicon/reading.toml, private.toml and places.toml, compiled once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file

FILES = ("reading.toml", "private.toml", "places.toml")
HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
MASK = r"(?:\*+|＊+|某|×+|[Xx]{1,3}(?![A-Za-z]))"


class Vocabulary:
    """reading.toml and private.toml by dotted name: words as they stand, or compiled into one pattern."""

    def __init__(self, data: Mapping[str, Any], provinces: Mapping[str, Any], fingerprint: str) -> None:
        self.fingerprint = fingerprint
        """Changes with any word of these files: what was read by another wording is read again."""
        self._data = data
        self._provinces = provinces
        self._patterns: dict[str, re.Pattern[str]] = {}

    def value(self, name: str) -> Any:  # noqa: ANN401 - the shape is the file's
        """The value at a dotted name."""
        found: Any = self._data
        try:
            for part in name.split("."):
                found = found[part]
        except KeyError:
            raise KnowledgeError(f"词表 {_file_of(name)} 缺少“{name}”，请补上或恢复原文件。") from None
        return found

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words."""
        return tuple(self.value(name))

    def pattern(self, name: str) -> re.Pattern[str]:
        """A regular expression, or a list of them as alternatives; `^` and `$` mean a line."""
        if name not in self._patterns:
            value = self.value(name)
            source = value if isinstance(value, str) else "|".join(f"(?:{part})" for part in value) or r"(?!)"
            try:
                self._patterns[name] = re.compile(source, re.MULTILINE)
            except re.error:
                raise KnowledgeError(f"词表 {_file_of(name)} 中“{name}”的写法有误，请改正或恢复原文件。") from None
        return self._patterns[name]

    def any_of(self, name: str) -> re.Pattern[str]:
        """Any of the plain words of a list, longest first."""
        key = f"any of {name}"
        if key not in self._patterns:
            ordered = sorted(self.words(name), key=len, reverse=True)
            self._patterns[key] = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")
        return self._patterns[key]

    @cached_property
    def provinces(self) -> dict[str, str]:
        """Short and full names of the provinces -> full name."""
        return {alias: name for name, row in self._provinces.items() for alias in (name, row["short"])}

    @cached_property
    def cities(self) -> dict[str, tuple[str, str]]:
        """Every way to write a prefecture -> its full name and its province."""
        found: dict[str, tuple[str, str]] = {}
        for province, row in self._provinces.items():
            for word in row.get("cities", "").split():
                bare = re.sub(r"(?<=..)(?:州|盟|地区|新区)$", "", word)
                full = word if bare != word else word + "市"
                found |= dict.fromkeys((bare, full), (full, province))
        return found

    @cached_property
    def listed_names(self) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
        """Names of provinces and prefectures by their first two characters, longest first; a pattern for one before a second."""
        names = sorted({*self.provinces, *self.cities}, key=len, reverse=True)
        groups: dict[str, tuple[str, ...]] = {}
        for name in names:
            groups[name[:2]] = (*groups.get(name[:2], ()), name)
        return groups, re.compile(f"[{''.join({name[0] for name in names})}](?=[{''.join({name[1] for name in names})}])")

    @cached_property
    def full_names(self) -> frozenset[str]:
        """The provinces and prefectures as officially written, with 省, 市 or 州."""
        return frozenset({*self.provinces.values(), *(full for full, _ in self.cities.values())})

    @cached_property
    def name_pairs(self) -> frozenset[str]:
        """Every two neighbouring characters of a full name."""
        return frozenset(name[index : index + 2] for name in self.full_names for index in range(len(name) - 1))

    @cached_property
    def districts(self) -> dict[str, str]:
        """Districts of the four municipalities -> the municipality; names shared with another place are left out."""
        pairs = [(word + "区", province) for province, row in self._provinces.items() for word in row.get("districts", "").split()]
        return dict(pairs)


def _file_of(name: str) -> str:
    """The file that holds a dotted name."""
    return FILES[name.startswith(("secrecy", "private"))]


def load_vocabulary(home: Path | None = None) -> Vocabulary:
    """The vocabulary with staff edits in HOME/knowledge over the shipped files; an edit takes effect at the next call.

    Raises:
        KnowledgeError: a file cannot be read or is not valid TOML.
    """
    return _parsed(*(_stamped(name, home) for name in FILES))


def _stamped(name: str, home: Path | None) -> tuple[Path, int, int]:
    """A file with what changes when it is edited."""
    path = knowledge_file(f"lexicon/{name}", home)
    try:
        status = path.stat()
    except OSError:
        raise KnowledgeError(f"词表 {name} 不能读取，请恢复原文件。") from None
    return path, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _parsed(*files: tuple[Path, int, int]) -> Vocabulary:
    """The files read, parsed and compiled once for each state of them."""
    texts, parsed = [], []
    for path, *_ in files:
        try:
            texts.append(path.read_text("utf-8"))
            parsed.append(tomllib.loads(texts[-1]))
        except (OSError, UnicodeDecodeError):
            raise KnowledgeError(f"词表 {path.name} 不能读取，请恢复原文件。") from None
        except tomllib.TOMLDecodeError:
            raise KnowledgeError(f"词表 {path.name} 的格式有误，请改正或恢复原文件。") from None
    fingerprint = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    return Vocabulary(parsed[0] | parsed[1], parsed[2]["province"], fingerprint)
