"""评测 of one home: the office's cases, the runs over them and over the shipped ones, and what came of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import UsageError
from assistant.evaluating.instrument import asked, there
from assistant.evaluating.running import Progress, Running
from assistant.evaluating.told import OWN, SHIPPED, CaseRow, Line, Request, Told
from assistant.types import ReportHead

KEPT_RUNS = 30
"""So many runs of a source are kept; the oldest goes."""
_DIGITS = 16
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"\d{8}-\d{6}")
_LOCK_SECONDS = 20.0


class EvaluationDesk:
    """Runs and results of one home, below HOME/evaluation, and its cases."""

    def __init__(self, home: Path) -> None:
        self._home = home.absolute()
        self._folder = self._home / "evaluation"
        # Among the knowledge files that staff edit, so that a backup takes it along.
        self._cases = self._home / "knowledge" / "evaluation" / "cases.jsonl"
        self._running = Running()

    @property
    def available(self) -> bool:
        """Whether the instrument lies beside the program."""
        return there()

    # --- runs -----------------------------------------------------------------------------------------------------------------

    def start(self, source: str) -> None:
        """Begin an evaluation of the office's cases or of the shipped ones.

        Raises:
            UsageError: another one is under way, or the instrument is missing.
        """
        folder = self._runs(source)
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("*.part"):  # of an evaluation that was cut off
            left.unlink(missing_ok=True)
        run = folder / f"{datetime.now().strftime(_STAMP)}.json"
        self._running.start(self._request("run", source=source, run=str(run)), lambda: self._forget_oldest(source))

    def progress(self) -> Progress | None:
        """How far the evaluation under way is, or how the last one ended; None before the first."""
        return self._running.progress()

    def stop(self) -> None:
        """End the evaluation under way."""
        self._running.stop()

    def runs(self, source: str) -> list[tuple[str, datetime]]:
        """The runs that are kept by name, with the time each began, newest first."""
        names = sorted((path.stem for path in self._runs(source).glob("*.json") if _NAME.fullmatch(path.stem)), reverse=True)
        return [(name, datetime.strptime(name, _STAMP)) for name in names]

    def told(self, source: str, run: str, before: str = "") -> Told:
        """What came of a run, beside another one.

        Raises:
            UsageError: one of them is gone.
        """
        if any(name and not (_NAME.fullmatch(name) and self._run(source, name).is_file()) for name in (run, before)):
            raise UsageError("这次评测结果已经不在，请刷新后再看。")
        found = self._told(source, run, before, len(self.runs(source)))
        if found is None:
            raise UsageError("这次评测结果读不出来，请重新运行评测。")
        return found

    # --- the office's cases ---------------------------------------------------------------------------------------------------

    def cases(self) -> Sequence[CaseRow]:
        """The office's cases as rows of the sheet.

        Raises:
            UsageError: the case file is faulty; every faulty row is named.
        """
        return asked(self._request("cases")).rows or () if self._cases.is_file() else ()

    def put(self, rows: Sequence[CaseRow], heads: Sequence[ReportHead], replaced: Sequence[str] = ()) -> None:
        """Add or change cases; `heads` are the reports that labels may rest on, `replaced` the numbers that give way.

        Raises:
            UsageError: a row cannot be a case.
        """
        corpus = {head.path: head.id[:_DIGITS] for head in heads}
        self._change(self._request("put", rows=tuple(rows), replaced=tuple(replaced), corpus=corpus))

    def drop(self, name: str) -> None:
        """Take a case out.

        Raises:
            UsageError: the case file is faulty.
        """
        self._change(self._request("drop", replaced=(name,)))

    def take_in(self, path: Path) -> Line:
        """Add the cases of an Excel or JSONL file; how many were added and how many took the place of another.

        Raises:
            UsageError: the file cannot be read, or rows of it are faulty; every one is named.
        """
        return self._change(self._request("import", file=str(path)))

    def write(self, path: Path) -> None:
        """Write the cases as an Excel sheet, or an empty sheet to fill.

        Raises:
            UsageError: the case file is faulty.
        """
        asked(self._request("export", file=str(path)))

    def close(self) -> None:
        """End what is under way."""
        self._running.stop()

    def _change(self, request: Request) -> Line:
        for folder in (self._folder, self._cases.parent):
            folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._folder / "cases.lock", timeout=_LOCK_SECONDS):
                return asked(request)
        except Timeout:
            raise UsageError("别人正在改题，请稍后再试。") from None

    def _request(self, do: str, source: str = OWN, **values: object) -> Request:
        history = str(self._folder / f"history-{source}.jsonl")
        return Request(do, home=str(self._home), source=source, history=history, cases=str(self._cases), **values)  # type: ignore[arg-type]

    def _runs(self, source: str) -> Path:
        if source not in {OWN, SHIPPED}:
            raise UsageError("没有这个题集，请刷新后再选。")
        return self._folder / f"runs-{source}"

    def _run(self, source: str, name: str) -> Path:
        return self._runs(source) / f"{name}.json"

    @lru_cache(maxsize=8)  # noqa: B019 - one desk a process
    def _told(self, source: str, run: str, before: str, runs: int) -> Told | None:
        """The trend is that of `runs` runs."""
        earlier = str(self._run(source, before)) if before else ""
        return asked(self._request("tell", source=source, run=str(self._run(source, run)), before=earlier)).told

    def _forget_oldest(self, source: str) -> None:
        for name, _ in self.runs(source)[KEPT_RUNS:]:
            self._run(source, name).unlink(missing_ok=True)
