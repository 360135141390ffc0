"""One question with all it may be answered from, and the parts that know how to answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial

from assistant.answering.classes import Classes
from assistant.answering.combining import Combining
from assistant.answering.comparing import Comparing
from assistant.answering.composing import Composer
from assistant.answering.counting import Counting
from assistant.answering.figures import OpenFigures
from assistant.answering.lists import same_batch
from assistant.answering.matters import matter
from assistant.answering.narrowing import narrowed
from assistant.answering.objects import statement
from assistant.answering.places import Named, named_places, place_name
from assistant.answering.question import Question
from assistant.answering.quoting import Quoting
from assistant.answering.ranking import Ranking
from assistant.answering.sources_named import of_sources
from assistant.answering.told_so import reworded
from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.types import Fact, Lasting, Library, Place, ReportHead, Scope, Track, once
from assistant.words.lexicon import Lexicon

_EACH = re.compile(r"各(?:设区)?[市县区州地]|哪(?:[个些几一]|几个)?[市县区州地]|分[市县区州]|下辖|所辖|谁")
"""Asks for the parts of a place as well."""
_SEVERAL = re.compile(r"[等那这、]\d+个?[省市县区]")
"""澜川市等5省（区）: figures of all of them, whose sentences need not name the one."""
_JOINTLY = re.compile(
    r"(?:等|这|那)?(?<![\d第])\d{1,2}个?省(?!级)(?:份|[区市]|[（(][区市、]+[）)])?(?:[和及、与]?[\d一两二三四五六]家?(?:中)?央企业?)?"
)
"""4省份, 5省2央企 in a question: what is told of all of them at once."""
_COUNTY = re.compile(r"[一-龥]{2}[县旗]|(?<=[，。；])[一-龥]{2,4}[市区](?![域内级直委])")
_BATCH = re.compile(r"第[一二三四五六七八九十百\d]+批")
_MEMBER_PLACE = re.compile(r"(?:其中|分别|依次|有|是|为|的)*(?!全|我|本|各|该|城|辖|园|社|景|片)([一-龥]{2,5}?)[市县区州盟旗]")
"""A place at the head of a member of an enumeration."""
_OPEN_BRACKET = re.compile(r"[（(][^（()）]*$")
"""What stands in brackets behind a member is said of it."""
_PLACE_FIRST = re.compile(r"[一-龥]{2,5}?(?:街道|[省市县区州盟旗乡镇](?![域内区]))")
_OPENING = 100
"""So many characters at its head say what a report without a title is about."""


class Inquiry:
    """What every layer reads: the question, the reports and facts it can mean, and the answer under construction."""

    def __init__(
        self,
        question: Question,
        library: Library,
        lexicon: Lexicon,
        scope: Scope,
        heads: Sequence[ReportHead],
        named: Named,
        *,
        told_by_others: bool = False,
    ) -> None:
        self.question = question
        self.library = library
        self.lexicon = lexicon
        self.named = named
        self.composer = self.blank()
        self.heads = narrowed(heads, named, question, self.mentions, library, scope)
        self.heads = of_sources(self.heads, question.text, lambda identity: self.composer.report(identity).clean, lexicon)
        self.told_by_others = told_by_others
        """Whether these are reports of other places, since those of the places named hold no answer."""
        self.in_notice = told_by_others or (bool(named.reports) and not {head.id for head in self.heads} & set(named.reports))
        """Whether a notice of a wider area tells of a place that has reports of its own."""
        if self.in_notice:
            self.named = named = Named((), (), (*named.names, *named.unknown), named.areas)
        self.named = named = self._of_owners(named)
        self.asked_in = scope
        """The scope before the places of the question narrowed it."""
        self.scope = scope if len(self.heads) == len(heads) else _of_reports(scope, self.heads)
        joint = tuple(_JOINTLY.findall(question.text))
        apart = (name for name in named.unknown if joint or re.search(r"省$|自治区$", name))
        self.names = (*named.names, *apart, *joint)
        """The places to leave out of an ask's words: those named and provinces that only stand around them."""

    def _of_owners(self, named: Named) -> Named:
        """Of several known places those that the reports in question are of; another one (河南第三批郑州…) is a part they tell of."""
        if len(named.names) < 2:
            return named
        members = [name for name in named.names if not named_places(name, Lasting(self.heads)).names]
        if not members or len(members) == len(named.names):
            return named
        names = tuple(name for name in named.names if name not in members)
        return replace(named, names=names, unknown=(*named.unknown, *members))

    def blank(self) -> Composer:
        """An answer with nothing in it yet."""
        return Composer(self.library, self.lexicon, self.question.english)

    def mentions(self, report_id: str, word: str) -> bool:
        """Whether a report contains a word anywhere; the number of a batch in either script (第19批, 第十九批)."""
        text = self.composer.report(report_id).clean
        return word in text or (bool(_BATCH.fullmatch(word)) and any(same_batch(word, name) for name in _BATCH.findall(text)))

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the reports in question, of a document on one problem with that problem."""
        if len(self.heads) > _OPENING:
            return {head.id: head.title for head in self.heads}
        return {head.id: f"{head.title} {matter(head, self.composer.report(head.id).clean)}" for head in self.heads}

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """Facts of the reports in question; of the ledger or the sub-place (南宁市 in a report of 广西) when the question names one."""
        facts = self.library.facts(self.scope)
        if "台账" in self.question.text:
            ledgers = {fact.report for fact in facts if fact.formula}
            facts = [fact for fact in facts if fact.report in ledgers] or facts
        if _JOINTLY.search(self.question.text):  # no figure of one of them
            return [fact for fact in facts if fact.place == self._own_places.get(fact.report)] or facts
        if len(self.named.unknown) != 1:
            every = not self.named.names or _EACH.search(self.question.text)
            return facts if every else [fact for fact in facts if self._of_named(fact)]
        name = self.named.unknown[0]
        of_place = {display for display in once(_displays, facts) if name in display}
        divided = any(area.startswith(name) for area in once(_areas, facts))
        if of_place and not (divided and self._asks_complaints):
            own = [fact for fact in facts if fact.place and fact.place.display in of_place]
            if not divided or any(fact.metric == "总数" for fact in own):
                return own
        return [fact for fact in facts if not self._of_other_part(fact, name)]

    @property
    def _asks_complaints(self) -> bool:
        """Whether a question is for complaints, by its track or by a status of theirs."""
        named = (self.lexicon.metrics[metric].tracks for metric in self.question.metrics)
        return self.question.track is Track.COMPLAINT or any(tracks == {Track.COMPLAINT} for tracks in named)

    def _of_other_part(self, fact: Fact, name: str) -> bool:
        """Whether a sentence says a figure of a part of its report's place that does not carry the name asked about."""
        own = self._own_places.get(fact.report)
        return fact.place is not None and fact.place != own and name not in "".join((fact.place.name, *fact.place.within))

    def _of_named(self, fact: Fact) -> bool:
        """Whether a figure of a list can be meant where known places are named: 云泽省 means none of a city that its report tells of."""
        own = self._own_places.get(fact.report)
        if fact.track is Track.OTHER or fact.place is None or own is None or fact.place == own:
            return True
        return any(name in fact.place.name for name in self.named.names)

    @cached_property
    def _own_places(self) -> dict[str, Place | None]:
        return {head.id: head.place for head in self.heads}

    def lists(self, track: Track | None) -> list[Tally]:
        """The lists the question means, the newest of each kind first; of both tracks where none is given."""
        choices = [self.counting.choice(one) for one in ([track] if track else [Track.COMPLAINT, Track.PROBLEM])]
        return [tally for choice in choices for tally in (*choice.current, *choice.older)]

    def classes(self, track: Track | None) -> Classes:
        """The classes of the lists of a track."""
        return Classes(self.composer, self.question, self.lists(track))

    @cached_property
    def counting(self) -> Counting:
        """The status algebra over the lists in scope."""
        every = partial(tallies, self.library.facts(self.asked_in))
        return Counting(self.composer, self.question, self.facts, self.mentions, every)

    @cached_property
    def comparing(self) -> Comparing:
        """Comparisons of what is counted."""
        return Comparing(self.composer, self.question, self.counting)

    @cached_property
    def combining(self) -> Combining:
        """Sums and differences of what is counted."""
        return Combining(self.composer, self.question, self.counting)

    @cached_property
    def figures(self) -> OpenFigures:
        """All other numbers."""
        return OpenFigures(self.composer, self.question, self._of_areas(), self.named.names, self.titles)

    def _of_areas(self) -> Sequence[Fact]:
        """The facts that speak of the areas named inside a report's place (邯郸市 in one of 河北), not of the whole."""
        places = [part for head in self.heads for part in (self._opening(head), *(head.place.within if head.place else ()))]
        known = self.lexicon.prefectures
        bare = [re.sub(r"[市县区州镇乡]$", "", name) for name in self.named.unknown if name in known or re.search(r"[市县区州镇乡]$", name)]
        several = _SEVERAL.search(self.question.text)
        areas = [name for name in bare if not several and not any(name in place for place in places)]
        elsewhere = self._told_elsewhere()
        facts = [*self.facts, *elsewhere] if elsewhere else self.facts
        # 甲镇污水厂和乙镇填埋场一共投资多少: each figure is of one of them.
        held = any if "sum" in self.question.forms else all
        if areas:
            facts = [fact for fact in facts if held(self._told_of(name, fact) for name in areas)]
            facts = [fact for fact in facts if held is any or not _of_another(fact, areas, self.question.text)]
        if self.named.areas:
            facts = [fact for fact in facts if held(area in self._whereabouts(fact) for area in self.named.areas)]
        return facts

    def _whereabouts(self, fact: Fact) -> str:
        """All that says where a figure belongs: its clause; for what is no class of a list its sentence, headings and title as well."""
        own = f"{fact.context}{fact.label}"
        if fact.metric == "分类" or _turn_of_place(fact):
            return own
        said = statement(self.composer.report(fact.report), fact.start, fact.end)
        return f"{own}{fact.passage.text}{said}{''.join(fact.passage.section)}{self.titles.get(fact.report, '')}"

    def _told_of(self, name: str, fact: Fact) -> bool:
        """Whether a figure's sentence speaks of an area, or its paragraph does so before it and of no other county since."""
        if _turn_of_place(fact):
            return name in fact.context
        if name in f"{fact.passage.text}{place_name(fact.place)}":
            return True
        text = self.composer.report(fact.report).clean
        before = text[text.rfind("\n", 0, fact.start) + 1 : fact.start]
        at = before.rfind(name)
        return at >= 0 and not _COUNTY.search(before, at + len(name) + 1)

    def told_of_areas(self, metrics: Sequence[str]) -> bool:
        """Whether some figure's own clause speaks of the townships the question names, with one of the statuses asked for."""
        own = [fact for fact in self._of_areas() if all(area in f"{fact.context}{fact.label}" for area in self.named.areas)]
        return any(not metrics or fact.metric in metrics for fact in own)

    def _opening(self, head: ReportHead) -> str:
        """The title of a report, of one without a title (few have none) its first lines."""
        untitled = "原文无标题" in head.title or head.title in head.path
        return self.composer.report(head.id).clean[:_OPENING] if untitled and len(self.heads) < _OPENING else head.title

    def _told_elsewhere(self) -> list[Fact]:
        """Figures whose own clause names the one unknown place (其中上海市…), in reports with no passage of its own for it."""
        if len(self.named.unknown) != 1:
            return []
        held, own = set(map(id, self.facts)), {fact.report for fact in self.facts}
        name = self.named.unknown[0]
        return [fact for fact in self.library.facts(self.scope) if id(fact) not in held and fact.report not in own and name in fact.context]

    @cached_property
    def ranking(self) -> Ranking:
        """The sentences of the reports in question, in the order in which the question means them."""
        return Ranking(self.composer, self.question, self.heads, self.named.names, self.scope)

    @cached_property
    def quoting(self) -> Quoting:
        """The sentences."""
        return self.quoting_into(self.composer)

    def quoting_into(self, composer: Composer) -> Quoting:
        """The sentences, for another answer than the one under construction."""
        return Quoting(composer, self.ranking)


