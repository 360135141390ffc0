"""Questions which items of a list stand so, or how many do (哪几项没达到序时进度, 郑副县长包案的是哪几个), from the rows themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.inquiry import Inquiry
from assistant.answering.lists import batch_number, same_batch
from assistant.answering.member_words import MemberWords, member_words, numbers_of, whole_of
from assistant.answering.record_rows import Filter, filters, standing
from assistant.answering.told_members import reports_asked, superseded
from assistant.facts.context import apart, inspection_of
from assistant.facts.records import Record, called, groups, records
from assistant.types import Answer, Inspection, Report, Status
from assistant.words.content import grams

_MOST = 15
"""So many items are named; more, and a reader looks the list up."""
_FEWEST = 2
"""A table or run of fewer items is no list."""
_LEFT = 0.4
"""What is left of a question's words beside the filters: its table and title hold this share of it."""
_OVER = 300
"""So much ahead of its first item says what a list is of."""
_BATCH = re.compile(r"第[一二三四五六七八九十百\d]+批")
_SELECTION = re.compile(r"节选|摘录|部分(?:信访件|举报件|问题)?(?:办理情况|清单|台账)")
_OF_A_LIST = re.compile(r"清单|台账|表[里中上格]|名单|单子|逐项|状态|标[注着]|写[着的]?|包案|包抓|牵头")
"""A question for a number speaks of a list item by item."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    report: Report
    by: tuple[Filter, ...]
    records: tuple[Record, ...]
    staged: tuple[Record, ...] = ()
    """Where those that are not 办结 are meant: the ones 办结 for the time being, told apart."""


def record_list(inquiry: Inquiry, *, by_column: bool) -> Answer | None:
    """The items that a question means by their columns, else by their status, named; None for any other question."""
    words, question = member_words(inquiry.lexicon), inquiry.question
    if question.english or not words.which(question.text):
        return None
    found = _chosen(inquiry, words)
    if found is None or len(found.records) > _MOST or any(one.column for one in found.by) is not by_column:
        return None
    return _named(inquiry, words, found)


def record_count(inquiry: Inquiry, *, literal: bool) -> Answer | None:
    """How many rows of a list a question means; `literal`: only where it quotes the words of their cells."""
    words, question = member_words(inquiry.lexicon), inquiry.question
    if question.english or not words.counts(question.text) or not _OF_A_LIST.search(question.text) or len(question.asks) > 1:
        return None
    found = _chosen(inquiry, words)
    if found is None or _SELECTION.search(found.report.clean) or (literal and not any(one.literal for one in found.by)):
        return None
    return _named(inquiry, words, found, counted=True)


def _chosen(inquiry: Inquiry, words: MemberWords) -> _Chosen | None:
    """The items meant of the list that most of the question's words fit, the newest of equal ones."""
    found = sorted(_fitting(inquiry, words), key=lambda pair: (-pair[0], _backwards(pair[1].report.as_of)))
    return found[0][1] if found else None


def _backwards(as_of: str | None) -> int:
    return -int("".join(re.findall(r"\d", as_of or "0")).ljust(8, "0")[:8])


def _fitting(inquiry: Inquiry, words: MemberWords) -> Iterator[tuple[float, _Chosen]]:
    for report in reports_asked(inquiry):
        for group in groups(records(report)):
            by = filters(inquiry.question, group, inquiry.lexicon) if len(group) >= _FEWEST and _may_be(inquiry, report, group) else []
            if not by or any(one.statuses | one.without and not _tells_standing(group, inquiry) for one in by):
                continue
            meant = tuple(record for record in group if all(one.holds(record, inquiry.lexicon) for one in by))
            left = _left(inquiry, words, report, group, by)
            by_status = frozenset[str]() if any(one.column for one in by) else words.wanted(inquiry.question.metrics)
            if _told_otherwise(inquiry, report, len(meant), by_status):
                continue
            if meant and left >= _LEFT and not superseded(inquiry, report, by_status):
                yield len(by) + left, _Chosen(report, tuple(by), meant, _staged(inquiry, group))


def _staged(inquiry: Inquiry, group: Sequence[Record]) -> tuple[Record, ...]:
    if "未办结" not in inquiry.question.metrics:
        return ()
    return tuple(record for record in group if "阶段性办结" in standing(record, inquiry.lexicon))


def _told_otherwise(inquiry: Inquiry, report: Report, count: int, wanted: frozenset[str]) -> bool:
    """Whether so many rows are not all that is meant: the question says another number, or a list of the report has another."""
    numbers = numbers_of(inquiry.question) - whole_of(inquiry.question)
    if numbers and count not in numbers and inquiry.question.typed and not inquiry.question.counts:
        return True
    asked, batch = set(inquiry.question.metrics) & wanted, inquiry.question.batch
    own = [fact for fact in inquiry.facts if fact.report == report.id and fact.of and fact.metric in asked]
    own = [fact for fact in own if not batch or same_batch(fact.batch, batch)]
    if len(asked) != 1 or not own or any(fact.quantity.value == count for fact in own):
        return False
    by_list = {fact.of: fact.quantity.value or 0 for fact in own}
    return sum(by_list.values()) != count  # one table may hold the lists of several inspections


