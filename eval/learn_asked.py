"""Makes knowledge/asked.json, the examples from which ways of asking are learned, out of the questions in eval/worlds/asked/read.

`python -m eval.learn_asked` writes the file anew; the questions of eval/worlds/asked/unread are never looked at here.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.answering.question import QuestionReader
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.words.asked import IDLE, NARROWING, outline, stretches, way
from assistant.words.lexicon import Lexicon, load_lexicon
from assistant.words.marks import cut
from assistant.words.resemblance import Resemblance

ASKED = Path(__file__).parent / "worlds" / "asked"
WORDINGS, HELD_OUT = Path(__file__).parent / "worlds" / "wordings", "heldout"
READ, UNREAD = ASKED / "read", ASKED / "unread"
NARROWED = "narrowed"
"""The files of questions that ask for a part of a list which no report tells of begin with this."""
WAYS = {
    "total": ("total", ""),
    "done": ("count", "完成"),
    "closed": ("count", "销号"),
    "on_track": ("count", "序时"),
    "behind": ("count", "滞后"),
    "not_started": ("count", "未启动"),
    "unfinished": ("count", "未完成"),
    "unclosed": ("count", "未销号"),
    "done_unclosed": ("done_unclosed", ""),
    "done_rate": ("rate", "完成"),
    "closed_rate": ("rate", "销号"),
    "status": ("state_problems", ""),
    "behind_names": ("list", "滞后"),
    "c_total": ("total", ""),
    "c_batches": ("batches", ""),
    "c_closed": ("count", "办结"),
    "c_staged": ("count", "阶段性办结"),
    "c_open": ("count", "在办"),
    "c_unsettled": ("count", "未办结"),
    "c_rate": ("rate", "办结"),
    "c_status": ("state_complaints", ""),
    "part": ("part", ""),
    "top": ("most", ""),
    "share": ("share", ""),
    "two_parts": ("parts", ""),
    "compare_rates": ("higher", "完成"),
    "compare_years": ("years", ""),
    "sum_unfinished": ("places", "未完成"),
    "progress": ("progress", "完成"),
    "trend": ("trend", "完成"),
    "all_done": ("all", "完成"),
    "c_all_closed": ("all", "办结"),
    "right_done": ("claim", "完成"),
    "wrong_done": ("claim", "完成"),
    "wrong_total": ("claim_total", ""),
    "conflict": ("count", "完成"),
}
"""Kind of question -> the plain form it comes to, and the status it asks for."""
OTHER = "other"
"""The way of all questions that are about no list as such."""
PLACES, LABELS = ("榛埠市", "岫林县"), ("水污染", "噪声")
SLOTS = {
    "place": PLACES[0],
    "other": PLACES[1],
    "insp": "第二轮中央生态环境保护督察",
    "date": "2023年6月30日",
    "day": "2023年6月30日",
    "later": "2023年12月31日",
    "label": LABELS[0],
    "by": "污染类型",
    "number": "12",
    "year": "2023",
    "before": "2022",
    "given": "23",
    "thing": "危险废物处置量",
    "u": "个",
    "what": "完成整改",
}
"""What stands in the slots of an example; all of it shows as signs in its outline."""
_TWO_CLASSES = "two_parts"
_FOLDS, _HALF = 5, 0.5
"""Narrowed questions are judged in so many parts, each by the rest; so likely is what surely narrows."""
_OF_A_NAME = frozenset({"compare_years"})
"""Kinds that are about a thing by its name, which stands where idle words do."""


def questions(folder: Path) -> Iterator[tuple[str, str, str]]:
    """File, kind and text of each question of a folder, its slots filled."""
    for path in _files(folder):
        for kind, wordings in tomllib.loads(path.read_text("utf-8"))["ask"].items():
            slots = SLOTS | ({"other": LABELS[1]} if kind == _TWO_CLASSES else {})
            for wording in wordings:
                yield path.stem, kind, _filled(wording, slots)


def _files(folder: Path) -> list[Path]:
    """The files of a folder of questions; those that lie open go with the questions of all hands but the ones held out."""
    hands = WORDINGS.glob("*/questions.toml") if folder == READ else ()
    return sorted([*folder.glob("*.toml"), *(path for path in hands if path.parent.name != HELD_OUT)])


def _filled(wording: str, slots: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: slots.get(slot[1], "甲"), wording)


def in_pieces(text: str, lexicon: Lexicon) -> Sequence[tuple[str, str]]:
    """An example in pieces, with its places and classes known."""
    text = QuestionReader(lexicon).spelled(text)
    return cut(text, lexicon, tuple(name for name in PLACES if name in text), tuple(label for label in LABELS if label in text))


def examples(folder: Path, lexicon: Lexicon) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The examples of a folder: outlines by way, and stretches of words by whether they narrow what is asked for."""
    ways: defaultdict[str, dict[str, None]] = defaultdict(dict)
    idle = dict[str, None]()
    narrowed: list[list[str]] = []
    for file, kind, text in questions(folder):
        pieces = in_pieces(text, lexicon)
        narrows = file.startswith(NARROWED)
        listed = kind in WAYS and not narrows
        ways[way(*WAYS[kind]) if listed else OTHER][outline(pieces)] = None
        said = [words for _, words in stretches(pieces)]
        if narrows:
            narrowed.append(said)
        elif listed and kind not in _OF_A_NAME:
            idle |= dict.fromkeys(said)
    return {"ways": _listed(ways), "stretches": _listed({IDLE: idle, NARROWING: _narrowing(narrowed, idle)})}


def _narrowing(narrowed: Sequence[Sequence[str]], idle: Mapping[str, None]) -> dict[str, None]:
    """What narrows in questions that are narrowed, for they say idle things as well: as the other questions judge it, at least one each."""
    fresh = [[words for words in said if words not in idle] for said in narrowed]
    found: dict[str, None] = {}
    for fold in range(_FOLDS):
        others = [words for at, said in enumerate(fresh) if at % _FOLDS != fold for words in said]
        judge = Resemblance({IDLE: [*idle], NARROWING: [*dict.fromkeys(others)]})
        for said in fresh[fold::_FOLDS]:
            likely = {words: judge.likelihoods(words)[NARROWING] for words in said}
            found |= dict.fromkeys(words for words, one in likely.items() if one >= min(_HALF, max(likely.values())))
    return found


def _listed(kinds: Mapping[str, Mapping[str, None]]) -> dict[str, list[str]]:
    return {kind: sorted(found) for kind, found in sorted(kinds.items())}


def main() -> None:
    """Write the examples of the questions that lie open."""
    text = json.dumps(examples(READ, load_lexicon()), ensure_ascii=False, indent=0)
    (SHIPPED_KNOWLEDGE / "asked.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
