"""资料, kept in order: two names of one place linked, and everything read again by today's rules."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import gradio as gr

from assistant.types import Field, IngestResult
from assistant.web import render
from assistant.web.failures import sentence
from assistant.web.stopping import Stops

if TYPE_CHECKING:
    from assistant.service import Assistant

UNDO_CLICKS = """
element.addEventListener('click', event => {
  const button = event.target.closest('[data-act]');
  if (button) trigger('settle', {number: Number(button.dataset.number)});
});
"""
QUIET = {"show_progress": "hidden", "api_visibility": "private"}


def linked(service: "Assistant", one: str, other: str) -> str:
    """Say that two names are one place."""
    if not (one.strip() and other.strip()):
        return render.notice("请写下两个名称：左边是要改认的，右边是现在通用的。", "bad")
    try:
        done = service.corrections.same_place(one, other)
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return render.notice(f"已核定，立即生效：{done.change}。")


def unlinked(service: "Assistant", number: int) -> str:
    """Take such a link back."""
    try:
        done = service.corrections.undo(number)
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return render.notice(f"已撤销，立即生效：{done.change}。")


def links(service: "Assistant") -> str:
    """The links in force, each with its undo; empty where there are none."""
    try:
        found = [one for one in service.corrections.log() if one.correction.field == Field.SAME_PLACE]
        return render.log(found) if found else ""
    except Exception as error:
        return render.notice(sentence(error), "bad")


def read_again(service: "Assistant", stops: Stops, request: gr.Request) -> Iterator[str]:
    """What older rules have read is read again, file by file, then the index is made anew."""
    results: list[IngestResult] = []
    try:
        total = service.status()["read_by_older_rules"]
        yield render.uploads(results, total or 1)
        for result in stops.until(request, service.reading_again()):
            results.append(result)
            yield render.uploads(results, max(total, len(results)) + 1)
        passages = service.reindex()["passages"]
    except Exception as error:
        yield render.notice(sentence(error), "bad")
        return
    refused = [one for one in results if one.status == "refused"]
    kept = f"，{len(refused)}个文件没有能重读，仍用原来的：{'、'.join(one.path for one in refused[:5])}" if refused else ""
    yield render.notice(f"已重新读取{len(results) - len(refused)}个文件{kept}；检索索引已重建，共{passages}段。")


class Upkeep:
    """The two on the page, folded away below the uploads."""

    def __init__(self, service: "Assistant") -> None:
        self._service = service
        with gr.Accordion("两个名称是同一个地方", open=False, elem_id="same-place"):
            with gr.Row():
                self.one = gr.Textbox(value="", label="名称，或报告编号", placeholder="青禾县", min_width=110, max_lines=1)
                self.other = gr.Textbox(value="", label="现在叫", placeholder="青禾区", min_width=110, max_lines=1)
            self.link = gr.Button("认作同一个地方", size="md", elem_id="link-places")
            self.links = gr.HTML("", elem_id="place-links", js_on_load=UNDO_CLICKS, apply_default_css=False)
        self.again = gr.Button("重新读取并重建索引", size="md", elem_id="read-again")

    def wire(self, opened: gr.Tab, news: gr.HTML, changed: Callable[[gr.events.Dependency], None], stops: Stops) -> gr.events.Dependency:
        """Tie the buttons to what they do; the event of reading again, for others to end it."""
        service = self._service

        def link(one: str, other: str) -> tuple[str, str]:
            return linked(service, one, other), links(service)

        def undo(event: gr.EventData) -> tuple[str, str]:
            return unlinked(service, int(event.number)), links(service)

        def again(request: gr.Request) -> Iterator[str]:
            yield from read_again(service, stops, request)

        opened.select(lambda: links(service), None, self.links, **QUIET)
        changed(self.link.click(link, [self.one, self.other], [news, self.links], **QUIET))
        changed(self.links.settle(undo, None, [news, self.links], **QUIET))
        reading = self.again.click(again, None, news, concurrency_limit=1, **QUIET)
        changed(reading)
        return reading
