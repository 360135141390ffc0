"""Changes beside levels: whether a question asks how much something rose or fell, and whether a figure says so."""

from __future__ import annotations

import re

from assistant.types import Fact

ASKS_CHANGE = re.compile(r"同比|环比|增加|减少|上升|下降|提高|降低|变化|增长|改善|降了|升了|涨|幅")
STATES_CHANGE = re.compile(
    r"(?:增加|减少|上升|下降|提高|降低|增长|改善|提升|上涨|压减)(?:了|约|幅度为)?$"
    r"|(?:比|较|同比|环比)[^，]{0,12}(?:增|减|升|降|提高|低|高)[^，]{0,4}$"
    r"|(?:比(?![例重率较])|较(?![多少高低大小]))[^，]{2,16}(?:多|少|高|低|快|慢)(?:出|了|约|近)*$"
    r"|[好高低劣优多少]于[^，]{2,10}$"
)
"""What stands right before an increase or decrease (较上月增加3处)."""


def states_change(fact: Fact) -> bool:
    """Whether a figure is an increase or decrease (较上月增加3处), not a level."""
    at = fact.context.find(fact.quantity.text)
    return bool(STATES_CHANGE.search(fact.context[:at] if at >= 0 else fact.context))


def subject(fact: Fact) -> str:
    """The clause of a figure and the one before it: in PM10为41微克，同比下降17.7% the change is that of PM10."""
    before = fact.passage.text[: fact.start - fact.passage.start]
    return "，".join(re.split(r"[，；。;]", before)[-2:]) + fact.context
