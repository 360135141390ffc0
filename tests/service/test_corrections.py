"""What staff settle: in force for the next question of any process, through re-reading and new versions, and taken back whole."""

from __future__ import annotations

import dataclasses
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from service_documents import written  # noqa: E402

from assistant.errors import UsageError  # noqa: E402
from assistant.service import Assistant  # noqa: E402
from assistant.store import snapshot as snapshots  # noqa: E402
from assistant.types import Fact, Scope  # noqa: E402

pytestmark = pytest.mark.heavy

DONE = "青禾县督察反馈问题完成了多少个？"


@pytest.fixture
def assistant(tmp_path):
    with Assistant(home=tmp_path / "home") as one:
        list(one.ingest([written(tmp_path)]))
        yield one


def head(assistant, path="青禾县2023年报告.txt"):
    return next(one for one in assistant.reports() if one.path == path)


def fact_id(assistant, text, path="青禾县2023年报告.txt", nth=0):
    """The id of the nth figure printed so."""
    found = [known for known, read, _ in assistant.identified(head(assistant, path).id) if read.quantity.text == text]
    return found[nth]


def first_line(assistant, question=DONE, **scope):
    return assistant.ask(question, Scope(**scope)).text.splitlines()[0]


def states(assistant):
    return [(one.correction.number, one.state) for one in assistant.corrections.log(everything=True)]


def test_a_corrected_value_leads_and_says_what_the_source_has(assistant):
    made = assistant.corrections.value(fact_id(assistant, "9个"), "10", reason="与台账核对")
    answer = assistant.ask(DONE)
    assert answer.text.startswith("10个。")
    assert "10个为人工核定（原文为9个）。" in answer.caveats
    (quote,) = [one.quote for one in answer.citations if "已完成整改9个" in one.quote]
    assert quote in assistant.report(answer.citations[0].report).clean
    assert next(one for one in answer.figures if one.value == 10).correction == made.number
    (applied,) = answer.corrections
    assert (applied.settled.before, applied.settled.after, applied.settled.reason) == ("9个", "10个", "与台账核对")


def test_what_is_derived_uses_the_corrected_value(assistant):
    assistant.corrections.value(fact_id(assistant, "9个"), "10个")
    answer = assistant.ask("青禾县还有多少个问题没有整改完成？")
    assert answer.text.startswith("5个。") and "15−10=5" in answer.text
    assert any("人工核定" in caveat for caveat in answer.caveats)


def test_a_unit_can_be_corrected_with_its_value(assistant):
    assistant.corrections.value(fact_id(assistant, "9个"), "9", unit="项")
    (figure,) = [one for one in assistant.ask(DONE).figures if one.label == "完成"]
    assert (figure.value, figure.unit) == (9, "项")


def test_a_withdrawn_figure_is_used_no_more(assistant):
    assistant.corrections.withdraw(fact_id(assistant, "9个"), reason="此数不用")
    answer = assistant.ask(DONE)
    assert all(figure.value != 9 for figure in answer.figures)
    assert not answer.text.startswith("9个")


def test_a_confirmed_figure_says_so(assistant):
    assistant.corrections.confirm(fact_id(assistant, "9个"))
    answer = assistant.ask(DONE)
    assert answer.text.startswith("9个。") and "“9个”经人工核定无误。" in answer.caveats


def rival(assistant, tmp_path, done=8):
    """A second report of the same place and day that gives another number."""
    list(assistant.ingest([written(tmp_path, "青禾县另一份报告.txt", done=done, tail="（领导小组办公室）")]))


@pytest.mark.parametrize(("path", "leads", "other"), [("青禾县2023年报告.txt", 9, 8), ("青禾县另一份报告.txt", 8, 9)])
def test_a_confirmed_figure_settles_a_contradiction_of_one_day(assistant, tmp_path, path, leads, other):
    rival(assistant, tmp_path)
    assert assistant.ask(DONE).status.value == "材料矛盾"
    assistant.corrections.confirm(fact_id(assistant, f"{leads}个", path))
    answer = assistant.ask(DONE)
    assert answer.text.startswith(f"{leads}个。") and f"完成{other}个。" in answer.text
    assert f"“{leads}个”经人工核定无误。" in answer.caveats
    left = assistant.ask("青禾县还有多少个问题没有整改完成？")
    assert left.text.startswith(f"{15 - leads}个。") and f"未完成{15 - other}个" in left.text


def test_two_confirmed_figures_still_contradict_each_other(assistant, tmp_path):
    rival(assistant, tmp_path)
    assistant.corrections.confirm(fact_id(assistant, "9个"))
    assistant.corrections.confirm(fact_id(assistant, "8个", "青禾县另一份报告.txt"))
    assert assistant.ask(DONE).status.value == "材料矛盾"


