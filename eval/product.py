"""The product as a subject of evaluation: a fresh assistant over a folder of documents; the only importer of the service here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from assistant import contract
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.types import Answer, Report, Scope
from eval.cases import Case, CaseError
from eval.ground import SAMPLES
from eval.scorers.retrieval import DEPTH
from eval.subject import AnswerRow, DraftFigureRow, DraftRow, HitRow


class Product:
    """An assistant that answers cases in the shape of the contract."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._reports: dict[str, Report | None] = {}

    def answer(self, case: Case) -> AnswerRow:
        """The answer to a case, in the scope and conversation it names."""
        conversation = f"{case.set}:{case.conversation}" if case.conversation else None
        return answer_row(self._assistant.ask(case.question, _scope(case), conversation=conversation))

    def draft(self, case: Case) -> DraftRow:
        """The draft of a case's genre for its place, date and reports."""
        draft = self._assistant.draft(case.genre or "", _scope(case))
        row = contract.draft(draft, None) | {"frame": [draft.addressee, *draft.attachments, draft.signature, draft.date]}
        row["figures"] = [{key: figure[key] for key in DraftFigureRow.__annotations__} for figure in row["figures"]]
        return cast("DraftRow", {key: row[key] for key in DraftRow.__annotations__})

    def hits(self, case: Case) -> list[HitRow]:
        """What search finds for the words of a case."""
        found = map(contract.hit, self._assistant.search(case.question, _scope(case), max(case.gold.within, DEPTH)))
        return [cast("HitRow", {key: row[key] for key in HitRow.__annotations__}) for row in found]

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


def _scope(case: Case) -> Scope:
    return Scope(place=case.place, reports=tuple(case.reports), as_of=case.as_of)


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


def answer_row(answer: Answer) -> AnswerRow:
    """The contract's shape of an answer, without what varies from run to run."""
    row = contract.answer(answer, seconds=0)
    row["figures"] = [{key: value for key, value in figure.items() if key != "correction" or value} for figure in row["figures"]]
    return cast("AnswerRow", {key: row[key] for key in AnswerRow.__annotations__ if key != "corrections" or row[key]})
