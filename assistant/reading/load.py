"""Which format reads a file: by its ending, checked by what the reader finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.errors import EmptyReport, UnreadableReport
from assistant.reading.formats import plain, webpage, word, workbook
from assistant.reading.loaded import Loaded

READ = "txt、md、csv、html、docx、xlsx"


def load(path: Path, data: bytes) -> Loaded:
    """The content of a file, its lines ended by a plain newline.

    Raises:
        UnreadableReport: the type is not read, or the bytes are not what the name says.
        EmptyReport: nothing is in it.
    """
    reader = _READERS.get(path.suffix.lower().lstrip("."))
    if reader is None:
        raise UnreadableReport(f"文件“{path.name}”的类型暂不支持，目前能读 {READ}，请另存为其中一种后再上传。")
    if not data.strip():
        raise EmptyReport(f"文件“{path.name}”是空的，请检查后重新上传。")
    loaded = reader(path, data)
    if not loaded.text.strip():
        raise EmptyReport(f"文件“{path.name}”里没有可读的文字，请检查后重新上传。")
    return loaded


_READERS: dict[str, Callable[[Path, bytes], Loaded]] = {
    "txt": plain.read_text,
    "md": plain.read_markdown,
    "csv": workbook.read_separated,
    "html": webpage.read_page,
    "htm": webpage.read_page,
    "docx": word.read_word,
    "xlsx": workbook.read_workbook,
}
