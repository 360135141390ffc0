"""Staff settle what a report or a figure says: checked, logged, in force for the next question of every process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistant.accounts.acting import CORRECTED, Acting
from assistant.correcting.naming import inspection_name, named_place, refuse_circle, shown_place, usual_inspection
from assistant.correcting.state import IN_FORCE, LOST, is_read, state_of
from assistant.correcting.subjects import meant_fact, meant_report
from assistant.errors import UsageError
from assistant.facts.context import inspection_of
from assistant.reading.vocabulary import load_vocabulary
from assistant.store.anchors import anchor_of
from assistant.store.corrections import Log
from assistant.store.scope import normal_date
from assistant.store.snapshot import Decoded, Snapshot
from assistant.types import (
    OWNER,
    Action,
    Correction,
    Detail,
    Fact,
    Field,
    Inspection,
    LoggedCorrection,
    Place,
    ReportHead,
    Role,
    Scope,
)
from assistant.words.dates import show_date
from assistant.words.lexicon import load_lexicon
from assistant.words.numerals import show_number

_NOTHING = "未写明"
_LONGEST = 60


class Corrections:
    """The corrections of one home; `changed` is called after each change that the search caches must follow."""

    def __init__(self, acting: Acting, home: Path, changed: Callable[[], None]) -> None:
        self._acting = acting
        self._home = home
        self._changed = changed

    # --- reports --------------------------------------------------------------------------------------------------------------

    def report(
        self,
        reference: str,
        *,
        place: str | None = None,
        as_of: str | None = None,
        genre: str | None = None,
        inspection: str | None = None,
        reason: str = "",
    ) -> list[Correction]:
        """Set a report's place (岫林县, or 澜川市/望棠区 with what it lies in), as-of date, genre or inspection.

        Raises:
            UsageError: no such report, nothing to set, or a value that means nothing or changes nothing.
        """
        given = {Field.PLACE: place, Field.AS_OF: as_of, Field.GENRE: genre, Field.INSPECTION: inspection}
        if not any(given.values()):
            raise UsageError("没有写要更正什么，请至少写 --place、--as-of、--genre、--inspection 中的一项。")
        with self._writing() as (log, snapshot):
            head = meant_report(reference, snapshot)
            wanted = [self._of_report(field, value, head, snapshot) for field, value in given.items() if value]
            return [log.put(self._signed(one, reason)) for one in wanted]

    def _of_report(self, field: Field, value: str, head: ReportHead, snapshot: Snapshot) -> Correction:
        value = value.strip()[:_LONGEST]
        detail = Detail()
        if field is Field.PLACE:
            place = named_place(value, snapshot.all_heads())
            before, after, detail = shown_place(head.place), place.display, Detail(place=place)
        elif field is Field.AS_OF:
            before, after = head.as_of or _NOTHING, normal_date(value)
        elif field is Field.GENRE:
            before, after = head.genre, self._genre(value)
        else:
            before, after = usual_inspection(snapshot.facts(Scope(reports=(head.id,)))), inspection_name(value)
            detail = Detail(inspection=inspection_of(after) or Inspection())
        if before == after:
            raise UsageError(f"这份报告的{field.value}已经是“{_said(field, after)}”，不需要更正。")
        return Correction(0, field, Action.SET, head.id, head.title, before, after, "", "", detail=detail)

    def genres(self) -> tuple[str, ...]:
        """What a report may be said to be."""
        return (*load_vocabulary(self._home).words("genre.order"), "其他")

    def _genre(self, name: str) -> str:
        if name not in self.genres():
            raise UsageError(f"没有“{name}”这个文种，可选：{'、'.join(self.genres())}。")
        return name

    # --- places ---------------------------------------------------------------------------------------------------------------

    def same_place(self, one: str, other: str, *, reason: str = "") -> Correction:
        """`one` is the place now called `other`: a place's name, or a report whose own place is hidden or written otherwise.

        A hidden name (某县) stands for one report's place only, so it must be carried by one report or given as a report.

        Raises:
            UsageError: nothing is called so, both are the same already, or the second was said to be the first.
        """
        one, other = one.strip(), other.strip()
        with self._writing() as (log, snapshot):
            heads = snapshot.all_heads()
            place = named_place(other, heads)
            refuse_circle(one, place, snapshot)
            carrying = [head for head in heads if head.place is not None and one in (head.place.display, head.place.name)]
            hidden = Place(one).masked
            if hidden and len(carrying) > 1:
                listed = "、".join(f"{head.id}（{head.path}）" for head in carrying[:5])
                raise UsageError(f"“{one}”是隐去的名称，有{len(carrying)}份报告，请写明是哪一份的编号：{listed}。")
            if not hidden and (carrying or _is_named(one, snapshot)):
                wanted = Correction(0, Field.SAME_PLACE, Action.SET, "", "", one, place.display, "", "", detail=Detail(place=place))
            else:
                head = carrying[0] if carrying else _meant(one, snapshot)
                wanted = _same_as(head, place)
            return log.put(self._signed(wanted, reason))

    # --- figures --------------------------------------------------------------------------------------------------------------

    def value(self, fact_id: str, value: str, *, unit: str = "", reason: str = "") -> Correction:
        """Set a figure's value, with its unit where that is wrong too (19, 19个, 842.5万元, 90.5%).

        Raises:
            UsageError: no such figure, no number, or the number that the source has.
        """
        with self._writing() as (log, snapshot):
            fact, head = meant_fact(fact_id, snapshot)
            detail, after = self._quantity(value.strip()[:_LONGEST], unit.strip()[:10], fact)
            read = fact.quantity
            if (detail.value, detail.unit) == (read.value, read.unit):
                raise UsageError(f"原文就是“{read.text}”，不需要更正；如果是核对无误，请用 assistant correct confirm。")
            return log.put(self._signed(_on(fact, head, Field.VALUE, Action.SET, after, detail), reason))

    def _quantity(self, value: str, unit: str, fact: Fact) -> tuple[Detail, str]:
        units = load_lexicon(self._home).units
        for text in (f"{value}{unit}", f"{value}{fact.quantity.unit}"):
            found = [span for span in units.find(text) if span.quantity.value is not None]
            if len(found) == 1 and found[0].end == len(text) and found[0].start <= len(text) - len(found[0].quantity.text):
                span = found[0]
                shown = f"{'约' if span.quantity.approximate else ''}{show_number(span.quantity.value or 0)}{span.quantity.unit}"
                detail = Detail(value=span.quantity.value, unit=span.quantity.unit, approximate=span.quantity.approximate)
                return replace(detail, unit_class=span.unit_class), shown
        raise UsageError(f"数值“{value}{unit}”看不懂，请写成 19、19个、842.5万元 或 90.5%。")

    def counts(self, fact_id: str, words: str, *, reason: str = "") -> Correction:
        """Say what a figure counts: a status (完成, 销号, 序时 …) or any other words (罚款企业).

        Raises:
            UsageError: no such figure, or no words.
        """
        words = words.strip()[:_LONGEST]
        if not re.search(r"[\u4e00-\u9fffA-Za-z]", words):
            raise UsageError("没有写这个数是什么数，请写成 完成、销号、立案查处企业 等。")
        with self._writing() as (log, snapshot):
            fact, head = meant_fact(fact_id, snapshot)
            metric = self._metric(words)
            if words in {fact.metric, fact.label} and fact.metric == metric:
                raise UsageError(f"这个数提取的就是“{words}”，不需要更正。")
            return log.put(self._signed(_on(fact, head, Field.COUNTS, Action.SET, words, Detail(metric=metric)), reason))

    def _metric(self, words: str) -> str:
        """The metric that the words are a name of; empty for what the lexicon does not know."""
        metrics = load_lexicon(self._home).metrics
        bare = words.removesuffix("数") if words not in metrics else words
        return next((name for name, metric in metrics.items() if bare == name or words == name or bare in metric.words), "")

    def confirm(self, fact_id: str, *, reason: str = "") -> Correction:
        """Say that a figure is right as it stands.

        Raises:
            UsageError: no such figure.
        """
        return self._judge(fact_id, Action.CONFIRM, reason)

    def withdraw(self, fact_id: str, *, reason: str = "") -> Correction:
        """Say that a figure is not to be used (此数不用).

        Raises:
            UsageError: no such figure.
        """
        return self._judge(fact_id, Action.WITHDRAW, reason)

    def _judge(self, fact_id: str, action: Action, reason: str) -> Correction:
        with self._writing() as (log, snapshot):
            fact, head = meant_fact(fact_id, snapshot)
            after = fact.quantity.text if action is Action.CONFIRM else ""
            return log.put(self._signed(_on(fact, head, Field.VALUE, action, after, Detail()), reason))

    # --- the log --------------------------------------------------------------------------------------------------------------

    def log(self, *, everything: bool = False) -> list[LoggedCorrection]:
        """The corrections with what each comes to now; those undone or replaced too when everything is asked for."""
        with self._acting.database.reading() as connection:
            snapshot = self._acting.seen(connection)
            found = [state_of(one, snapshot) for one in Log(connection).entries() if not snapshot.hides(one.report)]
        if not snapshot.whole:  # a name that nothing they may see bears would tell of what they may not
            found = [one for one in found if one.correction.report or one.state != LOST]
        return found if everything else [one for one in found if one.state in {IN_FORCE, LOST}]

    def undo(self, number: int) -> Correction:
        """Take a correction back; what it had replaced holds again.

        Raises:
            UsageError: there is no such correction, or it is undone already.
        """
        with self._writing() as (log, snapshot):
            one = next((row for row in log.entries() if row.number == number and not snapshot.hides(row.report)), None)
            if one is None:
                raise UsageError(f"没有第{number}条核定记录，请用 assistant correct list 查看。")
            if one.undone_at:
                raise UsageError(f"第{number}条核定记录已在{one.undone_at[:10]}撤销。")
            log.undo(number, self._acting.name, _now_as_text())
            return one

    def _signed(self, one: Correction, reason: str) -> Correction:
        return replace(one, by=self._acting.name, at=_now_as_text(), reason=reason.strip()[:500])

    @contextmanager
    def _writing(self) -> Iterator[tuple[Log, Snapshot]]:
        """One change; the reports whose place it changes are handed to the search caches again."""
        self._acting.require(Role.KEEPER)
        everybody = replace(self._acting.reading_as(OWNER), decoded=Decoded())
        with self._acting.database.writing() as connection:
            before = everybody.seen(connection)
            places = {head.id: head.place for head in before.all_heads()}
            log = Log(connection)
            known = {one.number: one for one in log.entries()}
            yield log, replace(everybody, reader=self._acting.reader).seen(connection)
            touched = [one for one in log.entries() if known.get(one.number) != one]
            moved = [head.id for head in everybody.seen(connection).all_heads() if places.get(head.id) != head.place]
            if moved:
                log.index_again(moved)
        if moved:
            self._changed()
        for one in touched:
            self._acting.note(CORRECTED, [one.report] if one.report else [], f"第{one.number}条{'撤销' if one.undone_at else ''}")


def _now_as_text() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _on(fact: Fact, head: ReportHead, field: Field, action: Action, after: str, detail: Detail) -> Correction:
    before = fact.quantity.text if field is Field.VALUE else fact.metric or fact.label or _NOTHING
    return Correction(0, field, action, head.id, head.title, before, after, "", "", detail=replace(detail, anchor=anchor_of(fact)))


def _said(field: Field, value: str) -> str:
    return show_date(value) if field is Field.AS_OF else value


def _is_named(name: str, snapshot: Snapshot) -> bool:
    """Whether any figure or any report's place goes by a name."""
    return is_read(name, snapshot) or any(name in (one.place.name, one.place.display) for one in snapshot.facts(Scope()) if one.place)


def _meant(one: str, snapshot: Snapshot) -> ReportHead:
    try:
        return meant_report(one, snapshot)
    except UsageError:
        raise UsageError(f"资料里没有叫“{one[:60]}”的地方或报告，请用 assistant reports 核对。") from None


def _same_as(head: ReportHead, place: Place) -> Correction:
    if head.place is not None and head.place.display == place.display:
        raise UsageError(f"这份报告的地方已经是“{place.display}”，不需要核定。")
    return Correction(
        0, Field.SAME_PLACE, Action.SET, head.id, head.title, shown_place(head.place), place.display, "", "", detail=Detail(place=place)
    )
