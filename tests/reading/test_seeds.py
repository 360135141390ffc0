"""The five real documents: one test for each statement of domain.md 6.1 that a cleaner can meet; cases/seeds_beyond.json lists the rest."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from assistant.facts.extract import extract
from assistant.reading.repair import repair
from assistant.reading.report import read_reports
from assistant.reading.sentences import sentences
from assistant.types import Place, Report
from assistant.words.lexicon import load_lexicon
from tests.reading.tables import table
from tests.reading.test_repair import VOCABULARY


@cache
def _read(path: Path) -> tuple[Report, ...]:
    return tuple(read_reports(path.name, path.read_bytes()))


@pytest.fixture(scope="module")
def read(seeds):
    return lambda number: _read(next(seeds.glob(f"{number}_*.txt")))


@pytest.fixture(params=["000", "001", "002", "003", "004"])
def every(request, read):
    return read(request.param)


def test_six_reports(read):
    assert [len(read(n)) for n in ("000", "001", "002", "003", "004")] == [1, 2, 1, 1, 1]


def test_sections_cover_the_text_in_order(every):
    for report in every:
        edges = [0, *(section.end for section in report.sections)]
        assert [section.start for section in report.sections] == edges[:-1]
        assert edges[-1] == len(report.clean)


def test_sentences_slice_back(every):
    for report in every:
        found = sentences(report)
        assert all(report.clean[p.start : p.end] == p.text for p in found)
        assert "".join(p.text for p in found).replace("\n", "").replace(" ", "").replace("\xa0", "") == re.sub(r"\s", "", report.clean)


def test_copied_characters_equal_their_raw_ones(every):
    for report in every:
        offsets = report.offsets
        for start, end, copied in zip(offsets.clean_starts, (*offsets.clean_starts[1:], len(report.clean)), offsets.copied, strict=True):
            assert not copied or report.original(start, end) == report.clean[start:end]
        assert all(report.raw[r.start : r.end] == r.raw for r in report.repairs)


def test_repairing_again_changes_nothing(every):
    for report in every:
        assert repair(report.clean, VOCABULARY).text == report.clean


def test_000_paywall_marks_are_gone_and_masks_stay(read):
    (report,) = read("000")
    assert "paid" not in report.clean
    assert [r.raw for r in report.repairs] == ["##paidbegin##", "##paidend##"]
    assert report.clean.count("某") == report.raw.count("某") == 28


def test_000_has_no_year_to_speak_from(read):
    (report,) = read("000")
    assert (report.place, report.as_of, report.as_of_source, report.issuer) == (Place("某县"), None, "无", "")
    assert report.genre == "迎检情况通报"


@pytest.mark.parametrize(
    ("number", "restored"),
    [
        (0, "先后42次召开会议"),
        (0, "18.26%"),
        (0, "(三)强化跟踪问效"),
        (1, "全市18个列入省中央环保督察和23个"),
        (1, "(一)反馈问题"),
        (1, "1.加快推进"),
        (1, "1.全力推进"),
        (1, "3.规范农村"),
        (1, "2.如期完成"),
    ],
)
def test_001_is_restored(read, number, restored):
    assert restored in read("001")[number].clean


def test_001_joins_show_the_raw_form(read):
    report = read("001")[0]
    at = report.clean.index("42次")
    assert report.original(at, at + 3) == "4\n2、2次"
    assert any(r.type == "分页标记" and r.raw == "\n2、" for r in report.repairs)


def test_001_fifteen_page_marks_and_no_more(read):
    first, second = read("001")
    assert sum(r.type == "分页标记" for report in (first, second) for r in report.repairs) == 15
    assert not re.search(r"^\d{1,2}、", first.clean + second.clean, re.MULTILINE)


def test_001_share_site_line_is_recorded_and_gives_the_lost_title(read):
    report = read("001")[0]
    assert "会员分享" not in report.clean
    assert "会员分享" in next(r.raw for r in report.repairs if r.type == "网站行")
    assert report.title.startswith("2022年某区")
    assert report.as_of is None


def test_001_two_documents_of_different_places(read):
    first, second = read("001")
    assert first.place == Place("*区", ("浙江省", "台州市"))
    assert second.place == Place("*市")
    assert "评估报告" in second.title and second.clean.lstrip().startswith("*市")
    assert (second.as_of, second.as_of_source) == ("2021", "成文日期")
    assert "供参考" not in first.clean + second.clean
    assert (first.genre, second.genre) == ("整改落实情况报告", "整改任务销号评估报告")


def test_001_letters_in_a_number_are_only_suggested(read):
    report = read("001")[1]
    assert "IOoo吨/日" in report.clean
    assert [(r.raw, r.text) for r in report.repairs if r.suggestion] == [("IOoo", "1000")]


def test_001_masks_stay(read):
    assert sum(report.clean.count("*") for report in read("001")) == 44


def test_001_outline_of_one_line(read):
    first, second = read("001")
    assert [s.heading for s in first.sections if s.level == 1] == ["一、主要做法", "二、进展情况", "三、下一步工作计划"]
    assert ("二、进展情况", "(一)反馈问题整改落实情况") in [s.path for s in first.sections]
    assert [s.heading[:2] for s in second.sections if s.level == 1] == ["一、", "二、", "三、"]
    assert [s.heading[:2] for s in second.sections if s.level == 3] == ["1.", "2.", "3."] * 2


def test_002_no_pinyin_and_no_traditional_character(read):
    (report,) = read("002")
    assert not re.search(r"[\u0100-\u01ff]", report.clean)
    assert sum(r.type == "拼音注音" for r in report.repairs) == 355
    assert not re.search("[環護組開問題縣區實辦]", report.clean)
    assert "何录春" in report.clean


@pytest.mark.parametrize("kept", ["市县(区)党委", "51μg/m3", "PM2.5", "Ⅰ类", "Ⅱ类", "Ⅲ类", "云计算", "志愿者", "并取得"])
def test_002_what_must_survive(read, kept):
    assert kept in read("002")[0].clean


def test_002_signature(read):
    (report,) = read("002")
    assert (report.place, report.as_of, report.as_of_source) == (Place("永州市"), "2019-12-05", "成文日期")
    assert report.issuer == "中共永州市委 永州市人民政府"
    assert report.genre == "整改落实情况报告"
    assert report.title == "永州市整改落实情况报告（原文无标题）"
    assert [s.heading for s in report.sections if s.level == 1] == ["一、主要工作做法", "二、整改工作成效", "三、下步工作打算"]


def test_003_publicity(read):
    (report,) = read("003")
    assert (report.place, report.as_of, report.genre) == (Place("凤凰县"), "2023-10-12", "整改销号公示")
    assert [s.heading for s in report.sections if s.level == 1] == ["一、反馈问题", "二、整改目标", "三、整改措施", "四、整改完成情况"]
    assert len([s for s in report.sections if s.level == 2]) == 5


def test_003_unpaired_quotes_do_not_glue_sentences(read):
    assert max(len(p.text) for p in sentences(read("003")[0])) < 260


def test_004_every_mask_stays(read):
    (report,) = read("004")
    assert report.clean == report.raw
    assert (report.place, report.as_of, report.genre) == (Place("**县"), None, "经验交流材料")
    assert [s.heading[:2] for s in report.sections if s.level] == ["一、", "二、", "三、", "四、", "五、"]


def _facts(report: Report):
    return extract(report, load_lexicon())


@pytest.mark.parametrize("left", ["交办某的群众", "某年某月某日", "8月26日-9月28日", "均仍有5项", "88件"])
def test_000_broken_grammar_ranges_and_relative_words_stay(read, left):
    assert left in read("000")[0].clean


@pytest.mark.parametrize("name", ["忠孝乡", "芙蓉村", "宏达公司", "大田坝膨润土矿"])
def test_000_an_unmasked_leftover_stays_and_is_not_the_place(read, name):
    (report,) = read("000")
    assert name in report.clean
    assert name not in (report.place.name, *report.place.within)


def test_000_masked_towns_are_no_identity(read):
    (report,) = read("000")
    assert report.raw.count("某镇") == report.clean.count("某镇")
    assert not any(fact.place and fact.place.name == "某镇" for fact in _facts(report))


def test_000_no_fact_has_a_year(read):
    (report,) = read("000")
    assert {fact.as_of for fact in _facts(report)} == {None}


def test_000_addresses_and_signs_nothing(read):
    (report,) = read("000")
    assert (report.addressee, report.issuer, report.number, report.secrecy) == ("", "", "", "")


def test_001_no_fact_reads_a_page_seam(read):
    texts = {fact.quantity.text for report in read("001") for fact in _facts(report)}
    assert {"42次", "18.26%", "18个"} <= texts
    assert "2次" not in texts and "6%" not in texts


def test_001_rebuilt_numbers_are_marked(read):
    (fact,) = [fact for fact in _facts(read("001")[0]) if fact.quantity.text == "42次"]
    assert fact.repaired


def test_001_a_stray_stroke_is_only_suggested(read):
    report = next(one for one in read("001") if "培训I" in one.raw)
    assert "培训I" in report.clean
    assert any(r.suggestion and r.raw == "I" and report.raw[r.start - 2 : r.start] == "培训" for r in report.repairs)


def test_001_a_dropped_character_is_not_filled_in(read):
    raw = "".join(report.raw for report in read("001"))
    clean = "".join(report.clean for report in read("001"))
    assert raw.count("发电项目") == clean.count("发电项目")


def test_001_an_unpaired_quotation_mark_stays(read):
    assert any("一台一网一报“" in report.clean for report in read("001"))


@pytest.mark.parametrize("name", ["台州市", "浙江", "揭阳"])
def test_001_names_left_by_the_mask_stay(read, name):
    assert any(name in report.clean for report in read("001"))


def test_001_half_width_marks_between_characters_become_full(read):
    for report in read("001"):
        assert not re.search("[\u4e00-\u9fff][,;][\u4e00-\u9fff]", report.clean)


def test_001_a_title_glued_to_its_text_is_a_line(read):
    assert read("001")[1].clean.lstrip().splitlines()[0] == read("001")[1].title


def test_002_names_lose_their_glosses(read):
    assert "严华" in read("002")[0].clean


def test_002_half_width_commas_become_full(read):
    assert not re.search("[\u4e00-\u9fff],[\u4e00-\u9fff]", read("002")[0].clean)


def test_002_lost_title_and_addressee_are_not_invented(read):
    (report,) = read("002")
    assert report.title.endswith("（原文无标题）")
    assert report.addressee == ""


@pytest.mark.parametrize("relative", ["年内", "今年底前", "截至目前"])
def test_002_relative_dates_stay(read, relative):
    assert relative in read("002")[0].clean


def test_002_a_missing_comma_is_not_added(read):
    assert "35μg/m3较去年" in read("002")[0].clean


@pytest.mark.parametrize("left", ["获得感幸福感", "直接送达的日期为准", "共五天", "组织部"])
def test_003_what_is_odd_stays_as_written(read, left):
    assert left in read("003")[0].clean


@pytest.mark.parametrize("opened", ["“党政同责“", "“散乱污企业"])
def test_003_unpaired_quotation_marks_stay(read, opened):
    assert opened in read("003")[0].clean


def test_003_name_and_phone_are_found_and_said_to_be_public(read):
    (report,) = read("003")
    assert [(one.kind, one.public) for one in report.private] == [("姓名", True), ("电话", True), ("电话", True)]
    assert report.clean[report.private[1].start : report.private[1].end].startswith("0743-")


def test_003_the_third_measure_has_no_items_below_it(read):
    third = [s for s in read("003")[0].sections if any(part.startswith("(三)") for part in s.path)]
    assert [s.level for s in third] == [2]


def test_004_the_lost_title_is_said_to_be_lost(read):
    assert read("004")[0].title.endswith("（原文无标题）")


@pytest.mark.parametrize(
    "kept", ["第16位", "3项荣誉", "12369", "6年", "24小时", "2022", "2023", "II类", "\xa0", "1-*月", "完成率*%", "**份"]
)
def test_004_surviving_numbers_masks_and_marks_stay(read, kept):
    assert kept in read("004")[0].clean


def test_004_masked_counts_are_facts_without_a_value(read):
    masked = [fact for fact in _facts(read("004")[0]) if fact.quantity.masked]
    assert masked and all("*" in fact.quantity.text for fact in masked)


def test_what_no_cleaner_can_meet_is_listed_with_its_reason():
    rows = table("seeds_beyond")
    assert {row["seed"] for row in rows} == {"S0", "S1", "S2", "S3", "S4"}
    assert all(row["statement"] and row["reason"] for row in rows)
