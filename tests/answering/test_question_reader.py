"""Questions as typed become what is asked, of which list, by when."""

from __future__ import annotations

import pytest
from answering_office import LEXICON

from assistant.answering.question import Question, QuestionReader
from assistant.types import Inspection, Track

PROBLEM, COMPLAINT = Track.PROBLEM, Track.COMPLAINT


def read(text: str, previous: Question | None = None) -> Question:
    return QuestionReader(LEXICON).read(text, previous)


@pytest.mark.parametrize(
    ("text", "track", "metrics"),
    [
        ("还有多少个问题没有整改完成？", PROBLEM, ("未完成",)),
        ("还有几件没办结？", None, ("未办结",)),
        ("多少信访件已经办结？", COMPLAINT, ("办结",)),
        ("办结多少件，阶段性办结多少件？", None, ("办结", "阶段性办结")),
        ("没销号的问题有几个", PROBLEM, ("未销号",)),
        ("达到序时进度的问题有几个", PROBLEM, ("序时",)),
        ("未达到序时进度的问题有几个", PROBLEM, ("滞后",)),
        ("几个问题已完成但没销号", PROBLEM, ("完成", "未销号")),
        ("不属实的举报件有多少", COMPLAINT, ("不属实",)),
        ("整改完成率是多少", None, ("完成率",)),
        ("罚款多少万元", None, ()),
    ],
)
def test_the_list_and_the_status_asked_about(text: str, track: Track | None, metrics: tuple[str, ...]) -> None:
    question = read(text)
    assert (question.track, question.metrics) == (track, metrics)


@pytest.mark.parametrize(
    ("text", "counts", "unit_class"),
    [
        ("罚款多少万元", True, "钱"),
        ("约谈多少人", True, "人"),
        ("排第几", True, "排名"),
        ("完成了百分之几", True, "比例"),
        ("开了几次会", True, "次"),
        ("由谁牵头", False, ""),
        ("什么时候完成", False, ""),
        ("水质达到几类", False, ""),
        ("有24个问题没完成，对吗？", False, ""),
        ("什么叫三色督办", False, ""),
    ],
)
def test_what_kind_of_number_is_asked_for(text: str, counts: bool, unit_class: str) -> None:
    question = read(text)
    assert question.counts is counts
    assert question.asks[0].unit_class == unit_class


@pytest.mark.parametrize(
    ("text", "batch", "batches"),
    [
        ("第六批有多少件", "第六批", ("第六批",)),
        ("第五批和第六批各多少件", "第六批", ("第五批", "第六批")),
        ("累计转办多少件", "累计", ()),
        ("第二轮第一批中央督察反馈多少问题", "", ()),
    ],
)
def test_batches(text: str, batch: str, batches: tuple[str, ...]) -> None:
    question = read(text)
    assert (question.batch, question.batches) == (batch, batches)


@pytest.mark.parametrize(
    ("text", "as_of", "years"),
    [
        ("截至2022年12月31日销号几个", "2022-12-31", ("2022",)),
        ("截至２０２２年底销号几个", "2022", ("2022",)),
        ("2022年底还有几个没完成", "2022", ("2022",)),
        ("2022年罚款多少", None, ("2022",)),
        ("2022年和2023年罚款多少", None, ("2022", "2023")),
        ("截至6月底完成几个", None, ()),
    ],
)
def test_dates(text: str, as_of: str | None, years: tuple[str, ...]) -> None:
    question = read(text)
    assert (question.as_of, question.years) == (as_of, years)


def test_two_days_of_one_month_are_two_dates() -> None:
    assert read("4月14日和15日各转办多少件").dates == ("04-14", "04-15")


@pytest.mark.parametrize(
    ("text", "inspection"),
    [
        ("第二轮中央督察“回头看”反馈多少问题", Inspection("中央", "第二轮", revisit=True)),
        ("第三轮督察反馈多少问题", Inspection("", "第三轮")),
        ("省级督察反馈多少问题", Inspection("省级", "")),
        ("比第一轮少了多少件信访件", None),
        ("一共反馈多少问题", None),
    ],
)
def test_the_inspection_named(text: str, inspection: Inspection | None) -> None:
    assert read(text).inspection == inspection


