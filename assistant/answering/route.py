"""From question to Answer: the typed layer when it has a metric, else open figures, else passages, else a reasoned refusal (design.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.classes import Classes
from assistant.answering.comparing import Comparing
from assistant.answering.composing import Composer
from assistant.answering.counting import Counting, track_for
from assistant.answering.figures import OpenFigures
from assistant.answering.compound import joined, separate
from assistant.answering.followup import rewritten
from assistant.answering.glossary import explained
from assistant.answering.lists import choose
from assistant.answering.places import Named, named_places, strip_names
from assistant.answering.question import Ask, Question, QuestionReader
from assistant.answering.narrowing import narrowed
from assistant.answering.quoting import Found, Quoting
from assistant.answering.refusing import refuse
from assistant.answering.scoreboard import Scoreboard
from assistant.facts.tally import tallies
from assistant.types import Answer, Fact, Library, ReportHead, Scope, Status, Track
from assistant.words.content import grams, question_grams, residue
from assistant.words.lexicon import Lexicon

_STATE = re.compile(r"什么程度|进展|总体情况|整体情况|状况|怎么样了|如何了|情况如何|一句话|完成情况|整改情况|办理情况|progress|status")
_LISTED = frozenset({"", "件", "项", "起", "比例"})
_BEST = re.compile(r"哪[家个里一]?[^，。]{0,8}(?:整改|办理|干|做)[^，。]{0,4}(?:最好|最差|更好|最快|最慢|好一些)")
_TELLING = 0.62
"""From this share of a counting question on, the nearest sentence is quoted as its answer."""
_EXCLUSIVE = (
    {"办结", "阶段性办结", "未办结"},
    {"属实", "基本属实", "部分属实", "不属实"},
    {"完成", "序时", "超序时", "滞后", "未启动", "推进"},
)
"""Statuses that exclude each other within one list, so that their figures may be added."""
_EXTREME = re.compile(r"排?前[一二两三四五六七八九十\d]+(?:位|名|个|类|的|是)|最集中|最多|最少|最高|最低|最大|最小|居首|排第一|首位")
_ALL = re.compile(r"都|全部|全|所有|完了吗|结了吗|号了吗|了没|了吗|没有[？?]?$|all ")


def answer(question: str, library: Library, lexicon: Lexicon, scope: Scope, previous: Question | None = None) -> tuple[Answer, Question]:
    """The answer to a question within a scope, and the parsed question for the next turn of the conversation."""
    reader = QuestionReader(lexicon)
    heads = library.heads(scope)
    if previous is not None:
        known = [head.place.display for head in heads if head.place is not None]
        question = rewritten(question, previous.text, previous.places, known, lexicon) or question
    parsed = reader.read(question, previous)
    named = named_places(parsed.text, heads)
    if previous is not None and parsed.places and not named.names:
        named = named_places("".join(parsed.places), heads)
    parsed = replace(parsed, places=named.names or parsed.places)
    parts = separate(parsed.text) if not parsed.english else []
    if len(parts) < 2:
        return Routing(parsed, library, lexicon, scope, heads, named).run(), parsed
    answers = [Routing(replace(reader.read(part), places=parsed.places), library, lexicon, scope, heads, named).run() for part in parts]
    return joined(answers), parsed


class Routing:
    """One question on its way through the layers."""

    def __init__(self, question: Question, library: Library, lexicon: Lexicon, scope: Scope, heads: Sequence[ReportHead], named: Named) -> None:
        self.question = question
        self.library = library
        self.lexicon = lexicon
        self.named = named
        self.composer = Composer(library, lexicon, question.english)
        self.heads = narrowed(heads, named, question, self._mentions, library, scope)
        self.scope = replace(scope, reports=tuple(head.id for head in self.heads)) if len(self.heads) < len(heads) else scope
        self.facts: list[Fact] = []
        self.refusal: Answer | None = None
        self.typed = False
        """Whether the status algebra, not only an open figure, took part in the answer."""
        self.all_names = (*named.names, *(name for name in named.unknown if re.search(r"省$|自治区$", name)))
        self.titles = {head.id: head.title for head in self.heads}

    def run(self) -> Answer:
        """The answer; every path ends in something cited or in a refusal with its reason."""
        meaning = explained(self.composer, self.question.text) if not self.question.counts else None
        if meaning is not None:
            return meaning
        if not self.heads:
            return refuse(self.composer, Status.ABSENT, "empty")
        self.facts = self._fitting(list(self.library.facts(self.scope)))
        strange = self._strange_places()
        if strange and self.named.names:
            self.composer.caveat("place_absent", place="、".join(strange))
        elif strange and set(strange) == set(self.named.unknown):
            return refuse(self.composer, Status.ABSENT, "absent_place", place="、".join(strange))
        self.quoting = Quoting(self.composer, self.question, self.heads, self.named.names, self.scope)
        missing = self._missing_inspection()
        if missing is not None:
            return missing
        if re.search(r"电话|传真|邮编|邮箱|文号|联系人", self.question.text) and self.quoting.answer():
            return self.composer.build("refused" if self._only_masked() else "quoted")
        if self._computed():
            return self.composer.build("refused" if self._only_masked() else "computed" if self.typed else "quoted")
        if self.refusal is not None:
            return self.refusal
        if not self.question.counts and self.quoting.answer():
            return self.composer.build("quoted")
        return self._unanswered()

    def _only_masked(self) -> bool:
        return bool(self.composer.statuses) and set(self.composer.statuses) == {Status.MASKED}

    def _fitting(self, facts: list[Fact]) -> list[Fact]:
        """Facts of the places named; a sub-place the question names (南宁市 in a report of 广西) narrows further."""
        if "台账" in self.question.text:
            ledgers = {fact.report for fact in facts if fact.formula}
            facts = [fact for fact in facts if fact.report in ledgers] or facts
        if len(self.named.unknown) != 1:
            return facts
        name = self.named.unknown[0]
        return [fact for fact in facts if fact.place and name in fact.place.display] or facts

    def _strange_places(self) -> list[str]:
        """Names of places that stand nowhere in scope; for a question about lists, also those that own no list and no class of one."""
        strange = []
        ask = self.question.asks[0]
        track = self.question.track
        about_lists = track is not None and self._about_lists(ask, strip_names(ask.words, (*self.named.names, *self.named.unknown)), track)
        for name in self.named.unknown:
            if f"提到{name}" in self.question.text:
                continue
            bare = re.sub(r"[省市县区州盟旗]$", "", name)
            owned = any((fact.dimension == "区域" and bare in fact.label) or (fact.place is not None and bare in fact.place.display) for fact in self.facts)
            owned = owned or any(bare in head.title or (head.place is not None and bare in "".join(head.place.within)) for head in self.heads)
            if about_lists and not owned and not name.endswith("省") and not self.named.reports:
                strange.append(name)
                continue
            labelled = any(bare in fact.label or bare in fact.passage.text or (fact.place and bare in fact.place.display) for fact in self.facts)
            if not labelled and not any(bare in head.title for head in self.heads) and not self._mentioned(bare):
                strange.append(name)
        return strange

    def _mentioned(self, name: str) -> bool:
        if len(self.heads) <= 60:
            return any(name in self.composer.report(head.id).clean for head in self.heads)
        return any(name in hit.passage.text for hit in self.library.search(name, self.scope, 5))

    def _missing_inspection(self) -> Answer | None:
        """A refusal when the question names a round or level no source in scope speaks of."""
        asked = self.question.inspection
        if asked is None or not asked.round or asked.round == "上一轮":
            return None
        if any(asked.round in fact.passage.text or fact.inspection.round == asked.round for fact in self.facts):
            return None
        if self._of_round(asked.round):
            return None
        if any(asked.round in head.title for head in self.heads) or any(asked.round in hit.passage.text for hit in self.library.search(asked.round, self.scope, 5)):
            return None
        place = "、".join(self.named.names)
        return refuse(self.composer, Status.ABSENT, "absent_inspection", place=place, inspection=asked.display)

    def _of_round(self, name: str) -> bool:
        """Whether sources that name no round at all are dated within the years of the round asked for (domain.md 1)."""
        first, last = self.lexicon.data["questions"]["rounds"].get(name, ("9999", "0000"))
        named = any(re.search(r"第[一二三四]轮", fact.passage.text) for fact in self.facts)
        return not named and any(head.as_of and first <= head.as_of[:4] <= last for head in self.heads)

    def _computed(self) -> bool:
        question = self.question
        counting = Counting(self.composer, question, self.facts, self._mentions)
        if not question.counts:
            self.typed = True
            return self._whole_questions(counting)
        extreme = next((part for part in re.split(r"[，,；;]", question.text) if _EXTREME.search(part)), "")
        asks = question.asks
        if extreme and re.search(r"哪|什么|谁", extreme):
            # 最多的是哪类，几件？: a bare 几件 means the extreme's own figure.
            rest = tuple(ask for ask in asks if _EXTREME.search(ask.words) or residue(strip_names(ask.words, self.all_names), self.lexicon))
            if len(rest) < len(asks) and self._extreme(extreme, question):
                asks = rest
                extreme = ""
            if not asks:
                return True
        done = [self._one_ask(ask, counting, question) or self._inherited(ask, counting, question) for ask in asks]
        if len(question.batches) > 1 and not any(done):
            done = [self._by_batches(ask, question) for ask in asks]
        if done and all(done) and extreme and not any(_EXTREME.search(ask.words) for ask in asks):
            self._extreme(extreme, question)
        if any(done) and self.refusal is None:
            self.composer.lines += [
                self.composer.phrase("part_unstated", what=strip_names(ask.words, self.all_names)) for ask, found in zip(asks, done, strict=True) if not found
            ]
        return any(done) and self.refusal is None

    def _extreme(self, clause: str, question: Question) -> bool:
        """The largest or smallest class a clause asks for, of the status it names."""
        metrics = QuestionReader(self.lexicon).metrics_of(clause)
        found = Classes(self.composer, question, self._lists(question.track)).superlative(clause, metrics[0] if metrics else "")
        self.typed = self.typed or found
        return found

    def _mentions(self, report_id: str, word: str) -> bool:
        return word in self.composer.report(report_id).clean

    def _by_batches(self, ask: Ask, question: Question) -> bool:
        """One class in each of several batches (第十批和第二十六批，郑州分别多少件)."""
        added = False
        for batch in question.batches:
            one = replace(question, batch=batch, batches=(batch,))
            lists = [t for track in (Track.COMPLAINT, Track.PROBLEM) for t in choose(self.facts, one, track, self._mentions).current]
            parts = Classes(self.composer, one, lists).named(ask, strip_names(question.text, self.named.names))
            Classes(self.composer, one, lists).count(parts)
            added = added or bool(parts)
        self.typed = self.typed or added
        return added

    def _inherited(self, ask: Ask, counting: Counting, question: Question) -> bool:
        """A later ask that leaves out its subject (…，已结多少？) is tried again with the question's own words."""
        if ask is question.asks[0] or not ask.shared or self.refusal is not None:
            return False
        return self._one_ask(replace(ask, words=f"{ask.shared}{ask.words}", shared=""), counting, question)

    def _one_ask(self, ask: Ask, counting: Counting, question: Question) -> bool:
        track = track_for(ask, question, self.lexicon) or self._track_of_metrics(ask, question)
        metrics = ask.metrics or (question.metrics if len(question.asks) == 1 else ())
        classes = Classes(self.composer, question, self._lists(track))
        words = strip_names(ask.words, self.all_names)
        if classes.of_size(question.text):
            self.typed = True
            return True
        if _EXTREME.search(ask.words) and re.search(r"哪|什么|谁", ask.words) and classes.superlative(ask.words, metrics[0] if metrics else ""):
            self.typed = True
            return True
        share = "share" in question.forms and re.search(r"占|比例|比重", ask.words)
        named = classes.named(ask, strip_names(question.text if len(question.asks) == 1 else ask.words, self.named.names)) if ask.unit_class in _LISTED else []
        if named and (not share or classes.share(named)):
            if not share:
                classes.count(named)
            self.typed = True
            return True
        if track is not None and self._about_lists(ask, words, track):
            if self._list_ask(ask, metrics, track, counting):
                self.typed = True
                return True
            compared = "difference" in question.forms and bool(re.search(r"比|较|少了|多了", question.text))
            self.refusal = None if compared else self._no_such_list(counting, track) or self._unheld(counting, metrics, track)
            if self.refusal is not None:
                return False
        return OpenFigures(self.composer, question, self.facts, self.named.names, self.titles).answer(ask)

    def _no_such_list(self, counting: Counting, track: Track) -> Answer | None:
        """A refusal when the list asked for is not in the sources, so that no other list's figure is offered instead."""
        reason = counting.choice(track).excluded_by
        place = "、".join((*self.named.names, *self.named.unknown))
        composer = Composer(self.library, self.lexicon, self.question.english)
        self.quoting.composer = composer
        asked = self.question.inspection
        if reason == "inspection" and asked is not None and asked.display:
            held = choose(self.facts, replace(self.question, inspection=None), track, self._mentions).current
            names = list(dict.fromkeys(tally.inspection.display for tally in held if tally.inspection.display))
            for tally in held:
                composer.cite_facts([tally.total] if tally.total else [])
                composer.whose(tally.place, tally.inspection, track, tally.report)
            return refuse(composer, Status.UNSTATED, "other_inspection", place=place, inspection=asked.display, text="、".join(names) or "—")
        if reason == "batch":
            return refuse(composer, Status.UNSTATED, "absent_batch", self.quoting, place=place, batch=self.question.batch)
        if reason == "date":
            return refuse(composer, Status.UNSTATED, "absent_period", self.quoting, place=place, period="、".join(self.question.years))
        return None

    def _unheld(self, counting: Counting, metrics: tuple[str, ...], track: Track) -> Answer | None:
        """A refusal when the list is there but does not hold the figure asked for; it says what the list does hold."""
        composer = counting.composer = Composer(self.library, self.lexicon, self.question.english)
        lines = counting.unheld(metrics[0] if metrics else "总数", track)
        if not lines:
            return None
        what = metrics[0] if metrics else "总数"
        composer.lines = [composer.phrase("unheld", what=f"{what}数" if what[-1] not in "数率" else what, text="".join(lines))]
        composer.figures.clear()
        return composer.build("refused", Status.UNSTATED)

    def _lists(self, track: Track | None) -> list:  # type: ignore[type-arg]
        tracks = [track] if track else [Track.COMPLAINT, Track.PROBLEM]
        choices = [choose(self.facts, self.question, one, self._mentions) for one in tracks]
        return [tally for choice in choices for tally in (*choice.current, *choice.older)]

    def _track_of_metrics(self, ask: Ask, question: Question) -> Track | None:
        metrics = ask.metrics or question.metrics
        tracks = [self.lexicon.metrics[name].tracks for name in metrics]
        if tracks and all(len(one) == 1 for one in tracks):
            return next(iter(tracks[0]))
        if metrics and not tallies([f for f in self.facts if f.track is Track.COMPLAINT]):
            return Track.PROBLEM
        if ask.unit_class == "件" and (metrics or re.search(r"交办|转办|信访|举报|投诉", question.text)):
            return Track.COMPLAINT
        return Track.PROBLEM if metrics else None

    def _about_lists(self, ask: Ask, words: str, track: Track) -> bool:
        """Whether an ask is about a list as such: nothing is left of its words beyond what the list's own labels say."""
        named = {*ask.metrics, *(one.name for one in self.lexicon.metrics.values() if one.negated in ask.metrics)}
        metric_words = [word for name in named for word in (*self.lexicon.metrics[name].asked, *self.lexicon.metrics[name].words)]
        for word in sorted(metric_words, key=len, reverse=True):
            words = words.replace(word, " ")
        if ask.unit_class not in {"", "件", "项", "起", "比例", "处"}:
            return False
        words = re.sub(r"第[一二三四五六七八九十]+(?=(?:生态|环境|环保|督察))", " ", words)
        if "difference" in self.question.forms:
            words = re.sub(r"增加了?|减少了?|相差|多了|少了|变化|从|到", " ", words)
        words = re.sub(r"(?:19|20)\d{2}年?[底末初]?|\d{1,2}月[底末]|上半年|前三季度|第?一季度|以来|每年|逐年|历年|各年|这几年|\d+|第[一二三四五六七八九十百]+批|[两三四五几]批|批次?", " ", words)
        left = grams(residue(words, self.lexicon), self.lexicon)
        if not left or (self.question.english):
            return True
        own = grams(" ".join(f"{t.label} {t.inspection.display} {t.inspection.team} {t.batch}" for t in self._lists(track)), self.lexicon)
        return len(left - own) <= 0.25 * len(left)

    def _bare(self, words: str, metrics: tuple[str, ...]) -> str:
        """Words without statuses and list words: the topic of a question about one item."""
        for name in metrics:
            for word in sorted(self.lexicon.metrics[name].asked, key=len, reverse=True):
                words = words.replace(word, " ")
        return residue(words, self.lexicon)

    def _list_ask(self, ask: Ask, metrics: tuple[str, ...], track: Track, counting: Counting) -> bool:
        question, forms = self.question, self.question.forms
        metric = metrics[0] if metrics else "总数"
        if question.english and metric == "销号" and track is Track.COMPLAINT:
            metric, metrics = "办结", ("办结",)
        if "share" in forms and re.search(r"百分|比例|率", ask.words) and metric in {"完成", "办结", "销号"}:
            metric = {"完成": "完成率", "办结": "办结率", "销号": "销号率"}[metric]
        comparing = Comparing(self.composer, question, counting)
        if "trend" in forms or len(question.dates) > 1 or len(question.years) > 1 or "difference" in forms:
            change = "difference" in forms and metric not in {"未完成", "未办结"} or bool(re.search(r"增加|减少|相差|多了|少了", question.text))
            if comparing.dates(metric, track, change=change):
                return True
        if len(question.batches) > 1 and counting.batches(question.batches, track):
            return True
        if "sum" in forms and len(self.named.names) > 1 and counting.over_places(metric, track):
            return True
        if "sum" in forms and len(metrics) > 1 and any(set(metrics) <= group for group in _EXCLUSIVE) and counting.total_of(metrics, track):
            return True
        if "sum" in forms and metric != "总数" and counting.across(metric, track):
            return True
        if "compare" in forms and len(self.named.names) != 1 and comparing.places(metric, track, conclude=True):
            return True
        if self._premise(metric, track, counting):
            return True
        if "difference" in forms and re.search(r"比|较|相差|增加|减少|少了|多了", question.text):
            return False
        if metric == "未销号" and re.search(r"已(?:经)?(?:完成|整改)|(?:完成|整改)(?:了)?但", ask.words) and counting.finished_open(track):
            return True
        found = [counting.metric(name, track) for name in (metrics or ("总数",))]
        if not any(found) and metric in {"未完成", "完成"} and track is Track.COMPLAINT:
            found = [counting.metric({"未完成": "未办结", "完成": "办结"}[metric], track)]
        if len(self.named.names) != 1 and not self.named.reports and track is Track.PROBLEM and metric in {"未完成", "完成", "销号", "未销号"}:
            found.append(self._everything_else(counting, metric))
        return any(found)

    def _everything_else(self, counting: Counting, metric: str) -> bool:
        """For a question without a place: single items, and the complaints said apart, so that no place is left out."""
        added = counting.items()
        if metric == "未完成":
            choice = counting.choice(Track.COMPLAINT)
            for tally in choice.current:
                staged = tally.stated("阶段性办结")
                if staged is not None and tally.inspection.round != "上一轮":
                    board = Scoreboard(self.composer, tally)
                    shown = board.head(staged, "阶段性办结")
                    place = f"{tally.place.display if tally.place else ''}{tally.inspection.display}"
                    said = self.composer.phrase("place_line", place=place, text=self.composer.phrase("staged_only", amount=shown))
                    self.composer.lines.append(self.composer.phrase("other_lists", text=said))
                    board.caveats("办结")
                    added = True
        return added

    def _premise(self, metric: str, track: Track, counting: Counting) -> bool:
        """Correct or confirm a number the question asserts (有24个问题没完成，对吗)."""
        if not self.question.premise:
            return False
        found = counting.usable(track, metric, counting.choice(track))
        values = {str(derived.value) for _, derived in found}
        totals = {str(tally.total.quantity.value) for tally, _ in found if tally.total is not None}
        if set(self.question.premise) <= totals - values and _ALL.search(self.question.text):
            return False
        if not values or not counting.metric(metric, track):
            return False
        right = any(premise in values for premise in self.question.premise)
        self.composer.lines[0] = self.composer.phrase("premise_right" if right else "premise_wrong") + self.composer.lines[0]
        return True

    def _whole_questions(self, counting: Counting) -> bool:
        """Questions about a list that ask for no number: is it all done, where does it stand, which ones."""
        question = self.question
        ask = question.asks[0]
        state = bool(_STATE.search(question.text.lower()))
        track = question.track or self._track_of_metrics(ask, question) or (Track.PROBLEM if state and (question.inspection or "整改" in question.text) else None)
        metrics = question.metrics
        words = strip_names(question.text, self.all_names)
        if metrics and metrics[0].endswith("率") and {"superlative", "compare"} & question.forms and track is not None:
            return Comparing(self.composer, question, counting).places(metrics[0], track, conclude=len(self.named.names) == 2)
        if _EXTREME.search(question.text) and re.search(r"哪|什么|谁", question.text) and Classes(self.composer, question, self._lists(track)).superlative(question.text, metrics[0] if metrics else ""):
            return True
        if question.premise and track is None and OpenFigures(self.composer, question, self.facts, self.named.names, self.titles).premise(ask):
            return True
        if _BEST.search(question.text):
            self.composer.lines.append(self.composer.phrase("ranked"))
            added = self._standing(Track.PROBLEM)
            return counting.items() or added
        if re.search(r"同比|较上年|环比|升了|降了", question.text) and OpenFigures(self.composer, question, self.facts, self.named.names, self.titles).change(ask):
            return True
        if "trend" in question.forms and OpenFigures(self.composer, question, self.facts, self.named.names, self.titles).trend(ask):
            return True
        if state and all(words_of.noun_pattern.search(question.text) for words_of in self.lexicon.tracks.values()) and re.search(r"和|与|及|分别", question.text):
            return any([self._standing(one) for one in (Track.PROBLEM, Track.COMPLAINT)])
        if "list" in question.forms and Classes(self.composer, question, self._lists(track)).of_size(question.text):
            return True
        if "list" in question.forms and metrics and re.search(r"哪[些几个]*(?:个)?[省市县区州地镇街]", question.text):
            if Classes(self.composer, question, self._lists(track)).all_of(metrics[0]):
                return True
        if re.search(r"一样吗|一致吗|相同吗|是否一致|是不是一样|对得上", question.text) and track is not None and metrics:
            return counting.disagreement(metrics[0], track) or counting.metric(metrics[0], track)
        if self._all_of_one_class(question, track):
            return True
        blocked = {"define", "why", "who", "when", "where"} | (set() if state else {"how"})
        if track is None or not (metrics or state) or question.forms & blocked:
            return False
        for number in question.premise:
            words = words.replace(number, " ")
        if "compare" in question.forms and metrics and len(self.named.names) > 1 and Comparing(self.composer, question, counting).places(metrics[0], track, conclude=True):
            return True
        if not self._about_lists(replace(ask, metrics=metrics), _STATE.sub(" ", words), track):
            return bool(metrics) and counting.items(question_grams(self._bare(words, metrics), self.lexicon), self.titles)
        if question.premise and metrics and self._premise(metrics[0], track, counting):
            return True
        if "trend" in question.forms and metrics and Comparing(self.composer, question, counting).dates(metrics[0], track, change=False):
            return True
        if "list" in question.forms and metrics and not re.search(r"[吗？?]$", question.text.replace("？", "")):
            return self._members(metrics[0], track, counting)
        if "yesno" in question.forms and metrics and _ALL.search(question.text):
            done = {"完成": "办结"}.get(metrics[0], metrics[0]) if track is Track.COMPLAINT and not counting.usable(track, metrics[0], counting.choice(track)) else metrics[0]
            added = counting.all_done({"未完成": "完成", "未办结": "办结"}.get(done, done), track)
            return counting.items() or added if track is Track.PROBLEM and not added else added
        if metrics and any([counting.metric(name, track) for name in metrics]):
            return True
        return self._standing(track) or (track is Track.PROBLEM and counting.items())

    def _all_of_one_class(self, question: Question, track: Track | None) -> bool:
        """Answer 都是灵宝市的吗 from the classes of the list: yes only when that class makes up the total."""
        match = re.search(r"都是(?:在|属于)?(.{1,10}?)的?(?:吗|对吗|吧)", question.text)
        if match is None:
            return False
        classes = Classes(self.composer, question, self._lists(track))
        for tally in classes.lists():
            group = [fact for fact in tally.classes if not fact.parent and fact.dimension == "区域"] or [fact for fact in tally.classes if not fact.parent]
            if tally.total is None or len(group) < 2 or (question.numbers and str(tally.total.quantity.value) not in question.numbers):
                continue
            whole = [fact for fact in group if fact.quantity.value == tally.total.quantity.value and match[1] in fact.label]
            self.composer.cite_facts([tally.total, *group])
            text = "，".join(f"{fact.label}{fact.quantity.text}{'' if fact.quantity.text.endswith(fact.quantity.unit) else fact.quantity.unit}" for fact in group if fact.quantity.value)
            for fact in group:
                self.composer.figure(fact.quantity.value, fact.quantity.unit, fact.label, (self.composer.cite_fact(fact),))
            self.composer.lines.append(self.composer.phrase("yes") if whole else self.composer.phrase("not_all_of", text=f"{tally.total.quantity.text}中，{text}。"))
            self.composer.statuses.append(Status.CERTAIN)
            return True
        return False

    def _members(self, metric: str, track: Track, counting: Counting) -> bool:
        """Name the items of a status where the text names them with their number; False leaves it to the passages."""
        added = False
        for tally in counting.choice(track).current:
            facts = [fact for fact in tally.parts.get(metric, ()) if fact.members]
            if "逾期" in self.question.text:
                facts = [fact for fact in tally.classes if "逾期" in fact.label and fact.members] or facts
            for fact in facts[:1]:
                composer = self.composer
                composer.figure(fact.quantity.value, fact.quantity.unit, metric, composer.cite_facts([fact]), fact.formula or None)
                asof = composer.date(tally.as_of, tally.report)
                place = tally.place.display if tally.place else ""
                counted = f"{fact.quantity.text}{fact.status_text or fact.label}" if not fact.formula else f"{fact.label or fact.status_text}（{fact.formula}）"
                composer.lines.append(f"{'、'.join(fact.members)}。{asof}{place}：{counted}。")
                composer.statuses.append(Status.DERIVED if fact.formula else Status.CERTAIN)
                if metric == "推进":
                    composer.caveat("vague", text=fact.status_text)
                added = True
        return added

    def _standing(self, track: Track) -> bool:
        """Where each list in scope stands, as one statement each."""
        added = False
        for tally in choose(self.facts, self.question, track, self._mentions).current:
            if tally.parts and not tally.masked and tally.inspection.round != "上一轮":
                board = Scoreboard(self.composer, tally)
                self.composer.lines.append(board.statement())
                self.composer.statuses.append(Status.CERTAIN)
                board.caveats("完成")
                added = True
        return added

    def _unanswered(self) -> Answer:
        """Nothing answers: a sentence that denies what is counted (未召开座谈会) does; else say so, with the nearest sentence."""
        denial = self._denied() if self.question.counts else None
        if denial is not None:
            return denial
        if self.question.counts and self.quoting.duration():
            return self.quoting.composer.build("computed")
        near = self.quoting.nearest()
        if near is not None and near.score >= _TELLING and self._tells(near):
            self.quoting.quote([near])
            return self.quoting.composer.build("quoted")
        self.composer = self.quoting.composer = Composer(self.library, self.lexicon, self.question.english)
        if near is None:
            return refuse(self.composer, Status.ABSENT, "absent_topic")
        hidden = {span.unit_class for span in self.lexicon.units.find(near.text) if span.quantity.masked}
        if self.question.counts and hidden & {ask.unit_class for ask in self.question.asks if ask.unit_class}:
            return refuse(self.composer, Status.MASKED, "masked", self.quoting, what=self.composer.phrase("unknown"))
        return refuse(self.composer, Status.UNSTATED, "unstated", self.quoting, what=self.composer.phrase("unknown"))

    def _tells(self, near: Found) -> bool:
        """Whether the nearest sentence answers a counting question by itself: no status is asked, and year and kind of number fit."""
        held = {span.unit_class for span in self.lexicon.units.find(near.text) if not span.quantity.masked}
        asked = {ask.unit_class for ask in self.question.asks if ask.quantity}
        if self.question.metrics or not asked or not held or any(unit and unit not in held for unit in asked):
            return False
        if any(part not in near.text for part in self.named.unknown):
            return False
        years = self.question.years
        return not years or any(year in near.text or (near.report.as_of or "").startswith(year) for year in years)

    def _denied(self) -> Answer | None:
        """The sentence saying that what is counted did not happen; None when there is none close."""
        head = re.search(r"(?:多少|几)[一-龥]?([一-龥]{2,6}?)(?:[？?，,。]|$|了|的)", self.question.text)
        if head is None:
            return None
        for found in self.quoting.sentences()[:5]:
            clause = next((part for part in re.split(r"[，。；]", found.text) if re.search(rf"(?:未|没有|无)[^，。]{{0,8}}{re.escape(head[1])}", part)), None)
            if clause is not None and found.score >= 0.2:
                composer = Composer(self.library, self.lexicon, self.question.english)
                composer.cite(found.report.id, found.start, found.end)
                composer.lines.append(f"{clause}。")
                composer.statuses.append(Status.CERTAIN)
                return composer.build("quoted")
        return None
