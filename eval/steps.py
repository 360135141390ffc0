"""Results of the steps of a long proof, kept on disk: a proof that was cut off goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.fingerprint import code_digest

FOLDER = Path(__file__).parent / "proofs" / ".partial"

Step = dict[str, Any]


class Steps:
    """The steps done so far of one proof by the code as it is now: other code starts over."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self._path = folder / f"{name}.jsonl"
        self._code = code_digest()
        self._done: dict[str, Step] = {}
        if self._path.is_file():
            rows = [json.loads(line) for line in self._path.read_text("utf-8").splitlines()]
            self._done = {row["step"]: row["found"] for row in rows if row["code"] == self._code}

    def once(self, step: str, work: Callable[[], Step]) -> Step:
        """What a step came to, worked out now where it has not been before."""
        if step not in self._done:
            self._done[step] = work()
            self._path.parent.mkdir(parents=True, exist_ok=True)
            row = {"code": self._code, "step": step, "found": self._done[step]}
            with self._path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        return self._done[step]

    def finish(self) -> None:
        """Forget the steps: the proof as a whole is written down."""
        self._path.unlink(missing_ok=True)
