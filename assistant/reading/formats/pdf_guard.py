"""A PDF is looked over before it is opened: streams that unpack to far more than they are worth are refused."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from assistant.errors import UnreadableReport

MOST_UNPACKED = 64 * 2**20
"""Bytes of one stream that is no picture; whole Chinese fonts are the largest honest ones, 15 to 20 MB."""
MOST_TOGETHER = 512 * 2**20
"""Bytes of all of them."""
SMALL = 2**20
MOST_GROWTH = 150
"""So many times its packed size a stream larger than SMALL may become: text and drawings grow 3 to 30 times, a bomb 1,000 times."""
MOST_LAYERS = 3
_STEP = 2**18
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image")


def check_streams(path: Path, data: bytes) -> None:
    """Unpack every stream in bounded steps and stop at the first that grows without measure.

    Pictures are left out: no reader here unpacks them, and a scanned page is large by nature.

    Raises:
        UnreadableReport: a stream grows beyond the limits above.
    """
    together = 0
    for match in _STREAM.finditer(data):
        described = data.rfind(b" obj", max(0, match.start() - 4000), match.start())
        if not _PICTURE.search(data, max(described, 0), match.start()):
            together += _size(data, match.end(), MOST_LAYERS)
        if together > MOST_TOGETHER:
            raise UnreadableReport(f"PDF 文件“{path.name}”内部异常膨胀，可能是恶意文件，已停止读取，请向来源核实后重新导出 PDF 再上传。")


def _size(data: bytes | bytearray, start: int, layers: int) -> int:
    """Bytes a packed stream unpacks to, with a packed stream inside it; more than MOST_TOGETHER where that is beyond measure."""
    unpacked, used = _unpacked(data, start)
    size = len(unpacked)
    if size > MOST_UNPACKED or (size > SMALL and size > MOST_GROWTH * used):
        return MOST_TOGETHER + 1
    return size + (_size(unpacked, 0, layers - 1) if layers > 1 and unpacked[:1] == b"\x78" else 0)


def _unpacked(data: bytes | bytearray, start: int) -> tuple[bytearray, int]:
    """What a zlib stream holds, a little over MOST_UNPACKED at most, and how many packed bytes were used; empty for other data."""
    unpacker, unpacked, position = zlib.decompressobj(), bytearray(), start
    while position < len(data) and not unpacker.eof:
        packed: bytes | bytearray = data[position : position + _STEP]
        position += len(packed)
        while packed and not unpacker.eof:
            try:
                unpacked += unpacker.decompress(packed, _STEP)
            except zlib.error:
                return unpacked, position - start
            packed = unpacker.unconsumed_tail
            if len(unpacked) > MOST_UNPACKED:
                return unpacked, position - start - len(packed)
    return unpacked, position - start - len(unpacker.unused_data)
