"""The assistant: what the command line, the page and the evaluation all call; the only object with state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING, Any, Self

from assistant.accounts.acting import ASKED, DRAFTED, EXPORTED, REMOVED, SEARCHED, TAKEN_IN, Acting
from assistant.accounts.sessions import LoginDesk
from assistant.accounts.users import UserDesk
from assistant.accounts.visibility import AuditDesk, VisibilityDesk
from assistant.answering.conversations import Conversations
from assistant.arrivals import Handed, files_in
from assistant.checking.desk import ProofDesk
from assistant.config import MAXIMUM_QUESTION, Settings, load_settings
from assistant.correcting.corrections import Corrections
from assistant.errors import AssistantError, SettingsError, UsageError
from assistant.evaluating.desk import EvaluationDesk
from assistant.indexing import BOTH, KEYWORD, PassageIndex
from assistant.ingesting import Intake
from assistant.ledgers.column_desk import ColumnDesk
from assistant.ledgers.desk import LedgerDesk
from assistant.library import SnapshotLibrary
from assistant.migrating import migrate
from assistant.modelled import Asked, ModelPath
from assistant.reading.discreet import discreet, discreet_facts, discreet_passage
from assistant.remembering.candidates import CandidateDesk
from assistant.remembering.conversations import ConversationDesk
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.store.database import Database
from assistant.store.ledger_versions import forget_versions
from assistant.store.scope import referred
from assistant.store.snapshot import Decoded, Snapshot
from assistant.store.writing import remove_files, remove_reports, reports_of, sample_files
from assistant.types import Answer, Draft, Fact, Health, Hit, IngestResult, Reader, Report, ReportHead, Role, Scope
from assistant.words.lexicon import load_lexicon

if TYPE_CHECKING:
    from assistant.drafting.desk import DraftDesk
    from assistant.drafting.genre import Genre
    from assistant.drafting.letterhead import Letterhead
    from assistant.drafting.suggesting import SuggestedHeading

Progress = Callable[[int, int, str], None]
"""Called after each file with how many are done, how many there are, and the file's name."""

EVERYTHING = Scope()
_AT_ONCE = 2
"""So many answers are worked out at a time: threads of one interpreter take turns at it, and more of them only hold each other up."""

_LEANT_ON = 4
"""So many of the last questions tell what the next one leans on."""


