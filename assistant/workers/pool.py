"""The parent of the workers: hands calls to processes, ends those that overrun, says in a sentence what happened.

Workers are started by command line, not forked: the serving process has threads, and a fork of those may hang. Unlike
`multiprocessing` this does not import the caller's main module again, which costs a worker half a second and 40 MB.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from time import monotonic
from typing import TypeVar

from assistant.errors import UnreadableReport
from assistant.workers.child import Reply

T = TypeVar("T")

_START = "import sys; sys.path[:] = sys.argv[4:]; from assistant.workers.child import serve; serve(*sys.argv[1:4])"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class WorkerFailure(Exception):
    """A call tripped over something that is no sentence for staff; the text is the worker's traceback."""


class Workers:
    """Up to `count` worker processes, started when first needed, kept warm until closed; safe to use from several threads."""

    def __init__(self, count: int, seconds: float, megabytes: int, preload: str) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._command = [sys.executable, "-X", "utf8", "-c", _START, preload, str(seconds), str(megabytes), *filter(None, sys.path)]
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._lock = Lock()
        self._closed = False

    def submit(self, name: str, function: Callable[..., T], *arguments: object) -> Future[T]:
        """Have a worker call a function of some module; the future raises what the call raised.

        Beyond that it raises UnreadableReport, about the file `name`, when the call ran out of time or memory or took its
        process down, and WorkerFailure when it failed unexpectedly.
        """
        return self._threads.submit(self._run, name, function, arguments)

    def close(self) -> None:
        """End the processes; calls that still run fail."""
        with self._lock:
            self._closed = True
            processes = list(self._all)
        for process in processes:
            process.end()
        self._threads.shutdown(cancel_futures=True)

    def _run(self, name: str, function: Callable[..., T], arguments: tuple[object, ...]) -> T:
        process = self._take()
        began = monotonic()
        try:
            reply = process.call(function, arguments)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self._drop(process)
            raise UnreadableReport(self._lost(name, monotonic() - began)) from None
        if reply.retires:
            self._drop(process)
        else:
            self._put_back(process)
        if reply.error is not None:
            raise reply.error
        if reply.out_of_memory:
            raise UnreadableReport(
                f"读取“{name}”所用内存超过{self._megabytes}MB，已停止，请拆分后再收入，或调大 ASSISTANT_READ_MEGABYTES。"
            )
        if reply.trace:
            raise WorkerFailure(reply.trace)
        return reply.value  # type: ignore[return-value]

    def _lost(self, name: str, seconds: float) -> str:
        if seconds >= self._seconds:
            return f"读取“{name}”超过{self._seconds:g}秒，已停止，请拆分或另存为其他格式后再收入，或调大 ASSISTANT_READ_SECONDS。"
        return f"读取“{name}”的进程意外终止（内存不足或文件有害），已停止，请用原来的程序打开另存后再收入。"

    def _take(self) -> _Process:
        with self._lock:
            while self._idle:
                # The one used last: few calls keep few processes busy.
                process = self._idle.pop()
                if process.alive():
                    return process
                process.end()
                self._all.discard(process)
        process = _Process(self._command)
        with self._lock:
            self._all.add(process)
            closed = self._closed
        if closed:
            process.end()
        return process

    def _put_back(self, process: _Process) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(process)

    def _drop(self, process: _Process) -> None:
        process.end()
        with self._lock:
            self._all.discard(process)


class _Process:
    """One worker process, called by one thread at a time."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=_NO_WINDOW
        )

    def call(self, function: Callable[..., object], arguments: tuple[object, ...]) -> Reply:
        """Send one call and wait for its reply."""
        requests, replies = self._process.stdin, self._process.stdout
        assert requests is not None and replies is not None
        pickle.dump((function, arguments), requests, pickle.HIGHEST_PROTOCOL)
        requests.flush()
        return pickle.load(replies)  # type: ignore[no-any-return]

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill it and give its pipes back."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            # What was still on its way to a dead process cannot be flushed.
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()
