"""A sample report becomes a template: nothing of the sample's own is left, and what is filled is filled from sources."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from drafting_library import CONFLICT, MASKED, OTHER, REPORT, MemoryLibrary

from assistant.drafting.compose import compose
from assistant.drafting.genre import Genre, find_genre
from assistant.drafting.learning import learn
from assistant.errors import UsageError
from assistant.types import Scope, Track

RICH = """岫林县关于第二轮中央生态环境保护督察整改落实情况的报告
岫整改办〔2023〕17号
澜川市生态环境保护督察整改工作领导小组办公室：
2023年以来，岫林县扎实推进整改。现将有关情况报告如下。
一、总体进展
（一）反馈问题。截至2023年11月30日，第二轮中央生态环境保护督察反馈我县的18个问题，已完成整改15个，达到序时进度3个。第二轮省级督察反馈的20项问题，已完成整改11项。
（二）信访件。督察组交办的62件信访件已全部办结。
二、主要工作
（一）从严执法。全县立案查处环境违法案件35件，罚款287.9万元。石檐乡2座矿山通过验收，PM2.5平均浓度为27微克/立方米，同比下降6.9%。
（二）压实责任。县委书记王建国同志带队检查6次，成立工作专班。
三、存在问题
（一）资金保障不足。石檐乡矿山修复缺口约450万元。
特此报告。
附件：1.岫林县整改任务清单
2.未完成任务说明
岫林县人民政府
2023年12月5日
"""
NEXT = RICH.replace("2023年11月30日", "2024年11月30日").replace("已完成整改15个，达到序时进度3个", "已完成整改17个，达到序时进度1个")


def learned(home: Path, text: str = RICH, name: str = "年度报告") -> tuple[str, Genre]:
    library = MemoryLibrary(text)
    sample = library.read[0]
    path, genre = learn(sample, library.found[sample.id], name, home)
    return path.read_text("utf-8"), genre


def sentences(genre: Genre) -> str:
    return "\n".join(
        [genre.title, genre.addressee, genre.closing, *genre.signature, *(s for part in genre.parts for s in part.sentences())]
    )


@pytest.mark.parametrize("text", [RICH, REPORT, OTHER, CONFLICT, MASKED])
def test_no_figure_of_the_sample_is_left_anywhere(tmp_path: Path, text: str) -> None:
    written, _ = learned(tmp_path, text)
    assert not re.search(r"\d", re.sub(r'"(?:层级|最多|篇幅)" = [\d\[\], ]+', "", written))


def test_the_frame_stays_with_its_names_as_slots(tmp_path: Path) -> None:
    _, genre = learned(tmp_path)
    assert genre.title == "〔地区〕关于〔督察名称〕整改落实情况的报告"
    assert genre.addressee == "〔上级地区〕生态环境保护督察整改工作领导小组办公室："
    assert (genre.closing, genre.signature) == ("特此报告。", ("〔地区〕人民政府",))
    assert genre.attachments == ("〔地区〕整改任务清单", "未完成任务说明")
    assert [(part.heading, part.level) for part in genre.parts[1:]] == [
        ("总体进展", 1),
        ("反馈问题", 2),
        ("信访件", 2),
        ("主要工作", 1),
        ("从严执法", 2),
        ("压实责任", 2),
        ("存在问题", 1),
        ("资金保障不足", 2),
    ]


def test_figures_of_the_chosen_inspection_get_their_source_and_others_do_not(tmp_path: Path) -> None:
    _, genre = learned(tmp_path)
    text = next(part.paragraphs[0] for part in genre.parts if part.heading == "反馈问题")
    assert isinstance(text, str)
    assert text.startswith(
        "截至〔截至日期〕，〔督察名称〕反馈〔我地〕的〔问题总数〕问题，已完成整改〔问题完成数〕，达到序时进度〔问题序时数〕。"
    )
    assert (genre.slots["问题完成数"].metric, genre.slots["问题完成数"].track) == ("完成", Track.PROBLEM)
    assert "省级" not in text, "the other inspection's sentence has nothing that could be filled in"


def test_a_figure_that_holds_only_for_the_sample_is_left_to_staff(tmp_path: Path) -> None:
    written, genre = learned(tmp_path)
    assert not any(rule.metric == "办结" for rule in genre.slots.values()), "已全部办结 need not be true next year"
    assert "同比下降〔同比下降比例〕" in written
    assert genre.slots["同比下降比例"].staff
    assert any(rule.words == ("罚款",) for rule in genre.slots.values())


def test_no_other_place_or_person_is_left(tmp_path: Path) -> None:
    written, _ = learned(tmp_path)
    assert not re.search("石檐|岫林|澜川|王建国", written.replace("# 年度报告", ""))


def test_what_was_only_told_is_taken_from_reports_and_kept_as_a_comment(tmp_path: Path) -> None:
    written, genre = learned(tmp_path)
    part = next(part for part in genre.parts if part.heading == "资金保障不足")
    assert part.paragraphs == ()
    assert part.practice is not None
    assert part.practice.headings == ("资金保障不足",)
    assert "# 样本写法：〔其他地区〕矿山修复缺口约" in written


def test_the_template_drafts_with_the_figures_of_the_day(tmp_path: Path) -> None:
    learned(tmp_path)
    draft = compose("年度报告", MemoryLibrary(NEXT), Scope(place="岫林县"), home=tmp_path)
    text = "\n".join(section.text for section in draft.sections)
    assert "截至2024年11月30日，第二轮中央生态环境保护督察反馈我县的18个问题，已完成整改17个，达到序时进度1个。" in text
    assert [check for check in draft.checks if not check.passed] == []


def test_names_in_headings_are_filled_in(tmp_path: Path) -> None:
    learned(tmp_path, RICH.replace("（一）反馈问题。", "（一）第二轮中央督察反馈问题。"))
    assert any(part.heading == "〔督察简称〕反馈问题" for part in find_genre("年度报告", tmp_path).parts)
    draft = compose("年度报告", MemoryLibrary(NEXT), Scope(place="岫林县"), home=tmp_path)
    assert "（一）第二轮中央督察反馈问题" in [section.heading for section in draft.sections]


def test_the_file_is_what_staff_can_edit(tmp_path: Path) -> None:
    written, genre = learned(tmp_path)
    path = tmp_path / "knowledge" / "templates" / "年度报告.toml"
    assert Genre.model_validate(tomllib.loads(written)) == genre == find_genre("年度报告", tmp_path)
    path.write_text(written.replace('"结语" = "特此报告。"', '"结语" = "特此报告，请审阅。"'), "utf-8")
    assert find_genre("年度报告", tmp_path).closing == "特此报告，请审阅。"


@pytest.mark.parametrize("name", ["年", "2024年报告", "../报告", "报告.toml", ""])
def test_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="文种名"):
        learned(tmp_path, name=name)


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--replace"):
        learned(tmp_path, name="整改落实情况报告")


def test_a_text_without_sections_and_figures(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="认不出章节"):
        learned(tmp_path, "食堂通知\n本周五停电，请各科室互相转告。\n")


def test_the_month_of_a_monthly_title_is_asked_of_the_figures(tmp_path: Path) -> None:
    _, genre = learned(tmp_path, RICH.replace("整改落实情况的报告", "2023年11月整改进展情况的报告", 1), "月报")
    assert genre.title == "〔地区〕关于〔督察名称〕〔截至月份〕整改进展情况的报告"
    assert genre.slots["截至月份"].field == "截至月份"
