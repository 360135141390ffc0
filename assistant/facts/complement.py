"""What a clause without a figure says of all that is left of a list: 共20项，完成14项，其余均达到序时进度 are 6 on schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.facts.cells import Sentence
from assistant.facts.groups import Lists
from assistant.facts.status import leading, statuses
from assistant.facts.tally import EXCLUSIVE
from assistant.types import Fact, Quantity
from assistant.words.lexicon import Lexicon, alternatives
from assistant.words.numerals import show_number, tidy

_NOUNS = r"(?:的|问题|任务|事项|信访件|举报件|部分|几[项个件]|[，,])*"
_ADVERBS = r"(?:则|也|正|仍|还|目前|现|能够?|可以)*"


def left_to_the_rest(sentence: Sentence, said: Sequence[Fact], lists: Lists, lexicon: Lexicon) -> Iterator[Fact]:
    """The figures that follow for all the rest of a list; `said` are the facts of the sentence so far."""
    opening = _opening(lexicon)
    for begin, end in sentence.clauses if said else ():
        clause = sentence.passage.text[begin:end].strip()
        match = opening.match(clause)
        start = sentence.passage.start + begin
        if match is None or any(start <= cell.start < sentence.passage.start + end for cell in sentence.cells):
            continue
        found = statuses(clause[match.end("rest") :], lexicon)
        if match["all"] is None and (not found or found[0].start > match.end() - match.end("rest")):
            continue  # 其余问题中已完成的…: not said of all that is left
        base = next((fact for fact in reversed(said) if fact.of and fact.metric and not fact.parent and fact.end <= start), None)
        if found and base is not None and not lexicon.intention.planned(clause):
            yield from _of_list(base, leading(found), clause, said, lists)


def _of_list(base: Fact, metrics: tuple[str, ...], clause: str, said: Sequence[Fact], lists: Lists) -> Iterator[Fact]:
    group = lists.known(base.of)
    own = [fact for fact in said if fact.of == base.of and not fact.parent]
    parts = {fact.metric: fact for fact in own if fact.metric in EXCLUSIVE[base.track]}
    if group is None or group.total is None or not parts or len(metrics) != 1 or metrics[0] in parts:
        return
    values = [fact.quantity.value for fact in parts.values()]
    known = [value for value in values if value is not None]
    left = tidy(round(group.total - sum(known), 6))
    if metrics[0] not in EXCLUSIVE[base.track] or len(known) < len(values) or left <= 0:
        return
    formula = f"{'−'.join(map(show_number, (group.total, *known)))}={show_number(left)}"
    unit = base.quantity.unit
    # No text prints the figure, so it points at none.
    made = replace(base, metric=metrics[0], quantity=Quantity(left, unit, ""), end=base.start, formula=formula)
    yield replace(made, status_text=clause, label="", members=(), context=clause)


@lru_cache(maxsize=8)
def _opening(lexicon: Lexicon) -> re.Pattern[str]:
    """A clause on all that is left: 其余均…, 没完成的一律…, 除此以外都…."""
    universal = alternatives(lexicon.data["metrics"]["universal"]).pattern
    rest = alternatives(lexicon.data["metrics"]["rest"]).pattern
    return re.compile(rf"(?P<rest>(?:{rest}){_NOUNS}){_ADVERBS}(?P<all>{universal})?{_ADVERBS}")
