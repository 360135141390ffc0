"""Texts handed in for proof: read like any file, held against the library, kept nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.accounts.acting import PROOFED, Acting
from assistant.checking.gaps import without_gaps
from assistant.checking.gathering import gather
from assistant.checking.review import own_text, review
from assistant.facts.extract import extract
from assistant.reading.recognition import Recognition
from assistant.reading.report import read_reports
from assistant.types import Report, Review, Role, Scope
from assistant.words.lexicon import load_lexicon


class ProofDesk:
    """Proofs texts against one home's library."""

    def __init__(self, acting: Acting, home: Path) -> None:
        self._acting, self._home = acting, home

    def proof(self, name: str, data: bytes, scope: Scope, recognition: Recognition | None = None) -> list[Review]:
        """The proof of each document of a file, whose kind its name tells.

        Raises:
            ReportError: the file cannot be read or has no text.
            UsageError: nothing in the library is in scope.
            KnowledgeError: the vocabulary or the proof-reading table cannot be used.
            NotAllowedError: whoever asks may not draft.
        """
        self._acting.require(Role.DRAFTER)
        texts = [own_text(one) for one in read_reports(name, data, home=self._home, recognition=recognition)]
        lexicon = load_lexicon(self._home)
        with self._acting.snapshot() as snapshot:
            found = [review(text, extract(_without_gaps(text), lexicon), gather(snapshot, text, scope), self._home) for text in texts]
        self._acting.note(PROOFED)
        return found


def _without_gaps(report: Report) -> Report:
    """What is open states no facts: 【待核：…73件、71件等不同说法】."""
    return replace(report, clean=without_gaps(report.clean))
