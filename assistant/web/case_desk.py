"""评测, its cases: what staff found wrong waits to become a case, cases are written, changed, taken out, and go to Excel and back."""

import tempfile
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.errors import UsageError
from assistant.evaluating.told import CaseRow
from assistant.web import render
from assistant.web.documents import attempt
from assistant.web.failures import sentence
from assistant.words.lexicon import load_lexicon

if TYPE_CHECKING:
    from assistant.service import Assistant
    from assistant.store.candidates import Candidate
    from assistant.words.units import UnitTable

FIELDS: tuple[tuple[str, str, int], ...] = (
    ("编号", "不重复，如 污水1", 1),
    ("类型", "统计按它分组，如 数量、名单、日期", 1),
    ("问题", "照同事平时的问法写", 1),
    ("正确数字", "每行一个：14个；几种写法用｜隔开", 2),
    ("必须包含", "每行一条，几种说法用｜隔开", 2),
    ("不得包含", "每行一条", 2),
    ("名单", "每行一个名称，次序不论", 2),
    ("正确日期", "2024-08-26 或 2024-08", 1),
    ("应当拒答", "是：材料里没有，不应给出数字", 1),
    ("拒答理由", "原文隐去、未载明 等", 1),
    ("依据", "每行一处：文件名｜原文里的一句", 2),
    ("地区", "一般不填", 1),
    ("截至日期", "一般不填", 1),
)
"""What of a case is written on the page: heading of the sheet, what stands there, lines. The rest is kept as it is."""
JUDGED = {"正确数字", "必须包含", "不得包含", "名单", "正确日期", "应当拒答", "依据"}
MOST = 100
LEAD_KIND = "上文"
NOTHING_JUDGED = "请至少写一条要求：正确数字、必须包含、不得包含、名单、正确日期、应当拒答或依据。"
CLICKS = """
element.addEventListener('click', event => {
  const button = event.target.closest('[data-act]');
  if (!button) return;
  const {act, id, title} = button.dataset, number = Number(button.dataset.number);
  if (act === 'make') trigger('make', {number});
  if (act === 'edit') trigger('edit', {id});
  if (act === 'drop' && confirm(`确定删除“${title}”这一题吗？`)) trigger('drop', {id});
  if (act === 'dismiss' && confirm(`确定不采用“${title}”吗？`)) trigger('dismiss', {number});
});
"""
QUIET = {"show_progress": "hidden", "api_visibility": "private"}


def listed(service: "Assistant") -> str:
    """The candidates that wait and the office's cases."""
    try:
        rows = service.evaluation.cases() if service.evaluation.available else ()
        return render.cases(service.candidates.waiting(), rows, MOST)
    except Exception as error:
        return render.notice(sentence(error), "bad")


def offered(candidate: "Candidate", units: "UnitTable") -> CaseRow:
    """A candidate as a case to be written: what was asked, how it was narrowed, and the figure of the correction where it names one alone.

    What is right only a person can say: of two figures one may be what the answer said.
    """
    scope = candidate.complaint.scope
    figures = {span.quantity.text for span in units.find(candidate.complaint.wanted)}
    row = {
        "编号": f"反馈{candidate.number}",
        "类型": "反馈",
        "问题": candidate.complaint.question,
        "正确数字": figures.pop() if len(figures) == 1 else "",
        "地区": scope.place or "",
        "截至日期": scope.as_of or "",
        "限定报告": "\n".join(scope.reports),
    }
    return {heading: text for heading, text in row.items() if text}


def _offered(service: "Assistant", candidate: "Candidate") -> CaseRow:
    return offered(candidate, load_lexicon(service.home).units)


def led(row: CaseRow, candidate: "Candidate") -> list[CaseRow]:
    """The case with the questions asked before it in its conversation, which it may lean on."""
    name = row.get("编号", "")
    leads = [
        {"编号": f"{name}-上文{number}", "类型": LEAD_KIND, "问题": question, "连续提问": name}
        for number, question in enumerate(candidate.complaint.before, 1)
    ]
    return [*leads, {**row, "连续提问": name}] if leads else [row]


def keep(service: "Assistant", row: CaseRow, candidate: int, was: str) -> None:
    """Keep a case, and note of the candidate it was made of which case it became; `was` is its number before it was changed.

    Raises:
        AssistantError: nothing is asked of the answer, or the row cannot be a case.
    """
    if not JUDGED & set(row):
        raise UsageError(NOTHING_JUDGED)
    if not candidate:
        service.evaluation.put([row], service.reports(), (was,) if was else ())
        return
    found = service.candidates.one(candidate)
    # A first try may have been cut off after the case was written and before the candidate knew.
    earlier = [one["编号"] for one in led(_offered(service, found), found)]
    service.evaluation.put(led(row, found), service.reports(), earlier)
    service.candidates.accept(candidate, row.get("编号", ""))


