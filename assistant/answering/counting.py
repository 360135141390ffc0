"""Counting questions answered by the status algebra: never by retrieval, never by a model (design.md 3, domain.md 2.4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from assistant.answering.by_visit import rounds_of
from assistant.answering.completing import with_known_total
from assistant.answering.composing import Composer, amount
from assistant.answering.differing import Side, add_contradiction, add_other_source, contradicting, led_by_hand
from assistant.answering.lists import ListChoice, Mentions, choose
from assistant.answering.many_places import first_places
from assistant.answering.places import place_name
from assistant.answering.question import Question
from assistant.answering.scoreboard import Scoreboard
from assistant.answering.wholly import wholly
from assistant.facts.rivals import contradict, told_apart
from assistant.facts.tally import Derived, Tally
from assistant.facts.tallying import tallies
from assistant.types import Fact, Inspection, Status, Track, once
from assistant.words.content import grams
from assistant.words.dates import show_date
from assistant.words.numerals import show_number

_IN_HAND = re.compile(r"在办|正在办理|办理中|正在查办|(?:没|未|不)(?:有|算|是)?阶段性?办结|办结[^，。]{0,4}阶段性?办结都?(?:没|未)")
_WHOLE = re.compile(r"都|全部|全|所有|完了吗|结了吗|号了吗|了没|了吗|没有[？?]?$|all ")
"""A question whether everything is done."""
_MASKABLE = {"总数", "完成", "未完成", "销号", "未销号", "办结", "未办结", "完成率", "销号率", "办结率"}
"""Figures every list would state if its source did not hide them."""
_REST = {"完成": "未完成", "办结": "未办结", "销号": "未销号", "验收": "未验收"}
_FINISHED = {"完成": "完成整改", "办结": "办结", "销号": "销号", "验收": "通过验收"}
"""A metric as the answer to 都…了吗 says it."""


class Counting:
    """Adds what the lists in scope say about a metric to an answer; each method is False when they do not hold it."""

    def __init__(
        self,
        composer: Composer,
        question: Question,
        facts: Sequence[Fact],
        mentions: Mentions,
        everywhere: Callable[[], Sequence[Tally]] | None = None,
    ) -> None:
        self.composer = composer
        self.question = question
        self.facts = facts
        self.mentions = mentions
        self._everywhere = everywhere
        """The lists of all reports, also of those that the day or words of the question leave out; those in scope where None."""
        self._choices: dict[Track, ListChoice] = {}

    @cached_property
    def lists(self) -> Sequence[Tally]:
        """All lists in scope, of both tracks."""
        return tallies(self.facts)

    @cached_property
    def several(self) -> bool:
        """Whether the lists are of more than one place."""
        return len({tally.place.display for tally in self.lists if tally.place}) > 1

    @cached_property
    def _shared(self) -> set[str]:
        """Masks that stand for the places of several reports: only the report tells one from another."""
        return once(_shared_masks, self.facts)

    def choice(self, track: Track) -> ListChoice:
        """The lists of a track that the question means."""
        if track not in self._choices:
            self._choices[track] = self.chosen(self.question, track)
        return self._choices[track]

    def chosen(self, question: Question, track: Track) -> ListChoice:
        """The lists of a track that this or a like question means."""
        return choose(self.lists, question, track, self.mentions, rounds_of(self.composer.lexicon))

    def sides(self, track: Track, metric: str) -> list[Side]:
        """The lists that hold a metric; an older list stands in where the newest of its kind does not hold it."""
        choice = self.choice(track)
        found = []
        for tally in choice.current:
            derived = self.figure_of(tally, metric)
            if derived is not None:
                found.append(led_by_hand((tally, derived), choice, lambda other: self.figure_of(other, metric)))
                continue
            older = [(t, d) for t in choice.older_of(tally) if _same_list(t, tally) and (d := self._of_older(t, metric)) is not None]
            found += older[:1]
        return self._main(found, metric)

    def figure_of(self, tally: Tally, metric: str) -> Derived | None:
        """A list's figure for a metric; 在办 and 未办结 as such ask for that part only, not for all that is open (domain.md 2.4)."""
        if metric == "未办结" and _IN_HAND.search(self.question.text) and (in_hand := tally.in_hand()):
            return in_hand
        if metric == "未办结" and "未办结" in self.question.text and tally.stated("阶段性办结") and (stated := tally.stated("未办结")):
            return stated
        if metric == "推进" and not tally.stated("推进"):
            return tally.stated("序时") or tally.derive("未完成")
        if metric == "滞后" and self.question.overdue:
            return self._overdue(tally)
        derived = tally.derive(metric) or tally.exhausted(metric) or wholly(tally, metric, self.composer.lexicon)
        derived = derived or with_known_total(tally, metric, self._everywhere() if self._everywhere else self.lists)
        if derived is None and tally.masked and metric in _MASKABLE:
            facts = [*([tally.total] if tally.total else []), *(fact for parts in tally.parts.values() for fact in parts)]
            return Derived(None, tally.unit, None, tuple(facts[:1]), Status.MASKED)
        return derived

    def _of_older(self, tally: Tally, metric: str) -> Derived | None:
        """The figure of a list that stands in for a newer one; nothing is concluded from what it leaves unsaid."""
        return self._overdue(tally) if metric == "滞后" and self.question.overdue else tally.derive(metric)

    def _overdue(self, tally: Tally) -> Derived | None:
        """What the text itself calls past its deadline; what merely lags may still be in time."""
        words = self.composer.lexicon.data["questions"]["overdue"]["words"]
        stated = tally.stated("滞后")
        said = stated is not None and any(word in fact.status_text + fact.context for fact in stated.facts for word in words)
        return stated if said else None

    def _main(self, found: list[Side], metric: str) -> list[Side]:
        """Per place the lists that matter: a previous round and bare restated totals give way to lists with parts, batches to 累计."""
        owners: dict[str, list[Side]] = {}
        for side in found:
            owners.setdefault(side[0].owner, []).append(side)
        kept = {id(side) for own in owners.values() for side in self._that_matter(own, metric)}
        return [side for side in found if id(side) in kept]

    def _that_matter(self, own: list[Side], metric: str) -> list[Side]:
        """Of the lists of one place those that `_main` keeps."""
        if self.question.inspection is None or not self.question.inspection.round:
            own = [side for side in own if side[0].inspection.round != "上一轮"] or own
        totalled = {id(tally): tally.report for tally, _ in own if tally.total is not None or tally.inspection.campaign}
        reports = set(totalled.values())
        own = [side for side in own if id(side[0]) in totalled or side[0].report not in reports]
        if metric == "总数":
            own = [side for side in own if side[0].parts or side[0].classes] or own
        return own

    def _merged(self, track: Track, metric: str) -> list[Side]:
        """The newest lists that count a status only together with another (完成或基本完成23个)."""
        lists = [tally for tally in self.choice(track).current if self.figure_of(tally, metric) is None]
        return [(tally, together) for tally in lists if (together := tally.together(metric)) is not None]

    def _as_told(self, track: Track, metric: str) -> list[Side]:
        """The lists that hold a metric; one that counts it together with another is newer than any older list that does not."""
        merged = self._merged(track, metric)
        kinds = {(tally.owner, tally.inspection) for tally, _ in merged}
        return [side for side in self.sides(track, metric) if (side[0].owner, side[0].inspection) not in kinds] + merged

    def metric(self, metric: str, track: Track) -> bool:
        """Add the answer for one status metric, contradictions between reports of one day said as such."""
        found = first_places(self._as_told(track, metric), _owner, self.composer)
        if not found:
            return False
        disputed: dict[tuple[str, Inspection], list[Side]] = {}
        for side in contradicting(found, self.choice(track), metric):
            disputed.setdefault((side[0].owner, side[0].inspection), []).append(side)
        for sides in disputed.values():
            add_contradiction(self.composer, sides, metric)
        found = [(t, d) for t, d in found if (t.owner, t.inspection) not in disputed]
        for tally, derived in found:
            self.line(tally, derived, metric)
            add_other_source(self.composer, (tally, derived), self.choice(track), metric)
            self._note_older(tally, metric, track)
            self._correct_total(tally, derived)
        return True

    def _note_older(self, tally: Tally, metric: str, track: Track) -> None:
        """Say so where an older list stands in because the newest one does not state the figure."""
        newer = next((t for t in self.choice(track).current if _same_list(t, tally)), tally)
        if newer.as_of and tally.as_of and newer.as_of > tally.as_of:
            metric = metric if metric.endswith("率") or self.composer.english else f"{metric}数"
            dates = {"newer": show_date(newer.as_of), "date": show_date(tally.as_of)}
            self.composer.caveat("older_list", metric=self.composer.lexicon.english(metric) if self.composer.english else metric, **dates)

    def _correct_total(self, tally: Tally, derived: Derived) -> None:
        """Say so when the question assumes another total than the list has (反馈了36项问题)."""
        assumed = self.question.assumed
        whole = tally.total or self._older_total(tally)
        total = whole.quantity.value if whole else None
        if total is None or not assumed or self.question.premise or show_number(total) in assumed:
            return
        parts = {show_number(fact.quantity.value or 0) for facts in tally.parts.values() for fact in facts}
        if not set(assumed) <= parts | {show_number(derived.value or 0)}:
            if whole is not None and whole is not tally.total:
                self.composer.figure(total, whole.quantity.unit, "总数", (self.composer.cite_fact(whole),))
            self.composer.lines.append(self.composer.phrase("total_differs", amount=amount(total, tally.unit), assumed="、".join(assumed)))

    def _older_total(self, tally: Tally) -> Fact | None:
        """The total that an older report told of a list, where the newest one leaves it out."""
        older = self.choice(tally.track).older_of(tally)
        return next((one.total for one in older if one.total is not None and _same_list(one, tally)), None)

    def line(self, tally: Tally, derived: Derived, metric: str) -> None:
        """Add one list's figure: the number first, then where the list stands and how the number came about."""
        composer, board = self.composer, Scoreboard(self.composer, tally)
        name = self._whose(tally)
        if derived.status is Status.MASKED or derived.value is None:
            composer.statuses.append(Status.MASKED)
            composer.figure(None, derived.unit, metric, composer.cite_facts(derived.facts))
            place = f"{name}{tally.inspection.display}"
            composer.lines.append(composer.phrase("place_line", place=place, text=composer.phrase("masked_line")))
            return
        head = board.head(derived, metric)
        statement = board.statement(metric)
        campaign = tally.inspection.campaign
        named = self.several or campaign or place_name(tally.place) in self._shared
        owner = f"{name}{campaign}" if named else ""
        if composer.english:
            lead = f"{f'{owner}: ' if named else ''}{head} {composer.lexicon.english(metric)}. "
        else:
            head = composer.phrase("none", amount=head) if derived.value == 0 else head
            lead = f"{owner}：{head}。" if named else f"{head}。"
        composer.lines.append(f"{lead}{statement}{board.formula(derived)}")
        if derived.status is Status.AMBIGUOUS:
            composer.caveat("merged", metric=composer.lexicon.english(metric) if composer.english else metric)
        board.caveats(metric)

    def _whose(self, tally: Tally) -> str:
        """The place of a list as staff can tell it from the others: with its report where masks repeat, that alone for none."""
        name, title = place_name(tally.place), f"《{self.composer.report(tally.report).title}》"
        if not name:
            return title if self.several else ""
        return f"{name}（{title}）" if name in self._shared else name

    def disagreement(self, metric: str, track: Track) -> bool:
        """Add the contradictions between reports of one day about one list; False when all agree."""
        choice = self.choice(track)
        sides = [(t, d) for t in (*choice.current, *choice.older) if (d := t.derive(metric)) is not None and d.value is not None]
        for i, (tally, derived) in enumerate(sides):
            for other, rival in sides[i + 1 :]:
                same = other.owner == tally.owner and other.inspection.display == tally.inspection.display and other.as_of == tally.as_of
                if same and tally.as_of and told_apart(other, tally) and contradict(derived, rival):
                    add_contradiction(self.composer, [(tally, derived), (other, rival)], metric)
                    return True
        return False

    def premise(self, metric: str, track: Track) -> bool:
        """Confirm or correct a number the question asserts (有24个问题没完成，对吗); False when it asserts none of this list."""
        asserted = self.question.premise
        if not asserted or self._merged(track, metric):
            return False
        found = self.sides(track, metric)
        values = {str(derived.value) for _, derived in found}
        totals = {str(tally.total.quantity.value) for tally, _ in found if tally.total is not None}
        # 33个问题都完成了吗 names the total; it asserts nothing about the part.
        if set(asserted) <= totals - values and self.asks_for_all():
            return False
        if not values or not self.metric(metric, track):
            return False
        right = any(number in values for number in asserted)
        self.composer.lines[0] = self.composer.phrase("premise_right" if right else "premise_wrong") + self.composer.lines[0]
        return True

    def asks_for_all(self) -> bool:
        """Whether the question asks if everything is done (都完成了吗)."""
        return bool(_WHOLE.search(self.question.text))

    def all_done(self, metric: str, track: Track) -> bool:
        """Answer 都…了吗: whether the metric covers the whole list, with what is left."""
        if metric not in _REST:
            return False
        # One answer per list: a list comprehension, since any() alone would stop at the first.
        sides = self.sides(track, metric) or (self.sides(track, "完成或基本完成") if metric == "完成" else [])
        shown = first_places(sides, _owner, self.composer)
        return any([self._done(tally, derived, metric) for tally, derived in shown])

    def _done(self, tally: Tally, derived: Derived, metric: str) -> bool:
        composer, board, rest = self.composer, Scoreboard(self.composer, tally), _REST[metric]
        if derived.value is None:
            self.line(tally, derived, metric)
            return True
        left = self.figure_of(tally, rest)
        if left is None or left.value is None:
            return False
        board.head(derived, metric)
        composer.figure(left.value, left.unit, rest, composer.cite_facts(left.facts), left.formula)
        what = composer.lexicon.english(metric) if composer.english else _FINISHED[metric]
        text = composer.phrase("no" if left.value else "all_done", what=what, text=board.statement())
        name = f"{place_name(tally.place)}：" if self.several and tally.place else ""
        composer.lines.append(name + text + (board.formula(left) if left.value else ""))
        add_other_source(composer, (tally, derived), self.choice(tally.track), metric)
        board.caveats(rest)
        return True

    def items(self, words: frozenset[str] = frozenset(), titles: Mapping[str, str] | None = None) -> bool:
        """Add the status of single-item reports (公示, 评估报告) in scope, of those whose title holds most of `words` when given."""
        found = [fact for fact in self.facts if fact.dimension == "单项"]
        if words:
            held = {fact.report: grams((titles or {}).get(fact.report, "") + fact.label, self.composer.lexicon) for fact in found}
            found = [fact for fact in found if len(words & held[fact.report]) >= 0.5 * len(words)]
        for fact in first_places(found, lambda fact: place_name(fact.place) or fact.report, self.composer):
            self._item(fact)
        return bool(found)

    def _item(self, fact: Fact) -> None:
        composer = self.composer
        composer.cite_fact(fact)
        whose = composer.whose(fact.place, fact.inspection, fact.report)
        public = composer.report(fact.report).genre == "整改销号公示" and fact.metric != "销号"
        asof = composer.date(fact.as_of, fact.report)
        composer.lines.append(composer.phrase("item_public" if public else "item", asof=asof, whose=whose, status=fact.status_text))
        composer.statuses.append(Status.CERTAIN)
        if fact.metric != "销号":
            composer.caveat("closed_unstated")

    def statements(self, track: Track) -> list[str]:
        """Where the lists asked about stand, for a refusal that says what they do hold."""
        lists = [t for t in self.choice(track).current if (t.parts or t.total is not None) and not t.masked]
        boards = [Scoreboard(self.composer, tally) for tally in lists]
        return [board.statement() for board in boards if board.facts()]


def _shared_masks(facts: Sequence[Fact]) -> set[str]:
    masked = {(fact.place.display, fact.report) for fact in facts if fact.place and fact.place.masked}
    return {name for name, count in Counter(name for name, _ in masked).items() if count > 1}


def _owner(side: Side) -> str:
    return side[0].owner


def _same_list(one: Tally, other: Tally) -> bool:
    if one.owner != other.owner or one.inspection != other.inspection:
        return False
    return one.batch == other.batch or {one.batch, other.batch} <= {"", "累计"}
