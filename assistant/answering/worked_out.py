"""A figure worked out from stated ones, said with its formula: their sum, or how far one lies from the other."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.arithmetic import change, total
from assistant.answering.composing import Composer, amount
from assistant.types import Fact, Number, Status


def state_sum(composer: Composer, facts: Sequence[Fact], approximate: bool = False) -> None:
    """Add the sum of some figures, in the unit of the first."""
    unit = facts[0].quantity.unit
    value, formula = total(fact.quantity.value or 0 for fact in facts)
    composer.figure(value, unit, "合计", composer.cite_facts(facts), formula, approximate)
    composer.lines.append(f"{amount(value, unit, approximate)}。" + composer.derivation(formula, unit))
    composer.statuses.append(Status.DERIVED)


def changed(composer: Composer, first: Fact, last: Fact) -> str:
    """The change between two figures as a sentence, of a percentage in percentage points; the figure is added."""
    unit = "个百分点" if first.quantity.unit in {"%", "％"} else first.quantity.unit
    before, after = first.quantity.value or 0, last.quantity.value or 0
    result = change(before, after)
    composer.figure(result.value, unit, "变化", composer.cite_facts((first, last)), result.formula)
    key = _direction(before, after, level=first.unit_class in {"浓度", "比例", "指数"})
    return composer.phrase(key, amount=amount(result.value, unit), formula=result.formula) + "。"


def _direction(before: Number, after: Number, *, level: bool) -> str:
    """The wording of a change: counts 增加/减少, levels (浓度, 比例, 指数) 上升/下降."""
    if before == after:
        return "difference"
    return ("rose" if level else "grew") if after > before else ("fell" if level else "shrank")
