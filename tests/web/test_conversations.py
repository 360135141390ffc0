"""What was asked is kept for the browser that asked it, to be found, gone on with, exported, removed; complaints become candidates."""

from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from office import THIRD_PARTY
from test_browser import REPORT

from assistant.errors import UsageError
from assistant.remembering.conversation import Conversation
from assistant.service import Assistant
from assistant.types import Scope

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]
MINE, YOURS = "a" * 32, "b" * 32


@pytest.fixture
def service(tmp_path):
    file = tmp_path / "云岭市整改报告.txt"
    file.write_text(REPORT, encoding="utf-8")
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([file]))
        yield assistant


def told(service, *questions, whose=MINE, talk=None):
    from assistant.web.asking import kept, respond

    talk = talk or Conversation()
    for question in questions:
        talk = list(respond(service, talk, question, Scope()))[-1][0]
        assert kept(service, whose, talk) == ""
    return talk


def test_a_conversation_is_found_again_by_its_words_and_only_by_its_owner(service):
    talk = told(service, "云岭市还有多少个问题没有整改完成？", "达到序时进度的有几个？")
    desk = service.conversations
    (head,) = desk.listed(MINE)
    assert (head.id, head.name) == (talk.id, "云岭市还有多少个问题没有整改完成？")
    assert desk.listed(YOURS) == desk.listed("") == []
    assert [one.id for one in desk.listed(MINE, "序时进度")] == [talk.id]
    assert [one.id for one in desk.listed(MINE, "11个")] == [talk.id], "answers are searched too"
    assert desk.listed(MINE, "%") == desk.listed(MINE, "信访件") == []
    assert desk.opened(MINE, talk.id) == talk
    for call in (lambda: desk.opened(YOURS, talk.id), lambda: desk.forget(YOURS, talk.id), lambda: desk.rename("", talk.id, "x")):
        with pytest.raises(UsageError, match="没有这段对话"):
            call()


def test_a_conversation_is_renamed_removed_and_a_silly_name_refused(service):
    talk = told(service, "云岭市完成了几个？")
    desk = service.conversations
    desk.rename(MINE, talk.id, " 季度  调度 ")
    assert desk.listed(MINE)[0].name == "季度 调度"
    told(service, "达到序时进度的有几个？", talk=talk)
    assert desk.listed(MINE)[0].name == "季度 调度", "a later question does not name it anew"
    for name in (" ", "长" * 61):
        with pytest.raises(UsageError, match="名称写1至60个字"):
            desk.rename(MINE, talk.id, name)
    desk.forget(MINE, talk.id)
    assert desk.listed(MINE) == []


def test_a_follow_up_still_leans_on_what_was_asked_before_a_restart(service):
    from assistant.web.history import reopened

    talk = told(service, "云岭市反馈问题完成整改多少个？")
    service.close()
    with Assistant(service.home) as later:
        again = reopened(later, MINE, talk.id)
        assert again == talk
        followed = told(later, "那达到序时进度的呢？", talk=again)
        assert "9个" in followed.turns[-1].answer.text


def test_a_conversation_is_exported_to_word_with_its_sources(service, tmp_path):
    talk = told(service, "云岭市还有多少个问题没有整改完成？", "长" * 1200)
    path = tmp_path / "对话.docx"
    assert service.conversations.export(MINE, talk.id, path) == "云岭市还有多少个问题没有整改完成？"
    text = "\n".join(one.text for one in docx.Document(str(path)).paragraphs)
    assert "问：云岭市还有多少个问题没有整改完成？" in text
    assert "11个" in text
    assert "36−25=11" in text
    assert "[1]《云岭市人民政府关于" in text
    assert "最多1000个字" in text


def test_an_answer_found_wrong_waits_with_all_that_belongs_to_it(service):
    from assistant.web.asking import complain

    talk = told(service, "云岭市完成了几个？", "那达到序时进度的呢？")
    marked, news = complain(service, MINE, talk, 2, " 应当是10个 ")
    assert "已记下" in news
    (waiting,) = service.candidates.waiting()
    assert waiting.complaint.before == ("云岭市完成了几个？",)
    assert waiting.complaint.answer == talk.turns[1].answer
    assert waiting.complaint.wanted == "应当是10个"
    assert service.conversations.opened(MINE, talk.id).turns[1].complaint == waiting.number
    assert marked.turns[1].complaint == waiting.number
    assert "已不在页面上" in complain(service, MINE, talk, 9, "")[1]
    assert len(service.candidates.waiting()) == 1


def test_every_failure_of_the_list_is_one_sentence(service, tmp_path: Path):
    import gradio as gr

    from assistant.web.history import History

    with gr.Blocks():
        history = History(service, tmp_path)
    asker = SimpleNamespace(headers={"cookie": "visitor=abc"})
    event = SimpleNamespace(talk="nothing", name="x")
    assert "没有这段对话" in history._open(event, asker)[2]
    assert "没有这段对话" in history._rename(Conversation(), "", event, asker)[0]
    assert "没有这段对话" in history._forget(Conversation(), "", event, asker)[0]
    assert "没有这段对话" in history._export(event, asker)[0]
    assert not list(tmp_path.glob("**/对话.docx"))


def test_the_cookie_is_what_a_conversation_belongs_to():
    from assistant.web.visitor import owner

    one, same, other = (owner(SimpleNamespace(headers={"cookie": f"a=b; visitor={value}"})) for value in ("x", "x", "y"))
    assert one == same != other
    assert "x" not in (one, owner(None))
    assert owner(None) == owner(SimpleNamespace(headers={})) == ""
