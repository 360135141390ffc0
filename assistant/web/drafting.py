"""起草: from a genre over place and date to what is found and missing, then the draft itself; kept drafts stand beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from os import PathLike
from typing import TYPE_CHECKING

import gradio as gr

from assistant.drafting.merging import Kept
from assistant.errors import UsageError
from assistant.types import Draft, Scope
from assistant.web import choices, render
from assistant.web.draft_desk import Editor
from assistant.web.failures import sentence
from assistant.web.paper import paper
from assistant.web.proofing import Proofreader

if TYPE_CHECKING:
    from assistant.service import Assistant

GENRE, PLACE, MATERIAL, DRAFTED = 1, 2, 3, 4
"""The steps of the wizard."""
CLICKS = """
element.addEventListener('click', event => {
  const genre = event.target.closest('.genre'), step = event.target.closest('button.step');
  const open = event.target.closest('.open-draft'), forget = event.target.closest('.forget');
  if (genre) trigger('genre', {genre: genre.dataset.genre});
  if (step) trigger('step', {step: Number(step.dataset.step)});
  if (open) trigger('open', {draft: Number(open.dataset.draft)});
  if (!forget || !confirm(`确定移除“${forget.dataset.title}”和它的全部版本吗？移除后不能恢复。`)) return;
  trigger('forget', {draft: Number(forget.dataset.draft)});
});
"""
LOOKING = "正在查找材料……"
QUIET = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one user wants drafted, and the draft made for it while it is not kept yet."""

    step: int = GENRE
    genre: str = ""
    scope: Scope = Scope()
    draft: Draft | None = None


def steps(plan: Plan) -> str:
    """The wizard's steps with what was chosen."""
    where = "，".join(filter(None, (plan.scope.place, plan.scope.as_of)))
    return render.steps((("选文种", plan.genre), ("定地方和日期", where), ("看材料", ""), ("成稿", "")), plan.step)


def prepared(service: "Assistant", plan: Plan) -> Plan:
    """The plan with its draft written, to be looked at before it is kept.

    Raises:
        UsageError: no genre or place is chosen, or what is chosen cannot be drafted.
    """
    if not plan.genre:
        raise UsageError("请先选择文种。")
    if not (plan.scope.place or plan.scope.reports) and len({head.place for head in service.reports() if head.place}) > 1:
        raise UsageError("资料里有多个地方，请先选择为哪个地方起草。")
    return replace(plan, step=MATERIAL, draft=service.draft(plan.genre, plan.scope))


def kept(service: "Assistant") -> str:
    """The list of kept drafts."""
    try:
        return render.drafts(service.drafts.newest())
    except Exception as error:
        return render.notice(sentence(error), "bad")


def headings(service: "Assistant", plan: Plan) -> str:
    """Headings that a model suggests for what is planned, to choose from; nothing of them is applied."""
    try:
        return render.headings(service.headings(plan.genre, plan.scope))
    except Exception as error:
        return render.notice(sentence(error), "bad")


def takes_item(service: "Assistant", genre: str) -> bool:
    """Whether a genre is about one item of a ledger."""
    return any(one.name == genre and one.matter for one in service.genres())


