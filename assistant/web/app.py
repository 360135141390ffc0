"""The page as a whole: five tabs over one service, and the server that shows them to this office only."""

import contextlib
import os
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from starlette.middleware import Middleware

from assistant.errors import AssistantError, UsageError
from assistant.web import asking, choices, documents, drafting, help, ledgers, render
from assistant.web.shell import ChineseShell

if TYPE_CHECKING:
    from assistant.service import Assistant

TITLE = "督察整改问答与起草助手"
FOLDER = Path(__file__).resolve().parent
SANS = [gr.themes.Font(name) for name in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")]
MONO = [gr.themes.Font(name) for name in ("Consolas", "Menlo", "Noto Sans Mono CJK SC", "monospace")]
DAY = 86400


def build(service: "Assistant", folder: Path) -> gr.Blocks:
    """The page over a service; Word files for download are written below `folder`."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(DAY, DAY), fill_width=True) as page:
        with gr.Row(elem_id="head"):
            gr.HTML(f"<h1>{TITLE}</h1>", apply_default_css=False)
            status = gr.HTML("", elem_id="status", apply_default_css=False)
        banner = gr.HTML("", elem_id="banner", apply_default_css=False)
        events: list[gr.events.Dependency] = []
        with gr.Tabs():
            with gr.Tab("问答", id="ask") as ask:
                asked = asking.tab(service)
            with gr.Tab("起草", id="draft") as draft:
                drafted = drafting.tab(service, folder)
            with gr.Tab("台账", id="ledgers") as ledger_tab:
                ledgers.tab(service, folder, ledger_tab, events.append)
            with gr.Tab("资料", id="documents") as shelf_tab:
                shelf = documents.tab(service, events.append)
            with gr.Tab("帮助", id="help"):
                help.tab(service.home)

        def refresh() -> list[object]:
            return follow(service)

        following = [status, banner, asked.place, asked.report, drafted.place, drafted.report, shelf.table, shelf.load, shelf.unload]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        for event in events:
            event.then(refresh, None, following, **quiet)
        gr.on([page.load, ask.select, draft.select, shelf_tab.select], refresh, None, following, **quiet)
    return page.queue(default_concurrency_limit=None, api_open=False)


def follow(service: "Assistant") -> list[object]:
    """What the page shows of the library, as it is now: another user or a terminal may have changed it."""
    heads = service.reports()
    places, reports = choices.places(heads), choices.reports(heads)
    status = service.status()
    return [
        render.status_line(heads, model=status["mode"] == "model"),
        render.banner(samples=status["samples_shown"]),
        *(gr.Dropdown(choices=offered) for offered in (places, reports, places, reports)),
        render.reports(heads),
        gr.Button(visible=not heads),
        gr.Button(visible=status["samples"] > 0),
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
        button_primary_background_fill="#1f5c8f",
        button_primary_background_fill_dark="#1f5c8f",
        button_primary_background_fill_hover="#174a75",
        button_primary_background_fill_hover_dark="#174a75",
        button_primary_border_color="#1f5c8f",
        button_primary_border_color_dark="#1f5c8f",
        button_primary_text_color="#ffffff",
    )


def launch(service: "Assistant", host: str, port: int, folder: Path) -> gr.Blocks:
    """Start the server without waiting for its end.

    Raises:
        UsageError: the port is taken, or the host is none of this machine.
    """
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    os.environ["NO_PROXY"] = ",".join(filter(None, (os.environ.get("NO_PROXY", ""), "127.0.0.1", "localhost")))
    page = build(service, folder)
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
            head=f"<script>{(FOLDER / 'page.js').read_text(encoding='utf-8')}</script>",
            app_kwargs={"middleware": [Middleware(ChineseShell)], "docs_url": None, "redoc_url": None, "openapi_url": None},
        )
    except OSError as error:
        raise UsageError(f"无法在 {host}:{port} 打开页面：端口可能已被占用，请用 --port 换一个端口。") from error
    return page


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
