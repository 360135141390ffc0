"""A draft becomes a file: Word, PDF or Markdown, with the layout checked in the file that was written."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from assistant.drafting.letterhead import Letterhead
from assistant.errors import UnreadableReport, UsageError
from assistant.types import Draft

SUFFIXES = (".docx", ".pdf", ".md")


def check_output(output: Path) -> None:
    """Say at once what would only fail after the drafting.

    Raises:
        UsageError: not a kind of document, no such folder, or a PDF without LibreOffice.
    """
    if output.suffix.lower() not in SUFFIXES:
        raise UsageError(f"草稿只能写成 .docx、.pdf 或 .md 文件，不能写成“{output.name}”。")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"要写入的文件夹不存在：{output.absolute().parent}。")
    if output.suffix.lower() == ".pdf":
        from assistant.reading.formats.office import converter

        if converter() is None:
            raise UsageError("写成 PDF 需要 LibreOffice，请安装后再试，或先写成 .docx，再用 Word 或 WPS 另存为 PDF。")


def write_output(draft: Draft, output: Path, head: Letterhead | None = None) -> Draft:
    """Write the draft to a file that `check_output` let pass; what comes back has the clauses of the layout among its checks.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        if output.suffix.lower() == ".md":
            return _markdown(draft, output)
        if output.suffix.lower() == ".docx":
            return _word(draft, output, head)
        return _pdf(draft, output, head)
    except OSError:
        raise UsageError(f"“{output.name}”写不进去，请检查权限，或先在 Word 里关闭它。") from None


def _markdown(draft: Draft, output: Path) -> Draft:
    from assistant.drafting.markdown import to_markdown

    output.write_text(to_markdown(draft), "utf-8")
    return draft


def _word(draft: Draft, output: Path, head: Letterhead | None) -> Draft:
    from assistant.drafting.clauses import clauses
    from assistant.drafting.word import write_docx

    write_docx(draft, output, head)
    return replace(draft, checks=(*draft.checks, *clauses(output)))


def _pdf(draft: Draft, output: Path, head: Letterhead | None) -> Draft:
    """Printed from a Word file, whose layout is what is checked."""
    from assistant.reading.formats.office import converted

    with tempfile.TemporaryDirectory(prefix="print-", ignore_cleanup_errors=True) as folder:
        word = Path(folder) / "draft.docx"
        written = _word(draft, word, head)
        try:
            printed = converted(word, word.read_bytes(), "pdf")
        except UnreadableReport:
            raise UsageError("LibreOffice 没能写成 PDF，请先写成 .docx，再用 Word 或 WPS 另存为 PDF。") from None
    output.write_bytes(printed)
    return written
