"""Questions about one item of a list that is no ledger: who leads it, by when, how it stands (第41项哪个部门牵头验收, 那件办结了没)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.composing import Composer
from assistant.answering.inquiry import Inquiry
from assistant.answering.member_words import MemberWords, member_words
from assistant.answering.places import strip_names
from assistant.answering.record_rows import settled, told_statuses
from assistant.answering.row_items import ledgers
from assistant.answering.row_words import RowWords, row_words
from assistant.answering.told_members import reports_asked
from assistant.facts.items import GENRES
from assistant.facts.records import Record, called, records
from assistant.types import Answer, Report, Status
from assistant.words.content import grams
from assistant.words.lexicon import Lexicon

_ENOUGH, _AHEAD = 0.6, 0.25
"""An item is named where its words hold this share of the question's, and so much more of it than those of any other."""
_SHORTEST = 3
_LATER = re.compile(r"打算|计划|预计|现在|目前|后来|延期|最新|力争")
"""Asks what came of it, or what is planned."""
_PLANNED = re.compile(r"计划|预计|拟|力争|将于|延期|超期|逾期|已|正在|尚")
_TO_CLOSE = re.compile(r"拟(?:申请)?(?:予以)?销号|(?:公示)[^。\n]{0,20}(?:无异议|期满)[^。\n]{0,20}销号|申请销号[^。\n]{0,10}公示")
"""A notice says that items are about to be 销号."""
_ASKS_CLOSED = re.compile(r"(?:已经?|都|全)*销(?:了)?号(?:了)?(?:吗|没|没有|么|吧)|(?:是不是|是否|有没有)[^，。？]{0,8}销(?:了)?号")
_DONE = frozenset({"完成", "办结", "销号"})
_STATUS = re.compile("状态|结论|办理结果|办理情况")


def record_field(inquiry: Inquiry) -> Answer | None:
    """What one item says of what is asked; None for a question that names none, or asks for nothing that it says."""
    question, words = inquiry.question, row_words(inquiry.lexicon)
    if question.english or question.counts:
        return None
    roles = words.roles(question.text)
    asks_status = bool(question.metrics) and "yesno" in question.forms
    if not roles and not asks_status:
        return None
    if asks_status and (given := _about_to_close(inquiry)) is not None:
        return given
    found = _meant(inquiry, words)
    if found is None:
        return None
    composer, say = inquiry.blank(), member_words(inquiry.lexicon)
    report, record = found
    composer.cite(report.id, record.start, record.end)
    said = [_standing(composer, inquiry, say, record)] if asks_status or roles == ["status"] else []
    said += [_field(say, record, role, inquiry) for role in roles if role != "status"]
    if not any(said) or (not record.tabled and not all(said)):
        return None  # a sentence that tells all of it is quoted instead
    composer.lines += [line for line in said if line]
    if not record.tabled and _LATER.search(question.text):
        composer.lines += _told_since(record)
    return composer.build("quoted", Status.CERTAIN)


def _meant(inquiry: Inquiry, words: RowWords) -> tuple[Report, Record] | None:
    """The one item that a question names by its number or by the words of its problem."""
    text = strip_names(inquiry.question.text, (*inquiry.names, *inquiry.named.unknown))
    number, subject = words.number(text), words.subject(text)
    wanted = frozenset(gram for gram in grams(subject, inquiry.lexicon) if len(gram) > 1)
    every = list(_records(inquiry))
    if number:
        every = [(report, one) for report, one in every if one.number.upper() == number.upper()]
        if len(every) == 1:
            return every[0]
    scored = sorted(((_share(wanted, one, inquiry.lexicon), n) for n, (_, one) in enumerate(every)), reverse=True)
    if len(subject) < _SHORTEST or not scored or scored[0][0] < _ENOUGH:
        return None
    alone = len(scored) == 1 or scored[0][0] > scored[1][0] + _AHEAD
    return every[scored[0][1]] if alone else None


def _records(inquiry: Inquiry) -> Iterator[tuple[Report, Record]]:
    held = {report.id for report in ledgers(inquiry)}
    for report in reports_asked(inquiry):
        for one in records(report) if report.id not in held else ():
            yield report, one


