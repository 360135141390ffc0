"""Questions about single items of a ledger: a column of one, what one lacks for 销号, and which are overdue, due or without a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.inquiry import Inquiry
from assistant.answering.places import strip_names
from assistant.answering.row_items import Row, alike, current, ledgers, named, numbered, unit_named
from assistant.answering.row_lists import listed
from assistant.answering.row_words import RowWords, row_words
from assistant.facts.extract import MOST_ROWS
from assistant.facts.ledger_rows import ledger_rows
from assistant.ledgers.readiness import Part, readiness
from assistant.ledgers.roles import LedgerReading, ledger_reading
from assistant.ledgers.standing import last_day
from assistant.types import Answer, Fact, Report, Status, once

_NOTES = 6
"""A note that tells what a row does not hold is among so many of the sentences nearest to the question."""


def of_rows(inquiry: Inquiry) -> Answer | None:
    """The answer from the items of ledgers; None for a question about none of them."""
    words, text = row_words(inquiry.lexicon), inquiry.question.text
    asks = words.roles(text) or words.lacking(text) or words.kind(text)
    held = ledgers(inquiry) if asks and not inquiry.question.english else []
    return _Rows(inquiry, words, held).answer() if held else None


def without_other_rows(answer: Answer, inquiry: Inquiry) -> Answer:
    """The answer, or a refusal where a column of one item is asked for and nothing but rows of others is cited."""
    words, text = row_words(inquiry.lexicon), inquiry.question.text
    if answer.kind == "computed" or inquiry.question.english:
        return answer
    counting = answer.kind == "refused" and bool(words.kind(text, counting=True))
    field = bool(answer.citations) and bool(words.roles(text) or words.lacking(text))
    held = {report.id: report for report in ledgers(inquiry)} if counting or field else {}
    rows = _Rows(inquiry, words, list(held.values()))
    if held and counting:
        return rows.listed(counting=True) or answer
    answer = _with_long_ledgers(answer, inquiry, words)
    strays = held and all(one.report in held and _in_row(held[one.report], one.start, inquiry) for one in answer.citations)
    return rows.not_there() if strays and rows.subject else answer


def _with_long_ledgers(answer: Answer, inquiry: Inquiry, words: RowWords) -> Answer:
    """A refusal of a figure says that the cells of a long ledger were not read for figures."""
    if answer.kind != "refused" or not inquiry.question.counts:
        return answer
    own = {head.id for head in inquiry.heads}
    said = [words.say["long"].format(**values) for report, values in once(_long, inquiry.library.facts(inquiry.scope)) if report in own]
    return replace(answer, caveats=(*answer.caveats, *said)) if said else answer


def _long(facts: Sequence[Fact]) -> list[tuple[str, dict[str, object]]]:
    """The ledgers that are counted by row only, each with how many rows a list of it has."""
    totals = [fact for fact in facts if fact.of.startswith("LEDGER") and fact.metric == "总数"]
    return [(fact.report, {"count": int(fact.quantity.value or 0)}) for fact in totals if (fact.quantity.value or 0) > MOST_ROWS]


def _in_row(report: Report, start: int, inquiry: Inquiry) -> bool:
    return any(row.start <= start < row.end for row in ledger_rows(report, inquiry.lexicon))


class _Rows:
    """One question over the ledgers it may mean."""

    def __init__(self, inquiry: Inquiry, words: RowWords, held: Sequence[Report]) -> None:
        self.inquiry = inquiry
        self.composer = inquiry.blank()
        self.words = words
        self.ledgers = held
        self.reading: LedgerReading = ledger_reading(inquiry.lexicon)
        self.text = strip_names(inquiry.question.text, inquiry.names)
        self.subject = words.subject(self.text)

    def answer(self) -> Answer | None:
        """Of the items it names, else the kind of items it wants listed."""
        if given := self.listed():
            return given
        rows, number = self._meant()
        if not rows:
            return self.refused("no_number", number=number) if number else None
        if self.words.lacking(self.text):
            return self._lacking(rows)
        return self._fields(rows)

    def listed(self, *, counting: bool = False) -> Answer | None:
        """The kind of items that it wants listed, or counted."""
        kind = self.words.kind(self.text, counting=counting)
        if not kind:
            return None
        unit = unit_named(self.text, self.ledgers, self.inquiry.lexicon)
        if not unit and (unknown := self.words.unit(self.text)):
            return self.refused("no_unit", unit=unknown)
        return listed(self.inquiry, self.composer, self.words, current(self.ledgers, self.inquiry), kind, unit)

    def _meant(self) -> tuple[list[Row], str]:
        """The items a question names, and the number by which it names one."""
        number = self.words.number(self.text)
        if number:
            return numbered(
                current(self.ledgers, self.inquiry), number, self.inquiry.lexicon
            ), f"第{number}项" if number.isdigit() else number
        return named(self.ledgers, self.subject, self.inquiry.lexicon), ""

    def _fields(self, rows: Sequence[Row]) -> Answer:
        filled = False
        for row in rows:
            for role in self.words.roles(self.text):
                filled |= self._field(row, role)
        self._cite(rows)
        if filled or self._noted(rows):
            return self.composer.build("quoted", Status.CERTAIN)
        return self.composer.build("refused", Status.UNSTATED)

    def _noted(self, rows: Sequence[Row]) -> bool:
        """Quote what a note beside a ledger tells of an item whose row does not hold it (第6项改由某人包案); whether one does."""
        quoting = self.inquiry.quoting_into(self.composer)
        told = [
            one
            for one in quoting.ranking.sentences[:_NOTES]
            for row in rows
            if one.report.id == row.report.id
            and f"第{row.item.number}项" in one.text
            and quoting.ranking.tells(one.report, one.start, one.end)
            and not _in_row(one.report, one.start, self.inquiry)
        ]
        if told:
            self.composer.lines.clear()
            quoting.quote(told[:1])
        return bool(told)

    def _field(self, row: Row, role: str) -> bool:
        """Say what a row holds in a column, or one that does as well; whether it holds anything."""
        item, say = row.item, self.words.say
        if role == "status":
            self.composer.lines.append(say["field"].format(item=item.display(), column=self.reading.labels[role], value=item.state))
            return True
        held = next((one for one in (role, *self.words.instead.get(role, ())) if item.text(one)), "")
        if held:
            entry = item.entries[held]
            line = say["field"].format(item=item.display(), column=self.reading.own_name(entry.column), value=entry.text.rstrip("。；"))
        else:
            line = say["blank"].format(item=item.display(), column=self.reading.labels[role], state=item.state)
        self.composer.lines.append(line)
        return bool(held)

    def _lacking(self, rows: Sequence[Row]) -> Answer:
        for row in rows:
            ready = readiness(row.item, self.reading, last_day(row.report.as_of or "") or date.today())
            name = "closed" if row.item.closed and not ready.missing else "closed_lacks" if row.item.closed else ""
            name = name or ("lacks" if ready.missing else "complete")
            text = "；".join(map(_said, ready.missing))
            self.composer.lines.append(self.words.say[name].format(item=row.item.display(), state=row.item.state, text=text))
        self._cite(rows)
        return self.composer.build("composed", Status.DERIVED)

    def _cite(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self.composer.cite(row.report.id, row.item.start, row.item.end)

    def not_there(self) -> Answer:
        """A refusal that names items called much the same, and says nothing of them."""
        near = alike(self.ledgers, self.subject, self.inquiry.lexicon) if len(self.subject) > 1 else []
        shown = "、".join(row.item.display() for row in near)
        self.composer.lines.append(self.words.say["absent"].format(what=self.subject[:20]))
        if near:
            self.composer.lines.append(self.words.say["alike"].format(text=shown))
        for row in near:
            self.composer.cite(row.report.id, row.item.start, row.item.end)
        return self.composer.build("refused", Status.UNSTATED)

    def refused(self, name: str, **values: str) -> Answer:
        """A refusal that shows no other row."""
        self.composer.lines.append(self.words.say[name].format(**values))
        return self.composer.build("refused", Status.UNSTATED)


def _said(part: Part) -> str:
    return f"{part.name}（{part.remark}）"
