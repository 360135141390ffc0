"""How slots and sentences look in the sources: knowledge/drafting.toml, checked when loaded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.words.intention import Intention
from assistant.words.lexicon import load_lexicon


@dataclass(frozen=True)
class Shapes:
    """The compiled words of knowledge/drafting.toml."""

    patterns: dict[str, re.Pattern[str]]
    """Shape name -> what such a value looks like."""
    self_levels: str
    """Last characters of place names that make 我市, 我县 …"""
    foreign_masks: tuple[str, ...]
    connectives: re.Pattern[str]
    framing: re.Pattern[str]
    """How lines begin that frame a document: attachments, contacts, publicity."""
    signature: re.Pattern[str]
    """What a signature that runs on in a line looks like."""
    named_person: re.Pattern[str]
    """A name between a post and 同志, which a draft leaves out."""
    kinds: dict[str, tuple[str, ...]]
    """Kind of section -> the words that offices head such sections with."""
    office: re.Pattern[str]
    """The office that keeps the rectification and signs its letters and monthly reports."""
    body: re.Pattern[str]
    """A last line that is nothing but the name of a body."""
    lagging_names: tuple[re.Pattern[str], ...]
    lagging_units: re.Pattern[str]
    lagging_deadline: re.Pattern[str]
    lagging_only: re.Pattern[str]
    """The deadline of the one lagging item, where its sentence does not repeat the name."""
    lagging_gap: re.Pattern[str]
    """What tells how far an item is, or why it is late."""
    intention: Intention | None = None
    """How a text says that something is only meant (拟罚款), in the words of the lexicon."""

    def only_meant(self, clause: str, slot: Iterable[str]) -> bool:
        """Whether a clause tells what is planned, and no word of the slot asks for a plan."""
        if self.intention is None or not self.intention.meant(clause):
            return False
        return not any(self.intention.meant(word) for word in slot)

    def check_kinds(self, kinds: Iterable[str]) -> None:
        """Nothing, if all these kinds of sections are known.

        Raises:
            KnowledgeError: a template asks for a kind that is not there.
        """
        if unknown := [kind for kind in kinds if kind not in self.kinds]:
            raise KnowledgeError(f"模板“取自”里的“{unknown[0]}”在 drafting.toml 的 kinds 里没有，请改成其中一种：{'、'.join(self.kinds)}。")

    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern of a shape.

        Raises:
            KnowledgeError: a template asks for a shape that is not there.
        """
        if name not in self.patterns:
            raise KnowledgeError(f"模板用到的写法“{name}”在 drafting.toml 的 shapes 里没有，现有：{'、'.join(self.patterns)}。")
        return self.patterns[name]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=8)
def _load(path: Path, stamp: tuple[int, int]) -> Shapes:
    del stamp  # part of the cache key: an edited file is read again
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        practices, matters = data["practices"], data["matters"]
        return Shapes(
            {name: re.compile(pattern) for name, pattern in data["shapes"].items()},
            "".join(data["place"]["self"]),
            tuple(data["place"]["foreign_masks"]),
            re.compile(rf"^(?:{_any(practices['connectives'])})[，,]?"),
            re.compile(_any(practices["framing"])),
            re.compile(practices["signature"]),
            re.compile(rf"({_any(practices['posts'])})(?!等|和|及|各|领导)[\u4e00-\u9fff]{{2,3}}同志"),
            {kind: tuple(words) for kind, words in data["kinds"].items()},
            re.compile(data["bodies"]["office"]),
            re.compile(data["bodies"]["any"]),
            tuple(re.compile(pattern) for pattern in matters["names"]),
            re.compile(matters["units"]),
            re.compile(matters["deadline"]),
            re.compile(matters["only"]),
            re.compile(matters["gap"]),
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"起草写法文件 {path.name} 读不懂（{error}），请按随软件提供的文件改正。") from None


def load_shapes(home: Path | None = None) -> Shapes:
    """The shipped file, or the staff's own in HOME/knowledge.

    Raises:
        KnowledgeError: it lacks something or cannot be read.
    """
    path = knowledge_file("drafting.toml", home)
    try:
        stat = path.stat()
    except OSError:
        raise KnowledgeError("找不到起草写法文件 knowledge/drafting.toml，请恢复后再试。") from None
    return replace(_load(path, (stat.st_mtime_ns, stat.st_size)), intention=load_lexicon(home).intention)
