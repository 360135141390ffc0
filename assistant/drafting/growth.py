"""What a list gained since it was last reported: this month's figure less the one before, with both days named."""

from __future__ import annotations

from assistant.drafting.bind import from_text, metric_label
from assistant.drafting.genre import SlotRule
from assistant.drafting.sources import Sources
from assistant.drafting.value import MISSING, Value
from assistant.facts.tally import Tally
from assistant.types import DraftFigure, Status
from assistant.words.dates import show_date
from assistant.words.numerals import show_number


def grown(rule: SlotRule, sources: Sources) -> Value:
    """How much more of a status there is than in the list before; missing where it is not more, or the list has another size."""
    now, then = _both(rule, sources)
    if now is None or then is None:
        return MISSING
    new, old = now.stated(rule.metric), then.stated(rule.metric)
    if new is None or old is None or Status.CONFLICT in {new.status, old.status} or new.value is None or old.value is None:
        return MISSING
    if new.value <= old.value:
        return MISSING
    unit = now.total.quantity.unit if now.total is not None and now.total.quantity.unit else new.unit or old.unit
    fact = new.facts[0]
    more = new.value - old.value
    formula = f"{show_number(new.value)}−{show_number(old.value)}={show_number(more)}"
    label = metric_label(now.inspection, now.track, f"{rule.metric}较上次增加")
    text = f"{show_number(more)}{unit}"
    return Value(text, (DraftFigure(text, more, unit, label, formula, False, fact.report, fact.passage.text),))


def last_day(rule: SlotRule, sources: Sources) -> Value:
    """The day of the list before, as its own report writes it."""
    _, then = _both(rule, sources)
    if then is None or then.as_of is None:
        return MISSING
    report, text = sources.report(then.report), show_date(then.as_of)
    spot = report.clean.find(text)
    if spot < 0:
        return MISSING
    return Value(text, (from_text(text, report.passage(spot, spot + len(text)), "上次日期"),))


def _both(rule: SlotRule, sources: Sources) -> tuple[Tally | None, Tally | None]:
    """The newest list and the one before it, if they are one list: of the same size."""
    assert rule.track is not None
    current, before = sources.current(rule.track), sources.before(rule.track)
    if len(current) != 1 or not before:
        return None, None
    sizes = {one.total.quantity.value for one in (current[0], before[0]) if one.total is not None}
    return (current[0], before[0]) if len(sizes) == 1 else (None, None)
