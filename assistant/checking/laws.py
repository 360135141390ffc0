"""The laws between the figures of one list: order, sum and rate (domain.md 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.checking.proofrules import ProofRules
from assistant.types import Number
from assistant.words.numerals import show_number


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that figures break: 合计 or 比率, in words, with the metrics it is between."""

    kind: str
    says: str
    metrics: tuple[str, ...]


def breaches(values: Mapping[str, Number], rules: ProofRules) -> list[Breach]:
    """Every law that the figures of a list break; what is not stated breaks none."""
    found = []
    for smaller, larger in rules.orders:
        if smaller in values and larger in values and values[smaller] > values[larger]:
            says = f"{smaller}{show_number(values[smaller])}大于{larger}{show_number(values[larger])}"
            found.append(Breach("合计", says, (smaller, larger)))
    for total, parts, exact in rules.partitions:
        added = _added(values, total, parts, exact=exact)
        if added and (added[0] > values[total] or (exact and added[0] != values[total])):
            present = tuple(part for part in parts if part in values)
            found.append(Breach("合计", f"{added[1]}，与{total}{show_number(values[total])}不符", (*present, total)))
    for rate, part, total in rules.rates:
        if rate in values and part in values and values.get(total) and not is_rate(values[rate], values[part], values[total]):
            says = f"{rate}{show_number(values[rate])}%与{show_number(values[part])}÷{show_number(values[total])}不符"
            found.append(Breach("比率", says, (rate, part, total)))
    return found


def sums(values: Mapping[str, Number], rules: ProofRules) -> list[str]:
    """The sums that do hold, as they are shown: what they come to, and what of the total they leave."""
    shown = []
    for total, parts, exact in rules.partitions:
        added = _added(values, total, parts, exact=exact)
        if added and (added[0] == values[total] or (added[0] < values[total] and not exact)):
            rest = values[total] - added[0]
            shown.append(f"{added[1]}，等于{total}" if not rest else f"{added[1]}，{total}中另有{show_number(rest)}未写明去向")
    return shown


def _added(values: Mapping[str, Number], total: str, parts: Sequence[str], *, exact: bool) -> tuple[Number, str] | None:
    """The sum of the parts that are stated, and how it is shown; None where there is nothing to add up."""
    present = [part for part in parts if part in values]
    if total not in values or len(present) < 2 or (exact and len(present) < len(parts)):
        return None
    added = sum(values[part] for part in present)
    return added, f"{'+'.join(show_number(values[part]) for part in present)}={show_number(added)}（{'+'.join(present)}）"


def is_rate(rate: Number, part: Number, total: Number) -> bool:
    """Whether a percentage is right to the digits it is printed with."""
    digits = len(show_number(rate).partition(".")[2])
    return bool(abs(100 * part / total - rate) <= 0.5 * 10.0**-digits + 1e-9)
