"""Numbers in tables become facts: row and column together say what a cell counts, whose it is and of which list."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from assistant.facts.clipped import clipped_alone
from assistant.facts.context import batch_of, dated, inspection_of, last_batch, merge
from assistant.facts.ledger_rows import ledger_lines
from assistant.facts.ledger_words import ledger_words
from assistant.facts.status import statuses
from assistant.facts.table_rows import COUNT, NO_COUNT, Row, rows
from assistant.types import Fact, Inspection, Quantity, Report, Track
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import parse_number

_TOTAL = re.compile(r".{0,4}(?:总\s*计|合\s*计|小\s*计)|总数|全[省市县区州]|总体|累计")
_COMPLAINT = re.compile(r"信访|举报|投诉|转办|交办|移交事项|问题线索|收件|办结|来电|来信")
_PROBLEM = re.compile(r"反馈|整改|问题|任务|销号|序时")
_PROBLEM_TITLE = re.compile(r"整改任务|反馈问题|督察整改进展")
_ALL = re.compile(
    r"总数|[收接来领]件|交办|转办|受理|件数|问题数|累计|任务数|合计|总计|[本当]批|当[天日]|数量|个数|^问题$|^任务$|总[量件]"
    r"|^应(?:整改|改|办)(?:数|总数)?$|^(?:底|基)数$|^(?:承担|认领|承接|领受)的?(?:整改)?(?:任务|问题|事项)$"
)
"""What all are, never what should be done by now (应完成, 应销号)."""
_ONLY_COUNT = re.compile(r"件数|个数|数量|合计|总计|小计|数")
_COLUMN_UNIT = re.compile(r"[（(](?:单位[:：])?(件|个|项|条|宗|家|人|起|处|%|％|万元|亿元|元|吨|亩)[）)]")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|\s")
_WITHIN = re.compile(r"重点|按时")
_PLANNED = re.compile(r"(?:应当?|[需须]|计划|预计|拟)(?:按期|如期|按时)?(?:整改)?(?:完成|销号|办结|验收|整改到位)")
"""What should be done, none of it said to be (应完成)."""
_OF_WHICH = re.compile(r"其中")
_RATE = re.compile(r"办结率|完成率|销号率|整改率")
_BODY_COLUMN = re.compile(r"单位|部门")
_AREA_COLUMN = re.compile(r"地区|区域|市|县|区|州|盟|乡镇|镇街|街道")
_PERIOD = re.compile(r"(?:19|20)\d{2}年(?:度|上半年|下半年|第[一二三四]季度|\d{1,2}月)?|\d{1,2}月份?|第?[一二三四]季度")
_LEVEL = re.compile(r"(中央|省级?|自治区级?)(?:反馈|整改)*(?=任务|问题|总数|件数|完成|销号|序时|滞后|未|数|办结)")
_LONGEST_NAME = 16
_CLASS = "分类"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What row and column say together about a number."""

    metric: str = ""
    whole: bool = False
    """It counts the whole list, not one class of it."""
    label: str = ""
    dimension: str = ""
    inspection: Inspection | None = None
    period: str = ""