def _share(wanted: frozenset[str], record: Record, lexicon: Lexicon) -> float:
    """The share of some words that an item's name and problem hold."""
    told = grams(f"{record.name} {record.cells.get('问题', '')} {record.cells.get('问题描述', '')}", lexicon)
    return len(wanted & told) / len(wanted) if wanted else 0.0


def _field(say: MemberWords, record: Record, role: str, inquiry: Inquiry) -> str:
    """What an item says under the label that fits a role, and most of the question's words, best; empty where none does."""
    asked = grams(inquiry.question.text, inquiry.lexicon)
    labels = [label for label in record.cells if _of_role(label, role, inquiry.lexicon)]
    label = max(labels, key=lambda one: len(asked & grams(one, inquiry.lexicon)), default="")
    value = record.cells[label].rstrip("。；") if label else ""
    return say.say["field"].format(item=called(record), column=label, value=value) if value else ""


def _of_role(label: str, role: str, lexicon: Lexicon) -> bool:
    data = lexicon.data["ledger"]
    words = [word for row in data["details"] if row["role"] == role for word in row["words"]]
    return label in data["columns"].get(role, ()) or any(word in label for word in words)


def _standing(composer: Composer, inquiry: Inquiry, say: MemberWords, record: Record) -> str:
    """Whether an item is what the question asks, in the item's own words."""
    label = next((name for name in record.cells if _STATUS.search(name)), "")
    told = record.cells[label] if label else _status_sentence(record, inquiry.lexicon)
    held = settled(told_statuses(told, inquiry.lexicon), by_cell=bool(label))
    if not held:
        return ""
    asked = set(inquiry.question.metrics) & _DONE
    answer = ""
    if asked:
        key = "yes" if asked <= held or "销号" in held else "no" if held - _DONE else "not_told"
        answer = say.say[key].format(what="、".join(sorted(asked)))
    line = say.say["field"].format(
        item=called(record), column=label or inquiry.lexicon.data["ledger"]["labels"]["status"], value=told.strip("。；")
    )
    if "阶段性办结" in held:
        composer.caveat("staged")
    return answer + line


def _status_sentence(record: Record, lexicon: Lexicon) -> str:
    """The last sentence of an item that tells how it stands."""
    found = [
        text for text in re.split("[。\n]", record.text[record.text.find(record.name) + len(record.name) :]) if told_statuses(text, lexicon)
    ]
    return found[-1].strip() if found else ""


def _told_since(record: Record) -> list[str]:
    """The sentences of an item that tell what came of it and what is planned."""
    return [f"{text.strip()}。" for text in re.split("[。\n]", record.text) if _PLANNED.search(text) and "：" not in text]


def _about_to_close(inquiry: Inquiry) -> Answer | None:
    """That the items of a notice are about to be 销号, so that they are not yet; None where no notice in question says so."""
    if not _ASKS_CLOSED.search(inquiry.question.text):
        return None
    for report in reports_asked(inquiry):
        told = _sentences(report, _TO_CLOSE) if report.genre in GENRES else []
        if told and ("公示" in inquiry.question.text or len(inquiry.heads) == 1):
            composer = inquiry.blank()
            for start, end in told[:2]:
                composer.cite(report.id, start, end)
            asof = composer.date(report.as_of, report.id)
            text = "".join(report.clean[start:end].strip() for start, end in told[:2])
            composer.lines.append(
                member_words(inquiry.lexicon)
                .say["to_close"]
                .format(asof=asof, place=report.place.display if report.place else "", text=text)
            )
            return composer.build("quoted", Status.CERTAIN)
    return None


def _sentences(report: Report, told: re.Pattern[str]) -> Sequence[tuple[int, int]]:
    """Where the sentences stand that say something."""
    found = []
    for match in told.finditer(report.clean):
        begin = max(report.clean.rfind(mark, 0, match.start()) for mark in "。\n") + 1
        stop = re.compile("[。\n]").search(report.clean, match.end())
        end = stop.start() + (stop[0] == "。") if stop else len(report.clean)
        if (begin, end) not in found and report.clean[end - 1 : end] == "。":
            found.append((begin, end))
    return found
