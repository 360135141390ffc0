"""A citation in its paragraph: the shown text is the report's own, the quote and the repairs stand out at the right characters."""

from dataclasses import replace

import pytest
from office import answer, citation, report

from assistant.types import OffsetMap, Repair
from assistant.web.evidence import card, clean_span


def test_the_runs_joined_are_the_paragraph_and_the_quoted_ones_the_quote():
    source = report()
    for evidence in answer(source).citations:
        shown = card(evidence, source)
        text = "".join(run.text for run in shown.runs)
        assert text in source.clean
        assert "\n" not in text
        assert "".join(run.text for run in shown.runs if run.quoted) == evidence.quote


def test_a_number_joined_across_a_page_mark_is_marked_with_what_stood_there():
    source = report()
    shown = card(citation(source, "已完成整改25个", 1), source)
    repaired = [(run.text, run.note) for run in shown.runs if run.note]
    assert repaired == [("25", "页间拼接：原文“⏎3、”，已删去")]
    assert shown.citation.original == "已完成整改2\n3、5个"
    assert shown.notes == (repaired[0][1],)


def test_a_suspected_misreading_keeps_the_original_and_offers_the_likely_reading():
    source = report()
    shown = card(citation(source, "处理能力为IOoo吨/日", 1), source)
    assert [(run.text, run.note) for run in shown.runs if run.note] == [("IOoo", "疑为“1000”，原文如此：“IOoo”")]


def test_repairs_that_touch_no_number_are_marked_faintly():
    clean, raw = "环境25个", "環(huán)境2⏎5个"
    offsets = OffsetMap((0, 1, 1, 3, 3), (0, 1, 7, 9, 10), (1, 7, 9, 10, 12), (False, False, True, False, True))
    repairs = (
        Repair("繁体", 0, 1, "環", "环", 1.0),
        Repair("拼音", 1, 7, "(huán)", "", 1.0),
        Repair("断行", 9, 10, "⏎", "", 0.9),
    )
    source = replace(report(), clean=clean, raw=raw, offsets=offsets, repairs=repairs, sections=())
    shown = card(citation(source, "25个", 1), source)
    assert "".join(run.text for run in shown.runs) == clean
    assert [(run.text, run.minor) for run in shown.runs if run.note] == [("环", True), ("境", True), ("25", False)]


def test_a_very_long_paragraph_is_cut_on_both_sides_and_says_so():
    long = report()
    clean = "甲" * 900 + "已完成整改25个" + "乙" * 900
    whole = OffsetMap((0,), (0,), (len(clean),), (True,))
    source = replace(long, clean=clean, raw=clean, offsets=whole, repairs=(), sections=())
    shown = card(citation(source, "已完成整改25个", 1), source)
    assert shown.cut_before
    assert shown.cut_after
    assert len("".join(run.text for run in shown.runs)) < 600


def test_a_report_removed_since_leaves_the_quote_alone():
    evidence = citation(report(), "已完成整改25个", 1)
    shown = card(evidence, None)
    assert [run.text for run in shown.runs] == [evidence.quote]
    assert shown.as_of is None


@pytest.mark.parametrize(
    ("raw", "clean"),
    [((0, 3), (0, 3)), ((3, 6), (3, 3)), ((6, 9), (3, 6)), ((2, 7), (2, 4)), ((9, 11), (6, 7)), ((11, 12), (7, 8))],
    ids=["copied", "deleted", "after the deletion", "across it", "replaced by one", "the end"],
)
def test_raw_spans_find_their_place_in_the_clean_text(raw, clean):
    offsets = OffsetMap((0, 3, 3, 6, 7), (0, 3, 6, 9, 11), (3, 6, 9, 11, 12), (True, False, True, False, True))
    assert clean_span(offsets, *raw, length=8) == clean
