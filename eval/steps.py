"""Results of the steps of a long proof, kept on disk: a proof that was cut off goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

from eval.fingerprint import code_digest

FOLDER = Path(__file__).parent / "proofs" / ".partial"
AT_ONCE = 2
"""So many steps that are processes of their own are taken side by side."""

Step = dict[str, Any]


class Steps:
    """The steps done so far of one proof by the code as it is now: other code starts over."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self._path = folder / f"{name}.jsonl"
        self._code = code_digest()
        self._writing = Lock()
        self._done: dict[str, Step] = {}
        if self._path.is_file():
            rows = [json.loads(line) for line in self._path.read_text("utf-8").splitlines()]
            self._done = {row["step"]: row["found"] for row in rows if row["code"] == self._code}

    def once(self, step: str, work: Callable[[], Step]) -> Step:
        """What a step came to, worked out now where it has not been before."""
        if step in self._done:
            return self._done[step]
        found = work()
        with self._writing:
            self._done[step] = found
            self._path.parent.mkdir(parents=True, exist_ok=True)
            row = {"code": self._code, "step": step, "found": found}
            with self._path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        return found

    def each(self, works: Mapping[str, Callable[[], Step]]) -> list[Step]:
        """What several steps came to, in their order, some of them taken side by side."""
        with ThreadPoolExecutor(AT_ONCE) as threads:
            return list(threads.map(self.once, works, works.values()))

    def finish(self) -> None:
        """Forget the steps: the proof as a whole is written down."""
        self._path.unlink(missing_ok=True)
