"""The page in the language of the settings: Chinese as it is written, others by the words of one file of knowledge."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file

CHINESE = "zh"
SCRIPT = Path(__file__).with_name("words.js")


def head(language: str, home: Path) -> str:
    """What the page takes along in its head to speak a language; nothing for Chinese.

    Raises:
        KnowledgeError: the file of words cannot be read.
    """
    if language == CHINESE:
        return ""
    # Within a script no word may end it.
    known = json.dumps(words(language, home), ensure_ascii=False).replace("</", "<\\/")
    return f"<script>const pageWords = {known};\n{SCRIPT.read_text(encoding='utf-8')}</script>"


def speaker(language: str, home: Path) -> Callable[[str], str]:
    """What says a sentence of the page in a language, for what is shown without the page's script; unknown ones stay Chinese.

    Raises:
        KnowledgeError: the file of words cannot be read.
    """
    known = {} if language == CHINESE else words(language, home)

    def said(sentence: str) -> str:
        for ours, theirs in known.items():
            pattern = "".join(_HOLES.get(piece, re.escape(piece)) for piece in re.split(r"(\{#?\})", ours))
            if found := re.fullmatch(pattern, sentence):
                return theirs.format(*found.groups())
        return sentence

    return said


_HOLES = {"{}": "(.+?)", "{#}": r"(\d+)"}


def words(language: str, home: Path) -> dict[str, str]:
    """The page's own words with those of a language.

    Raises:
        KnowledgeError: the file of words cannot be read.
    """
    path = knowledge_file(f"page-{language}.toml", home)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
        return {str(ours): str(theirs) for ours, theirs in found.items()}
    except (OSError, ValueError, KeyError, AttributeError):
        raise KnowledgeError(f"页面词句文件 {path} 读不出来，请对照随附的文件改正，或删去改过的那份。") from None
