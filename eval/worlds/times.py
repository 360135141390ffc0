"""The days a world reports on: two Septembers apart nothing coincides, so that a date names one report of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Calendar:
    """`first` is the year of the first inspection."""

    first: int

    @property
    def months(self) -> tuple[date, date]:
        """The ends of two months in a row."""
        return date(self.first + 2, 9, 30), date(self.first + 2, 10, 31)

    @property
    def annuals(self) -> tuple[date, date]:
        """The days of two yearly reports."""
        return date(self.first + 2, 12, 20), date(self.first + 3, 12, 10)

    @property
    def ledger(self) -> date:
        """The day of the ledger."""
        return date(self.first + 3, 3, 31)

    @property
    def half(self) -> date:
        """The day of the report on half a year."""
        return date(self.first + 3, 6, 30)

    @property
    def years(self) -> tuple[int, int]:
        """The two years of the yearly reports."""
        return self.first + 2, self.first + 3

    @property
    def days(self) -> tuple[date, ...]:
        """All of them in order."""
        return tuple(sorted({*self.months, *self.annuals, self.ledger, self.half}))
