"""台账: how it stands on a day, what presses, what each column is, and the way back to Excel."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.errors import UsageError
from assistant.web import render
from assistant.web.choices import Choice
from assistant.web.draft_desk import NOT_IN_A_NAME
from assistant.web.failures import sentence
from assistant.web.ledger_sheet import EVERYTHING, LISTS, chosen, sheet, states

if TYPE_CHECKING:
    from assistant.ledgers.desk import LedgerView
    from assistant.ledgers.history import History
    from assistant.service import Assistant

EMPTY = "还没有台账。导入整改任务清单或信访件台账（Excel、CSV）后，这里按项列出进度、逾期和销号条件。"
TYPES = [".xlsx", ".xls", ".csv", ".et", ".ods"]
ALL_UNITS: Choice = ("全部单位", "")
ALL_STATES: Choice = ("全部状态", "")
COLUMN_CLICKS = """
element.addEventListener('click', event => {
  if (event.target.closest('.confirm-columns')) trigger('settle', {rulings: [], confirm: true});
  if (!event.target.closest('.save-columns')) return;
  const changed = [...element.querySelectorAll('select')].filter(one => !one.querySelector('option[selected]').selected);
  trigger('settle', {rulings: changed.map(one => `${one.dataset.column}=${one.value}`), confirm: false});
});
"""

SHEET_CLICKS = """
element.addEventListener('click', event => {
  const list = event.target.closest('[data-which]'), unit = event.target.closest('[data-unit]');
  if (list || unit) trigger('narrow', {which: list ? list.dataset.which : '', unit: unit ? unit.dataset.unit : ''});
});
"""


@dataclass(frozen=True, slots=True)
class Look:
    """Which ledger is looked at, on which day, and which of its items."""

    ledger: str | None
    as_of: str = ""
    which: str = EVERYTHING
    unit: str = ""
    words: str = ""
    state: str = ""


Shown = tuple[str, str, list[Choice], list[Choice]]
"""The ledger drawn, its items, and the units and statuses to choose from."""


def offered(service: "Assistant") -> list[Choice]:
    """Every ledger with its date, newest first."""
    try:
        views = list(service.ledgers.views())
    except UsageError:
        return []
    return [(_named(view), view.head.id) for view in views]


def _named(view: "LedgerView") -> str:
    title, as_of = view.head.title or view.head.path, view.head.as_of
    return f"{title}（{as_of}）" if as_of and "截至" not in title else title


def look(service: "Assistant", wanted: Look) -> Shown:
    """A ledger as the tab shows it; one sentence where it cannot be shown."""
    if not wanted.ledger:
        return render.notice(EMPTY), "", [ALL_UNITS], [ALL_STATES]
    try:
        view = _view(service, wanted)
        units = [ALL_UNITS, *((unit.unit, unit.unit) for unit in view.standing.units)]
        kinds = [ALL_STATES, *((name, name) for name in states(view))]
        rows = chosen(view, wanted.which, wanted.unit, wanted.words, wanted.state)
        drawn = render.ledger(sheet(view, _history(service, wanted.ledger)))
        if not view.chosen:  # as it stands today: an earlier version is not held against reports
            drawn += render.ledger_compared(service.ledgers.comparisons(wanted.ledger))
        return drawn, render.ledger_items(rows), units, kinds
    except Exception as error:
        return render.notice(sentence(error), "bad"), "", [ALL_UNITS], [ALL_STATES]


def columns(service: "Assistant", ledger: str | None) -> str:
    """What each column is taken to be, for staff to confirm or correct."""
    if not ledger:
        return ""
    try:
        found = service.ledger_columns.each(ledger)
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return "".join(render.ledger_columns(held, service.ledger_columns.labels) for _, held in found)


def settle(service: "Assistant", ledger: str | None, rulings: Sequence[str], *, confirm: bool) -> str:
    """Put down what staff say of the columns, and say so in one sentence."""
    if not ledger or not (rulings or confirm):
        return render.notice("没有改动，不需要保存。")
    try:
        if confirm:
            service.ledger_columns.confirm(ledger)
        else:
            service.ledger_columns.settle(ledger, rulings)
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return render.notice("已核定各列，对表头相同的台账都有效。")


def write(service: "Assistant", folder: PathLike[str], wanted: Look) -> Path:
    """The ledger as an Excel file below `folder`.

    Raises:
        AssistantError: there is no such ledger, or the file cannot be written.
    """
    view = _view(service, wanted)
    name = NOT_IN_A_NAME.sub("", view.head.title or "台账")[:60]
    path = Path(tempfile.mkdtemp(dir=folder)) / f"{name}.xlsx"
    service.ledgers.export(view, path)
    return path


def take_in(service: "Assistant", path: str) -> tuple[str, str]:
    """Read an uploaded ledger; what became of it, and its report id, empty where it was refused."""
    file = Path(path)
    try:
        results = list(service.ingest([file], uploaded=True))
    except Exception as error:
        return render.notice(sentence(error), "bad"), ""
    finally:
        file.unlink(missing_ok=True)
    taken = next((report for result in results for report in result.reports), "")
    reasons = "；".join(result.reason for result in results if result.reason)
    return (render.notice("已导入。请核对下面各列是什么。") if taken else render.notice(reasons, "bad")), taken


def _view(service: "Assistant", wanted: Look) -> "LedgerView":
    return next(iter(service.ledgers.views(wanted.ledger, wanted.as_of.strip() or None)))


def _history(service: "Assistant", ledger: str) -> "History | None":
    try:
        return next(iter(service.ledgers.histories(ledger)), None)
    except UsageError:
        return None


def tab(service: "Assistant", folder: PathLike[str], opened: gr.Tab, changed: Callable[[gr.events.Dependency], None]) -> None:
    """Lay the tab out and wire it; it looks at the library whenever it is opened."""
    with gr.Row(elem_classes="filters"):
        ledger = gr.Dropdown([], label="台账", min_width=220, scale=3, elem_id="ledger")
        as_of = gr.Textbox(label="按哪一天（选填）", placeholder="如 2024-06-30", min_width=150, max_lines=1, elem_id="ledger-day")
        bring = gr.UploadButton("导入台账", file_types=TYPES, min_width=116, scale=0, elem_id="ledger-in")
        export = gr.Button("导出 Excel", min_width=116, scale=0, elem_id="ledger-out")
        file = gr.DownloadButton("下载 Excel", visible="hidden", elem_id="ledger-file")
    news = gr.HTML("", elem_id="ledger-news", apply_default_css=False)
    with gr.Accordion("各列是什么", open=False, elem_id="ledger-columns") as head:
        held = gr.HTML("", js_on_load=COLUMN_CLICKS, apply_default_css=False)
    drawn = gr.HTML(render.notice("正在读取……"), elem_id="ledger-sheet", js_on_load=SHEET_CLICKS, apply_default_css=False)
    with gr.Row(elem_classes="filters", elem_id="ledger-narrow"):
        which = gr.Dropdown(list(LISTS), value=EVERYTHING, label="看哪些", min_width=150, elem_id="ledger-which")
        unit = gr.Dropdown([ALL_UNITS], value="", label="单位", min_width=150, elem_id="ledger-unit")
        state = gr.Dropdown([ALL_STATES], value="", label="状态", min_width=150, elem_id="ledger-state")
        words = gr.Textbox(label="按字查找", placeholder="如 雨污分流", min_width=150, max_lines=1, elem_id="ledger-words")
    items = gr.HTML("", elem_id="ledger-items", apply_default_css=False)

    def show(*wanted: str) -> tuple[str, str, gr.Dropdown, gr.Dropdown]:
        sheet_shown, rows, *narrowing = look(service, Look(*wanted))
        chosen_in = zip(narrowing, (wanted[3], wanted[5]), strict=True)
        unit_shown, state_shown = (gr.Dropdown(choices=known, value=one if one in dict(known).values() else "") for known, one in chosen_in)
        return sheet_shown, rows, unit_shown, state_shown

    def open_tab(*wanted: str) -> tuple[object, ...]:
        known = offered(service)
        kept = wanted[0] if wanted[0] in dict(known).values() else next(iter(dict(known).values()), None)
        return gr.Dropdown(choices=known, value=kept), *show(kept or "", *wanted[1:]), columns(service, kept)

    def receive(path: str, *wanted: str) -> Iterator[tuple[object, ...]]:
        yield render.notice("正在读取……"), *(gr.skip() for _ in range(7))
        said, taken = take_in(service, path)
        to_check = gr.Accordion(open=True) if taken else gr.skip()
        yield said, *open_tab(taken or wanted[0], *wanted[1:]), to_check

    def settled(event: gr.EventData, *wanted: str) -> tuple[object, ...]:
        said = settle(service, wanted[0], event.rulings, confirm=event.confirm)
        checked = gr.Accordion(open=False) if event.confirm else gr.skip()
        return said, *show(*wanted), columns(service, wanted[0]), checked

    def narrow(ledger: str, as_of: str, event: gr.EventData) -> tuple[object, ...]:
        only = Look(ledger, as_of, event.which or EVERYTHING, event.unit)
        return gr.Dropdown(value=only.which), gr.Dropdown(value=only.unit), gr.Dropdown(value=""), "", look(service, only)[1]

    def exported(*wanted: str) -> tuple[str, gr.DownloadButton]:
        try:
            return "", gr.DownloadButton(value=write(service, folder, Look(*wanted)))
        except Exception as error:
            raise gr.Error(sentence(error), print_exception=False) from error

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    chosen_now = [ledger, as_of, which, unit, words, state]
    shown = [drawn, items, unit, state]
    opened.select(open_tab, chosen_now, [ledger, *shown, held], **quiet)
    gr.on([ledger.input, as_of.submit, which.input, unit.input, state.input, words.submit], show, chosen_now, shown, **quiet)
    drawn.narrow(narrow, [ledger, as_of], [which, unit, state, words, items], **quiet).then(
        None, js="() => bringIntoSight('#ledger-narrow')", **quiet
    )
    ledger.input(lambda one: columns(service, one), ledger, held, **quiet)
    changed(bring.upload(receive, [bring, *chosen_now], [news, ledger, *shown, held, head], **quiet))
    held.settle(settled, chosen_now, [news, *shown, held, head], **quiet)
    export.click(exported, chosen_now, [news, file], **quiet).success(
        None, js="() => document.querySelector('#ledger-file').click()", **quiet
    )
