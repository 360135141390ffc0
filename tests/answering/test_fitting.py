"""The last look: a figure of another kind, day, status or operation than the question's becomes a refusal that shows its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_office import office_of

from assistant.answering.fitting import fitted
from assistant.answering.inquiry import Inquiry
from assistant.answering.places import named_places
from assistant.answering.question import QuestionReader
from assistant.types import Answer, Citation, Figure, Scope, Status
from assistant.words.lexicon import load_lexicon

_TEXT = """望棠区2023年生态环境保护督察整改落实情况报告
截至2023年12月20日，第二轮省级督察信访件办结46件，办结率90.2%，属实30件、部分属实12件，较9月增加5件，两类合计42件。
"""


def _answer(value: float, unit: str, as_of: str | None = "2023-12-20") -> Answer:
    quote = _TEXT.splitlines()[1]
    cited = Citation(1, "", "望棠区2023年生态环境保护督察整改落实情况报告", "", quote, quote, _TEXT.index(quote))
    return Answer(quote, "computed", Status.CERTAIN, (Figure(value, unit, "", None, (1,)),), (cited,), (), as_of)


def _judged(question: str, answer: Answer) -> Answer:
    lexicon = load_lexicon()
    library = office_of(_TEXT)
    heads = library.heads(Scope())
    answer = replace(answer, citations=tuple(replace(one, report=heads[0].id) for one in answer.citations))
    parsed = QuestionReader(lexicon).read(question)
    return fitted(answer, Inquiry(parsed, library, lexicon, Scope(), heads, named_places(question, heads)))


@pytest.mark.parametrize(
    ("question", "value", "unit", "as_of"),
    [
        ("望棠区信访件办结的是多少件？", 90.2, "%", "2023-12-20"),
        ("望棠区信访件办结占百分之几？", 46, "件", "2023-12-20"),
        ("到2023年9月30日望棠区信访件办结多少件？", 46, "件", "2023-12-20"),
        ("望棠区信访件还有多少件没办结？", 46, "件", "2023-12-20"),
        ("望棠区信访件属实和部分属实合计多少件？", 30, "件", "2023-12-20"),
        ("望棠区信访件2023年12月20日比2023年9月30日多办结多少件？", 46, "件", None),
        ("望棠区信访件除办结的以外还有多少件？", 46, "件", "2023-12-20"),
        ("望棠区第三轮中央督察信访件属实多少件？", 30, "件", "2023-12-20"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_sentence(question: str, value: float, unit: str, as_of: str | None) -> None:
    judged = _judged(question, _answer(value, unit, as_of))
    assert (judged.kind, judged.status, judged.figures) == ("refused", Status.UNSTATED, ())
    assert _TEXT.splitlines()[1] in judged.text


@pytest.mark.parametrize(
    ("question", "value", "unit", "as_of"),
    [
        ("望棠区信访件办结的是多少件？", 46, "件", "2023-12-20"),
        ("望棠区信访件办结占百分之几？", 90.2, "%", "2023-12-20"),
        ("到2023年12月20日望棠区信访件办结多少件？", 46, "件", "2023-12-20"),
        ("到2024年3月31日望棠区信访件办结多少件？", 46, "件", "2023-12-20"),
        ("望棠区信访件属实和部分属实合计多少件？", 42, "件", "2023-12-20"),
        ("望棠区信访件2023年12月20日比2023年9月30日多办结多少件？", 5, "件", None),
    ],
)
def test_what_fits_stays(question: str, value: float, unit: str, as_of: str | None) -> None:
    answer = _answer(value, unit, as_of)
    assert _judged(question, answer).figures == answer.figures


def test_a_sentence_without_people_is_no_answer_to_how_many_people() -> None:
    quoted = replace(_answer(46, "件"), kind="quoted", figures=())
    assert _judged("望棠区督察信访件办结以后，处分了几个干部？", quoted).kind == "refused"
    assert _judged("望棠区信访件办结多少件？", quoted).kind == "quoted"


def test_a_sentence_of_another_year_is_no_answer() -> None:
    quoted = replace(_answer(46, "件"), kind="quoted", figures=())
    assert _judged("望棠区2021年信访件办结率？", quoted).kind == "refused"
    assert _judged("望棠区2023年信访件办结率？", quoted).kind == "quoted"


def test_ecology_as_a_class_is_not_the_name_of_the_inspection() -> None:
    quoted = replace(_answer(46, "件"), kind="quoted")
    assert _judged("望棠区信访件里生态破坏有几件？", quoted).kind == "refused"
