"""Columns of a ledger that say nothing by their names, told by what stands in them: statuses under 阶段判定, dates under 整改到位时间."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from assistant.facts.ledger_words import BRACKETED, LedgerWords, cell_statuses, ledger_words
from assistant.facts.rows import SameReport, text_lines
from assistant.types import Report
from assistant.words.deadline import Due
from assistant.words.lexicon import Lexicon

_FEWEST = 2
"""Filled cells that tell what a column holds."""
_MOST = 400
"""So many of them are looked at: a long ledger is of one kind all the way down."""
_LONGEST_STATUS = 10
_UNTOLD = frozenset({Due.NONE, Due.UNREADABLE, Due.DONE})


def told_columns(report: Report, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """The columns of ledgers without a status or deadline by name whose cells are all one, each with the name it is read under."""
    return _told(SameReport(report), lexicon)


@lru_cache(maxsize=2)
def _told(same: SameReport, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    words = ledger_words(lexicon)
    heads: list[dict[str, list[str]]] = []
    for line in text_lines(same.report):
        names = {cell.column for cell in line.cells or ()}
        if names and (not heads or len(names & heads[-1].keys()) * 2 < len(names)):  # blank cells of a row have no name
            heads.append({})
        for cell in line.cells or ():
            texts = heads[-1].setdefault(cell.column, [])
            if len(texts) < _MOST:
                texts.append(cell.text.strip())
    found: dict[str, str] = {}
    for cells in heads:
        known = {words.column(name) for name in cells}
        if known & words.roles["item"]:
            found |= _of_head(cells, known, words, lexicon)
    return tuple(found.items())


def _of_head(cells: Mapping[str, Sequence[str]], known: set[str], words: LedgerWords, lexicon: Lexicon) -> dict[str, str]:
    """What the cells tell of one head's columns."""
    unknown = {name: [text for text in texts if text] for name, texts in cells.items() if words.column(name) not in words.known}
    kinds: list[tuple[str, Iterable[str], Callable[[str], bool]]] = [
        ("status", words.flags.keys() | words.roles["status"] | words.dated.keys(), lambda text: _is_status(text, words, lexicon)),
        ("deadline", words.roles["deadline"], lambda text: words.deadlines.read(text, None).kind not in _UNTOLD),
    ]
    found: dict[str, str] = {}
    for role, names, fits in kinds:
        said, may, may_not = words.by_cells[role]
        columns = [name for name in unknown if may.search(name) and not may_not.search(name) and name not in found]
        holding = [name for name in columns if len(unknown[name]) >= _FEWEST and all(map(fits, unknown[name]))]
        if holding and not known.intersection(names):
            found[holding[-1]] = said
    return found


def _is_status(text: str, words: LedgerWords, lexicon: Lexicon) -> bool:
    return len(text) <= _LONGEST_STATUS and bool(cell_statuses(BRACKETED.sub("", text), words, lexicon))
