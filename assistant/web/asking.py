"""问答: ask, read the figure first, see the sentence it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import gradio as gr

from assistant.errors import AssistantError
from assistant.types import Answer
from assistant.web import choices, render
from assistant.web.conversation import Conversation
from assistant.web.evidence import Card, card
from assistant.web.failures import sentence
from assistant.web.whole import whole

if TYPE_CHECKING:
    from assistant.service import Assistant

CLICKS = """
element.addEventListener('click', event => {
  const mark = event.target.closest('.cite'), example = event.target.closest('.example');
  if (mark) trigger('cite', {turn: Number(mark.dataset.turn), n: Number(mark.dataset.n)});
  const copy = event.target.closest('.copy');
  if (copy) copyText(copy);
  if (example) trigger('example', {question: example.textContent.trim()});
});
"""
FOLLOWING_CLICKS = """
element.addEventListener('click', event => {
  const example = event.target.closest('.example');
  if (example) trigger('example', {question: example.textContent.trim()});
});
"""
PANEL_CLICKS = """
element.addEventListener('click', event => {
  const open = event.target.closest('.open'), turn = event.target.closest('.turn');
  if (open) trigger('whole', {turn: Number(open.dataset.turn), n: Number(open.dataset.n)});
  if (turn) trigger('turned', {});
  if (event.target.closest('.back')) trigger('back', {});
  goToHeading(event);
});
"""
Shown = tuple[Conversation, str, str]


def respond(service: "Assistant", talk: Conversation, question: str, place: str | None, report: str | None) -> Iterator[Shown]:
    """Ask and show: the question at once, the answer as its pieces come, then the whole with its evidence."""
    question = question.strip()
    if not question:
        return
    talk = talk.asked(question)
    nothing = render.evidence((), answered=False)
    yield talk, render.conversation(talk), nothing
    try:
        for part in service.ask_stream(question, choices.scope(place, report), talk.id):
            talk = talk.saying(part) if isinstance(part, str) else talk.answered(part)
            panel = nothing if isinstance(part, str) else render.evidence(cards(service, part), turn=talk.turns[-1].number)
            yield talk, render.conversation(talk), panel
    except Exception as error:
        talk = talk.failed(sentence(error))
        yield talk, render.conversation(talk), nothing


def following(service: "Assistant", talk: Conversation, place: str | None, report: str | None) -> str:
    """What may be asked after the last answer; beside the transcript, which stays as the reader has it open."""
    given = talk.turns[-1].answer if talk.turns else None
    if given is None:
        return ""
    try:
        return render.following(service.suggestions(given, choices.scope(place, report), talk.id))
    except AssistantError:
        return ""  # the library was changed meanwhile; the next question will tell


def cards(service: "Assistant", answer: Answer) -> list[Card]:
    """Each citation in its paragraph; a report removed meanwhile leaves the quote alone."""
    return [card(citation, choices.report_or_none(service, citation.report)) for citation in answer.citations]


def show_evidence(service: "Assistant", talk: Conversation, turn: int, chosen: int) -> str:
    """The evidence of an earlier answer, one card brought forward."""
    found = talk.turn(turn)
    if found is None or found.answer is None:
        return render.evidence((), answered=False)
    return render.evidence(cards(service, found.answer), chosen=chosen, turn=turn)


@dataclass(frozen=True, slots=True)
class Opened:
    """The citation whose report is read as a whole beside the chat."""

    turn: int = 0
    n: int = 0
    raw: bool = False


def show_whole(service: "Assistant", talk: Conversation, opened: Opened) -> str:
    """The report of a citation as a whole, the quoted sentence marked; one sentence where it was removed since."""
    turn = talk.turn(opened.turn)
    cited = next((one for one in turn.answer.citations if one.n == opened.n), None) if turn and turn.answer else None
    report = choices.report_or_none(service, cited.report) if cited else None
    if cited is None or report is None:
        return render.notice("这份资料已经移除，不能再看全文。", "bad")
    return render.whole(whole(report, (cited.start, cited.start + len(cited.quote)), raw=opened.raw), "返回依据")


def begin_again(service: "Assistant", talk: Conversation) -> Shown:
    """An empty conversation; the next question leans on nothing said before."""
    service.forget(talk.id)
    return Conversation(), render.conversation(Conversation()), render.evidence((), answered=False)


def tab(service: "Assistant") -> choices.Filters:
    """Lay the tab out and wire it; returns the filters, which follow the library."""
    talk = gr.State(Conversation())
    with gr.Row(elem_classes="filters"):
        place = gr.Dropdown([choices.ANY_PLACE], value="", label="地方", container=False, min_width=150, elem_id="ask-place")
        report = gr.Dropdown([choices.ANY_REPORT], value="", label="报告", container=False, min_width=150, scale=3, elem_id="ask-report")
        reset = gr.Button("重置筛选", size="sm", min_width=90, scale=0)
        clear = gr.Button("新对话", size="sm", min_width=90, scale=0)
    with gr.Row(elem_classes="desk"):
        with gr.Column(scale=6, min_width=320):
            chat = gr.HTML(render.conversation(Conversation()), elem_id="chat", js_on_load=CLICKS, apply_default_css=False)
            suggested = gr.HTML("", elem_id="following", js_on_load=FOLLOWING_CLICKS, apply_default_css=False)
            with gr.Row(elem_classes="composer"):
                box = gr.Textbox(
                    label="问题",
                    placeholder="输入问题，按回车发送",
                    lines=1,
                    max_lines=5,
                    show_label=False,
                    container=False,
                    scale=8,
                    elem_id="question",
                )
                send = gr.Button("发送", variant="primary", min_width=84, scale=0, elem_id="send")
        with gr.Column(scale=5, min_width=320):
            panel = gr.HTML(render.evidence((), answered=False), elem_id="evidence", js_on_load=PANEL_CLICKS, apply_default_css=False)

    def ask(talk: Conversation, question: str, place: str, report: str) -> Iterator[tuple[Conversation, str, str, str, str]]:
        for state, transcript, cited in respond(service, talk, question, place, report):
            yield state, transcript, cited, "", ""

    def ask_example(talk: Conversation, place: str, report: str, event: gr.EventData) -> Iterator[tuple[Conversation, str, str, str]]:
        for state, transcript, cited in respond(service, talk, event.question, place, report):
            yield state, transcript, cited, ""

    def suggest(talk: Conversation, place: str, report: str) -> str:
        return following(service, talk, place, report)

    def cite(talk: Conversation, event: gr.EventData) -> str:
        return show_evidence(service, talk, event.turn, event.n)

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    asked = gr.on([box.submit, send.click], ask, [talk, box, place, report], [talk, chat, panel, box, suggested], **quiet)
    clicked = [part.example(ask_example, [talk, place, report], [talk, chat, panel, suggested], **quiet) for part in (chat, suggested)]
    for done in (asked, *clicked):
        done.then(suggest, [talk, place, report], suggested, **quiet)
    chat.cite(cite, talk, panel, **quiet).then(None, js="() => showChosenEvidence()", **quiet)
    _read_whole(service, talk, panel)
    clear.click(lambda talk: (*begin_again(service, talk), ""), talk, [talk, chat, panel, suggested], **quiet)
    reset.click(lambda: ("", ""), None, [place, report], **quiet)
    return choices.Filters(place, report)


def _read_whole(service: "Assistant", talk: gr.State, panel: gr.HTML) -> None:
    """Let a citation open its report as a whole in the panel, turn between cleaned and raw text, and lead back."""
    opened = gr.State(Opened())

    def open_whole(talk: Conversation, event: gr.EventData) -> tuple[Opened, str]:
        chosen = Opened(event.turn, event.n)
        return chosen, show_whole(service, talk, chosen)

    def turned(talk: Conversation, opened: Opened) -> tuple[Opened, str]:
        opened = replace(opened, raw=not opened.raw)
        return opened, show_whole(service, talk, opened)

    def back(talk: Conversation, opened: Opened) -> str:
        return show_evidence(service, talk, opened.turn, opened.n)

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    to_quote = {"fn": None, "js": "() => showQuoted('#evidence')", **quiet}
    panel.whole(open_whole, talk, [opened, panel], **quiet).then(**to_quote)
    panel.turned(turned, [talk, opened], [opened, panel], **quiet).then(**to_quote)
    panel.back(back, [talk, opened], panel, **quiet).then(None, js="() => showChosenEvidence()", **quiet)
