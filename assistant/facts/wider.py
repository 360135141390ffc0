"""What a figure counts where words or a bracket widen its status: 办结（含阶段性办结）."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import statement
from assistant.facts.status import statuses
from assistant.facts.tally import MERGED
from assistant.words.lexicon import Lexicon

_WIDER = re.compile(
    r"[（(](?:其中)?(?:含|包括|包含|连同)[^（()）]{0,4}(?:阶段性?办|基本(?:完成|整改))"
    r"|[（(][^（()）]{0,4}(?:阶段性?办结|基本(?:完成|整改))的?[^（()）]{0,4}(?:计入|在内|算上|计算)[^（()）]{0,4}[）)]"
)
_COUNTED_IN = re.compile(
    r"(?:算上|加上|计入|连同|包括|含)(?:阶段性?办结|基本(?:完成|整改(?:到位)?))(?:的|件|在内)*[，,](?:一共|共|总共|已|已经)?[^，。；\d]{0,6}$"
)
"""Ahead of a figure that counts more than its status: 算上阶段性办结的，办结177件."""
_WIDENED = re.compile(r"[（(](?:(?:含|包括)[^（()）]{2,12}|[^（()）]{0,6}阶段性?办结[^（()）]{0,8})[）)]$")
_WIDENED_BEHIND = re.compile(r"[（(](?:其中)?(?:含|包括|包含)[^（()）\d]{0,4}阶段性?办结[^（()）\d]{0,6}[）)]")
_BRACKET = 20
EXCEPT = re.compile(r"[以之]?外")


def widened(metrics: tuple[str, ...], text: str, ahead: str = "") -> tuple[str, ...]:
    """What a figure counts where words widen it: 办结（含阶段性办结） is no count of what is settled, nor 算上阶段性办结的，办结."""
    wider = _WIDER.search(text) or _COUNTED_IN.search(ahead)
    return tuple(MERGED.get(metric, metric) for metric in metrics) if wider else metrics


def wording(cell: Cell, sentence: Sentence, lexicon: Lexicon) -> str:
    """A figure's status in the words of the text, with the bracket that widens it: 办结（含阶段性办结）."""
    if statuses(cell.after, lexicon):
        return EXCEPT.split(cell.after)[0] if "除" in statement(cell.lead) + cell.before else cell.after
    said = sentence.passage.text[: cell.start - sentence.passage.start]
    bracket = _WIDENED.search(said[-_BRACKET:]) or _WIDENED_BEHIND.match(sentence.passage.text, cell.end - sentence.passage.start)
    return cell.before.removeprefix("除") + (bracket[0] if bracket and cell.before else "")
