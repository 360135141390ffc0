"""`assistant deploy`: the files by which an office runs the program as a service, to be adapted."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import console
from assistant.errors import UsageError
from assistant.resources import SHIPPED_KNOWLEDGE

_FILES = {
    "systemd": "assistant.service",
    "nginx": "nginx.conf",
    "caddy": "Caddyfile",
    "docker": "Dockerfile",
    "compose": "compose.yaml",
}


def deploy(name: Annotated[str, typer.Argument(metavar="NAME", help=f"要哪一个：{'、'.join(_FILES)}。")]) -> None:
    """Print one of the files."""
    if name not in _FILES:
        raise UsageError(f"没有“{name}”，可以写：{'、'.join(_FILES)}。")
    console.say((SHIPPED_KNOWLEDGE / "deployment" / _FILES[name]).read_text("utf-8").rstrip())