class CaseDesk:
    """The candidates and cases on the page; writing one takes the place of the lists."""

    def __init__(self, service: "Assistant", folder: PathLike[str]) -> None:
        self._service, self._folder = service, folder
        self.row, self.candidate = gr.State({}), gr.State(0)
        self.news = gr.HTML("", elem_id="case-news", apply_default_css=False)
        # Outside what is hidden and shown again, which would show it too.
        self.file = gr.DownloadButton("下载题目", visible="hidden", elem_id="case-file")
        with gr.Column(elem_id="case-lists") as self.lists:
            with gr.Row(elem_classes="filters"):
                self.new = gr.Button("新写一题", size="sm", min_width=100, scale=0, elem_id="case-new")
                self.bring = gr.UploadButton(
                    "导入题目", file_types=[".xlsx", ".jsonl"], size="sm", min_width=110, scale=0, elem_id="case-in"
                )
                self.export = gr.Button("导出 Excel", size="sm", min_width=110, scale=0, elem_id="case-out")
            self.list = gr.HTML("", elem_id="cases", js_on_load=CLICKS, apply_default_css=False)
        with gr.Column(visible=False, elem_id="case-editor") as self.editor, gr.Row(elem_classes="desk"):
            with gr.Column(scale=7, min_width=300), gr.Group():
                self.fields = [self._field(*one) for one in FIELDS]
            with gr.Column(scale=4, min_width=280):
                self.said = gr.HTML("", elem_id="case-said", apply_default_css=False)
                with gr.Row():
                    self.save = gr.Button("保存这一题", variant="primary", min_width=110, elem_id="case-save")
                    self.back = gr.Button("不改了", min_width=110, elem_id="case-back")

    @staticmethod
    def _field(heading: str, hint: str, lines: int) -> gr.components.Component:
        if heading == "应当拒答":
            return gr.Dropdown([("否", ""), ("是", "是")], value="", label=f"{heading}（{hint}）")
        return gr.Textbox(value="", label=heading, placeholder=hint, lines=lines, max_lines=6)

    def wire(self, opened: gr.Tab) -> None:
        """Tie every click to what it does."""
        service = self._service
        changed = [self.news, self.list]
        open_up = [self.lists, self.editor, self.news, self.row, self.candidate, self.said, *self.fields]
        opened.select(lambda: ("", listed(service)), None, changed, **QUIET)
        to_editor = {"fn": None, "js": "() => bringIntoSight('#case-editor')", **QUIET}
        self.new.click(lambda: self._open({}), None, open_up, **QUIET).then(**to_editor)
        self.list.make(self._make, None, open_up, **QUIET).then(**to_editor)
        self.list.edit(self._edit, None, open_up, **QUIET).then(**to_editor)
        self.list.dismiss(self._dismiss, None, changed, **QUIET)
        self.list.drop(self._drop, None, changed, **QUIET)
        self.save.click(self._save, [self.row, self.candidate, *self.fields], [self.lists, self.editor, *changed], **QUIET)
        self.back.click(
            lambda: (gr.Column(visible=True), gr.Column(visible=False), ""), None, [self.lists, self.editor, self.news], **QUIET
        )
        self.bring.upload(self._bring, self.bring, changed, **QUIET)
        self.export.click(self._export, None, [self.news, self.file], **QUIET).then(None, js="() => takeFile('#case-file')", **QUIET)

    def _open(self, row: CaseRow, candidate: "Candidate | None" = None) -> tuple[object, ...]:
        """The form filled from a row; `candidate` stands beside it."""
        said = render.complaint(candidate) if candidate else ""
        values = [row.get(heading, "") for heading, _, _ in FIELDS]
        return gr.Column(visible=False), gr.Column(visible=True), "", row, candidate.number if candidate else 0, said, *values

    def _refused(self, error: Exception) -> tuple[object, ...]:
        return gr.skip(), gr.skip(), render.notice(sentence(error), "bad"), *(gr.skip() for _ in range(3 + len(FIELDS)))

    def _make(self, event: gr.EventData) -> tuple[object, ...]:
        try:
            candidate = self._service.candidates.one(int(event.number))
            return self._open(_offered(self._service, candidate), candidate)
        except Exception as error:
            return self._refused(error)

    def _edit(self, event: gr.EventData) -> tuple[object, ...]:
        try:
            found = next((row for row in self._service.evaluation.cases() if row["编号"] == event.id), None)
            if found is None:
                raise UsageError("这一题已被删除，请刷新后再看。")
            return self._open(found)
        except Exception as error:
            return self._refused(error)

    def _save(self, row: CaseRow, candidate: int, *values: str | None) -> tuple[object, ...]:
        written = {heading: (value or "").strip() for (heading, _, _), value in zip(FIELDS, values, strict=True)}
        whole = {heading: text for heading, text in {**row, **written}.items() if text}
        try:
            keep(self._service, whole, candidate, "" if candidate else row.get("编号", ""))
        except Exception as error:
            return gr.skip(), gr.skip(), render.notice(sentence(error), "bad"), gr.skip()
        said = render.notice(f"题“{whole['编号']}”已保存，下次评测就会问到。")
        return gr.Column(visible=True), gr.Column(visible=False), said, listed(self._service)

    def _dismiss(self, event: gr.EventData) -> tuple[str, str]:
        return attempt(lambda: self._service.candidates.dismiss(int(event.number)), "已标为不采用。"), listed(self._service)

    def _drop(self, event: gr.EventData) -> tuple[str, str]:
        return attempt(lambda: self._service.evaluation.drop(str(event.id)), "题已删除。"), listed(self._service)

    def _bring(self, path: str) -> tuple[str, str]:
        try:
            taken = self._service.evaluation.take_in(Path(path))
            said = render.notice(f"新增{taken.added}题，更新{taken.replaced}题。")
        except Exception as error:
            said = render.notice(sentence(error), "bad")
        finally:
            Path(path).unlink(missing_ok=True)
        return said, listed(self._service)

    def _export(self) -> tuple[str, gr.DownloadButton]:
        path = Path(tempfile.mkdtemp(dir=self._folder)) / "评测题目.xlsx"
        try:
            self._service.evaluation.write(path)
        except Exception as error:
            return render.notice(sentence(error), "bad"), gr.DownloadButton(value=None)
        return render.notice(f"已导出“{path.name}”，填好后用“导入题目”读回。"), gr.DownloadButton(value=path)
