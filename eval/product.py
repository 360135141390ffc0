"""The product as a subject of evaluation: a fresh assistant over a folder of documents; the only importer of the service here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from assistant import contract
from assistant.errors import AssistantError
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.service import Assistant
from assistant.types import Answer, Report, Scope
from eval.cases import Case, CaseError
from eval.subject import AnswerRow

SAMPLES = SHIPPED_KNOWLEDGE / "samples" / "documents"
MODEL_SETTINGS = ("ASSISTANT_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL")


class Product:
    """An assistant that answers cases in the shape of the contract."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._reports: dict[str, Report | None] = {}

    def answer(self, case: Case) -> AnswerRow:
        """The answer to a case, in the scope and conversation it names."""
        scope = Scope(place=case.place, reports=tuple(case.reports), as_of=case.as_of)
        conversation = f"{case.set}:{case.conversation}" if case.conversation else None
        return answer_row(self._assistant.ask(case.question, scope, conversation=conversation))

    def text(self, report: str) -> str:
        """The clean text of a report id."""
        found = self._report(report)
        return found.clean if found else ""

    def file(self, report: str) -> str:
        """The file name of a report id."""
        found = self._report(report)
        return found.path if found else ""

    def _report(self, report: str) -> Report | None:
        if report not in self._reports:
            try:
                self._reports[report] = self._assistant.report(report)
            except AssistantError:
                self._reports[report] = None
        return self._reports[report]


@contextmanager
def fresh_assistant(documents: Sequence[Path] = (SAMPLES,), home: Path | None = None) -> Iterator[Assistant]:
    """An assistant in a temporary home that has read nothing but the given documents.

    Raises:
        CaseError: a document was refused: answers over the rest would be judged by labels made for the whole.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        assistant = Assistant(home=home or Path(folder))
        try:
            refused = [result for result in assistant.ingest(list(documents)) if result.status == "refused"]
            if refused:
                raise CaseError("文件没有读进来：" + "；".join(f"{result.path}（{result.reason}）" for result in refused))
            yield assistant
        finally:
            assistant.close()


def go_offline() -> None:
    """Forget the model's settings for this process: without --model nothing may reach an endpoint."""
    for name in MODEL_SETTINGS:
        os.environ.pop(name, None)


def answer_row(answer: Answer) -> AnswerRow:
    """The contract's shape of an answer, without what varies from run to run."""
    row = contract.answer(answer, seconds=0)
    row["figures"] = [{key: value for key, value in figure.items() if key != "correction" or value} for figure in row["figures"]]
    return cast("AnswerRow", {key: row[key] for key in AnswerRow.__annotations__ if key != "corrections" or row[key]})
