"""Bytes as text: byte-order marks, UTF-8, 16 and 32, GB18030 and Big5, several in one file, and damaged text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from assistant.errors import UnreadableReport
from assistant.reading.vocabulary import load_vocabulary

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BYTES = ("gb18030", "big5", "big5hkscs", "utf-8")
_UNITS = ("utf-16-le", "utf-16-be")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〔〕【】—…·％　 ℃㎡①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤ０１２３４５６７８９「」『』μ³²\r\n")
LOST = "\ufffd"
MOST_CONTROL = 0.01
MOST_LOST = 0.02
FEWEST_LOST = 3
"""Damaged places that even a short text may have."""
SAMPLE, PARTS = 20_000, 10
"""So many characters are judged, taken from so many places of the text."""
FAVOURED = 0.1
"""By so much a reading must be better to stand against the declared one, or against GB18030 where nothing is declared."""
FEWEST_FOREIGN = 3


class Decoded(NamedTuple):
    """A text with plain newlines, and what staff should know about its reading."""

    text: str
    notices: tuple[str, ...] = ()


def decode(path: Path, data: bytes, declared: str = "") -> Decoded:
    """Text by byte-order mark, UTF-8, then the Chinese encodings, the more Chinese reading first.

    `declared` is the charset a file says it has; it is believed unless another reading is clearly better.

    Raises:
        UnreadableReport: the bytes are no text.
    """
    text, mixed = _decoded(data, declared)
    lost = text.count(LOST)
    if lost > max(MOST_LOST * len(text), FEWEST_LOST) or sum(1 for _ in _CONTROL.finditer(text)) > max(MOST_CONTROL * len(text), 1):
        raise UnreadableReport(f"文件“{path.name}”不是文本文件（可能是改了扩展名的其他文件），请用原来的程序打开另存后再上传。")
    notices = []
    if mixed:
        notices.append("文件里混有几种文字编码，已分段识别，请核对原件")
    if lost:
        notices.append(f"有{lost}处文字已损坏，以“{LOST}”代替，请核对原件")
    return Decoded(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")), tuple(notices))


def chinese(text: str) -> float:
    """How much the characters beyond ASCII look like written Chinese: about 0.6 for a text, below 0 for a wrong decoding."""
    frequent, common = _characters()
    step = max(len(text) // PARTS, SAMPLE // PARTS)
    foreign = [mark for start in range(0, len(text), step) for mark in _FOREIGN.findall(text, start, start + SAMPLE // PARTS)]
    points = 0.0
    for character in foreign:
        if character in frequent:
            points += 1
        elif character in _PUNCTUATION:
            points += 0.7
        elif character not in common:
            points -= 3 if character == LOST else 1
    return points / max(len(foreign), 1)


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    """The most frequent characters, and all that both charsets hold to be in common use."""
    simplified = "".join(bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    traditional = "".join(
        bytes((row, cell)).decode("big5", "ignore") for row in range(0xA4, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    return frozenset(load_vocabulary().value("encoding.frequent")), frozenset(simplified + traditional)


def _decoded(data: bytes, declared: str) -> tuple[str, bool]:
    """The text, damaged places as U+FFFD, and whether it is made of several encodings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), False
    wide = _wide(data)
    if wide is not None:
        return wide, False
    if (text := _whole(data, "utf-8")) is not None:
        return text, False
    encoding = max(_readings(data, declared), key=itemgetter(0))[1]
    single = _whole(data, encoding) or data.decode(encoding, "replace")
    mixed = _mixed(data)
    return (mixed, True) if mixed is not None and chinese(mixed) > chinese(single) else (single, False)


def _wide(data: bytes) -> str | None:
    """UTF-16 or 32 without a mark: zero bytes stand in it, and one way to read them is Chinese or plain words."""
    if 0 not in data[:SAMPLE]:
        return None
    for encoding in ("utf-32-le", "utf-32-be", *_UNITS):
        text = _whole(data, encoding)
        if text and not _CONTROL.search(text[:SAMPLE]) and (chinese(text) > 0.2 or text.isascii()):
            return text
    return None


def _whole(data: bytes, encoding: str) -> str | None:
    """The text if every byte fits; a character cut off at the end is marked as lost."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    return text + (LOST if decoder.getstate()[0] else "")


def _readings(data: bytes, declared: str) -> Iterator[tuple[float, str]]:
    """The encodings the bytes may be in, each with how Chinese they read by it, judged where the first Chinese stands."""
    favoured = _known(declared) or "gb18030"
    first = re.search(rb"[\x80-\xff]", data)
    sample = data[first.start() :][: 4 * SAMPLE] if first else data[:SAMPLE]
    for encoding in dict.fromkeys((favoured, *_BYTES)):
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
        yield chinese(text) + (FAVOURED if encoding == favoured else 0.0), encoding


def _known(declared: str) -> str:
    """The declared charset as the larger one it is part of; empty for one Python does not know."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "cp950": "big5"}.get(name, name)


def _mixed(data: bytes) -> str | None:
    """Lines of UTF-8 and lines of another encoding, as files look that were put together from several."""
    lines = data.split(b"\n")
    read = [_whole(line, "utf-8") for line in lines]
    plain = "".join(line for line in read if line is not None)
    rest = b"\n".join(line for line, words in zip(lines, read, strict=True) if words is None)
    if len(_FOREIGN.findall(plain)) < FEWEST_FOREIGN or chinese(plain) < 0.3:
        return None
    options = [(chinese(text), encoding) for encoding in _BYTES[:-1] if (text := _whole(rest, encoding)) is not None]
    if not options or max(options)[0] < 0.3:
        return None
    encoding = max(options)[1]
    return "\n".join(line.decode(encoding, "replace") if words is None else words for line, words in zip(lines, read, strict=True))