class Wizard:
    """The first three steps on the page; the fourth is the editor."""

    def __init__(self, service: "Assistant") -> None:
        self._service = service
        self.plan = gr.State(Plan())
        with gr.Row(elem_classes="desk", elem_id="draft-start") as self.row:
            with gr.Column(scale=8, min_width=320):
                self.steps = gr.HTML(steps(Plan()), elem_id="draft-steps", js_on_load=CLICKS, apply_default_css=False)
                self.news = gr.HTML("", elem_id="draft-news", apply_default_css=False)
                self.genres = gr.HTML(render.genres(service.genres()), elem_id="genres", js_on_load=CLICKS, apply_default_css=False)
                with gr.Column(visible=False, elem_id="draft-where") as self.where:
                    self._form()
                with gr.Column(visible=False, elem_id="draft-material") as self.material:
                    self.found = gr.HTML("", apply_default_css=False)
                    with gr.Row():
                        self.write = gr.Button("生成初稿", variant="primary", min_width=130, scale=0, elem_id="write")
                        modelled = service.settings.uses_model
                        self.suggest = gr.Button("模型建议小标题", visible=modelled, min_width=130, scale=0, elem_id="suggest-headings")
                    self.suggested = gr.HTML("", elem_id="suggested", apply_default_css=False)
            with gr.Column(scale=4, min_width=300):
                self.list = gr.HTML("", elem_id="kept-drafts", js_on_load=CLICKS, apply_default_css=False)

    def _form(self) -> None:
        with gr.Row():
            self.place = gr.Dropdown([choices.ANY_PLACE], value="", label="地方", min_width=150, elem_id="draft-place")
            self.as_of = gr.Textbox(
                value="",
                label="截至日期（选填，不写就用最新的资料）",
                placeholder="2024-12-05",
                min_width=150,
                max_lines=1,
                elem_id="draft-date",
            )
        self.report = gr.Dropdown([choices.ANY_REPORT], value="", label="只依据一份报告（选填）", elem_id="draft-report")
        self.item = gr.Textbox(value="", label="写哪一项（台账序号或问题里的字，选填）", max_lines=1, visible=False, elem_id="draft-item")
        with gr.Row():
            self.look = gr.Button("查看材料", variant="primary", min_width=130, scale=0, elem_id="look-material")
            self.cancel = gr.Button("取消", min_width=84, scale=0, elem_id="cancel-draft")

    def wire(self, editor: Editor, tab: gr.Tab) -> None:
        """Lead from step to step; what is made is kept at once and opened in the editor."""
        shown = [self.plan, self.steps, self.news, self.genres, self.where, self.material, self.item]
        self.genres.genre(self._chosen, self.plan, shown, **QUIET)
        self.steps.step(self._back, self.plan, shown, **QUIET)
        form = [self.plan, self.place, self.as_of, self.report, self.item]
        looking = gr.on([self.look.click, self.as_of.submit, self.item.submit], self._look, form, [*shown, self.found], **QUIET)
        self.suggest.click(
            lambda plan: headings(self._service, plan), self.plan, self.suggested, show_progress="minimal", api_visibility="private"
        )
        gr.on(
            [self.look.click, self.as_of.submit, self.item.submit], lambda: "", None, self.suggested, **QUIET
        )  # they were for what was chosen before
        self.cancel.click(lambda: render.notice("已取消，没有生成初稿。"), None, self.news, cancels=[looking], **QUIET)
        opened = [self.row, *editor.outputs]

        def write(plan: Plan) -> tuple[object, ...]:
            return self._write(plan, editor)

        def open_kept(event: gr.EventData) -> tuple[object, ...]:
            return gr.Row(visible=False), *editor.opened(int(event.draft))

        def leave() -> tuple[object, ...]:
            return gr.Row(visible=True), gr.Column(visible=False), kept(self._service)

        self.write.click(write, self.plan, [*shown, *opened], **QUIET)
        self.list.open(open_kept, None, opened, **QUIET)
        self.list.forget(self._forget, None, [self.list, self.news], **QUIET)
        editor.bar.leave(leave, None, [self.row, editor.column, self.list], **QUIET)
        tab.select(lambda: kept(self._service), None, self.list, **QUIET)

    def _at(self, plan: Plan, news: str = "") -> tuple[object, ...]:
        """The page at the step of a plan."""
        return (
            plan,
            steps(plan),
            news,
            gr.HTML(render.genres(self._service.genres(), plan.genre), visible=plan.step == GENRE),
            gr.Column(visible=plan.step == PLACE),
            gr.Column(visible=plan.step == MATERIAL),
            gr.Textbox(visible=takes_item(self._service, plan.genre)),
        )

    def _chosen(self, plan: Plan, event: gr.EventData) -> tuple[object, ...]:
        return self._at(replace(plan, step=PLACE, genre=str(event.genre), draft=None))

    def _back(self, plan: Plan, event: gr.EventData) -> tuple[object, ...]:
        return self._at(replace(plan, step=min(int(event.step), plan.step), draft=None))

    def _look(self, plan: Plan, place: str, as_of: str, report: str, item: str) -> Iterator[tuple[object, ...]]:
        yield (*self._at(plan, render.notice(LOOKING, "busy")), "")
        wanted = item.strip() if takes_item(self._service, plan.genre) else ""
        plan = replace(plan, scope=replace(choices.scope(place, report, as_of.strip()), item=wanted or None))
        try:
            plan = prepared(self._service, plan)
            assert plan.draft is not None
            yield (*self._at(plan), render.material(paper(Kept(plan.draft))))
        except Exception as error:
            yield (*self._at(plan, render.notice(sentence(error), "bad")), "")

    def _write(self, plan: Plan, editor: Editor) -> tuple[object, ...]:
        try:
            if plan.draft is None:
                raise UsageError("材料已变，请回到上一步重新查看材料。")
            head = self._service.drafts.save(plan.draft, plan.scope)
        except Exception as error:
            return (*self._at(plan, render.notice(sentence(error), "bad")), gr.Row(), *editor.unchanged())
        return (*self._at(Plan()), gr.Row(visible=False), *editor.opened(head.draft))

    def _forget(self, event: gr.EventData) -> tuple[str, str]:
        try:
            self._service.drafts.forget(int(event.draft))
        except Exception as error:
            return kept(self._service), render.notice(sentence(error), "bad")
        return kept(self._service), render.notice("草稿已移除。")


def tab(service: "Assistant", folder: PathLike[str], draft_tab: gr.Tab) -> choices.Filters:
    """Lay the tab out and wire it; returns the filters, which follow the library."""
    wizard = Wizard(service)
    editor = Editor(service, folder)
    Proofreader(service, folder).wire()
    editor.wire()
    wizard.wire(editor, draft_tab)
    return choices.Filters(wizard.place, wizard.report)
