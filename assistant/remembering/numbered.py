"""An answer with the numbers of its citations at the end of each line that rests on them, as staff read, copy and export it.

A line rests on what its figures cite, and on a sentence that it quotes. Nothing is guessed: a line for which neither holds gets no number,
and the list of all citations stands below the answer anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.types import Answer, Figure
from assistant.words.numerals import show_number

MARK = re.compile(r"[\[［〔](\d{1,3})[\]］〕]")
"""A citation as it stands in a text."""
LEAST = 6
"""So many characters make a quotation that is told apart from words in passing."""
_QUOTED = re.compile(r"[“「]([^”」]+)[”」]")
_LABEL = re.compile(r"^[^：:]{1,20}[：:]")


def numbered(answer: Answer) -> str:
    """The text with its citations numbered; as it is where a model has already put them in."""
    known = {citation.n for citation in answer.citations}
    if any(int(mark) in known for mark in MARK.findall(answer.text)):
        return answer.text
    lines = answer.text.splitlines()
    resting: list[set[int]] = [set() for _ in lines]
    for at, cited in (*_by_figures(lines, answer.figures), *_by_quotes(lines, answer)):
        resting[at] |= cited & known
    shown = [cited or _by_values(line, answer.figures) & known for line, cited in zip(lines, resting, strict=True)]
    return "\n".join(line + "".join(f"[{n}]" for n in sorted(cited)) for line, cited in zip(lines, shown, strict=True))


def _by_figures(lines: Sequence[str], figures: Sequence[Figure]) -> Iterator[tuple[int, set[int]]]:
    """Figures that cite the same stand in one line; lines that print the same follow each other as their figures do."""
    at, taken = 0, set[int]()
    for cited, group in groupby((one for one in figures if one.citations), key=lambda one: one.citations):
        block = list(group)
        held = {number: fits for number, line in enumerate(lines) if any(fits := _held(line, block))}
        coming = [number for number in held if number >= at]
        if coming:
            at = max(coming, key=lambda number: (held[number], number not in taken))
        elif len(held) == 1:
            at = next(iter(held))
        else:
            continue
        taken.add(at)
        yield at, set(cited)


def _held(line: str, block: Sequence[Figure]) -> tuple[int, int]:
    """How many formulas and how many figures of a block a line prints; a formula tells more than a figure that several lines may print."""
    formulas = sum(bool(one.formula) and str(one.formula) in line for one in block)
    return formulas, sum(_printed(line, one) for one in block)


def _printed(line: str, figure: Figure) -> bool:
    if figure.value is None:
        return False
    return re.search(rf"(?<![\d.]){re.escape(show_number(figure.value) + figure.unit)}", line) is not None


def _by_values(line: str, figures: Sequence[Figure]) -> set[int]:
    """What a further line over figures told before rests on, where its numbers leave no doubt."""
    sources: dict[str, set[tuple[int, ...]]] = {}
    for one in figures:
        if one.citations and _printed(line, one):
            sources.setdefault(f"{one.value}{one.unit}", set()).add(one.citations)
    if not sources:
        return set()
    shared = set.intersection(*sources.values())
    if len(shared) == 1:
        return set(shared.pop())
    return {n for each in sources.values() for cited in each for n in cited} if all(len(each) == 1 for each in sources.values()) else set()


def _by_quotes(lines: Sequence[str], answer: Answer) -> Iterator[tuple[int, set[int]]]:
    """Lines that print a cited sentence, are part of one, or quote words of one."""
    for at, line in enumerate(lines):
        told = _LABEL.sub("", line, count=1).rstrip("。；;")
        pieces = [piece for piece in (told, *_QUOTED.findall(line)) if len(piece) >= LEAST]
        for citation in answer.citations:
            quote = citation.quote.strip().rstrip("。；;")
            if (len(quote) >= LEAST and quote in line) or any(piece in quote for piece in pieces):
                yield at, {citation.n}
