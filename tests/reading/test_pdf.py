"""PDF: what is text is read whole and once, what is not is said."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image
from reportlab.lib.colors import Color, white
from reportlab.lib.utils import ImageReader

from assistant.errors import UnreadableReport
from assistant.reading.load import load
from assistant.reading.loaded import Loaded
from assistant.types import Margin
from tests.reading.sheets import LEFT, PITCH, WIDTH, Sheets, wrapped

PARAGRAPHS = (
    "一、工作情况",
    "截至2023年12月15日，反馈问题12项已完成9项，其余3项达到序时进度；交办信访件36件，已办结35件，阶段性办结1件，办结率97.2%。"
    "全县上下坚持问题导向，逐项对账销号，投入资金842.5735万元。",
    "（一）压实责任。县委、县政府主要负责同志先后作出批示42次，召开专题会议18次，责任单位逐一签订责任书，县整改办每周通报一次进展情况。",
    "1.加强调度。建立“日调度、周通报、月督导”机制，实行清单化管理，责任到人；对进展滞后的单位发出督办函7份，约谈3人，推动问题按期整改到位。",
)


def read(data: bytes) -> Loaded:
    return load(Path("报告.pdf"), data)


def lines(data: bytes) -> list[str]:
    return read(data).text.split("\n")


def official() -> Sheets:
    """Three pages of an official report: red head, title over two lines, page numbers outside right and left."""
    sheets, number = Sheets(), 1

    def turn() -> None:
        nonlocal number
        words = f"— {number} —"
        sheets.at(LEFT + WIDTH - 60 if number % 2 else LEFT, sheets.height - 95, words, 14)
        sheets.at(LEFT, 40, "岫林县整改办公室", 10)
        number += 1
        sheets.page()

    sheets.canvas.setFillColorRGB(1, 0, 0)
    sheets.middle("岫林县人民政府文件", 40)
    sheets.canvas.setFillColorRGB(0, 0, 0)
    sheets.middle("岫政〔2023〕17号", 16)
    sheets.middle("岫林县关于第二轮中央生态环境保护督察")
    sheets.middle("反馈问题整改落实情况的报告")
    sheets.paragraph("澜川市人民政府：", 0)
    for _ in range(3):
        for words in PARAGRAPHS:
            sheets.paragraph(words, 2, turn)
    turn()
    sheets.right("岫林县人民政府")
    sheets.right("2023年12月20日")
    turn()
    return sheets


def test_an_official_report_comes_back_paragraph_by_paragraph():
    loaded = read(official().done())
    assert loaded.text.split("\n") == [
        "岫林县人民政府文件",
        "岫政〔2023〕17号",
        "岫林县关于第二轮中央生态环境保护督察反馈问题整改落实情况的报告",
        "澜川市人民政府：",
        *PARAGRAPHS * 3,
        "岫林县人民政府",
        "2023年12月20日",
    ]
    assert loaded.margins == (Margin("页眉", "岫林县整改办公室"), Margin("页脚", "—1—……—3—"))
    assert loaded.notices == ()


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("justified", [True, False])
def test_wrapped_lines_are_joined_in_every_style(indent, justified):
    sheets = Sheets()
    for words in PARAGRAPHS:
        sheets.paragraph(words, indent, justified=justified)
    assert lines(sheets.done()) == list(PARAGRAPHS)


@pytest.mark.parametrize("mark", ["- {} -", "第{}页 共3页", "{}/3", "{}", "第 {} 页"])
def test_page_numbers_are_no_text(mark):
    sheets = Sheets()
    for number in range(1, 4):
        sheets.paragraph(f"第{number * 7}项已完成整改。")
        sheets.at(280, sheets.height - 60, mark.format(number), 10)
        sheets.page()
    assert lines(sheets.done()) == ["第7项已完成整改。", "第14项已完成整改。", "第21项已完成整改。"]


def test_a_figure_at_the_page_end_is_no_page_number():
    sheets = Sheets()
    for figure in ("41", "38", "35"):
        sheets.paragraph("累计完成数：")
        sheets.at(LEFT, sheets.height - 80, figure)
        sheets.page()
    assert lines(sheets.done()) == ["累计完成数：", "41", "累计完成数：", "38", "累计完成数：", "35"]


def test_attachment_marks_at_the_head_of_pages_stay():
    sheets = Sheets()
    for number in (1, 2, 3):
        sheets.at(LEFT, 60, f"附件{number}")
        sheets.paragraph("本表由责任单位填写。")
        sheets.page()
    assert lines(sheets.done()) == ["附件1", "本表由责任单位填写。", "附件2", "本表由责任单位填写。", "附件3", "本表由责任单位填写。"]


def test_the_same_title_on_every_form_stays():
    sheets = Sheets()
    for place in ("石檐乡", "芦汀镇", "望棠区"):
        sheets.middle("整改任务销号评估表", y=60)
        sheets.paragraph(f"{place}已完成整改，建议销号。")
        sheets.page()
    assert lines(sheets.done()).count("整改任务销号评估表") == 3


def columns(sheets: Sheets, texts: tuple[str, str], shift: float = 0.0) -> None:
    """Running text in two columns from here on, the right one lower by `shift` points."""
    width, top = 205.0, sheets.y
    for column, words in enumerate(texts):
        sheets.y = top + shift * column
        for number, (line, _) in enumerate(wrapped(words, width, 12, 2)):
            sheets.at(LEFT + column * 237 + (0 if number else 24), sheets.y, line, 12)
            sheets.y += 20


@pytest.mark.parametrize("shift", [0.0, 5.0, 9.0])
def test_two_columns_are_read_one_after_the_other(shift):
    sheets = Sheets()
    sheets.middle("岫林县整改工作简报")
    left = "县委、县政府坚持高位推动，" * 10 + "成效明显。"
    right = "各乡镇坚持举一反三全面排查，" * 9 + "问题清零。"
    columns(sheets, (left, right), shift)
    assert lines(sheets.done()) == ["岫林县整改工作简报", left, right]


def test_blanks_between_chinese_characters_are_layout_and_those_between_words_stay():
    sheets = Sheets()
    sheets.at(LEFT, 100, "督察整改简报", spacing=16)
    sheets.at(LEFT, 140, "截至 2023 年 12 月 15 日，完成 9 项")
    sheets.at(LEFT, 180, "责任单位：县水利局")
    sheets.at(LEFT + 250, 180, "整改时限：2024年")
    sheets.at(LEFT, 220, "Clean water action plan")
    assert lines(sheets.done()) == [
        "督察整改简报",
        "截至2023年12月15日，完成9项",
        "责任单位：县水利局 整改时限：2024年",
        "Clean water action plan",
    ]


def test_raised_figures_do_not_run_into_figures():
    sheets = Sheets()
    sheets.at(LEFT, 100, "日处理能力2000m")
    sheets.at(LEFT + 121, 98, "3", 9)
    sheets.at(LEFT + 128, 100, "，已完成12项")
    sheets.at(LEFT + 218, 98, "1", 9)
    sheets.at(LEFT + 225, 100, "。")
    assert lines(sheets.done()) == ["日处理能力2000m³，已完成12项¹。"]


def test_bold_type_made_by_drawing_twice_is_read_once():
    sheets = Sheets()
    for shift in (0.0, 0.4):
        sheets.at(LEFT + shift, 100, "一、整改成效（共22项）")
    assert lines(sheets.done()) == ["一、整改成效（共22项）"]


def test_a_list_of_contents_keeps_its_lines():
    sheets = Sheets()
    for number, words in enumerate(("一、基本情况", "二、主要做法", "三、存在问题"), 1):
        sheets.at(LEFT, 100 + number * PITCH, words)
        sheets.at(LEFT + 110, 100 + number * PITCH, "…" * 20 + str(number))
    assert lines(sheets.done()) == [f"{words}{'…' * 20}{n}" for n, words in enumerate(("一、基本情况", "二、主要做法", "三、存在问题"), 1)]


HEAD = ("序号", "反馈问题", "责任单位", "进展")
WIDTHS = (40, 200, 110, 90)


def test_a_ruled_table_is_read_in_its_place_and_once():
    sheets = Sheets()
    sheets.paragraph("各问题进展如下：")
    sheets.table([HEAD, ("1", "污水直排", "县水利局", "已销号"), ("2", "扬尘污染", "县住建局", "推进中")], WIDTHS)
    sheets.paragraph("以上情况特此说明。")
    loaded = read(sheets.done())
    assert loaded.text.split("\n") == [
        "各问题进展如下：",
        "序号：1；反馈问题：污水直排；责任单位：县水利局；进展：已销号",
        "序号：2；反馈问题：扬尘污染；责任单位：县住建局；进展：推进中",
        "以上情况特此说明。",
    ]
    assert {loaded.text[cell.start : cell.end] for cell in loaded.cells} >= {"县住建局", "推进中"}


def test_a_table_over_pages_is_one_table():
    sheets = Sheets()
    rows = [(str(n), f"问题{n}整改", "县水利局", "已销号") for n in range(1, 41)]
    sheets.table([HEAD, *rows[:28]], WIDTHS)
    sheets.page()
    sheets.table([HEAD, *rows[28:]], WIDTHS)
    loaded = read(sheets.done())
    assert loaded.text.split("\n") == [f"序号：{n}；反馈问题：问题{n}整改；责任单位：县水利局；进展：已销号" for n in range(1, 41)]
    assert {cell.table for cell in loaded.cells} == {"表1"}


def test_a_row_cut_by_the_page_end_is_closed():
    sheets = Sheets()
    sheets.table([HEAD, ("1", "石檐乡矿山生态修复滞后，", "县自然资源局", "推进中")], WIDTHS)
    sheets.page()
    sheets.table([("", "剩余3座尚未覆土", "", ""), ("2", "扬尘污染", "县住建局", "已销号")], WIDTHS)
    assert lines(sheets.done()) == [
        "序号：1；反馈问题：石檐乡矿山生态修复滞后，剩余3座尚未覆土；责任单位：县自然资源局；进展：推进中",
        "序号：2；反馈问题：扬尘污染；责任单位：县住建局；进展：已销号",
    ]


def test_a_frame_around_text_is_no_table():
    sheets = Sheets()
    sheets.canvas.rect(LEFT - 5, sheets.height - 200, WIDTH + 10, 120)
    sheets.paragraph("本公示自发布之日起五个工作日。")
    loaded = read(sheets.done())
    assert (loaded.text, loaded.cells) == ("本公示自发布之日起五个工作日。", ())


def test_footnotes_stand_apart():
    sheets = Sheets()
    for words in PARAGRAPHS:
        sheets.paragraph(words)
    sheets.canvas.line(LEFT, sheets.height - 700, LEFT + 140, sheets.height - 700)
    sheets.at(LEFT, 705, "① 数据来自县统计局。", 9)
    loaded = read(sheets.done())
    assert loaded.text.split("\n") == list(PARAGRAPHS)
    assert Margin("脚注", "①数据来自县统计局。") in loaded.margins


def test_watermarks_and_hidden_text_are_left_out_and_said():
    sheets = Sheets()
    for words in PARAGRAPHS:
        sheets.paragraph(words)
    canvas = sheets.canvas
    canvas.saveState()
    canvas.setFillColor(Color(0.5, 0.5, 0.5, alpha=0.3))
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.setFont("STSong-Light", 60)
    canvas.drawString(0, 0, "内部资料")
    canvas.restoreState()
    canvas.setFillColor(white)
    sheets.at(LEFT, 600, "已完成整改99项。")
    loaded = read(sheets.done())
    assert loaded.text.split("\n") == list(PARAGRAPHS)
    assert Margin("水印", "内部资料") in loaded.margins
    assert loaded.notices == ("第1页有看不见的文字，没有收入",)


def test_white_words_on_a_coloured_head_are_read():
    sheets = Sheets()
    sheets.canvas.setFillColorRGB(0.1, 0.2, 0.6)
    sheets.canvas.rect(LEFT, sheets.height - 130, WIDTH, 40, fill=1)
    sheets.canvas.setFillColor(white)
    sheets.at(LEFT + 10, 100, "岫林县整改成绩单")
    loaded = read(sheets.done())
    assert (loaded.text, loaded.notices) == ("岫林县整改成绩单", ())


def test_a_page_laid_on_its_side_is_read():
    sheets = Sheets()
    sheets.canvas.translate(300, 100)
    sheets.canvas.rotate(90)
    sheets.at(0, 600, "附表：整改措施清单共41项")
    assert lines(sheets.done()) == ["附表：整改措施清单共41项"]


def picture(sheets: Sheets) -> None:
    """A scanned page."""
    image = Image.new("L", (200, 280), 240)
    sheets.canvas.drawImage(ImageReader(image), 0, 0, 595, 842)


def test_pages_without_a_text_layer_are_named():
    sheets = Sheets()
    for number in range(1, 10):
        if number in (3, 5, 6, 7):
            picture(sheets)
        else:
            sheets.paragraph(f"本页说明第{number * 11}项任务的进展。")
        sheets.page()
    loaded = read(sheets.done())
    assert loaded.notices == ("第3、5—7页没有文字层，可能是扫描件，可设置 ASSISTANT_OCR=on 由本程序识别",)
    assert len(loaded.text.split("\n")) == 5


def test_a_file_of_scanned_pages_is_refused_with_what_to_do():
    sheets = Sheets()
    for _ in range(2):
        picture(sheets)
        sheets.at(400, 820, "扫描全能王创建", 8)
        sheets.page()
    with pytest.raises(UnreadableReport) as caught:
        read(sheets.done())
    assert (
        str(caught.value)
        == "PDF 文件“报告.pdf”没有文字层，可能是扫描件，请先做文字识别（OCR）后再上传，或设置 ASSISTANT_OCR=on 由本程序识别。"
    )


def test_words_laid_over_a_scanned_page_are_read_and_said():
    sheets = Sheets()
    picture(sheets)
    for words in PARAGRAPHS:
        sheets.paragraph(words)
    loaded = read(sheets.done())
    assert loaded.text.split("\n") == list(PARAGRAPHS)
    assert loaded.notices == ("第1页是扫描图像上的识别文字，请核对原件",)


def word_file() -> bytes:
    """An official report as Word would hold it: running head, page numbers, justified text, a long table with a repeated head."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    section.header.paragraphs[0].text = "岫林县整改工作领导小组办公室"
    foot = section.footer.paragraphs[0]
    foot.add_run("— ")
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        element.text = code
        if kind:
            element.set(qn("w:fldCharType"), kind)
        foot.add_run()._r.append(element)
    foot.add_run(" —")
    for words in (TITLE, *PARAGRAPHS * 2):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        run.font.size = Pt(22 if words == TITLE else 16)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if words == TITLE else WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = None if words == TITLE else Pt(32)
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in (HEAD, *ROWS):
        cells = table.rows[0].cells if row is HEAD else table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    document.add_paragraph("特此报告。")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


TITLE = "岫林县关于第二轮中央生态环境保护督察反馈问题整改落实情况的报告"
ROWS = [(str(n), "石檐乡矿山生态修复滞后，5座矿山仅完工2座，剩余3座尚未覆土复绿", "县自然资源局", "推进中") for n in range(1, 31)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: nothing here makes a PDF of a Word file")
def test_what_an_office_program_exports_comes_back_whole(tmp_path):
    (tmp_path / "报告.docx").write_bytes(word_file())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "报告.docx"],
        capture_output=True,
        timeout=120,
        check=True,
    )
    loaded = read((tmp_path / "报告.pdf").read_bytes())
    rows = [f"序号：{a}；反馈问题：{b}；责任单位：{c}；进展：{d}" for a, b, c, d in ROWS]
    assert loaded.text.split("\n") == [TITLE, *PARAGRAPHS * 2, *rows, "特此报告。"]
    assert Margin("页眉", "岫林县整改工作领导小组办公室") in loaded.margins
    assert {cell.table for cell in loaded.cells} == {"表1"}
