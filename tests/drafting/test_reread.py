"""An edited Word or Markdown file read back over its draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from drafting_library import OTHER, REPORT, MemoryLibrary

from assistant.drafting.compose import compose
from assistant.drafting.edited import edited_lines
from assistant.drafting.genre import genres
from assistant.drafting.letterhead import letterhead
from assistant.drafting.markdown import to_markdown
from assistant.drafting.outline import joined
from assistant.drafting.reread import reread
from assistant.drafting.word import write_docx
from assistant.errors import UsageError
from assistant.types import Draft, Scope


@pytest.fixture(scope="module")
def library() -> MemoryLibrary:
    return MemoryLibrary(REPORT, OTHER)


def drafted(library: MemoryLibrary, genre: str = "整改落实情况报告", place: str = "青峦市") -> Draft:
    draft = compose(genre, library, Scope(place=place))
    return Draft(**{**{name: getattr(draft, name) for name in draft.__dataclass_fields__}, "sections": joined(draft.sections)})


def seen(draft: Draft) -> tuple[object, ...]:
    """What a file shows of a draft."""
    sections = [(section.heading, section.level, section.text) for section in draft.sections]
    return draft.title, draft.addressee, sections, draft.attachments, draft.signature, draft.date


@pytest.mark.parametrize("place", ["青峦市", "无名市"])
@pytest.mark.parametrize("genre", [genre.name for genre in genres()])
@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_an_untouched_file_is_the_draft_itself(library: MemoryLibrary, tmp_path: Path, genre: str, place: str, suffix: str) -> None:
    draft = drafted(library, genre, place)
    path = tmp_path / f"draft{suffix}"
    if suffix == ".docx":
        write_docx(draft, path)
    else:
        path.write_text(to_markdown(draft), "utf-8")
    assert seen(reread(draft, edited_lines(path))) == seen(draft)


def test_a_red_head_is_not_part_of_the_text(library: MemoryLibrary, tmp_path: Path) -> None:
    draft = drafted(library)
    write_docx(draft, tmp_path / "draft.docx", letterhead("青峦市人民政府文件", "青政〔2022〕9号", "周某"))
    assert seen(reread(draft, edited_lines(tmp_path / "draft.docx"))) == seen(draft)


def paragraph(text: str) -> object:
    """A bare paragraph, as one typed without any style."""
    made, run, words = (OxmlElement(name) for name in ("w:p", "w:r", "w:t"))
    words.text = text
    run.append(words)
    made.append(run)
    return made


def edited_word(draft: Draft, path: Path) -> Path:
    """The draft's Word file with a new section, a date, and an insertion that Word tracks."""
    write_docx(draft, path)
    document = Document(str(path))
    problem = next(one for one in document.paragraphs if one.text.endswith("存在问题"))
    unfinished = next(one for one in document.paragraphs if "尚未完工" in one.text)
    for text in ("部门之间会商不够及时。", "（二）工作合力不够"):
        unfinished._p.addnext(paragraph(text))
    change = OxmlElement("w:ins")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "某")
    change.append(paragraph("（需重点关注）")[0])  # type: ignore[index]
    problem._p.append(change)
    gap = next(one for one in document.paragraphs if one.text.startswith("【待补：成文日期"))
    gap.runs[0].text = "2022年7月8日"
    document.save(str(path))
    return path


def test_changes_in_word_are_found_also_tracked_ones(library: MemoryLibrary, tmp_path: Path) -> None:
    draft = drafted(library)
    found = reread(draft, edited_lines(edited_word(draft, tmp_path / "draft.docx")))
    assert found.date == "2022年7月8日"
    headings = [section.heading for section in found.sections]
    assert any(heading.endswith("存在问题（需重点关注）") for heading in headings)
    added = found.sections[headings.index("（二）工作合力不够")]
    assert (added.level, added.text) == (2, "部门之间会商不够及时。")


def test_another_document_is_refused(library: MemoryLibrary, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("# 食堂值班安排\n\n周一由甲负责。\n", "utf-8")
    with pytest.raises(UsageError, match="相近的标题"):
        reread(drafted(library), edited_lines(path))


@pytest.mark.parametrize("name", ["draft.pdf", "missing.docx"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "draft.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError):
        edited_lines(tmp_path / name)


def test_a_damaged_word_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(b"no zip")
    with pytest.raises(UsageError, match="。$"):
        edited_lines(tmp_path / "draft.docx")
