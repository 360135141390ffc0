"""Where lists stand, which items a status names, and what a question without a place must not leave out."""

from __future__ import annotations

import re

from assistant.answering.differing import add_other_standing
from assistant.answering.inquiry import Inquiry
from assistant.answering.places import place_name
from assistant.answering.scoreboard import Scoreboard
from assistant.answering.sentences import sentence_spans
from assistant.facts.tally import Tally
from assistant.types import Fact, Status, Track

_NAMES_ITEMS = re.compile(r"[^，。；\d均都]{0,8}[，,]?(?:分别)?(?:为|是)(?:[：:])?(?=[一-龥“])")
"""What stands between the number of some items and their names."""


def standing(inquiry: Inquiry, track: Track) -> bool:
    """Add where each list in scope stands, as one statement each."""
    choice = inquiry.counting.choice(track)
    lists = [tally for tally in choice.current if tally.parts and not tally.masked and tally.inspection.round != "上一轮"]
    for tally in lists:
        board = Scoreboard(inquiry.composer, tally)
        inquiry.composer.lines.append(board.statement())
        inquiry.composer.statuses.append(Status.CERTAIN)
        add_other_standing(inquiry.composer, tally, choice)
        board.caveats("完成")
    return bool(lists)


def members(inquiry: Inquiry, metric: str, track: Track) -> bool:
    """Name the items of a status where the text names them with their number; False leaves it to the passages."""
    added = False
    for tally in inquiry.counting.choice(track).current:
        facts = [fact for fact in tally.parts.get(metric, ()) if fact.members]
        if "逾期" in inquiry.question.text:
            facts = [fact for fact in tally.classes if "逾期" in fact.label and fact.members] or facts
        if facts:
            _name(inquiry, tally, facts[0], metric)
            added = True
        else:
            added = _told(inquiry, tally, metric) or added
    return added


def _told(inquiry: Inquiry, tally: Tally, metric: str) -> bool:
    """Quote the sentence of a list's own report that names the items of a status behind their number (2项滞后，分别为…)."""
    composer = inquiry.composer
    clean = composer.report(tally.report).clean
    facts = [fact for fact in tally.parts.get(metric, ()) if _NAMES_ITEMS.match(clean, fact.end)]
    spans = [span for span in sentence_spans(clean, 0, len(clean)) if facts and span[0] <= facts[0].start < span[1]]
    for start, end in spans[:1]:
        composer.cite(tally.report, start, end)
        asof = composer.date(tally.as_of, tally.report)
        composer.lines.append(f"{asof}{place_name(tally.place)}{tally.inspection.display}：{clean[start:end]}")
        composer.statuses.append(Status.CERTAIN)
    return bool(spans)


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
    for tally in lists:
        staged = tally.stated("阶段性办结")
        if staged is not None and tally.inspection.round != "上一轮":
            board = Scoreboard(composer, tally)
            text = composer.phrase("staged_only", amount=board.head(staged, "阶段性办结"))
            said = composer.phrase("place_line", place=place_name(tally.place) + tally.inspection.display, text=text)
            composer.lines.append(composer.phrase("other_lists", text=said))
            board.caveats("办结")
            added = True
    return added
