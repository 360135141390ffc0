"""Counting questions answered by the status algebra: never by retrieval, never by a model (design.md 3, domain.md 2.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.composing import Composer, amount
from assistant.answering.lists import ListChoice, Mentions, choose
from assistant.answering.question import Ask, Question
from assistant.answering.scoreboard import Scoreboard, derivation, note_number
from assistant.facts.tally import Derived, Tally, tallies
from assistant.types import Answer, Fact, Status, Track
from assistant.words.content import grams
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number, tidy

_IN_HAND = re.compile(r"在办|正在办理|办理中|正在查办")
_WHAT = {"完成": "完成整改", "办结": "办结", "销号": "销号", "验收": "通过验收"}


class Counting:
    """Answers one question about lists from the facts in scope; each method returns None when the lists do not hold it."""

    def __init__(self, composer: Composer, question: Question, facts: Sequence[Fact], mentions: Mentions = lambda *_: False) -> None:
        self.mentions = mentions
        self.composer = composer
        self.question = question
        self.facts = facts
        self.several = len({fact.place.display for fact in facts if fact.place}) > 1

    def choice(self, track: Track) -> ListChoice:
        """The lists of a track that the question means."""
        return choose(self.facts, self.question, track, self.mentions)

    def usable(self, track: Track, metric: str, choice: ListChoice) -> list[tuple[Tally, Derived]]:
        """The lists that hold a metric; an older list stands in where the newest of its kind does not hold it."""
        found = []
        for tally in choice.current:
            derived = self._figure_of(tally, metric)
            if derived is None:
                older = [t for t in choice.older if t.place == tally.place and t.inspection == tally.inspection and t.batch == tally.batch]
                pair = next(((t, d) for t in older if (d := t.derive(metric)) is not None), None)
                if pair is not None:
                    found.append(pair)
                continue
            found.append((tally, derived))
        return self._main(found, metric)

    def _figure_of(self, tally: Tally, metric: str) -> Derived | None:
        """A list's figure for a metric; 在办 asks for the stated part only, not for all that is not settled."""
        if metric == "未办结" and _IN_HAND.search(self.question.text) and tally.stated("未办结"):
            return tally.stated("未办结")
        if metric == "推进" and not tally.stated("推进"):
            return tally.stated("序时") or tally.derive("未完成")
        derived = tally.derive(metric) or tally.exhausted(metric)
        if derived is None and tally.masked and metric in {"总数", "完成", "未完成", "销号", "未销号", "办结", "未办结", "完成率", "销号率", "办结率"}:
            facts = [*([tally.total] if tally.total else []), *(fact for parts in tally.parts.values() for fact in parts)]
            return Derived(None, tally.unit, None, tuple(facts[:1]), Status.MASKED)
        return derived

    def _main(self, found: list[tuple[Tally, Derived]], metric: str) -> list[tuple[Tally, Derived]]:
        """Per place the lists that matter: a previous round and bare restated totals give way to lists with parts, batches to 累计."""
        kept: list[tuple[Tally, Derived]] = []
        places = {t.place for t, _ in found}
        for place in places:
            own = [(t, d) for t, d in found if t.place == place]
            if self.question.inspection is None or not self.question.inspection.round:
                present = [(t, d) for t, d in own if t.inspection.round != "上一轮"]
                own = present or own
            totalled = [(t, d) for t, d in own if t.total is not None or t.inspection.campaign]
            own = [(t, d) for t, d in own if (t, d) in totalled or not any(other.report == t.report for other, _ in totalled)]
            if metric == "总数":
                counted = [(t, d) for t, d in own if t.parts or t.classes]
                own = counted or own
            kept += own
        return [pair for pair in found if pair in kept]

    def metric(self, metric: str, track: Track) -> bool:
        """Add the answer for one status metric; False when no list holds it."""
        choice = self.choice(track)
        found = self.usable(track, metric, choice)
        if not found:
            return False
        conflict = self._conflict(metric, found, choice)
        if conflict:
            self._add_conflict(conflict, metric)
            disputed = {tally.inspection for tally, _ in conflict}
            found = [(t, d) for t, d in found if t.inspection not in disputed]
        for tally, derived in found:
            self._line(tally, derived, metric)
            self._correct_total(tally, derived)
        return True

    def _correct_total(self, tally: Tally, derived: Derived) -> None:
        """Say so when the question assumes another total than the list has (反馈了36项问题)."""
        assumed = re.findall(r"(\d+)(?:件|个|项|条)", self.question.text)
        total = tally.total.quantity.value if tally.total else None
        held = {show_number(fact.quantity.value or 0) for facts in tally.parts.values() for fact in facts} | {show_number(derived.value or 0)}
        if total is None or not assumed or self.question.premise or show_number(total) in assumed or set(assumed) <= held:
            return
        self.composer.lines.append(self.composer.phrase("total_differs", amount=amount(total, tally.unit), assumed="、".join(assumed)))

    def _line(self, tally: Tally, derived: Derived, metric: str) -> None:
        composer, board = self.composer, Scoreboard(self.composer, tally)
        if derived.status is Status.MASKED or derived.value is None:
            composer.statuses.append(Status.MASKED)
            composer.figure(None, derived.unit, metric, composer.cite_facts(derived.facts))
            name = tally.place.display if tally.place else ""
            text = composer.phrase("masked_line")
            composer.lines.append(composer.phrase("place_line", place=f"{name}{tally.inspection.display}", text=text))
            return
        head = board.head(derived, metric)
        if derived.value == 0 and not composer.english:
            head = composer.phrase("none", amount=head)
        statement = board.statement()
        campaign = tally.inspection.campaign
        lead = f"{tally.place.display if tally.place else ''}{campaign}：{head}。" if self.several or campaign else f"{head}。"
        if self.composer.english and (self.several or campaign):
            lead = f"{tally.place.display if tally.place else ''}{campaign}: {head} {self.composer.lexicon.english(metric)}. "
        elif self.composer.english:
            lead = f"{head} {self.composer.lexicon.english(metric)}. "
        composer.lines.append(f"{lead}{statement}{board.formula(derived)}")
        board.caveats(metric)

    def _conflict(self, metric: str, found: list[tuple[Tally, Derived]], choice: ListChoice) -> list[tuple[Tally, Derived]]:
        """Lists of one kind and one day that state different numbers: a contradiction, not progress."""
        sides = []
        for tally, derived in found:
            for other in choice.older:
                same = other.place == tally.place and other.inspection == tally.inspection and other.batch == tally.batch
                rival = other.derive(metric) if same and other.as_of and other.as_of == tally.as_of and other.report != tally.report else None
                if rival is not None and rival.value is not None and derived.value is not None and rival.value != derived.value:
                    sides += [(tally, derived), (other, rival)]
        return sides

    def _add_conflict(self, sides: list[tuple[Tally, Derived]], metric: str) -> None:
        composer = self.composer
        texts = []
        for tally, derived in sides:
            cited = composer.cite_facts(derived.facts)
            composer.figure(derived.value, derived.unit, metric, cited, derived.formula, derived.approximate)
            shown = amount(derived.value, derived.unit) + (f"（{derived.formula}）" if derived.formula else "")
            texts.append(composer.phrase("conflict_side", asof=composer.date(tally.as_of, tally.report), amount=shown))
        name = sides[0][0].place.display if sides[0][0].place else ""
        composer.lines.append(f"{name}{sides[0][0].inspection.display}{metric}：" + composer.phrase("conflict", text="；".join(texts)) + composer.phrase("conflict_advice"))
        composer.statuses.append(Status.CONFLICT)

    def items(self, words: frozenset[str] = frozenset(), titles: Mapping[str, str] | None = None) -> bool:
        """Add the status of single-item reports (公示, 评估报告) in scope, of those whose title holds most of `words` when given."""
        composer = self.composer
        found = [fact for fact in self.facts if fact.dimension == "单项"]
        if words:
            held = {fact.report: grams((titles or {}).get(fact.report, "") + fact.label, composer.lexicon) for fact in found}
            found = [fact for fact in found if len(words & held[fact.report]) >= 0.5 * len(words)]
        for fact in found:
            composer.cite_fact(fact)
            whose = composer.whose(fact.place, fact.inspection, fact.track, fact.report)
            public = composer.report(fact.report).genre == "整改销号公示" and fact.metric != "销号"
            composer.lines.append(composer.phrase("item_public" if public else "item", asof=composer.date(fact.as_of, fact.report), whose=whose, status=fact.status_text))
            composer.statuses.append(Status.CERTAIN)
            if fact.metric != "销号":
                composer.caveat("closed_unstated")
        return bool(found)

    def all_done(self, metric: str, track: Track) -> bool:
        """Answer 都…了吗: whether the metric covers the whole list, with what is left."""
        rest = {"完成": "未完成", "办结": "未办结", "销号": "未销号", "验收": "未验收"}.get(metric)
        if rest is None:
            return False
        found = self.usable(track, metric, self.choice(track))
        added = False
        for tally, derived in found:
            left = tally.derive(rest)
            if derived.value is None or left is None or left.value is None:
                if derived.value is None:
                    self._line(tally, derived, metric)
                    added = True
                continue
            board = Scoreboard(self.composer, tally)
            done_head = board.head(derived, metric)
            del done_head
            self.composer.figure(left.value, left.unit, rest, self.composer.cite_facts(left.facts), left.formula)
            statement = board.statement()
            key = "all_done" if left.value == 0 else "no"
            text = self.composer.phrase(key, what=self.composer.lexicon.english(metric) if self.composer.english else _WHAT[metric], text=statement)
            name = f"{tally.place.display}：" if self.several and tally.place else ""
            self.composer.lines.append(name + text + (board.formula(left) if left.value else ""))
            board.caveats(rest)
            added = True
        return added

    def disagreement(self, metric: str, track: Track) -> bool:
        """Add the contradictions between reports of one day about one list; False when all agree."""
        choice = self.choice(track)
        lists = [(t, d) for t in (*choice.current, *choice.older) if (d := t.derive(metric)) is not None and d.value is not None]
        for i, (tally, derived) in enumerate(lists):
            for other, rival in lists[i + 1 :]:
                same = other.place == tally.place and other.inspection.display == tally.inspection.display and other.as_of == tally.as_of
                if same and tally.as_of and other.report != tally.report and rival.value != derived.value:
                    self._add_conflict([(tally, derived), (other, rival)], metric)
                    return True
        return False

    def unheld(self, metric: str, track: Track) -> list[str]:
        """What the lists asked about do say when they do not hold the metric, as statements; empty when there is no such list."""
        lines = []
        for tally in self.choice(track).current:
            if (tally.parts or tally.total is not None) and not tally.masked:
                lines.append(Scoreboard(self.composer, tally).statement())
        return lines

    def finished_open(self, track: Track) -> bool:
        """Add what is finished but not yet closed (已完成未销号): 完成 − 销号."""
        for tally in self.choice(track).current:
            done, closed = tally.stated("完成"), tally.stated("销号")
            if done is None or closed is None or done.value is None or closed.value is None:
                continue
            value = tidy(round(done.value - closed.value, 6))
            formula = f"{show_number(done.value)}−{show_number(closed.value)}={show_number(value)}"
            self.composer.figure(value, tally.unit, "已完成未销号", self.composer.cite_facts((*done.facts, *closed.facts)), formula)
            board = Scoreboard(self.composer, tally)
            self.composer.lines.append(f"{amount(value, tally.unit)}。{board.statement()}" + derivation(self.composer, formula, tally.unit))
            self.composer.statuses.append(Status.DERIVED)
            return True
        return False

    def total_of(self, metrics: Sequence[str], track: Track) -> bool:
        """Add the sum of several metrics of one list (办结和阶段性办结合计)."""
        choice = self.choice(track)
        for tally in (*choice.current, *choice.older):
            parts = [(name, tally.stated(name)) for name in metrics]
            values = [derived.value for _, derived in parts if derived is not None and derived.value is not None]
            if len(values) != len(parts) or len(values) < 2:
                continue
            value = tidy(round(sum(values), 6))
            formula = "+".join(show_number(v) for v in values) + f"={show_number(value)}"
            facts = [fact for _, derived in parts if derived for fact in derived.facts]
            cited = self.composer.cite_facts(facts)
            self.composer.figure(value, tally.unit, "合计", cited, formula)
            board = Scoreboard(self.composer, tally)
            self.composer.lines.append(f"{amount(value, tally.unit)}。{board.statement()}" + derivation(self.composer, formula, tally.unit))
            self.composer.statuses.append(Status.DERIVED)
            return True
        return False

    def over_places(self, metric: str, track: Track) -> bool:
        """Add the sum of one metric over the places a question names, each stated first."""
        found = [(t, d) for t, d in self.usable(track, metric, self.choice(track)) if d.value is not None]
        if len({t.place for t, _ in found}) < 2 or len({t.place for t, _ in found}) != len(found):
            return False
        value = tidy(round(sum(d.value or 0 for _, d in found), 6))
        unit = found[0][1].unit
        formula = "+".join(show_number(d.value or 0) for _, d in found) + f"={show_number(value)}"
        self.composer.figure(value, unit, "合计", self.composer.cite_facts([f for _, d in found for f in d.facts]), formula)
        self.composer.lines.append(self.composer.phrase("sum", amount=amount(value, unit), formula=formula) + "。")
        for tally, derived in found:
            self._line(tally, derived, metric)
        self.composer.statuses.append(Status.DERIVED)
        return True

    def batches(self, names: Sequence[str], track: Track) -> bool:
        """Add the totals of several numbered batches and their sum."""
        found = [(name, t) for name in names for t in tallies(self.facts) if t.track is track and t.batch == name and t.total is not None and t.total.quantity.value is not None]
        found = list({name: (name, t) for name, t in found}.values())
        if len(found) != len(names) or len(found) < 2:
            return False
        totals = [t.total for _, t in found if t.total is not None]
        numbers = [total.quantity.value or 0 for total in totals]
        apart = "difference" in self.question.forms and len(numbers) == 2
        value = tidy(round(abs(numbers[0] - numbers[1]) if apart else sum(numbers), 6))
        terms = "−".join(map(show_number, sorted(numbers, reverse=True))) if apart else "+".join(map(show_number, numbers))
        formula = f"{terms}={show_number(value)}"
        cited = self.composer.cite_facts(totals)
        self.composer.figure(value, totals[0].quantity.unit, "合计", cited, formula)
        detail = "，".join(f"{name}{total.quantity.text}" for (name, _), total in zip(found, totals, strict=True))
        for (name, _), total in zip(found, totals, strict=True):
            self.composer.figure(total.quantity.value, total.quantity.unit, name, (self.composer.cite_fact(total),))
        key = "difference" if apart else "sum"
        self.composer.lines.append(self.composer.phrase(key, amount=amount(value, totals[0].quantity.unit), formula=formula) + f"。{detail}。")
        self.composer.statuses.append(Status.DERIVED)
        return True

    def across(self, metric: str, track: Track) -> bool:
        """Add the sum of one metric over the several lists of one place (各轮合计); stated overall totals are checked, not added."""
        choice = self.choice(track)
        whole = [t for t in choice.current if t.batch == "累计"]
        lists = [t for t in choice.current if t.batch != "累计" and t.place == choice.current[0].place and t.report == choice.current[0].report] if choice.current else []
        pairs = [(t, d) for t in lists if (d := t.derive(metric)) is not None and d.value is not None]
        if len(pairs) < 2 or len(pairs) != len(lists):
            return False
        value = tidy(round(sum(d.value or 0 for _, d in pairs), 6))
        unit = pairs[0][1].unit
        formula = "+".join(show_number(d.value or 0) for _, d in pairs) + f"={show_number(value)}"
        cited = self.composer.cite_facts([fact for _, d in pairs for fact in d.facts])
        self.composer.figure(value, unit, metric, cited, formula)
        detail = "，".join(f"{t.inspection.display or t.label}{amount(d.value, d.unit)}" for t, d in pairs)
        name = pairs[0][0].place.display if pairs[0][0].place else ""
        self.composer.lines.append(f"{amount(value, unit)}。{name}{metric if metric != '总数' else ''}：{detail}。" + derivation(self.composer, formula, unit))
        for t in whole:
            total = t.derive(metric)
            if total is not None and total.value is not None:
                shown = Scoreboard(self.composer, t).head(total, metric)
                if total.value != value:
                    self.composer.caveat("imbalance", text=f"材料另写累计{shown}")
        self.composer.statuses.append(Status.DERIVED)
        for t, d in pairs:
            self.composer.figure(d.value, d.unit, t.inspection.display or metric, self.composer.cite_facts(d.facts), d.formula)
        return True

    def figures_of(self, fact: Fact, label: str) -> None:
        """Add one plain figure with its caveats."""
        quantity = fact.quantity
        self.composer.figure(quantity.value, quantity.unit, label, (self.composer.cite_fact(fact),), None, quantity.approximate)
        note_number(self.composer, fact)


def finished(composer: Composer) -> Answer:
    """The computed answer of what has been added."""
    return composer.build("computed")


def track_for(ask: Ask, question: Question, lexicon: Lexicon) -> Track | None:
    """The list an ask speaks of: its own noun; in a question about both lists the one its unit counts; else the question's."""
    if ask.track is Track.PROBLEM and ask.unit_class == "件" and not re.search(r"反馈|整改(?:任务|问题|事项)|督察问题", ask.words + question.text):
        return Track.COMPLAINT
    if ask.track is not None:
        return ask.track
    both = all(words.noun_pattern.search(question.text) for words in lexicon.tracks.values())
    by_unit = {"件": Track.COMPLAINT, "项": Track.PROBLEM}.get(ask.unit_class)
    return by_unit if both and by_unit is not None else question.track
