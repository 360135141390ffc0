"""The instrument in eval/, started as a process of its own: nothing of the product imports it, and it may be missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

from assistant.errors import UsageError
from assistant.evaluating.told import Line, Request, decoded, encoded

MISSING = "这里没有安装评测程序（eval 文件夹不在程序旁边），不能运行评测，请在完整的程序文件夹里启动页面。"
BROKEN = "评测进程意外终止，没有得到结果，请重试；仍不行时请联系管理员。"
_START = "import sys; sys.path[:] = sys.argv[1:]; from eval.office import main; main()"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def there() -> bool:
    """Whether the instrument lies beside the program."""
    found = find_spec("eval")
    return found is not None and any((Path(folder) / "office.py").is_file() for folder in found.submodule_search_locations or ())


class Asked:
    """One request under way; its lines come as they are written, and it can be ended."""

    def __init__(self, request: Request) -> None:
        """Start the process.

        Raises:
            UsageError: the instrument is not there.
        """
        if not there():
            raise UsageError(MISSING)
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", _START, *(str(Path(one).absolute()) for one in sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )
        assert self._process.stdin is not None
        # The pipe stays open: the process ends when it closes, be it that this program was killed.
        self._process.stdin.write(encoded(request))
        self._process.stdin.flush()

    def lines(self) -> Iterator[Line]:
        """What it tells, until it is done; a process that ended before says so as a fault."""
        assert self._process.stdout is not None
        last = Line()
        for line in self._process.stdout:
            try:
                last = decoded(line, Line)
            except msgspec.DecodeError:
                continue
            yield last
            if last.finished or last.fault:
                break
        self._close()
        if not (last.finished or last.fault):
            yield Line(done=last.done, total=last.total, fault=BROKEN)

    def end(self) -> None:
        """End the process at once; whoever reads its lines comes to their end."""
        self._process.kill()

    def _close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def asked(request: Request) -> Line:
    """The last line of a short request.

    Raises:
        UsageError: it could not be carried out; the sentence of the instrument says why.
    """
    *_, last = Asked(request).lines()
    if last.fault:
        raise UsageError(last.fault)
    return last
