"""Outline, sentences, dates, titles, genres, places and splitting, on small texts of the project's own."""

from __future__ import annotations

import pytest

from assistant.errors import KnowledgeError
from assistant.reading.dates import find_as_of
from assistant.reading.outline import find_sections
from assistant.reading.places import find_place
from assistant.reading.report import read_reports
from assistant.reading.sentences import sentence_spans
from assistant.reading.titles import find_genre, find_title
from assistant.reading.vocabulary import load_vocabulary
from assistant.resources import knowledge_file
from assistant.types import Place
from tests.reading.tables import rows

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(("text", "expected"), rows("outline"))
def test_outline(text, expected):
    sections = find_sections(text, VOCABULARY)
    assert [[section.level, section.heading] for section in sections] == expected
    assert [section.start for section in sections][1:] == [section.end for section in sections][:-1]
    assert (sections[0].start, sections[-1].end) == (0, len(text))


@pytest.mark.parametrize(("text", "expected"), rows("sentences"))
def test_sentences(text, expected):
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


@pytest.mark.parametrize(("text", "expected"), rows("dates"))
def test_as_of(text, expected):
    as_of = find_as_of(text, "", VOCABULARY)
    assert [as_of.date, as_of.source] == expected
    assert (as_of.span is None) == (as_of.date is None)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("岫林县关于督察整改落实情况的报告", "整改落实情况报告"),
        ("关于迎接省级生态环境保护督察情况的通报", "迎检情况通报"),
        ("岫林县督察反馈“污水直排”问题整改销号公示", "整改销号公示"),
        ("澜川市督察整改任务销号评估报告", "整改任务销号评估报告"),
        ("澜川市贯彻落实督察反馈意见整改方案", "整改方案"),
        ("望棠区督察反馈问题整改台账", "整改清单"),
        ("澜川市公开第十批群众信访举报转办和边督边改情况", "信访件办理情况公开"),
        ("唱好五字诀的典型经验", "经验交流材料"),
        ("关于9月份督察整改进展情况的报告（月调度）", "月调度报告"),
        ("关于加快推进矿山修复问题整改的督办函", "督办函"),
        ("望棠区督察整改工作汇报", "工作汇报"),
        ("督察整改工作简报", "简报"),
        ("关于召开运动会的函", "其他"),
    ],
)
def test_genre_by_title(title, genre):
    assert find_genre(title, "", VOCABULARY) == genre


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("岫林县督察整改落实情况报告\n正文。", "岫林县督察整改落实情况报告"),
        ("首批\n关于澜川市督察反馈意见整改方案的通知\n各县区：", "关于澜川市督察反馈意见整改方案的通知"),
        ("标 题：\n望棠区落实督察反馈问题整改情况公开 - 文 号：无\n正文。", "望棠区落实督察反馈问题整改情况公开"),
        (
            "岫林县贯彻落实第二轮省级生态环境保护督察\n反馈意见整改落实情况报告\n正文。",
            "岫林县贯彻落实第二轮省级生态环境保护督察反馈意见整改落实情况报告",
        ),
        ("近年来，岫林县深入整改督察反馈问题，成效明显。", ""),
        ("岫林县信访件办理情况统计表\n截止日期：2023年5月6日\n责任单位：东岭乡；交办件数：3", "岫林县信访件办理情况统计表"),
        ("信访举报件交办单\n受理编号：X001；交办批次：第三批", "信访举报件交办单"),
    ],
)
def test_title(text, title):
    assert find_title(text, VOCABULARY) == title


