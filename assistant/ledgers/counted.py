"""Counts of a ledger's items by status: the same for a ledger as it stands and for one in the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol


class Stated(Protocol):
    """An item of which it is known how it stands."""

    @property
    def state(self) -> str:
        """As staff read it."""
        ...

    @property
    def finished(self) -> bool:
        """Whether it is done (反馈问题) or 办结 (信访件)."""
        ...

    @property
    def closed(self) -> bool:
        """Whether it is 销号."""
        ...


class Counted:
    """What has items, counted; every item is counted once."""

    __slots__ = ()

    @property
    def counted(self) -> Sequence[Stated]:
        """The items."""
        raise NotImplementedError

    @property
    def states(self) -> dict[str, int]:
        """How many items there are of each status, the most frequent first."""
        return dict(Counter(item.state for item in self.counted).most_common())

    @property
    def finished(self) -> int:
        """How many are done (反馈问题) or 办结 (信访件)."""
        return sum(item.finished for item in self.counted)

    @property
    def closed(self) -> int:
        """How many are 销号."""
        return sum(item.closed for item in self.counted)
