"""Older and foreign office files by way of LibreOffice; files whose name says another type than their bytes."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread

import pytest

from assistant.errors import ReportError, UnreadableReport
from assistant.reading.formats import office
from assistant.reading.formats.office import converted, converter
from assistant.reading.formats.signature import is_encrypted_office, kind_of, streams_of
from assistant.reading.load import load
from assistant.types import Margin
from tests.reading.word_files import cell, item, levels, numbering, packed, paragraph, row, run, table, word_file

SAMPLES = Path(__file__).parents[2] / "knowledge" / "samples" / "documents"
needs_converter = pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed on this machine")
WRITERS = {"doc": "doc:MS Word 97", "odt": "odt:writer8", "docx": office.FILTERS["docx"]}
BODY = (
    paragraph("岫林县关于督察整改情况的报告")
    + item("总体情况", 1)
    + item("反馈问题", 1, 1)
    + paragraph(run("完成21项") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。"))
    + table(row(cell("各乡镇办理情况", '<w:gridSpan w:val="2"/>')), row("乡镇", "件数"), row("石檐乡", "31"))
    + paragraph("特此报告。")
)
PARTS = {
    "numbering": numbering({0: levels(("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"))}, {1: 0}),
    "footnotes": f'<w:footnote w:id="2">{paragraph("含长期坚持的3项。")}</w:footnote>',
}
LINES = [
    "岫林县关于督察整改情况的报告",
    "一、总体情况",
    "（一）反馈问题",
    "完成21项。",
    "各乡镇办理情况",
    "乡镇：石檐乡；件数：31",
    "特此报告。",
]


@cache
def written(data: bytes, kind: str) -> bytes:
    """A docx as LibreOffice writes it in another format."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(office.FILTERS, kind, WRITERS[kind])
        return converted(Path("原稿.docx"), data, kind)


@needs_converter
@pytest.mark.parametrize(("kind", "name"), [("doc", "报告.doc"), ("doc", "报告.wps"), ("odt", "报告.odt"), ("docx", "报告.docx")])
def test_each_format_gives_the_text_numbers_tables_and_notes_of_the_original(kind, name):
    """A .wps is a Word file here, not one of Microsoft Works; the docx is one that LibreOffice wrote."""
    loaded = load(Path(name), written(word_file(BODY, **PARTS), kind))
    assert [line for line in loaded.text.split("\n") if line] == LINES
    assert loaded.margins == (Margin("脚注", "含长期坚持的3项。"),)
    assert {(cell.row, cell.column) for cell in loaded.cells} >= {(3, 1), (3, 2)}


@needs_converter
def test_a_sample_document_there_and_back_says_the_same():
    sample = next(SAMPLES.glob("*.docx"))
    original = load(sample, sample.read_bytes())
    assert load(Path("报告.odt"), written(sample.read_bytes(), "odt")).text == original.text


@needs_converter
def test_rich_text_named_doc_is_recognised():
    rich = (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 "
        + "".join(f"\\u{ord(c)}?" for c in "整改完成21项。")
        + "}"
    )
    assert load(Path("报告.doc"), rich.encode("ascii")).text.strip() == "整改完成21项。"


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("报告.doc", word_file(paragraph("其实是新格式")), "其实是新格式"),
        ("报告.wps", word_file(paragraph("其实是新格式")), "其实是新格式"),
        (
            "报告.doc",
            "<html><head><meta charset='utf-8'></head><body><p>其实是网页，整改完成21项。</p></body></html>".encode(),
            "其实是网页，整改完成21项。",
        ),
        (
            "报告.doc",
            b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + "<html><body><p>其实是单个文件网页，整改完成21项。</p></body></html>".encode(),
            "其实是单个文件网页，整改完成21项。",
        ),
        ("报告.doc", "其实是纯文本，整改完成21项。".encode("gb18030"), "其实是纯文本，整改完成21项。"),
    ],
    ids=["docx as doc", "docx as wps", "page as doc", "saved page as doc", "text as doc"],
)
def test_the_bytes_say_what_a_file_is(name, data, text):
    assert load(Path(name), data).text.strip() == text


def test_a_pdf_named_doc_is_told():
    with pytest.raises(UnreadableReport, match="其实是 PDF 文件"):
        load(Path("报告.doc"), b"%PDF-1.7\n" + bytes(200))


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound (OLE) file with these streams, each of 4096 bytes at least, so that no short-stream table is needed."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    end, free, tables = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    chain = [tables, end]
    entries = [("Root Entry", 5, end, 0, 1)]
    for name, content in padded.items():
        first, count = len(chain), len(content) // 512
        chain += [*range(first + 1, first + count), end]
        entries.append((name, 2, first, len(content), free))
    directory = b""
    for index, (name, sort, first, size, child) in enumerate(entries):
        right = index + 1 if 0 < index < len(entries) - 1 else free
        encoded = (name + "\0").encode("utf-16-le")
        directory += (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(encoded), sort, 1, free, right, child)
            + bytes(36)
            + struct.pack("<IQ", first, size)
        )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    table = b"".join(struct.pack("<I", sector) for sector in chain).ljust(512, b"\xff")
    return header + table + directory.ljust(512, b"\0") + b"".join(padded.values())


