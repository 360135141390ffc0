"""Candidates for evaluation cases: answers that staff found wrong, until a curator accepts or dismisses them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from assistant.store.codec import decode, encode, pack, unpack
from assistant.store.schema import case_candidates
from assistant.types import Answer, Scope

WAITING, ACCEPTED, DISMISSED = "待处理", "已收入", "不采用"
"""The states of a candidate."""
_OF = case_candidates.c


@dataclass(frozen=True, slots=True)
class Complaint:
    """An answer that somebody found wrong."""

    question: str
    before: tuple[str, ...]
    """The questions asked before it in the same conversation: a follow-up means nothing without them."""
    scope: Scope
    answer: Answer
    """With its citations: the evidence that was shown."""
    wanted: str
    """What should have been said, in the words of who complained; may be empty."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A complaint as it is kept."""

    number: int
    complaint: Complaint
    state: str
    case_id: str
    """The case it became; empty while it is none."""
    made_by: str
    made_at: str
    settled_by: str
    settled_at: str


def put_candidate(connection: Connection, complaint: Complaint, by: str) -> int:
    """Keep a complaint; its number."""
    row = {
        "question": complaint.question,
        "before": encode(complaint.before),
        "scope": encode(complaint.scope),
        "answer": pack(complaint.answer),
        "wanted": complaint.wanted,
        **{"state": WAITING, "case_id": "", "made_by": by, "made_at": _now(), "settled_by": "", "settled_at": ""},
    }
    found = connection.execute(insert(case_candidates).values(row)).inserted_primary_key
    return int(found[0]) if found else 0


def candidates(connection: Connection, state: str | None = None) -> list[Candidate]:
    """The candidates in a state, or all, the newest first."""
    wanted = select(case_candidates).order_by(_OF.number.desc())
    return [_candidate(row) for row in connection.execute(wanted if state is None else wanted.where(_OF.state == state))]


def candidate(connection: Connection, number: int) -> Candidate | None:
    """The candidate of a number, if there is one."""
    found = connection.execute(select(case_candidates).where(_OF.number == number)).first()
    return None if found is None else _candidate(found)


def settle_candidate(connection: Connection, number: int, state: str, by: str, case_id: str = "") -> None:
    """Mark a candidate as accepted under a case id, dismissed, or waiting again."""
    settled = {"state": state, "case_id": case_id, "settled_by": by, "settled_at": _now()}
    connection.execute(update(case_candidates).where(_OF.number == number).values(settled))


def forget_candidate(connection: Connection, number: int) -> None:
    """Remove a candidate."""
    connection.execute(delete(case_candidates).where(_OF.number == number))


def _candidate(row: Row[*tuple[Any, ...]]) -> Candidate:
    complaint = Complaint(
        row.question, decode(tuple[str, ...], row.before), decode(Scope, row.scope), unpack(Answer, row.answer), row.wanted
    )
    return Candidate(row.number, complaint, row.state, row.case_id, row.made_by, row.made_at, row.settled_by, row.settled_at)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
