"""Which single items of a list a question means by how they stand or what their columns say, and how a record stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.member_words import metrics_meant
from assistant.answering.question import Question
from assistant.facts.records import Record, is_item_column
from assistant.facts.status import metrics_named, statuses
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon

_STATUS = re.compile(r"状态|结论|办结情况|办理结果|是否(?:完成|办结|销号)")
_ACCOUNT = re.compile("完成情况|进展|整改情况|落实情况|办理情况")
"""What an item says under it tells how it stands; what stands ahead of it what was wrong."""
_PARTLY = re.compile(r"\s*(?:\d|(?![了并且但后及和与整改销验任]|其中)[一-龥])")
"""Behind a status: of what no more than this is done (完成21.5公里, 已完成选址)."""
_OPEN = frozenset({"滞后", "序时", "超序时", "未完成", "推进", "未启动", "阶段性办结", "未办结", "长期坚持"})
_DONE = frozenset({"完成", "办结", "销号", "验收"})
_PERSON = re.compile(
    r"(?:书记|县长|市长|区长|州长|旗长|主任|主席|局长|镇长|乡长|部长|常委|秘书长|指挥长|组长|委员|调研员)(?:、[一-龥]+?)*?\s*([一-龥]{2,3})$"
)
_LONG = 18
"""A cell longer than this tells something, it names nothing."""
_NEITHER = re.compile(r"序号|编号|时限|期限|日期|时间|进展|措施|目标|情况$|备注|情形|描述")
_DEADLINE = re.compile("时限|期限")
_ASKS_DEADLINE = re.compile(
    r"(?<=时限|期限)[是为在]?(?:19|20)\d{2}年[^，。？]{0,8}?(?=[的，。？])|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?(?:之?前)?(?=到期|期满|必须完成|要完成|得完成)"
)
_DOCUMENT = re.compile(r"有?[^，。？]*的(?:那|这)个?(?:[省市县区州旗镇乡]|地方|单位|材料|清单|通报)")
"""Says which document is meant (有甲镇、乙乡的那个县), nothing of its items."""
_DIGITS = re.compile(r"[\d.%％年月日底前-]+")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a question says by which it means some of the items: a column's words, or statuses."""

    column: str
    value: str
    statuses: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    """Statuses that none of them has (未销号)."""
    literal: bool = False
    """Whether the question quotes the very words of the cell."""
    day: str = ""
    """The deadline that all of them have, to the month or day; empty where none is asked for."""

    def holds(self, record: Record, lexicon: Lexicon) -> bool:
        """Whether a record is one of those meant."""
        if self.day:
            return _deadline(record.cells.get(self.column, "")) == self.day
        if self.column:
            return self.value in values(record.cells.get(self.column, ""))
        held = standing(record, lexicon)
        if self.without and (not held or self.without & held):
            return False
        return not self.statuses or bool(self.statuses & held)


def standing(record: Record, lexicon: Lexicon) -> frozenset[str]:
    """The statuses of a record: of its column, else of what it says behind its name; of what is open nothing is done."""
    return _standing(
        record.name, tuple(text for name, text in record.cells.items() if _STATUS.search(name)), record.text, record.tabled, lexicon
    )


@lru_cache(maxsize=4096)
def _standing(name: str, told: tuple[str, ...], text: str, tabled: bool, lexicon: Lexicon) -> frozenset[str]:
    if told:
        found = {span.metric for cell in told for span in statuses(cell, lexicon)}
    elif tabled:
        found = set()
    else:
        at = text.find(name)
        found = told_statuses(text[at + len(name) :] if at >= 0 else text, lexicon)
    if "销号" in found:
        found.add("完成")
    return settled(found, by_cell=bool(told))


def told_statuses(text: str, lexicon: Lexicon) -> set[str]:
    """The statuses a text tells of one item: not what is planned, nor how much of it is done (完成21.5公里)."""
    found: set[str] = set()
    for clause in re.split("[，,；;。\n]", text):
        if not lexicon.intention.planned(clause):
            found |= {span.metric for span in statuses(clause, lexicon) if not _PARTLY.match(clause[span.end :])}
    return found


def settled(found: set[str], *, by_cell: bool) -> frozenset[str]:
    """How an item stands by all that is told of it: of what is open nothing is done, but what came later than was due is."""
    if not by_cell and found & _DONE and found & _OPEN == {"滞后"}:
        return frozenset(found - _OPEN)
    return frozenset(found - _DONE if found & _OPEN else found)


def values(cell: str) -> frozenset[str]:
    """What a cell names: itself, its parts between 、, and of an official with his post the bare name."""
    parts = {cell, *re.split("[、，,/ ]", cell)}
    persons = {match[1] for part in parts if (match := _PERSON.search(part))}
    return frozenset(parts | persons)


def filters(question: Question, group: Sequence[Record], lexicon: Lexicon) -> list[Filter]:
    """What a question says of the items of one table or run that it means; empty where it says nothing of them."""
    typed = _DOCUMENT.sub(" ", question.typed or question.text)
    found: list[Filter] = []
    for column in dict.fromkeys(name for record in group for name in record.cells):
        if is_item_column(column) or _NEITHER.search(column):
            continue
        held = {value for record in group for value in values(record.cells.get(column, ""))}
        said = [value for value in held if 1 < len(value) <= _LONG and not _DIGITS.fullmatch(value) and value in typed]
        if not said:
            continue
        value = max(said, key=len)
        quoted = re.search(rf"[“\"‘「]{re.escape(value)}[”\"’」]|(?:写|标|填|为|是|叫|于|成){re.escape(value)}", typed) is not None
        if quoted or not question.metrics or not _STATUS.search(column):
            found.append(Filter(column, value, literal=quoted))
    found += _by_deadline(typed, group)
    by_status = _by_status(question, {metric for one in found for metric in metrics_named(one.value, lexicon)}, lexicon)
    if by_status is not None and not any(_STATUS.search(one.column) for one in found):
        found.append(by_status)
    return found


def _by_deadline(typed: str, group: Sequence[Record]) -> list[Filter]:
    """The deadline by which a question means items (时限是2025年12月底前的), where the list has a column of deadlines."""
    asked = _ASKS_DEADLINE.search(typed)
    day = _deadline(asked[0]) if asked else ""
    columns = dict.fromkeys(name for record in group for name in record.cells if _DEADLINE.search(name))
    if asked is None or not day:
        return []
    return [Filter(column, asked[0].strip("是为在的"), day=day) for column in list(columns)[:1]]


def _deadline(cell: str) -> str:
    """The one day, month or year of a deadline in its digits; empty where it tells none or several."""
    dates = find_dates(cell)
    return dates[0].iso if len(dates) == 1 and dates[0].year else ""


def _by_status(question: Question, told: set[str], lexicon: Lexicon) -> Filter | None:
    """The statuses a question asks for that no column was found to tell, one or other of them."""
    asked = [metric for metric in metrics_meant(question, lexicon) if metric != "总数" and metric not in told]
    if not asked:
        return None
    if "未销号" in asked:
        # 完成了还没销号: both are meant
        return Filter("", "", statuses=frozenset(asked) & {"完成"}, without=frozenset({"销号"}))
    if "未完成" in asked or "未办结" in asked:
        return Filter("", "", without=_DONE | {"阶段性办结"})
    return Filter("", "", statuses=frozenset(asked))
