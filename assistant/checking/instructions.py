"""Text that speaks to a model instead of telling of rectification: whatever holds it stays here, so that there is nothing to obey."""

from __future__ import annotations

import re
import unicodedata

from assistant.checking.guardwords import load_guard_words

_HIDDEN = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff_*~`·•|-]+")
_MARKS = str.maketrans("，：；！？“”「」", ',:;!?""""')


def instructs(*texts: str) -> bool:
    """Whether one of the texts holds what sounds like an instruction to a model, however it is spaced or disguised."""
    return any(load_guard_words().instructions.search(_plain(text)) for text in texts)


def _plain(text: str) -> str:
    """Without blanks, invisible characters and ornaments, in half width."""
    lines = unicodedata.normalize("NFKC", text).translate(_MARKS).splitlines()
    return "\n".join(_HIDDEN.sub("", line) for line in lines)
