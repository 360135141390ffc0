"""Proof `faults`: whatever goes wrong at the endpoint, at each stage of each use, all comes in time and true, and no key is told."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.config import Settings
from assistant.service import Assistant
from eval.endpoint import Endpoint, Reply, Turn, serving, user_text
from eval.faithful import faithful
from eval.faulting_uses import ANSWERS, LATER, USES, Outcome, Request, requests
from eval.ground import SAMPLES, go_offline
from eval.proof import Proof

ASKED = 6
LIMIT, GRACE = 1.5, 1.0
KEY = "sk-this-key-is-in-no-log"
_LONG = "整改工作正常推进，" * 3000

FAULTS: dict[str, Turn] = {
    "429": Turn(status=429),
    "500": Turn(status=500),
    "503": Turn(status=503),
    "401": Turn(status=401),
    "400": Turn(status=400),
    "404": Turn(status=404),
    "silent": Turn("迟了。", delay=LIMIT + 2),
    "keeps the line": Turn("心跳。", keepalive=True),
    "drips": Turn("一点一点地来，" * 20, drip=0.2),
    "empty": Turn(""),
    "blank": Turn(" \n "),
    "malformed JSON": Turn(body='{"choices": [{'),
    "page of a gateway": Turn(body="<html>网关错误</html>"),
    "other shape": Turn(body="{}"),
    "too long": Turn(_LONG),
    "cut off by length": Turn("还有", finish="length"),
    "refused by a filter": Turn("抱歉", finish="content_filter"),
    "apology": Turn("对不起，我无法回答这个问题。"),
    "English": Turn("There are several problems that remain to be solved."),
    "Russian": Turn("Осталось несколько проблем, которые не решены."),
    "Japanese": Turn("まだ完了していない問題がいくつかあります。"),
    "only thinking": Turn("<think>这个问题应该怎么答呢"),
    "torn": Turn("还有", torn=True),
    "cut": Turn("还有", cut=True),
}
STAGES = ("first", "middle", "repair")
"""Of the wording of an answer: the first request; in the middle of its stream, after a true sentence; when asked to mend a false one."""
_MIDDLE = {"torn", "cut", "cut off by length", "refused by a filter", "drips", "too long", "only thinking"}
"""What can still go wrong once a stream has begun."""
_TRIES = 3
"""What comes late is asked again: an answer that waits for a fault is late each time, one on a busy machine is not."""


def prove() -> Proof:
    """Every fault at each stage of each use, answers asked whole and as a stream."""
    go_offline()
    return measure(ASKED)


def measure(most: int) -> Proof:
    """What is lost, late, or told otherwise than offline; and whether the key stood in anything written."""
    counts: Counter[str] = Counter()
    wrong: list[dict[str, Any]] = []
    late = 0
    with TemporaryDirectory() as folder, _listening(Path(folder)) as written:
        home = Path(folder) / "home"
        with Assistant(settings=Settings(home=home)) as offline:
            list(offline.ingest([SAMPLES]))
            offline.warm()
            of_use = {use: list(requests(use, offline, most)) for use in (ANSWERS, *USES, *LATER)}
        for stage, name, turn in _trials():
            with serving(_at(stage, turn)) as endpoint, Assistant(settings=_settings(endpoint, home)) as assistant:
                assistant.warm()
                for asked, request in of_use.get(stage, of_use[ANSWERS]):
                    outcome = _tried(assistant, request)
                    counts[f"{stage}: asked"] += 1
                    if outcome.seconds > LIMIT + GRACE or not outcome.true:
                        late += outcome.true
                        wrong.append(
                            {"stage": stage, "fault": name, "asked": asked, "seconds": round(outcome.seconds, 1), "told": outcome.told}
                        )
                counts[f"{stage}: requests to the endpoint"] += len(endpoint.requests)
        told = KEY in written() or any(KEY in path.read_text("utf-8", errors="replace") for path in Path(folder).rglob("*.log"))
    reached = all(counts[f"{stage}: requests to the endpoint"] for stage in (*STAGES, *USES, *LATER))
    found = {
        **{name: count for name, count in sorted(counts.items()) if name.endswith("asked")},
        "faults": len(FAULTS),
        "late each time": late,
        "lost or changed": len(wrong) - late,
        "key told": told,
        "first": wrong[:20],
    }
    return Proof(not wrong and not told and reached, found)


def _tried(assistant: Assistant, request: Request) -> Outcome:
    for _ in range(_TRIES):
        outcome = request(assistant)
        if not outcome.true or outcome.seconds <= LIMIT + GRACE:
            break
    return outcome


def _trials() -> Iterator[tuple[str, str, Turn]]:
    for stage in (*STAGES, *USES, *LATER):
        begun = stage in {"middle", "synthesis, middle"}
        yield from ((stage, name, turn) for name, turn in FAULTS.items() if not begun or name in _MIDDLE)


def _settings(endpoint: Endpoint, home: Path) -> Settings:
    return Settings(home=home, model="m", model_timeout=LIMIT, openai_base_url=endpoint.url, openai_api_key=KEY)


def _at(stage: str, turn: Turn) -> Reply:
    """An endpoint that is well until the stage comes."""
    return _of_answers(stage, turn) if stage in STAGES else _of_use(stage, turn)


def _of_answers(stage: str, turn: Turn) -> Reply:
    def reply(request: dict[str, Any]) -> Turn:
        told = user_text(request)
        given = told.split('<资料 名称="系统答复">\n')[-1].split("\n</资料>")[0]
        mends = "要改的部分" in told
        if stage == "first" or (stage == "repair" and mends):
            return turn
        if stage == "repair":
            return Turn("共有987项没有完成。")
        return Turn(given) if mends else _broken(given.partition("。")[0] + "。", turn)

    return reply


def _of_use(stage: str, turn: Turn) -> Reply:
    marker = USES[LATER.get(stage, stage)]
    well = 0

    def reply(request: dict[str, Any]) -> Turn:
        nonlocal well
        if marker not in user_text(request):
            return faithful(request)
        well += 1
        if stage == "section, later" and well == 1:
            return faithful(request)
        if stage == "synthesis, middle" and well == 1:
            return _broken(faithful(request).text.partition("]")[0] + "]", turn)
        return turn

    return reply


def _broken(begun: str, turn: Turn) -> Turn:
    """A true beginning, and then the fault."""
    return Turn(begun + turn.text, finish=turn.finish, cut=turn.cut, torn=turn.torn, drip=turn.drip)


@contextmanager
def _listening(folder: Path) -> Iterator[Any]:
    """Everything that is logged or printed meanwhile, the libraries' debugging included."""
    lines, printed = io.StringIO(), io.StringIO()
    handler = logging.StreamHandler(lines)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            yield lambda: lines.getvalue() + printed.getvalue()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
