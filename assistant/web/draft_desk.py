"""起草, a kept draft opened: read, changed piece by piece, held against its 核对表, compared, taken back, taken away as a file."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.drafting.letterhead import letterhead
from assistant.drafting.pieces import Piece
from assistant.web import choices, render
from assistant.web.failures import sentence
from assistant.web.paper import paper
from assistant.web.whole import whole

if TYPE_CHECKING:
    from assistant.drafting.desk import KeptVersion
    from assistant.drafting.letterhead import Letterhead
    from assistant.service import Assistant

NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s【】]+')
SHEET_CLICKS = """
element.addEventListener('click', event => {
  const again = event.target.closest('.again'), figure = event.target.closest('.figure-mark'), edit = event.target.closest('.edit');
  if (edit) editPiece(edit, said => trigger('written', said));
  if (figure) showFigure(figure.dataset.figure, () => trigger('checks', {}));
  if (!again || !leavesEditor()) return;
  if (again.dataset.edited && !confirm('这一节改过，重写会换掉改过的文字（改过的仍在以前的版本里）。继续吗？')) return;
  trigger('again', {section: again.dataset.section});
});
"""
BAR_CLICKS = """
element.addEventListener('click', event => {
  const hit = name => event.target.closest(name);
  if (hit('.download')) trigger('download', {kind: hit('.download').dataset.kind});
  if (hit('.history')) trigger('history', {});
  if ((hit('.fresh') || hit('.leave') || hit('.take-back')) && !leavesEditor()) return;
  if (hit('.fresh')) trigger('again', {section: ''});
  if (hit('.leave')) trigger('leave', {});
  if (hit('.take-back')) trigger('restore', {version: Number(hit('.take-back').dataset.version)});
});
"""
PANEL_CLICKS = """
element.addEventListener('click', event => {
  const hit = name => event.target.closest(name);
  if (hit('.source')) {
    showFigure(hit('.source').dataset.figure);
    trigger('source', {figure: Number(hit('.source').dataset.figure)});
  }
  if (hit('.find')) showInDraft(`[data-figure="${hit('.find').dataset.figure}"]`);
  if (hit('.gap-link')) showGap(hit('.gap-link').dataset.gap);
  if (hit('.back') || hit('.back-to-checks')) trigger('checks', {});
  if (hit('.turn')) trigger('turned', {});
  if (hit('.history')) trigger('history', {});
  if (hit('.compare')) trigger('compare', {before: Number(hit('.compare').dataset.before), after: Number(hit('.compare').dataset.after)});
  if ((hit('.see') || hit('.take-back')) && !leavesEditor()) return;
  if (hit('.see')) trigger('see', {version: Number(hit('.see').dataset.version)});
  if (hit('.take-back')) trigger('restore', {version: Number(hit('.take-back').dataset.version)});
  goToHeading(event);
});
"""
QUIET = {"show_progress": "hidden", "api_visibility": "private"}
Shown = tuple[object, ...]


def _checked_again(how: str, done: "KeptVersion") -> str:
    """What was kept, and how much of it the checks do not let pass."""
    failed = len(paper(done.kept).failed)
    said = f"：{failed}项未通过，见核对表" if failed else ""
    return render.notice(f"{how}第{done.head.version}版，数字已重新核对{said}。", "bad" if failed else "")


@dataclass(frozen=True, slots=True)
class Opened:
    """Which version one user looks at, and which figure's source; version 0 is the newest."""

    draft: int = 0
    version: int = 0
    figure: int = 0
    raw: bool = False