class TableFacts:
    """Reads the tables of one report."""

    def __init__(self, report: Report, lexicon: Lexicon, inspection: Inspection) -> None:
        self.report = report
        self.lexicon = lexicon
        self.inspection = inspection
        splits = ledger_words(lexicon).classes
        self.dimensions: dict[str, str] = {name: split["dimension"] for split in splits for name in split["columns"]}
        self.values: dict[str, str] = {
            value: name for name, row in lexicon.data["dimensions"]["dimension"].items() for value in row["values"]
        }
        self.batch = ""
        self.mixed: set[int] = set()
        """The tables whose rows are of several inspections: a row that names none belongs to none of them."""

    def facts(self) -> list[Fact]:
        """A fact per numeric cell; the rows of a ledger are counted elsewhere, their own numbers are open facts."""
        ledger = ledger_lines(self.report, self.lexicon)
        found = rows(self.report)
        told = {(row.table, one.display) for row in found if row.table and (one := _inspection_named(row))}
        self.mixed = {table for table, count in Counter(table for table, _ in told).items() if count > 1}
        if self.mixed and not inspection_of(self._around(found)):
            self.inspection = Inspection()
        return [fact for number, row in enumerate(found) for fact in self._row(number, row, row.start in ledger)]

    def _around(self, found: list[Row]) -> str:
        """The text outside the rows: what only rows name says nothing about another table."""
        ends = [0, *(row.end for row in found)]
        starts = [*(row.start for row in found), len(self.report.clean)]
        return "\n".join(self.report.clean[end:start] for end, start in zip(ends, starts, strict=True))

    def _row(self, number: int, row: Row, of_ledger: bool) -> list[Fact]:
        self.batch = self._batch_named(row) if self._is_batch(row) else ""
        found = []
        for column, offset, text in row.cells:
            count = COUNT.fullmatch(text)
            if count is None or NO_COUNT.search(column):
                continue
            meaning = Meaning() if of_ledger else self.meaning(row, column)
            self.batch = self._batch(column) or self.batch
            found.append(self._fact(number, row, column, offset, count, meaning))
        return found

    def meaning(self, row: Row, column: str) -> Meaning:
        """What a number counts. 岫林县 × 办结, 第二轮中央督察 × 总数, 已完成 × 岫林县 (a turned table), 件数 × 水."""
        name = row.name
        named, headed = inspection_of(name), _headed(column)
        inspection = headed or named or _inspection_named(row)
        metric, of_row = self._metric(column), self._metric(name) if len(name) <= _LONGEST_NAME and not named else ""
        period = next((words for words in (column, name) if _PERIOD.fullmatch(words)), "")
        only_counts = metric == "总数" and (of_row != "总数" or _ONLY_COUNT.fullmatch(_BRACKETED.sub("", column)))
        if of_row and not _TOTAL.fullmatch(name) and (not metric or only_counts):
            return self._turned(row, column, of_row, metric, headed, period)
        share = _share(row) if named else ("", "")
        if share[1] and metric and not _TOTAL.fullmatch(share[1]):
            return Meaning(metric, False, share[1], self._dimension(share), inspection, period)
        whole = named is not None or self._is_batch(row) or bool(_TOTAL.fullmatch(name)) or not name
        if not metric and whole and column in self.values:
            return Meaning(_CLASS, False, column, self.values[column], inspection, period)
        if whole and metric:
            return Meaning(metric, True, name, "", inspection, period)
        return Meaning(metric, False, name, self._dimension(row.namer), inspection, period)

    def _turned(self, row: Row, column: str, of_row: str, metric: str, headed: Inspection | None, period: str) -> Meaning:
        """The row says what is counted, the column whose: a class, an inspection, or the whole."""
        if metric or headed is not None or _TOTAL.fullmatch(column):
            return Meaning(of_row, True, row.name, "", headed, period)
        if period or not column:
            return Meaning("", False, row.name, "", None, period)
        return Meaning(of_row, False, column, self._dimension((row.namer[0], column)), headed, period)

    def _metric(self, words: str) -> str:
        """The status or rate that words give, 总数 for those that count all; empty for any other."""
        if _WITHIN.search(words) or _PLANNED.search(words):
            return ""
        part = _OF_WHICH.split(words)[-1]
        rate = _RATE.search(part)
        if rate:
            return rate[0]
        found = [span.metric for span in statuses(part, self.lexicon)]
        if found in ([], ["推进"]):
            found = clipped_alone(_BRACKETED.sub("", part).strip("：:"), self.lexicon)[:1] or found
        if found:
            return found[-1]
        return "总数" if part == words and (_ALL.search(words) or _ONLY_COUNT.fullmatch(words)) else ""

    def _is_batch(self, row: Row) -> bool:
        return len(row.name) <= _LONGEST_NAME and bool(self._batch_named(row))

    @staticmethod
    def _batch_named(row: Row) -> str:
        """The batch a row is about, 累计 for the sum of a column of batches."""
        column, name = row.namer
        return "累计" if "批" in column and _TOTAL.fullmatch(name) else batch_of(name) if "批" in name else ""

    def _dimension(self, namer: tuple[str, str]) -> str:
        """What a class is a class of, by the heading of its name's column or by its own words."""
        column, name = namer
        if column in self.dimensions or name in self.values:
            return self.dimensions.get(column) or self.values[name]
        return "部门" if _BODY_COLUMN.search(column) and not _AREA_COLUMN.search(column) else "区域"

    def _batch(self, column: str) -> str:
        """The batch a column counts; the columns behind it go on with the same one."""
        if "累计" in column:
            return "累计"
        return last_batch(self.report.title) if re.search(r"[本该当此]批|当[天日]|本次", column) else ""

    def _track(self, row: Row, column: str, metric: str) -> Track:
        """Complaints or problems by metric, else by column, the lines over the table, its other columns or the title."""
        known = self.lexicon.metrics[metric].tracks if metric in self.lexicon.metrics else frozenset()
        if len(known) == 1:
            return next(iter(known))
        for words in (column + row.name, row.heading, "".join(name for name, _, _ in row.cells)):
            complaints, problems = bool(_COMPLAINT.search(words)), bool(_PROBLEM.search(words))
            if complaints is not problems:
                return Track.COMPLAINT if complaints else Track.PROBLEM
        complaint = bool(_COMPLAINT.search(self.report.title + column)) and not _PROBLEM_TITLE.search(self.report.title)
        return Track.COMPLAINT if complaint else Track.PROBLEM

    def _fact(self, number: int, row: Row, column: str, offset: int, count: re.Match[str], meaning: Meaning) -> Fact:
        track = self._track(row, column, meaning.metric)
        unit = self._unit(row, column, count, track)
        far = merge(inspection_of(row.heading), self.inspection) if row.table else self.inspection
        far = inspection_of(row.heading) or Inspection() if row.table in self.mixed else far
        fact = Fact(
            report=self.report.id,
            place=self.report.place,
            track=track,
            metric="",
            quantity=Quantity(parse_number(count["number"]), unit, count[0]),
            label=meaning.label or row.name,
            passage=self.report.passage(row.start, row.end),
            start=offset,
            end=offset + len(count[0]),
            inspection=merge(meaning.inspection, far) if meaning.inspection else far,
            unit_class="比例" if unit in {"%", "％"} else "件" if unit in {"件", "宗"} else "项",
            as_of=dated(row.heading if row.table else row.heading.rpartition("\n")[2], self.report) or self.report.as_of,
            context=f"{row.name}{_share(row)[1]}{column}{count[0]}",
            batch=self.batch,
            period=meaning.period,
        )
        counted = meaning.metric and (unit in {"%", "％"}) is bool(_RATE.search(meaning.metric))
        if not counted or unit in {"万元", "亿元", "元", "吨", "亩", "人"}:
            return replace(fact, track=Track.OTHER, of="")
        listed = f"TABLE{row.table or ''}{meaning.inspection.display if meaning.inspection else ''}{track.value}{self.batch}"
        apart = bool(row.table) or _headed(column) is not None
        if meaning.whole:
            own = str(number) if meaning.inspection and not row.table else ""
            return replace(fact, metric=meaning.metric, of=listed if apart else f"TABLE{own}{self.batch}")
        parent = "" if meaning.metric in {"总数", _CLASS} else meaning.metric
        of = listed if apart else f"TABLE{self.batch}"
        return replace(fact, metric=_CLASS, of=of, dimension=meaning.dimension, parent=parent)

    @staticmethod
    def _unit(row: Row, column: str, count: re.Match[str], track: Track) -> str:
        """The unit in the cell, in the column's head, above the table, or the one the list is counted in."""
        heading = _COLUMN_UNIT.search(column)
        if count["unit"] or heading:
            return str(count["unit"] or (heading[1] if heading else ""))
        if "率" in column or "占比" in column or "率" in row.name[-1:] or "占比" in row.name:
            return "%"
        return row.unit or ("件" if track is Track.COMPLAINT else "项")


def _headed(column: str) -> Inspection | None:
    """The inspection that a column is headed with, also by its level alone (中央任务数, 省销号)."""
    level = _LEVEL.match(column)
    return inspection_of(column) or (Inspection("中央" if level[1] == "中央" else "省级") if level else None)


def _inspection_named(row: Row) -> Inspection | None:
    """The inspection that one of the row's short cells names (类别：第二轮中央督察)."""
    found = (inspection_of(words) for _, words in row.names if len(words) <= _LONGEST_NAME)
    return next((one for one in found if one), None)


def _share(row: Row) -> tuple[str, str]:
    """Whose share of an inspection a row counts: the area or body named behind the inspection; empty when the row counts the whole."""
    if not inspection_of(row.name):
        return ("", "")
    others = row.names[1:]
    return next((one for one in others if _AREA_COLUMN.search(one[0]) or _BODY_COLUMN.search(one[0])), ("", ""))


def table_facts(report: Report, lexicon: Lexicon, inspection: Inspection) -> list[Fact]:
    """A fact per numeric cell of the report's tables: lists for rows and columns of an inspection or a total, else classes."""
    return TableFacts(report, lexicon, inspection).facts()