def test_what_a_figure_counts_can_be_corrected(assistant):
    assistant.corrections.counts(fact_id(assistant, "9个"), "销号")
    answer = assistant.ask("青禾县督察反馈问题销号了多少个？")
    assert answer.text.startswith("9个。")
    assert "“9个”经人工核定为销号（原按完成提取）。" in answer.caveats


def test_a_figure_that_is_no_status_can_be_named(assistant):
    assistant.corrections.counts(fact_id(assistant, "9个"), "挂牌督办点位")
    assert first_line(assistant, "青禾县有多少个挂牌督办点位？").startswith("9个")


def test_the_report_and_its_figures_get_place_date_genre_and_inspection(assistant):
    made = assistant.corrections.report(
        "青禾县2023年报告.txt", place="澜川市/青禾区", as_of="2024-03-01", genre="工作汇报", inspection="第三轮中央督察"
    )
    assert [one.field.value for one in made] == ["地方", "截至日期", "文种", "督察"]
    now = head(assistant)
    assert (now.place.name, now.place.within, now.as_of, now.genre) == ("青禾区", ("澜川市",), "2024-03-01", "工作汇报")
    answer = assistant.ask("青禾区第三轮中央督察反馈问题完成了多少个？")
    assert answer.text.startswith("9个。") and "截至2024年3月1日（人工核定）" in answer.text
    assert any("截至日期“2024年3月1日”为人工核定（原为“2023年6月30日”）" in caveat for caveat in answer.caveats)
    assert not assistant.reports(Scope(place="青禾县")) and assistant.reports(Scope(place="澜川市"))


def test_the_search_follows_a_changed_place(assistant):
    assistant.corrections.report(head(assistant).id, place="望棠区")
    assert assistant.search("污水处理厂扩建", Scope(place="望棠区"))
    assert not assistant.search("污水处理厂扩建", Scope(place="青禾县"))
    assert assistant.status()["not_yet_searchable"] == 0


def test_two_names_of_one_place_answer_for_each_other(tmp_path, assistant):
    list(assistant.ingest([written(tmp_path, "青禾区2024年报告.txt", place="青禾区", total=15, done=12, year=2024)]))
    assert first_line(assistant, "青禾区督察反馈问题完成了多少个？").startswith("12个")
    assert first_line(assistant).startswith("9个")
    assistant.corrections.same_place("青禾县", "青禾区", reason="撤县设区")
    for place in ("青禾县", "青禾区"):
        assert first_line(assistant, f"{place}督察反馈问题完成了多少个？").startswith("12个"), place
        assert {one.path for one in assistant.reports(Scope(place=place))} == {"青禾县2023年报告.txt", "青禾区2024年报告.txt"}
    older = assistant.ask("青禾区截至2023年6月30日督察反馈问题完成了多少个？")
    assert older.text.startswith("9个") and any("“青禾县”就是“青禾区”" in caveat for caveat in older.caveats)


def test_a_hidden_place_is_linked_for_its_own_report_only(tmp_path, assistant):
    for name, done in (("甲.txt", 7), ("乙.txt", 8)):
        list(assistant.ingest([written(tmp_path, name, place="某县", done=done)]))
    with pytest.raises(UsageError, match="请写明是哪一份的编号"):
        assistant.corrections.same_place("某县", "青禾县")
    assistant.corrections.same_place("甲.txt", "青禾县")
    assert {one.path for one in assistant.reports(Scope(place="青禾县"))} == {"青禾县2023年报告.txt", "甲.txt"}
    assert head(assistant, "乙.txt").place.display == "某县"


def test_a_place_that_gave_up_its_name_can_give_it_to_another(tmp_path, assistant):
    assistant.corrections.same_place("青禾县", "青禾区")
    assistant.corrections.same_place("青禾县", "望棠区")
    assert head(assistant).place.display == "望棠区"
    assert states(assistant) == [(1, "已被取代"), (2, "有效")]
    with pytest.raises(UsageError, match="请先用 assistant correct list 查看并撤销"):
        assistant.corrections.same_place("望棠区", "青禾县")


def test_undo_brings_back_what_was_before(assistant):
    assistant.corrections.value(fact_id(assistant, "9个"), "10")
    assistant.corrections.value(fact_id(assistant, "9个"), "11")
    assert first_line(assistant).startswith("11个") and states(assistant) == [(1, "已被取代"), (2, "有效")]
    assistant.corrections.undo(2)
    assert first_line(assistant).startswith("10个") and states(assistant) == [(1, "有效"), (2, "已撤销")]
    assistant.corrections.undo(1)
    assert first_line(assistant).startswith("9个") and not assistant.ask(DONE).corrections
    with pytest.raises(UsageError, match="第1条核定记录已在"):
        assistant.corrections.undo(1)


