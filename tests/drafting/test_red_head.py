"""Red head, signature, attachments: where GB/T 9704—2012 puts them."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from assistant.drafting.clauses import clauses
from assistant.drafting.letterhead import letterhead
from assistant.drafting.signature import date_and_units
from assistant.drafting.word import write_docx
from assistant.errors import UsageError
from assistant.types import Draft, DraftSection

REPORT = Draft(
    "整改落实情况报告",
    "青峦市人民政府关于整改落实情况的报告",
    "省督察整改领导小组办公室：",
    (DraftSection("一、总体情况", 1, "各项整改有序推进。"),),
    "青峦市人民政府",
    "2024年5月6日",
    (),
    (),
    (),
    ("整改情况清单", "未完成任务情况说明"),
)


def written(tmp_path: Path, *head: str) -> Path:
    path = tmp_path / "draft.docx"
    write_docx(REPORT, path, letterhead(*head) if head else None)
    return path


def test_the_red_head_stands_above_the_title(tmp_path: Path) -> None:
    path = written(tmp_path, "青峦市人民政府文件", "青政〔2024〕3号", "周某")
    paragraphs = Document(str(path)).paragraphs
    texts = [paragraph.text for paragraph in paragraphs]
    assert texts[0] == "青峦市人民政府文件"
    assert str(paragraphs[0].runs[0].font.color.rgb) == "FF0000"
    number = texts.index("青政〔2024〕3号\t签发人：周某")
    assert paragraphs[number]._p.pPr.find(qn("w:pBdr")) is not None
    assert texts[number + 1 : number + 4] == ["", "", REPORT.title]
    assert [check for check in clauses(path) if not check.passed] == []


def test_without_a_number_the_gap_is_shown(tmp_path: Path) -> None:
    path = written(tmp_path, "青峦市人民政府文件")
    assert "【待补：发文字号】" in [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert [check for check in clauses(path) if not check.passed] == []


@pytest.mark.parametrize("number", ["青政[2024]3号", "青政〔24〕3号", "青政〔2024〕第3号", "青政〔2024〕03号", "青政（2024）3号", "3号"])
def test_a_document_number_written_otherwise_is_refused(number: str) -> None:
    with pytest.raises(UsageError, match="六角括号"):
        letterhead("青峦市人民政府文件", number)


def test_a_number_needs_an_agency() -> None:
    with pytest.raises(UsageError, match="发文机关标志"):
        letterhead("", "青政〔2024〕3号")


@pytest.mark.parametrize(
    ("signature", "date", "right"),
    [
        ("青峦市人民政府", "2024年5月6日", (3, 2)),
        ("中共青峦市委生态环境保护委员会办公室", "2024年12月10日", (2, 11)),
        ("青峦市整改办", "2024年12月10日", (5, 2)),
    ],
)
def test_the_date_begins_two_characters_behind_the_unit(signature: str, date: str, right: tuple[float, float]) -> None:
    units, _, unit_right, date_right = date_and_units(signature, date)
    assert (unit_right, date_right) == right
    width = sum(0.5 if character.isascii() else 1 for character in date)
    assert (unit_right + len(units[0])) - (date_right + width) == 2


def test_attachments_are_listed_and_each_begins_a_page(tmp_path: Path) -> None:
    paragraphs = Document(str(written(tmp_path))).paragraphs
    texts = [paragraph.text for paragraph in paragraphs]
    assert texts[texts.index("附件：1.整改情况清单") + 1] == "2.未完成任务情况说明"
    for mark, title in (("附件1", "整改情况清单"), ("附件2", "未完成任务情况说明")):
        start = texts.index(mark)
        assert paragraphs[start].paragraph_format.page_break_before
        assert texts[start + 1 : start + 3] == ["", title]


@pytest.mark.parametrize(
    ("old", "new", "clause"),
    [
        ("2024年5月6日", "2024年05月06日", "成文日期用阿拉伯数字"),
        ("省督察整改领导小组办公室：", "省督察整改领导小组办公室:", "主送机关顶格"),
        ("附件：1.整改情况清单", "附件：1.整改情况清单。", "附件说明左空二字"),
        ("一、总体情况", "一、总体情况。", "标题独占一行"),
        ("一、总体情况", "1、总体情况", "层次序数"),
    ],
)
def test_the_clauses_notice_what_the_text_breaks(tmp_path: Path, old: str, new: str, clause: str) -> None:
    path = written(tmp_path)
    document = Document(str(path))
    paragraph = next(one for one in document.paragraphs if one.text == old)
    paragraph.runs[0].text = new
    for run in paragraph.runs[1:]:
        run.text = ""
    document.save(str(path))
    assert [check.name.removeprefix("版式：")[: len(clause)] for check in clauses(path) if not check.passed] == [clause]
