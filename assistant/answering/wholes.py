"""Questions about lists that ask for no number: is it all done, where does it stand, which ones, whose is the largest."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.classes import asks_for_extreme
from assistant.answering.inquiry import Inquiry
from assistant.answering.places import strip_names
from assistant.answering.standing import members, standing
from assistant.answering.subject import about_list, names_both, track_of_statuses, without_statuses
from assistant.answering.thresholds import threshold
from assistant.types import Track
from assistant.words.content import question_grams, residue

_STATE = re.compile(
    r"什么程度|进展|总体情况|整体情况|状况|怎么样了|如何了|情况如何|一句话|完成情况|整改情况|办理情况|progress|status",
)
_BEST = re.compile(r"哪[家个里一]?[^，。]{0,8}(?:整改|办理|干|做)[^，。]{0,4}(?:最好|最差|更好|最快|最慢|好一些)")
_CHANGED = re.compile(r"同比|较上年|环比|升了|降了")
_AGREE = re.compile(r"一样吗|一致吗|相同吗|是否一致|是不是一样|对得上")
_WHICH_PLACES = re.compile(r"哪[些几个]*(?:个)?[省市县区州地镇街]")
_PASSAGES = {"define", "why", "who", "when", "where"}
"""Forms of questions that only a passage answers."""
_DONE = {"未完成": "完成", "未办结": "办结"}


class WholeQuestion:
    """One such question: every way of answering is True when it did, False when nothing may, None when the next one should try."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.question = inquiry.question
        self.forms = inquiry.question.forms
        self.ask = inquiry.question.asks[0]
        self.metrics = inquiry.question.metrics
        self.metric = self.metrics[0] if self.metrics else ""
        self.asks_state = bool(_STATE.search(self.question.text.lower()))
        self.track = self._track()

    def _track(self) -> Track | None:
        question, inquiry = self.question, self.inquiry
        by_state = self.asks_state and (question.inspection or "整改" in question.text)
        named = question.track or track_of_statuses(self.ask, question, inquiry.facts, inquiry.lexicon)
        return named or (Track.PROBLEM if by_state else None)

    def answer(self) -> bool:
        """The first way of answering that settles it."""
        beside_lists = (
            self._demanded,
            self._rates_compared,
            self._extreme,
            self._class_asserted,
            self._figure_asserted,
            self._best_place,
            self._figure_changed,
            self._figure_trend,
            self._both_lists,
            self._classes,
            self._agreement,
            self._total_asserted,
        )
        about_lists = (
            self._no_list,
            self._places_compared,
            self._single_item,
            self._list_asserted,
            self._list_trend,
            self._members,
            self._all_done,
            self._metrics_stated,
        )
        for settle in (*beside_lists, *about_lists):
            settled = settle()
            if settled is not None:
                return settled
        return self._standing()

    def _demanded(self) -> bool | None:
        """完成率低于90%的有哪些地方, 哪个地方没有全部办结."""
        demand = threshold(self.question)
        if demand is None or self.track is None:
            return None
        return self.inquiry.comparing.reaching(demand, self.track) or None

    def _rates_compared(self) -> bool | None:
        if self.track is None or not self.metric.endswith("率") or not {"superlative", "compare"} & self.forms:
            return None
        one = len(self.inquiry.named.names) == 1
        classes = self.inquiry.classes(None if one else self.track)
        one = one or len({tally.owner for tally in classes.tallies}) == 1
        if one and asks_for_extreme(self.question.text) and classes.superlative(self.question.text, self.metric):
            return True  # the rates of the cities of one province, each a class of its list
        return self.inquiry.comparing.places(self.metric, self.track, conclude=len(self.inquiry.named.names) == 2)

    def _extreme(self) -> bool | None:
        text = self.question.text
        if not asks_for_extreme(text):
            return None
        return self.inquiry.classes(self.track).superlative(text, self.metric) or self.inquiry.figures.extreme_of(text) or None

    def _class_asserted(self) -> bool | None:
        """桐陂县的完成率有95%吧."""
        words = strip_names(self.question.text, self.inquiry.named.names)
        asserted = len(self.question.premise) == 1 and self.inquiry.classes(None).asserted(replace(self.ask, metrics=self.metrics), words)
        return asserted or None

    def _figure_asserted(self) -> bool | None:
        """罚款450万元，是这样吗."""
        outside = self.question.premise and self.track is None
        return (outside and self.inquiry.figures.premise(self.ask)) or None

    def _best_place(self) -> bool | None:
        """哪家整改得最好: no ranking, every place by itself."""
        if not _BEST.search(self.question.text):
            return None
        self.inquiry.composer.lines.append(self.inquiry.composer.phrase("ranked"))
        added = standing(self.inquiry, Track.PROBLEM)
        return self.inquiry.counting.items() or added

    def _figure_changed(self) -> bool | None:
        return (_CHANGED.search(self.question.text) and self.inquiry.figures.change(self.ask)) or None

    def _figure_trend(self) -> bool | None:
        return ("trend" in self.forms and not self._of_list() and self.inquiry.figures.trend(self.ask)) or None

    def _of_list(self) -> bool:
        """Whether a question through the years is about a status of a list as such."""
        words = strip_names(self.question.text, self.inquiry.names)
        for word in self.inquiry.lexicon.data["questions"]["forms"]["trend"]:
            words = words.replace(word, " ")
        ask = replace(self.ask, metrics=self.metrics)
        return bool(self.metric) and about_list(ask, words, self.question, self.inquiry.lists(self._listed), self.inquiry.lexicon)

    def _both_lists(self) -> bool | None:
        text = self.question.text
        if not self.asks_state or not names_both(text, self.inquiry.lexicon) or not re.search(r"和|与|及|分别", text):
            return None
        return any([standing(self.inquiry, track) for track in (Track.PROBLEM, Track.COMPLAINT)])

    def _classes(self) -> bool | None:
        """哪些区是6件, 还没办结的是哪些区的, 都是灵宝市的吗."""
        text, classes = self.question.text, self.inquiry.classes(self.track)
        if "list" in self.forms and classes.of_size(text):
            return True
        if "list" in self.forms and self.metric and _WHICH_PLACES.search(text) and classes.all_of(self.metric):
            return True
        return None

    def _agreement(self) -> bool | None:
        """两份材料的完成数一致吗."""
        if self.track is not None and self.metric and _AGREE.search(self.question.text):
            counting = self.inquiry.counting
            return counting.disagreement(self.metric, self.track) or counting.metric(self.metric, self.track)
        return self.inquiry.classes(self.track).all_of_one() or None

    def _total_asserted(self) -> bool | None:
        """反馈的问题是28个，对吗: nothing but the list and its total."""
        if not self.question.premise or self.track is None or self.metric:
            return None
        words = strip_names(self.question.text, self.inquiry.names)
        for number in self.question.premise:
            words = words.replace(number, " ")
        lists = self.inquiry.lists(self.track)
        bare = about_list(self.ask, words, self.question, lists, self.inquiry.lexicon)
        return (bare and self.inquiry.counting.premise("总数", self.track)) or None

    def _no_list(self) -> bool | None:
        """What only a passage answers goes no further."""
        stands = self.asks_state or "trend" in self.forms
        passage = _PASSAGES if stands else _PASSAGES | {"how"}
        about = self.track is not None and (self.metric or self.asks_state) and not self.forms & passage
        return None if about else False

    @property
    def _listed(self) -> Track:
        """The track of a question that _no_list has let pass."""
        return self.track or Track.PROBLEM

    def _places_compared(self) -> bool | None:
        several = "compare" in self.forms and self.metric and len(self.inquiry.named.names) > 1
        return (several and self.inquiry.comparing.places(self.metric, self._listed, conclude=True)) or None

    def _single_item(self) -> bool | None:
        """A question about one item of a list, not the list: the status of the report whose title names it."""
        inquiry, lexicon = self.inquiry, self.inquiry.lexicon
        if "trend" in self.forms and self._of_list():
            return None
        words = strip_names(self.question.text, inquiry.names)
        for number in self.question.premise:
            words = words.replace(number, " ")
        ask = replace(self.ask, metrics=self.metrics)
        if about_list(ask, _STATE.sub(" ", words), self.question, inquiry.lists(self._listed), lexicon):
            return None
        topic = residue(without_statuses(words, self.metrics, lexicon), lexicon)
        return bool(self.metric) and inquiry.counting.items(question_grams(topic, lexicon), inquiry.titles)

    def _list_asserted(self) -> bool | None:
        """有24个问题没完成，对吗."""
        return (self.metric and self.inquiry.counting.premise(self.metric, self._listed)) or None

    def _list_trend(self) -> bool | None:
        asked = "trend" in self.forms and self.metric
        return (asked and self.inquiry.comparing.dates(self.metric, self._listed, change=False)) or None

    def _members(self) -> bool | None:
        """滞后的是哪些问题."""
        if "list" not in self.forms or not self.metric or re.search(r"[吗？?]$", self.question.text.replace("？", "")):
            return None
        return members(self.inquiry, self.metric, self._listed)

    def _all_done(self) -> bool | None:
        """都完成了吗."""
        counting, track = self.inquiry.counting, self._listed
        if "yesno" not in self.forms or not self.metric or not counting.asks_for_all():
            return None
        metric = self.metric
        if metric == "完成" and track is Track.COMPLAINT and not counting.sides(track, metric):
            metric = "办结"
        added = counting.all_done(_DONE.get(metric, metric), track)
        return added or (track is Track.PROBLEM and counting.items())

    def _metrics_stated(self) -> bool | None:
        return any([self.inquiry.counting.metric(name, self._listed) for name in self.metrics]) or None

    def _standing(self) -> bool:
        return standing(self.inquiry, self._listed) or (self._listed is Track.PROBLEM and self.inquiry.counting.items())
