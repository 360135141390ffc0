"""Rows of a table in the text (`哈尔滨 | 188 | 87` or `地区：哈尔滨；收件数：188`): each number takes its column's meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.facts.context import inspection_of, last_batch
from assistant.facts.status import statuses
from assistant.types import Fact, Inspection, Passage, Quantity, Report, Track
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import parse_number

_TOTAL_ROW = re.compile(r"总计|合计|小计|总数|^全[省市县区州]$")
_COUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+)\s*(?P<unit>[%％件个项家人起宗条]?)")
_PAIR = re.compile(r"([^：；:;\n]{1,20})[：:]([^；;\n]*)")
_COMPLAINT = re.compile(r"信访|举报|投诉|转办|交办|问题线索|收件|办结")
_PROBLEM_TITLE = re.compile(r"整改任务|反馈问题|督察整改进展")
_NO_COUNT = re.compile(r"序号|编号|批次$|电话|日期|时间|时限|年份|备注|^年$")
_ALL = re.compile(r"总数|收件|交办|转办|受理|件数|问题数|累计|任务数|合计|总计|本批|当[天日]")
_COLUMN_UNIT = re.compile(r"[（(](?:单位[:：])?(件|个|项|条|宗|家|人|起|%|％|万元|亿元|吨|亩)[）)]")
_GROUP_BEGINS = ("小计", "总体", "合计")
_WITHIN = re.compile(r"重点|按时")
_RATE = re.compile(r"办结率|完成率|销号率|整改率")
_BODY_COLUMN = re.compile(r"单位|部门")
_AREA_COLUMN = re.compile(r"地区|区域|市|县|区|州|盟|乡镇")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: cells as (column, clean offset, text)."""

    start: int
    end: int
    cells: tuple[tuple[str, int, str], ...]

    @property
    def name(self) -> str:
        """The first cell that is no number."""
        return next((text for _, _, text in self.cells if text and not _COUNT.fullmatch(text)), "")

    @property
    def dimension(self) -> str:
        """What the row is a class of, by the heading of its name's column."""
        column = next((column for column, _, text in self.cells if text == self.name), "")
        return "部门" if _BODY_COLUMN.search(column) and not _AREA_COLUMN.search(column) else "区域"


def rows(report: Report) -> list[Row]:
    """The rows of all tables in a report, with the header words of their columns."""
    found: list[Row] = []
    header: list[str] = []
    two_rows = False
    for match in re.finditer(r"[^\n]+", report.clean):
        line = match[0]
        if "|" in line:
            cells = _piped(line, match.start())
            if not any(_COUNT.fullmatch(text) for _, text in cells):
                written = [text for _, text in cells]
                header = leaves(written)
                # Under a header of two rows only the last, empty cells of a row are ever missing.
                two_rows = header != written
            elif len(header) == len(cells) or (two_rows and len(cells) < len(header)):
                found.append(Row(match.start(), match.end(), tuple((column, *cell) for column, cell in zip(header, cells, strict=False))))
            continue
        header = []
        pairs = [(pair[1].strip(), match.start() + pair.start(2) + _blank(pair[2]), pair[2].strip()) for pair in _PAIR.finditer(line)]
        if len(pairs) >= 3 and sum(bool(_COUNT.fullmatch(text)) for _, _, text in pairs) >= 2:
            found.append(Row(match.start(), match.end(), tuple(pairs)))
    return found


def leaves(header: list[str]) -> list[str]:
    """The columns of a header of two rows written as one: 交办数 | 累计 | 小计 | 其中重点 | 小计 | 其中重点; as given when it is none."""
    first = next((i for i, text in enumerate(header) if text in _GROUP_BEGINS), 0)
    groups = [i for i in range(first, len(header)) if header[i] in _GROUP_BEGINS]
    if first < 3 or len(groups) != first - 1:
        return header
    ends = [*groups[1:], len(header)]
    return [
        header[0],
        *(header[n] + header[i] for n, (begin, end) in enumerate(zip(groups, ends, strict=True), 1) for i in range(begin, end)),
    ]


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def _piped(line: str, start: int) -> list[tuple[int, str]]:
    cells: list[tuple[int, str]] = []
    position = start
    for part in line.strip("\n").split("|"):
        if part.strip() or cells:
            cells.append((position + _blank(part), part.strip()))
        position += len(part) + 1
    while cells and not cells[-1][1]:
        cells.pop()
    return cells


def _metric(column: str, lexicon: Lexicon) -> str:
    """The status or rate a column gives, 总数 for one that counts all; empty for any other column."""
    if _WITHIN.search(column):
        return ""
    rate = _RATE.search(column)
    if rate:
        return rate[0]
    found = statuses(column, lexicon)
    if found:
        return found[-1].metric
    return "总数" if _ALL.search(column) else ""


def _batch(column: str, report: Report) -> str:
    """The batch a column counts; the columns behind it go on with the same one."""
    if "累计" in column:
        return "累计"
    return last_batch(report.title) if re.search(r"[本该]批|当[天日]", column) else ""


def table_facts(report: Report, lexicon: Lexicon, inspection: Inspection) -> list[Fact]:
    """A fact per numeric cell. A row named after an inspection, or a total row, is a list; any other row is a class of it."""
    facts: list[Fact] = []
    for number, row in enumerate(rows(report)):
        named = inspection_of(row.name)
        whole = named is not None or bool(_TOTAL_ROW.search(row.name))
        passage = report.passage(row.start, row.end)
        batch = ""
        for column, offset, text in row.cells:
            count = _COUNT.fullmatch(text)
            if count is None or _NO_COUNT.search(column):
                continue
            fact = _fact(report, passage, offset, count, row.name, column, named or inspection)
            metric = _metric(column, lexicon)
            batch = _batch(column, report) or batch
            fact = replace(fact, batch=batch)
            if whole and metric:
                facts.append(replace(fact, metric=metric, of=f"TABLE{number if named else ''}{batch}", dimension=""))
            elif metric:
                facts.append(
                    replace(fact, metric="分类", of=f"TABLE{batch}", dimension=row.dimension, parent="" if metric == "总数" else metric)
                )
            else:
                facts.append(replace(fact, track=Track.OTHER, of=""))
    return facts


def _fact(report: Report, passage: Passage, offset: int, count: re.Match[str], name: str, column: str, inspection: Inspection) -> Fact:
    complaints = _COMPLAINT.search(report.title + column) and not _PROBLEM_TITLE.search(report.title)
    track = Track.COMPLAINT if complaints else Track.PROBLEM
    heading = _COLUMN_UNIT.search(column)
    counted = "件" if track is Track.COMPLAINT else "项"
    unit = count["unit"] or (heading[1] if heading else "%" if "率" in column or "占比" in column else counted)
    return Fact(
        report=report.id,
        place=report.place,
        track=track,
        metric="",
        quantity=Quantity(parse_number(count["number"]), unit, count[0]),
        label=name,
        passage=passage,
        start=offset,
        end=offset + len(count[0]),
        inspection=inspection,
        unit_class="比例" if unit in {"%", "％"} else "件" if unit in {"件", "宗"} else "项",
        as_of=report.as_of,
        context=f"{name}{column}{count[0]}",
    )