def _may_be(inquiry: Inquiry, report: Report, group: Sequence[Record]) -> bool:
    """Whether a list can be of the batch and the inspection asked about, by the words over it and its report's title."""
    question, over = inquiry.question, report.clean[max(0, group[0].start - _OVER) : group[0].start]
    batches = _BATCH.findall(over) or _BATCH.findall(report.title)
    if question.batch and batch_number(question.batch) is not None and batches and not same_batch(batches[-1], question.batch):
        return False
    held = inspection_of(group[0].name) or inspection_of(report.title)
    return question.inspection is None or held is None or not apart(question.inspection, held)


def _tells_standing(group: Sequence[Record], inquiry: Inquiry) -> bool:
    """Whether most items of a list say how they stand."""
    return sum(bool(standing(record, inquiry.lexicon)) for record in group) * 4 >= len(group) * 3


def _left(inquiry: Inquiry, words: MemberWords, report: Report, group: Sequence[Record], by: Sequence[Filter]) -> float:
    """The share of what else a question says that the list's columns, headings and title hold."""
    topic = words.topic(inquiry.question, (*inquiry.names, *inquiry.named.unknown), inquiry.lexicon)
    said = frozenset(gram for one in by for gram in grams(one.value, inquiry.lexicon))
    topic -= said
    if not topic:
        return 1.0
    head = report.clean[max(0, group[0].start - _OVER) : group[0].start]
    columns = " ".join(group[0].cells)
    told = grams(
        f"{report.title} {columns} {head} {' '.join(report.section_at(group[0].start))} {report.number} {report.clean[:80]}",
        inquiry.lexicon,
    )
    chosen_by = [record.cells.get(one.column, "") for record in group for one in by if one.column]
    told |= frozenset(gram for text in (*(record.name for record in group), *chosen_by) for gram in grams(text, inquiry.lexicon))
    return len(topic & told) / len(topic)


def _named(inquiry: Inquiry, words: MemberWords, found: _Chosen, *, counted: bool = False) -> Answer:
    """How many they are, whose and as of when, and each by its number and name, with its row."""
    composer, report = inquiry.blank(), found.report
    asof = composer.date(report.as_of, report.id)
    cited = tuple(composer.cite(report.id, one.start, one.end) for one in found.records)
    count, unit = len(found.records), _unit(report, inquiry)
    formula = words.say["formula"].format(count=count)
    composer.figure(count, unit, "", cited, formula)
    values = {
        "asof": asof,
        "whose": composer.whose(report.place, Inspection(), report.id),
        "title": report.title,
        "what": "、".join(_said(one, inquiry) for one in found.by),
        "count": count,
        "unit": unit,
        "formula": formula,
    }
    composer.lines.append(words.say["rows" if counted else "rows_listed"].format(**values))
    composer.lines += [words.say["member"].format(name=_shown(one, found.by, inquiry)) for one in found.records[:_MOST]]
    if found.staged:
        names = "、".join(called(one) for one in found.staged)
        for one in found.staged:
            composer.cite(report.id, one.start, one.end)
        composer.lines.append(words.say["staged"].format(count=len(found.staged), unit=unit, text=names))
    if _SELECTION.search(report.clean):
        composer.lines.append(words.say["selection"])
    return composer.build("computed", Status.DERIVED)


def _unit(report: Report, inquiry: Inquiry) -> str:
    asked = inquiry.question.asks[0].unit if inquiry.question.asks else ""
    if asked in {"个", "项", "件", "条"}:
        return asked
    return "件" if re.search(r"信访|举报|转办", report.title) and not re.search("问题|任务", report.title) else "项"


def _said(one: Filter, inquiry: Inquiry) -> str:
    """What the items have in common, as their list calls it."""
    if one.column:
        return f"{one.column}为“{one.value}”"
    return "、".join(metric for metric in inquiry.question.metrics if metric != "总数")


def _shown(record: Record, by: Sequence[Filter], inquiry: Inquiry) -> str:
    """An item by number and name, with its status in its own words where it was chosen by that."""
    number = (
        f"第{record.number}项 "
        if record.number.isdigit()
        else f"{record.number} "
        if record.number and record.number not in record.name
        else ""
    )
    told = [text for name, text in record.cells.items() if "状态" in name and text] if any(not one.column for one in by) else []
    return f"{number}{called(record)}" + (f"（{told[0]}）" if told else "")
