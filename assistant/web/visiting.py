"""Whoever is at the page: their login, the library as they may see it, and the folder that holds their files."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.context import LocalContext
from starlette.datastructures import Headers

from assistant.errors import NotAllowedError

if TYPE_CHECKING:
    from assistant.service import Assistant

LOGIN = "login"
"""The cookie that holds the token of a login."""
EXPIRED = "登录已过期，请刷新页面，重新登录后再试。"


def cookie(headers: Headers, name: str) -> str:
    """A cookie of a request; empty without it."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def folder_name(owner: str) -> str:
    """What the folder of a user's files is called; nobody has the empty id where users are set up."""
    return f"of-{sha256(owner.encode()).hexdigest()[:24]}"


class Visiting:
    """The service as whoever sets an event off may use it: every event of the page goes through here, whatever it shows.

    While the page is laid out there is no event, and what is asked then (names of genres, the home) is the same for everybody.
    """

    def __init__(self, service: Assistant) -> None:
        self._service = service
        self._laid_out = False

    def laid_out(self) -> None:
        """From now on nothing is done for nobody."""
        self._laid_out = True

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the service has
        return getattr(self.view(), name)

    def view(self) -> Assistant:
        """The service for the event under way.

        Raises:
            NotAllowedError: users are set up and nobody is logged in.
        """
        request: gr.Request | None = LocalContext.request.get(None)
        if request is None:
            if self._laid_out and self._service.users.any():
                raise NotAllowedError(EXPIRED)
            return self._service
        found: Assistant | None = request.__dict__.get("assistant_view")
        if found is None:
            found = request.__dict__["assistant_view"] = self._of(request)
        return found

    def _of(self, request: gr.Request) -> Assistant:
        if not self._service.users.any():
            return self._service
        reader = self._service.logins.reader(cookie(request.headers, LOGIN))
        if reader is None:
            raise NotAllowedError(EXPIRED)
        return self._service.for_reader(reader, request.client.host if request.client else "")


@dataclass(frozen=True)
class OwnFolder(os.PathLike[str]):
    """Below the folder of the page, the one of whoever sets an event off: only they may fetch what is in it."""

    visiting: Visiting
    folder: Path = field()

    def __fspath__(self) -> str:
        """Where files for them are written."""
        own = self.folder / folder_name(self.visiting.view().reader.id)
        own.mkdir(mode=0o700, exist_ok=True)
        return str(own)
