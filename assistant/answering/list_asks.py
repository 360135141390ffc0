"""An ask for the number of a list as such: over time, batches, places or rounds, against a claim, or as it stands."""

from __future__ import annotations

import re

from assistant.answering.asked_scope import revisit_beside, rounds_named
from assistant.answering.earlier import as_it_stood
from assistant.answering.inquiry import Inquiry
from assistant.answering.question import Ask
from assistant.answering.standing import everything_else
from assistant.types import Track

_ROUND = re.compile(r"第[一二三四]轮|上一轮")
_ROUNDS = re.compile(
    r"[两二三几各历](?:轮|次)(?=.{0,6}督察)|历轮|各轮"
    r"|(?:中央|第[一二三四]轮)[^，。？]{0,8}[和与及、加][^，。？]{0,3}(?:省|中央|第[一二三四]轮)"
)
"""Several inspections named together: 两轮中央督察, 中央和省级督察."""
_APART = re.compile(r"(?:完|成|好|位|改)(?:了|的)?(?:、|和|与|及|，(?=未))|分别|各")
"""Between 完成 and 未销号: the two are asked for side by side."""
_LEFT = re.compile(
    r"(?:还有|还剩|剩下|剩余|仍有|尚有|余下)[^，。]{0,4}(?:多少|几)"
    r"|(?:多少|几)[^，。]{1,10}?(?:还|仍|尚)?(?:没|未)(?!有[？?]?$)[一-龥]"
)
"""Asks for what is left of a list."""
_DIFFERS = re.compile(r"比|较|相差|增加|减少|少了|多了|从.*日到.*日.*新(?=完成|办结|销号)")
_ONE_BESIDE_OTHER = re.compile(r"[比较].{0,14}?(?:多|少|高|低)|[和与跟同、].{0,16}?(?:相差|差距?|差多少|差几)")
"""One status of a list is set against another: 完成数比销号数多几个, 办结和未办结的相差多少."""
_RATES = {"完成": "完成率", "办结": "办结率", "销号": "销号率"}
_SETTLED = {"未完成": "未办结", "完成": "办结"}
"""What 完成 means for complaints."""
_EXCLUSIVE = (
    {"办结", "阶段性办结", "未办结"},
    {"属实", "基本属实", "部分属实", "不属实"},
    {"完成", "序时", "超序时", "滞后", "未启动", "推进"},
)
"""Statuses that exclude each other within one list, so that their figures may be added."""


