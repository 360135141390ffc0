"""Questions that ask different kinds of things are split, answered apart and joined again."""

from __future__ import annotations

import pytest
from answering_office import office

from assistant.answering.compound import joined, separate
from assistant.types import Status


@pytest.mark.parametrize(
    "text",
    [
        "转办多少件，办结多少件？",
        "哪类最多，占多少？",
        "谁牵头，什么时候完成？",
        "澄岭市还有多少问题没完成？",
        "还有几项没完成，都是哪几项？",
        "",
    ],
)
def test_questions_of_one_kind_stay_whole(text: str) -> None:
    assert separate(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("第六批转办多少件，什么时候转办的？", 2),
        ("还有多少问题没完成，柳坝河由谁牵头？", 2),
        ("责令整改多少家？立案多少家？怎么处理的？", 2),
    ],
)
def test_a_number_and_another_thing_are_two_questions(text: str, parts: int) -> None:
    split = separate(text)
    assert len(split) == parts
    assert all(part.endswith("？") for part in split)


@pytest.mark.xfail(reason="a part that has its own subject still gets what is left of the first one: 还柳坝河由谁牵头")
def test_a_part_with_its_own_subject_takes_nothing_over() -> None:
    assert separate("还有多少问题没完成，柳坝河由谁牵头？")[1] == "柳坝河由谁牵头？"


def test_joined_answers_share_one_numbering() -> None:
    first = office().ask("澄岭市反馈了多少个问题？")
    second = office().ask("松涧县累计转办多少件？")
    both = joined([first, second, first])
    assert [citation.n for citation in both.citations] == list(range(1, len(both.citations) + 1))
    assert len(both.citations) == len(first.citations) + len(second.citations)
    quotes = {citation.n: citation.quote for citation in both.citations}
    assert any("42个问题" in quotes[number] for figure in both.figures if figure.value == 42 for number in figure.citations)
    assert any("102件" in quotes[number] for figure in both.figures if figure.value == 102 for number in figure.citations)
    assert both.as_of is None


def test_a_refused_part_does_not_hide_the_other() -> None:
    both = joined([office().ask("银杉市反馈了多少个问题？"), office().ask("澄岭市还有多少个问题没完成？")])
    assert (both.kind, both.status) == ("computed", Status.DERIVED)
    assert "银杉市" in both.text
    assert joined([office().ask("银杉市反馈了多少个问题？")]).kind == "refused"
