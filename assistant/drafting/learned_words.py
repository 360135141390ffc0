"""The words by which a sample becomes a template: knowledge/learning.toml, checked when loaded."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file


@dataclass(frozen=True)
class LearningWords:
    """The words of knowledge/learning.toml."""

    stock: re.Pattern[str]
    """Phrases of set sentences, which stay in the template."""
    narrative: re.Pattern[str]
    """Headings of sections that tell what was then: none of their paragraphs stay."""
    absolute: re.Pattern[str]
    """Words that make a sentence true of the sample's own figures only."""
    generic: re.Pattern[str]
    """How labels begin that say how a figure moved, not what it is."""
    edges: tuple[re.Pattern[str], re.Pattern[str]]
    """What is cut off the beginning and the end of a label before it is searched for."""
    not_places: re.Pattern[str]
    """Words that show something to be no place name."""
    spellings: dict[str, str]
    """Names with digits in them -> the same without."""
    kinds: dict[str, str]
    """Unit -> what a slot for staff is called."""
    shapes: dict[str, str]
    """Slot -> the shape of knowledge/drafting.toml by which it is known in a sample."""


@lru_cache(maxsize=8)
def _load(path: Path, stamp: tuple[int, int]) -> LearningWords:
    del stamp  # part of the cache key: an edited file is read again
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return LearningWords(
            re.compile("|".join(map(re.escape, data["stock"]))),
            re.compile(data["narrative"]),
            re.compile("|".join(map(re.escape, data["absolute"]))),
            re.compile("|".join(map(re.escape, data["generic"]))),
            (re.compile(f"^{data['before_label']}"), re.compile(f"{data['after_label']}$")),
            re.compile("|".join(map(re.escape, data["not_places"]))),
            dict(data["spellings"]),
            dict(data["kinds"]),
            dict(data["shapes"]),
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"整理模板用的文件 {path.name} 读不懂（{error}），请按随软件提供的文件改正。") from None


def load_learning_words(home: Path | None = None) -> LearningWords:
    """The shipped file, or the staff's own in HOME/knowledge.

    Raises:
        KnowledgeError: it is missing or cannot be used.
    """
    path = knowledge_file("learning.toml", home)
    try:
        stat = path.stat()
    except OSError:
        raise KnowledgeError("找不到整理模板用的文件 knowledge/learning.toml，请恢复后再试。") from None
    return _load(path, (stat.st_mtime_ns, stat.st_size))
