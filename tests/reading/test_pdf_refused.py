"""PDF files that are damaged, encrypted, without meaning or hostile: each ends with one sentence, in time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import textwrap
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from assistant.errors import UnreadableReport
from tests.reading.sheets import LEFT, Sheets
from tests.reading.test_pdf import lines, official, read


def raw_pdf(*objects: bytes) -> bytes:
    """A file of numbered objects, the first of them the catalogue."""
    data, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    )


def stream(body: bytes, described: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (described, len(body), body)


CATALOGUE, TREE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
CODED = b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>"
)


def test_a_text_layer_without_meaning_is_said_to_be_one():
    codes = "".join(f"{number:04x}" for number in range(300, 360)).encode()
    data = raw_pdf(CATALOGUE, TREE, PAGE, stream(b"BT /F1 12 Tf 72 700 Td <" + codes + b"> Tj ET"), CODED, DESCENDANT)
    with pytest.raises(UnreadableReport, match="文字层是乱码") as caught:
        read(data)
    assert str(caught.value).count("。") == 1


def test_an_encrypted_file_opens_with_an_empty_password_and_else_is_refused():
    for password in ("", "secret"):
        sheets = Sheets(encrypt=StandardEncryption(password, "owner", strength=128))
        sheets.at(LEFT, 100, "Report of 2023: 12 items", font="Helvetica")
        data = sheets.done()
        if not password:
            assert lines(data) == ["Report of 2023: 12 items"]
            continue
        with pytest.raises(UnreadableReport, match="已加密，需要密码") as caught:
            read(data)
        assert str(caught.value).count("。") == 1


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused(share):
    data = official().done()
    try:
        assert "岫林县" in read(data[: int(share * len(data))]).text
    except UnreadableReport as error:
        assert str(error).count("。") == 1 and str(error).endswith("。")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"\0" * 5000, b"not a pdf at all", b"%PDF-1.4\n%%EOF", b"%PDF-1.5\n" + b"[" * 100_000])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadableReport, match="打不开") as caught:
        read(data)
    assert str(caught.value).count("。") == 1


BOMB = zlib.compress(b"0 0 m\n" * 30_000_000, 9)
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
DRAWN = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
HOSTILE = {
    "parts that call parts": raw_pdf(
        CATALOGUE, TREE, DRAWN, stream(b"/X Do " * 10), *(stream(b"/X Do " * 10, FORM % number) for number in range(6, 14)), b"<<>>"
    ),
    "200,000 lines": raw_pdf(
        CATALOGUE, TREE, PAGE, stream(b"".join(b"%d 7 m 9 %d l S\n" % (n, n) for n in range(200_000))), CODED, DESCENDANT
    ),
    "a deep page tree": raw_pdf(CATALOGUE, *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in range(3, 3003)), b"<<>>"),
    "unpacks to 180 MB": raw_pdf(CATALOGUE, TREE, PAGE, stream(BOMB, b"/Filter/FlateDecode"), CODED, DESCENDANT),
    "packed twice": raw_pdf(CATALOGUE, TREE, PAGE, stream(zlib.compress(BOMB, 9), b"/Filter[/FlateDecode/FlateDecode]"), CODED, DESCENDANT),
    "damaged at the end": raw_pdf(CATALOGUE, TREE, PAGE, stream(BOMB[:-9] + b"123456789", b"/Filter/FlateDecode"), CODED, DESCENDANT),
    "5,000 pages": raw_pdf(
        CATALOGUE,
        b"<</Type/Pages/Count 5000/Kids[" + b" ".join(b"%d 0 R" % number for number in range(3, 5003)) + b"]>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * 5000,
    ),
    "pages in a ring": raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time_and_memory(name, tmp_path):
    path = tmp_path / "敌意.pdf"
    path.write_bytes(HOSTILE[name])
    program = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        from assistant.errors import UnreadableReport
        from assistant.reading.load import load
        resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
        path = Path(sys.argv[1])
        try:
            load(path, path.read_bytes())
        except UnreadableReport as error:
            print(error)
    """)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=60, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5
    assert done.stdout.strip().endswith("。") and done.stdout.count("。") == 1
