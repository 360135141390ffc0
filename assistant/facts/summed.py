"""A total of complaints that no known word calls so: the one figure that the parts beside it come to (盘子里76件，办结60件，在办16件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.classify import Classifier
from assistant.facts.closing import FOUND
from assistant.facts.groups import Lists
from assistant.facts.tally import EXCLUSIVE
from assistant.types import Fact, Track

_FEWEST = 2
_AHEAD = re.compile(r"[^，。；：、（）()｜|\d]*$")
"""The words right before a figure."""
_SOMETHING_ELSE = re.compile(
    r"其中|(?:包)?含|包括|[其剩]余|余下|剩下|另|立案|处罚|罚款|问责|约谈|热线|建议|提案|批示|企业|新增|当[日天]|本[日周月]|上[周月]|[局厅镇乡]|街道|公司|中心"
)
"""In those words: the figure is a part, or counts other work, or what one office has."""


def summed(said: Sequence[Fact], lists: Lists, classifier: Classifier) -> list[Fact]:
    """The figures of a paragraph, one of no list as the total of the complaints whose parts beside it come to just that figure."""
    facts = list(said)
    for identity in dict.fromkeys(fact.of for fact in facts if fact.track is Track.COMPLAINT and fact.of):
        group = lists.known(identity)
        sums = _sums([fact for fact in facts if fact.of == identity and not fact.parent])
        if group is None or group.total is not None or not sums:
            continue
        part = next(fact for fact in facts if fact.of == identity)
        found = [at for at, fact in enumerate(facts) if fact.quantity.value in sums and _can_be_total(fact, part, classifier)]
        if len(found) == 1:
            fact = facts[found[0]]
            group.total, group.printed = fact.quantity.value, fact.quantity.text
            facts[found[0]] = replace(
                fact, track=Track.COMPLAINT, metric="总数", of=identity, inspection=group.inspection, batch=group.batch, members=()
            )
    return facts


def _sums(parts: list[Fact]) -> set[float]:
    """What the figures of a list come to, by status, by what was found, and by each of its classifications; each told once."""
    kinds = [[fact for fact in parts if fact.metric in names] for names in (EXCLUSIVE[Track.COMPLAINT], FOUND)]
    for dimension in {fact.dimension for fact in parts if fact.metric == "分类"} - {"", "级别"}:
        kinds.append([fact for fact in parts if fact.metric == "分类" and fact.dimension == dimension])
    once = [kind for kind in kinds if len(kind) == len({(fact.metric, fact.label) for fact in kind}) >= _FEWEST]
    return {sum(fact.quantity.value or 0 for fact in kind) for kind in once}


def _can_be_total(fact: Fact, part: Fact, classifier: Classifier) -> bool:
    """Whether a figure of no list can be what parts add up to: in their unit, of their place, and of nothing else."""
    if fact.track is not Track.OTHER or fact.quantity.unit != part.quantity.unit or fact.place != part.place:
        return False
    ahead = _AHEAD.search(fact.passage.text[: fact.start - fact.passage.start])
    words = ahead[0] if ahead else ""
    return not _SOMETHING_ELSE.search(words) and not classifier.names_class(words)
