"""帮助: the staff guide of knowledge/guide.md, or the office's own edit of it."""

from pathlib import Path

import gradio as gr

from assistant.resources import knowledge_file


def guide(home: Path) -> str:
    """The guide as Markdown."""
    return knowledge_file("guide.md", home).read_text(encoding="utf-8")


def tab(home: Path) -> None:
    """Show the guide."""
    gr.Markdown(guide(home), elem_id="guide")