@pytest.mark.parametrize(
    ("text", "title", "issuer", "place"),
    [
        ("全县上下整改到位。", "岫林县关于督察整改情况的报告", "", Place("岫林县")),
        ("我市整改到位。按照邻市经验推进。", "", "中共澜川市委 澜川市人民政府", Place("澜川市")),
        ("近年来，**县深入整改。我县反馈问题*个。", "", "", Place("**县")),
        ("我区整改到位。*区委、区政府高度重视。按照台州市落实办法，督察组向浙江省委反馈。", "", "", Place("*区", ("浙江省", "台州市"))),
        ("我省收到举报件，南阳市25件，郑州市18件，洛阳市8件，济源示范区2件。", "", "", Place("河南省")),
        ("我县组织业主赴蓬溪县学习考察。", "", "", None),
        ("督察组对甘肃、青海、重庆、海南、福建、上海开展督察。", "", "", None),
        (
            "我市收到信访件，滨海新区9件，河东区9件，南开区6件，北辰区5件，西青区4件，河西区3件。来信请寄天津市河西区邮政信箱。",
            "",
            "",
            Place("天津市"),
        ),
        ("本次会议研究整改。各县区、各部门要落实。", "", "", None),
        ("岫林县督察反馈问题共26个，已完成整改24个。", "", "", Place("岫林县")),
        ("编号：1；行政区域：岫林县东岭乡；是否办结：是", "", "", Place("岫林县")),
        ("编号：1；行政区域：岫林县；是否办结：是\n编号：2；行政区域：青枫县；是否办结：是", "", "", None),
        (
            "举报件公开情况一览表（第三批）\n（澜川市 2023年4月29日）\n行政区域：望棠区\n行政区域：岫林县",
            "举报件公开情况一览表（第三批）",
            "",
            Place("澜川市"),
        ),
        ("全省任务45项。", "澜山省第二轮中央督察整改进展情况通报", "", Place("澜山省")),
        ("全县节省开支。", "澜山省澜川市岫林县关于督察整改情况的报告", "", Place("岫林县", ("澜山省", "澜川市"))),
        ("各部门节省用电。", "关于两省边界督察整改的通报", "", None),
        ("聚力攻坚，推动整改落地\n××县\n近年来，问题已整改12个。", "", "", Place("××县")),
    ],
)
def test_place(text, title, issuer, place):
    assert find_place(text, title, issuer, "", VOCABULARY) == place


FIRST = """望棠区督察整改工作汇报
我区高度重视督察整改，截至2024年6月30日，反馈的12项问题已完成9项，其余3项按序时推进，各项工作平稳有序，群众满意度不断提高，
下一步将继续抓好落实，确保按期完成整改任务。
望棠区人民政府
2024年7月2日
"""
SECOND = """澜川市督察整改任务销号评估报告
一、整改任务
我市18个填埋场整改验收。
二、评估结论
该任务已落实，符合销号条件，建议予以销号，并持续巩固整改成果，防止问题反弹回潮，切实维护群众环境权益。
澜川市人民政府
2023年8月4日
"""


@pytest.mark.parametrize("between", ["", "以下内容供参考:"])
def test_glued_documents_become_two_reports(between):
    first, second = read_reports("合订.txt", (FIRST + between + SECOND).encode())
    assert (first.id[-2:], second.id[-2:]) == ("-1", "-2")
    assert first.id[:16] == second.id[:16]
    assert (first.place, second.place) == (Place("望棠区"), Place("澜川市"))
    assert (first.as_of, second.as_of) == ("2024-06-30", "2023-08-04")
    assert first.raw + second.raw == FIRST + between + SECOND
    assert "澜川" not in first.clean
    assert second.title == "澜川市督察整改任务销号评估报告"


def test_one_document_keeps_the_bare_id():
    (report,) = read_reports("汇报.txt", FIRST.encode())
    assert len(report.id) == 16
    assert report.issuer == "望棠区人民政府"


def test_attachments_stay_with_their_document():
    assert len(read_reports("汇报.txt", (FIRST + "附件1\n整改任务清单\n" + "各项任务均明确了责任单位和时限。" * 10).encode())) == 1


def test_a_word_staff_add_is_used_at_once(tmp_path):
    edited = tmp_path / "knowledge" / "lexicon" / "reading.toml"
    edited.parent.mkdir(parents=True)
    edited.write_text(knowledge_file("lexicon/reading.toml").read_text("utf-8").replace("divider = [", "divider = ['此处分开', "), "utf-8")
    data = (FIRST + "此处分开" + "各项任务均明确了责任单位和时限。" * 10).encode()
    assert [len(read_reports("汇报.txt", data, home=home)) for home in (None, tmp_path)] == [1, 2]


def test_a_broken_word_list_is_one_sentence(tmp_path):
    edited = tmp_path / "knowledge" / "lexicon" / "reading.toml"
    edited.parent.mkdir(parents=True)
    edited.write_text("[site", "utf-8")
    with pytest.raises(KnowledgeError, match="词表 reading.toml 的格式有误"):
        read_reports("汇报.txt", FIRST.encode(), home=tmp_path)
