"""The versions of a ledger in order, and what each changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assistant.errors import UsageError
from assistant.ledgers.changes import Change, changes
from assistant.ledgers.version import KeptItem, Series
from assistant.store.codec import decode, unpack
from assistant.store.ledger_versions import LedgerHistory, StoredLedger
from assistant.types import Place, ReportHead


@dataclass(frozen=True)
class Version:
    """A ledger as it once stood."""

    stored: StoredLedger
    items: tuple[KeptItem, ...]

    @property
    def states(self) -> dict[str, int]:
        """How many items there were of each status."""
        return dict(Counter(item.state for item in self.items).most_common())

    @property
    def finished(self) -> int:
        """How many were done."""
        return sum(item.finished for item in self.items)

    @property
    def closed(self) -> int:
        """How many were 销号."""
        return sum(item.closed for item in self.items)


@dataclass(frozen=True)
class History:
    """The versions of one ledger, oldest first, up to the one that was asked for; what the last changed against the one before."""

    head: ReportHead
    versions: tuple[Version, ...]
    changes: tuple[Change, ...]


def history(head: ReportHead, kept: LedgerHistory) -> History:
    """The history of a ledger.

    Versions are what its source held before, and ledgers of the same place and inspection with the same columns.

    Raises:
        UsageError: nothing was kept of it: it holds no ledger, or an older program took it in.
    """
    every = kept.versions()
    own = next((one for one in every if one.report == head.id), None)
    if own is None:
        raise UsageError(f"“{head.path}”没有台账的历史记录，可能不是台账或由旧版程序收入，请运行 assistant reindex 后再看。")
    meant = sorted((one for one in every if _same(one, own)), key=_order)
    upto = meant[: meant.index(own) + 1]
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


def _is_sample(one: StoredLedger) -> bool:
    """Whether it is a demonstration document: those are no history of real ones."""
    return one.source.startswith("sample:")


def _order(one: StoredLedger) -> tuple[str, int]:
    return (one.as_of or "", one.number)
