"""Do the citations show the sentences that the answer rests on?"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import PurePath

from eval.gold import GoldSource
from eval.scorers.evidence import PASSED, Evidence, Score
from eval.subject import CitationRow

_SHARE = 0.6
"""How much of the shorter of the two quotes has to be common in one piece: a clause of the gold sentence will do."""


def coverage(evidence: Evidence) -> Score:
    """Each gold source, or the asked share of them, is covered by a citation of the same file."""
    golds, least = evidence.case.gold.sources, evidence.case.gold.recall
    missing = [source for source in golds if not covers(source, evidence)]
    if not missing or (least is not None and len(golds) - len(missing) >= least * len(golds)):
        return PASSED
    return Score(False, "没有引用：" + "；".join(f"{source.report} {source.quote[:40]}" for source in missing))


def covers(source: GoldSource, evidence: Evidence) -> bool:
    """Whether a citation of the same file covers a gold source."""
    return any(_covers(source, row, evidence) for row in evidence.answer["citations"])


def shows(row: CitationRow, evidence: Evidence) -> bool:
    """Whether a citation shows any gold source."""
    return any(_covers(source, row, evidence) for source in evidence.case.gold.sources)


def _covers(source: GoldSource, row: CitationRow, evidence: Evidence) -> bool:
    return same_text(source, evidence.sources.file(row["report"]), row["quote"])


def same_text(source: GoldSource, path: str, text: str) -> bool:
    """Whether a piece of a file is, or holds, or is a good part of a gold source."""
    return _same_file(source.report, path) and _overlap(_squeezed(source.quote), _squeezed(text))


def _same_file(name: str, path: str) -> bool:
    """Gold names a file with or without its folder and ending."""
    given, found = PurePath(name), PurePath(path)
    return bool(path) and (given.name == found.name or given.name == found.stem)


def _overlap(gold: str, quote: str) -> bool:
    if gold in quote or (quote and quote in gold):
        return True
    common = SequenceMatcher(None, gold, quote, autojunk=False).find_longest_match().size
    return common >= _SHARE * min(len(gold), len(quote))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s，。；：、,.;:（）()]+", "", text)
