"""Counting questions: each ask is answered by classes of a list, by the list as such, or by an open figure, in this order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.asked_scope import batch_named
from assistant.answering.batch_spans import BatchSpan
from assistant.answering.classes import EXTREME, OF_OBJECTS, Classes, asks_for_extreme
from assistant.answering.counting import Counting
from assistant.answering.inquiry import Inquiry
from assistant.answering.list_asks import ListAsk
from assistant.answering.lists import days_named, of_its_day
from assistant.answering.parts import Part, class_label
from assistant.answering.places import strip_names
from assistant.answering.question import Ask, QuestionReader
from assistant.answering.refusing import no_such_list, unheld
from assistant.answering.subject import SHARE, WHEN, about_list, counts_other, names_both, track_of, without_statuses
from assistant.types import Answer, Track
from assistant.words.content import residue
from assistant.words.lexicon import alternatives

_LEAVES_OUT = re.compile(r"不算|不含|不包括|(?:[除刨减撇剔扣]|去)(?:去|除|掉|开)(?!了?(?:已经?)?(?:的?重复|多少|几))")
_COMPARES = re.compile(r"(?<![一-龥]对)[比较跟和与同][^，。]{2,10}?(?:多|少|高|低|差)(?:了|出)?(?:几|多少)|相差")
"""One of two classes is set against the other."""
_RANKS_CHANGE = re.compile(r"[升降增减涨跌][^，。]{0,3}最")
_BARE_CHANGE = re.compile(r"(?:又|还|同比)?(?:下降|上升|增加|减少|提高|[升降增减涨跌])[了幅]?(?:是|为)?(?:多少|几|百分之)")
_TRACKS = (Track.COMPLAINT, Track.PROBLEM)
_LISTED = {"", "件", "项", "起", "比例"}
"""Unit classes in which the classes of a list are counted."""
_ANOTHER_MATTER = 4
"""From so many characters on, what a question says beside a class is a matter of its own."""

_BY_DEADLINE = re.compile(r"(?:19|20)\d{2}年(?:\d{1,2}月)?[底末]?(?:之|以)?前(?!.{0,4}已)")
"""2024年底前完成的几项: those due by then."""
_MADE_INTO = re.compile(
    r"\d+[项个件条][^，。？]{0,14}?(?:细化|分解|拆分|梳理|归纳|整合|转化|涉及|分)(?:为|成|出|了|到|具体)*(?:多少|几)[项个条类](?!信访|举报)"
)
"""Asks what the items of a list, which the question counts itself, were cut into or touch (35项问题细化为多少个)."""

_IN_SUM = re.compile(r"一共|总共|合计|加起来|加在一起")
"""Asks for the sum of several turns, not for how things stood in all at one of them."""


class Asks:
    """The counting asks of one question."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.question = inquiry.question
        self.refusal: Answer | None = None
        """Why an ask about a list has no answer, so that no other figure is offered instead."""
        self.typed = False
        """Whether the status algebra, not only an open figure, took part in the answer."""
        self._class_named = ""
        """The words that named the class an ask before was answered by; a bare status after it is that class's own."""

    def answer(self) -> bool:
        """Add what can be answered and say what cannot; False when nothing can or an ask is refused."""
        if _LEAVES_OUT.search(re.sub(r"[（(][^）)]*[）)]", "", self.question.text)):
            return False  # 不算第十二批: no figure of the whole answers that
        asks, extreme = self.question.asks, self._extreme_clause()
        if asks_for_extreme(extreme):
            # 最多的是哪类，几件，占多少？: a bare 几件 or 占多少 means the extreme's own figure.
            telling = tuple(
                ask for ask in asks if EXTREME.search(ask.words) or (self._says_more(ask) and not _BARE_CHANGE.match(ask.words))
            )
            if len(telling) < len(asks) and (self._superlative(extreme) or self.inquiry.figures.extreme_of(self._bare_words(extreme))):
                asks, extreme = telling, ""
            elif (not telling and _RANKS_CHANGE.search(extreme)) or (OF_OBJECTS.search(extreme)):
                return False  # 哪个降得最多，降了多少; 哪座最大，投资多少: no fall and no cost of something else answers that
        if not asks:
            return True
        batched, span = self._by_turns(asks[0]), BatchSpan(self.inquiry)
        done = [
            batched or self._together(span, ask) or self._of_own_batch(ask) or self._measured(ask) or self._answered(ask, extreme)
            for ask in asks
        ]
        if all(done) and extreme and not any(EXTREME.search(ask.words) for ask in asks):
            self._superlative(extreme)
        if self.refusal is not None or not any(done):
            return False
        self._say_unstated([ask for ask, found in zip(asks, done, strict=True) if not found])
        return True

    def _extreme_clause(self) -> str:
        """The clause that speaks of the largest or smallest, empty where none does."""
        return next((part for part in re.split(r"[，,；;]", self.question.text) if EXTREME.search(part)), "")

    def _says_more(self, ask: Ask) -> bool:
        """Whether an ask has words beyond its number (几件, 占多少)."""
        return bool(residue(SHARE.sub(" ", self._bare(ask)), self.inquiry.lexicon))

    def _bare(self, ask: Ask) -> str:
        return self._bare_words(ask.words)

    def _bare_words(self, words: str) -> str:
        return strip_names(words, self.inquiry.names)

    def _say_unstated(self, asks: Sequence[Ask]) -> None:
        composer = self.inquiry.composer
        composer.lines += [composer.phrase("part_unstated", what=self._bare(ask)) for ask in asks]

    def _superlative(self, clause: str) -> bool:
        """The largest or smallest class a clause asks for, of the status it names."""
        metrics = QuestionReader(self.inquiry.lexicon).metrics_of(clause)
        found = self.inquiry.classes(self.question.track).superlative(clause, metrics[0] if metrics else "")
        self.typed = self.typed or found
        return found

    def _by_turns(self, ask: Ask) -> bool:
        """One class in each of several batches or days (第十批和第二十六批，郑州分别多少件; 5月19日比5月20日…)."""
        question = self.question
        turns = [replace(question, batch=batch, batches=(batch,)) for batch in question.batches]
        if len(turns) < 2:
            text = _IN_SUM.sub("", question.text)
            turns = [replace(question, text=text, dates=(day,), as_of=None) for day in days_named(question)]
        if len(turns) < 2:
            return False
        words = strip_names(question.text, self.inquiry.named.names)
        parts: list[Part] = []
        for one in turns:
            lists = [t for track in _TRACKS for t in self.inquiry.counting.chosen(one, track).current]
            parts += Classes(self.inquiry.composer, one, [t for t in lists if of_its_day(t, one)]).named(ask, words)
        Classes(self.inquiry.composer, self.question, ()).count(parts)
        self.typed = self.typed or bool(parts)
        return bool(parts)

    def _together(self, span: BatchSpan, ask: Ask) -> bool:
        """Several batches in a row, by the running totals they lie between."""
        found = span.answer(ask)
        self.typed = self.typed or found
        return found

    def _of_own_batch(self, ask: Ask) -> bool:
        """A later ask for another batch, or for all of them, of what the ask before was about (第十二批几件，累计几件)."""
        question, inquiry, batch = self.question, self.inquiry, batch_named(ask.words)
        if not batch or batch == question.batch or ask is question.asks[0]:
            return False
        one = replace(question, batch=batch, batches=())
        if self._class_named:
            lists = [t for track in _TRACKS for t in inquiry.counting.chosen(one, track).current]
            classes = Classes(inquiry.composer, one, lists)
            named = classes.named(ask, f"{self._class_named}，{self._bare(ask)}")
            classes.count(named)
            found = bool(named)
        else:
            track = track_of(ask, question, inquiry.facts, inquiry.lexicon) or Track.COMPLAINT
            counting = Counting(inquiry.composer, one, inquiry.facts, inquiry.mentions)
            found = not self._says_more(ask) and counting.metric(ask.metrics[0] if ask.metrics else "总数", track)
        self.typed = self.typed or found
        return found

    def _both_totals(self, ask: Ask, metrics: tuple[str, ...]) -> bool:
        """The totals of both lists, never added (信访件和反馈问题一共多少)."""
        question, counting = self.question, self.inquiry.counting
        if (
            metrics
            or len(question.asks) > 1
            or ask.unit
            or "sum" not in question.forms
            or not names_both(question.text, self.inquiry.lexicon)
        ):
            return False
        return all([counting.metric("总数", track) for track in (Track.PROBLEM, Track.COMPLAINT)])

    def _answered(self, ask: Ask, extreme: str) -> bool:
        """One ask by its own words, else with those that introduce the question."""
        if not self.typed and self._without_subject(ask):
            return self._goes_on(ask)
        return self._one(ask, "" if self._says_more(ask) else extreme) or self._inherited(ask)

    def _without_subject(self, ask: Ask) -> bool:
        """Whether a later ask names nothing that is counted (…，计划多少, …，还差多少): it goes on about the figure before it."""
        if ask is self.question.asks[0] or not ask.shared or ask.unit or ask.unit_class or ask.track is not None:
            return False
        if not set(ask.metrics) <= {"完成", "未完成"}:
            return False  # 办结率多少 names what it asks for
        lexicon = self.inquiry.lexicon
        words = WHEN.sub(" ", without_statuses(self._bare(ask), ask.metrics, lexicon))
        return not residue(alternatives(lexicon.data["questions"]["going_on"]["words"]).sub(" ", words), lexicon)

    def _goes_on(self, ask: Ask) -> bool:
        """The figure of the same kind as the one before, planned, reached or left; nothing where that one was not found."""
        figures, first = self.inquiry.figures, self.question.asks[0]
        if not figures.stated:
            return False
        stated = figures.stated[0]
        unit = first.unit or stated.quantity.unit
        return figures.answer(replace(ask, words=f"{ask.shared}{ask.words}", shared="", unit=unit, unit_class=stated.unit_class))

    def _inherited(self, ask: Ask) -> bool:
        """A later ask that leaves out its subject (…，已结多少？) is tried again with the question's own words."""
        if ask is self.question.asks[0] or not ask.shared or self.refusal is not None or self._only_status(ask):
            return False
        return self._one(replace(ask, words=f"{ask.shared}{ask.words}", shared=""))

    def _measured(self, ask: Ask) -> bool:
        """What is counted beside the lists by a name of its own (罚款, 自查发现的问题), or made of their items, is no matter of a list."""
        figures = self.inquiry.figures
        beside = figures.open_facts.measure(ask) or _MADE_INTO.search(self.question.text)
        return bool(beside) and figures.answer(ask)

    def _one(self, ask: Ask, extreme: str = "") -> bool:
        """One ask through the three layers; `extreme` is the clause about a largest class that this ask is the number of, if any."""
        inquiry, question = self.inquiry, self.question
        track = track_of(ask, question, inquiry.facts, inquiry.lexicon)
        alone = len(question.asks) == 1
        # 属实、不属实两类合计几件: the statuses before the mark belong to the sum.
        summed = alone and "sum" in question.forms and set(ask.metrics) < set(question.metrics)
        metrics = question.metrics if summed else ask.metrics or (question.metrics if alone else ())
        if self._only_status(ask):
            return self._status_of_class(ask)
        if metrics and (inquiry.lexicon.intention.asked_done(ask.words) or _BY_DEADLINE.search(ask.words)):
            return self._intended(ask, track or Track.PROBLEM, metrics[0])
        if self._both_totals(ask, metrics) or self._class(ask, track, metrics):
            self.typed = True
            return True
        if self.refusal is not None:
            return False
        if asks_for_extreme(f"{ask.words}{extreme}") and track is not None and ask.unit_class in _LISTED:
            return False  # the whole list is not its largest class
        listed = track is not None and not self._of_unlisted_part(track)
        if track is not None and listed and about_list(ask, self._bare(ask), question, inquiry.lists(track), inquiry.lexicon):
            if ListAsk(inquiry, ask, track, metrics).answer():
                self.typed = True
                return True
            if ask.unit_class == "比例" and inquiry.figures.stated_so(ask):
                return True  # 2164项任务已完成超过64%: a rate the text states without counting
            self.refusal = self._refused(track, metrics)
            if self.refusal is not None or not self._told_besides(ask):
                return False
        self.refusal = self._of_area(ask, track, metrics)
        return self.refusal is None and inquiry.figures.answer(ask)

    def _told_besides(self, ask: Ask) -> bool:
        """Whether the figure nearest to an ask about a whole list is worded like it at all: no class of it stands for the list."""
        best = next(iter(self.inquiry.figures.open_facts.match(ask)), None)
        return best is None or best.clause > 0

    def _only_status(self, ask: Ask) -> bool:
        """Whether an ask behind one for a class, or for a figure of no known place, names nothing but a status (大庆收到几件、办结几件)."""
        part = self._class_named or (self.inquiry.figures.stated and not self.inquiry.named.names)
        if not part or not ask.metrics or not ask.shared or "累计" in ask.words:
            return False
        return not residue(without_statuses(self._bare(ask), ask.metrics, self.inquiry.lexicon), self.inquiry.lexicon)

    def _status_of_class(self, ask: Ask) -> bool:
        """The status of the class or part named before; never that of the whole list."""
        if not self._class_named:
            return self.inquiry.figures.beside(replace(ask, words=f"{ask.shared}{ask.words}", shared=""))
        classes = self.inquiry.classes(None)
        named = classes.named(ask, self._class_named)
        classes.count(named)
        return bool(named)

    def _intended(self, ask: Ask, track: Track, metric: str) -> bool:
        """What is to be done by year's end is not what is done."""
        if not self.inquiry.figures.intended(ask, metric):
            self.refusal = unheld(self.inquiry, f"计划{metric}", track)
        return self.refusal is None

    def _of_area(self, ask: Ask, track: Track | None, metrics: tuple[str, ...]) -> Answer | None:
        """A refusal where a township's part of a list is asked for and the list is told for the whole place only."""
        inquiry, areas = self.inquiry, self.inquiry.named.areas
        if track is None or not areas or inquiry.told_of_areas(metrics):
            return None
        words = strip_names(self._bare(ask), areas)
        if not about_list(ask, words, self.question, inquiry.lists(track), inquiry.lexicon):
            return None
        return unheld(inquiry, metrics[0] if metrics else "总数", track, "、".join(areas))

    def _class(self, ask: Ask, track: Track | None, metrics: tuple[str, ...]) -> bool:
        """Classes of a size, the largest one, or those the ask names, as counts or as shares."""
        inquiry, question, classes = self.inquiry, self.question, self.inquiry.classes(track)
        if classes.of_size(question.text):
            return True
        metric = metrics[0] if metrics else ""
        if asks_for_extreme(ask.words) and classes.superlative(ask.words, metric):
            return True
        if not asks_for_extreme(question.text) and len(question.asks) == 1 and classes.each_area(question.text, metric):
            return True
        if ask.unit_class not in _LISTED:
            return False
        words = question.text if len(question.asks) == 1 else ask.words
        words = strip_names(words, inquiry.named.names)
        # 水污染问题 counts a class of the complaints where the complaints are the list that is split so.
        named = classes.named(ask, words) or ([] if inquiry.told_by_others else inquiry.classes(None).named(ask, words))
        if track is Track.COMPLAINT and question.track is track:
            named = [part for part in named if part.tally.track is track]  # what a unit leads in the ledger is no complaint
        labels = [part.label for part in named]
        if counts_other(ask, labels, inquiry.lexicon) or self._of_another_matter(ask, words, named) or self._of_inner_place(labels):
            return False
        if named and "share" in question.forms and re.search(r"占|比例|比重", ask.words):
            if not classes.share(named):
                self.refusal = unheld(inquiry, f"{named[0].label}占比", named[0].tally.track)
            return self.refusal is None
        if len(named) == 1 and (
            question.together or ("difference" in question.forms and (len(question.dates) > 1 or _COMPARES.search(ask.words)))
        ):
            return False  # one of two is neither their sum nor their difference
        classes.count(named)
        self._class_named = words if named else ""
        return bool(named)

    def _of_unlisted_part(self, track: Track) -> bool:
        """Whether a question names, behind a known place, a part of it that no list of that place is told for (澄江市…青禾县)."""
        named, text = self.inquiry.named, self.question.text
        begins = max((text.find(name) for name in named.names), default=-1)
        parts = [name for name in named.unknown if begins >= 0 and text.find(name) > begins and re.search(r"[市县区旗州]$", name)]
        if not parts:
            return False
        lists = self.inquiry.lists(track)
        told = "".join(f"{tally.owner}{''.join(fact.label for fact in tally.classes)}" for tally in lists)
        return not any(re.sub(r"[市县区旗州]$", "", name) in told for name in parts)

    def _of_inner_place(self, labels: Sequence[str]) -> bool:
        """Whether a question asks of a place within the known one, so that no class of the whole answers (重复举报，横塘县占多少件)."""
        named = self.inquiry.named
        inner = [name for name in named.unknown if re.search(r"[县区旗乡镇]$", name) and name in self.question.text] if named.names else []
        return bool(inner and labels) and not any(name[:2] in label for name in inner for label in labels)

    def _of_another_matter(self, ask: Ask, words: str, named: Sequence[Part]) -> bool:
        """Whether an ask without a unit says more than the classes it names (松壑县追缴违法所得多少 counts no complaints of 松壑县)."""
        if not named or ask.unit or ask.unit_class or SHARE.search(ask.words):
            return False
        bare = strip_names(words, [label for part in named for label in (part.label, class_label(part.label))])
        left = residue(without_statuses(WHEN.sub(" ", bare), ask.metrics, self.inquiry.lexicon), self.inquiry.lexicon)
        return len(left) >= _ANOTHER_MATTER

    def _refused(self, track: Track, metrics: tuple[str, ...]) -> Answer | None:
        """Why the list has no answer; a comparison may still be stated by the text itself."""
        if "difference" in self.question.forms and re.search(r"比|较|少了|多了", self.question.text):
            return None
        total = "占比" if "share" in self.question.forms else "总数"
        metric = "逾期" if self.question.overdue else metrics[0] if metrics else " ".join(self.question.unread) or total
        return no_such_list(self.inquiry, track) or unheld(self.inquiry, metric, track)
