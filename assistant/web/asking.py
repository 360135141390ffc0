"""问答: ask, read the figure first, see the sentence it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from os import PathLike
from typing import TYPE_CHECKING

import gradio as gr

from assistant.errors import AssistantError, UsageError
from assistant.remembering.conversation import Conversation
from assistant.store.candidates import Complaint
from assistant.types import Answer, Scope
from assistant.web import choices, render
from assistant.web.evidence import Card, card
from assistant.web.failures import sentence
from assistant.web.history import History
from assistant.web.visitor import owner
from assistant.web.whole import whole

if TYPE_CHECKING:
    from assistant.service import Assistant

CLICKS = """
element.addEventListener('click', event => {
  const mark = event.target.closest('.cite'), example = event.target.closest('.example');
  if (mark) trigger('cite', {turn: Number(mark.dataset.turn), n: Number(mark.dataset.n)});
  const copy = event.target.closest('.copy'), wrong = event.target.closest('.wrong'), told = event.target.closest('.tell');
  if (copy) copyText(copy);
  if (wrong) openComplaint(wrong);
  if (told) sendComplaint(told, said => trigger('wrong', said));
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
LEANT_ON = 4
"""So many questions before it go with an answer that was found wrong."""


def respond(service: "Assistant", talk: Conversation, question: str, wanted: Scope) -> Iterator[Shown]:
    """Ask and show: the question at once, the answer as its pieces come, then the whole with its evidence."""
    question = question.strip()
    if not question:
        return
    talk = talk.asked(question, wanted)
    nothing = render.evidence((), answered=False)
    yield talk, render.conversation(talk), nothing
    try:
        for part in service.ask_stream(question, wanted, talk.id):
            talk = talk.saying(part) if isinstance(part, str) else talk.answered(part)
            panel = nothing if isinstance(part, str) else render.evidence(cards(service, part), turn=talk.turns[-1].number)
            yield talk, render.conversation(talk), panel
    except Exception as error:
        talk = talk.failed(sentence(error))
        yield talk, render.conversation(talk), nothing


def following(service: "Assistant", talk: Conversation) -> str:
    """What may be asked after the last answer; beside the transcript, which stays as the reader has it open."""
    last = talk.turns[-1] if talk.turns else None
    if last is None or last.answer is None:
        return ""
    try:
        return render.following(service.suggestions(last.answer, last.scope, talk.id))
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
        gone = render.notice("这份资料已经移除，不能再看全文。", "bad")
        return gone + show_evidence(service, talk, opened.turn, opened.n)
    return render.whole(whole(report, (cited.start, cited.start + len(cited.quote)), raw=opened.raw), "返回全部依据")


def begin_again(service: "Assistant", talk: Conversation) -> Shown:
    """An empty conversation; the next question leans on nothing said before."""
    service.forget(talk.id)
    return Conversation(), render.conversation(Conversation()), render.evidence((), answered=False)


def kept(service: "Assistant", owner: str, talk: Conversation) -> str:
    """Keep the last turn once it is done; empty unless that failed, then one sentence."""
    if not talk.turns or not (talk.turns[-1].answer or talk.turns[-1].error):
        return ""
    try:
        service.conversations.keep(owner, talk)
    except Exception as error:
        return render.notice(f"这一问没有存进对话记录：{sentence(error)}", "bad")
    return ""


def complain(service: "Assistant", owner: str, talk: Conversation, number: int, wanted: str) -> tuple[Conversation, str]:
    """Put an answer that the user found wrong among the case candidates, with what should have been said."""
    turn = talk.turn(number)
    try:
        if turn is None or turn.answer is None:
            raise UsageError("这个回答已不在页面上，请重新提问后再记。")
        before = tuple(one.question for one in talk.turns if one.number < number)[-LEANT_ON:]
        made = service.candidates.put(Complaint(turn.question, before, turn.scope, turn.answer, wanted.strip()))
        talk = talk.complained(number, made.number)
        service.conversations.keep(owner, talk, number)
    except Exception as error:
        return talk, render.notice(sentence(error), "bad")
    return talk, render.notice("已记下，评测时会核对这个回答。")


def stopped(talk: Conversation) -> Conversation:
    """The conversation with its unanswered question closed."""
    unanswered = talk.turns and talk.turns[-1].answer is None and not talk.turns[-1].error
    return talk.failed("已停止，这一问没有回答。") if unanswered else talk


def tab(service: "Assistant", folder: PathLike[str]) -> choices.AskFilters:
    """Lay the tab out and wire it; returns the filters, which follow the library."""
    talk = gr.State(Conversation())
    with gr.Row(elem_classes="filters", elem_id="ask-filters"):
        place = gr.Dropdown([choices.ANY_PLACE], value="", label="地方", container=False, min_width=130, elem_id="ask-place")
        period = gr.Dropdown([choices.ANY_TIME], value="", label="时间", container=False, min_width=130, elem_id="ask-period")
        genre = gr.Dropdown([choices.ANY_GENRE], value="", label="文种", container=False, min_width=130, elem_id="ask-genre")
        report = gr.Dropdown([choices.ANY_REPORT], value="", label="报告", container=False, min_width=130, scale=2, elem_id="ask-report")
        reset = gr.Button("重置筛选", size="sm", min_width=84, scale=0, elem_id="ask-reset")
        clear = gr.Button("新对话", size="sm", min_width=74, scale=0, elem_id="ask-new")
        past = gr.Button("对话记录", size="sm", min_width=84, scale=0, elem_id="ask-past")
    with gr.Row(elem_classes="desk"):
        with gr.Column(scale=6, min_width=320, elem_id="ask-talk"):
            chat = gr.HTML(render.conversation(Conversation()), elem_id="chat", js_on_load=CLICKS, apply_default_css=False)
            note = gr.HTML("", elem_id="ask-said", apply_default_css=False)
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
                stop = gr.Button("停止", min_width=84, scale=0, elem_id="stop")
                send = gr.Button("发送", variant="primary", min_width=84, scale=0, elem_id="send")
        with gr.Column(scale=5, min_width=320) as beside:
            panel = gr.HTML(render.evidence((), answered=False), elem_id="evidence", js_on_load=PANEL_CLICKS, apply_default_css=False)
        history = History(service, folder)
    filters = choices.AskFilters(place, report, genre, period)

    def ask(
        talk: Conversation, question: str, place: str, report: str, genre: str, period: str, request: gr.Request
    ) -> Iterator[tuple[Conversation, str, str, str, str, str]]:
        for state, transcript, cited in respond(service, talk, question, choices.ask_scope(place, report, genre, period)):
            yield state, transcript, cited, "", "", kept(service, owner(request), state)

    def ask_example(
        talk: Conversation, place: str, report: str, genre: str, period: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Conversation, str, str, str, str]]:
        for state, transcript, cited in respond(service, talk, event.question, choices.ask_scope(place, report, genre, period)):
            yield state, transcript, cited, "", kept(service, owner(request), state)

    def suggest(talk: Conversation) -> str:
        return following(service, talk)

    def wrong(talk: Conversation, event: gr.EventData, request: gr.Request) -> tuple[Conversation, str]:
        return complain(service, owner(request), talk, int(event.turn), str(event.wanted))

    def stopping(talk: Conversation) -> tuple[Conversation, str]:
        closed = stopped(talk)
        return closed, render.conversation(closed)

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    narrowed = [place, report, genre, period]
    asked = gr.on([box.submit, send.click], ask, [talk, box, *narrowed], [talk, chat, panel, box, suggested, note], **quiet)
    clicked = [part.example(ask_example, [talk, *narrowed], [talk, chat, panel, suggested, note], **quiet) for part in (chat, suggested)]
    for done in (asked, *clicked):
        done.then(suggest, talk, suggested, **quiet)
    stop.click(stopping, talk, [talk, chat], cancels=[asked, *clicked], **quiet)
    chat.wrong(wrong, talk, [talk, note], **quiet)
    _read_whole(service, talk, chat, panel)
    shown = [talk, chat, panel, suggested, note]
    clear.click(lambda talk: (*begin_again(service, talk), "", ""), talk, shown, **quiet)
    reset.click(lambda: ("",) * len(narrowed), None, narrowed, **quiet)
    history.wire(past, beside, shown, lambda talk: show_evidence(service, talk, talk.turns[-1].number if talk.turns else 0, 0))
    return filters


def _read_whole(service: "Assistant", talk: gr.State, chat: gr.HTML, panel: gr.HTML) -> None:
    """Let a citation open its report at the quoted sentence beside the chat, turn between cleaned and raw text, lead to all evidence."""
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
    for clicked in (chat.cite, panel.whole):
        clicked(open_whole, talk, [opened, panel], **quiet).then(**to_quote)
    panel.turned(turned, [talk, opened], [opened, panel], **quiet).then(**to_quote)
    panel.back(back, [talk, opened], panel, **quiet).then(None, js="() => showChosenEvidence()", **quiet)
