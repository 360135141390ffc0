"""What an answer or a draft states otherwise than before, in words for whoever has to look at it.

Gold asks for less than an answer says: a case may pass while a figure beside the one that is asked, a date or the title of a draft changed.
Whether the new statement is worse is for a person to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from eval.reading.dates import Date, read_dates, without_dates
from eval.reading.numbers import Number, claims, plain, quantity
from eval.results import Verdict
from eval.subject import AnswerRow, DraftFigureRow, DraftRow, FigureRow

_SILENT = re.compile(r"[\W_]+")
"""Blanks and punctuation say nothing."""
KINDS = {"computed": "计算", "quoted": "原文", "composed": "归纳", "refused": "无法回答"}
SHOWN = 4
"""So much of what is gone, and of what is new, is named."""


def drift(before: Verdict, after: Verdict) -> tuple[str, ...]:
    """Each facet of what is stated that differs, with what is gone and what is new; nothing for a search or where nothing was made."""
    if before.answer is not None and after.answer is not None:
        return () if before.answer == after.answer else tuple(_answer(before.answer, after.answer))
    if before.draft is not None and after.draft is not None:
        return () if before.draft == after.draft else tuple(_draft(before.draft, after.draft))
    return ()


def _answer(old: AnswerRow, new: AnswerRow) -> Iterator[str]:
    """Kind and status, the day, figures, dates; what leads each line apart, for it is taken along; words where no figure is given."""
    if old["status"] != new["status"]:
        yield f"结论：{old['status']}→{new['status']}"
    if old["kind"] != new["kind"]:
        yield f"答法：{KINDS.get(old['kind'], old['kind'])}→{KINDS.get(new['kind'], new['kind'])}"
    if old["as_of"] != new["as_of"]:
        yield f"截至日期：{old['as_of'] or '无'}→{new['as_of'] or '无'}"
    first, second = _stated(old["answer"]), _stated(new["answer"])
    yield from _moved("数字", first[0], second[0])
    yield from _moved("日期", first[1], second[1])
    if first == second:
        yield from _led(_leads(old["answer"]), _leads(new["answer"]))
    if first[0] == second[0]:
        yield from _moved("所列数字", _rows(old["figures"]), _rows(new["figures"]))
    if first == second and not old["figures"] and not new["figures"] and _words(old["answer"]) != _words(new["answer"]):
        yield "没有数字的答案，文字变了"


def _draft(old: DraftRow, new: DraftRow) -> Iterator[str]:
    """The title, the headings in their order, figures, dates, and what is left open."""
    if old["title"] != new["title"]:
        yield f"标题：“{old['title']}”→“{new['title']}”"
    first, second = _headings(old), _headings(new)
    yield from _moved("章节", Counter(first), Counter(second))
    if first != second and sorted(first) == sorted(second):
        yield "章节的次序变了"
    yield from _moved("数字", _rows(old["figures"]), _rows(new["figures"]))
    yield from _moved("日期", _days(old), _days(new))
    yield from _moved("待补", Counter(old["gaps"]), Counter(new["gaps"]))


def _stated(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often a text states each figure and each date."""
    text = plain(text)
    dates = read_dates(text)
    return Counter(map(_figure, claims(without_dates(text, dates)))), Counter(map(_day, dates))


def _leads(text: str) -> list[str]:
    """The first sentence of each line that states anything: what is said of each place, which is taken along."""
    leads = (re.split(r"[。！？]", line.strip(), maxsplit=1)[0] for line in text.splitlines())
    return [lead for lead in leads if any(_stated(lead))]


def _led(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The first place where another figure leads, though all in all the same ones are stated."""
    for before, after in zip_longest(old, new, fillvalue="无"):
        if _stated(before) != _stated(after):
            yield f"开头：“{before}”→“{after}”"
            return


def _rows(figures: Sequence[FigureRow] | Sequence[DraftFigureRow]) -> Counter[str]:
    return Counter(map(_row, figures))


def _row(given: FigureRow | DraftFigureRow) -> str:
    if given["value"] is None:
        return "原文隐去"
    return ("-" if given["value"] < 0 else "") + _figure(quantity(given["value"], given["unit"]))


def _headings(draft: DraftRow) -> list[str]:
    return [one["heading"] for one in draft["sections"]]


def _days(draft: DraftRow) -> Counter[str]:
    return Counter(_day(date) for one in draft["sections"] for date in read_dates(one["text"]))


def _figure(number: Number) -> str:
    return f"{number.value:f}{number.unit}"


def _day(date: Date) -> str:
    return "".join(f"{part}{name}" for part, name in zip(date[:3], "年月日", strict=True) if part is not None)


def _words(text: str) -> str:
    return _SILENT.sub("", text)


def _moved(facet: str, old: Counter[str], new: Counter[str]) -> Iterator[str]:
    """What is gone and what is new of a facet, in one sentence; nothing where it is the same."""
    gone, come = old - new, new - old
    told = [f"{label}{_named(found)}" for label, found in (("少了", gone), ("多了", come)) if found]
    if told:
        yield f"{facet}：{'，'.join(told)}"


def _named(found: Counter[str]) -> str:
    names = [f"{name}×{times}" if times > 1 else name for name, times in sorted(found.items())]
    return "、".join(names[:SHOWN]) + (f"等{len(names)}处" if len(names) > SHOWN else "")
