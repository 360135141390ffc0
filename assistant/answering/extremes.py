"""The largest or smallest of figures told one by one: 四个项目里规模最大的是多少 (design.md 3, superlatives over any group)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.changes import states_change
from assistant.answering.composing import Composer
from assistant.answering.deriving import beside
from assistant.answering.matching import Match
from assistant.answering.stating import state
from assistant.types import Fact, Number, Track
from assistant.words.content import grams, residue

_ASKS = re.compile(r"哪[一个些类项种家里]*|什么|谁|最[大小多少高低长短贵]|[升降增减涨跌]得?")
_IN_TURN = re.compile(r"(?:分别|依次)")
_MOST = re.compile(r"最(?P<how>[大小多少高低长短贵])")
_LARGE = "大多高长贵"
_TOLD = 0.5
"""From this share of the words of a question on, a sentence is the one that lists what it ranks."""
_WHICH_PLACE = re.compile(r"哪(?:[一几]?个)?[省市县区州]")
_FEW = 2
"""More than so many places make a ranking."""
_FALLS, _RISES = re.compile(r"[降减跌]"), re.compile(r"[升增涨]")


def extreme_of_turn(composer: Composer, clause: str, facts: Sequence[Fact]) -> bool:
    """State the largest or smallest of figures listed in turn (降幅分别为12.5%、14.4%和37.8%) that a clause asks for by 哪个…最….

    False where no sentence, or more than one, lists what the clause ranks.
    """
    most = _MOST.search(clause)
    wanted = grams(residue(_ASKS.sub(" ", clause), composer.lexicon), composer.lexicon)
    groups: dict[tuple[str, int, str], dict[int, Fact]] = {}
    for fact in facts:
        if _IN_TURN.search(fact.context) and fact.label and fact.quantity.value is not None and _same_way(clause, fact):
            key = fact.report, fact.passage.start, fact.context
            groups.setdefault(key, {})[fact.start] = fact
    fitting = [
        list(group.values())
        for group in groups.values()
        if len(group) > 1 and len({one.quantity.unit for one in group.values()}) == 1 and _says(wanted, group, composer)
    ]
    if most is None or len(fitting) != 1:
        return False
    return _state_most(composer, fitting[0], most["how"])


def extreme_of_places(composer: Composer, clause: str, facts: Sequence[Fact]) -> bool:
    """State the largest or smallest of one figure told place by place (天津市问责83人…；湖南省问责167人…) for 哪个省问责的人最多.

    False where no report, or more than one, tells what the clause ranks of several such places.
    """
    most, asked = _MOST.search(clause), _WHICH_PLACE.search(clause)
    if most is None or asked is None:
        return False
    wanted = grams(residue(_ASKS.sub(" ", _WHICH_PLACE.sub(" ", clause)), composer.lexicon), composer.lexicon)
    groups: dict[tuple[str, str, str], dict[str, Fact]] = {}
    for fact in facts:
        name = fact.place.name if fact.place is not None else ""
        if (
            fact.track is Track.OTHER
            and fact.quantity.value is not None
            and fact.context.startswith(name)
            and name[-1:] in asked[0] + "市区"
        ):
            what = fact.label.removeprefix(name)
            groups.setdefault((fact.report, what, fact.quantity.unit), {}).setdefault(name, fact)
    ranked = [list(group.values()) for (_, what, _), group in groups.items() if len(group) > _FEW and _named(what, wanted, composer)]
    if len(ranked) != 1:
        return False
    return _state_most(composer, ranked[0], most["how"])


def _named(what: str, wanted: frozenset[str], composer: Composer) -> bool:
    """Whether the words of a figure told of each place are among those of a clause."""
    own = grams(what, composer.lexicon)
    return bool(own) and own <= wanted


def _state_most(composer: Composer, group: Sequence[Fact], how: str) -> bool:
    """State the largest or smallest of some figures; False where several are."""
    best = (max if how in _LARGE else min)(group, key=lambda one: one.quantity.value or 0)
    if sum(one.quantity.value == best.quantity.value for one in group) > 1:
        return False
    state(composer, best)
    return True


def _same_way(clause: str, fact: Fact) -> bool:
    """Whether a figure falls where the clause asks what fell most, and rises where it asks what rose most."""
    return all(pattern.search(fact.context) for pattern in (_FALLS, _RISES) if pattern.search(clause))


def _says(wanted: frozenset[str], group: dict[int, Fact], composer: Composer) -> bool:
    said = grams(next(iter(group.values())).passage.text, composer.lexicon)
    return bool(wanted) and len(wanted & said) >= _TOLD * len(wanted)


def extreme(composer: Composer, words: str, found: Sequence[Match]) -> bool:
    """State the largest or smallest member of the enumeration the best match stands in; False where none is asked for or told.

    A clause that says 最 itself (最高奖励50万元) is no enumeration.
    """
    most, top = _MOST.search(words), found[0].fact
    if most is None or _MOST.search(top.context):
        return False
    alike = [match.fact for match in found if match.fact.unit_class == top.unit_class and not states_change(match.fact)]
    members = {fact.start: fact for fact in alike if beside(fact, top)}
    if len(members) < 2:
        return False

    def size(start: int) -> Number:
        return members[start].quantity.value or 0

    state(composer, members[(max if most["how"] in _LARGE else min)(members, key=size)])
    return True
