"""What is asked of a list as such, one reading each; None where the marks do not bear it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.gist_marks import IDLE_LIST, REST, STATUSES, Told

_CLOSING = frozenset({"完成", "销号", "未销号"})
"""Statuses on the way from done to closed."""
_PACED = frozenset({"序时", "滞后", "未启动"})
"""Statuses of how far the work has come: 进度 beside one of them asks nothing more."""
_RATED = frozenset({"完成", "销号", "办结"})
"""Statuses that have a rate."""
_ADVANCED = re.compile("进度|进展|推进|前进|迈进")
"""How far work has come: what came to be done."""
_YES_OR_NO = re.compile(r"(?:吗|吧|没有?|么|不|否|对不对|是不是|是否)[？?。 ]*$")
_ALL_OF_IT = re.compile(r"百分之?百(?:了)?(?:没|吗|么|不|否)|到没到百分之?百|是(?:不是|否)(?:到|达到)?(?:了)?百分之?百")
"""A rate of which it is asked whether it is the whole."""
_WHETHER_ALL = re.compile("还是|百分之?百|不剩|与否|敢说")
_WHETHER_LEFT = re.compile(r"难道|莫非|有没有|有无|欠不欠|差不差|是否还")


def _places(told: Told) -> str | None:
    """Two places: whose rate is higher, or what both come to together."""
    if len(told.places) < 2:
        return None
    other = told.places[1]
    if told.marks.has("率") and not told.marks.has("相加", "总数"):
        status = next((name for name in told.statuses if name in _RATED), "完成")
        return told.say("higher", status_word=status, other=other)
    if told.marks.has("相加", "总数"):
        status = told.left() or next(iter(told.statuses), "")
        return told.say("places", status, other=other) if status else None
    return None


def _progress(told: Told) -> str | None:
    """What came to be done between two days, whichever is named first."""
    done = [name for name in told.statuses if name in _RATED]
    if not told.statuses and told.marks.has("相比", "新增") and _ADVANCED.search(told.text):
        done = ["办结" if told.complaints else "完成"]
    if len(told.dates) != 2 or len(told.places) > 1 or len(done) != 1 or told.numbers:
        return None
    first, last = sorted(told.dates, key=lambda day: [int(part) for part in re.findall(r"\d+", day)])
    return told.say("progress", done[0], first=first, last=last)


def _trend(told: Told) -> str | None:
    plain = told.one_place and told.marks.has("历次") and len(told.statuses) == 1 and not told.numbers
    return told.say("trend", status_word=told.statuses[0]) if plain else None


def _figure(told: Told) -> str | None:
    """A figure is claimed where nothing is asked, taken for granted where something is."""
    if not told.numbers or not told.one_place:
        return None
    number = told.numbers[0]
    if told.marks.has("率") and not told.complaints:
        return None  # 68项任务销号率多少 asks for no count
    if (told.asks or told.names) and told.complaints:
        return None
    if told.asks or told.names:
        status = told.left() or next(iter(told.statuses), "")
        return told.say("within", status, number=number) if status and told.asks else None
    if len(told.statuses) > 1 or _all_before_status(told):
        return None
    return told.say("claim", told.statuses[0], number=number) if told.statuses else told.say("claim_total", number=number)


def _all_before_status(told: Told) -> bool:
    """33个问题都完成了 says of all that they are done, and takes their number for granted."""
    names = [mark for mark, _ in told.marks.found]
    at = names.index("数")
    return "都" in names[at:] and any(name in STATUSES for name in names[at:])


def _apart(told: Told) -> str | None:
    """Done and not yet closed; by how much the one exceeds the other."""
    if not told.one_place or not told.marks.has("多少", "相比"):
        return None
    named = [name for name, _ in told.marks.found if name in STATUSES]
    set_against = {*told.statuses} == {"完成", "销号"} and told.marks.has("相比", "剩")
    # 完成和销号是两码事，完成了但尚未销号的: what is asked for stands last.
    return told.say("done_unclosed") if set_against or (named[-2:] == ["完成", "未销号"] and {*named} <= _CLOSING) else None


def _names(told: Told) -> str | None:
    plain = told.one_place and told.names and len(told.statuses) == 1 and not told.complaints
    return told.say("list", told.statuses[0]) if plain and not told.marks.has("多少", "率") else None


def _rate(told: Told) -> str | None:
    plain = told.one_place and told.marks.has("率") and len(told.statuses) == 1 and told.statuses[0] in _RATED
    if plain and _ALL_OF_IT.search(told.text):
        return told.say("all", told.statuses[0])
    return told.say("rate", status_word=told.statuses[0]) if plain else None


def _all(told: Told) -> str | None:
    """Whether everything is done, and nothing is asked for."""
    names = [mark for mark, _ in told.marks.found]
    left = {"未办结": "办结"} | {rest: done for done, rest in REST.items() if done}
    rest = left.get(told.statuses[0], "") if len(told.statuses) == 1 else ""
    if rest and told.one_place and not told.counted and not told.names and _WHETHER_LEFT.search(told.text):
        return told.say("all", rest)
    plain = told.one_place and "都" in names and len(told.statuses) == 1 and told.statuses[0] in _RATED
    if not plain or told.asks or told.marks.has("剩", "哪些", "情况"):
        return None
    asked = _WHETHER_ALL.search(told.text) or names.index("都") < names.index(told.statuses[0])
    return told.say("all", told.statuses[0]) if asked else None


def _count(told: Told) -> str | None:
    """How many have a status, how many there are, or what is left of them."""
    if not told.one_place or told.names or told.marks.has("率", "历次"):
        return None
    if not told.counted:
        return None if told.marks.has("情况") else _bare(told)
    if told.marks.has("情况") and not {*told.statuses} & _PACED:
        return None
    if told.statuses and told.marks.has("相加", "总数") and not told.marks.has("督察"):
        return None  # of all inspections together
    if status := told.left():
        return told.say("count", status)
    if len(told.statuses) == 1:
        return told.say("count", told.statuses[0])
    return told.say("total") if not told.statuses and not told.marks.has("剩", "相比") else None


def _bare(told: Told) -> str | None:
    """A mere heading (信访件办结数) asks for its figure; 完成了吗 asks whether that is all."""
    if told.marks.has("都", "剩", "相比", "新增", "哪个"):
        return None
    if len(told.statuses) == 1 and _YES_OR_NO.search(told.text):
        return told.say("all", told.statuses[0]) if told.statuses[0] in _RATED else None
    if len(told.statuses) == 1:
        return told.say("count", told.statuses[0])
    if told.statuses == ["完成", "未销号"]:
        return told.say("done_unclosed")
    return told.say("total") if not told.statuses and told.marks.has("总数") else None


def _state(told: Told) -> str | None:
    names = any(not IDLE_LIST.match(text) for text in told.marks.all("哪些"))
    plain = told.one_place and told.marks.has("情况") and not names and not told.marks.has("多少", "率", "剩", "哪个")
    return told.say("state_complaints" if told.complaints else "state_problems") if plain and not told.statuses else None


def readings(told: Told) -> Sequence[Callable[[Told], str | None]]:
    """What the marks may come to, the more special first; a figure of the question is never passed over."""
    if told.numbers:
        return (_figure,)
    return (_places, _progress, _trend, _apart, _names, _rate, _all, _count, _state)
