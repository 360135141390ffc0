"""Learns what figures count from the wordings of all hands that lie open, and writes the weights to knowledge/figures.npz.

`python -m eval.learn_figures` takes some minutes; the wordings held out and those of eval/worlds/banks/unread are never looked at here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from assistant.facts import cells
from assistant.facts.figure_marks import Figure, figure_marks
from assistant.facts.figure_roles import CLASS, OTHER, Roles, hashed, role
from assistant.facts.read_by_examples import figures_of
from assistant.reading.report import read_reports
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.types import Track
from assistant.words.lexicon import Lexicon, load_lexicon
from eval.worlds.strangers import MARKED, READ, Bank, marked_texts, statements
from eval.worlds.telling import Fact
from eval.worlds.wordings import Said, Speaker, filled, hands

TITLE = "澜川市生态环境保护督察整改工作情况"
WORLDS, SEED, EACH = range(500, 506), 500, 3
"""Figures come of these worlds; each wording is filled so often."""
_CLASSES = frozenset({"来电", "来信", "重点关注件"})
_METRICS = {"未全部办结": "未办结", "完成未销号": "未销号"}
"""What facts call that a world knows by another name."""
_OF_CLASSES = ("split", "batch")
"""Kinds of statements whose other figures are of classes."""
STRENGTH, LEAST, NOTHING = 0.3, 2, 0.02
"""How freely weights are learned (C); a mark seen less often, or of less weight, is left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """One figure of a sentence: who worded it, its marks, and the roles it has."""

    hand: str
    marks: frozenset[str]
    roles: frozenset[str]


def examples(lexicon: Lexicon) -> Iterator[Example]:
    """The figures of all sentences of all open hands, and of the marked texts that lie open."""
    for hand, speaker in speakers().items():
        for kind, said, unsaid in sentences(speaker):
            figures = _figures(said.text, lexicon)
            rest = CLASS if kind.startswith(_OF_CLASSES) else OTHER
            yield from _examples(hand, said.text, figures, _told(said, unsaid, figures), rest, lexicon)
    for path in sorted((MARKED / READ.name).iterdir()):
        for text, marked in marked_texts(path):
            yield from [*_examples(path.stem, text, _figures(text, lexicon), marked, OTHER, lexicon)] * EACH


def speakers() -> Mapping[str, Speaker]:
    """The hands and the writers of banks that lie open."""
    return {name: Speaker(name) for name in hands()} | {path.name: Bank(path) for path in sorted(READ.iterdir())}


def sentences(speaker: Speaker) -> Iterator[tuple[str, Said, int]]:
    """Each wording of a hand by kind, filled with the figures of a few statements; the last so many facts are told without a number."""
    heard, random = statements(speaker, WORLDS), Random(SEED)
    for group, kinds in (speaker.own if isinstance(speaker, Bank) else speaker.table).items():
        for kind in (f"{group}.{name}" for name in kinds if f"{group}.{name}" in heard):
            for wording in speaker.wordings(kind):
                fitting = [one for one in heard[kind] if wording.fits(one.slots)]
                for statement in random.sample(fitting, min(EACH, len(fitting))):
                    yield kind, filled(wording, statement.slots), sum(len(statement.slots[name].facts) for name in wording.tells)


def _figures(text: str, lexicon: Lexicon) -> list[Figure]:
    """The figures of a text, none where the reader has repaired something in it, so that offsets no longer fit."""
    (report,) = read_reports("材料.txt", f"{TITLE}\n{text}\n".encode())
    begins = report.clean.find(text)
    found = figures_of(cells.sentences(report, lexicon), begins) if begins >= 0 else []
    return [figure for figure in found if figure.start >= 0]


def _examples(
    hand: str, text: str, figures: Sequence[Figure], told: Mapping[int, set[str]], rest: str, lexicon: Lexicon
) -> Iterator[Example]:
    """The figures of a text with what they are `told` to count by where they begin, `rest` being what the others count."""
    for at, figure in enumerate(figures):
        roles = told.get(figure.start, set()) - {OTHER}
        yield Example(hand, frozenset(figure_marks(text, figures, at, lexicon)), frozenset(roles or {rest}))


def _told(said: Said, unsaid: int, figures: Sequence[Figure]) -> Mapping[int, set[str]]:
    """What the figures of a sentence count; a slot of several facts tells one after the other, a fact without a number that of all."""
    known: defaultdict[int, set[str]] = defaultdict(set)
    last: dict[int, int] = {}
    numbered = len(said.places) - unsaid
    for at, (offset, fact) in enumerate(said.places):
        if not isinstance(fact.value, int):
            continue
        fitting = [one.start for one in figures if one.value == fact.value and one.start >= (offset if at < numbered else 0)]
        if at < numbered:
            fitting = [start for start in fitting if start > last.get(offset, -1)][:1]
            last[offset] = max(fitting, default=last.get(offset, -1))
        else:
            fitting = [start for start in fitting if any(name.endswith("/总数") for name in known[start])][:1]
        for start in fitting:
            known[start].add(_role(fact))
    return known


def _role(fact: Fact) -> str:
    track = Track.COMPLAINT if "信访件" in fact.subject else Track.PROBLEM if "反馈问题" in fact.subject else None
    if track is None or fact.metric == "批次":
        return OTHER
    if "：" in fact.metric or fact.metric in _CLASSES:
        return CLASS
    return role(track, _METRICS.get(fact.metric, fact.metric))


def learn(given: Sequence[Example]) -> Roles:
    """The weights of all marks for each role, as whole numbers of a common scale; those of the empty mark are added to every sum."""
    seen = Counter(mark for one in given for mark in one.marks)
    column = {mark: at for at, mark in enumerate(sorted(mark for mark, number in seen.items() if number >= LEAST))}
    rows = [(row, column[mark]) for row, one in enumerate(given) for mark in one.marks if mark in column]
    at = tuple(np.array(rows, dtype=np.int32).T)
    table = csr_matrix((np.ones(len(rows), dtype=np.float32), at), shape=(len(given), len(column)))
    names = sorted({name for one in given for name in one.roles})
    fitted = [LogisticRegression(C=STRENGTH, solver="liblinear").fit(table, [name in one.roles for one in given]) for name in names]
    weights = np.vstack([np.vstack([one.coef_[0] for one in fitted]).T, [[one.intercept_[0] for one in fitted]]])
    scale = float(np.abs(weights).max()) / np.iinfo(np.int8).max
    kept = np.abs(weights).max(axis=1) >= NOTHING
    marks = np.array([hashed(mark) for mark in (*column, "")], dtype=np.uint32)
    return Roles(tuple(names), marks[kept], np.round(weights[kept] / scale).astype(np.int8), scale)


def main() -> None:
    """Write the weights that all open hands teach."""
    learn([*examples(load_lexicon())]).write(SHIPPED_KNOWLEDGE / "figures.npz")


if __name__ == "__main__":
    main()
