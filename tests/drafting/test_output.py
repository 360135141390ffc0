"""A draft as a file: the checks come from the written file, and PDF needs LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafting.clauses import LAYOUT
from assistant.drafting.output import check_output, write_output
from assistant.errors import UsageError
from assistant.reading.formats import office
from assistant.types import Draft, DraftSection

DRAFT = Draft("简报", "青峦市整改简报", "", (DraftSection("", 0, "已完成“清零”。"),), "", "", (), (), ())


def test_word_brings_its_layout_checks(tmp_path: Path) -> None:
    written = write_output(DRAFT, tmp_path / "draft.docx")
    layout = [check for check in written.checks if check.name.startswith(LAYOUT)]
    assert layout
    assert all(check.passed and check.name.endswith(("（规定）", "（一般）", "（实务）")) for check in layout)


def test_markdown_has_no_layout(tmp_path: Path) -> None:
    assert write_output(DRAFT, tmp_path / "draft.md").checks == ()


@pytest.mark.skipif(office.converter() is None, reason="no LibreOffice on this machine")
def test_pdf_is_printed_from_a_checked_word_file(tmp_path: Path) -> None:
    written = write_output(DRAFT, tmp_path / "draft.pdf")
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF")
    assert any(check.name.startswith(LAYOUT) for check in written.checks)


def test_without_libreoffice_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "converter", lambda: None)
    with pytest.raises(UsageError, match=r"^写成 PDF 需要 LibreOffice，.*另存为 PDF。$"):
        check_output(tmp_path / "draft.pdf")


def test_a_converter_that_fails_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "converter", lambda: "/bin/false")
    with pytest.raises(UsageError, match=r"^LibreOffice 没能写成 PDF"):
        write_output(DRAFT, tmp_path / "draft.pdf")


@pytest.mark.parametrize("name", ["draft.doc", "draft", "missing/draft.docx"])
def test_other_outputs_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        check_output(tmp_path / name)
