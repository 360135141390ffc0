"""Lists being counted while a report is read: a total opens one, later parts join it (domain.md 2.1, 3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.facts.context import apart, merge
from assistant.types import Inspection, Number, Place, Track

LIST_UNITS = {Track.PROBLEM: frozenset("个项条件"), Track.COMPLAINT: frozenset("件宗起个")}
"""The units a list may be counted in."""


@dataclass
class Group:
    """A list with its identity inside the report; parts of it carry `id` in Fact.of."""

    id: str
    track: Track
    inspection: Inspection
    batch: str
    place: Place | None
    total: Number | None
    paragraph: int
    section: tuple[str, ...] = field(default_factory=tuple)
    printed: str = ""
    """The total as printed, by which a masked one is known again."""
    day: str = ""
    """The day of its own line that the list stands under."""
    stated: set[tuple[str, Number]] = field(default_factory=set)
    """The (metric, value) pairs already said of this list, by which a restated figure finds it."""

    def can_hold(self, spot: Spot) -> bool:
        """Whether a figure there may be a part of this list: same track, same place, no more than its total."""
        if self.track is not spot.track or (self.total is not None and (spot.value or 0) > self.total and spot.unit_class != "比例"):
            return False
        if self.batch and spot.batch and self.batch != spot.batch and "累计" in {self.batch, spot.batch}:
            return False  # one batch is told of beside all of them
        if self.day != spot.day:
            return False
        return self.place == spot.place

    def same_unit(self, spot: Spot) -> bool:
        """Whether the total is printed in the unit of a figure (14个问题 and 45项任务: 完成9个 is of the former)."""
        return bool(self.printed and spot.printed) and self.printed[-1] == spot.printed[-1]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure stands and what is known around it: all that decides which list it belongs to."""

    track: Track
    value: Number | None
    printed: str
    unit_class: str
    place: Place | None
    paragraph: int
    section: tuple[str, ...]
    inspection: Inspection
    inspection_named: bool
    """The words of the sentence before the figure name the inspection themselves."""
    batch: str
    day: str = ""
    """The day that a line of its own names for what follows it."""


class Lists:
    """The lists a report has opened so far."""

    def __init__(self) -> None:
        self.groups: list[Group] = []

    def has(self, track: Track, total: Number | None = None) -> bool:
        """Whether a list of the track is open, one with this total when it is given."""
        return any(group.track is track and (total is None or group.total == total) for group in self.groups)

    def known(self, identity: str) -> Group | None:
        """The list of an identity, None for one that was never opened here."""
        return next((group for group in self.groups if group.id == identity), None)

    def recent_total(self, track: Track, paragraph: int) -> Number | None:
        """The total of a track that a paragraph has told already."""
        totals = (group.total for group in reversed(self.groups) if group.track is track and group.paragraph == paragraph)
        return next((total for total in totals if total is not None), None)

    def recent_track(self, paragraph: int, unit: str = "") -> Track | None:
        """The track of the list last opened or used in a paragraph; a figure in 个 or 项 goes on with no list counted in 件."""
        beside = (group for group in reversed(self.groups) if group.paragraph == paragraph)
        return next((group.track for group in beside if unit not in {"个", "项", "条"} or not _in_pieces(group)), None)

    def going_on(self, spot: Spot, identity: str) -> Group | None:
        """The list a class goes on with where nothing else says it: that of the figure before it, else the complaints just counted.

        反映大气污染的问题30个 splits the complaints told of, although it says 问题.
        """
        before = self.known(identity)
        if before is not None and before.track is spot.track and before.can_hold(spot):
            return before
        beside = [group for group in reversed(self.groups) if group.paragraph == spot.paragraph]
        return beside[0] if spot.track is Track.PROBLEM and beside and all(group.track is Track.COMPLAINT for group in beside) else None

    def open(self, spot: Spot, *, counted: bool) -> Group:
        """A new list, or the one already open that this number restates."""
        total = spot.value if counted else None
        for group in reversed(self.groups):
            if (
                not counted
                or group.total != total
                or (group.track, group.place, group.day) != (spot.track, spot.place, spot.day)
                or (total is None and group.printed != spot.printed)
            ):
                continue
            if (not spot.inspection_named or compatible(group.inspection, spot.inspection)) and (
                group.batch == spot.batch or not spot.batch or not group.batch
            ):
                group.paragraph = spot.paragraph
                if spot.inspection_named and compatible(group.inspection, spot.inspection):
                    # A title names less than the sentence that tells the same figure again.
                    group.inspection = merge(group.inspection, spot.inspection)
                return group
        identity = f"{spot.track.name}{len(self.groups) + 1}"
        printed = spot.printed if counted else ""
        group = Group(
            identity, spot.track, spot.inspection, spot.batch, spot.place, total, spot.paragraph, spot.section, printed, day=spot.day
        )
        self.groups.append(group)
        return group

    def holding(self, spot: Spot, metrics: tuple[str, ...] = ()) -> Group | None:
        """The list a part belongs to: the last large enough one of its track in this paragraph, else in this section, else the only one."""
        found = self._beside(spot)
        if found is not None:
            return found
        large_enough = [group for group in reversed(self.groups) if group.can_hold(spot)]
        fitting = [group for group in large_enough if compatible(group.inspection, spot.inspection)]
        # A restated figure finds its list even where the paragraph names no inspection of its own.
        known = fitting if spot.inspection_named else large_enough
        restated = [group for group in known if any((metric, spot.value or 0) in group.stated for metric in metrics)]
        if len(restated) == 1:
            return restated[0]
        if spot.section and not spot.inspection_named:
            near = next((group for group in fitting if group.section == spot.section), None)
            if near is not None:
                return near
        counted = [group for group in fitting if group.total is not None]
        counted = [group for group in counted if group.same_unit(spot)] or counted
        # What a notice goes on to divide is the batch it is on, not all that came in so far.
        counted = [group for group in counted if group.batch != "累计"] or counted
        return counted[0] if len(counted) == 1 and not spot.batch else None

    def _beside(self, spot: Spot) -> Group | None:
        """The last list of the paragraph that can hold a figure, one counted in its unit before the others."""
        last = None
        # Lists are few in real paragraphs, thousands where line ends were lost: the walk stops at the first of the right unit.
        for group in reversed(self.groups):
            if group.paragraph == spot.paragraph and group.can_hold(spot) and compatible(group.inspection, spot.inspection):
                if group.same_unit(spot):
                    return group
                last = last or group
        return last


def _in_pieces(group: Group) -> bool:
    """Whether a list is counted in 件, as complaints without a total are."""
    return group.printed.endswith("件") if group.printed else group.track is Track.COMPLAINT


def compatible(one: Inspection, other: Inspection) -> bool:
    """Whether two descriptions can speak of one inspection: nothing both say differs."""
    return not apart(one, other) and one.revisit == other.revisit and one.campaign == other.campaign