class ListAsk:
    """One counting ask about the lists of one track."""

    def __init__(self, inquiry: Inquiry, ask: Ask, track: Track, metrics: tuple[str, ...]) -> None:
        self.inquiry = inquiry
        self.question = inquiry.question
        self.forms = inquiry.question.forms
        self.ask = ask
        self.track = track
        self.metrics = self._meant(metrics)
        self.metric = self._rate(self.metrics[0])

    def _meant(self, metrics: tuple[str, ...]) -> tuple[str, ...]:
        """The statuses asked for, the total where none is; English `closed` means 办结 for complaints."""
        if self.question.english and self.track is Track.COMPLAINT and metrics[:1] == ("销号",):
            return ("办结",)
        classes = (fact for tally in self.inquiry.lists(self.track) for fact in tally.classes)
        if self.question.overdue and not any("逾期" in fact.label for fact in classes):
            return ("滞后",)  # 超期未完成 is more than 未完成
        if self.track is Track.COMPLAINT and not self._told_finished():
            metrics = tuple(dict.fromkeys(_SETTLED.get(name, name) for name in metrics))
        return metrics or ("总数",)

    def _told_finished(self) -> bool:
        """Whether a list of complaints is told in 完成 (整改完成3758件), not only in 办结."""
        lists = self.inquiry.counting.choice(self.track).current
        return any(tally.stated(name) is not None for tally in lists for name in _SETTLED)

    def _rate(self, metric: str) -> str:
        """百分之多少完成了 asks for the rate."""
        asks_rate = "share" in self.forms and re.search(r"百分|比例|率", self.ask.words)
        return _RATES.get(metric, metric) if asks_rate else metric

    def answer(self) -> bool:
        """Add the figure; the first way of answering that the lists can bear wins."""
        question = self.question
        if question.unread and self.metric == "总数":
            return False  # what is asked of the list is not understood
        if len(self.metrics) == 1 and as_it_stood(self.inquiry, self.metric, self.track):
            return True
        if self._set_against() or self._over_time() or self._shared() or self._summed() or self._between_places():
            return True
        if question.second_half and self.metric != "总数":
            return False  # what was done in a half of a year is no state of a list
        if self.metric == "总数" and _LEFT.search(self.ask.words):
            return False  # what is left, by a word that no status knows, is not the whole
        if self._asks_share and self.metric not in _RATES.values():
            return False  # a share is not answered by the count it is of
        if self.inquiry.counting.premise(self.metric, self.track):
            return True
        if "difference" in self.forms and _DIFFERS.search(self.question.text):
            # A difference that cannot be computed is not answered by one of its terms.
            return False
        if self._asks_finished_open:
            return self._finished_open()
        return self._as_it_stands()

    def _set_against(self) -> bool:
        """By how much one status of a list exceeds another on one day."""
        question, two = self.question, len(self.metrics) == 2
        one_list = max(len(question.dates), len(question.years), len(self.inquiry.named.names), len(question.batches)) < 2
        asked = two and one_list and "difference" in self.forms and _ONE_BESIDE_OTHER.search(question.text)
        return bool(asked) and self.inquiry.combining.apart(self.metrics, self.track)

    def _over_time(self) -> bool:
        question = self.question
        if len(set(_ROUND.findall(question.text))) > 1:
            return False  # 第三轮比第二轮 is no course of time of one list
        several = len(question.dates) > 1 or len(question.years) > 1 or bool(question.second_half)
        if not ({"trend", "difference"} & self.forms or several):
            return False
        if not several and "trend" not in self.forms and re.search(r"还差|尚差", question.text):
            return False  # 还差几件没办结 asks for what is left
        change = "difference" in self.forms or bool(question.second_half)
        change = change and self.metric not in {"未完成", "未办结"}
        change = change or bool(re.search(r"增加|减少|相差|多了|少了", question.text))
        return self.inquiry.comparing.dates(self.metric, self.track, change=change)

    @property
    def _asks_share(self) -> bool:
        return "share" in self.forms and bool(re.search(r"占|百分|比例|比重", self.ask.words))

    def _shared(self) -> bool:
        """The share of a status in its list (属实的占百分之几); rates of what is done are figures of their own."""
        return (
            "share" in self.forms
            and self.metric not in {"总数", *_RATES.values()}
            and self.inquiry.combining.share(self.metric, self.track)
        )

    def _summed(self) -> bool:
        """Figures of several batches, places, statuses or rounds put together."""
        combining, metrics, track = self.inquiry.combining, self.metrics, self.track
        if len(self.question.batches) > 1 and combining.batches(self.question.batches, track):
            return True
        if "sum" not in self.forms:
            return False
        if len(self.inquiry.named.names) > 1 and combining.places(self.metric, track):
            return True
        addable = len(metrics) > 1 and any(set(metrics) <= group for group in _EXCLUSIVE)
        if addable and combining.statuses(metrics, track):
            return True
        several = _ROUNDS.search(self.question.text) or rounds_named(self.question.text) or revisit_beside(self.question.text)
        return (self.metric != "总数" or bool(several)) and combining.rounds(self.metric, track)

    def _between_places(self) -> bool:
        several = "compare" in self.forms and len(self.inquiry.named.names) != 1
        return several and self.inquiry.comparing.places(self.metric, self.track, conclude=True)

    def _finished_open(self) -> bool:
        return self._asks_finished_open and self.inquiry.combining.finished_open(self.track)

    @property
    def _asks_finished_open(self) -> bool:
        """已完成但没销号的, 完成未销号: one number; 完成和未销号各多少 asks for two."""
        both = self.metrics[:2] == ("完成", "未销号") and not _APART.search(self.ask.words)
        return both or ("未销号" in self.metrics and bool(re.search(r"已(?:经)?(?:完成|整改)|(?:完成|整改)(?:了)?但", self.ask.words)))

    def _as_it_stands(self) -> bool:
        """Each metric as the lists state it, and for a question without a place what else is open."""
        counting, named = self.inquiry.counting, self.inquiry.named
        found = [counting.metric(self._rate(name), self.track) for name in self.metrics]
        if not any(found) and self.metric in _SETTLED and self.track is Track.COMPLAINT:
            found = [counting.metric(_SETTLED[self.metric], self.track)]
        anywhere = len(named.names) != 1 and not named.reports
        if anywhere and self.track is Track.PROBLEM and self.metric in {"未完成", "完成", "销号", "未销号"}:
            found.append(everything_else(self.inquiry, self.metric))
        return any(found)
