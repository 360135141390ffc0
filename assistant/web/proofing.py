"""校核 on the 起草 page: a text of anybody's hand, pasted or uploaded, held against the library; nothing of it is kept."""

import tempfile
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.errors import UsageError
from assistant.types import Review, Scope
from assistant.web import render
from assistant.web.draft_desk import NOT_IN_A_NAME
from assistant.web.failures import sentence

if TYPE_CHECKING:
    from assistant.service import Assistant

PASTED = "粘贴的文字.txt"
TYPES = [".docx", ".doc", ".wps", ".pdf", ".txt", ".md"]
QUIET = {"show_progress": "hidden", "api_visibility": "private"}
Shown = tuple[list[Review], str, object]


class Proofreader:
    """The form for a text and what its proof came to."""

    def __init__(self, service: "Assistant", folder: PathLike[str]) -> None:
        self._service, self._folder = service, folder
        self.reviews: gr.State = gr.State([])
        with gr.Accordion("校核现成的稿子（粘贴或上传）", open=False, elem_id="proof"):
            with gr.Row(elem_classes="desk"):
                with gr.Column(scale=5, min_width=320):
                    self.text = gr.Textbox(value="", label="粘贴要校核的文字", lines=9, max_lines=18, elem_id="proof-text")
                    with gr.Row(elem_classes="filters"):
                        self.place = gr.Textbox(value="", label="按哪个地方的资料（选填）", min_width=150, elem_id="proof-place")
                        self.start = gr.Button("校核", variant="primary", min_width=90, scale=0, elem_id="proof-start")
                        self.upload = gr.UploadButton("上传稿子校核", file_types=TYPES, min_width=130, scale=0, elem_id="proof-upload")
                        self.take = gr.Button("下载核对表", visible=False, min_width=116, scale=0, elem_id="proof-take")
                with gr.Column(scale=7, min_width=320):
                    self.found = gr.HTML("", elem_id="proof-found", apply_default_css=False)
            self.file = gr.DownloadButton("下载核对表", visible="hidden", elem_id="proof-file")

    def wire(self) -> None:
        """Tie the buttons to what they do."""
        shown = [self.reviews, self.found, self.take]
        self.start.click(self._pasted, [self.text, self.place], shown, **QUIET)
        self.upload.upload(self._uploaded, [self.upload, self.place], shown, **QUIET)
        self.take.click(self._annex, self.reviews, [self.found, self.file], **QUIET).then(None, js="() => takeFile('#proof-file')", **QUIET)

    def _pasted(self, text: str, place: str) -> Iterator[Shown]:
        yield from self._proof(PASTED, text.encode("utf-8"), place)

    def _uploaded(self, path: str, place: str) -> Iterator[Shown]:
        file = Path(path)
        try:
            yield from self._proof(file.name, file.read_bytes(), place)
        finally:
            file.unlink(missing_ok=True)

    def _proof(self, name: str, data: bytes, place: str) -> Iterator[Shown]:
        yield [], render.notice("正在校核……", "busy"), gr.Button(visible=False)
        try:
            if not data.strip():
                raise UsageError("请先粘贴要校核的文字，或上传稿子。")
            reviews = self._service.proofs.proof(name, data, Scope(place=place.strip() or None))
            yield reviews, render.reviews(reviews), gr.Button(visible=True)
        except Exception as error:
            yield [], render.notice(sentence(error), "bad"), gr.Button(visible=False)

    def _annex(self, reviews: list[Review]) -> tuple[object, object]:
        from assistant.drafting.review_annex import annex_docx

        try:
            name = NOT_IN_A_NAME.sub("", reviews[0].title[:40] or "稿子") + "（核对表）.docx"
            path = Path(tempfile.mkdtemp(dir=self._folder)) / name
            annex_docx(reviews, path)
            return gr.skip(), gr.DownloadButton(value=path)
        except Exception as error:
            return render.notice(sentence(error), "bad"), gr.DownloadButton(value=None)
