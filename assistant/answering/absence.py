"""What a question names and no source holds: a place, a round of inspection. Then nothing else may be offered as the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.by_visit import in_round, rounds_of
from assistant.answering.inquiry import Inquiry
from assistant.answering.places import strip_names
from assistant.answering.refusing import refuse
from assistant.answering.subject import about_list
from assistant.types import Answer, Fact, ReportHead, Status, once

_FEW = 60
"""Up to so many reports are looked through word by word; beyond, search finds the mentions."""
_SUFFIX = re.compile(r"(?:国家级|省级|自然|生态)*(?:保护区|风景(?:名胜)?区|景区)$|[省市县区州盟旗]$")
"""What a name may lack in a text; 桥山保护区 may be 桥山省级自然保护区 there."""
_FIRST = ("首轮", "第一轮")
"""Two names of one round."""
_ROUND = re.compile(r"第[一二三四]轮")


def absent_place(inquiry: Inquiry) -> Answer | None:
    """Refuse a question about places nobody knows; beside known ones only say which are not held."""
    strange = [name for name in inquiry.named.unknown if f"提到{name}" not in inquiry.question.text and _strange(name, inquiry)]
    place = "、".join(strange)
    if strange and inquiry.named.names:
        inquiry.composer.caveat("place_absent", place=place)
    elif strange and set(strange) == set(inquiry.named.unknown):
        return refuse(inquiry.composer, Status.ABSENT, "absent_place", place=place)
    return None


def _strange(name: str, inquiry: Inquiry) -> bool:
    """Whether a name stands nowhere in scope; for a question about a list, also whether it owns no list and no class of one."""
    bare = _SUFFIX.sub("", name)
    owned = any(bare in owner for owner in once(_owners, inquiry.facts)) or any(_within(bare, head) for head in inquiry.heads)
    # A report that does not say whose it is may be the one of a place it names.
    placeless = [head for head in inquiry.heads if head.place is None] if not owned else []
    owned = owned or (len(placeless) <= _FEW and any(inquiry.mentions(head.id, bare) for head in placeless))
    if not owned and not inquiry.in_notice and not name.endswith("省") and not inquiry.named.reports and _about_list(inquiry):
        return True
    if any(bare in head.title for head in inquiry.heads) or any(bare in text for text in once(_texts, inquiry.facts)):
        return False
    return not _mentioned(bare, inquiry)


def _about_list(inquiry: Inquiry) -> bool:
    question, ask, track = inquiry.question, inquiry.question.asks[0], inquiry.question.track
    words = strip_names(ask.words, (*inquiry.named.names, *inquiry.named.unknown))
    return track is not None and about_list(ask, words, question, inquiry.lists(track), inquiry.lexicon)


def _owners(facts: Sequence[Fact]) -> frozenset[str]:
    """The places of some figures, and the areas that are classes of a list."""
    areas = {fact.label for fact in facts if fact.dimension == "区域"}
    return frozenset(areas | {fact.place.display for fact in facts if fact.place is not None})


def _sentences(facts: Sequence[Fact]) -> frozenset[str]:
    return frozenset(fact.passage.text for fact in facts)


def _texts(facts: Sequence[Fact]) -> frozenset[str]:
    """The sentences of some figures, their places and what they count."""
    beside = {fact.label for fact in facts} | {fact.place.display for fact in facts if fact.place is not None}
    return once(_sentences, facts) | beside


def _rounds(facts: Sequence[Fact]) -> frozenset[str]:
    return frozenset(fact.inspection.round for fact in facts)


def _name_a_round(facts: Sequence[Fact]) -> bool:
    return any(_ROUND.search(text) for text in once(_sentences, facts))


def _within(name: str, head: ReportHead) -> bool:
    return name in head.title or (head.place is not None and name in "".join(head.place.within))


def _mentioned(name: str, inquiry: Inquiry) -> bool:
    if len(inquiry.heads) <= _FEW:
        return any(inquiry.mentions(head.id, name) for head in inquiry.heads)
    return any(name in hit.passage.text for hit in inquiry.library.search(name, inquiry.scope, 5))


def absent_round(inquiry: Inquiry) -> Answer | None:
    """Refuse a question about a round no source in scope speaks of."""
    asked = inquiry.question.inspection
    if asked is None or asked.round in {"", "上一轮"} or _dated_in(asked.round, inquiry):
        return None
    if any(_speaks_of(name, inquiry) for name in _FIRST if asked.round in _FIRST) or _speaks_of(asked.round, inquiry):
        return None
    rounds = rounds_of(inquiry.lexicon)
    if any(in_round(asked, tally, rounds) for tally in inquiry.counting.lists):
        return None
    place = "、".join(inquiry.named.names)
    return refuse(inquiry.composer, Status.ABSENT, "absent_inspection", place=place, inspection=asked.display)


def _speaks_of(name: str, inquiry: Inquiry) -> bool:
    if name in once(_rounds, inquiry.facts) or any(name in text for text in once(_sentences, inquiry.facts)):
        return True
    if any(name in head.title for head in inquiry.heads):
        return True
    return any(name in hit.passage.text for hit in inquiry.library.search(name, inquiry.scope, 5))


def _dated_in(name: str, inquiry: Inquiry) -> bool:
    """Whether sources that name no round at all are dated within the years of the round asked for (domain.md 1)."""
    first, last = inquiry.lexicon.data["questions"]["rounds"].get(name, ("9999", "0000"))
    return not once(_name_a_round, inquiry.facts) and any(head.as_of and first <= head.as_of[:4] <= last for head in inquiry.heads)
