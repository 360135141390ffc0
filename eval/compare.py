"""What became better or worse between two runs, case by case: an average hides a lost answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from eval.affected import cited
from eval.drift import drift
from eval.fingerprint import DIGITS, Parts
from eval.intervals import mcnemar, paired
from eval.results import Run, Verdict

CORPUS = "语料"


@dataclass(frozen=True, slots=True)
class Flip:
    """A case judged otherwise than before; `outdated` says why its labels may no longer fit."""

    before: Verdict
    after: Verdict
    outdated: tuple[str, ...] = ()

    @property
    def relabelled(self) -> bool:
        """Whether the case itself was changed, so that the two verdicts are of different questions or gold."""
        return self.before.digest != self.after.digest

    @property
    def drift(self) -> tuple[str, ...]:
        """What is stated otherwise though both pass; nothing where the case or its documents are others, for then it is due."""
        alike = self.before.passed and self.after.passed and not self.outdated and not self.relabelled
        return drift(self.before, self.after) if alike else ()


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one type, tag or set in both runs."""

    name: str
    total: int
    before: int
    after: int
    lost: int
    gained: int

    @property
    def change(self) -> float:
        """The change of the pass rate."""
        return (self.after - self.before) / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of that change."""
        return paired(self.lost, self.gained, self.total)

    @property
    def chance(self) -> float:
        """How likely so uneven a split of the flips is by chance alone."""
        return mcnemar(self.lost, self.gained)


@dataclass(frozen=True)
class Comparison:
    """Gains, losses and what else moved; `slices` names the parts (code, lexicon, corpus …) that differ, `files` theirs that do."""

    pairs: tuple[Flip, ...]
    """Every case that both runs judged."""
    added: tuple[str, ...]
    removed: tuple[str, ...]
    slices: tuple[str, ...]
    files: dict[str, tuple[str, ...]]
    """Part -> the files that differ, +new, -gone."""

    @cached_property
    def lost(self) -> tuple[Flip, ...]:
        """Cases that passed and fail now though nothing says that their labels no longer fit."""
        return tuple(flip for flip in self.pairs if flip.before.passed and not flip.after.passed and not flip.outdated)

    @cached_property
    def doubtful(self) -> tuple[Flip, ...]:
        """Cases that passed and fail now over documents other than those they were labelled on."""
        return tuple(flip for flip in self.pairs if flip.before.passed and not flip.after.passed and flip.outdated)

    @cached_property
    def gained(self) -> tuple[Flip, ...]:
        """Cases that failed and pass now."""
        return tuple(flip for flip in self.pairs if not flip.before.passed and flip.after.passed)

    @cached_property
    def drifted(self) -> tuple[Flip, ...]:
        """Cases that pass as before though other figures, dates or headings are stated: somebody has to look."""
        return tuple(flip for flip in self.pairs if flip.drift)

    @cached_property
    def reworded(self) -> tuple[Flip, ...]:
        """Cases judged as before whose answer, draft or hits differ, those that drifted aside."""
        alike = (flip for flip in self.pairs if flip.before.passed == flip.after.passed and not flip.drift)
        return tuple(flip for flip in alike if made(flip.before) != made(flip.after))

    @property
    def moves(self) -> tuple[tuple[str, tuple[Flip, ...]], ...]:
        """All that moved, by the name that staff read."""
        return (
            ("变差", self.lost),
            ("待复核", self.doubtful),
            ("说法变了", self.drifted),
            ("变好", self.gained),
            ("答案有变", self.reworded),
        )

    @property
    def holds(self) -> bool:
        """Whether no case was lost."""
        return not self.lost

    def groups(self, by: str) -> Iterator[Group]:
        """The cases by `set`, `type` or `tag`, in name order."""
        named: dict[str, list[Flip]] = {}
        for flip in self.pairs:
            for name in {"set": [flip.after.set], "type": [flip.after.type], "tag": flip.after.tags}[by]:
                named.setdefault(name, []).append(flip)
        for name in sorted(named):
            yield _group(name, named[name])


def made(verdict: Verdict) -> object:
    """What the product made of a case."""
    return verdict.answer or verdict.draft or verdict.hits


def compare(before: Run, after: Run) -> Comparison:
    """Compare the sets that `after` has run; a case that failed and fails again is no flip."""
    old = {verdict.id: verdict for verdict in before.verdicts if verdict.set in after.sets}
    new = {verdict.id: verdict for verdict in after.verdicts}
    changed = _changed_files(before.parts, after.parts)
    moved = [name.removeprefix("-") for name in changed.get(CORPUS, ()) if not name.startswith("+")]
    gone = {name: before.parts[CORPUS][name] for name in moved}
    pairs = (Flip(old[name], new[name], _outdated(old[name], new[name], gone)) for name in new if name in old)
    return Comparison(
        pairs=tuple(pairs),
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        slices=tuple(key for key in sorted({*before.keys, *after.keys}) if before.keys.get(key) != after.keys.get(key)),
        files=changed,
    )


def _outdated(before: Verdict, after: Verdict, gone: dict[str, str]) -> tuple[str, ...]:
    """The documents that the labels of a case or its former answer rest on and that are not what they were."""
    seen = cited(before)
    return (*after.stale, *(f"{name} 已不是上次的版本" for name, digest in gone.items() if digest[:DIGITS] in seen))


def _changed_files(before: Parts, after: Parts) -> dict[str, tuple[str, ...]]:
    """Part -> its files that differ; nothing for a part that an older run did not keep."""
    found = {}
    for part in sorted(set(before) & set(after)):
        old, new = before[part], after[part]
        names = [
            *(name for name in new if name in old and new[name] != old[name]),
            *(f"+{name}" for name in new if name not in old),
            *(f"-{name}" for name in old if name not in new),
        ]
        if names:
            found[part] = tuple(names)
    return found


def _group(name: str, flips: Sequence[Flip]) -> Group:
    lost = sum(flip.before.passed and not flip.after.passed for flip in flips)
    gained = sum(not flip.before.passed and flip.after.passed for flip in flips)
    before = sum(flip.before.passed for flip in flips)
    return Group(name, len(flips), before, before - lost + gained, lost, gained)
