"""Word's automatic numbers as Word shows them; the counting was compared with LibreOffice and with what docx4j measured in Word."""

from __future__ import annotations

import pytest

from assistant.reading.formats.number_forms import shown_number
from tests.reading.word_files import cell, item, levels, lines_of, numbering, paragraph, row, run, table

OFFICIAL = levels(
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
)
FRESH = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def marks(body: str, **parts: str) -> list[str]:
    """The numbers in front of lines that all say 甲."""
    return [line.removesuffix("甲") for line in lines_of(body, **parts)]


def test_the_official_levels_count_and_begin_again():
    body = "".join(item("甲", 1, level) for level in (0, 1, 1, 2, 0, 1, 2, 2, 3, 4))
    assert marks(body, numbering=numbering({0: OFFICIAL}, {1: 0})) == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "1.",
        "2.",
        "（1）",
        "①",
    ]


def test_lists_of_one_definition_go_on_from_each_other():
    assert marks(item("甲", 1) + item("甲", 2) + item("甲", 1), numbering=numbering({0: OFFICIAL}, {1: 0, 2: 0})) == [
        "一、",
        "二、",
        "三、",
    ]


def test_a_start_override_begins_anew_once():
    body = item("甲", 1) + item("甲", 1) + item("甲", 2) + item("甲", 2) + item("甲", 1)
    assert marks(body, numbering=numbering({0: OFFICIAL}, {1: 0, 2: (0, FRESH)})) == ["一、", "二、", "一、", "二、", "三、"]


def test_lists_of_two_definitions_count_apart():
    assert marks(item("甲", 1) + item("甲", 2) + item("甲", 1), numbering=numbering({0: OFFICIAL, 7: OFFICIAL}, {1: 0, 2: 7})) == [
        "一、",
        "一、",
        "二、",
    ]