def test_the_later_of_two_that_disagree_holds(assistant):
    assistant.corrections.withdraw(fact_id(assistant, "9个"))
    assistant.corrections.value(fact_id(assistant, "9个"), "12")
    assert first_line(assistant).startswith("12个")
    assistant.corrections.withdraw(fact_id(assistant, "9个"))
    assert not first_line(assistant).startswith(("9个", "12个"))
    assert [state for _, state in states(assistant)] == ["已被取代", "已被取代", "有效"]


def test_value_and_meaning_of_one_figure_are_settled_apart(assistant):
    assistant.corrections.counts(fact_id(assistant, "9个"), "销号")
    assistant.corrections.value(fact_id(assistant, "9个"), "8")
    assert first_line(assistant, "青禾县督察反馈问题销号了多少个？").startswith("8个")
    assert [state for _, state in states(assistant)] == ["有效", "有效"]


def test_a_figure_stated_twice_is_corrected_in_both_places(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    text = (
        "青禾县关于第二轮中央生态环境保护督察整改落实情况的报告\n\n一、总体情况\n截至2023年6月30日，督察反馈的15个问题，已完成整改9个。\n\n"
        "二、存在问题\n截至2023年6月30日，15个反馈问题中已完成整改9个，整改力度仍需加大。\n"
    )
    (folder / "a.txt").write_text(text, "utf-8")
    with Assistant(home=tmp_path / "home") as assistant:
        list(assistant.ingest([folder / "a.txt"]))
        assistant.corrections.value(fact_id(assistant, "9个", "a.txt"), "10")
        (entry,) = assistant.corrections.log()
        assert entry.places == 2
        assert all(fact.quantity.value != 9 for fact in assistant.facts(Scope()))


def test_corrections_survive_reindex_under_other_rules(assistant, monkeypatch):
    """As if rules of tomorrow cut sentences otherwise, read other rows around them, and name the list otherwise."""
    assistant.corrections.value(fact_id(assistant, "9个"), "10")
    read = snapshots.Snapshot.facts_read

    def otherwise(self, report_id):
        return tuple(_read_otherwise(fact) for fact in read(self, report_id)[1:])

    monkeypatch.setattr(snapshots.Snapshot, "facts_read", otherwise)
    assert assistant.reindex()["passages"] > 0
    assert states(assistant) == [(1, "有效")]
    assert ("10个", 1) in {(fact.quantity.text, fact.settled) for _, _, fact in assistant.identified(head(assistant).id) if fact}


def _read_otherwise(fact: Fact) -> Fact:
    """The fact with its sentence cut before the comma and its label worded anew."""
    passage = fact.passage
    end = passage.text.find("，", fact.end - passage.start)
    text = passage.text[: end if end > 0 else None]
    return dataclasses.replace(fact, passage=dataclasses.replace(passage, text=text, end=passage.start + len(text)), label="按新规则")


def test_reindex_reads_again_and_keeps_them(assistant, monkeypatch):
    assistant.corrections.value(fact_id(assistant, "9个"), "10")
    assistant.corrections.report(head(assistant).id, as_of="2024-01-01")
    monkeypatch.setattr("assistant.readings.EXTRACTOR_VERSION", 10_000)
    assert assistant.reindex()["read_again"] == 1
    assert first_line(assistant).startswith("10个。截至2024年1月1日")


def test_a_new_version_of_the_file_starts_without_them(tmp_path, assistant):
    assistant.corrections.value(fact_id(assistant, "9个"), "10")
    list(assistant.ingest([written(tmp_path, done=11)]))
    assert first_line(assistant).startswith("11个")
    (entry,) = assistant.corrections.log()
    assert entry.state == "未找到对应"
    list(assistant.ingest([written(tmp_path)]))
    assert first_line(assistant).startswith("10个") and states(assistant) == [(1, "有效")]


def test_a_correction_whose_sentence_is_gone_is_kept_without_effect(assistant, monkeypatch):
    assistant.corrections.value(fact_id(assistant, "9个"), "10")
    monkeypatch.setattr(snapshots.Snapshot, "facts_read", lambda self, report_id: ())
    assert states(assistant) == [(1, "未找到对应")]


def test_another_process_sees_a_correction_at_its_next_question(tmp_path, assistant):
    assert first_line(assistant).startswith("9个")
    order = [sys.executable, "-m", "assistant.cli", "--home", str(tmp_path / "home"), "correct", "value", fact_id(assistant, "9个"), "10"]
    done = subprocess.run(order, capture_output=True, text=True, encoding="utf-8", check=True, env=_here())
    assert "已记入第1条核定" in done.stdout
    assert first_line(assistant).startswith("10个")
    subprocess.run([*order[:6], "undo", "1"], capture_output=True, check=True, env=_here())
    assert first_line(assistant).startswith("9个")


def _here() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin", "ASSISTANT_USER": "王整改", "PYTHONIOENCODING": "utf-8"}


def test_the_log_says_who_when_what_and_why(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_USER", "整改办甲")
    with Assistant(home=tmp_path / "home") as assistant:
        list(assistant.ingest([written(tmp_path)]))
        assistant.corrections.value(fact_id(assistant, "9个"), "10", reason="县台账第3行")
        assistant.corrections.undo(1)
        (entry,) = assistant.corrections.log(everything=True)
    one = entry.correction
    assert (one.by, one.before, one.after, one.reason, one.undone_by) == ("整改办甲", "9个", "10个", "县台账第3行", "整改办甲")
    assert one.at[:2] == "20" and one.undone_at >= one.at
    rows = sqlite3.connect(tmp_path / "home" / "assistant.db").execute("SELECT was, becomes, made_by FROM corrections").fetchall()
    assert rows == [("9个", "10个", "整改办甲")]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda c: c.value("没有这个", "1"), "“没有这个”不是数据编号，请用 assistant show 报告 --facts 查看编号。"),
        (lambda c: c.value("ffff.12345678", "1"), "资料中没有“ffff”这份报告，请在资料清单中核对编号或文件名。"),
        (lambda c: c.confirm("青禾县2023年报告.txt.00000000"), "里没有编号为“00000000”的数据"),
        (lambda c: c.report("青禾县2023年报告.txt"), "没有写要更正什么"),
        (lambda c: c.report("青禾县2023年报告.txt", as_of="下周"), "日期“下周”看不懂"),
        (lambda c: c.report("青禾县2023年报告.txt", as_of="2023-06-30"), "截至日期已经是“2023年6月30日”，不需要更正。"),
        (lambda c: c.report("青禾县2023年报告.txt", genre="日记"), "没有“日记”这个文种，可选："),
        (lambda c: c.report("青禾县2023年报告.txt", inspection="那一次"), "“那一次”看不出是哪次督察"),
        (lambda c: c.report("青禾县2023年报告.txt", place="12345"), "“12345”不像地名"),
        (lambda c: c.same_place("天南县", "青禾县"), "资料里没有叫“天南县”的地方或报告"),
        (lambda c: c.same_place("青禾县", "青禾县"), "是同一个名称"),
        (lambda c: c.undo(9), "没有第9条核定记录"),
    ],
)
def test_a_bad_request_gets_one_sentence_and_leaves_no_trace(assistant, call, sentence):
    with pytest.raises(UsageError) as error:
        call(assistant.corrections)
    assert sentence in str(error.value) and str(error.value).endswith("。") and str(error.value).count("。") == 1
    assert not assistant.corrections.log(everything=True)


