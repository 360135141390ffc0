"""Where a sample states something of its own: figures, dates, names, each with the slot that will stand in its place.

A figure becomes a slot with a source only when that source, asked over the sample alone, gives back the very figure; every other one is
left to staff. So no figure of the sample stays, and none is filled by a rule that the sample itself refutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.drafting.genre import Genre, SlotRule
from assistant.drafting.learned_figures import FigureSources
from assistant.drafting.learned_library import OneReport, lead_of
from assistant.drafting.learned_names import FIGURE, day_name, kind_of, staff_name
from assistant.drafting.learned_words import LearningWords
from assistant.drafting.shapes import Shapes
from assistant.drafting.sources import Sources, gather
from assistant.reading.gazetteer import find_mentions
from assistant.reading.vocabulary import load_vocabulary
from assistant.types import Scope, Track
from assistant.words.dates import find_dates

STAFF = SlotRule.model_validate({"人工填写": True})
OWN_PLACE = SlotRule.model_validate({"报告信息": "地区", "核实单位": ""})
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,12}[〔\[［（(][12]\d{3}[〕\]］）)]第?\d+号")
_YEARS = re.compile(r"\d{4}年(?:\d{1,2}(?:月?[至—~～-]\d{1,2})?月(?!\d))?(?!\d{1,2}月)(?:上半年|下半年)?")
_MONTH = re.compile(r"\d{4}年\d{1,2}月(?!\d)")
_RANGE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*[至到—~～-]+\s*(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日")
_PLACE = re.compile(r"(?<=[为在对由是向、，。；：（县区市州\n])[\u4e00-\u9fff]{2,3}(?:县|区|市|镇|乡|街道|旗)(?!域|间|直|级|场|政|民)")
_NO_PLACE = re.compile("[场级政直委域民辖内里长属间]")
"""What stands behind words that only look like a place name: 县市|场监督管理局."""
_HIGHER = {"市": "省", "州": "省", "县": "省市州", "区": "省市州", "旗": "省市州盟"}


@dataclass(frozen=True, slots=True)
class Spot:
    """The sample's [start, end) and the slot for it."""

    start: int
    end: int
    name: str
    rule: SlotRule

    @property
    def sourced(self) -> bool:
        """Whether the program can fill it with a figure or date of its own, not only with a name or the day of the figures."""
        return not (self.rule.staff or self.rule.field)


