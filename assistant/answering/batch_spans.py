"""What several batches in a row brought together, worked out of running totals (前十一批, 第10到13批; domain.md 2.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.arithmetic import difference
from assistant.answering.asked_scope import batches_up_to
from assistant.answering.classes import Classes
from assistant.answering.composing import amount
from assistant.answering.inquiry import Inquiry
from assistant.answering.lists import batch_number, batches_told, counts_batches
from assistant.answering.parts import Part, class_label
from assistant.answering.places import strip_names
from assistant.answering.question import Ask
from assistant.answering.stating import state
from assistant.answering.subject import about_list
from assistant.facts.tally import Tally
from assistant.types import Fact, Status, Track
from assistant.words.numerals import parse_number

_NUMBER = r"([一二三四五六七八九十百\d]+)"
_SPAN = re.compile(rf"第?{_NUMBER}批?次?(?:到|至|[-—–~～]+)第?{_NUMBER}批(?!督[察查])次?")
_FIRST = re.compile(r"(?:前|(?:截[至止]到?|到|至)第)[一两二三四五六七八九十百\d]+批次?(?:累计)?")


class BatchSpan:
    """Figures of the batches from one number to another that a question names."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        text = inquiry.question.text
        several, first = _SPAN.search(text), _FIRST.search(text)
        if several is not None:
            self.first, self.last = (int(parse_number(numeral) or 0) for numeral in several.groups())
        else:
            self.first, self.last = 1, batches_up_to(text)
        found = several or first
        self.named = found[0] if found is not None else ""

    def answer(self, ask: Ask) -> bool:
        """The total or one class of these batches; False where a text tells it itself, or does not tell what it follows from."""
        if not self.named or self.last < self.first or ask.metrics or ask.unit_class not in {"", "件", "项"}:
            return False
        if self._told(ask):
            return True
        pairs = [pair for whole, less in self._lists() if (pair := self._figures(ask, whole, less)) is not None]
        values = {(more.quantity.value, rest.quantity.value) for more, rest, _ in pairs}
        if len(values) != 1:
            return False
        more, rest, label = pairs[0]
        composer, unit = self.inquiry.composer, more.quantity.unit or "件"
        value, formula = difference(more.quantity.value or 0, rest.quantity.value or 0)
        if value < 0:
            return False
        composer.figure(value, unit, f"{self.named}{label}", composer.cite_facts((more, rest)), formula)
        composer.lines.append(f"{amount(value, unit)}。" + composer.derivation(formula, unit))
        composer.statuses.append(Status.DERIVED)
        for fact in (more, rest):
            state(composer, fact)
        return True

    def _told(self, ask: Ask) -> bool:
        """State the total of the list that a text counts up to just this batch (第1批至20批累计43件)."""
        lists = [tally for tally in self.inquiry.counting.lists if tally.track is Track.COMPLAINT]
        exact = [tally.total for tally in lists if self.first == 1 and tally.total is not None and self._up_to(tally, lists) == self.last]
        exact = [total for total in exact if counts_batches(total, str(self.last))] or exact
        words = strip_names(ask.words, self.inquiry.named.names).replace(self.named, " ")
        bare = about_list(ask, words, self.inquiry.question, lists, self.inquiry.lexicon)
        if not bare or len({total.quantity.value for total in exact}) != 1 or any(self._class(ask, words, tally) for tally in lists):
            return False
        state(self.inquiry.composer, exact[0])
        return True

    def _lists(self) -> Iterator[tuple[Tally, Tally]]:
        """Running totals with what has to be taken from them to leave just these batches."""
        lists = [tally for tally in self.inquiry.counting.lists if tally.track is Track.COMPLAINT]
        running = [(tally, up_to) for tally in lists if (up_to := self._up_to(tally, lists))]
        if self.first == 1 and any(up_to == self.last for _, up_to in running):
            return
        for whole, up_to in running:
            for other in lists:
                if (other.place, other.inspection.level) != (whole.place, whole.inspection.level):
                    continue
                number = batch_number(other.batch)
                newest = self.first == 1 and number == up_to == self.last + 1 and other.report == whole.report
                before = number is None and up_to == self.last and self._up_to(other, lists) == self.first - 1 > 0
                if newest or before:
                    yield whole, other

    @staticmethod
    def _up_to(tally: Tally, lists: Sequence[Tally]) -> int:
        """The number of the batch up to which a list counts all: said with its total, else that of its report; 0 where it is unknown."""
        if tally.batch not in {"", "累计"}:
            return 0
        told = batches_told(tally)
        numbers = (batch_number(other.batch) for other in lists if other.report == tally.report)
        beside = {number for number in numbers if isinstance(number, int)}
        if told:
            return max(told)
        return next(iter(beside)) if tally.batch == "累计" and len(beside) == 1 else 0

    def _figures(self, ask: Ask, whole: Tally, less: Tally) -> tuple[Fact, Fact, str] | None:
        """The same figure of both lists: that of the class an ask names, else their totals where it names nothing else."""
        words = strip_names(ask.words, self.inquiry.named.names).replace(self.named, " ")
        one, other = self._class(ask, words, whole), self._class(ask, words, less)
        if one is not None and other is not None:
            same = class_label(one.label) == class_label(other.label)
            return (one.facts[0], other.facts[0], one.label) if same else None
        if one is not None or other is not None or whole.total is None or less.total is None:
            return None
        known = all(total.quantity.value is not None for total in (whole.total, less.total))
        bare = about_list(ask, words, self.inquiry.question, (whole, less), self.inquiry.lexicon)
        return (whole.total, less.total, "") if known and bare else None

    def _class(self, ask: Ask, words: str, tally: Tally) -> Part | None:
        question = replace(self.inquiry.question, batch=tally.batch, batches=())
        named = Classes(self.inquiry.composer, question, (tally,)).named(ask, words)
        return named[0] if len(named) == 1 and named[0].formula is None else None