class Editor:
    """The opened draft on the page: hidden until one is opened."""

    def __init__(self, service: "Assistant", folder: PathLike[str]) -> None:
        self._service, self._folder = service, folder
        self.state = gr.State(Opened())
        with gr.Column(visible=False, elem_id="draft-open") as self.column:
            self.bar = gr.HTML("", elem_id="draft-bar", js_on_load=BAR_CLICKS, apply_default_css=False)
            self.news = gr.HTML("", elem_id="draft-said", apply_default_css=False)
            with gr.Row(elem_classes="desk"):
                with gr.Column(scale=7, min_width=320):
                    self.sheet = gr.HTML("", elem_id="draft", js_on_load=SHEET_CLICKS, apply_default_css=False)
                with gr.Column(scale=4, min_width=300):
                    self.panel = gr.HTML("", elem_id="checks", js_on_load=PANEL_CLICKS, apply_default_css=False)
            with gr.Accordion("红头，读回改好的文件", open=False, elem_id="draft-more"), gr.Row(elem_classes="filters"):
                self.agency = gr.Textbox(value="", label="红头（选填）", placeholder="澜川市人民政府文件", min_width=160, max_lines=1)
                self.number = gr.Textbox(value="", label="发文字号", placeholder="澜政〔2024〕3号", min_width=140, max_lines=1)
                self.signer = gr.Textbox(value="", label="签发人", min_width=90, max_lines=1)
                self.upload = gr.UploadButton(
                    "读回改好的 Word", file_types=[".docx", ".md"], size="sm", min_width=140, scale=0, elem_id="draft-upload"
                )
            self.file = gr.DownloadButton("下载", visible="hidden", elem_id="draft-file")
        self.outputs = [self.column, self.state, self.bar, self.news, self.sheet, self.panel]

    def wire(self) -> None:
        """Tie every click to what it does."""
        shown = [self.state, self.bar, self.news, self.sheet, self.panel]
        self.sheet.written(self._written, self.state, shown, **QUIET)
        for again in (self.sheet.again, self.bar.again):
            again(self._again, self.state, shown, **QUIET)
        for restore in (self.bar.restore, self.panel.restore):
            restore(self._restore, self.state, shown, **QUIET)
        self.panel.see(self._see, self.state, shown, **QUIET)
        self.upload.upload(self._read_back, [self.state, self.upload], shown, **QUIET)
        beside = [self.state, self.news, self.panel]
        for history in (self.bar.history, self.panel.history):
            history(self._history, self.state, beside, **QUIET).then(None, js="() => bringIntoSight('#checks')", **QUIET)
        self.panel.compare(self._compare, self.state, beside, **QUIET)
        for checks in (self.panel.checks, self.sheet.checks):
            checks(self._checks, self.state, beside, **QUIET).then(None, js="() => showFigure()", **QUIET)
        for read, handler in ((self.panel.source, self._source), (self.panel.turned, self._turn)):
            read(handler, self.state, beside, **QUIET).then(None, js="() => showQuoted('#checks')", **QUIET)
        asked = [self.state, self.agency, self.number, self.signer]
        self.bar.download(self._download, asked, [self.news, self.file], **QUIET).then(None, js="() => takeFile('#draft-file')", **QUIET)

    def unchanged(self) -> Shown:
        """Nothing of the editor changes."""
        return (gr.skip(),) * len(self.outputs)

    def opened(self, draft: int) -> Shown:
        """The editor with the newest version of a draft, in the order of `outputs`."""
        try:
            return gr.Column(visible=True), *self._show(Opened(draft))
        except Exception as error:
            return gr.Column(visible=True), Opened(), "", render.notice(sentence(error), "bad"), "", ""

    def _show(self, at: Opened, news: str = "") -> Shown:
        """State, bar, news, sheet and 核对表 of a version."""
        heads = self._service.drafts.history(at.draft)
        found = self._service.drafts.version(at.draft, at.version or None)
        newest = found.head.version == heads[-1].version
        laid = paper(found.kept)
        at = Opened(at.draft, found.head.version)
        return at, render.draft_bar(heads, found.head), news, render.draft(laid, editable=newest), render.check_list(laid, self._titles())

    def _titles(self) -> dict[str, str]:
        return {head.id: head.title or head.path for head in self._service.reports()}

    def _failed(self, error: Exception) -> Shown:
        """The sentence alone: what the user is writing stays."""
        return gr.skip(), gr.skip(), render.notice(sentence(error), "bad"), gr.skip(), gr.skip()

    def _written(self, at: Opened, event: gr.EventData) -> Shown:
        piece = Piece(str(event.piece), str(event.text), str(event.heading))
        try:
            done = self._service.drafts.write(at.draft, piece, at.version)
            return self._show(Opened(at.draft), _checked_again("已另存为", done))
        except Exception as error:
            return self._failed(error)

    def _again(self, at: Opened, event: gr.EventData) -> Shown:
        try:
            done = self._service.drafts.revise(at.draft, (event.section,) if event.section else ())
            return self._show(Opened(at.draft), render.notice(f"已按现有资料重写，另存为第{done.head.version}版。"))
        except Exception as error:
            return self._failed(error)

    def _restore(self, at: Opened, event: gr.EventData) -> Shown:
        try:
            done = self._service.drafts.restore(at.draft, int(event.version))
            return self._show(Opened(at.draft), render.notice(f"已恢复第{int(event.version)}版，另存为第{done.head.version}版。"))
        except Exception as error:
            return self._failed(error)

    def _see(self, at: Opened, event: gr.EventData) -> Shown:
        try:
            return self._show(Opened(at.draft, int(event.version)))
        except Exception as error:
            return self._failed(error)

    def _read_back(self, at: Opened, path: str) -> Shown:
        file = Path(path)
        try:
            done = self._service.drafts.edit(at.draft, file)
            return self._show(Opened(at.draft), _checked_again(f"已读回“{file.name}”，另存为", done))
        except Exception as error:
            return self._failed(error)
        finally:
            file.unlink(missing_ok=True)

    def _beside(self, at: Opened, error: Exception) -> Shown:
        return at, render.notice(sentence(error), "bad"), gr.skip()

    def _checks(self, at: Opened) -> Shown:
        try:
            found = self._service.drafts.version(at.draft, at.version)
            return at, "", render.check_list(paper(found.kept), self._titles())
        except Exception as error:
            return self._beside(at, error)

    def _history(self, at: Opened) -> Shown:
        try:
            return at, "", render.draft_versions(self._service.drafts.history(at.draft), at.version)
        except Exception as error:
            return self._beside(at, error)

    def _compare(self, at: Opened, event: gr.EventData) -> Shown:
        try:
            return at, "", render.draft_changes(*self._service.drafts.compare(at.draft, int(event.before), int(event.after)))
        except Exception as error:
            return self._beside(at, error)

    def _source(self, at: Opened, event: gr.EventData) -> Shown:
        return self._read(replace(at, figure=int(event.figure), raw=False))

    def _turn(self, at: Opened) -> Shown:
        return self._read(replace(at, raw=not at.raw))

    def _read(self, at: Opened) -> Shown:
        """The report a figure comes from, at its sentence."""
        try:
            figure = self._service.drafts.version(at.draft, at.version).draft.figures[at.figure - 1]
            report = choices.report_or_none(self._service, figure.report)
            if report is None:
                return at, render.notice("这份资料已经移除，不能再看全文。", "bad"), gr.skip()
            start = report.clean.find(figure.quote)
            quote = (start, start + len(figure.quote)) if start >= 0 else None
            return at, "", render.whole(whole(report, quote, raw=at.raw), "返回核对表")
        except Exception as error:
            return self._beside(at, error)

    def _download(self, at: Opened, agency: str, number: str, signer: str, event: gr.EventData) -> Iterator[tuple[object, object]]:
        yield render.notice("正在生成文件……"), gr.DownloadButton(value=None)
        try:
            path, said = self._file(at, str(event.kind), letterhead(agency, number, signer) if agency or number or signer else None)
            yield render.notice(said), gr.DownloadButton(value=path)
        except Exception as error:
            yield render.notice(sentence(error), "bad"), gr.DownloadButton(value=None)

    def _file(self, at: Opened, kind: str, head: "Letterhead | None") -> tuple[Path, str]:
        """The opened version as a file, and what the check of its layout came to.

        Raises:
            UsageError: there is no such version, or a PDF cannot be printed here.
        """
        found = self._service.drafts.version(at.draft, at.version)
        name = NOT_IN_A_NAME.sub("", f"{found.draft.title[:40]}（第{found.head.version}版）") + f".{kind}"
        path = Path(tempfile.mkdtemp(dir=self._folder)) / name
        layout = self._service.drafts.export(found, path, head).checks[len(found.draft.checks) :]
        wrong = [check.detail for check in layout if not check.passed]
        checked = f"版式自查{len(layout)}条，{f'不符{len(wrong)}条：{wrong[0]}' if wrong else '全部符合'}。" if layout else ""
        return path, f"已生成“{name}”。{checked}"
