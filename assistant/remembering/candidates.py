"""Answers that staff found wrong: handed in from the page, looked through by a curator who makes cases of them."""

from __future__ import annotations

from assistant.accounts.acting import Acting
from assistant.errors import UsageError
from assistant.store.candidates import (
    ACCEPTED,
    DISMISSED,
    WAITING,
    Candidate,
    Complaint,
    candidate,
    candidates,
    forget_candidate,
    put_candidate,
    settle_candidate,
)
from assistant.store.database import Transaction
from assistant.types import Role

LONGEST = 2000
"""So many characters of a correction at most."""


class CandidateDesk:
    """The case candidates of one home."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def put(self, complaint: Complaint) -> Candidate:
        """Keep a complaint.

        Raises:
            UsageError: the correction is too long.
        """
        if len(complaint.wanted) > LONGEST:
            raise UsageError(f"更正写了{len(complaint.wanted)}个字，最多{LONGEST}个字，请只写正确的答案和依据。")
        with self._acting.database.writing() as connection:
            return self._one(connection, put_candidate(connection, complaint, self._acting.name))

    def waiting(self) -> list[Candidate]:
        """Those nobody has looked at, the newest first."""
        self._acting.require(Role.ADMINISTRATOR)
        with self._acting.database.reading() as connection:
            return candidates(connection, WAITING)

    def every(self) -> list[Candidate]:
        """All of them, the newest first."""
        self._acting.require(Role.ADMINISTRATOR)
        with self._acting.database.reading() as connection:
            return candidates(connection)

    def one(self, number: int) -> Candidate:
        """The candidate of a number.

        Raises:
            UsageError: there is none.
        """
        self._acting.require(Role.ADMINISTRATOR)
        with self._acting.database.reading() as connection:
            return self._one(connection, number)

    @staticmethod
    def _one(connection: Transaction, number: int) -> Candidate:
        found = candidate(connection, number)
        if found is None:
            raise UsageError(f"没有第{number}号候选题，可能已被删除，请刷新后再看。")
        return found

    def accept(self, number: int, case_id: str) -> Candidate:
        """Note that it became a case.

        Raises:
            UsageError: there is no such candidate.
        """
        return self._settle(number, ACCEPTED, case_id)

    def dismiss(self, number: int) -> Candidate:
        """Note that no case is made of it.

        Raises:
            UsageError: there is no such candidate.
        """
        return self._settle(number, DISMISSED)

    def forget(self, number: int) -> None:
        """Remove it.

        Raises:
            UsageError: there is no such candidate.
        """
        self.one(number)
        with self._acting.database.writing() as connection:
            forget_candidate(connection, number)

    def _settle(self, number: int, state: str, case_id: str = "") -> Candidate:
        self.one(number)
        with self._acting.database.writing() as connection:
            settle_candidate(connection, number, state, self._acting.name, case_id)
        return self.one(number)
