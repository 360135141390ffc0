"""Do the citations show the sentences that the answer rests on?"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import PurePath

from eval.cases import GoldSource
from eval.scorers.evidence import PASSED, Evidence, Score

_SHARE = 0.6
"""How much of the shorter of the two quotes has to be common in one piece: a clause of the gold sentence will do."""


def coverage(evidence: Evidence) -> Score:
    """Each gold source is covered by a citation of the same file."""
    missing = [source for source in evidence.case.gold.sources if not covers(source, evidence)]
    return Score(False, "没有引用：" + "；".join(f"{source.report} {source.quote[:40]}" for source in missing)) if missing else PASSED


def covers(source: GoldSource, evidence: Evidence) -> bool:
    """Whether a citation of the same file covers a gold source."""
    quotes = [row["quote"] for row in evidence.answer["citations"] if _same_file(source.report, evidence.sources.file(row["report"]))]
    return any(_overlap(_squeezed(source.quote), _squeezed(quote)) for quote in quotes)


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
