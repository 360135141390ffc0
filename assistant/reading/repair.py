"""Repairs as named steps in one written order; each change is logged with the raw span it was made from (domain.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.reading import joins, marks, script, site
from assistant.reading.tracking import Edit, TrackedText
from assistant.reading.vocabulary import Vocabulary

Step = Callable[[str, Vocabulary], Iterable[Edit]]

STEPS: tuple[Step, ...] = (
    site.markup,
    site.paywall_marks,
    joins.page_marks,
    script.decoding_leftovers,
    script.leftover_marks,
    script.pinyin_glosses,
    script.simplified,
    script.full_width_digits,
    site.share_site_lines,
    site.related_links,
    site.page_furniture,
    site.menus,
    marks.doubled_marks,
    joins.wrapped_lines,
    joins.flattened_tables,
    marks.bracketed_numbers,
    marks.letter_ones,
    marks.loose_numbers,
    marks.mixed_digits,
    marks.stray_letters,
    marks.eaten_months,
    marks.heading_breaks,
)


def repair(raw: str, vocabulary: Vocabulary) -> TrackedText:
    """The text with every step applied, its map to the raw text and its log."""
    tracked = TrackedText(raw)
    for step in STEPS:
        tracked.apply(step(tracked.text, vocabulary))
    return tracked
