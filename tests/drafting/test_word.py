"""The Word file keeps GB/T 9704—2012 and carries the 核对表."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from drafting_library import OTHER, REPORT, MemoryLibrary

from assistant.drafting.clauses import LAYOUT, clauses
from assistant.drafting.compose import compose
from assistant.drafting.genre import genres
from assistant.drafting.word import write_docx
from assistant.types import Scope


@pytest.fixture(scope="module")
def library() -> MemoryLibrary:
    return MemoryLibrary(REPORT, OTHER)


@pytest.fixture(scope="module")
def file(library: MemoryLibrary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "draft.docx"
    write_docx(compose("整改落实情况报告", library, Scope(place="青峦市")), path)
    return path


@pytest.mark.parametrize("genre", [genre.name for genre in genres()])
@pytest.mark.parametrize("place", ["青峦市", "无名市"])
def test_every_genre_keeps_every_clause(library: MemoryLibrary, tmp_path: Path, genre: str, place: str) -> None:
    path = tmp_path / "draft.docx"
    write_docx(compose(genre, library, Scope(place=place)), path)
    assert [check for check in clauses(path) if not check.passed] == []


def test_the_clauses_notice_a_broken_file(file: Path, tmp_path: Path) -> None:
    document = Document(str(file))
    document.sections[0].left_margin = document.sections[0].right_margin
    document.paragraphs[0].runs[0]._r.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.settings.odd_and_even_pages_header_footer = False
    broken = tmp_path / "broken.docx"
    document.save(str(broken))
    failed = {check.name.removeprefix(LAYOUT)[:4] for check in clauses(broken) if not check.passed}
    assert failed == {"天头37", "版心15", "标题2号", "页码单页", "引号用中"}


def test_gaps_are_highlighted(file: Path) -> None:
    runs = [run for paragraph in Document(str(file)).paragraphs for run in paragraph.runs]
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    assert marked
    assert all(text.startswith("【待") and text.endswith("】") for text in marked)


def test_quotes_stay_in_the_chinese_font(file: Path) -> None:
    runs = [run for paragraph in Document(str(file)).paragraphs for run in paragraph.runs if "“" in run.text]
    assert runs
    for run in runs:
        fonts = run._r.rPr.rFonts
        assert fonts.get(qn("w:hAnsi")) == fonts.get(qn("w:eastAsia")) != fonts.get(qn("w:ascii"))


def test_the_annex_stands_on_a_page_of_its_own(file: Path) -> None:
    document = Document(str(file))
    texts = [paragraph.text for paragraph in document.paragraphs]
    start = texts.index("附：核对表")
    assert document.paragraphs[start].paragraph_format.page_break_before
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["文中数字", "含义", "推算", "资料", "原句"]


def test_a_table_in_the_text_becomes_a_real_one(library: MemoryLibrary, tmp_path: Path) -> None:
    path = tmp_path / "monthly.docx"
    write_docx(compose("月调度报告", library, Scope(place="青峦市")), path)
    document = Document(str(path))
    assert [cell.text for cell in document.tables[0].rows[1].cells][:3] == ["第二轮中央督察", "2022年6月30日", "24项"]
    assert not any(paragraph.text.startswith("|") for paragraph in document.paragraphs)
