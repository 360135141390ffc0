"""Rows of a table in the text (`哈尔滨 | 188 | 87` under `地区 | 收件数 | 办结数`): each number takes its column's meaning."""

from __future__ import annotations

import re

from assistant.types import Fact, Inspection, Quantity, Report, Track
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import parse_number

_TOTAL_ROW = re.compile(r"总计|合计|全[省市县区]合计|小计|总数")
_COLUMN_METRICS = (("阶段性?办结", "阶段性办结"), ("未办结|正在办理|在办", "未办结"), ("办结率", "办结率"), ("办结", "办结"), ("未完成", "未完成"), ("销号", "销号"), ("完成", "完成"), ("收件|交办|转办|受理|总数|件数|问题数|累计", "总数"))
_COUNT = re.compile(r"\d+(?:\.\d+)?")


def _rows(report: Report) -> list[list[tuple[int, str]]]:
    """Runs of lines with cells, each cell with its clean offset."""
    rows = []
    for match in re.finditer(r"[^\n]*\|[^\n]*", report.clean):
        cells, position = [], match.start()
        for part in match[0].split("|"):
            cells.append((position + len(part) - len(part.lstrip()), part.strip()))
            position += len(part) + 1
        rows.append(cells)
    return rows


def _metric(header: str) -> str:
    return next((metric for pattern, metric in _COLUMN_METRICS if re.search(pattern, header)), "")


def table_facts(report: Report, lexicon: Lexicon, inspection: Inspection) -> list[Fact]:
    """A fact per numeric cell: metric and unit from the column, label from the row; total rows open a list."""
    facts: list[Fact] = []
    header: list[str] = []
    for cells in _rows(report):
        words = [text for _, text in cells]
        numbers = [bool(_COUNT.fullmatch(word)) for word in words]
        if not any(numbers):
            header = words
            continue
        if len(header) != len(cells) or numbers[0] and len(cells) < 3:
            continue
        name = next((word for word, number in zip(words, numbers, strict=True) if not number and word), "")
        start = cells[0][0]
        passage = report.passage(start, cells[-1][0] + len(words[-1]))
        for (offset, word), number, column in zip(cells, numbers, header, strict=True):
            if not number or re.search(r"序号|编号", column):
                continue
            facts.append(_fact(report, passage, offset, word, name, column, inspection))
    return facts


def _fact(report: Report, passage: object, offset: int, word: str, name: str, column: str, inspection: Inspection) -> Fact:
    from assistant.types import Passage

    assert isinstance(passage, Passage)
    metric = _metric(column)
    track = Track.COMPLAINT if re.search(r"信访|举报|投诉|转办|交办|问题线索", report.title + column) else Track.PROBLEM
    unit_match = re.search(r"[（(](件|个|项|家|人|起|%)[）)]", column)
    unit = unit_match[1] if unit_match else ("%" if "率" in column else "件" if track is Track.COMPLAINT else "项")
    whole = bool(_TOTAL_ROW.search(name))
    return Fact(
        report=report.id,
        place=report.place,
        track=track,
        metric=metric if whole else "分类",
        quantity=Quantity(parse_number(word), unit, word),
        label=name,
        passage=passage,
        start=offset,
        end=offset + len(word),
        inspection=inspection,
        dimension="" if whole else "区域",
        unit_class="比例" if unit == "%" else "件" if unit == "件" else "项",
        of="TABLE",
        as_of=report.as_of,
        context=f"{name}{column}",
        parent="" if whole or metric == "总数" else metric,
    )
