"""Which statuses of the algebra a piece of text names (domain.md 2.2, 2.3): the longest wording wins, a negation turns it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.words.lexicon import Lexicon, alternatives

_PLANNED = re.compile(
    r"拟|(?<![按照])计划|力争|确保|务必|将[于在]|将(?=全部|全面|陆续|如期|按期)|应于|应当|[应需须][^，。；已]{0,12}$|将$|须|需[于在]|争取|预计|要求|目标|申请|底前|(?<=[\d一二三四五六七八九十])[年月日]前"
    r"|要[在于]|(?<![目提此以])前$|(?<![未不])能够?|可在"
)
_HAPPENED = re.compile(r"已经?[于在]")
"""已于6月30日前全部销号 tells what was done, although a date with 前 stands in it."""


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
        re.compile(rf"(?:{negations})(?:按期|按时|能|得到|真正)?$"),
        re.compile(rf"(?:{negations})(?:能)?(?:全部|都|完全|全)(?:按期|按时)?$"),
        tuple(lexicon.data["metrics"].get("no_status_before", ("率",))),
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
        if wordings.partly.search(said + ("全部" if text.startswith("全部", start) else "")):
            continue
        if metric in wordings.denied[1] and wordings.denied[0].search(said):
            continue
        if lexicon.metrics[metric].negated and wordings.negated.search(said):
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


def planned(text: str) -> bool:
    """Whether the words before a status speak of a plan or duty (应完成, 2020年底前完成), so that nothing is reported as done."""
    return bool(_PLANNED.search(text)) and not _HAPPENED.search(text)


def leading(found: list[StatusSpan]) -> tuple[str, ...]:
    """The metrics a figure takes from its statuses: a vague 推进 gives way to any definite one, each metric once."""
    names = list(dict.fromkeys(span.metric for span in found))
    definite = [name for name in names if name != "推进"]
    return tuple(definite or names)
