"""Which of some kinds a short text is of, by the examples it resembles.

A naive Bayes classifier over runs of one to three characters, the rare ones weighing most. scikit-learn has the same one, but importing
it takes longer than all else that a first question needs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

_LONGEST = 3
_SMOOTHING = 0.1
"""What every run counts for a kind that holds it in no example."""


class Resemblance:
    """Some kinds, each learned from its examples."""

    def __init__(self, examples: Mapping[str, Sequence[str]]) -> None:
        held = [(kind, Counter(_runs(text))) for kind, texts in examples.items() for text in texts]
        seen = Counter(run for _, runs in held for run in runs)
        self._rarity = {run: 1.0 + math.log((1 + len(held)) / (1 + number)) for run, number in seen.items()}
        weights: dict[str, dict[str, float]] = {kind: defaultdict(float) for kind in examples}
        for kind, runs in held:
            for run, weight in self._weighed(runs).items():
                weights[kind][run] += weight
        self._logarithms = {kind: self._logarithms_of(held_by) for kind, held_by in weights.items()}

    def likelihoods(self, text: str) -> dict[str, float]:
        """How likely a text is of each kind; they add up to one."""
        runs = self._weighed(Counter(_runs(text)))
        scores = {
            kind: math.fsum(weight * held.get(run, none) for run, weight in runs.items()) for kind, (held, none) in self._logarithms.items()
        }
        best = max(scores.values())
        shares = {kind: math.exp(score - best) for kind, score in scores.items()}
        whole = math.fsum(shares.values())
        return {kind: share / whole for kind, share in shares.items()}

    def _weighed(self, runs: Counter[str]) -> dict[str, float]:
        """The known runs of a text, the rare ones most; a long text weighs no more than a short one."""
        rarity = self._rarity
        weights = {run: rarity[run] * (1.0 if number == 1 else 1.0 + math.log(number)) for run, number in runs.items() if run in rarity}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
        return {run: weight / length for run, weight in weights.items()}

    def _logarithms_of(self, weights: Mapping[str, float]) -> tuple[dict[str, float], float]:
        """The logarithms of how often a kind holds its runs, and that of a run it does not hold."""
        whole = math.fsum(weights.values()) + _SMOOTHING * len(self._rarity)
        return {run: math.log((weight + _SMOOTHING) / whole) for run, weight in weights.items()}, math.log(_SMOOTHING / whole)


def _runs(text: str) -> Iterator[str]:
    for length in range(1, _LONGEST + 1):
        yield from (text[at : at + length] for at in range(len(text) - length + 1))
