"""Word documents: what counts as their text, in which order, and what is kept apart or told as a notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import EmptyReport
from assistant.reading.formats.word import read_word
from assistant.types import Margin
from tests.reading.word_files import cell, item, levels, lines_of, numbering, paragraph, read, row, run, table, word_file

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
TRACKED = 'w:id="1" w:author="某科" w:date="2024-01-05T08:00:00Z"'


def field(instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_paragraphs_and_tables_stand_in_body_order():
    body = paragraph("前言") + table(row("乡镇", "件数"), row("石檐乡", "3")) + paragraph("后记")
    assert lines_of(body) == ["前言", "乡镇：石檐乡；件数：3", "后记"]


def test_content_controls_hold_paragraphs_tables_rows_cells_and_runs():
    inside = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    body = (
        inside(paragraph("标题") + inside(paragraph("单位")))
        + table(row("乡镇", "件数"), inside(row("石檐乡", inside(cell("3")))))
        + paragraph(run("共") + inside(run("3件")))
    )
    assert lines_of(body) == ["标题", "单位", "乡镇：石檐乡；件数：3", "共3件"]


def test_the_hint_of_an_empty_control_is_no_text():
    hint = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert lines_of(paragraph(run("牵头单位：") + hint.format(run("单击此处输入文字。")))) == ["牵头单位："]


def test_a_text_box_is_said_once_behind_its_paragraph():
    body = paragraph(run("正文。") + BOX.format(paragraph("框中第一行") + paragraph("框中第二行"))) + paragraph("下一段")
    assert lines_of(body) == ["正文。", "框中第一行", "框中第二行", "下一段"]


def test_a_text_box_inside_a_table_cell_belongs_to_the_cell():
    body = table(row("事项", "说明"), row("甲", cell(paragraph(run("见图") + BOX.format(paragraph("框内说明"))))))
    assert lines_of(body) == ["事项：甲；说明：见图 框内说明"]


def test_only_an_old_shape_with_words_is_read_when_the_new_form_has_none():
    shape = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>".format(paragraph("旧式文本框"))
    either = f'<mc:AlternateContent><mc:Choice Requires="wpg"/><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>'
    assert lines_of(paragraph(f"<w:r>{either}</w:r>")) == ["旧式文本框"]


def test_words_drawn_as_word_art_are_a_line():
    shape = '<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>'
    assert lines_of(paragraph(shape) + paragraph("正文")) == ["内部资料", "正文"]


def test_hyperlinks_and_fields_show_their_result():
    link = f'<w:hyperlink r:id="rId9">{run("岫林县人民政府网站")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr=" DATE ">{run("2024年1月5日")}</w:fldSimple>'
    nested = field(' IF "1" = ' + '" ', field(" REF x ", run("甲")) + run("乙"))
    assert lines_of(paragraph(link + run("，") + simple + field(" NUMPAGES ", run("12")) + nested)) == [
        "岫林县人民政府网站，2024年1月5日12甲乙"
    ]


def test_a_field_without_end_does_not_swallow_the_text():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    assert lines_of(paragraph(run("甲") + begun) + paragraph("乙")) == ["甲", "乙"]


def test_a_generated_table_of_contents_is_left_out_and_told():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    entries = paragraph(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("一、总体情况") + "<w:r><w:tab/></w:r>" + run("1"))
    entries += paragraph(run("二、下一步") + field(" PAGEREF _1 ", run("7"))) + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    loaded = read(paragraph("报告") + entries + paragraph("一、总体情况"))
    assert loaded.text.split("\n") == ["报告", "一、总体情况"]
    assert loaded.notices == ("自动生成的目录未收入正文。",)


def test_breaks_tabs_and_hyphens():
    words = "<w:t>第一行</w:t><w:br/><w:t>第</w:t><w:softHyphen/><w:t>二\u00ad行</w:t>"
    assert lines_of(paragraph(f"<w:r>{words}<w:tab/><w:t>2023</w:t><w:noBreakHyphen/><w:t>2024</w:t></w:r>")) == [
        "第一行",
        "第二行\t2023-2024",
    ]


def test_a_page_break_inside_a_paragraph_parts_lines_and_alone_is_nothing():
    broken = '<w:r><w:br w:type="page"/></w:r>'
    assert lines_of(paragraph(run("上页") + broken + run("下页")) + paragraph(broken + run("附件1"))) == ["上页", "下页", "附件1"]


def test_symbols():
    signs = [("Wingdings", "F0FE"), ("Wingdings 2", "F0A3"), ("Symbol", "F0B3"), ("宋体", "2264"), ("某厂字库", "F0C1")]
    inside = "".join(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for font, code in signs)
    loaded = read(paragraph(inside))
    assert loaded.text == "☑□≥≤□"
    assert loaded.notices == ("文中有1个符号的字体无法识别，以“□”代替，请核对原文。",)


def test_superscripts_never_join_the_digits_before_them():
    up = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(run("规模10") + run("4", up) + run("m") + run("3", up) + run("，CO") + run("2", '<w:vertAlign w:val="subscript"/>'))
    assert lines_of(body) == ["规模10⁴m³，CO2"]


def test_formulas_keep_their_bars_and_powers():
    def text(words: str) -> str:
        return f"<m:r><m:t>{words}</m:t></m:r>"

    fraction = f"<m:f><m:num>{text('21')}</m:num><m:den>{text('27')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{text('10')}</m:e><m:sup>{text('3')}</m:sup></m:sSup>"
    assert lines_of(paragraph(f"<m:oMath>{text('完成率=')}{fraction}</m:oMath>" + run("，") + f"<m:oMath>{power}</m:oMath>")) == [
        "完成率=21/27，10³"
    ]


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (" eq \\o\\ac(○,21) ", "㉑"),
        ("eq \\o\\ac(○,甲)", "甲"),
        (" EQ \\f(21,27) ", "21/27"),
        (" eq \\o(\\s\\up 5(合并),\\s\\do 2(字符)) ", "合并字符"),
        (" XE 整改 ", ""),
    ],
)
def test_what_fields_draw_instead_of_storing(instruction, shown):
    assert lines_of(paragraph(run("甲") + field(instruction) + run("乙"))) == [f"甲{shown}乙"]


def test_form_check_boxes():
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    rest = '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lines_of(paragraph(box.format("<w:checked/>") + rest + run("完成 ") + box.format("") + rest + run("未完成"))) == [
        "☑完成 □未完成"
    ]


@pytest.mark.parametrize(
    "glossed",
    [
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('xiù')}</w:rt><w:rubyBase>{run('岫')}</w:rubyBase></w:ruby></w:r>",
        field(' EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(xiù),岫)'),
    ],
    ids=["ruby", "field"],
)
def test_glosses_are_dropped_and_told(glossed):
    loaded = read(paragraph(glossed + run("林县")))
    assert loaded.text == "岫林县"
    assert loaded.notices == ("文中有1处注音，只保留了被注音的字。",)


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
    '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="More"><w:basedOn w:val="Hidden"/></w:style>'
)


def test_hidden_text_is_left_out_and_told():
    body = paragraph(run("公开") + run("隐", "<w:vanish/>") + run("藏", '<w:rStyle w:val="More"/>') + run("部分", '<w:vanish w:val="0"/>'))
    loaded = read(body, styles=STYLES)
    assert loaded.text == "公开部分"
    assert loaded.notices == ("文中有1处隐藏文字，未收入正文。",)


def test_a_hidden_paragraph_leaves_no_line():
    hidden = paragraph(run("内部批注", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>")
    assert lines_of(paragraph("甲") + hidden + paragraph("乙")) == ["甲", "乙"]


def test_a_heading_run_into_its_paragraph_by_a_style_separator_is_one_line():
    body = paragraph("（一）基本情况。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("已完成9项。")
    assert lines_of(body) == ["（一）基本情况。已完成9项。"]


def test_changes_are_read_as_accepted():
    body = (
        paragraph(
            run("完成")
            + f"<w:del {TRACKED}>{run('18').replace('w:t', 'w:delText')}</w:del><w:ins {TRACKED}>{run('21')}</w:ins>"
            + run("项")
        )
        + paragraph(f"<w:moveFrom {TRACKED}>{run('搬走的话')}</w:moveFrom>")
        + paragraph(f"<w:moveTo {TRACKED}>{run('搬来的话')}</w:moveTo>")
    )
    loaded = read(body)
    assert loaded.text.split("\n") == ["完成21项", "搬来的话"]
    assert loaded.notices == ("文中有4处修订，按全部接受处理。",)


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = paragraph("截至2023年", f"<w:rPr><w:del {TRACKED}/></w:rPr>") + paragraph("12月底。")
    assert lines_of(body) == ["截至2023年12月底。"]


def test_a_deleted_list_item_is_not_counted():
    gone = f"<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del {TRACKED}/></w:rPr></w:pPr><w:del {TRACKED}/></w:p>"
    lists = numbering({0: levels(("decimal", "%1."))}, {1: 0})
    assert lines_of(item("甲", 1) + gone + item("乙", 1), numbering=lists) == ["1.甲", "2.乙"]


def test_deleted_table_rows_are_gone():
    body = table(row("乡镇", "件数"), row("石檐乡", "3"), row("芦汀镇", "5", properties=f"<w:del {TRACKED}/>"), row("望川乡", "7"))
    assert lines_of(body) == ["乡镇：石檐乡；件数：3", "乡镇：望川乡；件数：7"]


def test_text_crossed_out_stays_and_is_told():
    loaded = read(paragraph(run("计划12项") + run("（暂缓）", "<w:strike/>")))
    assert loaded.text == "计划12项（暂缓）"
    assert loaded.notices == ("文中有1处带删除线的文字，仍按正文读取，请核对。",)


def test_a_large_first_letter_belongs_to_its_paragraph():
    assert lines_of(paragraph("近", '<w:framePr w:dropCap="drop"/>') + paragraph("年来，我县持续推进整改。")) == [
        "近年来，我县持续推进整改。"
    ]


def test_notes_and_comments_stand_apart_from_the_body():
    body = paragraph(
        run("完成21项") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("，销号18项") + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>'
        + run("。")
    )
    mark = "<w:r><w:footnoteRef/></w:r>"
    footnotes = (
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("<w:r><w:separator/></w:r>")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(mark + run("含整改并长期坚持的3项。"))}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("以台账为准。")}</w:footnote><w:footnote w:id="9">{paragraph("没有引用的。")}</w:footnote>'
    )
    loaded = read(
        body,
        footnotes=footnotes,
        endnotes=f'<w:endnote w:id="2">{paragraph("截至12月底。")}</w:endnote>',
        comments=f'<w:comment w:id="0" w:author="某人">{paragraph("请核实")}</w:comment>',
    )
    assert loaded.text == "完成21项，销号18项。"
    assert loaded.margins == (
        Margin("脚注", "含整改并长期坚持的3项。"),
        Margin("尾注", "截至12月底。"),
        Margin("脚注", "以台账为准。"),
        Margin("批注", "请核实"),
    )


def test_a_note_that_refers_to_itself_is_read_once():
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{paragraph(run("见注") + mark)}</w:footnote>'
    assert read(paragraph(run("甲") + mark), footnotes=note).margins == (Margin("脚注", "见注"),)


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/><w:headerReference w:type="first" r:id="rIdheader2"/>'
    '<w:headerReference w:type="even" r:id="rIdheader3"/><w:footerReference w:type="default" r:id="rIdfooter1"/>'
    '<w:footerReference w:type="even" r:id="rIdfooter2"/>{}</w:sectPr>'
)
HEADS = {
    "header1": paragraph("秘密★1年"),
    "header2": paragraph("首页用的页眉"),
    "header3": paragraph("双页用的页眉"),
    "footer1": paragraph(run("第") + field(" PAGE ", run("3")) + run("页 共") + field(" NUMPAGES ", run("9")) + run("页")),
    "footer2": paragraph("— 2 —"),
}


def test_running_heads_stand_apart_and_page_numbers_are_nothing():
    loaded = read(paragraph("正文") + SECTION.format(""), **HEADS)
    assert loaded.text == "正文"
    assert loaded.margins == (Margin("页眉", "秘密★1年"),)


def test_first_and_even_heads_count_only_where_they_are_shown():
    settings = "<w:evenAndOddHeaders/>"
    loaded = read(paragraph("正文") + SECTION.format("<w:titlePg/>"), settings=settings, **HEADS)
    assert [margin.text for margin in loaded.margins] == ["秘密★1年", "首页用的页眉", "双页用的页眉"]


def test_a_foot_with_words_beside_the_page_number_stays():
    foot = paragraph(run("岫林县人民政府办公室 ") + field(" PAGE ", run("3")))
    section = '<w:sectPr><w:footerReference r:id="rIdfooter1"/></w:sectPr>'
    assert read(paragraph("正文") + section, footer1=foot).margins == (Margin("页脚", "岫林县人民政府办公室 3"),)


def test_sections_with_columns_are_read_through():
    columns = '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    assert lines_of(paragraph("左栏第一段") + paragraph("左栏第二段", columns) + paragraph("通栏") + columns) == [
        "左栏第一段",
        "左栏第二段",
        "通栏",
    ]


def test_embedded_files_charts_and_chunks_are_told():
    chart = '<w:r><w:drawing><a:graphicData><c:chart xmlns:c="urn:x"/></a:graphicData></w:drawing></w:r>'
    loaded = read(paragraph(run("见图") + chart) + '<w:altChunk r:id="rId7"/>')
    assert loaded.notices == (
        "文中有1个图表或图示，其中的文字和数字未读取。",
        "文中嵌入了1个其他文件（如 Excel 表格），其中的内容未读取，请另行上传。",
    )


def test_a_document_of_pictures_says_that_it_may_be_a_scan():
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    with pytest.raises(EmptyReport, match="可能是扫描件"):
        read(paragraph(picture))


@pytest.mark.parametrize(
    ("suffix", "kind"), [("docm", "document.macroEnabled.main"), ("dotx", "template.main")], ids=["macros", "template"]
)
def test_macro_files_and_templates_are_read_as_documents(suffix, kind):
    assert read_word(Path(f"报告.{suffix}"), word_file(paragraph("正文"), kind=kind)).text == "正文"


def test_the_strict_form_of_the_format_is_read():
    body = item("甲", 1) + table(row("乡镇", "件数"), row("石檐乡", "3")) + SECTION.format("")
    data = word_file(body, strict=True, numbering=numbering({0: levels(("chineseCountingThousand", "%1、"))}, {1: 0}), **HEADS)
    loaded = read_word(Path("报告.docx"), data)
    assert loaded.text.split("\n") == ["一、甲", "乡镇：石檐乡；件数：3"]
    assert loaded.margins == (Margin("页眉", "秘密★1年"),)
