"""How much a model is given: token counts offline, and evidence trimmed to fit without cutting any piece in two."""

from __future__ import annotations

import base64
import re
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

_CACHED = "fb374d419588a4632f3f557e76b4b70aebbca790"
"""The name under which tiktoken keeps the o200k vocabulary once some program has fetched it."""
_CUTS = r" ?\p{L}+| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+"
"""Where words are cut before they are counted: simpler than the vocabulary's own pattern, exact enough for a budget."""
_WORD = re.compile(r"[A-Za-z0-9]+")
_BLANK = re.compile(r"\s+")


def estimate_tokens(text: str) -> int:
    """An offline estimate that rather counts too many: a Han character or a mark is one token, four Latin letters or digits are one."""
    latin = _WORD.findall(text)
    others = len(_BLANK.sub("", _WORD.sub("", text)))
    return others + sum(-(-len(word) // 4) for word in latin)


def count_tokens(text: str, cache: Path | None = None) -> int:
    """Tokens by tiktoken where its vocabulary already lies on this machine, by estimate elsewhere; nothing is ever downloaded."""
    encoding = _encoding(cache or Path(tempfile.gettempdir()) / "data-gym-cache")
    return len(encoding.encode_ordinary(text)) if encoding is not None else estimate_tokens(text)


def within_budget(texts: Sequence[str], budget: int) -> list[str]:
    """The first texts that fit into a budget of tokens together, each whole or not at all."""
    kept = []
    for text in texts:
        budget -= count_tokens(text)
        if budget < 0:
            break
        kept.append(text)
    return kept


@lru_cache(maxsize=4)
def _encoding(cache: Path) -> Encoding | None:
    file = cache / _CACHED
    if not file.is_file():
        return None
    try:
        lines = (line.split() for line in file.read_bytes().splitlines() if line)
        ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    except ValueError:
        return None
    import tiktoken

    return tiktoken.Encoding("local", pat_str=_CUTS, mergeable_ranks=ranks, special_tokens={})
