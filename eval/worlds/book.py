"""What the documents of a world tell, by subject and time: the ground of every gold answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eval.worlds.schema import Affair, Bureau, World
from eval.worlds.telling import UNDATED, Document, Fact, Telling


@dataclass(frozen=True, slots=True)
class Track:
    """One track of one inspection in one place, as questions are asked of it."""

    bureau: Bureau
    affair: Affair
    subject: str

    @property
    def place(self) -> str:
        """The place as documents and questions name it."""
        return self.bureau.place.name


class Book:
    """The tellings of all documents; values come from the facts behind them, never from the text."""

    def __init__(self, world: World, documents: Iterable[Document]) -> None:
        self.world = world
        self.documents = tuple(documents)
        self.tellings: dict[tuple[str, str, str], dict[str, list[Telling]]] = defaultdict(lambda: defaultdict(list))
        self._days: dict[tuple[str, str], dict[str, list[Telling]]] = defaultdict(lambda: defaultdict(list))
        for telling in (telling for document in self.documents for telling in document.tellings):
            fact = telling.fact
            self.tellings[fact.key][fact.time].append(telling)
            self._days[fact.place, fact.subject][fact.time].append(telling)

    def told(self, place: str, subject: str, metric: str, time: str | None = None) -> list[Telling]:
        """Everything told of a metric, at one time or at any."""
        times = self.tellings.get((place, subject, metric), {})
        return [telling for one, tellings in times.items() if time is None or one == time for telling in tellings]

    def sure(self, place: str, subject: str, metric: str, time: str | None = None) -> Fact | None:
        """The fact where all that tell it agree and none hides it."""
        told = self.told(place, subject, metric, time)
        return told[0].fact if told and not disputed(told) else None

    def times(self, place: str, subject: str) -> list[str]:
        """The days at which a subject is told, in order."""
        return sorted(time for time in self._days.get((place, subject), {}) if time[:1].isdigit() and len(time) == 10)

    def latest(self, place: str, subject: str) -> str:
        """The last of them; empty where there is none, or where an undated document also speaks, so that nobody can tell which is newer."""
        undated = UNDATED in self._days.get((place, subject), {})
        return "" if undated else next(reversed(self.times(place, subject)), "")

    def clean(self, place: str, subject: str, time: str) -> bool:
        """Whether nothing of a subject at a time is told two ways or hidden."""
        return not any(telling.fact.planted or telling.fact.masked for telling in self._days.get((place, subject), {}).get(time, []))

    def sources(self, *facts: Fact) -> list[dict[str, Any]]:
        """The sentence of each fact that stands in just one; where it stands in several any of them will do, so none is asked for."""
        found = []
        for fact in facts:
            lasting = fact.metric == "总数" and fact.subject.endswith(("反馈问题", "信访件"))
            spots = {(telling.document, telling.sentence) for telling in self.told(*fact.key, None if lasting else fact.time)}
            if len(spots) == 1:
                ((document, sentence),) = spots
                found.append({"report": document, "quote": sentence})
        return [dict(pair) for pair in dict.fromkeys(tuple(source.items()) for source in found)]

    def tracks(self, ending: str) -> list[Track]:
        """All tracks of a kind that documents tell anything of, masked places left out."""
        found = []
        for bureau in self.world.bureaus:
            for affair in bureau.affairs:
                subject = affair.inspection.key + ending
                if not bureau.place.masked and (bureau.place.name, subject) in self._days:
                    found.append(Track(bureau, affair, subject))
        return found


def disputed(tellings: list[Telling]) -> bool:
    """Whether tellings differ, or one is planted or hidden."""
    return len({telling.fact.value for telling in tellings}) > 1 or any(telling.fact.planted or telling.fact.masked for telling in tellings)
