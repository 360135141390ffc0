"""What may be asked next: only what the library answers, and nothing where the place is open."""

import pytest

from assistant.service import Assistant
from assistant.types import Scope

REPORT = """{place}关于督察反馈问题整改落实情况的报告
截至2024年11月30日，中央生态环境保护督察反馈我{level}的36个问题，已完成整改25个，其中销号20个；达到序时进度9个，其余2个进度滞后。
督察期间交办我{level}信访件80件，已办结78件，阶段性办结2件。
{place}人民政府
2024年12月5日
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggesting")
    for place in ("岫林县", "望棠区"):
        (folder / f"{place}.txt").write_text(REPORT.format(place=place, level=place[-1]), encoding="utf-8")
    with Assistant(folder / "home") as assistant:
        assert all(one.status == "added" for one in assistant.ingest([folder / "岫林县.txt", folder / "望棠区.txt"]))
        yield assistant


def offered(service, question: str) -> list[str]:
    """The suggestions after a question that opens a conversation, which is called by that question."""
    given = service.ask(question, Scope(), question)
    return service.suggestions(given, Scope(), question)


def test_each_suggestion_is_answered_and_says_something_else(service):
    given = service.ask("岫林县还有多少问题没有整改完成？", Scope(), "一次对话")
    found = service.suggestions(given, Scope(), "一次对话")
    assert found
    assert "还有多少没有完成？" not in found
    for question in found:
        service.ask("岫林县还有多少问题没有整改完成？", Scope(), "另一次对话")
        answer = service.ask(question, Scope(), "另一次对话")
        assert answer.kind != "refused"
        assert answer.text != given.text


def test_looking_for_suggestions_changes_nothing_of_the_conversation(service):
    opening = "望棠区信访件办结了多少件？"
    assert offered(service, opening)
    assert service.ask("还有多少件没办结？", Scope(), opening).text.startswith("2件")


@pytest.mark.parametrize(
    "question",
    ["还有多少问题没有整改完成？", "云岭市还有多少问题没有整改完成？", "How many problems are left in 岫林县?"],
    ids=["open", "refused", "english"],
)
def test_nothing_is_suggested_without_one_place_after_a_refusal_or_in_english(service, question):
    assert offered(service, question) == []


def test_a_conversation_that_asked_nothing_has_no_suggestions(service):
    given = service.ask("岫林县还有多少问题没有整改完成？")
    assert service.suggestions(given, Scope(), "没有问过") == []
