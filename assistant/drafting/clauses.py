"""A Word file opened again and compared with GB/T 9704—2012, clause by clause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.drafting.layout import BODY_SIZE, CHARACTERS, FANG, LINE_PITCH, LINES, MARGINS, PAGE, SONG, TEXT_WIDTH, TITLE, TITLE_SIZE
from assistant.types import Check


def clauses(path: Path) -> tuple[Check, ...]:
    """Each clause with its strength (规定, 一般, 实务) and whether the file keeps it."""
    from docx import Document

    document = Document(str(path))
    return (*_page(document), *_text(document), *_numbers(document), *_fonts(document), _tables(document))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _page(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    section = document.sections[0]
    size = (round(section.page_width.mm), round(section.page_height.mm))
    margins = {side: round(getattr(section, f"{side}_margin").mm) for side in MARGINS}
    text = (size[0] - margins["left"] - margins["right"], size[1] - margins["top"] - margins["bottom"])
    grid = section._sectPr.find(_w("docGrid"))
    pitch = int(grid.get(_w("linePitch"))) if grid is not None else 0
    lines = text[1] / 25.4 * 1440 / pitch if pitch else 0
    tight = [int(node.get(_w("val"))) / 20 for node in document.element.iter(_w("spacing")) if node.getparent().tag == _w("rPr")]
    characters = int(text[0] / 25.4 * 72 / (BODY_SIZE + (tight[0] if tight else 0)))
    return [
        Check("纸张A4（规定）", size == PAGE, f"{size[0]}×{size[1]}毫米"),
        Check("天头37、订口28毫米（规定）", margins == MARGINS, "、".join(f"{side}{value}" for side, value in margins.items())),
        Check("版心156×225毫米（规定）", text == (156, 225), f"{text[0]}×{text[1]}毫米"),
        Check("每页22行、每行28字（一般）", round(lines) == LINES and characters == CHARACTERS, f"{lines:.1f}行，{characters}字"),
    ]


def _text(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    written = [paragraph for paragraph in document.paragraphs if paragraph.text.strip()]
    title = written[0]
    headings = [p for p in written if p._p.pPr is not None and p._p.pPr.find(_w("outlineLvl")) is not None]
    body = [p for p in written if p._p.pPr.find(_w("ind")) is not None and p._p.pPr.find(_w("ind")).get(_w("firstLineChars")) == "200"]
    exact = [p for p in body if p.paragraph_format.line_spacing is not None and p.paragraph_format.line_spacing.pt == LINE_PITCH]
    return [
        Check(
            "标题2号小标宋居中（规定）",
            _font(title) == TITLE and title.runs[0].font.size.pt == TITLE_SIZE and title.alignment == 1,
            title.text,
        ),
        Check(
            "正文3号仿宋、首行缩进2字（规定）",
            any(_font(p) == FANG and p.runs[0].font.size.pt == BODY_SIZE for p in body),
            f"{len(body)}段",
        ),
        Check("行距固定值28.9磅（实务）", len(exact) == len(body), f"{len(exact)}/{len(body)}段"),
        Check("一级黑体、二级楷体、三四级仿宋（规定）", all(_font(p) == _expected(p) for p in headings), f"{len(headings)}个标题"),
        Check("标题独占一行时句末不用句号（一般）", not any(p.text.endswith("。") for p in headings), f"{len(headings)}个标题"),
    ]


def _font(paragraph: Any) -> str:  # noqa: ANN401 - a docx Paragraph
    return str(paragraph.runs[0]._r.rPr.rFonts.get(_w("eastAsia"))) if paragraph.runs else ""


def _expected(paragraph: Any) -> str:  # noqa: ANN401 - a docx Paragraph
    level = int(paragraph._p.pPr.find(_w("outlineLvl")).get(_w("val")))
    return ("黑体", "楷体_GB2312", FANG, FANG)[level]


def _numbers(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    fields = all("PAGE" in "".join(node.text or "" for node in p._p.iter(_w("instrText"))) for p in (odd, even))
    dashes = all(p.text.startswith("—") and p.text.endswith("—") for p in (odd, even))
    song = all(_font(p) == SONG and p.runs[0].font.size.pt == 14 for p in (odd, even))
    return [
        Check("页码4号宋体、两侧一字线（规定）", fields and dashes and song, odd.text),
        Check(
            "页码单页居右、双页居左（规定）",
            bool(document.settings.odd_and_even_pages_header_footer) and odd.alignment == 2 and even.alignment == 0,
            "",
        ),
    ]


def _fonts(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text.strip()]
    whole = [run for run in runs if all(run._r.rPr.rFonts.get(_w(script)) for script in ("ascii", "hAnsi", "eastAsia"))]
    themes = [
        node
        for part in (document.styles.element, document.element)
        for node in part.iter(_w("rFonts"))
        if any("heme" in name for name in node.attrib)
    ]
    return [
        Check("中西文字体均已指定（实务）", len(whole) == len(runs), f"{len(whole)}/{len(runs)}处文字"),
        Check("不用主题字体（实务）", not themes, f"{len(themes)}处"),
    ]


def _tables(document: Any) -> Check:  # noqa: ANN401 - a docx Document
    limit = TEXT_WIDTH / 25.4 * 1440 + 10
    widths = [sum(int(column.get(_w("w"))) for column in table._tbl.tblGrid) for table in document.tables]
    return Check("表格不超出版心（实务）", all(width <= limit for width in widths), f"{len(widths)}张表")