@pytest.mark.parametrize("value", ["很多", "10个12个", "", "10光年"])
def test_a_value_must_be_one_number_with_a_known_unit(assistant, value):
    with pytest.raises(UsageError, match="看不懂|不需要"):
        assistant.corrections.value(fact_id(assistant, "9个"), value)


def test_the_same_value_is_no_correction(assistant):
    with pytest.raises(UsageError, match="assistant correct confirm"):
        assistant.corrections.value(fact_id(assistant, "9个"), "9个")


def test_a_draft_uses_what_was_settled_and_its_check_list_says_so(assistant):
    assistant.corrections.value(fact_id(assistant, "9个"), "10")
    draft = assistant.draft("整改落实情况报告", Scope(place="青禾县"))
    body = "\n".join(section.text for section in draft.sections)
    assert "10个" in body and "9个" not in body
    (figure, *_) = [one for one in draft.figures if one.text == "10个"]
    assert (figure.correction, figure.original) == (1, "9个") and "已完成整改9个" in figure.quote
    checks = {check.name: check for check in draft.checks}
    assert checks["出处原句可查"].passed and checks["数字均有出处"].passed
    assert "人工核定（原文为9个），第1条" in checks["人工核定"].detail
    from assistant.drafting.markdown import to_markdown

    assert "人工核定（原文为9个）" in to_markdown(draft)


def test_a_draft_copies_no_sentence_with_a_withdrawn_figure(assistant):
    assistant.corrections.withdraw(fact_id(assistant, "9个"))
    body = "\n".join(section.text for section in assistant.draft("整改落实情况报告", Scope(place="青禾县")).sections)
    assert "9个" not in body


def test_a_settled_date_stands_in_a_draft(assistant):
    assistant.corrections.report(head(assistant).id, as_of="2024-03-01")
    draft = assistant.draft("整改落实情况报告", Scope(place="青禾县"))
    assert any("2024年3月1日" in section.text for section in draft.sections)
    assert all(check.passed for check in draft.checks if check.name in {"出处原句可查", "数字均有出处", "推算复算"})
