"""OFD files: text by place, paragraphs put together, running heads and page numbers apart; hostile and closed files refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UnreadableReport
from assistant.reading.load import load
from assistant.types import Margin
from tests.reading.word_files import packed

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.6
"""Millimetres of a character of size 3 (三号)."""
LEFT, TOP = 28.0, 40.0
WIDTH = 28
"""Characters of a line, as GB/T 9704 sets them."""


def line(words: str, y: float, x: float = LEFT) -> str:
    """A text object at a height of the page."""
    advance = f'DeltaX="g {len(words) - 1} {SIZE}"' if len(words) > 1 else ""
    code = f'<ofd:TextCode X="0" Y="{SIZE}" {advance}>{words}</ofd:TextCode>'
    return f'<ofd:TextObject ID="9" Boundary="{x} {y} {len(words) * SIZE} {SIZE}" Font="1" Size="{SIZE}">{code}</ofd:TextObject>'


def set_in_lines(text: str, start: float = TOP) -> list[str]:
    """Paragraphs broken into lines as a page shows them, the first of each set in by two characters."""
    made, y = [], start
    for words in text.split("\n"):
        rows = [words[: WIDTH - 2], *(words[at : at + WIDTH] for at in range(WIDTH - 2, len(words), WIDTH))]
        for index, row in enumerate(filter(None, rows)):
            made.append(line(row, y, LEFT + (0 if index else 2 * SIZE)))
            y += 10
    return made


def ofd_file(*pages: list[str], template: str = "", **more: str) -> bytes:
    """An OFD file of these pages; every page shows the template."""
    shown = '<ofd:Template TemplateID="77"/>' if template else ""
    content = f"<ofd:Page {SPACE}>{{}}<ofd:Content><ofd:Layer>{{}}</ofd:Layer></ofd:Content></ofd:Page>"
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    common += '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    return packed(
        {
            "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData>{common}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/Tpls/Tpl_0/Content.xml": content.format("", template),
            **{f"Doc_0/Pages/Page_{n}/Content.xml": content.format(shown, "".join(page)) for n, page in enumerate(pages)},
            **more,
        }
    )


FIRST = "岫林县人民政府\n截至2023年12月15日，第二轮中央生态环境保护督察反馈我县的27项问题，已完成整改21项，其中销号18项，达到序时进度6项。"
SECOND = "二、整改成效\n督察组交办的52件信访件，已办结47件，阶段性办结5件。"


def test_lines_become_paragraphs_again():
    assert load(Path("报告.ofd"), ofd_file(set_in_lines(FIRST))).text.split("\n") == FIRST.split("\n")


def test_the_order_of_the_file_is_not_the_order_of_the_page():
    assert load(Path("报告.ofd"), ofd_file(set_in_lines(FIRST)[::-1])).text.split("\n") == FIRST.split("\n")


def test_running_heads_and_page_numbers_stand_apart():
    head = line("岫林县生态环境保护督察整改工作领导小组办公室", 10)
    pages = [[*set_in_lines(text), line(f"— {number} —", 280, 100)] for number, text in enumerate((FIRST, SECOND, FIRST), 1)]
    loaded = load(Path("报告.ofd"), ofd_file(*pages, template=head))
    assert loaded.text.split("\n") == [*FIRST.split("\n"), *SECOND.split("\n"), *FIRST.split("\n")]
    assert Margin("页眉", "岫林县生态环境保护督察整改工作领导小组办公室") in loaded.margins


def test_a_page_without_text_is_told():
    loaded = load(Path("报告.ofd"), ofd_file(set_in_lines(FIRST), []))
    assert loaded.notices == ("第2页没有文字，可能是扫描件。",)


def test_words_off_the_page_are_nothing():
    assert load(Path("报告.ofd"), ofd_file([*set_in_lines(FIRST), line("页面之外", 400)])).text.split("\n") == FIRST.split("\n")


def test_bold_type_made_by_drawing_twice_is_said_once():
    twice = [*set_in_lines(FIRST), *set_in_lines(FIRST)]
    assert load(Path("报告.ofd"), ofd_file(twice)).text.split("\n") == FIRST.split("\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ofd_file([], []), "可能是扫描件"),
        (packed({"OFD.xml": "<a/>"}), "打不开"),
        (packed({"a.xml": "<a/>"}), "打不开"),
        (b"PK\x03\x04broken", "打不开"),
        (b"no zip", "打不开"),
        (ofd_file(set_in_lines(FIRST), **{"Encryptions.xml": "<a/>"}), "已加密"),
        (ofd_file(set_in_lines(FIRST), **{"Doc_0/Annots.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DOCTYPE"),
    ],
    ids=["no text", "other root", "no OFD", "broken", "no zip", "encrypted", "entities"],
)
def test_what_cannot_be_read_is_one_sentence(data, words):
    with pytest.raises(UnreadableReport, match=words) as error:
        load(Path("报告.ofd"), data)
    assert str(error.value).endswith("。") and str(error.value).count("。") == 1


def test_a_damaged_page_is_told_and_the_others_are_read():
    data = ofd_file(set_in_lines(FIRST), set_in_lines(SECOND), **{"Doc_0/Pages/Page_1/Content.xml": "<broken"})
    loaded = load(Path("报告.ofd"), data)
    assert loaded.text.split("\n") == FIRST.split("\n")
    assert loaded.notices == ("第2页已损坏，没有读出。",)
