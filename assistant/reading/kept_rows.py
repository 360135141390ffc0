"""The rows of tables that a format wrote down itself: where their lines end is known, so no repair joins or breaks them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class KeptRows:
    """Raw spans of the lines that are table rows, in order."""

    def __init__(self, rows: Sequence[tuple[int, int]]) -> None:
        self._rows = rows

    def harmed(self, text: str, start: int, end: int, new: str, raw_span: tuple[int, int]) -> bool:
        """Whether replacing [start, end) of the current text by `new` joins or breaks a row; a whole line may be taken out."""
        if not self._rows or ("\n" in new) is ("\n" in text[start:end]):
            return False
        whole = text[start - 1 : start] in ("", "\n") or text[end : end + 1] in ("", "\n")
        if "\n" not in new and whole:
            return False
        index = bisect_right(self._rows, raw_span[1], key=lambda row: row[0]) - 1
        return index >= 0 and raw_span[0] <= self._rows[index][1]
