"""Repairs as named steps in one written order; each change is logged with the raw span it was made from (domain.md 6.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.reading import adverts, barred, breaks, figures, flattened, glosses, joins, marks, ordinals, pages, script, site, widths
from assistant.reading.tracking import Edit, TrackedText
from assistant.reading.vocabulary import Vocabulary

Step = Callable[[str, Vocabulary], Iterable[Edit]]

STEPS: tuple[Step, ...] = (
    site.markup,
    site.paywall_marks,
    pages.page_lines,
    pages.page_marks,
    script.decoding_leftovers,
    script.leftover_marks,
    glosses.pinyin_glosses,
    script.simplified,
    widths.full_width_digits,
    widths.half_width_bars,
    site.share_site_lines,
    site.related_links,
    site.menus,
    site.page_furniture,
    adverts.adverts,
    marks.doubled_marks,
    flattened.numbered_rows,
    joins.wrapped_lines,
    flattened.flattened_tables,
    flattened.run_in_rows,
    barred.barred_rows,
    ordinals.bracketed_numbers,
    ordinals.letter_ones,
    ordinals.loose_numbers,
    widths.half_width_marks,
    figures.spaced_dates,
    figures.split_names,
    figures.mixed_digits,
    figures.stray_letters,
    figures.eaten_months,
    breaks.heading_breaks,
)


def repair(raw: str, vocabulary: Vocabulary, rows: Sequence[tuple[int, int]] = ()) -> TrackedText:
    """The text with every step applied, its map to the raw text and its log; `rows` are lines that no step joins or breaks."""
    tracked = TrackedText(raw, rows)
    for step in STEPS:
        tracked.apply(step(tracked.text, vocabulary))
    return tracked
