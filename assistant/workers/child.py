"""Inside a worker process: answer calls that come through a pipe, within the memory allowed."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import mmap
import os
import pickle
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assistant.errors import AssistantError

RETIRES_AT = 0.5
"""A worker that grew to this share of the memory limit makes room for a fresh one."""
_OBJECTS_BETWEEN = 50_000
"""So many new objects are let be before the collector looks for cycles among them."""
_RESIDENT = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answers: the value of a call, or why there is none."""

    value: object = None
    error: AssistantError | None = None
    trace: str = ""
    out_of_memory: bool = False
    retires: bool = False


def serve(preload: str, seconds: str, megabytes: str) -> None:
    """Answer calls until the other side closes or memory runs short."""
    requests, replies = _own_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which then closes us
    os.putenv("OPENBLAS_NUM_THREADS", "1")  # numpy would take 40 MB a thread
    importlib.import_module(preload)
    limit = int(megabytes) * 1024 * 1024
    _limit_memory(limit)
    gc.freeze()
    # A large table makes millions of objects that stay: looking through them again and again takes a fifth of its reading.
    gc.set_threshold(_OBJECTS_BETWEEN, 50, 50)
    retires = False
    while not retires:
        try:
            call = pickle.load(requests)
        except EOFError:
            break
        # Its watchdog needs no cooperation of Python code, and works when the parent has died.
        faulthandler.dump_traceback_later(float(seconds), exit=True)
        reply = _answer(call, limit)
        faulthandler.cancel_dump_traceback_later()
        retires = reply.retires
        _send(replies, reply)


def _answer(call: tuple[Callable[..., object], tuple[object, ...]], limit: int) -> Reply:
    function, arguments = call
    try:
        value = function(*arguments)
    except MemoryError:
        return Reply(out_of_memory=True, retires=True)
    except AssistantError as error:
        return Reply(error=error, retires=_grown(limit))
    except Exception:
        return Reply(trace=traceback.format_exc()[-20_000:], retires=_grown(limit))
    return Reply(value, retires=_grown(limit))


def _send(replies: BinaryIO, reply: Reply) -> None:
    try:
        data = pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        data = pickle.dumps(Reply(out_of_memory=True, retires=True))
    replies.write(data)
    replies.flush()


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, out of reach of any library that prints."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return pipes


def _limit_memory(limit: int) -> None:
    """What the process may allocate; Windows and macOS keep no such limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        # The soft limit only, so that a converter started from here may be given another one.
        resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _grown(limit: int) -> bool:
    """Whether the process has become large, known where its limit is kept."""
    # Not `ru_maxrss`, which begins with what the parent held when it started this process.
    try:
        pages = int(_RESIDENT.read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return False
    return pages * mmap.PAGESIZE > limit * RETIRES_AT
