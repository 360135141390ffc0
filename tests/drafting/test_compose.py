"""Whole drafts over invented places: complete, with gaps, contradicting, masked, unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting_library import CONFLICT, MASKED, OTHER, REPORT, MemoryLibrary

from assistant.drafting.compose import compose
from assistant.drafting.genre import genres
from assistant.errors import UsageError
from assistant.types import Draft, Scope

NAME = "整改落实情况报告"
NEW_GENRE = """
"文种" = "催办单"
"说明" = "催办未完成的整改事项"
"标题" = "关于〔督察名称〕反馈问题整改的催办单"
[["章节"]]
"段落" = ["截至〔截至日期〕，尚有〔未完成数〕未完成整改{，其中未达到序时进度〔滞后数〕}{，尚未启动〔未启动数〕}。请于〔办理时限〕前办结。"]
[["章节"]]
"标题" = "主要问题"
"层级" = 1
"取原句" = { "取自" = ["存在问题"] }
["槽位"]
"督察名称" = { "报告信息" = "督察名称" }
"截至日期" = { "报告信息" = "截至日期" }
"未完成数" = { "条线" = "反馈问题", "指标" = "未完成" }
"滞后数" = { "条线" = "反馈问题", "指标" = "滞后" }
"未启动数" = { "条线" = "反馈问题", "指标" = "未启动" }
"办理时限" = { "人工填写" = true }
"""


def body(draft: Draft) -> str:
    return "\n".join(section.text for section in draft.sections)


def section(draft: Draft, words: str) -> str:
    return next(one.text for one in draft.sections if words in one.heading)


@pytest.fixture(scope="module")
def library() -> MemoryLibrary:
    return MemoryLibrary(REPORT, OTHER)


@pytest.fixture(scope="module")
def draft(library: MemoryLibrary) -> Draft:
    return compose(NAME, library, Scope(place="青峦市"))


def test_the_opening_names_the_inspection_and_both_lists(draft: Draft) -> None:
    opening = draft.sections[0].text
    assert opening.startswith("2021年4月7日至5月7日，中央第三生态环境保护督察组对青峦市开展第二轮中央生态环境保护督察，交办信访件86件。")
    assert "2021年8月12日，督察组反馈督察意见，指出24项问题。" in opening
    assert "已完成整改17项（其中已销号11项），达到序时进度5项，未达到序时进度2项。" in opening
    assert "已办结80件，阶段性办结6件" in opening


def test_the_frame_is_official(draft: Draft) -> None:
    assert draft.title == "中共青峦市委 青峦市人民政府关于第二轮中央生态环境保护督察整改落实情况的报告"
    assert draft.signature == "中共青峦市委\n青峦市人民政府"
    assert [one.text for one in draft.sections if not one.attached][-1] == "特此报告。"
    assert draft.attachments == ("第二轮中央生态环境保护督察反馈问题整改情况清单",)
    assert draft.date == "【待补：成文日期】"


def test_sections_are_numbered_and_optional_ones_without_material_left_out(draft: Draft) -> None:
    headings = [one.heading for one in draft.sections if one.level]
    assert headings[:4] == ["一、主要做法", "（一）加强组织领导", "（二）压实整改责任", "（三）严格验收销号"]
    assert headings[-2:] == ["三、存在问题", "四、下一步工作"]


def test_practices_are_whole_sentences_of_the_place(draft: Draft, library: MemoryLibrary) -> None:
    own = library.read[0].clean
    for sentence in section(draft, "组织领导").split("。")[:-1]:
        assert sentence in own
    assert "白岭" not in body(draft)


def test_every_figure_stands_in_the_draft_and_in_its_source(draft: Draft, library: MemoryLibrary) -> None:
    assert len(draft.figures) > 20
    for figure in draft.figures:
        assert figure.text in body(draft)
        assert figure.quote in library.report(figure.report).clean
    derived = {figure.label: (figure.text, figure.formula) for figure in draft.figures if figure.formula}
    assert derived["第二轮中央督察反馈问题未完成"] == ("7项", "24−17=7")


def test_all_checks_pass_and_gaps_are_no_failures(draft: Draft) -> None:
    assert [check for check in draft.checks if not check.passed] == []
    assert any(gap.startswith("主送机关") for gap in draft.gaps)


def test_contradicting_reports_are_shown_not_chosen_between() -> None:
    draft = compose(NAME, MemoryLibrary(REPORT, CONFLICT), Scope(place="青峦市"))
    assert "【待核：材料矛盾，问题完成数有17项、18项等不同说法" in draft.sections[0].text
    assert any("材料矛盾" in gap for gap in draft.gaps)
    assert "反馈的24项问题" in draft.sections[0].text


def test_masked_figures_are_gaps_and_the_place_calls_itself_we() -> None:
    draft = compose(NAME, MemoryLibrary(MASKED), Scope(place="**县"))
    assert "已完成整改【待补：问题完成数，原文隐去" in body(draft)
    assert "我县委、县政府召开专题会议【待补：" in section(draft, "主要做法")
    assert "县委书记带队检查6次" in section(draft, "主要做法")
    assert "*" not in body(draft)
    assert [check for check in draft.checks if not check.passed] == []


@pytest.mark.parametrize("genre", genres(), ids=lambda genre: genre.name)
def test_an_unknown_place_gives_gaps_only(library: MemoryLibrary, genre) -> None:
    draft = compose(genre.name, library, Scope(place="无名市"))
    assert draft.figures == ()
    assert len(draft.gaps) >= 3
    assert "青峦" not in body(draft) + draft.title
    assert all(check.passed for check in draft.checks)


@pytest.mark.parametrize("genre", genres(), ids=lambda genre: genre.name)
def test_every_genre_drafts_with_bound_figures(library: MemoryLibrary, genre) -> None:
    draft = compose(genre.name, library, Scope(place="青峦市"))
    assert [check for check in draft.checks if not check.passed] == []
    assert all(figure.text in body(draft) for figure in draft.figures)


def test_the_place_must_be_clear(library: MemoryLibrary) -> None:
    with pytest.raises(UsageError, match="请指定地区"):
        compose(NAME, library, Scope())
    two = MemoryLibrary(MASKED, MASKED.replace("6次", "9次"))
    with pytest.raises(UsageError, match="请指定报告"):
        compose(NAME, two, Scope(place="**县"))


def test_one_place_needs_no_name() -> None:
    assert "青峦市" in compose(NAME, MemoryLibrary(REPORT), Scope()).title


def test_a_section_alone(library: MemoryLibrary) -> None:
    draft = compose(NAME, library, Scope(place="青峦市"), section="二、进展情况")
    assert [one.heading for one in draft.sections][:2] == ["一、进展情况", "（一）反馈问题整改情况"]
    assert not draft.signature
    with pytest.raises(UsageError, match="可选"):
        compose(NAME, library, Scope(place="青峦市"), section="没有的一节")


def test_older_figures_of_practices_are_not_used() -> None:
    older = (
        REPORT.replace("2022年", "2021年")
        .replace("先后9次听取", "先后4次听取")
        .replace("17项，其中已销号11项，达到序时进度5项", "9项，达到序时进度13项")
    )
    newer = REPORT.split("一、主要做法")[0]
    text = body(compose(NAME, MemoryLibrary(older, newer), Scope(place="青峦市")))
    assert "已完成整改17项" in text
    assert "4次" not in text
    assert "成立由书记、市长任双组长的整改领导小组" in text


def test_a_staff_edit_of_the_template_changes_the_draft(library: MemoryLibrary, tmp_path: Path) -> None:
    from assistant.resources import SHIPPED_KNOWLEDGE

    folder = tmp_path / "knowledge" / "templates"
    folder.mkdir(parents=True)
    shipped = (SHIPPED_KNOWLEDGE / "templates" / f"{NAME}.toml").read_text("utf-8")
    (folder / f"{NAME}.toml").write_text(shipped.replace("特此报告。", "以上报告，请审阅。"), "utf-8")
    assert "以上报告，请审阅。" in body(compose(NAME, library, Scope(place="青峦市"), home=tmp_path))


def test_a_genre_that_the_office_drops_into_its_home_is_drafted(library: MemoryLibrary, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "templates"
    folder.mkdir(parents=True)
    (folder / "催办单.toml").write_text(NEW_GENRE, "utf-8")
    draft = compose("催办单", library, Scope(place="青峦市"), home=tmp_path)
    assert draft.title == "关于第二轮中央生态环境保护督察反馈问题整改的催办单"
    assert draft.sections[0].text.startswith("截至2022年6月30日，尚有7项未完成整改，其中未达到序时进度2项。")
    assert "两个乡镇的污水管网改造受资金影响，尚未完工。" in body(draft)
    assert draft.gaps == ("办理时限，建议向整改办核实",)
    assert [check for check in draft.checks if not check.passed] == []


def test_a_monthly_report_says_what_came_to_be_done_since_the_last() -> None:
    july = REPORT.replace("2022年6月30日", "2022年7月31日").replace(
        "17项，其中已销号11项，达到序时进度5项", "19项，其中已销号11项，达到序时进度3项"
    )
    draft = compose("月调度报告", MemoryLibrary(REPORT, july), Scope(place="青峦市"))
    assert "与2022年6月30日相比，新增完成整改2项。" in body(draft)
    assert next(figure.formula for figure in draft.figures if figure.label.endswith("较上次增加")) == "19−17=2"
    assert [check for check in draft.checks if not check.passed] == []
    alone = compose("月调度报告", MemoryLibrary(july), Scope(place="青峦市"))
    assert "相比" not in body(alone)


def test_what_is_only_meant_fills_no_slot_of_what_was_done() -> None:
    told = """白岭县公开中央生态环境保护督察群众信访举报边督边改情况
