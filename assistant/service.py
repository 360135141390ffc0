"""The assistant: what the command line, the page and the evaluation all call; the only object with state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING, Any, Self

from assistant.answering.conversations import Conversations
from assistant.arrivals import Handed, files_in
from assistant.checking.desk import ProofDesk
from assistant.config import MAXIMUM_QUESTION, Settings, load_settings
from assistant.correcting.corrections import Corrections
from assistant.errors import UsageError
from assistant.indexing import BOTH, KEYWORD, PassageIndex
from assistant.ingesting import Intake
from assistant.ledgers.column_desk import ColumnDesk
from assistant.ledgers.desk import LedgerDesk
from assistant.library import SnapshotLibrary
from assistant.reading.discreet import discreet, discreet_facts, discreet_passage
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.store.database import Database
from assistant.store.ledger_versions import forget_versions
from assistant.store.scope import referred
from assistant.store.snapshot import Decoded, Snapshot
from assistant.store.writing import remove_files, remove_reports, reports_of, sample_files
from assistant.types import Answer, Draft, Fact, Health, Hit, IngestResult, Report, ReportHead, Scope, Wording
from assistant.words.lexicon import load_lexicon

if TYPE_CHECKING:
    from assistant.drafting.desk import DraftDesk
    from assistant.drafting.genre import Genre
    from assistant.drafting.letterhead import Letterhead

Progress = Callable[[int, int, str], None]
"""Called after each file with how many are done, how many there are, and the file's name."""

EVERYTHING = Scope()
KEPT_HERE = "依据中有标明密级或内部字样的材料，没有送语言模型措辞，以上为系统原文。"
_AT_ONCE = 2
"""So many answers are worked out at a time: threads of one interpreter take turns at it, and more of them only hold each other up."""


