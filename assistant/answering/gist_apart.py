"""Questions beside a list as such: between years, sums of money, batches, ledger rows, classes; each None where the marks say otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answering.gist_marks import OF_COMPLAINTS, Told
from assistant.words.marks import NAME, Marks

_BETWEEN_YEARS = frozenset({"地", "年", "相比", "多少", "新增"})
"""Marks that are no part of the name of what is compared between years."""
_BESIDE_AMOUNT = frozenset({"地", "年", "金额", "都", "总数"})
"""Marks that are no part of the name of what a sum of money was for."""
_SHORT = 2
"""No project has a name as short as this."""
_AMOUNTS = ("件数", "项数", "个数", "数量", "数值")
"""Behind a name they are a part of it: 环境信访件数."""
_NAMES = (NAME, "限")
"""Marks of what may be the name of something that is no list: 约谈人次, 立案数."""
_AHEAD = re.compile("领先|靠前|领跑")
"""What is ahead of the others of its kind is the most of them."""
_DIVISION = re.compile(
    r"(?:按照?|从|以|就|依|哪(?:一)?种|什么|啥)?(?P<name>[一-龥]{2,4}?)"
    r"(?:上|来|里|中|方面|口径|看|分|说|讲|统计|划分|区分|归类|分类)*"
)
"""By what a list is divided, in the words around it: 按属地来看."""
_RUNNING = re.compile(r"累[计到]|一总|算到|统计到|为止|批止|在内|不是单批|所有批次|历批|都算上|(?:截至|截止到?|至|到)了?第")
"""How a question says that it means all batches up to one."""
_ALONE = re.compile("(?:不要|不是|不算|别算)累计|单说|单批是|本身")
_SETTLED = frozenset({"办结", "阶段性办结", "未办结"})
"""How complaints of a batch may stand."""
_BODY = re.compile("(?:局|委|办|部|厅|院|站|队|中心|政府|公司|集团|街道|[镇乡])$")
"""How the name of what leads a row of a ledger ends."""


def between_years(told: Told) -> str | None:
    """By how much something differs between two years."""
    years, names = list(dict.fromkeys(told.marks.all("年"))), [text for mark, text in told.marks.found if mark in _NAMES]
    alone = len(years) == 2 and len(told.places) == 1 and not told.dates and not told.numbers
    if not alone or not told.marks.has("相比", "新增") or told.marks.has("督察", "历次", "率", "最多", "类"):
        return None
    first, last = sorted(re.sub("度|全年", "", year) for year in years)
    thing = _name_between(told, _BETWEEN_YEARS)
    return told.say("years", first=first, last=last, thing=thing) if thing and names[0] in thing else None


def amount_claimed(told: Told) -> str | None:
    """A sum of money claimed of one year."""
    years, amounts = told.marks.all("年"), told.marks.all("金额")
    alone = len(years) == len(amounts) == len(told.places) == 1 and not told.dates and not told.numbers
    if not alone or told.asks or told.marks.has("多少", "哪些", "哪个", "相比", "督察", "最多", "情况", "剩"):
        return None
    thing = _name_between(told, _BESIDE_AMOUNT)
    return told.say("amount", year=years[0], thing=thing, amount=amounts[0].removesuffix("元") + "元") if thing else None


def _name_between(told: Told, bounds: frozenset[str]) -> str:
    """The one name of the question with the marks right beside it that may be part of it (整改完成投资); empty for several."""
    runs: list[list[tuple[str, str]]] = []
    run: list[tuple[str, str]] = []
    for name, text in (*told.marks.found, ("地", "")):
        if run and name == "多少" and text in _AMOUNTS:
            run.append((name, text))
        elif name in bounds:
            runs += [run] if any(one in _NAMES for one, _ in run) else []
            run = []
        else:
            run.append((name, text))
    joined = ["".join(text for _, text in run) for run in runs]
    return joined[0] if len(joined) == 1 and joined[0] in told.text else ""


def up_to_batch(told: Told) -> str | None:
    """What all batches up to one brought, or how many of those are settled: 到第14批为止办结几件."""
    (batch, *more), statuses = told.marks.all("批"), [OF_COMPLAINTS.get(status, status) for status in told.statuses]
    running = bool(_RUNNING.search(told.text))
    together = not _ALONE.search(told.text) and (running or not batch.startswith("第"))
    idle = told.marks.has(NAME, "限", "率", "哪个", "相比", "剩", "类", "分类", "最多", "历次", "情况") or told.names
    if more or not together or idle or len(told.places) > 1 or told.dates or told.numbers or len(statuses) > 1:
        return None
    asked = told.counted or told.marks.has("总数") or bool(statuses) or running
    if not asked or not {*statuses} <= _SETTLED:
        return None
    number = batch.removesuffix("次").lstrip("第前面头")
    return told.say("batch_settled" if statuses else "batch_total", *statuses, batch=number)


def ledger_rows(told: Told) -> str | None:
    """How many rows of a ledger a body leads."""
    bodies = [text for text in (*told.marks.all(NAME), *told.marks.all("类")) if _BODY.search(text)]
    others = set(told.marks.all(NAME)) - set(bodies)
    plain = len(bodies) == len(told.places) == 1 and not (others or told.statuses or told.dates or told.numbers or told.names)
    return told.say("ledger", thing=bodies[0]) if plain and told.counted else None


def batches(told: Told) -> str | None:
    """In how many batches the complaints of an inspection came."""
    beside = told.marks.has(NAME, "批", "限", "率", "哪个", "剩", "类", "分类", "最多", "历次", "情况") or told.names or told.statuses
    plain = told.complaints and "督" in told.text and len(told.places) == 1 and not told.dates and not told.numbers
    return told.say("batches") if plain and not beside else None


def classes(told: Told) -> str | None:
    """A class of the complaints: how many, its share, two together; or the class of which there are most."""
    named = list(dict.fromkeys(text for mark, text in told.marks.found if mark in ("类", "属实")))
    if not told.complaints or not told.one_place or told.dates or told.numbers or told.statuses or len(told.places) != 1:
        return None
    if told.marks.has("最多") or any(_AHEAD.search(text) for text in told.marks.all("相比")):
        return _most(told) if not named else None
    if told.marks.has("相比", "剩") or not told.marks.has("多少", "率", "相加", "总数"):
        return None
    if len(named) == 2:
        return told.say("parts", thing=named[0], second=named[1]) if told.marks.has("相加", "总数") else None
    if len(named) == 1:
        if told.marks.has("相加", "新增", "历次"):
            return None
        return told.say("share" if told.marks.has("率") else "part", thing=named[0])
    return None


def _most(told: Told) -> str | None:
    """The class of which there are most in the one way of dividing that is named."""
    named = [match["name"] for text in told.marks.all("分类") if (match := _DIVISION.fullmatch(text))]
    plain = len(set(named)) == 1 and not told.marks.has("相加", "剩", "率", "历次", "新增")
    return told.say("most", thing=named[0]) if plain else None


def costs(marks: Marks, forms: Mapping[str, str]) -> str | None:
    """What two projects cost together."""
    names = marks.all(NAME)
    together = marks.has("相加", "总数") and marks.has("投资")
    plain = len(names) == 2 and together and not marks.has("督察", "日", "年", "数", "信访件")
    return forms["costs"].format(thing=names[0], second=names[1]) if plain and min(map(len, names)) > _SHORT else None
