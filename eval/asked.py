"""How many questions of strangers are read: ways to ask about a list come to their plain form, ways to ask about a part of it to no figure.

The questions are those of eval/worlds/asked. `read` lies open to those who write rules, and examples are learned from it
(eval/learn_asked.py); `unread` nobody has read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.answering.gist import gist
from assistant.answering.gist_marks import STATUSES
from assistant.answering.question import QuestionReader
from assistant.service import Assistant
from assistant.words.lexicon import Lexicon, load_lexicon
from eval.ground import go_offline
from eval.learn_asked import LABELS, NARROWED, PLACES, READ, UNREAD, WAYS, questions
from eval.product import fresh_assistant
from eval.proof import Proof
from eval.worlds.schema import World
from eval.worlds.writing import make, write

MOST_BEHIND, MOST_WRONG, MOST_TAKEN = 3.0, 0.5, 0.5
"""So many points may unread questions lie behind those read; so many percent may be read as another question, or given the figure of the
whole list for a part of it."""
SEED, HAND = 8941, "station"
"""The made-up library that narrowed questions are asked of, and whose wordings tell it."""
_OWN = "questions"
"""The file of each hand of our own."""
_SAID_ALSO = {"未办结": {"没有全部办结"}, "在办": {"正在办理"}}
"""Statuses that the plain form words in another way as well."""
_DATED = r"(?:截至[^，]+，)?"


def prove() -> Proof:
    """Both folders, and what narrowed questions are answered."""
    go_offline()
    lexicon = load_lexicon()
    read = {folder.name: _rates(measure(folder, lexicon)) for folder in (READ, UNREAD)}
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = make(SEED, 4, 50, HAND)
        write(made, Path(folder))
        with fresh_assistant([Path(folder) / "documents"]) as assistant:
            narrowed = {one.name: answered(one, assistant, made.book.world) for one in (READ, UNREAD)}
    right = {name: rates["right"] for name, rates in read.items()}
    wrong = max(rates["wrong"] for rates in read.values())
    taken = max(100 * one["figure"] / sum(one.values()) for one in narrowed.values())
    holds = right[READ.name] - right[UNREAD.name] <= MOST_BEHIND and wrong <= MOST_WRONG and taken <= MOST_TAKEN
    return Proof(holds, {"percent of questions about a whole list": read, "questions about a part": narrowed})


def measure(folder: Path, lexicon: Lexicon) -> Counter[str]:
    """How the questions about whole lists in a folder are read: right, wrong (as another question), left as they stand."""
    found: Counter[str] = Counter()
    for kind, text in _whole(folder):
        text = QuestionReader(lexicon).spelled(text)
        places, labels = ([name for name in names if name in text] for names in (PLACES, LABELS))
        plain = gist(text, places, labels, lexicon)
        found["left" if plain is None else "right" if _expected(kind, lexicon).fullmatch(plain) else "wrong"] += 1
    return found


def answered(folder: Path, assistant: Assistant, world: World) -> dict[str, int]:
    """What the narrowed questions of a folder get: a figure, a quoted passage, a refusal."""
    place = next(one.name for one in world.places if "*" not in one.name)
    found = {"figure": 0, "passage": 0, "refused": 0}
    for file, _, text in questions(folder):
        if file.startswith(NARROWED):
            given = assistant.ask(text.replace(PLACES[0], place))
            found["refused" if given.kind == "refused" else "figure" if given.figures else "passage"] += 1
    return found


def _whole(folder: Path) -> Iterator[tuple[str, str]]:
    return ((kind, text) for file, kind, text in questions(folder) if kind in WAYS and file != _OWN and not file.startswith(NARROWED))


def _expected(kind: str, lexicon: Lexicon) -> re.Pattern[str]:
    """The plain form a kind of question comes to, whatever its slots hold but for the status."""
    form, status = WAYS[kind]
    said = {status, STATUSES.get(status, status)} | _SAID_ALSO.get(status, set())
    pattern = re.escape(lexicon.data["gist"]["forms"][form]).replace(r"\{", "{").replace(r"\}", "}")
    pattern = pattern.replace("{status}", f"(?:{'|'.join(sorted(said))})" if status else "[^，]*")
    return re.compile(_DATED + re.sub(r"\{\w+\}", ".*", pattern))


def _rates(found: Counter[str]) -> dict[str, Any]:
    whole = sum(found.values())
    return {"questions": whole} | {name: round(100 * found[name] / whole, 1) for name in ("right", "wrong", "left")}
