"""A month asked for without its year (10月份办结了多少): of several reports of a place the one written for that month is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.places import Named
from assistant.types import ReportHead
from assistant.words.lexicon import Lexicon

_MONTH = re.compile(r"(?<![\d年.])(?:1\s*[-—~－至到]\s*)?(?P<month>1[0-2]|[1-9])月(?:份|底|末)?(?![\d前])(?!之前|以前|[上中下]旬)")
_DATED = re.compile(r"时限|年|[比较]")
"""A deadline stands in an earlier report, and two months are compared over all of them."""


def of_month(text: str, named: Named, heads: Sequence[ReportHead], lexicon: Lexicon) -> Named:
    """The places a question names, with the report of the one month it asks about where others of that place are of other months."""
    months = {int(match["month"]) for match in _MONTH.finditer(text)}
    if len(months) != 1 or not named.reports or _DATED.search(text) or lexicon.intention.asked(text):
        return named
    (month,) = months
    held = [head for head in heads if head.id in named.reports and head.as_of and len(head.as_of) >= len("2019-10")]
    same = sorted((head for head in held if int((head.as_of or "")[5:7]) == month), key=lambda head: head.as_of or "")
    if not same or len({(head.as_of or "")[:7] for head in held}) < 2:
        return named
    newest = (same[-1].as_of or "")[:7]
    return replace(named, reports=tuple(head.id for head in same if (head.as_of or "").startswith(newest)))
