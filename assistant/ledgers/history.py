"""The versions of a ledger in order, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import UsageError
from assistant.ledgers.changes import Change, changes
from assistant.ledgers.counted import Counted
from assistant.ledgers.standing import last_day
from assistant.ledgers.version import KeptItem, Series
from assistant.store.codec import decode, unpack
from assistant.store.ledger_versions import LedgerHistory, StoredLedger
from assistant.types import Place, ReportHead


@dataclass(frozen=True)
class Version(Counted):
    """A ledger as it once stood."""

    stored: StoredLedger
    items: tuple[KeptItem, ...]

    @property
    def counted(self) -> Sequence[KeptItem]:
        """The items."""
        return self.items


@dataclass(frozen=True)
class History:
    """The versions of one ledger, oldest first, up to the one that was asked for; what the last changed against the one before."""

    head: ReportHead
    versions: tuple[Version, ...]
    changes: tuple[Change, ...]


def history(head: ReportHead, kept: LedgerHistory, until: str = "") -> History:
    """The history of a ledger, or what of it was there on a day (2024-06-30, or 2024-06 for its last day).

    Versions are what its source held before, and ledgers of the same place and inspection with the same columns.

    Raises:
        UsageError: nothing was kept of it: it holds no ledger, or an older program took it in; or nothing of so early a day.
    """
    every = kept.versions()
    own = next((one for one in every if one.report == head.id), None)
    if own is None:
        raise UsageError(f"“{head.path}”没有台账的历史记录，可能不是台账或由旧版程序收入，请运行 assistant reindex 后再看。")
    meant = sorted((one for one in every if _same(one, own)), key=_order)
    upto = [one for one in meant[: meant.index(own) + 1] if not until or _known_by(one, until)]
    if not upto:
        said = f"“{head.path}”的数据截至{head.as_of or '不明的日期'}，说明不了{until}的情况，也没有更早的版本"
        raise UsageError(f"{said}，请换一个不早于它的日期，或用更早的台账。")
    versions = tuple(Version(one, unpack(tuple[KeptItem, ...], kept.items(one.number))) for one in upto)
    found = changes(versions[-2].items, versions[-1].items) if len(versions) > 1 else []
    return History(head, versions, tuple(found))


def _same(one: StoredLedger, own: StoredLedger) -> bool:
    if one.source == own.source:
        return True
    place = decode(Place, own.place) if own.place else None
    if place is None or place.masked or one.place != own.place or _is_sample(one) != _is_sample(own):
        return False
    return decode(Series, one.series).continues(decode(Series, own.series))


def _known_by(one: StoredLedger, day: str) -> bool:
    """Whether a version is of a day or of one before it."""
    own, asked = last_day(one.as_of or ""), last_day(day)
    return own is not None and asked is not None and own <= asked


def _is_sample(one: StoredLedger) -> bool:
    """Whether it is a demonstration document: those are no history of real ones."""
    return one.source.startswith("sample:")


def _order(one: StoredLedger) -> tuple[str, int]:
    return (one.as_of or "", one.number)
