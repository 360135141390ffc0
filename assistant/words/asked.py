"""What a question about a list asks for, and which of its words narrow the list, as learned from examples (knowledge/asked.json).

Marks and function words (knowledge/lexicon/gist.toml) read most questions. What else a question says is either idle (why somebody
asks, a picture, a tone) or narrows what is counted (住建局牵头的). The examples are questions of many hands; `python -m
eval.learn_asked` makes the file out of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.words.marks import STATUSES
from assistant.words.resemblance import Resemblance

IDLE, NARROWING = "idle", "narrowing"
"""The two kinds of words beside the marks of a list."""
_SIGNS = {"地": "①", "督察": "②", "反馈问题": "③", "信访件": "③", "日": "④", "数": "④", "多少": "⑤", "率": "⑤", "类": "⑥", "属实": "⑥"}
"""What stands for a name, a day, a figure or the list in an outline, and for it at the side of a stretch of words."""
_KEPT = frozenset({"反馈问题", "信访件", "多少", "率", "属实"})
"""Of these the outline keeps the words."""
_OTHER, _PAUSE, _END = "⑦", "⑧", "⓪"
"""What stands at the side of a stretch of words for any other mark, a pause, and the end of the question."""
_ALWAYS = frozenset({"地", "督察", "日", "数", "类", "属实", "多少", "都", "反馈问题", "信访件"})
_BORDERS = _ALWAYS | STATUSES | {"率", "总数", "哪些", "哪个", "情况", "历次", "剩", "相加", "相比", "新增", "最多", "分类"}
"""Marks of what a question about a list is made of; what lies between two of them says something else. Of one character many are
parts of other words (新 in 高新区), so that only a few of those count."""
_PAUSES = frozenset('，,。；;：:？?！!、（）()—–“”"…·/ ')

_COUNT = "count"

Pieces = Sequence[tuple[str, str]]
"""A question in pieces, each with its mark."""


def way(form: str, status: str) -> str:
    """The name of a way of asking: its plain form (gist.toml), of a count with the status that is counted."""
    return f"{form} {status}" if form == _COUNT else form


def outline(pieces: Pieces) -> str:
    """A question with signs for the names, days and figures in it, all else as it was said."""
    return "".join(said if mark in _KEPT else _SIGNS.get(mark, said) for mark, said in pieces)


def stretches(pieces: Pieces) -> list[tuple[str, str]]:
    """What a question says between the marks of a list and the pauses: the words, and the words with signs of what is at their sides."""
    found: list[tuple[str, str]] = []
    words, before = "", _END
    for mark, said in (*pieces, ("", "")):
        border = mark in _ALWAYS or (mark in _BORDERS and len(said) > 1)
        side = _SIGNS.get(mark, _OTHER) if border else _PAUSE if said else _END
        if not border and said and said not in _PAUSES:
            words += said
            continue
        if words:
            found.append((words, f"{before}«{words}»{side}"))
        words, before = "", side
    return found


class Asked:
    """What the examples teach, each half of it learned when it is first asked for (a third and a tenth of a second)."""

    def __init__(self, ways: Mapping[str, Sequence[str]], beside: Mapping[str, Sequence[str]]) -> None:
        self._ways, self._beside = ways, beside

    @cached_property
    def ways(self) -> Resemblance:
        """In which way a question asks, by its outline."""
        return Resemblance(self._ways)

    @cached_property
    def stretches(self) -> Resemblance:
        """Whether a stretch of words narrows a list or is idle."""
        return Resemblance(self._beside)

    def narrowing(self, pieces: Pieces) -> list[tuple[str, float]]:
        """The stretches of words of a question, each with how likely it narrows what is counted."""
        return [(words, self.stretches.likelihoods(beside)[NARROWING]) for words, beside in stretches(pieces)]


@lru_cache(maxsize=1)
def learned() -> Asked:
    """What the shipped examples teach, learned once.

    Raises:
        KnowledgeError: the file is damaged or missing.
    """
    return _learned(knowledge_file("asked.json"))


def _learned(path: Path) -> Asked:
    try:
        examples = json.loads(path.read_text("utf-8"))
        return Asked(examples["ways"], examples["stretches"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"问法样例文件 {path.name} 缺失或读不懂（{error}），请恢复软件自带的 knowledge/{path.name}。") from None
