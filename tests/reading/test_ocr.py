"""Scanned pages: read where that is wished, with every figure right, and never silently."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader

from assistant.config import Settings, load_settings
from assistant.errors import SettingsError, UnreadableReport
from assistant.reading.load import load
from assistant.reading.recognition import Recognition
from assistant.readings import rules
from assistant.service import Assistant
from assistant.workers.pool import Workers
from tests.reading import scanning
from tests.reading.sheets import Sheets

ON = Recognition(600)
TITLE = "岫林县2024年督察整改情况报告"
STATED = "截至2024年6月30日，中央督察反馈我县的24个问题，已完成整改19个，达到序时进度4个，其余1个正在推进；办结率99.5%，投入资金1.28亿元。"
DONE = "县委、县政府主要负责同志先后作出批示42次，召开专题会议18次，责任单位逐一签订责任书，修复面积486.5亩。"
LINES = ["　　　　" + TITLE, "", *scanning.wrapped(STATED, 27), "　　（一）压实责任。", *scanning.wrapped(DONE, 27)]
TEXT = [TITLE, STATED, "（一）压实责任。", DONE]


@pytest.fixture(autouse=True, scope="module")
def ready():
    scanning.needed()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("报告.pdf", lambda page: page),
        ("报告.pdf", lambda page: page.rotate(0.8, fillcolor=255)),
        ("报告.png", lambda page: page.rotate(180)),
        ("报告.jpg", lambda page: page.rotate(90, expand=True)),
    ],
    ids=["straight", "askew", "upside down", "on its side"],
)
def test_a_scanned_page_comes_back_paragraph_by_paragraph(name, change):
    page = change(scanning.page(LINES))
    kind = {"报告.png": "PNG", "报告.jpg": "JPEG"}.get(name)
    loaded = load(Path(name), scanning.encoded(page, kind) if kind else scanning.pdf(page), ON)
    assert loaded.text.split("\n") == TEXT
    assert loaded.notices == ("第1页为扫描件，文字由OCR识别，数字请与原件核对",)
    assert "".join(loaded.text[start:end] for start, end in loaded.recognised).rstrip("\n") == loaded.text


def test_only_the_scanned_page_of_a_file_counts_as_recognised():
    sheets = Sheets()
    sheets.paragraph("本页说明第11项任务的进展。")
    sheets.page()
    sheets.canvas.drawImage(ImageReader(scanning.page(["　　第22项任务已完成。"])), 0, 0, 595, 842)
    loaded = load(Path("报告.pdf"), sheets.done(), ON)
    assert loaded.text.split("\n") == ["本页说明第11项任务的进展。", "第22项任务已完成。"]
    assert [loaded.text[start:end] for start, end in loaded.recognised] == ["第22项任务已完成。"]
    assert loaded.notices == ("第2页为扫描件，文字由OCR识别，数字请与原件核对",)


def test_a_table_is_read_row_by_row_and_single_figures_stay_upright():
    rows = [("序号", "地方", "问题", "完成"), *((str(n), "岫林县", str(17 * n), str(7 * n)) for n in (1, 7, 4, 11))]
    page = Image.new("L", scanning.A4, 255)
    for column, left in enumerate((150, 330, 620, 900)):
        scanning.write(page, [row[column] for row in rows], (left, 200))
    assert load(Path("表.png"), scanning.encoded(page, "PNG"), ON).text.split("\n") == [" ".join(row) for row in rows]


def test_columns_are_read_one_after_the_other():
    left, right = ("督察组交办信访件均已转办到位并逐件回复" * 5)[:90], ("本县对反馈问题实行清单管理并且逐一销号" * 5)[:90]
    page = Image.new("L", scanning.A4, 255)
    for words, at in ((left, 120), (right, 670)):
        scanning.write(page, [words[start : start + 15] for start in range(0, 90, 15)], (at, 200), 30)
    text = load(Path("简报.png"), scanning.encoded(page, "PNG"), ON).text.replace("\n", "")
    assert text == left + right


def test_every_page_of_a_tiff_is_read():
    first, second = scanning.page(["　　第11项任务已完成。"]), scanning.page(["　　第22项任务已完成。"])
    data = scanning.encoded(first, "TIFF", save_all=True, append_images=[second])
    assert load(Path("报告.tif"), data, ON).text.split("\n") == ["第11项任务已完成。", "第22项任务已完成。"]


def test_what_was_read_without_certainty_is_named():
    page = scanning.page(scanning.wrapped(STATED[:55], 27), size=24).filter(ImageFilter.GaussianBlur(1.6))
    grain = np.random.default_rng(2).normal(0, 32, page.size[::-1])
    page = Image.fromarray((np.asarray(page) + grain).clip(0, 255).astype("uint8"))
    recognised, doubtful = load(Path("报告.png"), scanning.encoded(page, "PNG"), ON).notices
    assert recognised.startswith("第1页为扫描件")
    assert doubtful.startswith("第1页“") and doubtful.endswith("识别把握不大，请与原件核对")


def test_an_empty_scan_is_refused():
    with pytest.raises(UnreadableReport, match="没有认出文字，请检查是否清晰"):
        load(Path("白页.pdf"), scanning.pdf(scanning.page([])), ON)
    with pytest.raises(UnreadableReport, match="打不开"):
        load(Path("坏.png"), scanning.encoded(scanning.page([]), "PNG")[:60], ON)


def test_a_scan_that_cannot_be_done_in_time_says_how_many_pages_and_what_to_set():
    page = scanning.page(["　　第11项任务已完成。"])
    with pytest.raises(UnreadableReport) as caught:
        load(Path("年报.pdf"), scanning.pdf(*[page] * 40), Recognition(2))
    assert "“年报.pdf”有40页扫描件，识别约需" in str(caught.value)
    assert str(caught.value).endswith("超过每个文件2秒的上限，请拆分后再收入，或按此调大 ASSISTANT_READ_SECONDS。")


def test_too_little_memory_is_said_with_how_much_is_needed():
    workers = Workers(1, 120, 220, "assistant.readings")
    try:
        future = workers.submit("报告.pdf", load, Path("报告.pdf"), scanning.pdf(scanning.page(LINES)), ON)
        with pytest.raises(UnreadableReport, match="第1页的扫描件所需内存超过上限，请把 ASSISTANT_READ_MEGABYTES 调到1024|内存不足"):
            future.result()
    finally:
        workers.close()


def test_an_answer_from_a_scan_says_so(tmp_path):
    (tmp_path / "报告.pdf").write_bytes(scanning.pdf(scanning.page(LINES)))
    (tmp_path / "望棠区.txt").write_text("截至2024年6月30日，中央督察反馈望棠区的31个问题，已完成整改20个。", "utf-8")
    with Assistant(tmp_path / "home", Settings(ocr="on", workers=1)) as assistant:
        list(assistant.ingest([tmp_path / "报告.pdf", tmp_path / "望棠区.txt"]))
        scanned = assistant.ask("岫林县还有多少问题没有整改完成？")
        typed = assistant.ask("望棠区还有多少问题没有整改完成？")
    assert scanned.figures[0].value == 5
    assert f"《{TITLE}》被引用的文字由扫描件识别（OCR）得来，数字请与原件核对。" in scanned.caveats
    assert typed.figures[0].value == 11
    assert not any("OCR" in caveat for caveat in typed.caveats)


def test_switching_it_on_reads_again_and_gives_room(tmp_path, monkeypatch):
    assert rules(tmp_path, ON) != rules(tmp_path)
    assert (Settings(ocr="on").read_seconds, Settings(ocr="on").read_megabytes) == (600, 1024)
    assert (Settings(ocr="on", read_seconds=30).read_seconds, Settings().read_megabytes) == (30, 512)
    monkeypatch.setenv("ASSISTANT_OCR", "on")
    assert load_settings().ocr == "on"
    monkeypatch.setattr("assistant.config.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"pip install 'rectification-assistant\[ocr\]'。$"):
        load_settings()
