"""Private persons in a text: exact spans and kinds over a table of sentences, and what masking leaves."""

from __future__ import annotations

import re
import tomllib

import pytest

from assistant.reading.identity import is_identity
from assistant.reading.private import find_private, masked
from assistant.reading.report import read_reports
from assistant.reading.vocabulary import load_vocabulary
from assistant.types import PrivateSpan
from tests.reading.tables import CASES

VOCABULARY = load_vocabulary()
TABLE = tomllib.loads((CASES / "private.toml").read_text("utf-8"))
_MARK = re.compile(r"⟦(公开:)?(\w+)\|([^⟧]+)⟧")


def gold(marked: str) -> tuple[str, list[PrivateSpan]]:
    """The sentence without its marks, and what they mark."""
    text, spans, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append(PrivateSpan(len(text), len(text) + len(match[3]), match[2], bool(match[1])))
        text, position = text + match[3], match.end()
    return text + marked[position:], spans


@pytest.mark.parametrize("marked", [*TABLE["plain"], *TABLE["heldout"]])
def test_in_a_report(marked):
    text, spans = gold(marked)
    assert list(find_private(text, "岫林县督察整改情况报告", VOCABULARY)) == spans


@pytest.mark.parametrize("marked", [*TABLE["notice"], *TABLE["heldout_notice"]])
def test_in_a_public_notice(marked):
    text, spans = gold(marked)
    assert list(find_private(text, "岫林县督察整改销号公示", VOCABULARY)) == spans


def test_the_table_is_large_enough():
    assert sum(map(len, TABLE.values())) >= 80
    assert len(TABLE["heldout"] + TABLE["heldout_notice"]) >= 25


def test_masking_hides_what_is_private_and_keeps_the_length():
    text, spans = gold("举报人⟦姓名|欧阳文静⟧，⟦电话|13812345678⟧，家住⟦住址|柳巷12号501室⟧；联系人⟦公开:姓名|董建国⟧。")
    hidden = masked(text, spans)
    assert hidden == "举报人欧阳某某，138****5678，家住*********；联系人董建国。"
    assert len(hidden) == len(text)


def test_masking_without_spans_changes_nothing():
    assert masked("办结35件。", ()) == "办结35件。"


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("990101196503070018", True),
        ("99020120010530002x", True),
        ("990101196513070018", False),
        ("990101196503070019", False),
        ("1234", False),
    ],
)
def test_identity_numbers_check_out(number, valid):
    assert is_identity(number) is valid


def test_a_report_carries_its_spans_in_clean_text():
    (report,) = read_reports("情况.txt", "岫林县督察整改情况报告\n村民赵大勇来信反映扬尘问题，电话13812345678。\n".encode())
    assert [(report.clean[one.start : one.end], one.kind) for one in report.private] == [("赵大勇", "姓名"), ("13812345678", "电话")]
