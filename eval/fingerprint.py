"""What a run ran on, part by part, so that a comparison can say what changed: code, prompts, lexicon, corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from assistant.config import load_settings
from assistant.resources import SHIPPED_KNOWLEDGE, SHIPPED_PROMPTS

PACKAGE = Path(__file__).parent.parent / "assistant"


def fingerprint(documents: Path, cases: Iterable[str]) -> dict[str, str]:
    """The keys of a run over a folder of documents and cases given by their digests."""
    settings = load_settings()
    return {
        "代码": _files(PACKAGE, "*.py"),
        "提示词": _files(SHIPPED_PROMPTS),
        "词表": _files(SHIPPED_KNOWLEDGE / "lexicon"),
        "模板": _files(SHIPPED_KNOWLEDGE / "templates"),
        "语料": _files(documents),
        "题目": _digest(case.encode() for case in cases),
        "向量": f"{settings.engine} {settings.embedder}",
        "模型": settings.model if settings.uses_model else "无",
    }


def code_digest() -> str:
    """The digest of everything that an answer and its judgement follow from: the product, its lexicon, the evaluation itself."""
    here = Path(__file__).parent
    parts = [_files(PACKAGE, "*.py"), _files(SHIPPED_KNOWLEDGE / "lexicon"), _files(here, "*.py"), _files(here / "worlds", "*.toml")]
    return _digest(part.encode() for part in parts)


def _files(root: Path, pattern: str = "*") -> str:
    """The digest of the names and bytes of all files below a folder, or of one file."""
    paths = [root] if root.is_file() else sorted(path for path in root.rglob(pattern) if path.is_file() and path.suffix != ".pyc")
    return _digest(part for path in paths for part in (path.relative_to(root).as_posix().encode(), path.read_bytes()))


def _digest(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:12]
