"""资料, one of them opened: its text, what it was read as, and what staff settle about it (人工核定)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from assistant.errors import UsageError
from assistant.types import Report
from assistant.web import choices, render
from assistant.web.failures import sentence
from assistant.web.settled_rows import settled_rows
from assistant.web.whole import whole

if TYPE_CHECKING:
    from assistant.service import Assistant

TEXT_CLICKS = """
element.addEventListener('click', event => {
  if (event.target.closest('.back')) trigger('back', {});
  if (event.target.closest('.turn')) trigger('turned', {});
  goToHeading(event);
});
"""
SETTLE_CLICKS = """
element.addEventListener('click', event => {
  const button = event.target.closest('[data-act]');
  if (!button) return;
  const {act, fact, number, shown} = button.dataset;
  let value = '';
  if (act === 'value') value = prompt(`“${shown}”应当是多少？请连同单位写，如 19个、842.5万元。`, '');
  if (act === 'counts') value = prompt(`这个数是什么数？现在是“${shown || '未归类'}”，请写成 完成、销号、罚款企业 等。`, '');
  if (value === null || ((act === 'value' || act === 'counts') && !value.trim())) return;
  if (act === 'withdraw' && !confirm(`确定停用“${shown}”吗？回答和初稿不再使用它，可随时撤销。`)) return;
  trigger('settle', {act, fact: fact || '', number: Number(number || 0), value});
});
"""
Quote = tuple[int, int] | None
"""The clean span of a report that is marked; None marks nothing."""
Shown = tuple[str, str, str]
"""The text, the figures and the log of the report opened."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form says of a report; what is left as it was is not settled."""

    place: str
    as_of: str
    genre: str
    inspection: str
    reason: str


def shown(service: "Assistant", opened: str, *, raw: bool = False, words: str = "", quote: Quote = None) -> Shown:
    """One report as the tab shows it; one sentence where it was removed meanwhile."""
    if choices.report_or_none(service, opened) is None:
        return text(service, opened), "", ""
    log = [one for one in service.corrections.log() if one.correction.report == opened]
    return text(service, opened, raw=raw, quote=quote), figures(service, opened, words), render.log(log)


def text(service: "Assistant", opened: str, *, raw: bool = False, quote: Quote = None) -> str:
    """The text of one report alone, cleaned or raw."""
    report = choices.report_or_none(service, opened)
    if report is None:
        return render.notice("这份资料已经移除，请返回列表。", "bad")
    return render.whole(whole(report, quote, raw=raw), "返回列表")


def figures(service: "Assistant", opened: str, words: str = "") -> str:
    """The figures of a report that hold some words."""
    return render.figures(*settled_rows(service.identified(opened), words))


def settle_report(service: "Assistant", opened: str, wanted: Wanted) -> str:
    """Put down what the form says otherwise than the reading, and say so in one sentence."""
    try:
        report = service.report(opened)
        given = {
            "place": _other(wanted.place, report.place.display if report.place else ""),
            "as_of": _other(wanted.as_of, report.as_of or ""),
            "genre": _other(wanted.genre, report.genre),
            "inspection": wanted.inspection.strip() or None,
        }
        if not any(given.values()):
            return render.notice("没有改动，不需要核定。")
        done = service.corrections.report(opened, **given, reason=wanted.reason)
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return render.notice("已核定，立即生效：" + "；".join(one.change for one in done) + "。")


def settle_figure(service: "Assistant", act: str, fact: str, number: int, value: str) -> str:
    """Confirm, correct or withdraw a figure, or undo an entry of the log, and say so in one sentence."""
    desk = service.corrections
    acts = {
        "confirm": lambda: desk.confirm(fact),
        "value": lambda: desk.value(fact, value),
        "counts": lambda: desk.counts(fact, value),
        "withdraw": lambda: desk.withdraw(fact),
        "undo": lambda: desk.undo(number),
    }
    try:
        if act not in acts:
            raise UsageError("没有这项操作，请刷新页面后再试。")
        done = acts[act]()
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return render.notice(f"已{'撤销' if act == 'undo' else '核定'}，立即生效：{done.change}。")


def _other(written: str | None, read: str) -> str | None:
    written = (written or "").strip()
    return written if written and written != read else None


