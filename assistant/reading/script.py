"""Steps for the script: characters eaten by wrong decoding, traditional characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import Vocabulary

SIMPLIFIED, DECODING = "繁简转换", "乱码残留"
_EATEN = re.compile(r"\?[,，]([A-Z\\^_`\[\]@])[(（][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）]")
_LEFT_OVER = re.compile(r"[▌▍▎█\ufffd]+\^?[)）〕]?")
FEWEST, FEWEST_IN_LINE = 2, 3
"""So many traditional characters, and more than simplified ones, make a text or a line one in traditional script."""
_CHARACTERS = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]


def decoding_leftovers(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Marks that wrong decoding left; a full stop with the character after it is read back from its bytes (?,F(xiàn) is 。現)."""
    if "?" not in text:
        return
    for match in _EATEN.finditer(text):
        eaten = bytes((0xAC, ord(match[1]))).decode("gbk", "ignore")
        if eaten:
            yield Edit(match.start(), match.end(), "。" + eaten, DECODING, 0.8)


def leftover_marks(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Block marks and replacement marks with the half of a character behind them."""
    for match in _LEFT_OVER.finditer(text):
        yield Edit(match.start(), match.end(), "", DECODING, 0.6)


@cache
def _converter() -> Any:  # noqa: ANN401 - opencc has no types
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _scripts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any character that only traditional script has, and any simplified form of one."""
    characters = [chr(code) for code in _CHARACTERS]
    converted = _converter().convert("\n".join(characters)).split("\n")
    pairs = [(old, new) for old, new in zip(characters, converted, strict=True) if old != new]
    traditional, simple = {old for old, _ in pairs}, {new for _, new in pairs}
    return _one_of(traditional), _one_of(simple - traditional)


def _one_of(characters: set[str]) -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(characters)) + "]")


def simplified(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Traditional characters, one for one, where a text or a line is in traditional script; words are never swapped."""
    traditional = _scripts()[0]
    if not traditional.search(text):
        return
    whole = _is_traditional(text, FEWEST)
    start = 0
    for line in text.split("\n"):
        if traditional.search(line) and (whole or _is_traditional(line, FEWEST_IN_LINE)):
            changes = ((index, new) for index, (old, new) in enumerate(zip(line, _converted(line), strict=True), start) if old != new)
            yield from (Edit(place, place + 1, new, SIMPLIFIED, 0.99) for place, new in changes)
        start += len(line) + 1


def _is_traditional(text: str, fewest: int) -> bool:
    """Whether more characters are of the traditional script than of the simplified: a rare character of a name is no proof."""
    traditional, simple = _scripts()
    count = len(traditional.findall(text))
    return count >= fewest and count > len(simple.findall(text))


def _converted(line: str) -> str:
    """The line in simplified characters at the same offsets: by context where the lengths agree, else one character at a time."""
    converted: str = _converter().convert(line)
    return converted if len(converted) == len(line) else "".join(map(_one_character, line))


@cache
def _one_character(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character
