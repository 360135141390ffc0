"""The page as a whole: its tabs over one service, and the server that shows them to this office only."""

import contextlib
import os
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

import gradio as gr
from starlette.middleware import Middleware

from assistant.api.admitting import check_address
from assistant.api.app import interfaces
from assistant.errors import AssistantError, UsageError
from assistant.types import Role
from assistant.web import asking, choices, documents, drafting, evaluation, help, ledgers, render, wording
from assistant.web.gate import Gate
from assistant.web.shell import Shell
from assistant.web.visiting import OwnFolder, Visiting
from assistant.web.visitor import Visitor

if TYPE_CHECKING:
    from assistant.service import Assistant

TITLE = "督察整改问答与起草助手"
FOLDER = Path(__file__).resolve().parent
SANS = [gr.themes.Font(name) for name in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")]
MONO = [gr.themes.Font(name) for name in ("Consolas", "Menlo", "Noto Sans Mono CJK SC", "monospace")]
DAY = 86400


def build(service: "Assistant", folder: os.PathLike[str]) -> gr.Blocks:
    """The page over a service; Word files for download are written below `folder`."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(DAY, DAY), fill_width=True) as page:
        with gr.Row(elem_id="head"):
            gr.HTML(f"<h1>{TITLE}</h1>", apply_default_css=False)
            status = gr.HTML("", elem_id="status", apply_default_css=False)
            who = gr.HTML("", elem_id="who", apply_default_css=False)
        banner = gr.HTML("", elem_id="banner", apply_default_css=False)
        events: list[gr.events.Dependency] = []
        with gr.Tabs(overflow_behavior="wrap"):
            with gr.Tab("问答", id="ask") as ask:
                asked = asking.tab(service, folder)
            with gr.Tab("起草", id="draft", elem_id="tab-draft") as draft:
                drafted = drafting.tab(service, folder, draft)
            with gr.Tab("台账", id="ledgers") as ledger_tab:
                ledgers.tab(service, folder, ledger_tab, events.append)
            with gr.Tab("资料", id="documents") as shelf_tab:
                shelf = documents.tab(service, shelf_tab, events.append)
            with gr.Tab("评测", id="evaluation", elem_id="tab-evaluation") as evaluation_tab:
                evaluation.tab(service, folder, evaluation_tab)
            with gr.Tab("帮助", id="help"):
                help.tab(service.home)

        def refresh() -> list[object]:
            return follow(service)

        def refresh_shelf(words: str) -> list[object]:
            return [*follow(service), documents.listed(service, words)]

        narrowing = [asked.place, asked.report, asked.genre, asked.period, drafted.place, drafted.report]
        narrowing += [shelf.search.place, shelf.search.report, shelf.search.genre, shelf.search.period]
        following = [status, banner, *narrowing, shelf.load, shelf.unload, who, draft, evaluation_tab, shelf.intake]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        for event in events:
            event.then(refresh_shelf, shelf.words, [*following, shelf.table], **quiet)
        shelf_tab.select(refresh_shelf, shelf.words, [*following, shelf.table], **quiet)
        gr.on([page.load, ask.select, draft.select], refresh, None, following, **quiet)
    return page.queue(default_concurrency_limit=None, api_open=False)


def follow(service: "Assistant") -> list[object]:
    """What the page shows of the library, as it is now: another user or a terminal may have changed it."""
    heads = service.reports()
    places, reports = choices.places(heads), choices.reports(heads)
    genres, periods, years = choices.genres(heads), choices.periods(heads), choices.years(heads)
    offered = (places, reports, genres, periods, places, reports, places, reports, genres, years)
    status = service.status()
    return [
        render.status_line(heads, model=status["mode"] == "model"),
        render.banner(samples=status["samples_shown"]),
        *(gr.Dropdown(choices=one) for one in offered),
        gr.Button(visible=not heads),
        gr.Button(visible=status["samples"] > 0),
        render.who(service.reader),
        *(gr.Tab(visible=service.reader.may(role)) for role in (Role.DRAFTER, Role.ADMINISTRATOR)),
        gr.Column(visible=service.reader.may(Role.KEEPER)),
    ]


def theme() -> gr.themes.Base:
    """System fonts only, one quiet blue; page.css does the rest."""
    base = gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=SANS, font_mono=MONO)
    return base.set(
        body_background_fill="#f4f6f8",
        body_background_fill_dark="#12181f",
        input_background_fill="#ffffff",
        input_border_width="1px",
        input_border_color="#cfd7e0",
        input_placeholder_color="#64748b",
        input_placeholder_color_dark="#b6c2cf",
        button_primary_background_fill="#1f5c8f",
        button_primary_background_fill_dark="#1f5c8f",
        button_primary_background_fill_hover="#174a75",
        button_primary_background_fill_hover_dark="#174a75",
        button_primary_border_color="#1f5c8f",
        button_primary_border_color_dark="#1f5c8f",
        button_primary_text_color="#ffffff",
    )


def launch(service: "Assistant", host: str, port: int, folder: Path) -> gr.Blocks:
    """Start the server without waiting for its end: the page, and in front of it the interfaces for other programs.

    Raises:
        UsageError: the port is taken, the host is none of this machine, or others could come in without anybody asking who they are.
    """
    check_address(service, host)
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    os.environ["NO_PROXY"] = ",".join(filter(None, (os.environ.get("NO_PROXY", ""), "127.0.0.1", "localhost")))
    visiting = Visiting(service)
    page, before = build(cast("Assistant", visiting), OwnFolder(visiting, folder)), interfaces(service).before
    visiting.laid_out()
    try:
        page.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            run_history=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            enable_monitoring=False,
            footer_links=[],
            allowed_paths=[str(folder)],
            max_file_size=f"{service.settings.maximum_megabytes}mb",
            theme=theme(),
            css=(FOLDER / "page.css").read_text(encoding="utf-8"),
            head=_script(service),
            app_kwargs={
                "middleware": [
                    Middleware(before),
                    Middleware(Gate, service, folder),
                    Middleware(Shell, language=service.settings.language),
                    Middleware(Visitor),
                ],
                "docs_url": None,
                "redoc_url": None,
                "openapi_url": None,
            },
        )
    except OSError as error:
        raise UsageError(f"无法在 {host}:{port} 打开页面：端口可能已被占用，请用 --port 换一个端口。") from error
    return page


def _script(service: "Assistant") -> str:
    manners = (FOLDER / "page.js").read_text(encoding="utf-8")
    return f"<script>{manners}</script>{wording.head(service.settings.language, service.home)}"


def serve(service: "Assistant", host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the page until it is interrupted; uploads and downloads in passing leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="assistant-page-") as folder:
        page = launch(service, host, port, Path(folder))
        threading.Thread(target=_warm, args=(service,), daemon=True).start()
        try:
            with contextlib.suppress(KeyboardInterrupt):
                threading.Event().wait()
        finally:
            page.close(verbose=False)


def _warm(service: "Assistant") -> None:
    """Make the first question as quick as the next ones; what fails here the question itself will tell."""
    with contextlib.suppress(AssistantError):
        service.warm()
