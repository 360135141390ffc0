"""Proof `killed`: kill -9 of the serving process in the middle of an upload, a draft, an evaluation loses nothing that a user was told."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.evaluating.told import OWN
from assistant.service import Assistant
from eval.ground import go_offline
from eval.proof import Proof
from eval.visitors import Site, Visitor, Visits, served, visit

ROUNDS = 10
BACK_WITHIN = 8.0
"""Seconds from the start of the new process to its first answer, on a machine with nothing else to do."""
UPLOADED = 30
REPORT = "{place}督察整改情况的报告\n截至2024年6月30日，中央督察反馈我市的24个问题，已完成整改19个，达到序时进度4个，其余1个正在推进。\n"
QUESTION = "云岭市还有几个没有完成？"
_CASES = 12
_CHANCE = random.Random(20_261_122)

Told = set[str]
Scene = Callable[[Site, Visitor], Told]
"""Works at the page until the server is to be killed; what the user was told is done, or was there before."""


def prove() -> Proof:
    """Ten times each."""
    go_offline()
    return measure(ROUNDS)


def measure(rounds: int, scenes: Iterable[str] = ("upload", "draft", "evaluation")) -> Proof:
    """What was told and is gone afterwards; the slowest return of the page."""
    lost: list[str] = []
    seconds: list[float] = []
    told = dict.fromkeys(scenes, 0)
    for scene in told:
        work, check = _SCENES[scene]
        for number in range(rounds):
            with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                home = _home(Path(folder))
                with served(home) as site, Visitor(site, Visits()) as visitor:
                    known = work(site, visitor)
                began = time.monotonic()
                with served(home) as site:
                    if errors := visit(site, [QUESTION], users=1, seconds=0.01, pause=0.01).errors:
                        lost.append(f"{scene} {number}: the page answers nothing: {errors[0]}")
                    seconds.append(time.monotonic() - began)
                told[scene] += len(known)
                lost += [f"{scene} {number}: {one}" for one in sorted(known - check(home))]
    held = not lost and all(told.values())
    found: dict[str, Any] = {"rounds each": rounds, "told as done": told, "lost": lost}
    return Proof(held, {**found, "back within the time": sum(one <= BACK_WITHIN for one in seconds), "killed": len(seconds)})


def _home(folder: Path) -> Path:
    """A library of one report, with cases of the office's own."""
    file, home = folder / "云岭市.txt", folder / "home"
    file.write_text(REPORT.format(place="云岭市"), "utf-8")
    with Assistant(home) as assistant:
        list(assistant.ingest([file]))
    cases = home / "knowledge" / "evaluation" / "cases.jsonl"
    cases.parent.mkdir(parents=True)
    case = {"question": QUESTION, "type": "count", "gold": {"figures": [{"value": 5, "unit": "个"}]}}
    rows = [json.dumps({"id": f"题{number}", **case}, ensure_ascii=False) for number in range(_CASES)]
    cases.write_text("\n".join(rows) + "\n", "utf-8")
    return home


def _upload(site: Site, visitor: Visitor) -> Told:
    """Thirty files; the server dies while some are told as taken in."""
    names = [f"town{number:02}.txt" for number in range(UPLOADED)]
    files = [("files", (name, REPORT.format(place=f"云岭{number}镇").encode())) for number, name in enumerate(names)]
    paths = visitor.client.post("/gradio_api/upload", files=files).raise_for_status().json()
    handed = [{"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}} for path, name in zip(paths, names, strict=True)]
    enough, told = _CHANCE.randint(1, UPLOADED - 1), set[str]()
    for line in visitor.call(site.event("upload", "upload"), [handed]):
        told |= set(re.findall(r"town\d\d\.txt", line)) if "data" in line else set()
        if len(told) >= enough:
            break
    return told


def _draft(site: Site, visitor: Visitor) -> Told:
    """A draft that was shown as kept, and another one under way."""
    _plan(site, visitor)
    shown = "".join(json.dumps(json.loads(line.removeprefix("data:")), ensure_ascii=False) for line in _written(site, visitor))
    told = {"1"} if "已保存" in shown else set[str]()
    _plan(site, visitor)
    for _ in _written(site, visitor):
        break  # it was begun: whether it was kept is open, the first one's being there is not
    return told


def _plan(site: Site, visitor: Visitor) -> None:
    list(visitor.call(site.event("genres", "genre"), [None], {"genre": "工作汇报"}))
    list(visitor.call(site.event("look-material", "click"), [None, "", "", "", ""]))


def _written(site: Site, visitor: Visitor) -> Iterable[str]:
    return visitor.call(site.event("write", "click"), [None])


def _evaluation(site: Site, visitor: Visitor) -> Told:
    """A run that was shown, and another one under way."""
    run = site.event("eval-run", "click")
    list(visitor.call(run, [OWN]))
    with Assistant(_home_of(site)) as assistant:
        told = {name for name, _ in assistant.evaluation.runs(OWN)}
    time.sleep(1.1)  # runs are called after the second they began in
    wait = _CHANCE.randint(1, 6)
    for seen, _ in enumerate(visitor.call(run, [OWN])):
        if seen == wait:
            break
    return told


def _home_of(site: Site) -> Path:
    line = site.server.cmdline()
    return Path(line[line.index("--home") + 1])


def _files_there(home: Path) -> Told:
    with Assistant(home) as assistant:
        return {head.path for head in assistant.reports()}


def _drafts_there(home: Path) -> Told:
    with Assistant(home) as assistant:
        return {str(head.draft) for head in assistant.drafts.newest() if assistant.drafts.version(head.draft).draft.sections}


def _runs_there(home: Path) -> Told:
    """The runs that are there and can be shown; the cases and the next run too."""
    with Assistant(home) as assistant:
        desk = assistant.evaluation
        return {name for name, _ in desk.runs(OWN) if desk.told(OWN, name)}


_SCENES: dict[str, tuple[Scene, Callable[[Path], Told]]] = {
    "upload": (_upload, _files_there),
    "draft": (_draft, _drafts_there),
    "evaluation": (_evaluation, _runs_there),
}