class Desk:
    """The opened report on the page: hidden until one is opened, then in place of the list."""

    def __init__(self, service: "Assistant") -> None:
        self._service = service
        self.opened, self.raw, self.quote = gr.State(""), gr.State(False), gr.State(None)
        with gr.Column(scale=8, min_width=320, visible=False) as self.column:
            self.text = gr.HTML("", elem_id="opened", js_on_load=TEXT_CLICKS, apply_default_css=False)
            with gr.Accordion("核定这份资料的地方、日期、文种、督察", open=False, elem_id="settle-report"):
                with gr.Row():
                    self.place = gr.Textbox(label="地方", placeholder="岫林县，或 澜川市/望棠区", min_width=140)
                    self.as_of = gr.Textbox(label="截至日期", placeholder="2024-12-05", min_width=130)
                    self.genre = gr.Dropdown(list(service.corrections.genres()), label="文种", min_width=160)
                with gr.Row(elem_classes="filters"):
                    self.inspection = gr.Textbox(label="督察（要改才填）", placeholder="第二轮中央生态环境保护督察", min_width=180, scale=2)
                    self.reason = gr.Textbox(label="理由（选填）", min_width=160, scale=2)
                    self.save = gr.Button("保存核定", variant="primary", min_width=100, scale=0, elem_id="save-settled")
            with gr.Accordion("核对提取的数据", open=False, elem_id="settle-figures"):
                self.words = gr.Textbox(label="按字查找", placeholder="如 完成、罚款、19", max_lines=1)
                self.figures = gr.HTML("", elem_id="figures", js_on_load=SETTLE_CLICKS, apply_default_css=False)
            with gr.Accordion("核定记录", open=False, elem_id="settled-log"):
                self.log = gr.HTML("", elem_id="log", js_on_load=SETTLE_CLICKS, apply_default_css=False)

    def wire(self, lists: Sequence[gr.HTML], shelf: gr.Column, news: gr.HTML, changed: Callable[[gr.events.Dependency], None]) -> None:
        """Open from what lists reports or passages, close back to it; after each settlement the rest of the page follows."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        parts = [self.text, self.figures, self.log]
        form = [self.place, self.as_of, self.genre, self.inspection, self.reason]
        laid_out = [shelf, self.column, self.opened, self.raw, self.quote, *parts, *form, self.words]
        for listing in lists:
            listing.view(self._open, None, laid_out, **quiet).then(None, js="() => showQuoted('#opened')", **quiet)
        self.text.back(lambda: (gr.Column(visible=True), gr.Column(visible=False), ""), None, [shelf, self.column, self.opened], **quiet)
        self.text.turned(self._turn, [self.opened, self.raw, self.quote], [self.raw, self.text], **quiet)
        self.words.change(lambda opened, words: figures(self._service, opened, words), [self.opened, self.words], self.figures, **quiet)
        state = [self.opened, self.raw, self.quote, self.words]
        changed(self.save.click(self._save, [*state, *form], [news, *parts], **quiet))
        changed(self.figures.settle(self._settle, state, [news, *parts], **quiet))
        changed(self.log.settle(self._settle, state, [news, *parts], **quiet))

    def _open(self, event: gr.EventData) -> tuple[object, ...]:
        report = choices.report_or_none(self._service, event.report)
        start = getattr(event, "start", None)
        quote = None if start is None else (int(start), int(event.end))
        parts = shown(self._service, event.report, quote=quote)
        return gr.Column(visible=False), gr.Column(visible=True), event.report, False, quote, *parts, *_form(report), ""

    def _turn(self, opened: str, raw: bool, quote: Quote) -> tuple[bool, str]:
        return not raw, text(self._service, opened, raw=not raw, quote=quote)

    def _save(
        self, opened: str, raw: bool, quote: Quote, words: str, place: str, as_of: str, genre: str, inspection: str, reason: str
    ) -> tuple[str, str, str, str]:
        said = settle_report(self._service, opened, Wanted(place, as_of, genre, inspection, reason))
        return said, *shown(self._service, opened, raw=raw, words=words, quote=quote)

    def _settle(self, opened: str, raw: bool, quote: Quote, words: str, event: gr.EventData) -> tuple[str, str, str, str]:
        said = settle_figure(self._service, event.act, event.fact, int(event.number), event.value)
        return said, *shown(self._service, opened, raw=raw, words=words, quote=quote)


def _form(report: Report | None) -> tuple[str, str, str | None, str, str]:
    """What the form says before staff touch it: what the report was read as."""
    if report is None:
        return "", "", None, "", ""
    return report.place.display if report.place else "", report.as_of or "", report.genre, "", ""
