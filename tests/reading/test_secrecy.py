"""Secrecy marks count where they stand alone on the first or last lines; a text that talks of secrecy is not classified."""

from __future__ import annotations

import tomllib

import pytest

from assistant.reading.report import read_reports
from assistant.reading.secrecy import find_secrecy
from assistant.reading.vocabulary import load_vocabulary
from tests.reading.tables import CASES

VOCABULARY = load_vocabulary()
TABLE = tomllib.loads((CASES / "secrecy.toml").read_text("utf-8"))
TITLE = "岫林县督察整改落实情况报告\n"
BODY = "我县反馈问题整改稳步推进。\n" * 20


def find(text: str) -> str:
    return find_secrecy(text, (), VOCABULARY)


@pytest.mark.parametrize(("line", "mark"), TABLE["head"])
def test_a_mark_above_the_title(line, mark):
    assert find(f"{line}\n{TITLE}{BODY}") == mark


@pytest.mark.parametrize(("line", "mark"), TABLE["foot"])
def test_a_mark_below_the_text(line, mark):
    assert find(f"{TITLE}{BODY}{line}\n") == mark


@pytest.mark.parametrize("line", TABLE["plain_head"] + TABLE["plain_body"])
def test_a_line_at_the_head_that_classifies_nothing(line):
    assert find(f"{line}\n{TITLE}{BODY}") == ""


@pytest.mark.parametrize("line", TABLE["plain_foot"] + TABLE["plain_body"])
def test_a_line_at_the_foot_that_classifies_nothing(line):
    assert find(f"{TITLE}{BODY}{line}\n") == ""


@pytest.mark.parametrize("line", ["秘密★1年", "内部资料 注意保存"])
def test_a_mark_in_the_middle_is_no_mark(line):
    assert find(f"{TITLE}{BODY}{line}\n{BODY}") == ""


def test_a_mark_in_the_page_head():
    assert find_secrecy(TITLE + BODY, ("机密★1年",), VOCABULARY) == "机密★1年"


def test_the_table_is_large_enough():
    assert len(TABLE["head"] + TABLE["foot"]) >= 30
    assert len(TABLE["plain_head"] + TABLE["plain_foot"] + TABLE["plain_body"]) >= 30


def test_a_report_carries_its_mark():
    (report,) = read_reports("整改报告.txt", f"机密★1年\n{TITLE}{BODY}".encode())
    assert report.secrecy == "机密★1年"
    assert report.title == TITLE.strip()
