"""Proof `doors`: what is limited to a group reaches nobody outside it through the running server: interfaces, page, files, logs, counts."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from assistant.api.chat_shapes import MODEL
from assistant.service import Assistant
from assistant.types import Role
from eval.ground import go_offline
from eval.proof import Proof
from eval.visibility import CANARIES, EACH, GROUPS, LIMITED, SEED, Canary, canaries, library
from eval.visitors import Login, Site, Visitor, Visits, served

PASSWORD = "proof-of-the-doors"
ADMINISTRATOR = "管理"
WALKED = 5
"""For so many reports of each group every event of the page is set off with guesses."""
_FILE = re.compile(r'"path": "([^"]+\.(?:md|docx))"')


def prove() -> Proof:
    """Five hundred canaries in a hundred limited reports, a server of its own process, two users who take turns."""
    go_offline()
    return measure(CANARIES)


def measure(count: int, seed: int = SEED, walked: int = WALKED) -> Proof:
    """Every door, for those who may and those who may not; at the end what the server wrote down."""
    planted = list(canaries(count, random.Random(seed)))
    with TemporaryDirectory() as work, ExitStack() as open_things:
        folder = Path(work)
        with library(folder, "whole", planted, GROUPS) as assistant:
            keys = _users(assistant)
            limited = {head.path[:3]: head.id for head in assistant.reports() if head.path.endswith("内部.txt")}
            home = assistant.home
        site = open_things.enter_context(served(home, (ADMINISTRATOR, PASSWORD)))
        walk = Doors(planted, limited, {name: open_things.enter_context(Inside(site, name, key)) for name, key in keys.items()})
        walk.all(walked)
        walk.written(home / "logs")
    seen = [walk.counts[f"seen by those who may: {way}"] for way in ("ask", "search", "chat", "chat in pieces")]
    files = [walk.counts[f"seen by those who may: {way}"] for way in ("draft as md", "draft as docx", "conversation as Word", "report")]
    reports = -(-count // EACH)
    holds = not walk.leaks and min(seen) >= count * 0.9 and min(files) >= reports * 0.9
    return Proof(holds, {**dict(sorted(walk.counts.items())), "leaks": walk.leaks[:40]})


def _users(assistant: Assistant) -> dict[str, str]:
    """An administrator and a keeper for each group; their keys."""
    assistant.users.add(ADMINISTRATOR, PASSWORD, Role.ADMINISTRATOR)
    for group in GROUPS:
        assistant.users.add(group, PASSWORD, Role.KEEPER, [group])
    return {name: assistant.users.new_key(name, "proof") for name in (ADMINISTRATOR, *GROUPS)}


class Inside(Visitor):
    """One user: a browser that is logged in, and a program with their key."""

    def __init__(self, site: Site, name: str, key: str) -> None:
        login: Login = (name, PASSWORD)
        super().__init__(site, Visits(), login)
        self.name, self.site = name, site
        self._program = httpx.Client(base_url=site.address, timeout=60, trust_env=False, headers={"authorization": f"Bearer {key}"})

        for event in site.config["dependencies"]:
            if any(name == "load" for _, name in event["targets"]):
                self.heard_of(event["id"], [], {})  # fills the lists of places and reports, out of which one may choose

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._program.close()

    def send(self, path: str, body: dict[str, Any] | None = None) -> str:
        """What the interfaces answer, failures included; a failure of the server itself is none.

        Raises:
            RuntimeError: the server failed.
        """
        reply = self._program.request("POST" if body is not None else "GET", path, json=body)
        if reply.status_code >= 500:
            raise RuntimeError(f"{path}: {reply.status_code} {reply.text[:300]}")
        return reply.text

    def heard(self, element: str, event: str, data: list[object], **said: object) -> str:
        """All that the page says of an event, with its escapes undone."""
        return self.heard_of(self.site.event(element, event), data, said)

    def heard_of(self, event: int, data: list[object], said: dict[str, object]) -> str:
        """The same of an event by its number; one that fails has said so."""
        lines: list[str] = []
        try:
            for line in self.call(event, data, said):
                lines.append(json.dumps(json.loads(line.removeprefix("data:")), ensure_ascii=False))
        except RuntimeError as error:
            lines.append(str(error))
        return "\n".join(lines)

    def fetched(self, path: str) -> tuple[int, str]:
        """A file of the page by its address: the status, and the text in it."""
        reply = self.client.get(f"/gradio_api/file={path}")
        if not path.endswith(".docx") or reply.status_code != 200:
            return reply.status_code, reply.text
        with zipfile.ZipFile(io.BytesIO(reply.content)) as packed:
            return reply.status_code, re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())


class Doors:
    """Both readers through every door, one after the other."""

    def __init__(self, planted: list[Canary], limited: dict[str, str], users: dict[str, Inside]) -> None:
        self._planted, self._limited, self._users = planted, limited, users
        self.counts: Counter[str] = Counter()
        self.leaks: list[str] = []

    def all(self, walked: int) -> None:
        """Every canary by the interfaces, every report by the page and its files; some reports by every event there is."""
        for number, canary in enumerate(self._planted):
            may, may_not = self._users[canary.group], self._users[next(group for group in GROUPS if group != canary.group)]
            order = (may, may_not) if number % 2 else (may_not, may)
            for user in order:
                self._by_program(canary, user, allowed=user is may)
            if number % EACH == 0:
                report = self._limited[canary.word]
                for user in order:
                    self._report(canary, report, user, allowed=user is may)
                    self._by_page(canary, user, allowed=user is may)
                self._files(canary, may, may_not)
                if number // EACH < walked * len(GROUPS):
                    self._every_event(canary, report, may_not)
        for group in GROUPS:
            self._counted(self._users[group], [one for one in self._planted if one.group != group])

    def written(self, folder: Path) -> None:
        """What the server wrote down of all that, which other people look after."""
        logs = "".join(path.read_text("utf-8", errors="replace") for path in sorted(folder.iterdir()) if path.is_file())
        self.counts["lines in the logs of the server"] = logs.count("\n")
        for canary in self._planted:
            self._note("logs", canary, logs, allowed=False, by_word=True)

    def _note(self, way: str, canary: Canary, told: str, *, allowed: bool, by_word: bool = False) -> None:
        found = canary.in_text(told, by_word=by_word)
        self.counts[f"{'asked by those who may' if allowed else 'tried'}: {way}"] += 1
        if allowed:
            self.counts[f"seen by those who may: {way}"] += found
        elif found:
            self.leaks.append(f"{way}: {canary.word} {canary.figure}")

    def _by_program(self, canary: Canary, user: Inside, *, allowed: bool) -> None:
        chat = {"model": MODEL, "messages": [{"role": "user", "content": canary.question}]}
        ways = {
            "ask": user.send("/api/ask", {"question": canary.question}),
            "search": user.send("/api/search", {"query": canary.word}),
            "chat": user.send("/v1/chat/completions", chat),
            "chat in pieces": user.send("/v1/chat/completions", {**chat, "stream": True}),
        }
        for way, told in ways.items():
            self._note(way, canary, told, allowed=allowed)

    def _report(self, canary: Canary, report: str, user: Inside, *, allowed: bool) -> None:
        """A report by its id and name, through what takes one; errors included."""
        for named in (report, report[:12], f"{canary.word}内部.txt"):
            ways = {
                "report": user.send(f"/api/reports/{named}"),
                "narrowed ask": user.send("/api/ask", {"question": canary.question, "reports": [named]}),
                "narrowed search": user.send("/api/search", {"query": canary.word, "reports": [named]}),
                "narrowed draft": user.send("/api/draft", {"genre": "工作汇报", "reports": [named]}),
                "page of a name": user.client.get(f"/gradio_api/file={named}").text,
            }
            for way, told in ways.items() if named == report or not allowed else ():
                self._note(way, canary, told, allowed=allowed)
        draft = user.send("/api/draft", {"genre": "工作汇报", "place": canary.place})
        self._note("draft", _drafted(canary), draft, allowed=allowed)
        self._note("list of reports", replace(canary, figure=report), user.send("/api/reports"), allowed=allowed, by_word=True)

    def _by_page(self, canary: Canary, user: Inside, *, allowed: bool) -> None:
        """A question, what may be asked next, the evidence as a whole."""
        user.heard("ask-new", "click", [None])
        asked = user.site.event("question", "submit")
        self._note("page: ask", canary, user.heard_of(asked, [None, canary.question, "", "", "", ""], {}), allowed=allowed)
        after = "".join(user.heard_of(event, [None], {}) for event in user.site.after(asked))
        self._note("page: what may be asked next", canary, after, allowed=allowed)
        self._note("page: evidence", canary, user.heard("evidence", "whole", [None], turn=1, n=1), allowed=allowed)

    def _files(self, canary: Canary, may: Inside, may_not: Inside) -> None:
        """What one takes away as a file is theirs alone, by its address too; so are the conversation and the draft it comes from."""
        listed = may.heard("ask-past", "click", [None, ""])
        talks = re.findall(r'data-talk=\\?"([0-9a-f]+)', listed)
        self._taken("conversation as Word", canary, may.heard("past-list", "export", [], talk=talks[0]), may, may_not)
        self._note("another's conversation", canary, may_not.heard("past-list", "export", [], talk=talks[0]), allowed=False)
        self._note("another's conversation", canary, may_not.heard("past-list", "open", [], talk=talks[0]), allowed=False)
        may.heard("genres", "genre", [None], genre="工作汇报")
        may.heard("look-material", "click", [None, canary.place, "", "", ""])
        shown = may.heard("write", "click", [None])
        drafts = [int(one) for one in re.findall(r"第(\d+)号", shown)]
        for kind in ("md", "docx"):
            taken = may.heard("draft-bar", "download", [None, "", "", ""], kind=kind)
            self._taken(f"draft as {kind}", _drafted(canary), taken, may, may_not)
        self._note("another's draft", _drafted(canary), may_not.heard("kept-drafts", "open", [], draft=drafts[0]), allowed=False)
        may.heard("kept-drafts", "forget", [], draft=drafts[0])

    def _taken(self, way: str, canary: Canary, told: str, may: Inside, may_not: Inside) -> None:
        path = (_FILE.findall(told) or [""])[-1]
        self._note(way, canary, may.fetched(path)[1], allowed=True)
        status, text = may_not.fetched(path)
        self._note(f"{way}, by its address", canary, text, allowed=False)
        if status != 404:
            self.leaks.append(f"{way}: its address answers another user with {status}")

    def _every_event(self, canary: Canary, report: str, user: Inside) -> None:
        """Everything the page can be made to do, with the report wherever one can be named."""
        said = {"report": report, "talk": "x", "draft": 1, "version": 1, "turn": 1, "n": 1, "figure": 1, "number": 1, "act": "undo"}
        said |= {"fact": f"{report}.0", "value": "1", "question": canary.question, "genre": "工作汇报", "step": 3, "kind": "md"}
        said |= {
            "piece": "title",
            "text": "题",
            "heading": "题",
            "section": "",
            "before": 1,
            "after": 1,
            "wanted": "x",
            "id": "x",
            "name": "x",
        }
        for event, data in _events(user.site, canary.question, report):
            told = user.heard_of(event, data, dict(said)).replace(canary.question, "")
            self._note("every event of the page", canary, told, allowed=False)

    def _counted(self, user: Inside, hidden: list[Canary]) -> None:
        """Counts: none for those who do not look after the server, and no words for those who do."""
        told = {"counts, by a keeper": user.send("/metrics"), "counts": self._users[ADMINISTRATOR].send("/metrics")}
        told["description"] = user.send("/api/openapi.json") + user.send("/api/docs")
        for way, text in told.items():
            for canary in hidden:
                self._note(way, canary, text, allowed=False, by_word=True)
        if "assistant_reports" in told["counts, by a keeper"] or "assistant_reports" not in told["counts"]:
            self.leaks.append("counts are told to others than administrators, or to nobody")


def _drafted(canary: Canary) -> Canary:
    """What a draft shows of a limited report."""
    return replace(canary, figure=LIMITED)


def _events(site: Site, question: str, report: str) -> Iterator[tuple[int, list[object]]]:
    """Every event that the server has a part in, with a guess for each of its fields; what changes the library of all is left out."""
    kinds = {part["id"]: part["type"] for part in site.config["components"]}
    untouched = {site.event("load-samples", "click"), site.event("remove-samples", "click"), site.event("upload", "upload")}
    guesses: dict[str, object] = {"textbox": question, "dropdown": report, "state": None, "html": "", "checkbox": True, "number": 1}
    for event in site.config["dependencies"]:
        if event["backend_fn"] and event["id"] not in untouched:
            yield event["id"], [guesses.get(kinds.get(part, "")) for part in event["inputs"]]
