"""What the page is given: source characters as they are, citation marks that lead somewhere, gaps that stand out."""

import re

import pytest
from office import answer, draft, report

from assistant.drafting.merging import Kept
from assistant.remembering.conversation import Conversation, Turn
from assistant.types import Answer, IngestResult, Status
from assistant.web import render
from assistant.web.evidence import card
from assistant.web.paper import paper


def test_asterisks_and_tags_of_a_source_are_shown_as_characters():
    source = report()
    html = render.evidence([card(evidence, source) for evidence in answer(source).citations])
    assert "某县*个点位" in html
    assert "&lt;b&gt;整改&lt;/b&gt;率以*标注" in html
    assert "<b>" not in html
    assert "<em>" not in html


def test_a_question_cannot_bring_markup_into_the_page():
    html = render.conversation(Conversation().asked("<img src=x onerror=alert(1)>**粗**${1}"))
    assert "&lt;img src=x onerror=alert(1)&gt;**粗**${1}" in html
    assert "<img" not in html


def test_the_first_line_leads_and_every_mark_opens_a_citation_that_exists():
    shown = Answer("11个。[1][7]\n其余见《办法》[2019]第3条。", "computed", Status.DERIVED, citations=answer(report()).citations[:1])
    html = render.conversation(Conversation().asked("还有几个？").answered(shown))
    first, second, *_ = re.findall(r'<p class="line">.*?</p>', html)
    assert 'data-turn="1" data-n="1"' in first
    assert "[7]" in first
    assert "data-n" not in second
    assert "[2019]" in second


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("3项。共41项，完成38项。\n6项。共27项，完成21项。", ["3项。", "6项。"]),
        ("11个。\n截至2024年11月30日，共36个，完成25个。", ["11个。"]),
        ("没有载明", ["没有载明"]),
        ("现有材料无法回答：该数字以“*”隐去。可向整改办调取。", ["现有材料无法回答：该数字以“*”隐去。"]),
    ],
    ids=["a figure a line", "one figure, then words", "no full stop", "a refusal"],
)
def test_every_direct_answer_stands_out_and_nothing_else(text, leads):
    html = render.conversation(Conversation().asked("还有几个？").answered(Answer(text, "computed", Status.CERTAIN)))
    assert re.findall(r'<b class="lead">(.*?)</b>', html) == leads


def test_kind_status_date_formula_and_caveat_are_all_visible():
    html = render.conversation(Conversation().asked("还有几个？").answered(answer(report())))
    for word in ("计算", "推算", "截至 2024年11月30日", "36−25=11", "达到序时进度不等于完成"):
        assert word in html


def test_gaps_of_a_draft_are_highlighted_and_the_check_list_names_the_source():
    written = paper(Kept(draft(report(), "整改落实情况报告")))
    assert render.draft(written, editable=True).count('<mark class="gap">【待补：') == 2
    checks = render.check_list(written, {report().id: "云岭市整改报告"})
    assert "核对 1/2 通过" in checks
    assert "云岭市整改报告" in checks
    assert checks.index("完成与销号") < checks.index("合计"), "what failed is read first"


def test_each_upload_says_what_became_of_it_and_why():
    results = [IngestResult("甲.txt", ("a",), "added", characters=9, facts=2), IngestResult("乙.txt", (), "refused", reason="文件是空的。")]
    html = render.uploads(results, 3)
    assert "正在读取第 3 个，共 3 个" in html
    assert "已收入" in html
    assert "未收入" in html
    assert "文件是空的。" in html
    assert "<progress" not in render.uploads(results, 2)


def test_the_banner_stands_only_while_samples_answer():
    assert "当前为示例数据" in render.banner(samples=True)
    assert render.banner(samples=False) == ""


def test_a_copied_answer_takes_its_caveats_and_sources_along():
    source = report()
    text = render.copied(Turn(1, "还有几个？", answer=answer(source)))
    assert text.startswith("问：还有几个？\n答：11个。")
    assert "注意：达到序时进度不等于完成" in text
    assert f"[1]《{source.title}》" in text
    assert "“已完成整改25个，达到序时进度9个，其余2个正在抓紧推进。”" in text
