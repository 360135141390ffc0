"""The words by which model text is checked: knowledge/lexicon/guard.toml over the units and metrics of the lexicon."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.words.lexicon import Lexicon, alternatives, load_lexicon

HEDGES = ("above", "near", "below")
SECTIONS = ("numbers", "hedges", "status", "places", "names", "bounds", "text", "marks", "instructions", "open", "own")


@dataclass(frozen=True, eq=False)
class GuardWords:
    """guard.toml compiled once; lists stay as the file has them in `data`."""

    data: dict[str, dict[str, Any]]
    lexicon: Lexicon
    _patterns: dict[tuple[str, str, bool], re.Pattern[str]] = field(default_factory=dict)

    @cached_property
    def units(self) -> re.Pattern[str]:
        """Any unit that may stand behind a number, longest first."""
        return alternatives([*self.lexicon.units.classes, *self.data["numbers"]["units"]])

    @cached_property
    def same_unit(self) -> dict[str, str]:
        """Each unit of a group of interchangeable ones to the first of its group."""
        return {unit: group[0] for group in self.data["numbers"]["same_units"] for unit in group}

    @cached_property
    def idioms(self) -> re.Pattern[str]:
        """Set phrases whose numerals count nothing."""
        return alternatives(self.data["numbers"]["idioms"])

    @cached_property
    def hedge_before(self) -> list[tuple[str, str]]:
        """Words right before a number that make it approximate, longest first, with their direction."""
        pairs = [(word, name) for name in HEDGES for word in self.data["hedges"][name]["before"]]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    @cached_property
    def hedged(self) -> re.Pattern[str]:
        """Words at the end of what stands before a number that make it approximate."""
        return re.compile(f"(?:{alternatives([word for word, _ in self.hedge_before]).pattern})$")

    @cached_property
    def hedge_after(self) -> dict[str, str]:
        """Words behind a number or its unit that make it approximate, with their direction."""
        return {word: name for name in HEDGES for word in self.data["hedges"][name]["after"]}

    @cached_property
    def families(self) -> dict[str, str]:
        """Every status, direction and event word to its family."""
        words = {word: name for name, metric in self.lexicon.metrics.items() for word in metric.words}
        return words | {word: name for name, group in self.data["status"]["extra"].items() for word in group}

    @cached_property
    def family_pattern(self) -> re.Pattern[str]:
        """Any word of `families`, longest first."""
        return alternatives(list(self.families))

    @cached_property
    def negation(self) -> re.Pattern[str]:
        """A negation at the end of what stands before a status word, with the few words that may lie between."""
        negations = alternatives(self.lexicon.data["metrics"]["negations"]).pattern
        return re.compile(f"(?:{negations})(?:{alternatives(self.data['status']['fillers']).pattern}){{0,2}}$")

    @cached_property
    def denial(self) -> re.Pattern[str]:
        """Any word that denies, wherever it stands."""
        return alternatives([*self.lexicon.data["metrics"]["negations"], *self.data["status"]["denials"]])

    @cached_property
    def known_places(self) -> re.Pattern[str]:
        """Provinces and cities named without their suffix; what has one is found by it."""
        suffixes = alternatives(self.data["places"]["suffixes"]).pattern
        return re.compile(f"(?:{alternatives(self.data['places']['known']).pattern})(?!{suffixes})")

    @cached_property
    def unstated(self) -> re.Pattern[str]:
        """The source is said not to tell what follows: 没有写明已销号."""
        negations = alternatives(self.lexicon.data["metrics"]["negations"]).pattern
        return re.compile(f"(?:{negations})(?:{alternatives(self.data['status']['telling']).pattern})")

    @cached_property
    def instructions(self) -> re.Pattern[str]:
        """What sounds like an instruction to a model, over a text without blanks and in lower case."""
        return re.compile("|".join(self.data["instructions"]["patterns"]), re.IGNORECASE | re.MULTILINE)

    @cached_property
    def filler(self) -> re.Pattern[str]:
        """Phrases that carry no fact: set ones, and what tells where something is written."""
        return re.compile("|".join([*self.data["text"]["sayings"], alternatives(self.data["text"]["neutral"]).pattern]))

    @cached_property
    def whose(self) -> tuple[re.Pattern[str], ...]:
        """Groups of words that tell whose a number is, each group by itself."""
        return tuple(alternatives(group) for group in self.data["own"]["whose"])

    @cached_property
    def connecting(self) -> re.Pattern[str]:
        """What a retelling may say though its evidence does not: connection, and where something is written."""
        return re.compile("|".join([*self.data["text"]["sayings"], alternatives(self.data["own"]["connecting"]).pattern]))

    def any_of(self, section: str, name: str, *, at_end: bool = False) -> re.Pattern[str]:
        """Any word of a list, or one at the end of a text."""
        key = (section, name, at_end)
        if key not in self._patterns:
            words = alternatives(self.data[section][name])
            self._patterns[key] = re.compile(f"(?:{words.pattern})$") if at_end else words
        return self._patterns[key]


@lru_cache(maxsize=4)
def _load(path: Path, stamp: int, lexicon: Lexicon) -> GuardWords:
    del stamp  # part of the cache key: an edited file is read again
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"词库文件 {path.name} 读不懂（{error}），请按原文件格式改正后再运行。") from None
    missing = [name for name in SECTIONS if name not in data]
    if missing:
        raise KnowledgeError(f"词库文件 {path.name} 缺少 {'、'.join(missing)} 部分，请对照随软件提供的文件补上。")
    return GuardWords(data, lexicon)


def load_guard_words(home: Path | None = None) -> GuardWords:
    """The shipped words, or those staff edited in HOME/knowledge/lexicon.

    Raises:
        KnowledgeError: the file is missing, no valid TOML or lacks a section.
    """
    path = knowledge_file("lexicon/guard.toml", home)
    if not path.is_file():
        raise KnowledgeError(f"找不到词库文件 {path.name}，请恢复 knowledge/lexicon 下的文件。")
    return _load(path, path.stat().st_mtime_ns, load_lexicon(home))
