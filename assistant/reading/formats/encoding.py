"""Bytes as text: byte-order marks, UTF-8 and 16, GB18030 and Big5, and damaged text."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import UnreadableReport

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_FREQUENT = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}
"""Where a charset keeps its frequent characters: by the first byte of their code."""
MOST_CONTROL = 0.01
CLEARLY_BETTER = 0.15
"""By so much more frequent characters Big5 must read a text before GB18030 gives way."""
MOST_LOST = 0.005


def decode(path: Path, data: bytes) -> str:
    """Text by byte-order mark, UTF-8, then the Chinese encodings, the more Chinese reading first.

    Raises:
        UnreadableReport: the bytes are no text.
    """
    text = _decoded(data)
    if text is None or len(_CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise UnreadableReport(f"文件“{path.name}”不是文本文件（可能是改了扩展名的其他文件），请用原来的程序打开另存后再上传。")
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding)
    if data[:4000].count(0) > len(data[:4000]) // 10:
        return next((text for encoding in ("utf-16-le", "utf-16-be") if _looks_chinese(text := _try(data, encoding))), None)
    if (text := _try(data, "utf-8")) is not None:
        return text
    simplified, traditional = _try(data, "gb18030"), _try(data, "big5")
    if simplified is None or traditional is None:
        return simplified or traditional or _guessed(data)
    better = _frequent(traditional, "big5") > _frequent(simplified, "gb18030") + CLEARLY_BETTER
    return traditional if better else simplified


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _frequent(text: str, encoding: str) -> float:
    """The share of a charset's frequent characters among the Chinese ones: a wrong decoding gives rare ones."""
    charset, first, last = _FREQUENT[encoding]
    codes = [character.encode(charset, "ignore") for character in text[:5000] if "\u4e00" <= character <= "\u9fff"]
    return sum(bool(code) and first <= code[0] <= last for code in codes) / max(len(codes), 1)


def _looks_chinese(text: str | None) -> bool:
    return text is not None and _frequent(text, "gb18030") + _frequent(text, "big5") > 1


def _guessed(data: bytes) -> str | None:
    """What charset-normalizer makes of damaged text; else UTF-8 or GB18030 with a few bytes lost."""
    from charset_normalizer import from_bytes

    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= MOST_LOST * len(text):
            return text
    best = from_bytes(data).best()
    return str(best) if best is not None and _looks_chinese(str(best)) else None
