"""Drafts from the real sources: every genre, every document, bound and fast."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from drafting_library import MemoryLibrary

from assistant.drafting.compose import compose
from assistant.drafting.genre import genres
from assistant.types import Scope


@pytest.fixture(scope="module")
def real(seeds: Path) -> MemoryLibrary:
    return MemoryLibrary(*[path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))])


def test_the_report_of_yongzhou(real: MemoryLibrary) -> None:
    began = time.perf_counter()
    draft = compose("整改落实情况报告", real, Scope(place="永州市"))
    assert time.perf_counter() - began < 2
    text = "\n".join(section.text for section in draft.sections)
    assert "2018年7月25日至8月15日，省第六环境保护督察组对永州市开展" in text
    assert "2018年9月29日，督察组反馈督察意见，指出5大类33个问题。" in text
    assert "已完成整改19个，达到序时进度12个，正在加紧整改2个。" in text
    assert "其余14个尚未完成整改" in text
    assert "自然保护区整治、基层执法车辆配备" in text
    assert "问题销号数，建议向整改办核实" in draft.gaps
    assert len(text) > 2000
    assert [check for check in draft.checks if not check.passed] == []


def test_every_figure_of_every_draft_is_bound(real: MemoryLibrary) -> None:
    for report in real.read:
        for genre in genres():
            draft = compose(genre.name, real, Scope(place=report.place.display if report.place else None, reports=(report.id,)))
            body = "\n".join(section.text for section in draft.sections)
            assert all(f.text in body and f.quote in real.report(f.report).clean for f in draft.figures), (report.title, genre.name)
            named = {check.name: check for check in draft.checks}
            assert named["数字均有出处"].passed, (genre.name, named["数字均有出处"].detail)
            assert named["出处原句可查"].passed, (genre.name, named["出处原句可查"].detail)
            assert named["无隐去符号和范文残留"].passed, (genre.name, named["无隐去符号和范文残留"].detail)


def test_the_wrong_number_of_publicity_days_is_found(real: MemoryLibrary) -> None:
    draft = compose("整改销号公示", real, Scope(place="凤凰县"))
    failed = {check.name: check.detail for check in draft.checks if not check.passed}
    assert "含首尾6天" in failed["公示期天数"]
