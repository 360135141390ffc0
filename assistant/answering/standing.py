"""Where lists stand, which items a status names, and what a question without a place must not leave out."""

from __future__ import annotations

import re

from assistant.answering.differing import add_other_standing
from assistant.answering.inquiry import Inquiry
from assistant.answering.many_places import first_places
from assistant.answering.places import place_name
from assistant.answering.scoreboard import Scoreboard
from assistant.answering.sentences import sentence_spans
from assistant.facts.tally import Tally
from assistant.types import Fact, Status, Track
from assistant.words.lexicon import alternatives

Span = tuple[int, int]
"""Where a sentence of a report begins and ends."""

_NAMES_ITEMS = re.compile(r"[^，。；\d均都]{0,8}[，,]?(?:分别)?(?:为|是)(?:[：:])?(?=[一-龥“])")
"""What stands between the number of some items and their names."""
_NAMES_LATER = r"的?(?:整改)?(?:问题|任务|事项)?(?:有|共)?(?:\d+[个项件])?(?:[，,])?(?:分别)?(?:为|是)(?:[：:])?(?=[一-龥“])"
"""What stands between a status at the head of a sentence and the names of its items (滞后的是…)."""
_SOON_AFTER = 3
"""Names are told at most so many sentences behind their number."""


def standing(inquiry: Inquiry, track: Track) -> bool:
    """Add where each list in scope stands, as one statement each."""
    choice = inquiry.counting.choice(track)
    lists = [tally for tally in choice.current if tally.parts and not tally.masked and tally.inspection.round != "上一轮"]
    for tally in first_places(lists, _owner, inquiry.composer):
        board = Scoreboard(inquiry.composer, tally)
        inquiry.composer.lines.append(board.statement())
        inquiry.composer.statuses.append(Status.CERTAIN)
        add_other_standing(inquiry.composer, tally, choice)
        board.caveats("完成")
    return bool(lists)


def _owner(tally: Tally) -> str:
    return tally.owner


def members(inquiry: Inquiry, metric: str, track: Track) -> bool:
    """Name the items of a status where the text names them with their number; False leaves it to the passages."""
    found: list[tuple[Tally, Fact | Span]] = []
    for tally in inquiry.counting.choice(track).current:
        facts = [fact for fact in tally.parts.get(metric, ()) if fact.members]
        if "逾期" in inquiry.question.text:
            facts = [fact for fact in tally.classes if "逾期" in fact.label and fact.members] or facts
        told = facts[0] if facts else _sentence_naming(inquiry, tally, metric)
        if told is not None:
            found.append((tally, told))
    for tally, told in first_places(found, lambda one: one[0].owner, inquiry.composer):
        if isinstance(told, Fact):
            _name(inquiry, tally, told, metric)
        else:
            _quote(inquiry, tally, told)
    return bool(found)


def _sentence_naming(inquiry: Inquiry, tally: Tally, metric: str) -> Span | None:
    """The sentence of a list's own report that names the items of a status: behind their number, or soon after it.

    2项滞后，分别为…；1项滞后。……滞后的是…
    """
    counted = tally.parts.get(metric, ())
    if not counted:
        return None
    clean = inquiry.composer.report(tally.report).clean
    spans = sentence_spans(clean, counted[0].passage.start, len(clean))
    at = next((fact.start for fact in counted if _NAMES_ITEMS.match(clean, fact.end)), None)
    if at is not None:
        return next((span for span in spans if span[0] <= at < span[1]), None)
    words = inquiry.lexicon.metrics[metric].words
    named = re.compile(f"(?:{alternatives(words).pattern}){_NAMES_LATER}")
    return next((span for span in spans[: _SOON_AFTER + 1] if named.match(clean, *span)), None)


def _quote(inquiry: Inquiry, tally: Tally, sentence: Span) -> None:
    composer, (start, end) = inquiry.composer, sentence
    composer.cite(tally.report, start, end)
    asof = composer.date(tally.as_of, tally.report)
    said = composer.report(tally.report).clean[start:end]
    composer.lines.append(f"{asof}{place_name(tally.place)}{tally.inspection.display}：{said}")
    composer.statuses.append(Status.CERTAIN)


def _name(inquiry: Inquiry, tally: Tally, fact: Fact, metric: str) -> None:
    composer = inquiry.composer
    composer.figure(fact.quantity.value, fact.quantity.unit, metric, composer.cite_facts([fact]), fact.formula or None)
    asof = composer.date(tally.as_of, tally.report)
    counted = f"{fact.quantity.text}{fact.status_text or fact.label}"
    if fact.formula:
        counted = f"{fact.label or fact.status_text}（{fact.formula}）"
    composer.lines.append(f"{'、'.join(fact.members)}。{asof}{place_name(tally.place)}：{counted}。")
    composer.statuses.append(Status.DERIVED if fact.formula else Status.CERTAIN)
    if metric == "推进":
        composer.caveat("vague", text=fact.status_text)


def everything_else(inquiry: Inquiry, metric: str) -> bool:
    """For a question without a place: single items, and the complaints said apart, so that no place is left out."""
    added = inquiry.counting.items()
    lists = inquiry.counting.choice(Track.COMPLAINT).current if metric == "未完成" else ()
    composer = inquiry.composer
    told = [(tally, staged) for tally in lists if (staged := tally.stated("阶段性办结")) is not None and tally.inspection.round != "上一轮"]
    for tally, staged in first_places(told, lambda one: one[0].owner, composer):
        board = Scoreboard(composer, tally)
        text = composer.phrase("staged_only", amount=board.head(staged, "阶段性办结"))
        said = composer.phrase("place_line", place=place_name(tally.place) + tally.inspection.display, text=text)
        composer.lines.append(composer.phrase("other_lists", text=said))
        board.caveats("办结")
    return added or bool(told)
