"""`python -m eval.office`: the instrument as the 评测 tab starts it. One request comes in on standard input, lines of JSON go out.

It ends when its standard input does: whoever started it is then gone, and nobody would look at the result.
"""

from __future__ import annotations

import os
import sys
import threading
from importlib import import_module

from assistant.errors import AssistantError
from assistant.evaluating.told import Line, Request, decoded, encoded
from eval.cases import CaseError

DOES = {
    "run": ("eval.office_run", "run"),
    "tell": ("eval.telling", "tell"),
    "cases": ("eval.case_desk", "listed"),
    "put": ("eval.case_desk", "put"),
    "drop": ("eval.case_desk", "dropped"),
    "import": ("eval.case_desk", "taken_in"),
    "export": ("eval.case_desk", "written"),
}
"""What may be asked -> who does it; loaded only then, so that the others need not wait for it."""


def main() -> None:
    """Carry out the one request."""
    request = decoded(sys.stdin.buffer.readline(), Request)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    module, name = DOES[request.do]
    try:
        done = getattr(import_module(module), name)(request, _tell)
    except (CaseError, AssistantError) as error:
        done = Line(fault=str(error))
    _tell(done)


def _tell(line: Line) -> None:
    sys.stdout.buffer.write(encoded(line))
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    # Past Python's own buffer, whose lock a thread that waits would hold while the process ends.
    os.read(sys.stdin.fileno(), 1)
    os._exit(3)


if __name__ == "__main__":
    main()