截至2022年5月31日，累计收到交办信访件9件，已办结7件，正在办理2件。
边督边改方面，责令整改企业5家，立案处罚3家，{fine}61.5万元。
白岭县人民政府
2022年6月1日
"""
    scope = Scope(place="白岭县")
    done, meant = (body(compose("信访件办理情况公开", MemoryLibrary(told.format(fine=fine)), scope)) for fine in ("罚款", "拟罚款"))
    assert "立案处罚3家，罚款61.5万元" in done
    assert "立案处罚3家" in meant
    assert "61.5" not in meant


TWO_ROUNDS = """白岭县2024年度生态环境保护督察整改落实情况报告
截至2024年11月30日，第二轮中央生态环境保护督察反馈我县的18个问题已完成整改17个。
第二轮省级生态环境保护督察反馈我县的11项问题，完成整改9项，达到序时进度1项，未达到序时进度1项。
四、下一步工作
逐项倒排工期，2025年3月底前完成资料归档。
白岭县人民政府
"""


@pytest.mark.parametrize("genre", ["工作汇报", "月调度报告"])
def test_what_is_open_is_told_of_each_inspection(genre: str) -> None:
    draft = compose(genre, MemoryLibrary(TWO_ROUNDS), Scope(place="白岭县"))
    assert {figure.text: figure.formula for figure in draft.figures if figure.label.endswith("未完成")} == {
        "1个": "18−17=1",
        "2项": "11−9=2",
    }
    assert all("第二轮" in line for line in body(draft).split("\n") if "未完成整改" in line or "尚未完成" in line)


def test_a_section_alone_has_all_that_stands_under_its_heading() -> None:
    draft = compose("月调度报告", MemoryLibrary(TWO_ROUNDS), Scope(place="白岭县"), section="下月计划")
    assert "1个" in body(draft)
    assert "资料归档" in body(draft)
    assert [check for check in draft.checks if not check.passed] == []
