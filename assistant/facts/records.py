"""The single problems and complaints a report tells of: rows of a table, numbered items, items under headings of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.enumerations import Enumeration, Member, counts_in, enumerations, short_name
from assistant.facts.rows import SameReport, TextLine, text_lines
from assistant.facts.table_rows import COUNT, is_rule, piped
from assistant.types import Report

_ITEM = re.compile(r"问题|任务|事项|反映|举报|信访内容|投诉|项目|名称|点位|线索|内容|企业")
_NO_ITEM = re.compile(r"数|率|序号|编号|时限|单位|部门|人|状态|情况$|来源|类型|属地|区域|日期|时间|措施|进展|目标|结果|意见|是否")
_REFLECTED = re.compile(r"(?:反映|反应|举报|信访|投诉|问题)(?:的)?(?:基本)?(?:情况|内容)")
"""A column that holds what was complained of, for all that its name ends like one of progress."""
_NUMBER = re.compile(r"序号|编号|^号$")
_LABELLED = re.compile(
    r"(?:^|(?<=[；;。，,\n）)、 　]))(?P<label>[一-龥]{0,6}(?:单位|部门|领导|责任人|负责人|时限|期限|目标|措施|状态|进展"
    r"|完成情况|问题描述|反馈问题|验收情况|办结情况|办理情况|整改情况|落实情况))"
    r"(?P<mark>[：:]|(?=\d{4}年|\d{1,2}月|立行立改|长期坚持))(?P<value>[^；;。\n]+)"
)
"""What an item says under a label of its own: 责任单位：县住建局; 整改时限2021年12月."""
_BARE = re.compile(
    r"(?<=[；;。，,\n）)])(?P<label>(?:责任|牵头|配合|主办)(?:单位|部门))(?:为|是|系)?(?P<value>[一-龥][^；;。，,\n（(）)]{1,40})"
)
"""The same without a mark: 责任单位县住建局."""
_PARTS = re.compile(r"\n[（(]一[）)]|\n1[.．、]")
"""An item that is told in numbered parts stands under a heading of its own."""
_PAIR = re.compile(r"([^：；:;\n]{1,16})[：:]([^；;\n]*)")
_FEWEST = 2
_BLANK = frozenset("—-－/无")
_CODED = re.compile(r"^([A-Za-z]{1,6}\d?[A-Za-z]{0,4}[-－]?\d{2,}[A-Za-z0-9－-]*)：")


@dataclass(frozen=True, slots=True)
class Record:
    """One problem or complaint: its stretch of the clean text, its number and short name, and what it says by column or label."""

    start: int
    end: int
    number: str
    name: str
    cells: Mapping[str, str]
    text: str
    tabled: bool
    group: int
    """Where the table or run it belongs to begins."""


def records(report: Report) -> tuple[Record, ...]:
    """All items of a report in text order."""
    return _records(SameReport(report))


@lru_cache(maxsize=64)
def _records(same: SameReport) -> tuple[Record, ...]:
    found = [*_rows(same.report), *_numbered(same.report), *_headed(same.report)]
    return tuple(sorted(found, key=lambda one: one.start))


def _rows(report: Report) -> Iterator[Record]:
    """The rows of tables that have a column of problems, and more columns than that."""
    head: list[str] = []
    group = 0
    for line in text_lines(report):
        cells, head, opens = _cells(line, head)
        group = line.start if opens or not group else group
        item = next((name for name, text in cells.items() if is_item_column(name) and text and not COUNT.fullmatch(text)), "")
        if not item or len(cells) <= _FEWEST or cells[item] in _BLANK:
            continue
        number = next((text for name, text in cells.items() if _NUMBER.search(name)), "")
        start = line.start + len(line.text) - len(line.text.lstrip())
        yield Record(start, line.start + len(line.text.rstrip()), number, _name(cells[item]), cells, line.text.strip(), True, group)


def _cells(line: TextLine, head: list[str]) -> tuple[dict[str, str], list[str], bool]:
    """What a line says by column, the head of its table, and whether that begins with it."""
    if line.cells is not None:
        return {cell.column: cell.text for cell in line.cells if cell.column}, [], False
    if "|" in line.text:
        texts = [text for _, text in piped(line.text, line.start)]
        if is_rule(line.text):
            return {}, head, False
        if not head or (len(texts) > _FEWEST and not any(COUNT.fullmatch(text) for text in texts) and sum(map(is_item_column, texts)) == 1):
            return {}, texts, True
        return dict(zip(head, texts, strict=False)) if len(texts) == len(head) else {}, head, False
    pairs = [(name.strip(), text.strip()) for name, text in _PAIR.findall(line.text)] if line.text.count("；") > _FEWEST else []
    return dict(pairs) if len(pairs) > _FEWEST else {}, [], False


def is_item_column(name: str) -> bool:
    """Whether a column holds what the rows are about."""
    return bool(_REFLECTED.fullmatch(name)) or (bool(_ITEM.search(name)) and not _NO_ITEM.search(name))


def _name(text: str) -> str:
    return text if len(text) <= 30 else short_name(text)


def _numbered(report: Report) -> Iterator[Record]:
    """The members of a numbered run most of which say something under labels of their own."""
    for told in enumerations(report):
        if told.loose or told.shares or len(told.members) < _FEWEST:
            continue
        texts = [report.clean[one.start : one.end] for one in told.members]
        labelled = [_labels(text) for text in texts]
        parts = any(_PARTS.search(text) or _LABELLED.match(text.lstrip()) for text in texts)
        if sum(map(bool, labelled)) * 2 <= len(texts) or parts:
            continue
        for index, (one, text, cells) in enumerate(zip(told.members, texts, labelled, strict=True), 1):
            line = max(report.clean.rfind(mark, 0, one.start) for mark in "\n。；") + 1
            code = _CODED.match(one.name)
            yield Record(line, one.end, code[1] if code else str(index), one.name, cells, text, False, told.start)


def _headed(report: Report) -> Iterator[Record]:
    """The items under a heading each, told by labels below it (一、…第17项 / （二）责任单位：…)."""
    tops = [one for one in report.sections if one.level == 1]
    known: set[str] = set()
    for at, top in enumerate(tops):
        last = at + 1 == len(tops)
        text = report.clean[top.start : len(report.clean) if last else tops[at + 1].start].rstrip()
        text = _own_lines(text, known) if last and known else text
        cells, labels = _labels(text), [match["label"] for match in _LABELLED.finditer(text)]
        if len(cells) <= _FEWEST or labels.count("责任单位") > 1:
            continue
        known |= cells.keys()
        described = next((value for label, value in cells.items() if re.search("问题", label)), "")
        number = re.search(r"第(\d+|[一二三四五六七八九十]+)[项号]", top.heading)
        name = re.sub(r"^[一二三四五六七八九十]+、", "", top.heading)
        yield Record(
            top.start, top.start + len(text), number[1] if number else "", name, {**cells, "问题": described}, text, False, tops[0].start
        )


def _own_lines(text: str, known: set[str]) -> str:
    """The last item of a report up to the end of the last line that begins with a label of the items before it."""
    own = [match.end() for match in _LABELLED.finditer(text) if match["label"] in known]
    end = text.find("\n", own[-1]) if own else -1
    return text[:end] if end >= 0 else text


def _labels(text: str) -> dict[str, str]:
    """What a text says under labels, the first of each."""
    found: dict[str, str] = {}
    for match in (*_LABELLED.finditer(text), *_BARE.finditer(text)):
        found.setdefault(match["label"], match["value"].strip(" 　，,"))
    return found


def groups(found: Sequence[Record]) -> list[list[Record]]:
    """Records table by table, run by run."""
    kept: dict[tuple[int, bool], list[Record]] = {}
    for one in found:
        kept.setdefault((one.group, one.tabled), []).append(one)
    return list(kept.values())


def lists_of_records(report: Report) -> list[Enumeration]:
    """The records of a report as things told one by one, with the heading or line over their table as what announces them."""
    found = []
    for group in groups(records(report)):
        if len(group) < _FEWEST:
            continue
        begin, end = _over(report.clean, group[0])
        head = report.clean[begin:end]
        count = next(iter(reversed(counts_in(head))), None)
        members = tuple(Member(one.start, one.end, called(one)) for one in group)
        found.append(Enumeration(begin, end, head, report.section_at(begin), members, count, loose=True))
    return found


def _over(clean: str, first: Record) -> tuple[int, int]:
    """The line that stands over a table, or the sentence ahead of the first of numbered items."""
    end = clean.rfind("\n", 0, first.start)
    while end > 0 and "|" in clean[clean.rfind("\n", 0, end) + 1 : end]:
        end = clean.rfind("\n", 0, end)
    end = max(end, 0)
    begin = clean.rfind("\n", 0, end) + 1
    stop = clean.rfind("。", begin, max(end - 1, begin)) + 1
    return max(begin, stop), end


def called(record: Record) -> str:
    """An item's name, of one that its heading only numbers with its problem in few words."""
    problem = "" if record.tabled else record.cells.get("问题", "")
    return f"{record.name}：{short_name(problem)}" if problem else record.name
