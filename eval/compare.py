"""What became better or worse between two runs, case by case: an average hides a lost answer."""

from __future__ import annotations

from dataclasses import dataclass

from eval.results import Run, Verdict


@dataclass(frozen=True, slots=True)
class Flip:
    """A case judged otherwise than before."""

    before: Verdict
    after: Verdict

    @property
    def relabelled(self) -> bool:
        """Whether the case itself was changed, so that the two verdicts are of different questions or gold."""
        return self.before.digest != self.after.digest


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gains, losses and what else moved; `slices` names the parts (code, lexicon, corpus …) that differ."""

    lost: tuple[Flip, ...]
    gained: tuple[Flip, ...]
    reworded: tuple[Flip, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    slices: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether no case was lost."""
        return not self.lost


def compare(before: Run, after: Run) -> Comparison:
    """Compare the sets that `after` has run; a case that failed and fails again is no flip."""
    old = {verdict.id: verdict for verdict in before.verdicts if verdict.set in after.sets}
    new = {verdict.id: verdict for verdict in after.verdicts}
    pairs = [Flip(old[name], new[name]) for name in new if name in old]
    return Comparison(
        lost=tuple(flip for flip in pairs if flip.before.passed and not flip.after.passed),
        gained=tuple(flip for flip in pairs if not flip.before.passed and flip.after.passed),
        reworded=tuple(flip for flip in pairs if flip.before.passed == flip.after.passed and flip.before.answer != flip.after.answer),
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        slices=tuple(key for key in sorted({*before.keys, *after.keys}) if before.keys.get(key) != after.keys.get(key)),
    )
