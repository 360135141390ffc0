"""One report opened in 资料: read as a whole, settled by staff, and what was settled told and undone."""

import re
import shutil

import pytest
from office import THIRD_PARTY, report

from assistant.service import Assistant
from assistant.web import render
from assistant.web.whole import MOST, whole

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]

TEXT = """岫林县关于督察反馈问题整改落实情况的报告

一、总体情况
截至2024年11月30日，中央生态环境保护督察反馈我县的36个问题，已完成整改25个，达到序时进度9个，其余2个正在抓紧推进。
二、下一步工作
对照整改方案逐项推进。

岫林县人民政府
2024年12月5日
"""


@pytest.fixture
def desk():
    from assistant.web import report_desk

    return report_desk


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with the report in it; each test works on a copy, since reading starts processes of its own."""
    folder = tmp_path_factory.mktemp("report")
    file = folder / "岫林县整改报告.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Assistant(folder / "home") as assistant:
        assert [one.status for one in assistant.ingest([file])] == ["added"]
    return folder / "home"


@pytest.fixture
def service(home, tmp_path):
    with Assistant(shutil.copytree(home, tmp_path / "home")) as assistant:
        yield assistant


def fact_of(service, opened: str, number: str) -> str:
    return next(known for known, read, _ in service.identified(opened) if read.quantity.text == number)


def test_the_whole_text_stands_line_by_line_with_the_quote_and_the_repairs_marked():
    source = report()
    begin = source.clean.index("已完成整改25个")
    shown = whole(source, (begin, begin + 8))
    text = "\n".join("".join(run.text for run in line.runs) for line in shown.lines)
    assert text == source.clean
    assert "".join(run.text for line in shown.lines for run in line.runs if run.quoted) == source.clean[begin : begin + 8]
    assert [heading for _, _, heading in shown.outline] == ["一、总体情况", "二、存在的不足"]
    assert any(run.note.startswith("页间拼接") for line in shown.lines for run in line.runs)


def test_the_raw_text_marks_what_the_quote_was_made_from():
    source = report()
    begin = source.clean.index("已完成整改25个")
    shown = whole(source, (begin, begin + 8), raw=True)
    assert "\n".join("".join(run.text for run in line.runs) for line in shown.lines) == source.raw
    assert "".join(run.text for line in shown.lines for run in line.runs if run.quoted) == "已完成整改23、5个"
    assert shown.outline == []


def test_of_a_very_long_report_the_part_around_the_quote_is_laid_out_and_the_cuts_are_told():
    from dataclasses import replace

    from assistant.types import OffsetMap

    filler = "本段是很长的正文。\n" * 9000
    clean = f"{filler}已完成整改25个。\n{filler}"
    source = replace(report(), clean=clean, raw=clean, repairs=(), sections=(), offsets=OffsetMap((0,), (0,), (len(clean),), (True,)))
    begin = clean.index("已完成整改25个")
    shown = whole(source, (begin, begin + 8))
    laid_out = sum(len(run.text) for line in shown.lines for run in line.runs)
    assert laid_out <= MOST + 20
    assert shown.cut_before
    assert shown.cut_after
    assert "前文较长" in render.whole(shown, "返回列表")
    assert any(run.quoted for line in shown.lines for run in line.runs)


def test_opened_it_shows_text_figures_and_an_empty_log(service, desk):
    opened = service.reports()[0].id
    text, figures, log = desk.shown(service, opened)
    assert "返回列表" in text
    assert "已完成整改25个" in text
    assert re.search(r"<b>25个</b>", figures)
    assert "还没有核定记录" in log


def test_figures_are_found_by_the_words_of_their_row(service, desk):
    opened = service.reports()[0].id
    assert re.findall(r"<b>(.*?)</b>", desk.figures(service, opened, "序时 9"))[0] == "9个"
    assert "没有符合的数据" in desk.figures(service, opened, "没有这样的字")


def test_a_removed_report_is_one_sentence(service, desk):
    opened = service.reports()[0].id
    service.remove(opened)
    text, figures, log = desk.shown(service, opened)
    assert "已经移除" in text
    assert (figures, log) == ("", "")


def test_a_settled_date_and_place_hold_at_once_and_only_what_was_changed_is_settled(service, desk):
    opened = service.reports()[0].id
    wanted = desk.Wanted("望棠区", "2024-11-30", "整改落实情况报告", "", "函告核实")
    said = desk.settle_report(service, opened, wanted)
    assert "地方由“岫林县”改为“望棠区”" in said
    assert "截至日期" not in said
    assert service.reports()[0].place.display == "望棠区"
    assert "函告核实" in desk.shown(service, opened)[2]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (("岫林县", "2024-11-30", "整改落实情况报告", "", ""), "没有改动"),
        (("岫林县", "昨天", "整改落实情况报告", "", ""), "看不懂"),
        (("岫林县", "2024-11-30", "随笔", "", ""), "没有“随笔”这个文种"),
    ],
    ids=["nothing changed", "no date", "no such genre"],
)
def test_a_form_that_cannot_hold_is_one_sentence(service, desk, wanted, sentence):
    opened = service.reports()[0].id
    said = desk.settle_report(service, opened, desk.Wanted(*wanted))
    assert sentence in said
    assert service.corrections.log() == []


def test_a_corrected_figure_answers_the_next_question_and_undone_the_old_one_does(service, desk):
    opened = service.reports()[0].id
    said = desk.settle_figure(service, "value", fact_of(service, opened, "25个"), 0, "26个")
    assert "由“25个”改为“26个”" in said
    assert "26" in service.ask("岫林县完成整改多少个？").text
    _, figures, log = desk.shown(service, opened)
    assert "26个（原文25个）" in figures
    number = int(re.search(r'data-number="(\d+)"', log)[1])
    assert "已撤销" in desk.settle_figure(service, "undo", "", number, "")
    assert "25" in service.ask("岫林县完成整改多少个？").text


def test_a_withdrawn_figure_is_struck_out_and_has_no_more_buttons(service, desk):
    opened = service.reports()[0].id
    fact = fact_of(service, opened, "9个")
    assert "不用" in desk.settle_figure(service, "withdraw", fact, 0, "")
    assert "停用" in desk.figures(service, opened, "序时")
    assert f'data-fact="{fact}"' not in desk.figures(service, opened)


@pytest.mark.parametrize(
    ("act", "value", "sentence"), [("value", "许多", "看不懂"), ("burn", "", "没有这项操作"), ("undo", "", "没有第0条")]
)
def test_what_cannot_be_settled_is_one_sentence(service, desk, act, value, sentence):
    opened = service.reports()[0].id
    assert sentence in desk.settle_figure(service, act, fact_of(service, opened, "25个"), 0, value)