class Assistant:
    """Reads, answers, finds and drafts over the reports of one home; safe to use from several threads."""

    def __init__(self, home: Path | None = None, settings: Settings | None = None) -> None:
        settings = settings or load_settings(home)
        self.settings = settings if home is None else settings.model_copy(update={"home": home})
        self.home = self.settings.home
        self._database = Database(self.home, self.settings)
        self._intake = Intake(self._database, self.home, self.settings)
        self._decoded = Decoded()
        self._index = PassageIndex(self._database, self.home, self.settings, self._decoded)
        self.corrections = Corrections(self._database, self.home, self.settings, self._index.catch_up)
        """What staff settle over the reading: set, list and undo."""
        self.ledgers = LedgerDesk(self._database, self.home, self._decoded)
        """The ledgers (台账) item by item, as they stand on a day."""
        self.ledger_columns = ColumnDesk(self._database, self.home, self._decoded, self.settings.user, self._read_again)
        """What the columns of ledgers are, as staff confirm and correct it."""
        self._conversations = Conversations()
        self.proofs = ProofDesk(self._database, self.home, self._decoded)
        """Texts of anybody's hand held against the library."""
        self._turns = Semaphore(_AT_ONCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give files, connections and worker processes back."""
        self._intake.close()
        self._index.close()
        self._database.close()

    # --- documents in and out -------------------------------------------------------------------------------------------------

    def ingest(
        self, paths: Iterable[Path], sample: bool = False, progress: Progress | None = None, *, uploaded: bool = False
    ) -> Iterator[IngestResult]:
        """Take in files and folders, a result for each file as it is done; search follows when the last one is.

        A file replaces what was read from the same full path before; an uploaded one, whose path is accidental, what was uploaded
        under the same name.
        """
        files = list(files_in(paths))
        if uploaded:
            handed = [Handed(path, path.name, f"upload:{path.name}") for path in files]
        else:
            handed = [Handed(path, str(path), str(path.absolute())) for path in files]

        def taken(place: int) -> None:
            if progress is not None:
                progress(place, len(files), files[place - 1].name)

        try:
            yield from self._intake.take(handed, sample=sample, taken=taken)
        finally:
            self._index.catch_up()

    def _read_again(self, reports: Sequence[str]) -> None:
        self._intake.read_these(reports)
        self._index.catch_up()

    def reports(self, scope: Scope = EVERYTHING) -> list[ReportHead]:
        """The reports staff see, newest first; demonstration documents only while nothing else is there."""
        with self._snapshot() as snapshot:
            return list(snapshot.heads(scope))

    def healths(self) -> dict[str, Health]:
        """How well each report that staff see was read, by id: counts, and what to look at as Chinese sentences."""
        with self._snapshot() as snapshot:
            return snapshot.healths(head.id for head in snapshot.heads(EVERYTHING))

    def find(self, reference: str) -> list[Report]:
        """The reports meant by an id, a unique prefix of one, or a file name.

        Raises:
            UsageError: there is none, or a prefix fits several.
        """
        with self._snapshot() as snapshot:
            return [discreet(snapshot.report(head.id)) for head in referred(reference, snapshot.heads(EVERYTHING))]

    def identified(self, report_id: str) -> list[tuple[str, Fact, Fact | None]]:
        """Each fact of a report by the id that `corrections` takes: as it was read, and as it holds now (None: not to be used)."""
        with self._snapshot() as snapshot:
            report = snapshot.report(report_id)
            return [
                (known, discreet_facts([read], report)[0], discreet_facts([now], report)[0] if now is not None else None)
                for known, read, now in snapshot.identified(report_id)
            ]

    def remove(self, reference: str) -> list[str]:
        """Forget these reports everywhere; their ids."""
        with self._snapshot() as snapshot:
            ids = [head.id for head in referred(reference, snapshot.heads(EVERYTHING))]
        with self._database.writing() as connection:
            remove_reports(connection, ids)
        self._index.catch_up()
        return ids

    def load_samples(self) -> Iterator[IngestResult]:
        """Take in the demonstration documents that ship with the program."""
        files = files_in([SHIPPED_KNOWLEDGE / "samples" / "documents"])
        try:
            yield from self._intake.take((Handed(path, str(path), f"sample:{path.name}") for path in files), sample=True)
        finally:
            self._index.catch_up()

    def remove_samples(self) -> int:
        """Forget the demonstration documents; how many files went."""
        with self._database.writing() as connection:
            samples = sample_files(connection)
            forget_versions(connection, reports_of(connection, samples))
            remove_files(connection, samples)
        self._index.catch_up()
        return len(samples)

    def reindex(self) -> dict[str, Any]:
        """Read again what older rules have read, from the stored bytes, then make the search caches anew."""
        kept: dict[str, str] = {}
        read = 0
        for result in self._intake.read_again():
            read += result.status != "refused"
            if result.status == "refused":
                kept[result.path] = result.reason
        return {"read_again": read, "kept_as_they_were": kept, "passages": self._index.rebuild()}

    # --- reading: types.Library -----------------------------------------------------------------------------------------------

    def heads(self, scope: Scope) -> Sequence[ReportHead]:
        """The reports a scope lets one see, newest as-of first."""
        return self.reports(scope)

    def report(self, report_id: str) -> Report:
        """One report whole, private persons masked."""
        with self._snapshot() as snapshot:
            return discreet(snapshot.report(report_id))

    def facts(self, scope: Scope) -> Sequence[Fact]:
        """All facts of the reports in scope, in text order within each report."""
        with self._snapshot() as snapshot:
            return snapshot.facts(scope)

    def search(self, query: str, scope: Scope = EVERYTHING, k: int = 10) -> Sequence[Hit]:
        """The passages nearest to a query, best first."""
        with self._library(BOTH) as library:
            hits = library.search(_checked(query), scope, k)
            return [replace(hit, passage=discreet_passage(hit.passage, library.report(hit.passage.report))) for hit in hits]

    # --- questions ------------------------------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Read in what the first question would otherwise wait for: figures, lists, the words of each, the keyword index."""
        from assistant.answering.route import prepare

        with self._library(KEYWORD) as library:
            prepare(library, load_lexicon(self.home), EVERYTHING)

    def ask(self, question: str, scope: Scope = EVERYTHING, conversation: str | None = None) -> Answer:
        """The answer, worded by the model where one is set; a follow-up may lean on the question before in its conversation.

        Raises:
            UsageError: the question is empty or too long.
        """
        answer = self._computed(question, scope, conversation)
        if not self.settings.uses_model:
            return answer
        if self._rests_on_marked(answer):
            return _kept_here(answer)
        from assistant.answering.wording import reword

        return reword(answer, question, self._model)

    def ask_stream(self, question: str, scope: Scope = EVERYTHING, conversation: str | None = None) -> Iterator[str | Answer]:
        """The text of the answer in pieces, and last the `Answer`, which holds whatever the pieces said."""
        answer = self._computed(question, scope, conversation)
        if not self.settings.uses_model:
            yield answer.text
        elif self._rests_on_marked(answer):
            answer = _kept_here(answer)
            yield answer.text
        else:
            from assistant.answering.wording import stream_reword

            answer = yield from stream_reword(answer, question, self._model)
        yield answer

    def _rests_on_marked(self, answer: Answer) -> bool:
        """Whether a source of the answer bears a secrecy mark: such words never go to a model endpoint."""
        cited = {citation.report for citation in answer.citations}
        with self._snapshot() as snapshot:
            return any(head.secrecy for head in snapshot.all_heads() if head.id in cited)

    def suggestions(self, given: Answer, scope: Scope, conversation: str) -> list[str]:
        """What may be asked next in a conversation, after the answer it was just given; only what has an answer."""
        from assistant.answering.suggesting import suggestions

        asked = self._conversations.last(conversation)
        if asked is None:
            return []
        with self._turns, self._library(KEYWORD) as library:
            return suggestions(asked, given, library, load_lexicon(self.home), scope)

    def forget(self, conversation: str) -> None:
        """End a conversation: the next question in it leans on nothing."""
        self._conversations.forget(conversation)

    def _computed(self, question: str, scope: Scope, conversation: str | None) -> Answer:
        from assistant.answering.route import answer

        text = _checked(question)
        with self._turns, self._library(KEYWORD) as library:
            found, understood = answer(text, library, load_lexicon(self.home), scope, self._conversations.last(conversation))
        self._conversations.asked(conversation, understood)
        return found

    # --- drafts ---------------------------------------------------------------------------------------------------------------

    def genres(self) -> Sequence[Genre]:
        """The kinds of document it can draft."""
        from assistant.drafting.genre import genres

        return genres(self.home)

    def draft(
        self,
        genre: str,
        scope: Scope = EVERYTHING,
        section: str | None = None,
        output: Path | None = None,
        head: Letterhead | None = None,
    ) -> Draft:
        """Draft a document from the reports in scope, written to `output` (.docx, .pdf or .md) if given, with a red head if given.

        Raises:
            UsageError: no such genre or section, or the output cannot be a document.
        """
        from assistant.drafting.compose import compose
        from assistant.drafting.output import check_output, write_output

        if output is not None:
            check_output(output)
        with self._library(BOTH) as library:
            draft = compose(genre, library, scope, section=section, home=self.home)
        return draft if output is None else write_output(draft, output, head)

    @cached_property
    def drafts(self) -> DraftDesk:
        """The drafts that staff keep, with their history."""
        from assistant.drafting.desk import DraftDesk

        return DraftDesk(self._database, self.home, lambda: self._library(BOTH), self.settings.user)

    # --- its own state --------------------------------------------------------------------------------------------------------

    def status(self) -> dict[str, Any]:
        """Counts, engine, embedder, health, and how many files older rules have read."""
        with self._snapshot() as snapshot:
            counts, heads, shown = snapshot.counts(), snapshot.all_heads(), snapshot.heads(EVERYTHING)
            generation, behind, troubles = snapshot.generation, self._index.behind(snapshot), snapshot.troubles()
        samples = sum(head.sample for head in heads)
        return {
            "home": str(self.home),
            "generation": generation,
            **counts,
            "samples": samples,
            "samples_shown": bool(samples) and any(head.sample for head in shown),
            "read_by_older_rules": self._intake.outdated(),
            "not_yet_searchable": behind,
            **troubles,
            "engine": self.settings.engine,
            "embedder": self.settings.embedder,
            "mode": "model" if self.settings.uses_model else "offline",
            "model": self.settings.model,
            "health": self._index.health(),
        }

    @cached_property
    def _model(self) -> Wording:
        from assistant.language.model import connect

        return connect(self.settings)

    @contextmanager
    def _snapshot(self) -> Iterator[Snapshot]:
        with self._database.reading() as connection:
            yield Snapshot(connection, self._decoded)

    @contextmanager
    def _library(self, legs: Sequence[str]) -> Iterator[SnapshotLibrary]:
        with self._snapshot() as snapshot:
            yield SnapshotLibrary(snapshot, self._index, legs)


def _kept_here(answer: Answer) -> Answer:
    return replace(answer, caveats=(*answer.caveats, KEPT_HERE))


def _checked(question: str) -> str:
    """The question without blanks around it, if it is one that can be asked."""
    text = question.strip()
    if not text:
        raise UsageError("问题是空的，请写下要问的内容。")
    if len(text) > MAXIMUM_QUESTION:
        raise UsageError(f"问题有{len(text)}个字，最多{MAXIMUM_QUESTION}个字，请只写要问的那一句。")
    return text
