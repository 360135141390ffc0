"""Which source a figure of a sample can have: one that, asked over the sample alone, gives back the very figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from assistant.drafting.genre import Genre, SlotRule
from assistant.drafting.learned_library import OneReport
from assistant.drafting.learned_names import HAN, NAMED_PLACE, kind_of, named
from assistant.drafting.learned_words import LearningWords
from assistant.drafting.shapes import Shapes
from assistant.drafting.slots import Slots
from assistant.drafting.sources import Sources, compatible
from assistant.types import Fact, Track

_SHORTEST_LABEL = 3


class FigureSources:
    """The sources of one sample's figures."""

    def __init__(
        self, library: OneReport, sources: Sources, lead: Track, known: Sequence[Genre], shapes: Shapes, words: LearningWords
    ) -> None:
        self._library = library
        self._sources = sources
        self._lead = lead
        self._shapes = shapes
        self._words = words
        self.rules: dict[str, SlotRule] = {}
        """The slots that the known templates have, by name."""
        for genre in known:
            for name, rule in genre.slots.items():
                self.rules.setdefault(name, rule)

    def slot(self, fact: Fact) -> tuple[str, SlotRule] | None:
        """The slot that can take a fact's place, with its source."""
        figure = self._library.sample.clean[fact.start : fact.end]
        return next((one for one in self._candidates(fact) if same(self._answers.get(one[0], ""), figure)), None)

    def proves(self, name: str, rule: SlotRule, text: str) -> bool:
        """Whether a source gives back what stands in the sample."""
        return same(self._ask({name: rule}).get(name, ""), text)

    @cached_property
    def _answers(self) -> Mapping[str, str]:
        """What every candidate of every fact says of the sample."""
        return self._ask({name: rule for fact in self._library.found for name, rule in self._candidates(fact)})

    def _ask(self, wanted: Mapping[str, SlotRule]) -> dict[str, str]:
        if not wanted or self._sources.place is None:
            return {}
        data = {
            "文种": "样本",
            "说明": "样本",
            "标题": "样本",
            "主线": self._lead.value,
            "章节": [{"段落": ["".join(f"〔{name}〕" for name in wanted)]}],
            "槽位": {name: rule.model_dump(by_alias=True, exclude_defaults=True) for name, rule in wanted.items()},
        }
        slots = Slots(Genre.model_validate(data), self._sources, self._shapes)
        values = {name: slots.value(name) for name in wanted}
        return {name: value.text for name, value in values.items() if value.problem is None}

    def _candidates(self, fact: Fact) -> Iterator[tuple[str, SlotRule]]:
        """Sources by what a figure counts; none where the sentence would bind the next one to this one's luck."""
        text = self._library.sample.clean
        clause = re.split("[，。；：\n]", text[: fact.start])[-1] + re.split("[，。；\n]", text[fact.end :])[0]
        if self._words.absolute.search(clause) or fact.dimension or fact.quantity.each or fact.batch not in ("", "累计"):
            return
        if fact.inspection.display and not self._is_chosen(fact):
            return
        if fact.metric:
            yield from self._by_metric(fact)
        elif not self._words.generic.match(fact.label):
            for name, rule in self.rules.items():
                if fact.quantity.unit in rule.units and any(word in fact.label for word in rule.words):
                    yield name, rule
            yield from self._by_label(fact)

    def _by_metric(self, fact: Fact) -> Iterator[tuple[str, SlotRule]]:
        """A list's figure."""
        if not self._is_chosen(fact):
            return
        wanted = SlotRule.model_validate({"条线": fact.track.value, "指标": fact.metric})
        known = (name for name, rule in self.rules.items() if rule.model_copy(update={"owner": wanted.owner}) == wanted)
        yield next(known, f"{fact.track.value}{fact.metric}数"), wanted

    def _is_chosen(self, fact: Fact) -> bool:
        """Whether a figure is of the inspection that a draft of the sample would be about."""
        chosen = self._sources.inspection
        return chosen is not None and compatible(fact.inspection, chosen) and fact.inspection.display == chosen.display

    def _by_label(self, fact: Fact) -> Iterator[tuple[str, SlotRule]]:
        """The figure's own words, where no other figure of the sample has them too."""
        before, behind = self._words.edges
        label, unit = behind.sub("", before.sub("", fact.label.strip())), fact.quantity.unit
        alike = [one for one in self._library.found if label in one.label and one.quantity.unit == unit]
        if unit and len(alike) == 1 and self._says_what(label):
            name = named(label + kind_of(unit, self._words.kinds))
            yield name if name not in self.rules else f"本文{name}", SlotRule.model_validate({"含词": [label], "量词": [unit]})

    def _says_what(self, label: str) -> bool:
        """Whether words say what is counted, without naming a town or a person."""
        if not HAN.fullmatch(label) or NAMED_PLACE.search(label) or any(one in label for one in self._library.persons(self._shapes)):
            return False
        return len(label) >= _SHORTEST_LABEL or any(label in rule.words for rule in self.rules.values())


def same(one: str, other: str) -> bool:
    """Whether two texts state the same: 24个 is 24项 of the same list."""
    first, second = (re.fullmatch(r"(\d[\d.]*)\D*", text) for text in (one, other))
    return one == other or (first is not None and second is not None and first[1] == second[1])
