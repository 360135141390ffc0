"""The 36 documents of other places: head right or honestly unknown for each, no foreign line left in text or facts, no sentence lost.

The key was written by hand from the documents. Where the guide's genres do not decide (news on a procedure), it names all that are fair.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.reading.titles import UNTITLED
from assistant.types import Report
from assistant.words.lexicon import load_lexicon
from tests.reading.tables import table

KEY = table("practice")
GLOSS = re.compile(r"[A-Za-z\u00c0-\u024f\u0250-\u02af]+")


@cache
def _read(path: Path) -> tuple[Report, ...]:
    return tuple(read_reports(path.name, path.read_bytes()))


@pytest.fixture(params=sorted(KEY))
def document(request, practice):
    return request.param, _read(practice / "docs" / f"{request.param}.txt")


def test_one_report_each(document):
    assert len(document[1]) == 1


def test_place(document):
    number, (report,) = document
    assert (report.place and report.place.name) == KEY[number]["place"]
    assert list(report.place.within if report.place else ()) == KEY[number]["within"]


def test_date_and_how_it_was_found(document):
    number, (report,) = document
    assert (report.as_of, report.as_of_source) == (KEY[number]["as_of"], KEY[number]["source"])


def test_title_and_genre(document):
    number, (report,) = document
    expected = KEY[number]["title"]
    assert report.title == expected or (expected is None and (report.title.endswith(UNTITLED) or report.title == number))
    assert report.genre in KEY[number]["genre"]


def test_none_of_them_is_numbered_addressed_or_classified(document):
    _, (report,) = document
    assert (report.number, report.addressee, report.secrecy) == ("", "", "")


FOREIGN = (
    "版权所有|ICP|公网安备|今天是|点击数|点击量|浏览量|阅读次数|上一篇|下一篇|分享到|责任编辑|责编|扫码|返回顶部|"
    "设为首页|机构职能|app下载|欢迎您|首页"
)


def test_no_foreign_line_is_left(document):
    number, (report,) = document
    assert not re.search("|".join([FOREIGN, *KEY[number]["foreign"]]), report.clean, re.MULTILINE)


def test_no_foreign_word_is_in_a_fact(document):
    number, (report,) = document
    foreign = re.compile("|".join([FOREIGN, *KEY[number]["foreign"]]), re.MULTILINE)
    for fact in extract(report, load_lexicon()):
        assert not foreign.search("\n".join((fact.passage.text, fact.label, fact.context, *fact.members, *fact.passage.section)))


def test_what_is_taken_out_is_foreign_and_nothing_else(document):
    """Every raw word that no clean character comes from belongs to a line of the key, or is a pinyin gloss."""
    number, (report,) = document
    foreign = re.compile("|".join(KEY[number]["foreign"]) or "(?!)", re.MULTILINE)
    for piece in _left_out(report):
        for line in piece.splitlines():
            words = GLOSS.sub("", re.sub(r"\W", "", line))
            assert not words or foreign.search(line.strip()) or words in re.sub(r"\W", "", report.clean), line


def _left_out(report: Report) -> list[str]:
    """The stretches of the raw text that the clean text does not come from."""
    offsets, edges = report.offsets, [*report.offsets.clean_starts[1:], len(report.clean)]
    kept = bytearray(len(report.raw))
    for start, raw_start, raw_end, copied, end in zip(
        offsets.clean_starts, offsets.raw_starts, offsets.raw_ends, offsets.copied, edges, strict=True
    ):
        stop = raw_start + end - start if copied else raw_end
        kept[raw_start:stop] = b"\1" * (stop - raw_start)
    return "".join(" " if covered and char != "\n" else char for char, covered in zip(report.raw, kept, strict=True)).split("  ")


def test_copied_characters_equal_their_raw_ones(document):
    _, (report,) = document
    offsets = report.offsets
    for start, end, copied in zip(offsets.clean_starts, (*offsets.clean_starts[1:], len(report.clean)), offsets.copied, strict=True):
        assert not copied or report.original(start, end) == report.clean[start:end]


def test_flattened_tables_are_rows_again(practice):
    (report,) = _read(practice / "docs" / "169.txt")
    assert "哈尔滨 | 188 | 87" in report.clean
    (report,) = _read(practice / "docs" / "084.txt")
    assert "湖滨区 | 1 | 1 | 1 | 1" in report.clean
