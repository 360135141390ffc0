"""What staff write over one piece of a draft: that piece changes and nothing else; what is not there is one sentence."""

import pytest

from assistant.drafting.pieces import Piece, piece_label, with_piece
from assistant.errors import UsageError
from assistant.types import Draft, DraftSection

DRAFT = Draft(
    "工作汇报",
    "青峦市汇报",
    "省督察办",
    (
        DraftSection("", 0, "引言。"),
        DraftSection("一、做法", 1, "做法一。"),
        DraftSection("（一）治水", 2, "治水。"),
        DraftSection("", 0, "特此报告。"),
    ),
    "青峦市人民政府",
    "【待补：成文日期】",
    (),
    (),
    ("成文日期",),
    ("清单",),
)


def test_each_piece_of_the_frame_takes_new_words():
    assert with_piece(DRAFT, Piece("date", " 2024年12月5日\n")).date == "2024年12月5日"
    assert with_piece(DRAFT, Piece("addressee", "")).addressee == ""
    assert with_piece(DRAFT, Piece("signature", "甲\n\n乙")).signature == "甲\n乙"
    assert with_piece(DRAFT, Piece("attachments", "1.清单\n2.说明")).attachments == ("1.清单", "2.说明")
    assert with_piece(DRAFT, Piece("title", "新\n题")).title == "新题"


def test_a_section_takes_words_and_heading_and_goes_when_emptied():
    written = with_piece(DRAFT, Piece("section1", "甲。\n\n 乙。", "一、主要做法"))
    assert written.sections[1] == DraftSection("一、主要做法", 1, "甲。\n乙。")
    assert (written.sections[0], written.sections[2:]) == (DRAFT.sections[0], DRAFT.sections[2:])
    gone = with_piece(DRAFT, Piece("section2", "", ""))
    assert [section.heading for section in gone.sections] == ["", "一、做法", ""]
    assert with_piece(DRAFT, Piece("section2", "治水。", "")).sections[1].text == "做法一。\n治水。"


@pytest.mark.parametrize("name", ["section9", "section", "sectionx", "genre", "mode", "sections"])
def test_a_piece_that_is_not_there_is_one_sentence(name):
    for call in (lambda: with_piece(DRAFT, Piece(name, "x")), lambda: piece_label(DRAFT, name)):
        with pytest.raises(UsageError, match=r"稿子里没有这一处.*。$"):
            call()


def test_a_title_may_not_be_empty():
    with pytest.raises(UsageError, match="标题不能是空的"):
        with_piece(DRAFT, Piece("title", " \n"))
    assert [piece_label(DRAFT, name) for name in ("title", "section0", "section1")] == ["标题", "正文", "一、做法"]
