"""检索 on the documents tab: passages by their words and meaning, each opening its report where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import gradio as gr

from assistant.search.highlighting import highlighted
from assistant.types import Hit, Scope
from assistant.web import choices, render
from assistant.web.evidence import Run
from assistant.web.failures import sentence

if TYPE_CHECKING:
    from assistant.service import Assistant

CLICKS = """
element.addEventListener('click', event => {
  const found = event.target.closest('.view');
  if (found) trigger('view', {report: found.dataset.report, start: Number(found.dataset.start), end: Number(found.dataset.end)});
});
"""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the words it was found by marked."""

    hit: Hit
    runs: tuple[Run, ...]


def search(service: Assistant, query: str, wanted: Scope) -> str:
    """The passages nearest to a query, or why there are none in one sentence."""
    if not query.strip():
        return ""
    try:
        hits = service.search(query, wanted, SHOWN)
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return render.found([Found(hit, _runs(hit.passage.text, query)) for hit in hits])


def wanted(place: str | None, report: str | None, genre: str | None, period: str | None) -> Scope:
    """The part of the library that the four choices leave; a period is a year that reports are dated in."""
    return replace(choices.scope(place, report), genre=genre or None, period=period or None)


def _runs(text: str, query: str) -> tuple[Run, ...]:
    marked = highlighted(text, query)
    edges = sorted({0, len(text), *(edge for span in marked for edge in span)})
    starts = {start for start, _ in marked}
    return tuple(Run(text[begin:end], quoted=begin in starts) for begin, end in pairwise(edges))


class SearchDesk:
    """A line to write in, four filters and what was found; the page keeps the filters in step with the library."""

    def __init__(self, service: Assistant) -> None:
        self._service = service
        with gr.Accordion("检索原文", open=False, elem_id="search"):
            with gr.Row(elem_classes="composer"):
                self.query = gr.Textbox(
                    label="检索内容",
                    placeholder="要找的内容，按回车检索，如 管网改造花了多少钱",
                    show_label=False,
                    container=False,
                    max_lines=1,
                    scale=8,
                    elem_id="search-words",
                )
                self.send = gr.Button("检索", variant="primary", min_width=84, scale=0, elem_id="search-send")
            with gr.Row(elem_classes="filters"):
                self.place = gr.Dropdown([choices.ANY_PLACE], value="", label="地方", container=False, min_width=110)
                self.period = gr.Dropdown([choices.ANY_TIME], value="", label="时间", container=False, min_width=110)
                self.genre = gr.Dropdown([choices.ANY_GENRE], value="", label="文种", container=False, min_width=110)
                self.report = gr.Dropdown([choices.ANY_REPORT], value="", label="报告", container=False, min_width=110, scale=2)
            self.found = gr.HTML("", elem_id="found", js_on_load=CLICKS, apply_default_css=False)

    def wire(self) -> None:
        """Search on Enter, on the button, and anew when a filter changes."""
        filters = [self.place, self.report, self.genre, self.period]
        events = [self.query.submit, self.send.click, *(one.input for one in filters)]
        gr.on(events, self._search, [self.query, *filters], self.found, show_progress="hidden", api_visibility="private")

    def _search(self, query: str, place: str, report: str, genre: str, period: str) -> str:
        return search(self._service, query, wanted(place, report, genre, period))
