"""The tabs' handlers as plain functions over a small office: every failure is one sentence, no user sees another's conversation."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from office import THIRD_PARTY, Office, answer, report

from assistant.store.candidates import Candidate, Complaint
from assistant.types import IngestResult, Scope
from assistant.words.lexicon import load_lexicon

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]


@pytest.fixture
def office() -> Office:
    source = report()
    return Office({source.id: source})


@pytest.fixture
def web():
    from assistant.remembering.conversation import Conversation
    from assistant.web import asking, documents
    from assistant.web.stopping import Stops

    class Web:
        ask, shelf, nobody, stops = asking, documents, Conversation(), Stops

    return Web


def test_an_answer_grows_and_ends_with_its_evidence(office, web):
    shown = list(web.ask.respond(office, web.nobody, " 还有多少个没完成？ ", Scope()))
    assert "正在查找依据" in shown[0][1]
    assert "11个。" in shown[1][1]
    assert "其余11个未完成" not in shown[1][1]
    talk, transcript, panel = shown[-1]
    assert talk.turns[-1].answer.figures[0].value == 11
    assert 'data-n="2"' in transcript
    assert "<mark>已完成整改2" not in panel, "the repaired digits are a run of their own"
    assert 'class="repair quoted"' in panel


def test_a_search_takes_its_four_filters_and_says_what_went_wrong(office):
    from assistant.errors import UsageError
    from assistant.types import Hit, Passage
    from assistant.web import choices, search_desk

    source = next(iter(office.shelf.values()))
    start = source.clean.index("二、存在的不足")
    asked = []

    def search(query, scope, k):
        asked.append(scope)
        if "长" in query:
            raise UsageError("检索内容太长。")
        passage = Passage(source.id, ("二、存在的不足",), start, len(source.clean), source.clean[start:])
        return [Hit(passage, source.title, source.path, 1.0)]

    office.search = search
    shown = search_desk.search(office, "点位整改 <i>", search_desk.wanted("云岭市", source.id, "整改落实情况报告", "2024"))
    assert asked == [Scope(place="云岭市", reports=(source.id,), genre="整改落实情况报告", period="2024")]
    assert "<mark>点位</mark>" in shown and "&lt;b&gt;<mark>整改</mark>" in shown
    assert f'data-start="{start}"' in shown and "二、存在的不足" in shown
    assert "检索内容太长" in search_desk.search(office, "长", Scope())
    assert search_desk.search(office, "  ", Scope()) == ""
    assert choices.years(office.reports())[1:] == [("2024年的资料", "2024")]


def test_nothing_asked_shows_nothing(office, web):
    assert list(web.ask.respond(office, web.nobody, "  \n", Scope())) == []


@pytest.mark.parametrize(
    ("question", "sentence"), [("长" * 5000, "最多1000个字"), ("除零会怎样", "系统内部出错")], ids=["too long", "a defect of ours"]
)
def test_a_failure_is_one_sentence_in_the_chat_and_the_next_question_works(office, web, question, sentence):
    talk, transcript, _ = list(web.ask.respond(office, web.nobody, question, Scope()))[-1]
    assert sentence in transcript
    assert "Traceback" not in transcript
    talk, transcript, _ = list(web.ask.respond(office, talk, "还有多少个没完成？", Scope()))[-1]
    assert "11个。" in transcript
    assert [turn.number for turn in talk.turns] == [1, 2]


def test_two_users_share_neither_words_nor_conversation(office, web):
    mine, my_page, _ = list(web.ask.respond(office, web.nobody, "我的问题", Scope()))[-1]
    yours, your_page, _ = list(web.ask.respond(office, web.nobody, "你的问题", Scope()))[-1]
    assert mine.id != yours.id
    assert "你的问题" not in my_page
    assert "我的问题" not in your_page
    assert web.nobody.turns == ()


def test_a_new_conversation_is_forgotten_by_the_service_too(office, web):
    talk = list(web.ask.respond(office, web.nobody, "还有几个？", Scope()))[-1][0]
    fresh, transcript, _ = web.ask.begin_again(office, talk)
    assert office.forgotten == [talk.id]
    assert fresh.turns == ()
    assert "还有几个" not in transcript


def test_an_earlier_answer_shows_its_evidence_again_even_after_the_report_is_gone(office, web):
    talk = list(web.ask.respond(office, web.nobody, "还有几个？", Scope()))[-1][0]
    assert 'class="card chosen" id="evidence-2"' in web.ask.show_evidence(office, talk, 1, 2)
    office.shelf.clear()
    assert "某县*个点位尚未销号" in web.ask.show_evidence(office, talk, 1, 2)
    assert "card" not in web.ask.show_evidence(office, talk, 9, 1)


def test_uploads_are_told_one_by_one_and_leave_no_copy_behind(web, tmp_path):
    office = Office()
    good, bad = tmp_path / "甲（2024年）.txt", tmp_path / "乙.txt"
    good.write_text("一、总体情况", encoding="utf-8")
    bad.write_bytes(b"PK\x00\x03")
    shown = list(web.shelf.upload(office, [str(good), str(bad)]))
    assert len(shown) == 4
    assert "甲（2024年）.txt" in shown[1]
    assert "二进制文件" in shown[-1]
    assert "未收入 1 个" in shown[-1]
    assert [head.path for head in office.reports()] == ["甲（2024年）.txt"]
    assert not any(tmp_path.iterdir())


def test_a_store_that_fails_midway_keeps_what_was_told_and_adds_one_sentence(web):
    def coming():
        yield IngestResult("甲.txt", ("a",), "added", characters=3)
        raise OSError("disk")

    last = list(web.shelf.taken_in(coming(), 2))[-1]
    assert "甲.txt" in last
    assert "系统内部出错" in last


def test_nothing_begins_once_the_page_asked_for_the_end(web):
    begun, page, other = [], SimpleNamespace(session_hash="one"), SimpleNamespace(session_hash="other")

    def coming():
        for name in ("甲.txt", "乙.txt"):
            begun.append(name)
            yield IngestResult(name, ("a",), "added", characters=3)

    stops = web.stops("已停止。")
    shown = web.shelf.taken_in(stops.until(page, coming()), 2)
    next(shown), next(shown)
    stops.ask(other)
    stops.ask(page)
    assert "已停止。" in list(shown)[-1]
    assert begun == ["甲.txt"]
    stops.ask(page)
    assert "乙.txt" in list(web.shelf.taken_in(stops.until(page, coming()), 2))[-1], "an earlier wish ends nothing later"


def test_removing_what_is_not_there_is_one_sentence(office, web):
    assert "资料中没有这份报告" in web.shelf.attempt(lambda: office.remove("zzz"), "已移除。")
    assert "已移除" in web.shelf.attempt(lambda: office.remove(report().id), "已移除。")
    assert office.reports() == []


def test_what_may_be_asked_next_stands_beside_the_answer_and_after_nothing_there_is_nothing(office, web):
    talk = list(web.ask.respond(office, web.nobody, "还有几个？", Scope()))[-1][0]
    assert "其中哪些滞后？" in web.ask.following(office, talk)
    assert web.ask.following(office, web.nobody) == ""


def test_a_question_that_is_stopped_is_closed_by_one_sentence(office, web):
    waiting = next(iter(web.ask.respond(office, web.nobody, "还有几个？", Scope())))[0]
    assert web.ask.stopped(waiting).turns[-1].error == "已停止，这一问没有回答。"
    answered = list(web.ask.respond(office, web.nobody, "还有几个？", Scope()))[-1][0]
    assert web.ask.stopped(answered) == answered
    assert web.ask.stopped(web.nobody) == web.nobody


def test_what_a_question_was_narrowed_to_stands_below_it(office, web):
    from assistant.web.choices import ask_scope

    _, transcript, _ = list(web.ask.respond(office, web.nobody, "还有几个？", ask_scope("云岭市", "", "整改方案", "2023")))[-1]
    assert "只看云岭市、2023年底以前、整改方案" in transcript
    assert "narrowed" not in list(web.ask.respond(office, web.nobody, "还有几个？", Scope()))[-1][1]


def test_headings_of_a_model_are_a_list_to_choose_from_and_its_failure_a_sentence():
    from types import SimpleNamespace

    from assistant.drafting.suggesting import SuggestedHeading
    from assistant.errors import LanguageModelError
    from assistant.web.drafting import Plan, headings

    asked = []

    def suggest(genre, scope):
        asked.append((genre, scope.place))
        if genre == "简报":
            raise LanguageModelError("模型服务没有回应。")
        return [SuggestedHeading(1, "整改总体情况", True), SuggestedHeading(2, "<b>矿山", False)]

    office = SimpleNamespace(headings=suggest)
    shown = headings(office, Plan(genre="工作汇报", scope=Scope(place="云岭市")))
    assert asked == [("工作汇报", "云岭市")]
    assert shown.count("模板或报告里有") == 1 and "&lt;b&gt;矿山" in shown
    assert "模型服务没有回应。" in headings(office, Plan(genre="简报"))


@pytest.mark.parametrize(
    ("wanted", "figure"),
    [("应为2000吨/日，原文识别有误", "2000吨/日"), ("不是14个，应为11个", None), ("2024年12月的报告里写了", None), ("", None)],
    ids=["one", "two", "a date", "nothing"],
)
def test_a_correction_with_one_figure_becomes_the_figure_of_the_case(wanted, figure):
    from assistant.web.case_desk import offered

    source = report()
    complaint = Complaint("处理能力是多少？", (), Scope(), answer(source), wanted)
    row = offered(Candidate(3, complaint, "待处理", "", "", "", "", ""), load_lexicon(Path("/nowhere")).units)
    assert row["问题"] == "处理能力是多少？"
    assert row.get("正确数字") == figure
