"""资料: put documents in, see what became of each, take them out; samples apart from real work."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.types import IngestResult, ReportHead, Role
from assistant.web import render
from assistant.web.failures import sentence
from assistant.web.report_desk import Desk
from assistant.web.search_desk import SearchDesk
from assistant.web.stopping import Stops
from assistant.web.upkeep import Upkeep

if TYPE_CHECKING:
    from assistant.service import Assistant

CLICKS = """
element.addEventListener('click', event => {
  const view = event.target.closest('.view'), button = event.target.closest('.remove');
  if (view) trigger('view', {report: view.dataset.report});
  if (!button || !confirm(`确定移除“${button.dataset.title}”吗？移除后，回答和初稿不再使用它。`)) return;
  trigger('forget', {report: button.dataset.report});
});
"""

SHOWN_ONE_BY_ONE = 50
MOST = 300
"""So many documents are listed at once."""
STOPPED = "已停止：读完的文件已经收入，其余没有收入。"


@dataclass(frozen=True)
class Shelf:
    """What the documents tab shows of the library."""

    words: gr.Textbox
    table: gr.HTML
    load: gr.Button
    unload: gr.Button
    intake: gr.Column
    """Where documents are put in, for those who may."""
    search: SearchDesk


def upload(
    service: "Assistant", paths: Sequence[str], until: Callable[[Iterator[IngestResult]], Iterator[IngestResult]] = iter
) -> Iterator[str]:
    """Read the uploaded files and show what became of each as it is done; a refused file does not stop the rest."""
    files = [Path(path) for path in paths]
    # How many files an archive holds is known only when it is read.
    total = None if any(file.suffix.lower() == ".zip" for file in files) else len(files)
    try:
        yield from taken_in(until(service.ingest(files, uploaded=True)), total)
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def taken_in(coming: Iterable[IngestResult], total: int | None = None) -> Iterator[str]:
    """The results so far, newest first, after each file, of a long row after every twentieth; at the end with the refused ones first."""
    results: list[IngestResult] = []
    yield render.uploads(results, total)
    try:
        for result in coming:
            path = Path(result.path)
            results.append(replace(result, path=path.name if path.is_absolute() else result.path))
            if len(results) <= SHOWN_ONE_BY_ONE or len(results) % 20 == 0:
                yield render.uploads(results[::-1], total)
    except Exception as error:
        yield render.uploads(results, len(results)) + render.notice(sentence(error), "bad")
        return
    yield render.uploads(sorted(results, key=lambda one: one.status != "refused"), len(results))


def attempt(action: Callable[[], object], done: str) -> str:
    """Carry one action out and say so, or say in one sentence why not."""
    try:
        action()
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return render.notice(done)


def listed(service: "Assistant", words: str = "") -> str:
    """The documents whose row holds all of some words, each with what to mind about it: copies, other versions, doubtful pages."""
    heads = service.reports()
    wanted = words.split()
    fitting = [head for head in heads if all(word in _row(head) for word in wanted)]
    more, removable = max(0, len(fitting) - MOST), service.reader.may(Role.KEEPER)
    return render.reports(fitting[:MOST], service.healths(), more=more, searched=bool(wanted), removable=removable)


def _row(head: ReportHead) -> str:
    place = head.place.display if head.place else ""
    return f"{head.title} {head.genre} {place} {head.as_of or ''} {head.path}"


def tab(service: "Assistant", opened: gr.Tab, changed: Callable[[gr.events.Dependency], None]) -> Shelf:
    """Lay the tab out and wire it; `changed` is told of every event after which the rest of the page must follow."""
    with gr.Row(elem_classes="desk"):
        with gr.Column(scale=4, min_width=300) as intake:
            files = gr.File(label="上传文件（可多选）", file_count="multiple", height=150, elem_id="upload")
            news = gr.HTML("", elem_id="news", apply_default_css=False)
            stop = gr.Button("停止读取", size="md", elem_id="stop-upload")
            load = gr.Button("装入示例", size="md", visible=False, elem_id="load-samples")
            unload = gr.Button("移除示例", size="md", visible=False, elem_id="remove-samples")
            upkeep = Upkeep(service)
        with gr.Column(scale=8, min_width=320) as shelf:
            search = SearchDesk(service)
            words = gr.Textbox(
                value="",
                label="查找资料",
                placeholder="按字查找标题、地方、文种、文件",
                container=False,
                max_lines=1,
                elem_id="shelf-words",
            )
            table = gr.HTML(render.notice("正在读取……"), elem_id="reports", js_on_load=CLICKS, apply_default_css=False)
        desk = Desk(service)
    stops = Stops(STOPPED)

    def receive(paths: list[str], request: gr.Request) -> Iterator[tuple[str, None]]:
        for shown in upload(service, paths, partial(stops.until, request)):
            yield shown, None

    def load_samples(request: gr.Request) -> Iterator[str]:
        yield from taken_in(stops.until(request, service.load_samples()))

    def end(request: gr.Request) -> tuple[str, None]:
        stops.ask(request)
        return render.notice(STOPPED), None

    def forget(event: gr.EventData) -> str:
        return attempt(lambda: service.remove(event.report), "已移除。")

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    taking = files.upload(receive, files, [news, files], concurrency_limit=2, **quiet)
    loading = load.click(load_samples, None, news, **quiet)
    changed(taking)
    changed(loading)
    rereading = upkeep.wire(opened, news, changed, stops)
    changed(stop.click(end, None, [news, files], cancels=[taking, loading, rereading], **quiet))
    words.change(lambda words: listed(service, words), words, table, **quiet)
    changed(table.forget(forget, None, news, **quiet))
    changed(unload.click(lambda: attempt(service.remove_samples, "示例已移除。"), None, news, **quiet))
    desk.wire((table, search.found), shelf, news, changed)
    search.wire()
    return Shelf(words, table, load, unload, intake, search)
