"""评测: run the evaluation set, see what was gained and lost with both answers, and keep the cases it asks."""

import time
from collections.abc import Iterator
from os import PathLike
from typing import TYPE_CHECKING

import gradio as gr

from assistant.evaluating.running import STOPPED
from assistant.evaluating.told import OWN, SHIPPED
from assistant.web import render
from assistant.web.case_desk import CaseDesk
from assistant.web.choices import Choice
from assistant.web.failures import sentence

if TYPE_CHECKING:
    from assistant.service import Assistant

SOURCES: tuple[Choice, ...] = (("本单位的题（现有资料）", OWN), ("随附的题（示例资料）", SHIPPED))
NONE_BEFORE: Choice = ("不比较", "")
MISSING = "这里没有安装评测程序，不能运行评测和改题；候选题照样收着，在完整的程序文件夹里启动页面后即可处理。"
NOT_YET = "这个题集还没有评测过。点“运行评测”，逐题提问、逐项核对，并与以前的结果比较。"
LOOK_EVERY = 0.4
"""Seconds between two looks at an evaluation under way."""
QUIET = {"show_progress": "hidden", "api_visibility": "private"}
Shown = tuple[str, str, list[Choice], str]
"""The progress or what went wrong, the result, the runs to compare with, and the chosen one."""


def shown(service: "Assistant", source: str, before: str | None = None) -> Shown:
    """The newest run of a source beside the chosen one, by default the one before it."""
    try:
        desk = service.evaluation
        if not desk.available:
            return render.notice(MISSING), "", [NONE_BEFORE], ""
        runs = desk.runs(source)
        earlier = [(f"{began:%Y-%m-%d %H:%M}", name) for name, began in runs[1:]]
        names = [name for _, name in earlier]
        against = before if before is not None and before in {"", *names} else "".join(names[:1])
        drawn = render.evaluation(desk.told(source, runs[0][0], against)) if runs else render.notice(NOT_YET)
    except Exception as error:
        return render.notice(sentence(error), "bad"), "", [NONE_BEFORE], ""
    return "", drawn, [NONE_BEFORE, *earlier], against


def started(service: "Assistant", source: str) -> str:
    """Begin an evaluation; a sentence where that cannot be."""
    try:
        service.evaluation.start(source)
    except Exception as error:
        return render.notice(sentence(error), "bad")
    return ""


def followed(service: "Assistant", *, begun: bool = False) -> Iterator[str]:
    """How far the evaluation under way is, until it ends; last why it came to nothing, if it was `begun` now or still under way."""
    try:
        desk = service.evaluation
    except Exception as error:
        yield render.notice(sentence(error), "bad")
        return
    known = desk.progress()
    if not begun and (known is None or not known.under_way):
        yield ""
        return
    while (now := desk.progress()) is not None and now.under_way:
        yield render.evaluation_progress(now)
        time.sleep(LOOK_EVERY)
    yield render.notice(now.fault, "" if now.fault == STOPPED else "bad") if now is not None and now.fault else ""


def tab(service: "Assistant", folder: PathLike[str], opened: gr.Tab) -> None:
    """Lay the tab out and wire it; it looks at runs and cases whenever it is opened."""
    with gr.Row(elem_classes="filters"):
        source = gr.Dropdown(list(SOURCES), value=OWN, label="题集", min_width=240, scale=2, elem_id="eval-source")
        before = gr.Dropdown([NONE_BEFORE], value="", label="和哪次比", min_width=240, scale=2, elem_id="eval-before")
        run = gr.Button("运行评测", variant="primary", min_width=110, scale=0, elem_id="eval-run")
        stop = gr.Button("停止评测", min_width=110, scale=0, elem_id="eval-stop")
    progress = gr.HTML("", elem_id="eval-progress", apply_default_css=False)
    result = gr.HTML("", elem_id="eval-result", apply_default_css=False)
    cases = CaseDesk(service, folder)

    def look(source: str, before: str | None = None) -> tuple[str, str, gr.Dropdown]:
        said, drawn, runs, against = shown(service, source, before)
        return said, drawn, gr.Dropdown(choices=runs, value=against)

    def follow(source: str, *, begun: bool = False) -> Iterator[tuple[object, ...]]:
        fault = ""
        for fault in followed(service, begun=begun):
            yield fault, gr.skip(), gr.skip()
        said, drawn, runs = look(source)
        yield fault or said, drawn, runs

    def begin(source: str) -> Iterator[tuple[object, ...]]:
        refused = started(service, source)
        if refused:
            yield refused, gr.skip(), gr.skip()
        else:
            yield from follow(source, begun=True)

    def turn_to(source: str, before: str | None = None) -> Iterator[tuple[object, ...]]:
        yield "", render.notice("正在读取……"), gr.skip()
        yield look(source, before)

    drawn = [progress, result, before]
    run.click(begin, source, drawn, **QUIET)
    opened.select(follow, source, drawn, **QUIET)
    source.input(turn_to, source, drawn, **QUIET)
    before.input(turn_to, [source, before], drawn, **QUIET)
    stop.click(lambda: service.evaluation.stop(), None, None, **QUIET)
    cases.wire(opened)
