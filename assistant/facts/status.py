"""Which statuses of the algebra a piece of text names (domain.md 2.2, 2.3): the longest wording wins, a negation turns it."""

from __future__ import annotations

import re
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


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    table = {word: metric.name for metric in lexicon.metrics.values() for word in metric.words}
    table |= dict.fromkeys(lexicon.data["metrics"].get("no_status_behind", ()), "")
    negations = alternatives(lexicon.data["metrics"]["negations"])
    negated = re.compile(rf"(?:{negations.pattern})(?:按期|按时|能|得到|真正)?$")
    partly = re.compile(rf"(?:{negations.pattern})(?:能)?(?:全部|都|完全|全)(?:按期|按时)?$")
    return alternatives(list(table)), table, negated, partly


def statuses(text: str, lexicon: Lexicon) -> list[StatusSpan]:
    """All statuses named in order; a wording inside a longer one (办结 in 阶段性办结) is not named by itself.

    未全部完成 says of no number how much of it is done, so it names no status.
    """
    pattern, table, negation, partly = _patterns(lexicon)
    not_before = tuple(lexicon.data["metrics"].get("no_status_before", ("率",)))
    found: list[StatusSpan] = []
    for match in pattern.finditer(text):
        if not table[match[0]] or text.startswith(not_before, match.end()):
            continue
        metric, said = table[match[0]], text[: match.start()]
        if partly.search(said + ("全部" if match[0].startswith("全部") else "")):
            continue
        if lexicon.metrics[metric].negated and negation.search(said):
            metric = lexicon.metrics[metric].negated
        if found and found[-1].end == match.start() and lexicon.metrics[metric].negated == found[-1].metric:
            # 没有整改|完成: the negation reaches over to the status right behind it.
            found[-1] = replace(found[-1], end=match.end())
        elif metric in lexicon.metrics:
            found.append(StatusSpan(metric, match.start(), match.end()))
    return found


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
