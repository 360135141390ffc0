"""What a run goes through, words and lines of code: damage anywhere else is no damage to it.

`python -m eval.reaching CASES DOCUMENTS` prints it as JSON. Documents are read in other processes; here that is done once more in this one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from eval.cases import Case, read_cases
from eval.fingerprint import PACKAGE
from eval.ground import go_offline


def reach(cases: Sequence[Case], documents: Path) -> dict[str, Any]:
    """The fields of a `Reach`: what is asked and read, and the lines that are run through meanwhile in this thread."""
    from assistant.readings import read_file
    from eval.product import Product, fresh_assistant
    from eval.run import ask_cases

    found: set[tuple[str, int]] = set()
    prefix = str(PACKAGE)

    def line(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ANN401 - as the interpreter calls it
        if event == "line":
            found.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: FrameType, _: str, __: Any) -> Any:  # noqa: ANN401
        return line if frame.f_code.co_filename.startswith(prefix) else None

    with fresh_assistant([documents]) as assistant:
        product = Product(assistant)
        sys.settrace(call)
        try:
            for path in sorted(documents.iterdir()):
                read_file(path.name, path.read_bytes(), assistant.home, False, True)
            ask_cases(cases, product)
        finally:
            sys.settrace(None)
        texts = [(report.clean if (report := assistant.report(head.id)) else "") for head in assistant.reports()]
    lines: dict[str, list[int]] = {}
    for name, number in sorted(found):
        lines.setdefault(Path(name).relative_to(PACKAGE.parent).as_posix(), []).append(number)
    return {"heard": "\n".join([*(case.question for case in cases), *texts]), "lines": lines}


if __name__ == "__main__":
    go_offline()
    sys.stdout.write(json.dumps(reach(read_cases(Path(sys.argv[1])), Path(sys.argv[2]))) + "\n")
