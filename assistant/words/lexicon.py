"""The domain's words as data: units, metrics, tracks, synonyms and question words from knowledge/lexicon, with staff edits on top."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.types import Track
from assistant.words.intention import Intention
from assistant.words.units import UnitTable

FILES = (
    "units",
    "metrics",
    "tracks",
    "synonyms",
    "questions",
    "spoken",
    "gist",
    "phrases",
    "dimensions",
    "ledger",
    "ledger_questions",
    "glossary",
    "places",
    "intention",
    "measures",
    "suggestions",
    "members",
)


@dataclass(frozen=True, slots=True)
class Metric:
    """One status of the algebra (domain.md 2.2, 2.3): how texts write it, how people ask for it, whether it counts as finished."""

    name: str
    tracks: frozenset[Track]
    words: tuple[str, ...]
    shapes: tuple[str, ...]
    """Patterns of whole families of wordings, beside the words."""
    asked: tuple[str, ...]
    finished: bool
    negated: str
    rate_of: str
    english: str
    clipped: tuple[str, ...] = ()
    """Patterns of wordings that mean it only where they are all that is said of a figure of a list (没好3个)."""
    elsewhere: str = ""
    """What it means where it is said of the other list."""


@dataclass(frozen=True)
class TrackWords:
    """The nouns, trigger words and unit classes by which a text counts one of the two tracks (domain.md 2.1)."""

    track: Track
    nouns: tuple[str, ...]
    triggers: tuple[str, ...]
    modifiers: tuple[str, ...]
    foreign: tuple[str, ...]
    units: frozenset[str]

    @cached_property
    def noun_pattern(self) -> re.Pattern[str]:
        """Any counting noun, longest first."""
        return alternatives(self.nouns)

    @cached_property
    def foreign_pattern(self) -> re.Pattern[str]:
        """Nouns that look like members of the list and are none; matches nothing when there are none."""
        return alternatives(self.foreign)

    @cached_property
    def trigger_pattern(self) -> re.Pattern[str]:
        """Any word that makes a count the total of an inspection list."""
        return alternatives(self.triggers)

    @cached_property
    def head_pattern(self) -> re.Pattern[str]:
        """A counting noun right behind a number, with only harmless modifiers before it (33个〔省督察反馈〕问题)."""
        if not self.modifiers:
            return re.compile(rf"[^，。；、：]{{0,24}}?(?:{alternatives(self.nouns).pattern})")
        return re.compile(rf"(?:{alternatives(self.modifiers).pattern})*(?:{alternatives(self.nouns).pattern})")


def alternatives(words: tuple[str, ...] | list[str]) -> re.Pattern[str]:
    """One pattern for many words, the longest tried first."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


class Lexicon:
    """Everything knowledge/lexicon says, read once; `fingerprint` changes with any word of it."""

    def __init__(self, data: dict[str, dict[str, Any]], fingerprint: str) -> None:
        self.data = data
        self.fingerprint = fingerprint
        self.units = UnitTable(data["units"])
        self.intention = Intention(data["intention"]["intention"])
        pieces = data["metrics"].get("pieces", {})
        self.metrics = {name: _metric(name, row, pieces) for name, row in data["metrics"]["metric"].items()}
        self.exclude = {name: tuple(data["tracks"]["exclude"][name]) for name in ("words", "sample", "acts", "works")}
        self.tracks = {Track(name): _track(Track(name), row) for name, row in data["tracks"]["track"].items()}

    @cached_property
    def _canonical(self) -> tuple[re.Pattern[str], dict[str, str]]:
        table = {word: group[0] for group in self.data["synonyms"]["groups"] for word in group}
        return alternatives(list(table)), table

    def canonical(self, text: str) -> str:
        """The text with every synonym written in its standard form, for comparing a question with a source."""
        pattern, table = self._canonical
        return pattern.sub(lambda match: table[match[0]], text)

    @cached_property
    def prefectures(self) -> frozenset[str]:
        """The prefectures, autonomous ones included, as staff write them: 承德, 兴安盟; without those that are words of their own."""
        listed = (name for row in self.data["places"]["province"].values() for name in row.get("cities", "").split())
        return frozenset(re.sub(r"(?<=..)(?:州|地区|新区)$", "", name) for name in listed) - frozenset(self.data["places"]["also_words"])

    def elsewhere(self, metric: str, track: Track) -> str:
        """What a status said of the other list than its own means there: 办结 of a problem is 完成."""
        return metric if track in self.metrics[metric].tracks else self.metrics[metric].elsewhere or metric

    def english(self, metric: str) -> str:
        """The English wording of a metric."""
        return self.metrics[metric].english if metric in self.metrics else metric


def pieced(pattern: str, pieces: Mapping[str, str]) -> str:
    """A pattern with its pieces (〔日〕) written out."""
    for name, piece in pieces.items():
        pattern = pattern.replace(f"〔{name}〕", piece)
    return pattern


def _metric(name: str, row: dict[str, Any], pieces: Mapping[str, str]) -> Metric:
    tracks = {"A": Track.PROBLEM, "B": Track.COMPLAINT}
    return Metric(
        name,
        frozenset(tracks[letter] for letter in row["track"]),
        tuple(row["words"]),
        tuple(pieced(shape, pieces) for shape in row.get("shapes", ())),
        tuple(row["asked"]),
        bool(row.get("finished")),
        row.get("negated", ""),
        row.get("of", ""),
        row["english"],
        tuple(pieced(shape, pieces) for shape in row.get("clipped", ())),
        row.get("elsewhere", ""),
    )


def _track(track: Track, row: dict[str, Any]) -> TrackWords:
    return TrackWords(
        track, tuple(row["nouns"]), tuple(row["triggers"]), tuple(row["modifiers"]), tuple(row["foreign"]), frozenset(row["units"])
    )


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, ...], stamps: tuple[tuple[int, int], ...]) -> Lexicon:
    del stamps  # part of the cache key: an edited file is read again
    digest = hashlib.sha256()
    data: dict[str, dict[str, Any]] = {}
    for path in paths:
        content = path.read_bytes()
        digest.update(content)
        try:
            data[path.stem] = tomllib.loads(content.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"词库文件 {path.name} 读不懂（{error}），请按原文件格式改正后再运行。") from None
    try:
        return Lexicon(data, digest.hexdigest()[:16])
    except (KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"词库缺少内容或写法不对（{error}），请对照随软件提供的词库文件改正。") from None


def load_lexicon(home: Path | None = None) -> Lexicon:
    """The shipped lexicon, each file replaced by HOME/knowledge/lexicon/<file> where staff edited it.

    Raises:
        KnowledgeError: a file is no valid TOML or lacks a field.
    """
    paths = tuple(knowledge_file(f"lexicon/{name}.toml", home) for name in FILES)
    try:
        stamps = tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    except OSError as error:
        raise KnowledgeError(f"找不到词库文件 {Path(str(error.filename)).name}，请恢复 knowledge/lexicon 下的文件。") from None
    return _load(paths, stamps)
