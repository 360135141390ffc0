"""The proof-reading table and the laws of figures, read from knowledge/proofreading.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.checking.standing import Mention
from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file


@dataclass(frozen=True, slots=True)
class Spelling:
    """One row of the proof-reading table."""

    pattern: re.Pattern[str]
    suggestion: str
    basis: str
    must: bool
    """必改: a hit is a failed check; otherwise it is a suggestion."""
    title: re.Pattern[str] | None = None
    """The titles under which it holds; None: under all."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sentence taken over from a source may and may not change."""

    free: re.Pattern[str]
    """Words that may stand for one another."""
    formula: re.Pattern[str]
    """Set phrases of no source in particular (现将有关情况报告如下)."""
    events: tuple[str, ...]
    """What happens on a day."""
    deadlines: tuple[str, ...]
    """What a month or year is the end of."""
    projects: tuple[str, ...]
    """How the names of projects and tasks end."""
    upgrades: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """Statuses, and those that claim more than them."""

    def raises(self, source: Mention, written: Mention) -> bool:
        """Whether a status claims more than the source: a further one, what is planned as done, a part as all."""
        if (source.future and not written.future) or (source.extent == "part" and written.extent != "part"):
            return True
        if written.extent == "all" and source.extent != "all":
            return True
        return any(source.family in lower and written.family in upper for lower, upper in self.upgrades)


@dataclass(frozen=True, slots=True)
class Labels:
    """How a text says that a unit or deadline is that of one item."""

    no_states: frozenset[str]
    """What is told of an item besides its status."""
    deadline: re.Pattern[str]
    units: re.Pattern[str]
    """The beginning of a line that names the unit."""
    spoken_to: re.Pattern[str]
    """What a letter to one unit calls it."""
    bodies: re.Pattern[str]
    """Units that are no bureau."""
    single: re.Pattern[str]
    """A title of a text about one item."""
    problem: re.Pattern[str]
    """A heading under which the problem of such a text is told."""
    single_unit: re.Pattern[str]
    """A heading under which nothing stands but who is in charge."""


@dataclass(frozen=True, slots=True)
class ProofRules:
    """Everything a draft is proofed by."""

    spellings: tuple[Spelling, ...]
    wording: dict[str, re.Pattern[str]]
    """Metric -> what the clause of its figure must say."""
    orders: tuple[tuple[str, str], ...]
    partitions: tuple[tuple[str, tuple[str, ...], bool], ...]
    rates: tuple[tuple[str, str, str], ...]
    leftovers: re.Pattern[str]
    masks: re.Pattern[str]
    """What hides a name or a figure."""
    changes: Changes
    labels: Labels
    in_hand: re.Pattern[str]
    """How a text says that complaints are being handled, those settled in stages left out."""
    sequences: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    """What begins a thing, and what can only come behind it."""
    never_within: frozenset[tuple[str, str]]
    """Statuses of a whole and of what cannot be a part of it."""
    names: tuple[str, ...]
    """The last characters of names that stand in some source when a sentence of the text's own making has them."""

    @property
    def metrics(self) -> tuple[str, ...]:
        """Every metric a law names, the longest first."""
        names = {"总数", *self.wording, *(m for _, parts, _ in self.partitions for m in parts), *(rate for rate, _, _ in self.rates)}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _rules(data: dict[str, Any]) -> ProofRules:
    return ProofRules(
        tuple(map(_spelling, data["rules"])),
        {metric: re.compile(pattern) for metric, pattern in data["wording"].items()},
        tuple((row["smaller"], row["larger"]) for row in data["orders"]),
        tuple((row["total"], tuple(row["parts"]), bool(row.get("exact"))) for row in data["partitions"]),
        tuple((row["rate"], row["part"], row["total"]) for row in data["rates"]),
        re.compile("|".join(data["leftovers"]["patterns"])),
        re.compile("|".join(data["leftovers"]["masks"])),
        _changes(data["changes"]),
        _labels(data["items"]),
        re.compile(data["status"]["in_hand"]),
        tuple((re.compile(row["first"]), re.compile(row["last"])) for row in data["sequences"]),
        frozenset((whole, part) for row in data["never_within"] for whole in row["whole"] for part in row["part"]),
        tuple(data["changes"]["names"]),
    )


def _labels(data: dict[str, Any]) -> Labels:
    patterns = ("deadline", "units", "spoken_to", "bodies", "single", "problem", "single_unit")
    return Labels(frozenset(data["no_states"]), *(re.compile(data[name]) for name in patterns))


def _changes(data: dict[str, Any]) -> Changes:
    upgrades = ((frozenset(row["from"]), frozenset(row["to"])) for row in data["upgrades"])
    events, deadlines, projects = (tuple(data[name]) for name in ("events", "deadlines", "projects"))
    return Changes(re.compile(data["free"]), re.compile(data["formula"]), events, deadlines, projects, tuple(upgrades))


@lru_cache(maxsize=8)
def _load(path: Path, stamp: tuple[int, int]) -> ProofRules:
    del stamp  # part of the cache key: an edited file is read again
    try:
        return _rules(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"校对表 {path.name} 读不懂（{error}），请按随软件提供的文件改正。") from None


def load_rules(home: Path | None = None) -> ProofRules:
    """The shipped table, or the staff's own in HOME/knowledge.

    Raises:
        KnowledgeError: it lacks something or cannot be read.
    """
    path = knowledge_file("proofreading.toml", home)
    try:
        stat = path.stat()
    except OSError:
        raise KnowledgeError("找不到校对表 knowledge/proofreading.toml，请恢复后再试。") from None
    return _load(path, (stat.st_mtime_ns, stat.st_size))


def _spelling(row: dict[str, str]) -> Spelling:
    title = re.compile(row["title"]) if "title" in row else None
    return Spelling(re.compile(row["pattern"]), row["suggestion"], row["basis"], row["strength"] == "必改", title)
