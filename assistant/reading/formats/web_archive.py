"""Web pages saved as one file (.mht, .mhtml): the page inside, nothing fetched from elsewhere."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from assistant.errors import EmptyReport, UnreadableReport
from assistant.reading.formats.encoding import decode
from assistant.reading.formats.webpage import declared_charset, page_text
from assistant.reading.loaded import Loaded

MOST_PARTS = 2000


def read_archive(path: Path, data: bytes) -> Loaded:
    """The main text of the page; where it is made of frames, of the frame with the most text.

    Raises:
        UnreadableReport: no saved page, or one whose text is not in the file.
        EmptyReport: no text in it.
    """
    pages = _pages(path, data)
    found: list[Loaded] = []
    refused: UnreadableReport | None = None
    for page, charset in pages:
        try:
            found.append(page_text(path, decode(path, page, charset or declared_charset(page))))
        except UnreadableReport as error:
            refused = refused or error
    if not found:
        raise refused or UnreadableReport(f"网页文件“{path.name}”里没有网页（可能已损坏），请在浏览器中重新另存后再上传。")
    best = max(found, key=lambda loaded: len(loaded.text))
    if not best.text.strip():
        raise EmptyReport(f"文件“{path.name}”里没有可读的文字，请检查后重新上传。")
    return best


def _pages(path: Path, data: bytes) -> list[tuple[bytes, str]]:
    """The pages inside with the charsets that are said of them.

    Raises:
        UnreadableReport: the file is no message, or holds more parts than any page has.
    """
    try:
        message = email.message_from_bytes(data, policy=default)
        pages = []
        for number, part in enumerate(message.walk()):
            if number > MOST_PARTS:
                raise UnreadableReport(f"网页文件“{path.name}”里的部分太多，请在浏览器中打印为 PDF 后再上传。")
            if isinstance(part, EmailMessage) and part.get_content_type() in ("text/html", "application/xhtml+xml"):
                body = part.get_payload(decode=True)
                pages.append((body if isinstance(body, bytes) else b"", str(part.get_content_charset() or "")))
    except (LookupError, ValueError, TypeError, RecursionError):
        pages = []
    return [(page, charset) for page, charset in pages if page.strip()]
