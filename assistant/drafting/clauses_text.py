"""What GB/T 9704—2012 says of the text itself: title, levels, addressee, attachments, signature, document number."""

from __future__ import annotations

import re
from typing import Any

from assistant.checking.proof import OPEN
from assistant.drafting.layout import BODY_SIZE, FANG, HEI, KAI, LINE_PITCH, TITLE, TITLE_SIZE, qualified
from assistant.drafting.letterhead import RED
from assistant.types import Check

_LEVELS = (HEI, KAI, FANG, FANG)
_NUMBERS = (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）(?![、，．.])", r"\d+\.(?!\d)", r"（\d+）(?![、，．.])")
"""How headings of each level begin."""
_DAY = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")
_DATED = re.compile(r"[\d〇一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")


def of_text(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    """The clauses of the text, leaving out those about something the document does not have."""
    written = [paragraph for paragraph in document.paragraphs if paragraph.text.strip()]
    official = written[: next((n for n, p in enumerate(written) if p.text == "附：核对表"), len(written))]
    return [
        *_title(official),
        *_levels(official),
        *_body(official),
        *_addressee(official),
        *_attachments(official),
        *_signature(official),
        *_head(official),
    ]


def _look(paragraph: Any) -> tuple[str, float]:  # noqa: ANN401 - a docx Paragraph
    """Chinese font and size of its first run."""
    run = paragraph.runs[0] if paragraph.runs else None
    if run is None or run._r.rPr is None or run._r.rPr.rFonts is None or run.font.size is None:
        return "", 0
    return str(run._r.rPr.rFonts.get(qualified("eastAsia"))), run.font.size.pt


def _indent(paragraph: Any, name: str) -> float:  # noqa: ANN401 - a docx Paragraph
    """An indent in characters."""
    found = paragraph._p.pPr.find(qualified("ind")) if paragraph._p.pPr is not None else None
    return int(found.get(qualified(f"{name}Chars")) or 0) / 100 if found is not None else 0


def _level(paragraph: Any) -> int | None:  # noqa: ANN401 - a docx Paragraph
    found = paragraph._p.pPr.find(qualified("outlineLvl")) if paragraph._p.pPr is not None else None
    return int(found.get(qualified("val"))) if found is not None else None


def _title(written: list[Any]) -> list[Check]:
    lines = [p for p in written if _look(p)[1] == TITLE_SIZE]
    return [
        Check(
            "标题2号小标宋居中（一般）",
            bool(lines) and all(p.alignment == 1 and _look(p)[0] == TITLE for p in lines) and _first_is_title(written),
            "".join(p.text for p in lines[:1]) or "没有这样的标题",
        )
    ]


def _first_is_title(written: list[Any]) -> bool:
    """Whether the title comes before any text; only a red head stands above it."""
    above = [p for p in written if p.text.strip() and _look(p)[1] == BODY_SIZE]
    title = next(n for n, p in enumerate(written) if _look(p) == (TITLE, TITLE_SIZE))
    return not above or written.index(above[0]) > title or _red(written[0])


def _red(paragraph: Any) -> bool:  # noqa: ANN401 - a docx Paragraph
    return bool(paragraph.runs) and str(paragraph.runs[0].font.color.rgb) == RED


def _levels(written: list[Any]) -> list[Check]:
    headings = [(p, level) for p in written if (level := _level(p)) is not None]
    wrong = [p.text for p, level in headings if _look(p) != (_LEVELS[level], BODY_SIZE)]
    misnumbered = [p.text for p, level in headings if not re.match(_NUMBERS[level], p.text)]
    stopped = [p.text for p, _ in headings if p.text.endswith("。")]
    count = f"{len(headings)}个标题"
    return [
        Check("层次依次黑体、楷体、仿宋、仿宋，均3号（一般）", not wrong, "；".join(wrong) or count),
        Check("层次序数一、（一）1.（1）（一般）", not misnumbered, "；".join(misnumbered) or count),
        Check("标题独占一行时句末不用句号（实务）", not stopped, "；".join(stopped) or count),
    ]


def _body(written: list[Any]) -> list[Check]:
    body = [p for p in written if _indent(p, "firstLine") == 2 and _level(p) is None]
    fine = [p for p in body if _look(p) == (FANG, BODY_SIZE)]
    exact = [
        p for p in body if p.paragraph_format.line_spacing is not None and getattr(p.paragraph_format.line_spacing, "pt", 0) == LINE_PITCH
    ]
    return [
        Check("正文3号仿宋、首行缩进2字（一般）", len(fine) == len(body), f"{len(fine)}/{len(body)}段"),
        Check("行距固定值28.9磅（实务）", len(exact) == len(body), f"{len(exact)}/{len(body)}段"),
    ]


def _addressee(written: list[Any]) -> list[Check]:
    """The first paragraph behind the title, when it stands flush left and ends with a colon."""
    titles = [n for n, p in enumerate(written) if _look(p) == (TITLE, TITLE_SIZE)]
    behind = next((n + 1 for n in titles if n + 1 not in titles), len(written))
    if behind >= len(written) or not written[behind].text.endswith(("：", ":")) or len(written[behind].text) > 80:
        return []
    line = written[behind]
    return [Check("主送机关顶格、全角冒号（规定）", _indent(line, "firstLine") == 0 and line.text.endswith("："), line.text)]


def _attachments(written: list[Any]) -> list[Check]:
    start = next((n for n, p in enumerate(written) if p.text.startswith("附件：")), None)
    if start is None:
        return []
    note = [written[start], *(p for p in written[start + 1 :] if re.match(r"\d+\.", p.text) and _indent(p, "left"))]
    pages = [p for p in written[start + 1 :] if re.fullmatch(r"附件\d*", p.text)]
    marked = [p.text for p in note if p.text.endswith(("。", "；", "，"))]
    placed = all(p.paragraph_format.page_break_before and _look(p)[0] == HEI for p in pages)
    return [
        Check(
            "附件说明左空二字、名称后不加标点（规定）",
            not marked and _indent(note[0], "left") - _indent(note[0], "hanging") == 2,
            note[0].text,
        ),
        Check("附件另面编排，“附件”顶格黑体（规定）", len(pages) == len(note) and placed, f"{len(pages)}个附件"),
    ]


def _signature(written: list[Any]) -> list[Check]:
    """Signature and date stand at the right; a date in figures is whole, with no nought before a digit."""
    signed = [p for p in written if p.alignment == 2]
    if len(signed) < 2:
        return []
    date = signed[-1]
    free = all(_indent(p, "right") >= 2 for p in signed)
    checks = [Check("署名、成文日期右空二字以上（规定）", free, f"署名{len(signed) - 1}行")]
    if _DATED.search(date.text) and not OPEN.search(date.text):
        checks.append(Check("成文日期用阿拉伯数字、不编虚位（规定）", _DAY.fullmatch(date.text) is not None, date.text))
    return checks


def _head(written: list[Any]) -> list[Check]:
    if not written or not _red(written[0]):
        return []
    lines = [p for p in written if p._p.pPr is not None and p._p.pPr.find(qualified("pBdr")) is not None]
    number = lines[0].text.split("\t")[0] if lines else ""
    fine = re.fullmatch(r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号|【待补：发文字号】", number) is not None
    return [
        Check("发文机关标志红色小标宋居中（一般）", _look(written[0])[0] == TITLE and written[0].alignment == 1, written[0].text),
        Check("发文字号用六角括号、不加“第”（规定）", fine, number),
    ]