class Assistant:
    """Reads, answers, finds and drafts over the reports of one home; safe to use from several threads.

    Made so it works for whoever runs the program on its own machine, who may do all; `for_reader` gives it to a user.
    """

    def __init__(self, home: Path | None = None, settings: Settings | None = None) -> None:
        settings = settings or load_settings(home)
        self.settings = settings if home is None else settings.model_copy(update={"home": home})
        self.home = self.settings.home
        self._database = Database(self.home, self.settings)
        self._decoded = Decoded()
        self._index = PassageIndex(self._database, self.home, self.settings, self._decoded)
        self._intake = Intake(self._database, self.home, self.settings, self._index.foresee)
        self._conversations = Conversations()
        self._evaluation = EvaluationDesk(self.home)
        self._turns = Semaphore(_AT_ONCE)
        self._counting: list[Callable[[Answer], None]] = []
        self._first = self
        self._work_for(Acting(self._database, self._decoded, self.settings))

    def for_reader(self, reader: Reader, address: str = "") -> Assistant:
        """The same library as a user may see and change it; what they do is logged with the address they come from.

        The page and the interfaces for other programs use nothing but such views, made anew for each request.
        """
        view = copy(self)
        view.__dict__.pop("drafts", None)
        view._work_for(self._acting.reading_as(reader, address))
        return view

    def count_answers(self, count: Callable[[Answer], None]) -> None:
        """Have every answer counted from now on, whoever gets it and by whichever way."""
        self._counting.append(count)

    @property
    def evaluation(self) -> EvaluationDesk:
        """The evaluation set: run, compared, added to; it asks of every report, so whoever looks at it may see all.

        Raises:
            NotAllowedError: whoever asks is no administrator.
        """
        self._acting.require(Role.ADMINISTRATOR)
        return self._evaluation

    def _work_for(self, acting: Acting) -> None:
        self._acting = acting
        self.reader = acting.reader
        """For whom it works."""
        self.users = UserDesk(acting)
        """Who may log in, and the keys of other programs."""
        self.logins = LoginDesk(acting)
        """Who is logged in."""
        self.visibility = VisibilityDesk(acting)
        """Which groups a report is limited to."""
        self.audit = AuditDesk(acting)
        """Who did what."""
        self.corrections = Corrections(acting, self.home, self._index.catch_up)
        """What staff settle over the reading: set, list and undo."""
        self.ledgers = LedgerDesk(acting, self.home)
        """The ledgers (台账) item by item, as they stand on a day."""
        self.ledger_columns = ColumnDesk(acting, self.home, self._read_again)
        """What the columns of ledgers are, as staff confirm and correct it."""
        self.proofs = ProofDesk(acting, self.home)
        """Texts of anybody's hand held against the library."""
        self.conversations = ConversationDesk(acting)
        """What was asked on the page, kept for whom it belongs to."""
        self.candidates = CandidateDesk(acting)
        """Answers that staff found wrong, waiting to become evaluation cases."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give files, connections and worker processes back."""
        self._evaluation.close()
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
        self._acting.require(Role.KEEPER)
        files = list(files_in(paths))
        if uploaded:
            handed = [Handed(path, path.name, self._source(path.name)) for path in files]
        else:
            handed = [Handed(path, str(path), str(path.absolute())) for path in files]

        def taken(place: int) -> None:
            if progress is not None:
                progress(place, len(files), files[place - 1].name)

        results: list[IngestResult] = []
        try:
            for result in self._intake.take(handed, sample=sample, taken=taken):
                results.append(result)
                yield self._told(result)
        finally:
            self._index.catch_up()
            refused = sum(result.status == "refused" for result in results)
            said = f"{len(results)}个文件{f'，{refused}个未收入' if refused else ''}"
            self._acting.note(TAKEN_IN, (report for result in results for report in result.reports), said)

    def _source(self, name: str) -> str:
        """What an uploaded file stands for: it replaces the one of its name, but none that the uploader may not see."""
        source = f"upload:{name}"
        with self._acting.snapshot() as snapshot:
            hidden = not snapshot.whole and snapshot.hides_at(source)
        return f"upload:{self._acting.owned()}:{name}" if hidden else source

    def _told(self, result: IngestResult) -> IngestResult:
        """A result without what it says of reports that the reader may not see."""
        with self._acting.snapshot() as snapshot:
            if snapshot.whole:
                return result
            notices = tuple(one for one in result.notices if not snapshot.names_hidden(one))
            return replace(result, notices=notices, reason="" if snapshot.names_hidden(result.reason) else result.reason)

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
        """Forget these reports everywhere; their ids.

        Raises:
            NotAllowedError: whoever asks may not change the library.
            UsageError: there is no such report.
        """
        self._acting.require(Role.KEEPER)
        with self._snapshot() as snapshot:
            ids = [head.id for head in referred(reference, snapshot.heads(EVERYTHING))]
        with self._database.writing() as connection:
            remove_reports(connection, ids)
        self._index.catch_up()
        self._acting.note(REMOVED, ids)
        return ids

    def load_samples(self) -> Iterator[IngestResult]:
        """Take in the demonstration documents that ship with the program."""
        self._acting.require(Role.KEEPER)
        files = files_in([SHIPPED_KNOWLEDGE / "samples" / "documents"])
        try:
            yield from self._intake.take((Handed(path, str(path), f"sample:{path.name}") for path in files), sample=True)
        finally:
            self._index.catch_up()

    def remove_samples(self) -> int:
        """Forget the demonstration documents; how many files went."""
        self._acting.require(Role.KEEPER)
        with self._database.writing() as connection:
            samples = sample_files(connection)
            forget_versions(connection, reports_of(connection, samples))
            remove_files(connection, samples)
        self._index.catch_up()
        return len(samples)

    def reading_again(self) -> Iterator[IngestResult]:
        """Read again what older rules have read, from the stored bytes, a result for each file as it is done."""
        self._acting.require(Role.ADMINISTRATOR)
        yield from self._intake.read_again()

    def reindex(self) -> dict[str, Any]:
        """Read again what older rules have read, then make the search caches anew."""
        self._acting.require(Role.ADMINISTRATOR)
        kept: dict[str, str] = {}
        read = 0
        for result in self.reading_again():
            read += result.status != "refused"
            if result.status == "refused":
                kept[result.path] = result.reason
        return {"read_again": read, "kept_as_they_were": kept, "passages": self._index.rebuild()}

    def migrate(self, came_from: str = "") -> Iterator[tuple[str, int, int]]:
        """Move database and vectors to where the settings say: what is moved, how much is done, of how much.

        Args:
            came_from: The engine the vectors are in, as `ASSISTANT_ENGINE` named it; needed where it has an address.
        """
        self._acting.require(Role.ADMINISTRATOR)
        yield from migrate(self.home, self.settings, self._database, self._index, came_from)

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
        found = self._hits(query, scope, k)
        self._acting.asked(SEARCHED, query, (hit.passage.report for hit in found))
        return found

    def _hits(self, query: str, scope: Scope, k: int) -> Sequence[Hit]:
        with self._library(BOTH) as library:
            hits = library.search(_checked(query), scope, k)
            return [replace(hit, passage=discreet_passage(hit.passage, library.report(hit.passage.report))) for hit in hits]

    # --- questions ------------------------------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Read in what the first question would otherwise wait for: figures, lists, the words of each, the index, a model's library."""
        from assistant.answering.route import prepare

        with self._library(KEYWORD) as library:
            prepare(library, load_lexicon(self.home), EVERYTHING)
        self._index.look_after()
        if self.settings.uses_model:
            with suppress(SettingsError):  # each answer will say so
                self._modelled.request()
            self._hits("整改", EVERYTHING, 1)  # a model answers open questions from passages, which are found by meaning too

    def ask(self, question: str, scope: Scope = EVERYTHING, conversation: str | None = None) -> Answer:
        """The answer, worded by the model where one is set; a follow-up may lean on the question before in its conversation.

        Raises:
            UsageError: the question is empty or too long.
        """
        *_, last = self.ask_stream(question, scope, conversation)
        assert isinstance(last, Answer)
        return last

    def ask_stream(self, question: str, scope: Scope = EVERYTHING, conversation: str | None = None) -> Iterator[str | Answer]:
        """The text of the answer in pieces, and last the `Answer`, which holds whatever the pieces said."""
        answer = self._noted(question, scope, conversation)
        if self.settings.uses_model:
            again, search = partial(self._noted, scope=scope, conversation=conversation), partial(self._passages, question, scope)
            known = {citation.report for citation in answer.citations}
            answer = yield from self._modelled.answers(Asked(question, answer, again, search, self.report))
            if more := [citation.report for citation in answer.citations if citation.report not in known]:
                self._acting.asked(ASKED, question, more)
        else:
            yield answer.text
        for count in self._counting:
            count(answer)
        yield answer

    def _noted(self, question: str, scope: Scope, conversation: str | None) -> Answer:
        """The answer as code has it, logged before anybody sees it."""
        answer = self._computed(question, scope, conversation)
        self._acting.asked(ASKED, question, (citation.report for citation in answer.citations))
        return answer

    def _own(self, conversation: str | None) -> str | None:
        """A conversation by what the questions before are remembered under: never another user's."""
        return None if conversation is None else f"{self.reader.id}:{conversation}"

    def _passages(self, question: str, scope: Scope, query: str, k: int) -> Sequence[Hit]:
        """The passages that a model may answer an open question from, logged as looked at for it."""
        found = self._hits(query, scope, k)
        self._acting.asked(ASKED, question, (hit.passage.report for hit in found))
        return found

    def suggestions(self, given: Answer, scope: Scope, conversation: str) -> list[str]:
        """What may be asked next in a conversation, after the answer it was just given; only what has an answer."""
        from assistant.answering.suggesting import suggestions

        asked = self._conversations.last(self._own(conversation))
        if asked is None:
            return []
        with self._turns, self._library(KEYWORD) as library:
            return suggestions(asked, given, library, load_lexicon(self.home), scope)

    def resume(self, conversation: str, asked: Sequence[tuple[str, Scope]]) -> None:
        """Let the next question lean on those asked before in a conversation that is opened again."""
        if self._conversations.last(self._own(conversation)) is None:
            for question, scope in asked[-_LEANT_ON:]:
                with suppress(AssistantError):
                    self._computed(question, scope, conversation)

    def forget(self, conversation: str) -> None:
        """End a conversation: the next question in it leans on nothing."""
        self._conversations.forget(self._own(conversation) or "")

    def _computed(self, question: str, scope: Scope, conversation: str | None) -> Answer:
        from assistant.answering.route import answer

        text = _checked(question)
        with self._turns, self._library(KEYWORD) as library:
            found, understood = answer(text, library, load_lexicon(self.home), scope, self._conversations.last(self._own(conversation)))
        self._conversations.asked(self._own(conversation), understood)
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

        self._acting.require(Role.DRAFTER)
        if output is not None:
            check_output(output)
        with self._library(BOTH) as library:
            worded = self._modelled.draft if self.settings.uses_model else None
            draft = compose(genre, library, scope, section=section, home=self.home, worded=worded)
        self._acting.note(DRAFTED if output is None else EXPORTED, (figure.report for figure in draft.figures), genre)
        return draft if output is None else write_output(draft, output, head)

    def headings(self, genre: str, scope: Scope = EVERYTHING) -> Sequence[SuggestedHeading]:
        """Headings that a model suggests for such a draft; nothing of them is applied.

        Raises:
            NotAllowedError: whoever asks may not draft.
            UsageError: no such genre, or the place is not clear.
            SettingsError: no model is configured.
            LanguageModelError: the endpoint failed.
        """
        from assistant.drafting.compose import compose

        self._acting.require(Role.DRAFTER)
        with self._library(BOTH) as library:
            draft = compose(genre, library, scope, home=self.home)
            used = dict.fromkeys(figure.report for figure in draft.figures)
            found = self._modelled.headings(draft, [library.report(one) for one in used if one])
        self._acting.note(DRAFTED, used, genre)
        return found

    @cached_property
    def drafts(self) -> DraftDesk:
        """The drafts that staff keep, with their history."""
        from assistant.drafting.desk import DraftDesk

        worded = self._modelled.draft if self.settings.uses_model else None
        return DraftDesk(self._acting, self.home, lambda: self._library(BOTH), worded)

    # --- its own state --------------------------------------------------------------------------------------------------------

    def status(self) -> dict[str, Any]:
        """Counts, engine, embedder, health, and how many files older rules have read."""
        with self._snapshot() as snapshot:
            whole = snapshot.whole
            counts, heads, shown = snapshot.counts(), snapshot.all_heads(), snapshot.heads(EVERYTHING)
            generation, behind, troubles = snapshot.generation, self._index.behind(snapshot), snapshot.troubles()
        samples = sum(head.sample for head in heads)
        return {
            "home": str(self.home),
            "generation": generation,
            **counts,
            "samples": samples,
            "samples_shown": bool(samples) and any(head.sample for head in shown),
            "read_by_older_rules": self._intake.outdated() if whole else 0,
            "not_yet_searchable": behind if whole else 0,
            **troubles,
            "engine": self.settings.engine_name,
            "embedder": self.settings.embedder,
            "mode": "model" if self.settings.uses_model else "offline",
            "model": self.settings.model,
            "health": self._index.health() if whole else {},
        }

    @property
    def _modelled(self) -> ModelPath:
        return self._first._model_path

    @cached_property
    def _model_path(self) -> ModelPath:
        """What a model is used for, one for all readers."""
        return ModelPath(self.settings.model_copy(update={"home": self.home}), self._every_head)

    def _every_head(self) -> Sequence[ReportHead]:
        with self._snapshot() as snapshot:
            return snapshot.all_heads()

    @contextmanager
    def _snapshot(self) -> Iterator[Snapshot]:
        with self._acting.snapshot() as snapshot:
            yield snapshot

    @contextmanager
    def _library(self, legs: Sequence[str]) -> Iterator[SnapshotLibrary]:
        with self._snapshot() as snapshot:
            yield SnapshotLibrary(snapshot, self._index, legs)


def _checked(question: str) -> str:
    """The question without blanks around it, if it is one that can be asked."""
    text = question.strip()
    if not text:
        raise UsageError("问题是空的，请写下要问的内容。")
    if len(text) > MAXIMUM_QUESTION:
        raise UsageError(f"问题有{len(text)}个字，最多{MAXIMUM_QUESTION}个字，请只写要问的那一句。")
    return text
