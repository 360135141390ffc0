"""对话记录: the kept conversations beside the chat, searched, opened again, renamed, exported, removed."""

import re
import tempfile
from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.remembering.conversation import Conversation
from assistant.web import render
from assistant.web.failures import sentence
from assistant.web.visitor import owner

if TYPE_CHECKING:
    from assistant.service import Assistant

NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')
CLICKS = """
element.addEventListener('click', event => {
  const button = event.target.closest('[data-talk]');
  if (!button) return;
  const {talk, act, name} = button.dataset;
  if (act === 'open') trigger('open', {talk});
  if (act === 'export') trigger('export', {talk});
  if (act === 'forget' && confirm(`确定删除对话“${name}”吗？删除后不能恢复。`)) trigger('forget', {talk});
  const said = act === 'rename' ? prompt('这段对话叫什么？', name) : null;
  if (said !== null && said.trim()) trigger('rename', {talk, name: said});
});
"""
QUIET = {"show_progress": "hidden", "api_visibility": "private"}


def listed(service: "Assistant", whose: str, words: str, opened: str = "") -> str:
    """The conversations of a browser that hold some words."""
    try:
        return render.conversations(service.conversations.listed(whose, words), opened, words.strip())
    except Exception as error:
        return render.notice(sentence(error), "bad")


def reopened(service: "Assistant", whose: str, conversation: str) -> Conversation:
    """A kept conversation to go on with: the next question leans on its last ones.

    Raises:
        UsageError: there is no such conversation.
    """
    talk = service.conversations.opened(whose, conversation)
    service.resume(talk.id, [(turn.question, turn.scope) for turn in talk.turns if turn.answer])
    return talk


class History:
    """The list on the page: hidden until it is wanted, then in place of the evidence."""

    def __init__(self, service: "Assistant", folder: PathLike[str]) -> None:
        self._service, self._folder = service, folder
        with gr.Column(scale=5, min_width=320, visible=False, elem_id="past") as self.column:
            with gr.Row(elem_classes="filters"):
                self.words = gr.Textbox(
                    value="", label="查找", placeholder="按字查找问题和回答", container=False, max_lines=1, scale=3, elem_id="past-words"
                )
                self.back = gr.Button("返回依据", size="sm", min_width=84, scale=0, elem_id="past-back")
            self.news = gr.HTML("", elem_id="past-said", apply_default_css=False)
            self.list = gr.HTML("", elem_id="past-list", js_on_load=CLICKS, apply_default_css=False)
            self.file = gr.DownloadButton("下载", visible="hidden", elem_id="talk-file")

    def wire(
        self, past: gr.Button, beside: gr.Column, shown: Sequence[gr.components.Component], evidence: Callable[[Conversation], str]
    ) -> None:
        """Show and hide the list; `shown` is what a conversation opened again fills: state, chat, evidence, what may follow, note."""
        self._evidence = evidence
        talk = shown[0]
        past.click(self._show, [talk, self.words], [beside, self.column, self.list, self.news], **QUIET).then(
            None, js="() => bringIntoSight('#past')", **QUIET
        )
        self.back.click(lambda: (gr.Column(visible=True), gr.Column(visible=False)), None, [beside, self.column], **QUIET)
        self.words.change(self._search, [talk, self.words], self.list, **QUIET)
        self.list.open(self._open, None, [beside, self.column, self.news, *shown], **QUIET)
        changed = [self.news, self.list]
        self.list.rename(self._rename, [talk, self.words], changed, **QUIET)
        self.list.forget(self._forget, [talk, self.words], changed, **QUIET)
        self.list.export(self._export, None, [self.news, self.file], **QUIET).then(None, js="() => takeFile('#talk-file')", **QUIET)

    def _show(self, talk: Conversation, words: str, request: gr.Request) -> tuple[object, ...]:
        return gr.Column(visible=False), gr.Column(visible=True), listed(self._service, owner(request), words, talk.id), ""

    def _search(self, talk: Conversation, words: str, request: gr.Request) -> str:
        return listed(self._service, owner(request), words, talk.id)

    def _open(self, event: gr.EventData, request: gr.Request) -> tuple[object, ...]:
        try:
            talk = reopened(self._service, owner(request), str(event.talk))
        except Exception as error:
            return gr.skip(), gr.skip(), render.notice(sentence(error), "bad"), *(gr.skip() for _ in range(5))
        beside = gr.Column(visible=True), gr.Column(visible=False), ""
        return *beside, talk, render.conversation(talk), self._evidence(talk), "", ""

    def _rename(self, talk: Conversation, words: str, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        whose = owner(request)
        return self._change(talk, words, whose, lambda: self._service.conversations.rename(whose, event.talk, event.name), "已改名。")

    def _forget(self, talk: Conversation, words: str, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        whose = owner(request)
        return self._change(talk, words, whose, lambda: self._service.conversations.forget(whose, event.talk), "对话已删除。")

    def _change(self, talk: Conversation, words: str, whose: str, change: Callable[[], None], done: str) -> tuple[str, str]:
        try:
            change()
            said = render.notice(done)
        except Exception as error:
            said = render.notice(sentence(error), "bad")
        return said, listed(self._service, whose, words, talk.id)

    def _export(self, event: gr.EventData, request: gr.Request) -> tuple[str, gr.DownloadButton]:
        path = Path(tempfile.mkdtemp(dir=self._folder)) / "对话.docx"
        try:
            name = self._service.conversations.export(owner(request), str(event.talk), path)
            named = path.rename(path.with_name(f"{NOT_IN_A_NAME.sub('', name) or '对话'}.docx"))
        except Exception as error:
            return render.notice(sentence(error), "bad"), gr.DownloadButton(value=None)
        return render.notice(f"已导出“{named.name}”。"), gr.DownloadButton(value=named)
