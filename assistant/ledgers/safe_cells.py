"""Text as it may stand in a cell of a workbook: nothing in it is run as a formula, whatever program opens or saves it again."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 32_767
"""So many characters Excel holds in a cell."""
ACTIVE = frozenset("=+-@\t\r＝＋－＠'")
"""What a program may take for the beginning of a formula, in either width; the mark that guards against it is guarded itself."""
GUARD = "'"
CUT = "…（原文过长，此处截断）"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def tidy(text: str) -> str:
    """The text without characters that a workbook cannot hold; every line end is a line feed."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def safe(text: str) -> str:
    """The text as a cell holds it: guarded by an apostrophe where its first visible character could begin a formula."""
    whole = tidy(text)
    if text[:1] in ACTIVE or _first_visible(whole) in ACTIVE:
        whole = GUARD + whole
    return whole if len(whole) <= LONGEST else whole[: LONGEST - len(CUT)] + CUT


def unguarded(text: str) -> str:
    """What was written into a cell, from what `safe` made of it."""
    if not text.startswith(GUARD):
        return text
    rest = text[len(GUARD) :]
    return rest if rest[:1].isspace() or _first_visible(rest) in ACTIVE else text


def escaped(text: str) -> str:
    """A cell's text as the file spells it: _x0041_ written by somebody must not be read as the letter A."""
    return _ESCAPE_LIKE.sub("_x005F_", text)


def _first_visible(text: str) -> str:
    """The first character that is neither blank nor invisible, empty when there is none."""
    return next((one for one in text if unicodedata.category(one)[0] not in "ZC"), "")
