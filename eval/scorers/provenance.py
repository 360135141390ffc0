"""The promise itself: every number of an answer stands in one of its citations, in a shown formula, or in the question."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from eval.reading.dates import Date, read_dates
from eval.reading.formula import operands, results
from eval.reading.numbers import Number, damaged_numbers, quantity, read_numbers
from eval.scorers.evidence import PASSED, Evidence, Score

_CONSTANTS = {Decimal(1), Decimal(100)}
"""Numbers a formula may use that no source gives: 1−18.26%, ×100%."""


@dataclass(frozen=True)
class Ground:
    """What the numbers of an answer may rest on."""

    numbers: tuple[Number, ...]

    @cached_property
    def values(self) -> set[Decimal]:
        """In base units: 1.2亿元 grounds 12000万元."""
        return {number.value for number in self.numbers}

    @cached_property
    def printed(self) -> set[Decimal]:
        """As printed: 1.2亿元 grounds a 1.2 that stands without a unit."""
        return {number.printed for number in self.numbers}

    @cached_property
    def bare(self) -> set[Decimal]:
        """Printed without unit, as in a table whose head has it: 罚款（万元） 60 grounds 60万元."""
        return {number.printed for number in self.numbers if number.is_bare}

    def holds(self, number: Number) -> bool:
        """Whether a number rests on this."""
        return number.value in self.values or number.printed in self.bare or (number.is_bare and number.printed in self.printed)


@dataclass(frozen=True)
class Loose:
    """What an answer states that nothing binds, and the ground the rest stands on."""

    numbers: list[Number]
    dates: list[Date]
    ground: Ground


def provenance(evidence: Evidence) -> Score:
    """Figures, numbers and dates of the answer are bound; so is what its formulas start from."""
    found = loose(evidence)
    if not found.numbers and not found.dates:
        return PASSED
    dates = ["-".join(str(part) for part in date[:3] if part) for date in found.dates]
    shown = [f"{number.value:f}{number.unit}" for number in found.numbers] + dates
    return Score(False, f"没有出处：{'、'.join(dict.fromkeys(shown))}")


def loose(evidence: Evidence) -> Loose:
    """The numbers and dates of an answer that stand neither in its citations nor in the question nor in a shown formula."""
    cited = "\n".join(map(evidence.cited, evidence.answer["citations"]))
    written = "\n".join([evidence.case.question, cited, *_settled(evidence, cited)])
    given = [*read_numbers(written), *_marked_readings(evidence, written)]
    yields = [number for formula in evidence.formulas for number in results(formula)]
    numbers = [number for formula in evidence.formulas for number in _unfounded(formula, Ground((*given, *yields)))]
    ground = Ground((*given, *yields, *_starts(evidence)))
    numbers += [number for number in evidence.stated + _figures(evidence, computed=False) if not ground.holds(number)]
    dates = [date for date in read_dates(evidence.text) if not _is_dated(date, read_dates(written), ground.values)]
    return Loose(numbers, dates, ground)


_BY_HAND = "人工核定"


def _settled(evidence: Evidence, cited: str) -> list[str]:
    """What staff set over the source: logged with its author, said in a caveat beside what the source has, which must be cited."""
    said = [caveat for caveat in evidence.answer["caveats"] if _BY_HAND in caveat]
    found = []
    for row in evidence.answer.get("corrections", []):
        before, after = str(row["before"]), str(row["after"])
        stands = row["field"] != "数据" or before in cited
        spoken = any((before in caveat and after in caveat) or row["field"] == "截至日期" for caveat in said)
        if row["by"] is not None and row["at"] and stands and spoken:
            found.append(after)
    return found


def _figures(evidence: Evidence, *, computed: bool) -> list[Number]:
    """The stated figures with a formula, or those without one."""
    rows = [row for row in evidence.answer["figures"] if bool(row["formula"]) == computed]
    return [quantity(row["value"], row["unit"]) for row in rows if row["value"] is not None]


def _starts(evidence: Evidence) -> list[Number]:
    """Numbers of the formulas, which are judged on their own, and the figures that have one."""
    return _figures(evidence, computed=True) + [number for formula in evidence.formulas for number in operands(formula)]


def _unfounded(formula: str, ground: Ground) -> list[Number]:
    """The operands that no source gives; the divisor of a mean may be the count of its terms."""
    terms = operands(formula)
    return [number for number in terms if number.value not in _CONSTANTS | {Decimal(len(terms) - 1)} and not ground.holds(number)]


def _marked_readings(evidence: Evidence, written: str) -> list[Number]:
    """Damaged figures (IOoo → 1000) whose damaged form the answer or a caveat shows."""
    shown = "\n".join([evidence.answer["answer"], *evidence.answer["caveats"]])
    return [number for damaged, number in damaged_numbers(written) if damaged in shown]


def _is_dated(date: Date, known: list[Date], bound: set[Decimal]) -> bool:
    """Whether sources say this date; its year may stand elsewhere in them than its month and day."""
    year = date.year is None or any(one.year == date.year for one in known) or Decimal(date.year) in bound
    rest = date._replace(year=None)
    return any(one.holds(date) for one in known) or (
        year and (rest[:3] == (None, None, None) or any(one.year is None and one.holds(rest) for one in known))
    )
