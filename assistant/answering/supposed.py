"""Questions that suppose a figure, or that all of something is done (某镇有13件，怎么这么多; 43个图斑全部上报了吧)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.compound import joined
from assistant.answering.inquiry import Inquiry
from assistant.types import Answer
from assistant.words.content import grams
from assistant.words.numerals import show_number

_UNIT = "[个件项家座处人起宗条辆户栋口]"
_DOUBTS = r"[，,]?(?:怎么|为什么|为何|为啥|咋|是不是|对不对|对吧|是吧|对吗|是吗|没错吧|吧|吗|么)"
_FIGURE = re.compile(rf"^(?P<thing>[^，。？]{{3,}}?)(?:一共|总共)?(?:就)?(?:有|是|为|达)(?P<count>\d+)(?P<unit>{_UNIT}){_DOUBTS}")
_ALL = re.compile(
    rf"^(?P<thing>[^，。？]*?)(?:(?P<count>\d+)(?P<unit>{_UNIT}))?(?P<noun>[^，。？\d]*?)(?:是不是|是否|不是)?已?经?(?:全部|全都|都|均|全)(?:已经|已|是)?"
    r"(?P<did>[^，。？都全]{1,8}?)(?:了|完|光|掉|好)*(?:[，,]?(?:对不对|对吧|是吧|对吗|是吗|没错吧|没有|吗|吧|没|么)|[，,？?]|$)"
)
_LEFT = re.compile(rf"还[剩有](?:几|多少)({_UNIT})")


def supposed(given: Answer, inquiry: Inquiry, plainly: Callable[[str], Answer]) -> Answer | None:
    """The figure that a question supposes, and whether it is so; None where it supposes none, or another layer answered with figures."""
    if given.figures or given.kind not in {"refused", "quoted"} or inquiry.question.english or inquiry.question.counts:
        return None
    claimed, asked, did = _asked(inquiry.question.text)
    if not asked:
        return None
    found = plainly(asked)
    value = next((figure.value for figure in found.figures if figure.value is not None), None)
    if found.kind == "refused" or value is None or not _says(found, value, did, inquiry):
        return None
    verdict = inquiry.composer.phrase("premise_right" if value == int(claimed) else "premise_wrong") if claimed else ""
    said = replace(found, text=verdict + found.text)
    return joined([said, given]) if given.kind == "quoted" and show_number(value) in given.text else said


def _says(found: Answer, value: float, did: str, inquiry: Inquiry) -> bool:
    """Whether the words next to a figure say that it is done at all (列入名单的11条 are not 11 that are done)."""
    words = grams(did, inquiry.lexicon)
    clauses = [clause for one in found.citations for clause in re.split("[，。；;\n]", one.quote) if show_number(value) in clause]
    return not words or any(words & grams(clause, inquiry.lexicon) for clause in clauses)


def _asked(text: str) -> tuple[str, str, str]:
    """The number a question supposes, empty where it says none, the plain question for that figure, and what is supposed to be done."""
    if figure := _FIGURE.search(text):
        return figure["count"], f"{figure['thing']}有多少{figure['unit']}？", ""
    found = _ALL.search(text)
    if found is None:
        return "", "", ""
    left = _LEFT.search(text)
    unit = found["unit"] or (left[1] if left else "个")
    asked = f"{found['thing'].removesuffix('把')}{found['noun']}{found['did']}了多少{unit}？"
    return found["count"] or "", asked, found["did"]
