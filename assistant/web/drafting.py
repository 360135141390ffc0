"""起草: choose a genre, press one button, read the draft beside its 核对表, take it away as Word."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.web import choices, render
from assistant.web.failures import sentence

if TYPE_CHECKING:
    from assistant.service import Assistant

NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s【】]+')
FIRST = "整改落实情况报告"
"""The genre most offices come for."""
EMPTY = "选择文种后按“生成初稿”。缺少依据的地方会标为【待补】，不会编造。"
Written = tuple[str, str, Path | None]


def compose(service: "Assistant", folder: Path, genre: str | None, place: str | None, report: str | None, as_of: str) -> Written:
    """The draft as a sheet, its 核对表, and the Word file; one sentence instead where it cannot be written."""
    if not genre:
        return render.notice("请先选择文种。", "bad"), "", None
    if not (place or report) and len({head.place for head in service.reports() if head.place}) > 1:
        return render.notice("资料里有多个地方，请先选择为哪个地方起草。", "bad"), "", None
    word = Path(tempfile.mkdtemp(dir=folder)) / (NOT_IN_A_NAME.sub("", f"{place or ''}{genre}") + ".docx")
    try:
        draft = service.draft(genre, choices.scope(place, report, as_of.strip()), output=word)
        titles = {head.id: head.title or head.path for head in service.reports()}
    except Exception as error:
        return render.notice(sentence(error), "bad"), "", None
    return render.draft(draft), render.check_list(draft, titles), word


def tab(service: "Assistant", folder: Path) -> choices.Filters:
    """Lay the tab out and wire it; returns the filters, which follow the library."""
    genres = [genre.name for genre in service.genres()]
    with gr.Row(elem_classes="filters"):
        genre = gr.Dropdown(
            genres, value=FIRST if FIRST in genres else next(iter(genres), None), label="文种", min_width=170, scale=2, elem_id="genre"
        )
        place = gr.Dropdown([choices.ANY_PLACE], value="", label="地方", min_width=130, elem_id="draft-place")
        report = gr.Dropdown([choices.ANY_REPORT], value="", label="依据的报告", min_width=150, scale=2, elem_id="draft-report")
        as_of = gr.Textbox(label="截至日期（选填）", placeholder="2024-12-05", min_width=150, max_lines=1, elem_id="draft-date")
        write = gr.Button("生成初稿", variant="primary", min_width=110, scale=0, elem_id="write")
        download = gr.DownloadButton("下载 Word", visible=False, min_width=110, scale=0, elem_id="download")
    with gr.Row(elem_classes="desk"):
        with gr.Column(scale=7, min_width=320):
            sheet = gr.HTML(render.notice(EMPTY), elem_id="draft", apply_default_css=False)
        with gr.Column(scale=4, min_width=300):
            checks = gr.HTML("", elem_id="checks", apply_default_css=False)

    def work(genre: str, place: str, report: str, as_of: str) -> Iterator[tuple[str, str, gr.DownloadButton]]:
        yield render.notice("正在起草……"), "", gr.DownloadButton(visible=False)
        text, table, path = compose(service, folder, genre, place, report, as_of)
        yield text, table, gr.DownloadButton(value=path, visible=path is not None)

    write.click(work, [genre, place, report, as_of], [sheet, checks, download], show_progress="hidden", api_visibility="private")
    return choices.Filters(place, report)
