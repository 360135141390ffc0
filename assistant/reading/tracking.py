"""A text under repair: every edit is composed into one map back to the raw characters, and logged as a Repair."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import OffsetMap, Repair


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace [start, end) of the current text by `text`; a suggestion is only logged, the text stays."""

    start: int
    end: int
    text: str
    type: str
    confidence: float = 1.0
    suggestion: bool = False


@dataclass(slots=True)
class _Segments:
    """The four columns of an OffsetMap while it is built; neighbouring copied spans are joined."""

    clean: list[int]
    raw_start: list[int]
    raw_end: list[int]
    copied: list[bool]
    length: int = 0

    def add(self, length: int, raw_start: int, raw_end: int, copied: bool) -> None:
        if not length:
            return
        if copied and self.copied and self.copied[-1] and self.raw_end[-1] == raw_start:
            self.raw_end[-1] = raw_end
        else:
            self.clean.append(self.length)
            self.raw_start.append(raw_start)
            self.raw_end.append(raw_end)
            self.copied.append(copied)
        self.length += length


class TrackedText:
    """The current text with its map to the raw one; the edits of one call come in text order."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.repairs: list[Repair] = []
        self.offsets = OffsetMap((0,), (0,), (len(raw),), (True,)) if raw else OffsetMap((), (), (), ())

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits and log each with its raw span; one that overlaps an edit before it is left out."""
        accepted: list[Edit] = []
        position = 0
        for edit in edits:
            if edit.start < position:
                continue
            start, end = self.raw_span(edit.start, edit.end)
            self.repairs.append(Repair(edit.type, start, end, self.raw[start:end], edit.text, edit.confidence, edit.suggestion))
            if not edit.suggestion:
                accepted.append(edit)
                position = edit.end
        if accepted:
            self._rebuild(accepted)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of current [start, end); an empty one lies before the character that follows it."""
        if start < end:
            return self.offsets.raw_span(start, end)
        point = self.offsets.raw_span(start, start + 1)[0] if start < len(self.text) else len(self.raw)
        return (point, point)

    def _rebuild(self, edits: list[Edit]) -> None:
        segments = _Segments([], [], [], [])
        pieces: list[str] = []
        position = 0
        for edit in edits:
            self._copy(segments, position, edit.start)
            pieces += (self.text[position : edit.start], edit.text)
            segments.add(len(edit.text), *self.raw_span(edit.start, edit.end), False)
            position = edit.end
        self._copy(segments, position, len(self.text))
        pieces.append(self.text[position:])
        self.text = "".join(pieces)
        self.offsets = OffsetMap(tuple(segments.clean), tuple(segments.raw_start), tuple(segments.raw_end), tuple(segments.copied))

    def _copy(self, segments: _Segments, start: int, end: int) -> None:
        """Carry the map of current [start, end) over unchanged."""
        starts = self.offsets.clean_starts
        index = bisect_right(starts, start) - 1
        while start < end:
            stop = min(end, starts[index + 1] if index + 1 < len(starts) else len(self.text))
            segments.add(stop - start, *self.offsets.raw_span(start, stop), self.offsets.copied[index])
            start, index = stop, index + 1

    def part(self, clean_span: tuple[int, int], raw_span: tuple[int, int]) -> tuple[str, str, OffsetMap]:
        """One document of a file: its raw and clean text with the map between the two."""
        segments = _Segments([], [], [], [])
        self._copy(segments, *clean_span)
        starts, ends = (tuple(point - raw_span[0] for point in column) for column in (segments.raw_start, segments.raw_end))
        return (
            self.raw[slice(*raw_span)],
            self.text[slice(*clean_span)],
            OffsetMap(tuple(segments.clean), starts, ends, tuple(segments.copied)),
        )
