"""What a question about a list comes to by the examples it resembles, where its marks alone do not say it but bear it out.

The examples choose the plain form; place, days, figures, classes and the status asked for come from the marks of the question as ever.
A form whose parts the marks do not hold is not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answering.gist_marks import Told

_DONE = {"完成": "完成", "销号": "销号", "办结": "办结", "未完成": "完成", "未办结": "办结", "未全部办结": "办结", "未销号": "销号"}
"""Statuses that have a rate and a trend, and those that ask for them by what is left."""
_COUNTED = {"未办结": ("未办结", "未全部办结")}
"""Statuses of the marks that bear out a count of another name."""


_BESIDE = ("批", "几批", "限", "年", "金额", "投资", "牵头")
"""Marks of what is no list as such."""

_OF_CLASS = frozenset({"share", "part", "parts"})
_CLASSED = ("类", "属实", "分类", "最多")
"""Marks of the classes of a list, which only forms about classes may hold."""


def resembled(told: Told, way: str) -> str | None:
    """The plain form of a way of asking, filled from the marks; None where they do not hold what it needs."""
    form, _, status = way.partition(" ")
    two_places, two_days, figure = form in ("higher", "places"), form == "progress", form in ("claim", "claim_total")
    fits = len(told.places) <= 1 + two_places and len(told.dates) <= 1 + two_days and len(told.numbers) == figure
    filled = _FORMS.get(form)
    beside = told.both_lists() or told.asks_twice() or told.marks.has(*_BESIDE) or (form not in _OF_CLASS and told.marks.has(*_CLASSED))
    if not fits or filled is None or beside or "台账" in told.text:
        return None
    return filled(told, status)


def _count(told: Told, status: str) -> str | None:
    borne = [name for name in _COUNTED.get(status, (status,)) if name in told.statuses]
    return told.say("count", borne[0]) if borne else None


def _total(told: Told, _: str) -> str | None:
    return told.say("total") if not told.statuses else None


def _done_unclosed(told: Told, _: str) -> str | None:
    return told.say("done_unclosed") if {"销号", "未销号"} & {*told.statuses} else None


def _of_done(form: str) -> Callable[[Told, str], str | None]:
    """A rate or a trend of the one status that is told, be it by what is left."""

    def filled(told: Told, _: str) -> str | None:
        done = {_DONE[name] for name in told.statuses if name in _DONE}
        return told.say(form, status_word=done.pop()) if len(done) == 1 else None

    return filled


def _all(told: Told, _: str) -> str | None:
    done = {_DONE[name] for name in told.statuses if name in _DONE}
    return told.say("all", done.pop()) if len(done) == 1 else None


def _names(told: Told, _: str) -> str | None:
    return told.say("list", told.statuses[0]) if len(told.statuses) == 1 and not told.complaints else None


def _state(told: Told, _: str) -> str | None:
    return told.say("state_complaints" if told.complaints else "state_problems") if not told.statuses else None


def _of_class(form: str) -> Callable[[Told, str], str | None]:
    """A class of the complaints, its share, or two of them together."""

    def filled(told: Told, _: str) -> str | None:
        named = list(dict.fromkeys(told.marks.all("类")))
        if told.statuses or told.dates or len(named) != 1 + (form == "parts"):
            return None
        return told.say(form, thing=named[0], second=named[-1])

    return filled


def _places(told: Told, _: str) -> str | None:
    both = len(told.places) == len({*told.places}) == 2
    return told.say("places", told.statuses[0], other=told.places[1]) if both and len(told.statuses) == 1 else None


def _higher(told: Told, _: str) -> str | None:
    done = {_DONE[name] for name in told.statuses if name in _DONE}
    return told.say("higher", status_word=done.pop(), other=told.places[1]) if len(told.places) == 2 and len(done) == 1 else None


def _claim(told: Told, _: str) -> str | None:
    of_all = told.marks.has("都")  # 18个问题都销号了 takes their number for granted
    return told.say("claim", told.statuses[0], number=told.numbers[0]) if len(told.statuses) == 1 and not of_all else None


def _claim_total(told: Told, _: str) -> str | None:
    return told.say("claim_total", number=told.numbers[0]) if not told.statuses else None


_FORMS: Mapping[str, Callable[[Told, str], str | None]] = {
    "count": _count,
    "total": _total,
    "done_unclosed": _done_unclosed,
    "rate": _of_done("rate"),
    "trend": _of_done("trend"),
    "all": _all,
    "list": _names,
    "state_problems": _state,
    "state_complaints": _state,
    "share": _of_class("share"),
    "part": _of_class("part"),
    "parts": _of_class("parts"),
    "places": _places,
    "higher": _higher,
    "claim": _claim,
    "claim_total": _claim_total,
}
