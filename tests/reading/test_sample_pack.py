"""One report as a file of every format: what is read is the same, whatever it came in."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest

from assistant.facts.extract import extract
from assistant.reading.formats.office import converter
from assistant.reading.report import read_reports
from assistant.types import Report
from assistant.words.lexicon import load_lexicon
from tests.reading.pack import CONVERTED, PACK, TABLE_ROWS, lines
from tests.reading.saving import saved_as

HOME = Path("nowhere")
SECONDS = 5
"""Longest that one file of the pack may take (LibreOffice needs most of it)."""


@cache
def read(name: str) -> Report:
    data = PACK[CONVERTED[name]]() if name in CONVERTED else PACK[name]()
    if name in CONVERTED:
        data = saved_as(CONVERTED[name], data, Path(name).suffix[1:])
    (report,) = read_reports(name, data)
    return report


def facts_of(report: Report) -> set[tuple[object, ...]]:
    return {
        (fact.track, fact.metric, fact.quantity.value, fact.quantity.unit, fact.as_of, fact.inspection.display)
        for fact in extract(report, load_lexicon(HOME))
    }


REPORTS = sorted(name for name in [*PACK, *CONVERTED] if name.startswith("报告"))
SHEETS = sorted(name for name in PACK if name.startswith("信访件"))


@pytest.fixture(params=REPORTS)
def report_file(request):
    if request.param in CONVERTED and converter() is None:
        pytest.skip("LibreOffice is not installed")
    return request.param


@pytest.fixture(params=SHEETS)
def sheet_file(request):
    return request.param


def test_every_line_stands_in_its_own_line(report_file):
    text = read(report_file).clean.split("\n")
    assert [line for line in lines() if line not in text] == []


def test_who_to_whom_when(report_file):
    report = read(report_file)
    assert (report.title, report.place and report.place.name, report.as_of) == (lines()[0], "岫林县", "2023-12-15")
    assert report.addressee == lines()[1].rstrip("：")
    assert [section.path[-1] for section in report.sections if section.path] == ["一、主要做法", "二、整改成效"]


def test_the_facts_are_those_of_the_plain_text(report_file):
    assert facts_of(read("报告.txt")) <= facts_of(read(report_file))


def test_nothing_of_the_page_around_it_is_left(report_file):
    assert not any(word in read(report_file).clean for word in ("首页", "政务公开", "版权所有", "网站标识码"))


def test_every_cell_of_the_sheet_is_citable(sheet_file):
    report = read(sheet_file)
    shown = {report.raw[cell.start : cell.end] for cell in report.cells}
    assert {value for row in TABLE_ROWS for value in row} <= shown


def test_a_cell_knows_its_heads(sheet_file):
    text = read(sheet_file).clean
    row = next(line for line in text.split("\n") if TABLE_ROWS[0][0] in line)
    assert "阶段性办结：3" in row.replace("信访件", "")


@pytest.mark.parametrize("name", sorted({*REPORTS, *SHEETS} - {*CONVERTED}))
def test_no_file_of_the_pack_takes_long(name):
    began = time.process_time()
    read_reports(name, PACK[name]())
    assert time.process_time() - began < SECONDS
