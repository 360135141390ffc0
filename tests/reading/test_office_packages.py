"""Zip-based office files that are hostile, closed or broken: refused by one sentence, nothing outside them read."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from assistant.errors import UnreadableReport
from assistant.reading.formats import package, word_parts
from assistant.reading.formats.package import open_package
from assistant.reading.formats.word import read_word
from tests.reading.word_files import MAIN, SPACES, packed, paragraph, word_file

DECLARED = "<!DOCTYPE w [{}]>"
LAUGHS = DECLARED.format(
    '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)


def sentence(error: pytest.ExceptionInfo[UnreadableReport]) -> str:
    text = str(error.value)
    assert text.endswith("。") and text.count("。") == 1 and "报告.docx" in text
    return text


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableReport) as error:
        read_word(Path("报告.docx"), data)
    return sentence(error)


def with_document(xml: bytes | str) -> bytes:
    """A docx whose body part is exactly these bytes."""
    with zipfile.ZipFile(io.BytesIO(word_file(""))) as original:
        return packed({name: xml if name == "word/document.xml" else original.read(name) for name in original.namelist()})


def document(entity: str) -> str:
    return f"<w:document {SPACES}><w:body><w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:body></w:document>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_doctype_is_refused_in_any_encoding(tmp_path, encoding):
    secret = tmp_path / "secret.txt"
    secret.write_text("不该读到的内容", "utf-8")
    outside = DECLARED.format(f'<!ENTITY x SYSTEM "{secret.as_uri()}">')
    assert "DOCTYPE" in refused(
        with_document(f'<?xml version="1.0" encoding="{encoding[:6]}"?>{outside}{document("&x;")}'.encode(encoding))
    )


def test_entities_that_grow_are_refused_before_they_grow():
    assert "DOCTYPE" in refused(with_document(LAUGHS + document("&i;")))


def test_a_doctype_behind_a_long_comment_is_found():
    assert "DOCTYPE" in refused(with_document(f"<!--{'x' * 300_000}-->" + LAUGHS + document("&i;")))


def test_a_doctype_in_any_part_is_refused():
    assert "DOCTYPE" in refused(packed_with("word/theme/theme1.bin", DECLARED.format("") + "<a/>"))


def packed_with(name: str, content: str | bytes) -> bytes:
    """A docx with one part more."""
    with zipfile.ZipFile(io.BytesIO(word_file(paragraph("正文")))) as original:
        return packed({**{inside: original.read(inside) for inside in original.namelist()}, name: content})


def test_the_word_doctype_in_the_text_itself_is_read():
    assert read_word(Path("报告.docx"), with_document(document("<![CDATA[<!DOCTYPE 报告>]]>"))).text == "<!DOCTYPE 报告>"


def test_a_file_that_unpacks_to_too_much_is_refused():
    assert "解压后过大" in refused(packed_with("word/media/image1.bmp", bytes(package.MOST_UNPACKED + 1)))


def test_a_part_packed_beyond_reason_is_refused():
    assert "压缩异常" in refused(packed_with("word/media/image1.bmp", bytes(package.SMALL + 1)))


def test_too_many_parts_are_refused():
    parts = {f"word/media/{number}.png": b"" for number in range(package.MOST_ENTRIES)}
    with zipfile.ZipFile(io.BytesIO(word_file(""))) as original:
        assert "部件" in refused(packed({**{name: original.read(name) for name in original.namelist()}, **parts}))


def test_a_body_beyond_what_memory_should_hold_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", document("甲" * (word_parts.MOST_XML // 3)))
    assert "正文过大" in refused(stream.getvalue())


def test_encrypted_entries_are_said_to_be_encrypted():
    data = bytearray(word_file(paragraph("正文")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, struct.unpack_from("<H", data, at + offset)[0] | 1)
            at = data.find(mark, at + 4)
    assert "已加密" in refused(bytes(data))


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04broken",
        b"",
        b"not a zip at all",
        word_file(paragraph("正文"))[:-60],
        packed({"[Content_Types].xml": "<Types/>"}),
        with_document("<w:document"),
        with_document("<html/>"),
        with_document(document("甲")[:-30]),
        with_document(b"\xff\xfe\x00"),
    ],
    ids=["header only", "empty", "text", "cut", "no body", "cut tag", "other root", "cut body", "no xml"],
)
def test_broken_files_are_one_sentence(data):
    refused(data)


def test_a_workbook_under_the_name_of_a_document_is_refused():
    refused(packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}))


def test_outside_targets_and_paths_that_climb_are_never_read(tmp_path):
    outside = tmp_path / "styles.xml"
    outside.write_text("<styles/>", "utf-8")
    base = "http://schemas.openxmlformats.org"
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
        for index, (kind, target, mode) in enumerate(
            (("styles", outside.as_uri(), ' TargetMode="External"'), ("numbering", "../../../etc/passwd", ""), ("comments", "", ""))
        )
    )
    data = packed_with(
        "word/_rels/document.xml.rels", f'<Relationships xmlns="{base}/package/2006/relationships">{relations}</Relationships>'
    )
    assert read_word(Path("报告.docx"), data).text == "正文"


def test_an_open_package_gives_its_parts():
    with open_package(Path("报告.docx"), word_file(paragraph("正文"))) as opened:
        assert MAIN in opened.read("[Content_Types].xml").decode()


@pytest.mark.parametrize(
    ("opening", "closing", "most"),
    [
        ("<w:r>", "</w:r>", 240),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120),
        ("<w:smartTag>", "</w:smartTag>", 240),
        ("<w:r><w:pict><w:txbxContent><w:p>", "</w:p></w:txbxContent></w:pict></w:r>", 60),
        ("</w:p><w:tbl><w:tr><w:tc><w:p>", "</w:p></w:tc></w:tr></w:tbl><w:p>", 80),
    ],
    ids=["runs", "controls", "tags", "text boxes", "tables"],
)
def test_elements_inside_each_other_as_deep_as_xml_may_go(opening, closing, most):
    """The parser refuses more than 256 levels, so no document can exhaust the reader's stack."""
    words = "<w:r><w:t>甲</w:t></w:r>"
    body = f"<w:p>{opening * most}{words}{closing * most}</w:p>"
    assert read_word(Path("报告.docx"), word_file(body)).text.strip() == "甲"
    assert "打不开" in refused(word_file(f"<w:p>{opening * 300}{words}{closing * 300}</w:p>"))
