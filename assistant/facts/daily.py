"""Complaints whose batch is not said beside them: those of one day beside all so far, those of a notice on one batch (domain.md 2.1, 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.facts.context import apart, batches_named, last_batch
from assistant.types import Fact, Report, Track

THAT_DAY = "当日"
"""The batch of a list of one day that has no number."""
_ON_A_DAY = re.compile(r"当[日天]|(?<![至止到])(?:(?:19|20)\d{2}年)?(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])日(?![至到—－-])")
_UP_TO = re.compile(r"截[至止]|累计|总计|至今|以来")
_COMES_IN = frozenset({"总数", "收到", "受理"})
NOTICE = "信访件办理情况公开"
_RUNNING = "累计"


def daily_lists(facts: Iterable[Fact], title: str) -> list[Fact]:
    """The facts of one report, those of a day's complaints marked with the batch its title names, else as that day's."""
    facts = list(facts)
    totals = [fact for fact in facts if fact.track is Track.COMPLAINT and fact.of and fact.metric in _COMES_IN and not fact.parent]
    running = [fact for fact in totals if fact.batch == _RUNNING]
    batch = last_batch(title) or THAT_DAY
    own = {fact.of for fact in totals if not fact.batch and any(_beside(fact, one) for one in running)}
    return [replace(fact, batch=batch) if fact.of in own and not fact.batch else fact for fact in facts]


def of_its_batch(facts: Iterable[Fact], report: Report) -> list[Fact]:
    """The facts of one report, those of a notice that names a single batch and no running total marked with that batch."""
    facts = list(facts)
    named = {batch.removesuffix("次") for batch in batches_named(report.clean)}
    if report.genre != NOTICE or len(named) != 1 or any(fact.batch == _RUNNING for fact in facts):
        return facts
    batch = next(iter(named))
    return [fact if fact.batch else replace(fact, batch=batch) for fact in facts]


def tables_batched(facts: Iterable[Fact]) -> list[Fact]:
    """The facts of one report, those of a table without a batch marked with that of the total in the text that it adds up to."""
    facts = list(facts)
    totals = [fact for fact in facts if fact.metric == "总数" and not fact.parent]
    tables = {fact.of: fact for fact in totals if fact.of.startswith("TABLE") and not fact.batch}
    told = [fact for fact in totals if not fact.of.startswith("TABLE") and fact.batch]
    batches = {of: {one.batch for one in told if _same_total(whole, one)} for of, whole in tables.items()}
    named = {of: found.pop() for of, found in batches.items() if len(found) == 1}
    return [replace(fact, batch=named[fact.of]) if fact.of in named and not fact.batch else fact for fact in facts]


def _same_total(one: Fact, other: Fact) -> bool:
    return (one.quantity.value, one.track, one.place) == (other.quantity.value, other.track, other.place) and one.quantity.value is not None


def _beside(fact: Fact, running: Fact) -> bool:
    """Whether a total is told of a day, and a larger running total of the same list beside it."""
    said = fact.passage.text[: fact.end - fact.passage.start]
    value, whole = fact.quantity.value, running.quantity.value
    same = fact.place == running.place and not apart(fact.inspection, running.inspection)
    on_a_day = bool(_ON_A_DAY.search(said)) and not _UP_TO.search(said)
    return same and on_a_day and value is not None and whole is not None and value < whole
