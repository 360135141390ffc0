"""Verdicts that were worked out before under the very same conditions, so that they need not be worked out again.

Everything an answer or its judgement follows from is part of the name under which it is kept: all keys of the run (code, prompts,
lexicon, corpus, embedder …), the day, the case and the cases before it in its conversation. Whatever changes makes another name.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import ValidationError

from eval.cases import Case
from eval.results import Verdict
from eval.run import Timed

FORMAT = "1"
"""Changes with how verdicts are kept."""
MOST = 40
"""So many sets of conditions are kept; the oldest goes."""


def kept_where() -> Path:
    """Where verdicts are kept: among the caches of this user."""
    return user_cache_path("rectification-assistant") / "evaluation"


class Kept:
    """The verdicts of one set of conditions; an entry that does not say what was written is as good as none."""

    def __init__(self, folder: Path, keys: Mapping[str, str], today: date | None = None) -> None:
        conditions = {name: value for name, value in keys.items() if name != "题目"}
        day = (today or date.today()).isoformat()
        self.path = folder / f"{_digest([FORMAT, day, json.dumps(conditions, sort_keys=True, ensure_ascii=False)])}.jsonl"
        self._known = _read(self.path)

    def get(self, group: Sequence[Case]) -> list[Timed] | None:
        """The verdicts of cases that follow on, if all of them are known."""
        found = [self._known.get(name) for name in names(group)]
        return [one for one in found if one is not None] if all(found) else None

    def put(self, pairs: Iterable[tuple[Sequence[Case], Sequence[Timed]]]) -> None:
        """Keep more verdicts; where nothing can be written they are worked out again next time."""
        added = {name: one for group, found in pairs for name, one in zip(names(group), found, strict=True)}
        if not added:
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            merged = {**_read(self.path), **added}
            draft = self.path.with_suffix(f".{os.getpid()}")
            draft.write_text("".join(_line(name, one) for name, one in merged.items()), "utf-8")
            draft.replace(self.path)
            _forget_oldest(self.path.parent)


def names(group: Sequence[Case]) -> list[str]:
    """The name of each case: the case itself and all that was asked before it in its conversation."""
    found, before = [], ""
    for case in group:
        before = _digest([before, case.set, case.id, case.digest])
        found.append(before)
    return found


def _read(path: Path) -> dict[str, Timed]:
    known: dict[str, Timed] = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in path.read_text("utf-8").splitlines():
            name, _, rest = line.partition(" ")
            check, _, body = rest.partition(" ")
            if check != _digest([name, body]):
                continue
            with suppress(ValueError, ValidationError, KeyError):
                row = json.loads(body)
                known[name] = Timed(Verdict.model_validate(row["verdict"]), float(row["seconds"]))
    return known


def _line(name: str, one: Timed) -> str:
    row = {"verdict": one.verdict.model_dump(mode="json", exclude_defaults=True), "seconds": one.seconds}
    body = json.dumps(row, ensure_ascii=False)
    return f"{name} {_digest([name, body])} {body}\n"


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.jsonl"), key=lambda path: path.stat().st_mtime)
    for path in files[: max(len(files) - MOST, 0)]:
        path.unlink(missing_ok=True)


def _digest(parts: Iterable[str]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(f"{len(part)}:{part}".encode())
    return total.hexdigest()[:24]