def test_a_list_may_redefine_a_level():
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl>'
    lists = numbering({0: OFFICIAL}, {1: (0, f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride>')})
    assert marks(item("甲", 1), numbering=lists) == ["III)"]


def test_start_values():
    start = levels(("decimal", "第%1条")).replace('<w:start w:val="1"/>', '<w:start w:val="5"/>')
    assert marks(item("甲", 1) + item("甲", 1), numbering=numbering({0: start}, {1: 0})) == ["第5条 ", "第6条 "]


def test_legal_style_shows_inherited_numbers_in_decimal():
    legal = levels(("chineseCountingThousand", "第%1章"), ("decimalZero", "%1.%2", "<w:isLgl/>"))
    assert marks(item("甲", 1) + item("甲", 1, 1), numbering=numbering({0: legal}, {1: 0})) == ["第一章 ", "1.01 "]


def test_a_level_that_never_restarts_counts_through():
    through = levels(("decimal", "%1."), ("decimal", "（%2）", '<w:lvlRestart w:val="0"/>'))
    body = "".join(item("甲", 1, level) for level in (0, 1, 0, 1))
    assert marks(body, numbering=numbering({0: through}, {1: 0})) == ["1.", "（1）", "2.", "（2）"]


def test_a_level_may_restart_only_after_a_certain_one():
    chapters = levels(("decimal", "第%1章"), ("decimal", "第%2节"), ("decimal", "第%3条", '<w:lvlRestart w:val="1"/>'))
    body = "".join(item("甲", 1, level) for level in (0, 1, 2, 1, 2, 0, 2))
    assert marks(body, numbering=numbering({0: chapters}, {1: 0}))[2::2] == ["第1条 ", "第2条 ", "第1条 "]


def test_a_level_without_its_higher_one_takes_that_as_begun():
    body = "".join(item("甲", 1, level) for level in (1, 1, 0, 1))
    assert marks(body, numbering=numbering({0: levels(("decimal", "%1."), ("decimal", "%1.%2"))}, {1: 0})) == ["1.1 ", "1.2 ", "2.", "2.1 "]


def test_a_level_that_was_begun_again_only_by_a_deeper_one_takes_its_start_next():
    """So Word does (measured by docx4j); LibreOffice would go on with 2.2."""
    body = "".join(item("甲", 1, level) for level in (0, 1, 0, 2, 1))
    lists = numbering({0: levels(("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))}, {1: 0})
    assert marks(body, numbering=lists) == ["1.", "1.1 ", "2.", "2.1.1 ", "2.1 "]


def test_an_empty_item_is_counted_and_leaves_no_number_behind():
    assert lines_of(item("甲", 1) + item("<w:r/>", 1) + item("甲", 1), numbering=numbering({0: OFFICIAL}, {1: 0})) == [
        "一、甲",
        "",
        "三、甲",
    ]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="bare"><w:basedOn w:val="2"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
)


def styled(style: str, rest: str = "") -> str:
    return paragraph("甲", f'<w:pStyle w:val="{style}"/>{rest}')


def test_numbers_come_from_styles_and_what_they_are_based_on():
    body = (
        styled("1") + styled("2") + styled("own") + styled("bare") + styled("own", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("1")
    )
    assert marks(body, styles=STYLES, numbering=numbering({0: OFFICIAL}, {1: 0})) == ["一、", "（一）", "（二）", "", "", "二、"]


def test_a_level_linked_to_a_style_is_the_style_s_level():
    linked = levels(("decimal", "%1."), ("decimal", "（%2）", '<w:pStyle w:val="1"/>'))
    assert marks(styled("1"), styles=STYLES, numbering=numbering({0: linked}, {1: 0})) == ["（1）"]


def test_a_paragraph_may_change_only_the_level_of_its_style():
    body = styled("1") + styled("1", '<w:numPr><w:ilvl w:val="2"/></w:numPr>')
    assert marks(body, styles=STYLES, numbering=numbering({0: OFFICIAL}, {1: 0})) == ["一、", "1."]


def test_styles_based_on_each_other_in_a_circle_end():
    circle = (
        '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    )
    assert marks(styled("x"), styles=circle, numbering=numbering({0: OFFICIAL}, {1: 0})) == [""]


def test_a_definition_that_names_a_list_style_is_followed():
    style = '<w:style w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    definitions = {0: '<w:numStyleLink w:val="list"/>', 1: '<w:styleLink w:val="list"/>' + OFFICIAL}
    assert marks(item("甲", 1) + item("甲", 2), styles=style, numbering=numbering(definitions, {1: 0, 2: 1})) == ["一、", "二、"]


def test_bullets_are_dropped_and_bullets_of_words_kept():
    lists = numbering({0: levels(("bullet", "")), 1: levels(("bullet", "注："))}, {1: 0, 2: 1})
    assert marks(item("甲", 1) + item("甲", 2), numbering=lists) == ["", "注："]


def test_a_level_without_number_shows_its_words():
    assert marks(item("甲", 1), numbering=numbering({0: levels(("none", "附件："))}, {1: 0})) == ["附件："]


def test_numbers_run_on_through_table_cells_and_start_apart_in_text_boxes():
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{item('甲', 1)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    cells = table(row("事项", "措施"), row("子", cell(item("清理", 1) + item("巡查", 1))))
    body = item("甲", 1) + cells + paragraph(run("乙") + box) + item("甲", 1)
    lines = lines_of(body, numbering=numbering({0: levels(("decimal", "%1."))}, {1: 0}))
    assert lines == ["1.甲", "事项：子；措施：2.清理 3.巡查", "乙", "1.甲", "4.甲"]


@pytest.mark.parametrize(
    ("pattern", "words", "line"),
    [
        ("%1.", "加强领导", "1.加强领导"),
        ("%1.", "5个问题已完成", "1. 5个问题已完成"),
        ("%1", "3个问题", "1 3个问题"),
        ("%1", "加强领导", "1 加强领导"),
        ("（%1）", "2024年", "（1）2024年"),
        ("第%1章", "总则", "第1章 总则"),
        ("%1、", "1、加强领导", "1、加强领导"),
        ("%1.", "1.5米以下", "1. 1.5米以下"),
        ("%1、", "2、压实责任", "1、2、压实责任"),
    ],
)
def test_number_and_words_neither_run_together_nor_are_doubled(pattern, words, line):
    assert lines_of(item(words, 1), numbering=numbering({0: levels(("decimal", pattern))}, {1: 0})) == [line]


def test_numbers_typed_by_hand_behind_automatic_ones_stay_as_typed():
    body = item("总体情况", 1) + item("主要做法", 1) + paragraph("三、存在问题") + item("下一步打算", 1)
    lines = lines_of(body, numbering=numbering({0: OFFICIAL}, {1: 0}))
    assert lines == ["一、总体情况", "二、主要做法", "三、存在问题", "三、下一步打算"]


@pytest.mark.parametrize(
    "broken", ["<w:num/>", '<w:num w:numId="1"/>', '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>', "<w:abstractNum/>"]
)
def test_a_damaged_numbering_part_gives_no_numbers(broken):
    assert lines_of(item("甲", 1) + item("乙", 1, 12), numbering=broken) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("form", "shown"),
    {
        "decimal": {1: "1", 12: "12"},
        "decimalZero": {1: "01", 12: "12"},
        "upperRoman": {4: "IV", 9: "IX", 1999: "MCMXCIX"},
        "lowerRoman": {14: "xiv"},
        "upperLetter": {1: "A", 26: "Z", 27: "AA", 53: "AAA"},
        "lowerLetter": {28: "bb"},
        "decimalFullWidth": {10: "１０"},
        "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
        "decimalEnclosedCircleChinese": {10: "⑩"},
        "decimalEnclosedFullstop": {2: "⒉"},
        "decimalEnclosedParen": {3: "⑶"},
        "ideographEnclosedCircle": {1: "㊀", 10: "㊉"},
        "chineseCounting": {1: "一", 10: "十", 19: "十九", 20: "二十", 99: "九十九"},
        "taiwaneseCounting": {11: "十一"},
        "chineseCountingThousand": {
            10: "十",
            21: "二十一",
            100: "一百",
            101: "一百零一",
            110: "一百一十",
            1001: "一千零一",
            10010: "一万零一十",
        },
        "taiwaneseCountingThousand": {120: "一百二十"},
        "japaneseCounting": {10: "十", 101: "百一", 1234: "千二百三十四"},
        "ideographDigital": {10: "一〇", 21: "二一"},
        "taiwaneseDigital": {20: "二○"},
        "chineseLegalSimplified": {1: "壹", 10: "壹拾", 205: "贰佰零伍"},
        "ideographLegalTraditional": {3: "參"},
        "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
        "ideographZodiac": {12: "亥"},
        "ideographZodiacTraditional": {1: "甲子", 13: "丙子", 60: "癸亥"},
        "numberInDash": {3: "- 3 -"},
        "hebrew1": {3: "3"},
        "chineseCounting ": {3: "3"},
        "upperRoman and far": {99999: "99999"},
    }.items(),
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_number_formats(form, shown):
    assert {count: shown_number(count, form) for count in shown} == shown


def test_a_custom_format_pads_as_its_example():
    assert shown_number(7, "custom", "001, 002, 003, ...") == "007"


def test_a_column_of_automatic_numbers_says_them():
    body = table(row("序号", "问题"), *(row(cell(item("<w:r/>", 1)), name) for name in ("污水直排", "扬尘污染")))
    lines = lines_of(body, numbering=numbering({0: levels(("decimal", "%1"))}, {1: 0}))
    assert lines == ["序号：1；问题：污水直排", "序号：2；问题：扬尘污染"]
