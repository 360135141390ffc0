"""What a run ran on, part by part and file by file, so that a comparison can say what changed: code, prompts, lexicon, corpus."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.config import Settings, load_settings
from assistant.resources import SHIPPED_KNOWLEDGE, SHIPPED_PROMPTS

PACKAGE = Path(__file__).parent.parent / "assistant"
EVALUATION = Path(__file__).parent
JUDGING = (
    "scorers",
    "reading",
    "cases.py",
    "gold.py",
    "practice.py",
    "subject.py",
    "product.py",
    "run.py",
    "results.py",
    "asking.py",
    "keeping.py",
)
"""The files of the evaluation that a verdict follows from; the others only choose cases and show results."""
DRAFTING = ("templates", "drafting.toml", "layout.toml")
"""What of the knowledge only drafts are made with."""
_OWN = frozenset({"lexicon", "embedding", "samples", "pictures", "guide.md", "page-en.toml", *DRAFTING})
"""What of the knowledge is a part of its own, or is shown to people and makes no answer."""
_ELSEWHERE = frozenset(
    {"home", "user", "language", "workers", "lock_seconds", "database", "openai_api_key", "openai_base_url", "engine", "embedder", "model"}
)
"""Settings that change no answer of a fresh assistant, or stand among the keys themselves."""
DIGITS = 16
"""So many hex digits of a file's SHA-256; the id of a report begins with those of its file."""

Parts = dict[str, dict[str, str]]
"""Part -> file -> digest."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The keys of a run, and the files behind those that are made of files."""

    keys: dict[str, str]
    parts: Parts

    @property
    def corpus(self) -> dict[str, str]:
        """The version of each document."""
        return self.parts["语料"]


def fingerprint(documents: Path, cases: Iterable[str]) -> Fingerprint:
    """The fingerprint of a run over a folder of documents and cases given by their digests."""
    settings = load_settings()
    knowledge = [path for path in SHIPPED_KNOWLEDGE.iterdir() if path.name not in _OWN]
    parts = {
        "代码": _files(PACKAGE, [PACKAGE], "*.py"),
        "提示词": _files(SHIPPED_PROMPTS, [SHIPPED_PROMPTS]),
        "词表": _files(SHIPPED_KNOWLEDGE, [SHIPPED_KNOWLEDGE / "lexicon"]),
        "模板": _files(SHIPPED_KNOWLEDGE, [SHIPPED_KNOWLEDGE / name for name in DRAFTING]),
        "知识": _files(SHIPPED_KNOWLEDGE, knowledge),
        "语料": _files(documents if documents.is_dir() else documents.parent, [documents]),
        "评分": _files(EVALUATION, [EVALUATION / name for name in JUDGING]),
    }
    embedding = _digest_of(_files(SHIPPED_KNOWLEDGE, [SHIPPED_KNOWLEDGE / "embedding"]))
    keys = {
        **{name: _digest_of(files) for name, files in parts.items()},
        "题目": _digest(case.encode() for case in cases),
        "向量": f"{settings.engine_name} {settings.embedder} {embedding}",
        "模型": settings.model if settings.uses_model else "无",
        "设置": _settings(settings),
        "环境": _environment(),
    }
    return Fingerprint(dict(sorted(keys.items())), parts)


def over_home(base: Fingerprint, home: Path, corpus: Mapping[str, str] | None = None, settled: str = "") -> Fingerprint:
    """The fingerprint of a run with what an office edited in HOME/knowledge, over its own documents where a corpus is given.

    Args:
        base: the fingerprint of a run over the samples.
        home: the home folder of the office.
        corpus: the version of each document of its library; None for the samples.
        settled: what staff settled over the reading, as one text.
    """
    edited = home / "knowledge"
    files = _files(edited, [edited]) if edited.is_dir() else {}
    parts = dict(base.parts)
    for name, digest in files.items():
        head = name.split("/", 1)[0]
        if head == "evaluation":
            continue  # the cases, which are a key of their own
        part = "词表" if head == "lexicon" else "模板" if head in DRAFTING else "知识"
        parts[part] = {**parts[part], f"HOME/{name}": digest}
    if corpus is not None:
        parts["语料"] = dict(sorted(corpus.items()))
    keys = {**base.keys, **{name: _digest_of(rows) for name, rows in parts.items()}}
    if settled:
        keys["人工核定"] = _digest([settled.encode()])
    return Fingerprint(dict(sorted(keys.items())), parts)


def code_digest() -> str:
    """The digest of what an answer and its judgement follow from: the product, its lexicon and templates, the cases, the evaluation."""
    here = EVALUATION
    parts = [
        _files(PACKAGE, [PACKAGE], "*.py"),
        _files(SHIPPED_KNOWLEDGE, [SHIPPED_KNOWLEDGE / "lexicon", SHIPPED_KNOWLEDGE / "templates"]),
        _files(here, [here], "*.py"),
        _files(here, [here / "cases"], "*.jsonl"),
        _files(here, [here / "worlds"], "*.toml"),
    ]
    return _digest(_digest_of(part).encode() for part in parts)


def _files(root: Path, given: Sequence[Path], pattern: str = "*") -> dict[str, str]:
    """The digest of each file among the given ones and below given folders, by its name from `root`."""
    found: dict[str, str] = {}
    for one in given:
        paths = [one] if one.is_file() else [path for path in one.rglob(pattern) if path.is_file() and path.suffix != ".pyc"]
        found |= {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:DIGITS] for path in paths}
    return dict(sorted(found.items()))


def _digest_of(files: Mapping[str, str]) -> str:
    return _digest(part.encode() for pair in files.items() for part in pair)


def _settings(settings: Settings) -> str:
    """The digest of the settings that may change what is read or answered."""
    row = settings.model_dump(mode="json", exclude=set(_ELSEWHERE))
    return _digest([json.dumps(row, sort_keys=True).encode()])


def _environment() -> str:
    """Interpreter, machine and the version of every library that is installed beside them."""
    installed = {path.name for folder in sys.path if Path(folder).is_dir() for path in Path(folder).glob("*.dist-info")}
    return _digest(part.encode() for part in (sys.version, platform.machine(), *sorted(installed)))


def _digest(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:12]
