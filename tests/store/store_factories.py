"""Small real reports and facts, built through the same types that reading and extraction use."""

from __future__ import annotations

from assistant.store.rows import FileRows, Reading, file_rows
from assistant.store.writing import StoredFile, digest
from assistant.types import Fact, IngestResult, Inspection, OffsetMap, Place, Quantity, Repair, Report, Section, Track

TEXT = "一、进展情况\n截至2023年6月30日，反馈问题12项，已完成9项。\n"


def report(
    report_id: str = "a1-1",
    *,
    title: str = "甲市整改情况报告",
    place: str | None = "甲市",
    within: tuple[str, ...] = ("乙省",),
    as_of: str | None = "2023-06-30",
    path: str = "a.txt",
    sample: bool = False,
    clean: str = TEXT,
) -> Report:
    whole = OffsetMap((0,), (0,), (len(clean),), (True,))
    sections = (Section(("一、进展情况",), 1, 0, len(clean)),)
    repairs = (Repair("页码", 9, 9, "3\n", "", 0.9),)
    where = Place(place, within) if place else None
    return Report(
        report_id,
        path,
        title,
        "整改落实情况报告",
        where,
        as_of,
        "截至日期",
        clean,
        clean,
        whole,
        sections,
        repairs,
        as_of_span=(9, 19),
        sample=sample,
    )


def fact(of: Report, number: str = "12", metric: str = "总数") -> Fact:
    start = of.clean.index(number)
    quantity = Quantity(int(number), "项", f"{number}项")
    return Fact(of.id, of.place, Track.PROBLEM, metric, quantity, "反馈问题", of.passage(7, 31), start, start + len(number),
                Inspection("中央", "第二轮"), as_of=of.as_of)  # fmt: skip


def rows(data: bytes, *reports: Report) -> FileRows:
    facts = tuple((fact(one), fact(one, "9", "完成")) for one in reports)
    return file_rows("a.txt", data, Reading(reports, facts, tuple((one.passage(0, len(one.clean)),) for one in reports)))


def stored(
    data: bytes, *, name: str = "a.txt", source: str = "", sample: bool = False, rules: str = "1", reports: tuple[str, ...] = ()
) -> StoredFile:
    outcome = IngestResult(name, reports, "added", characters=len(TEXT))
    return StoredFile(digest(data), name, source or name, sample, rules, outcome, ())
