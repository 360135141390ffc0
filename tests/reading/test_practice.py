"""The 36 documents of other places: place and date right or honestly unknown, no foreign line left."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from assistant.reading.report import read_reports
from assistant.types import Report
from tests.reading.tables import table

KEY = table("practice")


@cache
def _read(path: Path) -> tuple[Report, ...]:
    return tuple(read_reports(path.name, path.read_bytes()))


@pytest.fixture(params=sorted(KEY))
def document(request, practice):
    return request.param, _read(practice / "docs" / f"{request.param}.txt")


def test_one_report_each(document):
    assert len(document[1]) == 1


def test_place_and_date(document):
    number, (report,) = document
    name, within, as_of = KEY[number]
    assert (report.place and report.place.name) == name
    assert list(report.place.within if report.place else ()) == within
    assert report.as_of == as_of


FOREIGN = (
    "版权所有|ICP|公网安备|今天是|点击数|点击量|浏览量|阅读次数|上一篇|下一篇|分享到|责任编辑|责编|扫码|返回顶部|"
    "设为首页|机构职能|app下载|欢迎您|首页"
)


def test_no_foreign_line_is_left(document):
    _, (report,) = document
    assert not re.search(FOREIGN, report.clean)


def test_no_sentence_is_lost(document):
    """What is taken out holds no sentence of the document: nothing with a full stop, except a site's own notices."""
    _, (report,) = document
    taken = [r.raw for r in report.repairs if r.type == "网站行" and "。" in r.raw]
    assert [line for line in taken if not re.search("著作权|备案", line)] == []


def test_copied_characters_equal_their_raw_ones(document):
    _, (report,) = document
    offsets = report.offsets
    for start, end, copied in zip(offsets.clean_starts, (*offsets.clean_starts[1:], len(report.clean)), offsets.copied, strict=True):
        assert not copied or report.original(start, end) == report.clean[start:end]


def test_flattened_tables_are_rows_again(practice):
    (report,) = _read(practice / "docs" / "169.txt")
    assert "哈尔滨 | 188 | 87" in report.clean
    (report,) = _read(practice / "docs" / "084.txt")
    assert "湖滨区 | 1 | 1 | 1 | 1" in report.clean
