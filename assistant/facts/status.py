"""Which statuses of the algebra a piece of text names (domain.md 2.2, 2.3): the longest wording wins, a negation turns it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.words.lexicon import Lexicon, alternatives

_NONE = re.compile(r"无(?:一[个项条件]?)?$|没有一[个项条件]$")
"""Ahead of a denied status: 无一未完成 is all finished."""
_NONE_NOT = re.compile(r"(?:无一[个项条件]?|没有一[个项条件])(?:尚|还)?(?:未|没有?)$")
"""Ahead of a status that is denied of none: 无一未|改完."""


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A status wording at [start, end) of a text."""

    metric: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Wordings:
    """The wordings of one lexicon: its words, the shapes of whole families of them, and what denies a status."""

    words: re.Pattern[str]
    table: dict[str, str]
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    negated: re.Pattern[str]
    partly: re.Pattern[str]
    not_before: tuple[str, ...]
    positive: dict[str, str]
    """For each status that denies another one, the other."""
    denied: tuple[re.Pattern[str], frozenset[str]]
    """What denies, and the statuses that then are not the case without another one being so."""

    def found(self, text: str) -> Iterator[tuple[str, int, int]]:
        """What of the text is worded like a status (metric, start, end), the longest of those that begin first; no two overlap."""
        spans = [(match.start(), match.end(), self.table[match[0]]) for match in self.words.finditer(text)]
        spans += [(match.start(), match.end(), name) for name, shape in self.shapes for match in shape.finditer(text)]
        reached = 0
        for start, end, name in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start >= reached:
                reached = end
                yield name, start, end


@lru_cache(maxsize=8)
def _wordings(lexicon: Lexicon) -> _Wordings:
    table = {word: metric.name for metric in lexicon.metrics.values() for word in metric.words}
    table |= dict.fromkeys(lexicon.data["metrics"].get("no_status_behind", ()), "")
    negations = alternatives(lexicon.data["metrics"]["negations"]).pattern
    return _Wordings(
        alternatives(list(table)),
        table,
        tuple((metric.name, re.compile("|".join(metric.shapes))) for metric in lexicon.metrics.values() if metric.shapes),
        re.compile(rf"(?:(?:{negations})(?:按期|按时|能|得到|真正)?|无一[个项条件])$"),
        re.compile(rf"(?:{negations})(?:能)?(?:全部|都|完全|全)(?:按期|按时)?$"),
        tuple(lexicon.data["metrics"].get("no_status_before", ("率",))),
        {metric.negated: metric.name for metric in reversed(lexicon.metrics.values()) if metric.negated},
        (re.compile(rf"(?:{negations}|无)(?:一[个项条件])?$"), frozenset(lexicon.data["metrics"].get("no_status_denied", ()))),
    )


@lru_cache(maxsize=8192)
def _statuses(text: str, lexicon: Lexicon) -> tuple[StatusSpan, ...]:
    wordings = _wordings(lexicon)
    found: list[StatusSpan] = []
    for name, start, end in wordings.found(text):
        if not name or text.startswith(wordings.not_before, end):
            continue
        metric, said = name, text[:start]
        if text[start] in "未没" and name in wordings.positive and _NONE.search(said):
            metric, said = wordings.positive[name], ""  # 无一未完成, 已无未办结的
        if wordings.partly.search(said + ("全部" if text.startswith("全部", start) else "")):
            continue
        if metric in wordings.denied[1] and wordings.denied[0].search(said):
            continue
        if lexicon.metrics[metric].negated and wordings.negated.search(said) and not _NONE_NOT.search(said):
            metric = lexicon.metrics[metric].negated
        if found and found[-1].end == start and metric in lexicon.metrics and lexicon.metrics[metric].negated == found[-1].metric:
            # 没有整改|完成: the negation reaches over to the status right behind it.
            found[-1] = replace(found[-1], end=end)
        elif metric in lexicon.metrics:
            found.append(StatusSpan(metric, start, end))
    return tuple(found)


def statuses(text: str, lexicon: Lexicon) -> list[StatusSpan]:
    """All statuses named in order; a wording inside a longer one (办结 in 阶段性办结) is not named by itself.

    未全部完成 says of no number how much of it is done, so it names no status; nor does 没有滞后的 say which one holds instead.
    """
    return list(_statuses(text, lexicon))


def metrics_named(text: str, lexicon: Lexicon) -> set[str]:
    """The metrics of all statuses a text names, reached or not."""
    return {span.metric for span in statuses(text, lexicon)}


def leading(found: list[StatusSpan]) -> tuple[str, ...]:
    """The metrics a figure takes from its statuses: a vague 推进 gives way to any definite one, 完成 to 办结, each metric once."""
    names = list(dict.fromkeys(span.metric for span in found))
    vague = {"推进", "完成"} if "办结" in names else {"推进"}
    definite = [name for name in names if name not in vague]
    return tuple(definite or names)
