"""The page of an attachment: the ledger's items of the inspection on the report's day, else a gap that says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docx import Document
from drafting_library import MemoryLibrary
from test_matters import LATE, LEDGER

from assistant.drafting.compose import compose
from assistant.drafting.edited import edited_lines
from assistant.drafting.markdown import to_markdown
from assistant.drafting.outline import joined
from assistant.drafting.reread import reread
from assistant.drafting.word import write_docx
from assistant.types import Draft, DraftSection, Scope

NAME = "整改落实情况报告"
JUNE = """青峦市第二轮中央生态环境保护督察整改落实情况的报告
截至2022年6月30日，第二轮中央生态环境保护督察反馈的3项问题中，已完成整改1项，达到序时进度1项，未达到序时进度1项。
青峦市人民政府
"""


def drafted(*texts: str) -> Draft:
    return compose(NAME, MemoryLibrary(*texts), Scope(place="青峦市"))


def page(draft: Draft) -> DraftSection:
    (found,) = [section for section in draft.sections if section.attached]
    return found


def test_the_items_of_the_ledger_stand_on_the_page() -> None:
    draft = drafted(LEDGER, JUNE)
    assert page(draft).heading == draft.attachments[0]
    assert "| 2 | 砖瓦窑粉尘扰民 | 市工业和信息化局 | 2022年6月20日 | 完成改造1座 |" in page(draft).text
    assert [check for check in draft.checks if not check.passed] == []
    assert {"23处", "4座"} & {figure.text for figure in draft.figures} == {"23处"}


def test_a_ledger_older_than_the_figures_is_not_attached() -> None:
    draft = drafted(LEDGER, LATE)
    assert page(draft).gaps == ("附件清单正文，现有台账截至2022年6月30日，建议向整改办核实",)
    assert page(draft).gaps[0] in draft.gaps


def test_items_of_another_inspection_are_not_attached() -> None:
    draft = drafted(LEDGER.replace("第二轮中央", "第一轮中央"), JUNE.replace("6月30日", "7月31日"))
    assert page(draft).gaps == ("附件清单正文，建议向整改办核实",)


def test_a_section_alone_has_no_page() -> None:
    draft = compose(NAME, MemoryLibrary(LEDGER, JUNE), Scope(place="青峦市"), section="进展情况")
    assert not [section for section in draft.sections if section.attached]


def test_the_page_follows_the_signature_in_word_and_markdown(tmp_path: Path) -> None:
    draft = drafted(LEDGER, JUNE)
    write_docx(draft, tmp_path / "draft.docx")
    document = Document(str(tmp_path / "draft.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.index("青峦市人民政府") < texts.index("附件") < texts.index("附：核对表")
    assert "（另附）" not in texts
    assert any(table.cell(2, 1).text == "砖瓦窑粉尘扰民" for table in document.tables if len(table.rows) == 4 and len(table.columns) == 5)
    written = to_markdown(draft)
    assert written.index("青峦市人民政府") < written.index("## 附件") < written.index("砖瓦窑粉尘扰民") < written.index("核对表")


def test_an_edited_file_keeps_the_page(tmp_path: Path) -> None:
    draft = drafted(LEDGER, JUNE)
    draft = replace(draft, sections=joined(draft.sections))
    for name, write in (
        ("a.docx", lambda path: write_docx(draft, path)),
        ("a.md", lambda path: path.write_text(to_markdown(draft), "utf-8")),
    ):
        path = tmp_path / name
        write(path)
        read = reread(draft, edited_lines(path)).sections
        assert [(one.heading, one.text, one.attached) for one in read] == [(one.heading, one.text, one.attached) for one in draft.sections]