@pytest.mark.parametrize(
    ("text", "premise"),
    [
        ("有24个问题没完成，对吗？", ("24",)),
        ("罚款412.6万元，是这样吗？", ("412.6",)),
        ("2022年完成15个，是不是？", ("15",)),
        ("第6批有18件，对吗？", ("18",)),
        ("反馈的42个问题完成多少？", ()),
    ],
)
def test_only_what_is_asserted_is_a_premise(text: str, premise: tuple[str, ...]) -> None:
    assert read(text).premise == premise


def test_a_premise_in_characters() -> None:
    assert read("有二十四个问题没完成，对吗？").premise == ("24",)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("How many problems are unfinished?", ("未完成",)),
        ("How many complaints were settled?", ("办结",)),
        ("What is the completion rate?", ("完成率",)),
        ("How many problems are behind schedule?", ("滞后",)),
        ("How many problems are not closed?", ("未销号",)),
        ("How many complaints are not settled?", ("未办结",)),
    ],
)
def test_english_questions(text: str, metrics: tuple[str, ...]) -> None:
    question = read(text)
    assert question.english
    assert question.counts
    assert question.metrics == metrics


@pytest.mark.parametrize(
    ("typed", "meant"), [("没消号的几个", "没销号的几个"), ("环保督查台帐", "环保督察台账"), ("几 件 没 办结", "几件没办结")]
)
def test_slips_of_the_keyboard(typed: str, meant: str) -> None:
    assert read(typed).text == meant


def test_several_asks_keep_their_own_words() -> None:
    asks = read("转办多少件，办结多少件，约谈几人？").asks
    assert [(ask.metrics, ask.unit) for ask in asks] == [((), "件"), (("办结",), "件"), ((), "人")]


def test_an_elliptic_question_takes_the_list_of_the_one_before() -> None:
    previous = read("松涧县第二轮省级督察的信访件有多少件？")
    followed = read("其中办结的几件？", previous)
    assert (followed.track, followed.inspection) == (COMPLAINT, previous.inspection)


def test_a_whole_question_takes_nothing_from_the_one_before() -> None:
    previous = read("松涧县2022年第二轮省级督察的信访件有多少件？")
    whole = read("澄岭市的中央督察反馈问题到现在一共整改完成了多少个，分别是什么？", previous)
    assert (whole.years, whole.track) == ((), PROBLEM)


def test_english_terms_are_known_in_any_case() -> None:
    for term in LEXICON.data["questions"]["english_terms"]:
        for written in (term, term.upper(), term.lower()):
            assert QuestionReader(LEXICON).read(f"What is the {written} of 岫林县?").english


@pytest.mark.parametrize(
    ("text", "track", "metric"),
    [
        ("How many issues of the second-round central inspection did 岫林县 finish?", PROBLEM, "完成"),
        ("How many second-round central inspection issues does 岫林县 still have to finish?", PROBLEM, "未完成"),
        ("second-round central inspection, 岫林县: how many issues left to do?", PROBLEM, "未完成"),
        ("How many issues in 岫林县 are signed off?", PROBLEM, "销号"),
        ("How many issues in 岫林县 have not been signed off?", PROBLEM, "未销号"),
        ("How many complaints did 岫林县 settle?", COMPLAINT, "办结"),
        ("How many complaints has 岫林县 yet to settle?", COMPLAINT, "未办结"),
        ("How many issues of 岫林县 have fallen behind?", PROBLEM, "滞后"),
        ("How many issues of 岫林县 have not started?", PROBLEM, "未启动"),
    ],
)
def test_english_verbs_are_read_in_any_form(text, track, metric):
    question = read(text)
    assert (question.track, question.metrics, question.unread) == (track, (metric,), ())
