"""Word documents as text: paragraphs and tables in body order, numbers rebuilt, changes accepted, notes and running heads kept apart.

The package is read with zipfile and lxml: python-docx opens neither macro files, templates nor strict ones, and knows nothing of
automatic numbers, fields, changes, notes and content controls, which are what this reader is about.
"""

from __future__ import annotations

from pathlib import Path

from assistant.errors import EmptyReport, UnreadableReport
from assistant.reading.formats import plain, web_archive, webpage
from assistant.reading.formats.office import converted
from assistant.reading.formats.package import encrypted, open_package
from assistant.reading.formats.signature import Kind, is_encrypted_office, kind_of
from assistant.reading.formats.tables import DocumentText
from assistant.reading.formats.word_body import Body
from assistant.reading.formats.word_margins import read_margins
from assistant.reading.formats.word_parts import W, WordParts, child, open_parts
from assistant.reading.formats.word_tables import Table
from assistant.reading.formats.word_text import Findings
from assistant.reading.loaded import Loaded

_LOOSE = (".doc", ".dot", ".rtf")
"""Under these names plain text turns up as well."""
_NOTICES = (
    ("changes", "文中有{}处修订，按全部接受处理。"),
    ("hidden", "文中有{}处隐藏文字，未收入正文。"),
    ("glosses", "文中有{}处注音，只保留了被注音的字。"),
    ("struck", "文中有{}处带删除线的文字，仍按正文读取，请核对。"),
    ("signs", "文中有{}个符号的字体无法识别，以“□”代替，请核对原文。"),
    ("charts", "文中有{}个图表或图示，其中的文字和数字未读取。"),
)


def read_word(path: Path, data: bytes) -> Loaded:
    """A Word file of any age, or one of WPS, RTF or OpenDocument: a line a paragraph and a line a table row.

    What it is decide its first bytes, because many a .doc is a page, RTF or docx under another name. All but docx (docm, dotx …)
    come by way of LibreOffice.

    Raises:
        UnreadableReport: encrypted, damaged, of another type, beyond the limits, or no LibreOffice is here to open it.
        EmptyReport: it holds only pictures.
    """
    kind = kind_of(data)
    if kind == "html":
        return webpage.read_page(path, data)
    if kind == "archive":
        return web_archive.read_archive(path, data)
    if kind == "pdf":
        raise UnreadableReport(f"“{path.name}”其实是 PDF 文件，请把扩展名改为 .pdf 后再上传。")
    if kind == "other" and path.suffix.lower() in _LOOSE:
        return plain.read_text(path, data)
    if is_encrypted_office(data):
        raise encrypted(path)
    return _loaded(path, open_parts(path, converted(path, data, "docx") if _needs_converter(path, data, kind) else data))


def _needs_converter(path: Path, data: bytes, kind: Kind) -> bool:
    """Whether these are not the parts of a docx; a zip file is looked over before anything opens it."""
    if kind != "zip":
        return kind in ("ole", "rtf") or path.suffix.lower() == ".wps"
    with open_package(path, data) as package:
        return "[Content_Types].xml" not in package.NameToInfo and "mimetype" in package.NameToInfo


def _loaded(path: Path, parts: WordParts) -> Loaded:
    findings = Findings()
    body = Body(parts, findings)
    written = DocumentText()
    for block in body.blocks(child(parts.document, "body")):
        if isinstance(block, Table):
            written.table(block.rows, merges=block.merges)
        else:
            written.line(block)
    loaded = written.loaded(read_margins(parts, body, findings), _notices(parts, findings))
    if findings.pictures and not loaded.text.strip():
        raise EmptyReport(f"“{path.name}”里只有图片、没有文字，可能是扫描件，请先做文字识别或找到可编辑的原件再上传。")
    return loaded


def _notices(parts: WordParts, findings: Findings) -> list[str]:
    counted = [sentence.format(getattr(findings, name)) for name, sentence in _NOTICES if getattr(findings, name)]
    if findings.contents:
        counted.append("自动生成的目录未收入正文。")
    embedded = parts.embedded + sum(1 for _ in parts.document.iter(W + "altChunk"))
    if embedded:
        counted.append(f"文中嵌入了{embedded}个其他文件（如 Excel 表格），其中的内容未读取，请另行上传。")
    return counted
