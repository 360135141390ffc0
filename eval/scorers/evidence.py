"""What a scorer sees and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from eval.cases import Case
from eval.reading.dates import read_dates, without_dates
from eval.reading.formula import formulas_in
from eval.reading.numbers import Number, claims, plain, read_numbers
from eval.subject import AnswerRow, CitationRow, Sources


class Score(NamedTuple):
    """One verdict; `why` is empty when it passed."""

    passed: bool
    why: str = ""


PASSED = Score(True)


@dataclass(frozen=True)
class Evidence:
    """One answer with its case and the reports it rests on."""

    case: Case
    answer: AnswerRow
    sources: Sources

    @cached_property
    def text(self) -> str:
        """The answer without citation marks, list numbers and bold marks."""
        return plain(self.answer["answer"])

    @cached_property
    def stated(self) -> list[Number]:
        """The numbers the answer states, dates left out."""
        return claims(without_dates(self.text, read_dates(self.text)))

    @cached_property
    def formulas(self) -> list[str]:
        """The formulas shown beside the figures and in the text."""
        return [row["formula"] for row in self.answer["figures"] if row["formula"]] + formulas_in(self.text)

    def cited(self, citation: CitationRow) -> str:
        """Everything one citation shows: what stands there, in clean and original form, and where."""
        return "\n".join(
            (citation["quote"], citation["original"], citation["title"], citation["section"], self.sources.file(citation["report"]))
        )


def values(text: str) -> set[Decimal]:
    """All values a text may be read to hold, doubtful numerals included."""
    return {number.value for number in read_numbers(text)}
