"""The red head of a formal document: agency, document number, who signs, and the red line, by GB/T 9704—2012, 7.2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.drafting.layout import BODY_SIZE, CHARACTERS, FANG, KAI, TITLE, Look, element, qualified, write
from assistant.errors import UsageError

if TYPE_CHECKING:
    from docx.document import Document

RED = "FF0000"
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,16}〔[12]\d{3}〕[1-9]\d*号")
_ABOVE = 35 / 25.4 * 72
"""Points from the top of the text to the agency's name."""
_LARGEST, _SMALLEST = 48.0, 26.0
"""Points of the agency's name; the standard asks for one that is striking and no larger than the superior agency's."""
_LINE_BELOW = 4 / 25.4 * 72
"""Points from the document number to the red line."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the red line; only the agency is needed."""

    agency: str
    """With 文件 where the agency writes it: 澜川市人民政府文件."""
    number: str = ""
    signer: str = ""
    """Who signs for a document to a superior."""


def letterhead(agency: str, number: str = "", signer: str = "") -> Letterhead:
    """A red head from what staff typed.

    Raises:
        UsageError: no agency, or the document number is not written as the standard has it.
    """
    agency, number, signer = agency.strip(), number.strip(), signer.strip()
    if not agency:
        raise UsageError("写了发文字号或签发人，还要写红头的发文机关标志，如“澜川市人民政府文件”。")
    if number and not _NUMBER.fullmatch(number):
        raise UsageError(
            f"发文字号“{number[:30]}”写法不合规定：机关代字、六角括号里四位年份、不加“第”不编虚位的顺序号，如“澜政〔2024〕3号”。"
        )
    return Letterhead(agency, number, signer)


def write_letterhead(document: Document, head: Letterhead) -> None:
    """The red head on the first lines of the document, and the two empty lines before its title."""
    size = max(min(_LARGEST, BODY_SIZE * CHARACTERS * 0.95 / len(head.agency)), _SMALLEST)
    agency = document.add_paragraph()
    write(agency, [(head.agency, False)], Look(TITLE, size, "center", first=0, spacing=round(size * 1.3), grid=False, color=RED))
    agency.paragraph_format.space_before = round(_ABOVE * 12700)
    for _ in range(2):
        write(document.add_paragraph(), [], Look(first=0))
    _number_line(document, head)
    for _ in range(2):
        write(document.add_paragraph(), [], Look(first=0))


def _number_line(document: Document, head: Letterhead) -> None:
    """The document number in the middle, or at the left with the signer at the right; the red line hangs under it."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    paragraph = document.add_paragraph()
    number = (head.number, False) if head.number else ("【待补：发文字号】", True)
    if head.signer:
        # No indent at the right: the red line, a border of this paragraph, would end with it.
        write(paragraph, [number, ("\t签发人：", False)], Look(first=1, align="left"))
        write(paragraph, [(head.signer, False)], Look(KAI, first=1, align="left"))
        paragraph.paragraph_format.tab_stops.add_tab_stop(round((CHARACTERS - 1) * 15.75 * 12700), WD_TAB_ALIGNMENT.RIGHT)
    else:
        write(paragraph, [number], Look(FANG, first=0, align="center"))
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=12, space=round(_LINE_BELOW), color=RED))
    paragraph._p.get_or_add_pPr().find(qualified("spacing")).addprevious(borders)