class Learner:
    """Finds the slots of one sample."""

    def __init__(self, library: OneReport, known: Sequence[Genre], shapes: Shapes, words: LearningWords, home: Path | None) -> None:
        self._library = library
        self._text = library.sample.clean
        self._words = words
        self._shapes = shapes
        self._home = home
        self._lead = lead_of(library.found)
        self._sources: Sources = gather(library, Scope(), self._lead)
        self._figure_sources = FigureSources(library, self._sources, self._lead, known, shapes, words)
        self._persons = library.person_spans(shapes)

    @property
    def lead(self) -> Track:
        """The list the sample is about."""
        return self._lead

    def spots(self) -> list[Spot]:
        """All slots in text order; where two want the same words, the surer one has them."""
        taken: list[Spot] = []
        for found in (
            self._numbers(),
            self._dates(),
            self._shaped(),
            self._figures(),
            self._inspections(),
            self._places(),
            self._people(),
            self._left(),
        ):
            for spot in found:
                if not any(spot.start < other.end and other.start < spot.end for other in taken):
                    taken.append(spot)
        return sorted(taken, key=lambda spot: spot.start)

    def _numbers(self) -> Iterator[Spot]:
        for match in _DOCUMENT_NUMBER.finditer(self._text):
            yield Spot(*match.span(), "文号", STAFF)

    def _dates(self) -> Iterator[Spot]:
        """The day up to which the sample counts, wherever it is written the same way, and its month in the title."""
        span = self._library.sample.as_of_span
        rule = SlotRule.model_validate({"报告信息": "截至日期"})
        if span is not None and self._figure_sources.proves("截至日期", rule, self._text[slice(*span)]):
            for match in re.finditer(re.escape(self._text[slice(*span)]), self._text):
                if re.search("截[至止]$", self._text[: match.start()]):
                    yield Spot(*match.span(), "截至日期", rule)
        month, title = SlotRule.model_validate({"报告信息": "截至月份"}), self._library.sample.title
        at = self._text.find(title)
        for match in _MONTH.finditer(title) if at >= 0 else ():
            if self._figure_sources.proves("截至月份", month, match[0]):
                yield Spot(at + match.start(), at + match.end(), "截至月份", month)

    def _shaped(self) -> Iterator[Spot]:
        """The inspection's days and team, where asking for them gives back what stands there."""
        for name, shape in self._words.shapes.items():
            rule = self._figure_sources.rules.get(name)
            if rule is None:
                continue
            for match in self._shapes.pattern(shape).finditer(self._text):
                if self._figure_sources.proves(name, rule, match[0]):
                    yield Spot(*match.span(), name, rule)

    def _figures(self) -> Iterator[Spot]:
        for fact in self._library.found:
            if fact.end > fact.start:
                name, rule = self._figure_sources.slot(fact) or (self._staff_name(fact.start, fact.end, fact.quantity.unit), STAFF)
                yield Spot(fact.start, fact.end, name, rule)

    def _inspections(self) -> Iterator[Spot]:
        chosen = self._sources.inspection
        if chosen is None or not chosen.round or chosen.revisit:
            return
        pattern = re.compile(f"{chosen.round}{chosen.level}((?:生态)?环境保护)?督察(?!组|“回头看”)")
        for match in pattern.finditer(self._text):
            name = "督察名称" if match[1] else "督察简称"
            yield Spot(*match.span(), name, SlotRule.model_validate({"报告信息": name}))

    def _places(self) -> Iterator[Spot]:
        place = self._library.sample.place
        own = place.name if place is not None and not place.masked else ""
        for match in re.finditer(re.escape(own), self._text) if own else ():
            yield Spot(*match.span(), "地区", OWN_PLACE)
        for match in re.finditer(f"我{own[-1]}|(?<=全){own[-1]}(?!面|力|部)", self._text) if own else ():
            field = "我地" if match[0].startswith("我") else "地级"
            yield Spot(*match.span(), field, SlotRule.model_validate({"报告信息": field}))
        within = place.within if place is not None else ()
        for name in self._other_places(own):
            higher = name in within or (bool(own) and name[-1] in _HIGHER.get(own[-1], ""))
            for match in re.finditer(re.escape(name), self._text):
                yield Spot(*match.span(), "上级地区" if higher else "其他地区", STAFF)

    def _other_places(self, own: str) -> list[str]:
        """Names of places that are not the sample's own, the longest first."""
        found = [(one.start, one.end) for one in find_mentions(self._text, load_vocabulary(self._home))]
        names = set()
        for start, end in (*found, *(match.span() for match in _PLACE.finditer(self._text))):
            name = self._text[start:end].lstrip("为在对由是向")
            whole = len(name) > 2 or name[:1] in ("某", "*", "×")
            if whole and name != own and not self._words.not_places.search(name[:-1]) and not _NO_PLACE.match(self._text, end):
                names.add(name)
        return sorted(names, key=len, reverse=True)

    def _people(self) -> Iterator[Spot]:
        for start, end, kind in self._persons:
            yield Spot(start, end, kind, STAFF)

    def _left(self) -> Iterator[Spot]:
        """Dates and figures that no fact holds."""
        for match in _RANGE.finditer(self._text):
            yield Spot(*match.span(), "起止日期", STAFF)
        for match in _YEARS.finditer(self._text):
            yield Spot(*match.span(), "年月" if "月" in match[0] else "年份", STAFF)
        for date in find_dates(self._text):
            yield Spot(date.start, date.end, day_name(*self._around(date.start, date.end)), STAFF)
        named = [match.span() for name in self._words.spellings for match in re.finditer(re.escape(name), self._text)]
        for match in FIGURE.finditer(self._text):
            if any(start < match.end() and match.start() < end for start, end in named):
                continue
            yield Spot(*match.span(), self._staff_name(*match.span(), match["unit"]), STAFF)

    def _staff_name(self, start: int, end: int, unit: str) -> str:
        return staff_name(*self._around(start, end), kind_of(unit, self._words.kinds))

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and behind, without persons."""
        before, behind = self._text[max(start - 60, 0) : start], self._text[end : end + 20]
        for first, last, _ in self._persons:
            name = self._text[first:last]
            before, behind = before.replace(name, "，"), behind.replace(name, "，")
        return before, behind
