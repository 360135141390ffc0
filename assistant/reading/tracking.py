"""A text under repair: every edit is composed into one map back to the raw characters, and logged as a Repair."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.reading.kept_rows import KeptRows
from assistant.types import OffsetMap, Repair


class Edit(NamedTuple):
    """Replace [start, end) of the current text by `text`; a suggestion is only logged, the text stays."""

    start: int
    end: int
    text: str
    type: str
    confidence: float = 1.0
    suggestion: bool = False


class _Segments:
    """The four columns of an OffsetMap while it is built; neighbouring copied spans are joined."""

    def __init__(self) -> None:
        self.clean: list[int] = []
        self.raw_start: list[int] = []
        self.raw_end: list[int] = []
        self.copied: list[bool] = []
        self.length = 0

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


class _RawSpans:
    """The raw spans of places asked for in text order: what `OffsetMap.raw_span` finds, without a search for each."""

    def __init__(self, offsets: OffsetMap, length: int, raw_length: int) -> None:
        self._clean, self._starts = offsets.clean_starts, offsets.raw_starts
        self._ends, self._copied = offsets.raw_ends, offsets.copied
        self._length, self._raw_length = length, raw_length
        self._index = 0

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of [start, end), not before the place asked for last; an empty one lies before the character behind it."""
        if start == end == self._length:
            return (self._raw_length, self._raw_length)
        clean, index = self._clean, self._index
        if start < clean[index] or (index + 1 < len(clean) and clean[index + 1] <= start):
            self._index = index = bisect_right(clean, start) - 1
        first = self._starts[index] + (start - clean[index] if self._copied[index] else 0)
        if start == end:
            return (first, first)
        while index + 1 < len(clean) and clean[index + 1] < end:
            index += 1
        last = self._starts[index] + end - clean[index] if self._copied[index] else self._ends[index]
        return (first, max(first, last))


class TrackedText:
    """The current text with its map to the raw one; the edits of one call come in text order."""

    def __init__(self, raw: str, rows: Sequence[tuple[int, int]] = ()) -> None:
        self.raw = raw
        self._rows = KeptRows(rows)
        self.text = raw
        self.repairs: list[Repair] = []
        self.offsets = OffsetMap((0,), (0,), (len(raw),), (True,)) if raw else OffsetMap((), (), (), ())

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make the edits and log each with its raw span; one that overlaps an edit before it is left out."""
        accepted: list[tuple[Edit, tuple[int, int]]] = []
        spans = _RawSpans(self.offsets, len(self.text), len(self.raw))
        raw, repairs, position = self.raw, self.repairs, 0
        for edit in edits:
            start, end, text, kind, confidence, suggestion = edit
            if start < position:
                continue
            span = first, last = spans.of(start, end)
            if self._rows.harmed(self.text, start, end, text, span):
                continue
            repairs.append(Repair(kind, first, last, raw[first:last], text, confidence, suggestion))
            if not suggestion:
                accepted.append((edit, span))
                position = end
        if accepted:
            self._rebuild(accepted)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of current [start, end); an empty one lies before the character that follows it."""
        return _RawSpans(self.offsets, len(self.text), len(self.raw)).of(start, end)

    def _rebuild(self, edits: list[tuple[Edit, tuple[int, int]]]) -> None:
        """The text and its map anew, every edit a segment of its own between the segments that stay."""
        segments = _Segments()
        pieces: list[str] = []
        position, index = 0, 0
        for (start, end, text, *_), (raw_start, raw_end) in edits:
            if position < start:
                index = self._copy(segments, position, start, index)
                pieces.append(self.text[position:start])
            pieces.append(text)
            segments.add(len(text), raw_start, raw_end, False)
            position = end
        self._copy(segments, position, len(self.text), index)
        pieces.append(self.text[position:])
        self.text = "".join(pieces)
        self.offsets = OffsetMap(tuple(segments.clean), tuple(segments.raw_start), tuple(segments.raw_end), tuple(segments.copied))

    def _copy(self, segments: _Segments, start: int, end: int, index: int = -1) -> int:
        """Carry the map of current [start, end) over unchanged; returns the segment it came to, to go on from."""
        offsets = self.offsets
        clean, copied = offsets.clean_starts, offsets.copied
        if index < 0:
            index = bisect_right(clean, start) - 1
        while start < end:
            while index + 1 < len(clean) and clean[index + 1] <= start:
                index += 1
            stop = min(end, clean[index + 1]) if index + 1 < len(clean) else end
            if copied[index]:
                first = offsets.raw_starts[index] + start - clean[index]
                segments.add(stop - start, first, first + stop - start, True)
            else:
                segments.add(stop - start, offsets.raw_starts[index], offsets.raw_ends[index], False)
            start = stop
        return index

    def part(self, clean_span: tuple[int, int], raw_span: tuple[int, int]) -> tuple[str, str, OffsetMap]:
        """One document of a file: its raw and clean text with the map between the two."""
        segments = _Segments()
        self._copy(segments, *clean_span)
        starts, ends = (tuple(point - raw_span[0] for point in column) for column in (segments.raw_start, segments.raw_end))
        return (
            self.raw[slice(*raw_span)],
            self.text[slice(*clean_span)],
            OffsetMap(tuple(segments.clean), starts, ends, tuple(segments.copied)),
        )
