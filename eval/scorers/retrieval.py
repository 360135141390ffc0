"""Does a search find the sentences it should, and how far up?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

from eval.cases import Case
from eval.scorers.coverage import same_text
from eval.scorers.evidence import PASSED, Score
from eval.subject import HitRow

DEPTH = 10
"""MRR and nDCG look at so many hits."""


@dataclass(frozen=True)
class Found:
    """What a search found for a case."""

    case: Case
    hits: Sequence[HitRow]

    @cached_property
    def gains(self) -> list[int]:
        """What each hit is worth: 2^grade − 1 for each gold sentence that no earlier hit showed."""
        left = list(self.case.gold.sources)
        worth = []
        for hit in self.hits:
            shown = [source for source in left if same_text(source, hit["path"], hit["text"])]
            left = [source for source in left if source not in shown]
            worth.append(sum(2**source.grade - 1 for source in shown))
        return worth

    def sources_within(self, depth: int) -> int:
        """How many gold sentences the first hits show."""
        golds = self.case.gold.sources
        return sum(any(same_text(source, hit["path"], hit["text"]) for hit in self.hits[:depth]) for source in golds)


def found(given: Found) -> Score:
    """A gold sentence, or the asked share of them, is among the hits that gold looks at."""
    gold = given.case.gold
    shown, least = given.sources_within(gold.within), gold.recall
    if shown >= 1 and (least is None or shown >= least * len(gold.sources)):
        return PASSED
    return Score(False, f"前 {gold.within} 条里找到 {shown} / {len(gold.sources)} 处依据")


def shaped(given: Found) -> Score:
    """Every hit has a file and a text, none stands there twice."""
    for number, hit in enumerate(given.hits, 1):
        if not hit["path"] or not hit["text"].strip():
            return Score(False, f"第 {number} 条没有文件名或内容")
    seen = [(hit["report"], hit["section"], hit["text"]) for hit in given.hits]
    return Score(False, "检索结果有重复") if len(set(seen)) < len(seen) else PASSED


def measures(given: Found) -> dict[str, float]:
    """Hit at 1 and 5, reciprocal rank and nDCG at 10 of one search."""
    gains = given.gains[:DEPTH]
    first = next((rank for rank, gain in enumerate(gains, 1) if gain), 0)
    ideal = sorted((2**source.grade - 1 for source in given.case.gold.sources), reverse=True)[:DEPTH]
    return {
        "命中@1": float(first == 1),
        "命中@5": float(0 < first <= 5),
        "MRR": round(1 / first, 4) if first else 0.0,
        # One passage may show several sentences, which gains more than the best order of single ones.
        "nDCG": round(min(_discounted(gains) / _discounted(ideal), 1.0), 4),
    }


def _discounted(gains: Sequence[int]) -> float:
    """Less the further down it stands."""
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


SEARCH_SCORERS: Mapping[str, Callable[[Found], Score]] = {"格式": shaped, "命中": found}
