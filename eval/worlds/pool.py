"""All questions of a world, and a fair choice of so many of them."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from eval.cases import Case
from eval.worlds.asking import across, complaints, problems, refusals, talks, things
from eval.worlds.asking.asker import Asked, Asker
from eval.worlds.book import Book
from eval.worlds.wordings import Speaker

WEIGHTS = {
    "count": 24,
    "as_of": 9,
    "unanswerable": 9,
    "difference": 8,
    "ratio": 7,
    "compare": 6,
    "false_premise": 6,
    "conversation": 6,
    "who": 5,
    "when": 5,
    "yesno": 5,
    "english": 4,
    "sum": 4,
    "status": 4,
    "list": 4,
    "masked": 4,
    "contradiction": 4,
    "how": 3,
    "definition": 3,
    "merged": 2,
    "trend": 2,
    "ambiguous": 2,
    "duration": 1,
    "where": 1,
}
"""How many of a hundred or so questions are of a type, as long as there are some."""


def all_questions(book: Book, table: str) -> list[Asked]:
    """Every question that the families know to ask, in their order, none twice outside conversations."""
    random = Random(f"questions:{book.world.seed}:{table}")
    asker = Asker(book, Speaker(table), random)
    families = (problems, complaints, things, across, refusals, talks)
    asked = [asker.mistyped(one) for family in families for one in family.questions(asker)]
    seen: set[str] = set()
    kept = []
    for one in asked:
        if one.conversation or one.question not in seen:
            kept.append(one)
            seen.add(one.question)
    return kept


def choose(asked: list[Asked], count: int, random: Random) -> list[Asked]:
    """So many questions, types by weight; conversations are taken whole and may go over the count."""
    groups: dict[str, list[list[Asked]]] = defaultdict(list)
    talks_: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.conversation:
            talks_[one.conversation].append(one)
        else:
            groups[one.type].append([one])
    groups["conversation"] = list(talks_.values())
    for group in groups.values():
        random.shuffle(group)
    chosen: list[Asked] = []
    while len(chosen) < count and any(groups.values()):
        open_types = [name for name in WEIGHTS if groups.get(name)]
        name = random.choices(open_types, [WEIGHTS[one] for one in open_types])[0]
        chosen += groups[name].pop()
    return chosen


def cases(asked: list[Asked], prefix: str) -> list[Case]:
    """The questions as cases of the evaluation."""
    return [
        Case.model_validate(
            {
                "id": f"{prefix}-{number:04d}",
                "question": one.question,
                "type": one.type,
                "tags": list(one.tags),
                "conversation": one.conversation or None,
                "gold": one.gold,
            }
        )
        for number, one in enumerate(asked, 1)
    ]