def _turn_of_place(fact: Fact) -> bool:
    """Whether a figure of a list told in turn is that of one of the places it lists (甲镇和乙镇分别获得320万元和205万元)."""
    return reworded(fact) and _PLACE_FIRST.match(fact.context) is not None


def _of_another(fact: Fact, areas: Sequence[str], asked: str) -> bool:
    """Whether the very member of an enumeration that a figure stands in names another place: 澜川市（完成率95%） for 青岑市."""
    before = _OPEN_BRACKET.sub("", fact.passage.text[: fact.start - fact.passage.start])
    member = _MEMBER_PLACE.match(re.split(r"[、，。；;：:）)]", before)[-1])
    return member is not None and member[1] not in asked and not any(name in member[0] for name in areas)


def _displays(facts: Sequence[Fact]) -> frozenset[str]:
    """The places of some facts as staff read them."""
    return frozenset(fact.place.display for fact in facts if fact.place is not None)


def _areas(facts: Sequence[Fact]) -> frozenset[str]:
    """The areas into which lists are divided."""
    return frozenset(fact.label for fact in facts if fact.metric == "分类" and fact.dimension == "区域")


def _of_reports(scope: Scope, heads: Sequence[ReportHead]) -> Scope:
    return replace(scope, reports=tuple(head.id for head in heads))
