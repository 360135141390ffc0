"""The evaluation under way: one at a time in a home, whoever looks at it, to be ended by anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread

from assistant.errors import UsageError
from assistant.evaluating.instrument import Asked
from assistant.evaluating.told import Request

STOPPED = "已停止，评过的题下次不用再评。"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an evaluation is, or how it ended: `fault` says why there is no result."""

    source: str
    done: int = 0
    total: int = 0
    under_way: bool = True
    fault: str = ""


class Running:
    """What is evaluated now; empty before the first time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: Asked | None = None
        self._progress: Progress | None = None
        self._stopped = False

    def start(self, request: Request, finished: Callable[[], None]) -> None:
        """Begin; `finished` is called when there is a result, before anybody is told of it.

        Raises:
            UsageError: another evaluation is under way, or the instrument is missing.
        """
        with self._lock:
            if self._progress is not None and self._progress.under_way:
                raise UsageError("已经有一次评测正在运行，请等它结束，或先停止它。")
            asked = Asked(request)
            self._asked, self._progress, self._stopped = asked, Progress(request.source), False
        Thread(target=self._follow, args=(asked, finished), daemon=True).start()

    def progress(self) -> Progress | None:
        """How far it is."""
        with self._lock:
            return self._progress

    def stop(self) -> None:
        """End it, if it is under way."""
        with self._lock:
            if self._asked is not None and self._progress is not None and self._progress.under_way:
                self._stopped = True
                self._asked.end()

    def _follow(self, asked: Asked, finished: Callable[[], None]) -> None:
        fault = ""
        for line in asked.lines():
            fault = line.fault
            if line.total and not line.fault:
                self._now(done=line.done, total=line.total)
        if not fault:
            finished()
        self._now(under_way=False, fault=STOPPED if fault and self._stopped else fault)

    def _now(self, **changes: object) -> None:
        with self._lock:
            assert self._progress is not None
            self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]