def word_head(flags: int) -> bytes:
    """The first bytes of a Word 97 document; bit 0 of byte 11 says that it is encrypted."""
    return b"\xec\xa5\xc1\x00" + bytes(7) + bytes([flags]) + bytes(20)


@pytest.mark.parametrize(
    ("name", "streams"),
    [
        ("报告.docx", {"EncryptionInfo": b"", "EncryptedPackage": b""}),
        ("报告.doc", {"WordDocument": word_head(1)}),
        ("报告.wps", {"WordDocument": word_head(1)}),
    ],
    ids=["docx", "doc", "wps"],
)
def test_a_password_is_told_and_what_to_do(name, streams):
    with pytest.raises(UnreadableReport) as error:
        load(Path(name), compound(streams))
    assert str(error.value) == f"“{name}”已加密，请用原来的程序打开、去掉密码另存后再上传。"


def test_an_open_compound_file_is_not_taken_for_an_encrypted_one():
    data = compound({"WordDocument": word_head(0), "1Table": b""})
    assert streams_of(data) == {"WordDocument", "1Table"} and not is_encrypted_office(data)
    assert streams_of(data[:700]) == frozenset()


def test_without_a_converter_staff_learn_what_to_install(monkeypatch):
    monkeypatch.setattr(office, "_COMMANDS", ())
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(UnreadableReport) as error:
        load(Path("报告.wps"), compound({"WordDocument": word_head(0)}))
    assert str(error.value) == "读取 .wps 需要 LibreOffice，请安装后重试，或用 Word 把“报告.wps”另存为 docx 后再上传。"


@needs_converter
def test_a_file_that_the_converter_cannot_open_is_one_sentence():
    broken = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<broken"})
    with pytest.raises(UnreadableReport, match="LibreOffice 打不开“报告.odt”"):
        load(Path("报告.odt"), broken)


@needs_converter
def test_a_compound_file_of_nothing_is_one_sentence():
    with pytest.raises(ReportError, match="“报告.doc”.*。$"):
        load(Path("报告.doc"), compound({"WordDocument": word_head(0), "1Table": b""}))


def test_a_converter_that_hangs_is_ended_with_all_it_started(monkeypatch, tmp_path):
    program, witness = tmp_path / "soffice", tmp_path / "witness"
    program.write_text(f"#!/bin/sh\n(sleep 3; touch {witness}) &\nsleep 30\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "_COMMANDS", (str(program),))
    started = time.monotonic()
    with pytest.raises(UnreadableReport, match="超过"):
        converted(Path("报告.doc"), b"", "docx", seconds=0.5)
    assert time.monotonic() - started < 2
    time.sleep(3)
    assert not witness.exists(), "what the converter started must not outlive it"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a killed process leaves its children")
def test_a_converter_ends_when_the_process_that_reads_is_killed(tmp_path):
    program, begun, witness = tmp_path / "soffice", tmp_path / "begun", tmp_path / "witness"
    program.write_text(f"#!/bin/sh\n(pwd > {begun}; sleep 2; touch {witness}) &\nsleep 30\n")
    program.chmod(0o755)
    script = (
        "from pathlib import Path; from assistant.reading.formats import office;"
        f"office._COMMANDS = ({str(program)!r},); office.converted(Path('报告.doc'), b'', 'docx')"
    )
    reader = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[2])
    while not (begun.exists() and begun.read_text()):
        assert reader.poll() is None
        time.sleep(0.05)
    reader.kill()
    reader.wait()
    time.sleep(2.5)
    assert not witness.exists(), "the converter must not outlive its reader"
    assert not Path(begun.read_text().strip()).exists(), "nor may a copy of the file"


@needs_converter
def test_the_converter_fetches_nothing():
    """With a profile of its own LibreOffice would load the picture and the style sheet."""
    asked = []

    class Handler(BaseRequestHandler):
        def handle(self):
            asked.append(self.request.recv(1000))

    with TCPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        page = f"<html><head><link rel='stylesheet' href='{address}/a.css'></head><body><img src='{address}/a.png'>x</body></html>"
        assert converted(Path("页面.html"), page.encode(), "docx")
        server.shutdown()
    assert not asked


def test_an_odt_is_looked_over_before_it_is_converted():
    data = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<!DOCTYPE a><a/>"})
    with pytest.raises(UnreadableReport, match="DOCTYPE"):
        load(Path("报告.odt"), data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word_file(""), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"\xef\xbb\xbf{\\rtf1", "rtf"),
        (b"%PDF-1.4", "pdf"),
        (b"\r\n<HTML xmlns:o='x'>", "html"),
        ("整改<head>".encode("gb18030"), "html"),
        ("整改完成".encode("gb18030"), "other"),
    ],
)
def test_signatures(data, kind):
    assert kind_of(data) == kind
