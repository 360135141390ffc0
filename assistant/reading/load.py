"""Which format reads a file: by its ending, checked by what the reader finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.errors import EmptyReport, UnreadableReport
from assistant.reading.formats import ofd, pdf, picture, plain, spreadsheet, web_archive, webpage, word
from assistant.reading.loaded import MOST_CHARACTERS, Loaded, too_long
from assistant.reading.recognition import Recognition
from assistant.reading.repetition import is_repetitive

Reader = Callable[[Path, bytes], Loaded]
READ = "txt、md、csv、html、mht、pdf、docx、xlsx、xls、et、ods、doc、wps、rtf、odt、ofd，开启文字识别后还有 jpg、png、tif"

MOST_BYTES = 4
"""Of one character in any encoding: plain text longer than this is too long before it is decoded."""


def load(path: Path, data: bytes, recognition: Recognition | None = None) -> Loaded:
    """The content of a file, its lines ended by a plain newline; scans are read where `recognition` is given.

    Raises:
        UnreadableReport: the type is not read, the bytes are not what the name says, or there is too much text.
        EmptyReport: nothing is in it.
    """
    reader = _reader(path.suffix.lower().lstrip("."), recognition)
    if reader is None:
        raise UnreadableReport(f"文件“{path.name}”的类型暂不支持，目前能读 {READ}，请另存为其中一种后再上传。")
    if not data.strip():
        raise EmptyReport(f"文件“{path.name}”是空的，请检查后重新上传。")
    if reader in (plain.read_text, plain.read_markdown) and len(data) > MOST_CHARACTERS * MOST_BYTES:
        raise too_long(path)
    loaded = reader(path, data)
    # A workbook is measured while it is read; its text is mostly the names of columns.
    if len(loaded.text) > MOST_CHARACTERS and reader is not spreadsheet.read_spreadsheet:
        raise too_long(path)
    if is_repetitive(loaded.text):
        raise UnreadableReport(f"文件“{path.name}”几乎全是同一段字符的重复，可能已损坏，请用原来的程序打开核对后再上传。")
    if not loaded.text.strip():
        raise EmptyReport(f"文件“{path.name}”里没有可读的文字，请检查后重新上传。")
    return loaded


def _reader(ending: str, recognition: Recognition | None) -> Reader | None:
    if seer := _SEERS.get(ending):
        return lambda path, data: seer(path, data, recognition)
    return _READERS.get(ending)


_READERS: dict[str, Reader] = {
    "txt": plain.read_text,
    "md": plain.read_markdown,
    **dict.fromkeys(("csv", "tsv", "xlsx", "xlsm", "xls", "et", "ods", "xlsb"), spreadsheet.read_spreadsheet),
    "html": webpage.read_page,
    **dict.fromkeys(("htm", "xhtml", "shtml"), webpage.read_page),
    **dict.fromkeys(("mht", "mhtml"), web_archive.read_archive),
    **dict.fromkeys(("docx", "docm", "dotx", "dotm", "doc", "dot", "wps", "wpt", "rtf", "odt"), word.read_word),
    "ofd": ofd.read_ofd,
}
_SEERS: dict[str, Callable[[Path, bytes, Recognition | None], Loaded]] = {
    "pdf": pdf.read_pdf,
    **dict.fromkeys(("jpg", "jpeg", "png", "tif", "tiff"), picture.read_picture),
}
"""Readers of what may be scanned."""
