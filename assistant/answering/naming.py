"""Whether a text speaks of what a question names: a figure of a sibling (现场督导 for 批示, 省级 for 中央) answers nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.parts import class_label, means
from assistant.answering.told_so import reworded
from assistant.facts.context import apart, inspection_of, only_inspection
from assistant.types import Fact, Inspection
from assistant.words.lexicon import Lexicon

_COUNTED = {"件", "起"}
_ONE_CHARACTER = re.compile(r"(?:(?<![一-龥])|(?<=[中里的和及涉]))([水气声])(?:污染|环境|类)")
"""Classes of one character, which stand for themselves only so (水污染信访件)."""
_SHARED_OUT = re.compile(r"分别|各")
_DEPARTMENT = re.compile(r"(?<![一-龥])[市县区省州]?([一-龥]{2,10}(?:局|委员会|厅))")


@lru_cache(maxsize=4)
def _classes(lexicon: Lexicon) -> tuple[str, ...]:
    """The class names of knowledge/lexicon/dimensions.toml that stand for one thing only, as synonyms align them."""
    values = (value for one in lexicon.data["dimensions"]["dimension"].values() for value in one["values"])
    return tuple(dict.fromkeys(label for value in values if len(label := class_label(lexicon.canonical(value))) > 1))


@lru_cache(maxsize=64)
def classes_named(asked: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The class names that a question names, as synonyms align them: the same for every figure it is held against."""
    question = lexicon.canonical(asked)
    return tuple(label for label in _classes(lexicon) if means(label, question))


@lru_cache(maxsize=4)
def _subjects(lexicon: Lexicon, name: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """How questions name a subject and how texts do, from one table of questions.toml."""
    table = lexicon.data["questions"]["subjects"][name]
    return tuple((re.compile(asked), re.compile(written)) for asked, written in table)


@lru_cache(maxsize=64)
def _written(asked: str, lexicon: Lexicon, name: str) -> tuple[re.Pattern[str], ...]:
    """How texts name the subjects that a question names, from one table."""
    return tuple(pattern for wanted, pattern in _subjects(lexicon, name) if wanted.search(asked))


@lru_cache(maxsize=4)
def _kinds(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(asked), kind) for asked, kind in lexicon.data["questions"]["kinds"]["asked"])


def class_labels(facts: Sequence[Fact]) -> frozenset[str]:
    """The classes into which the lists of some reports are divided."""
    return frozenset(fact.label for fact in facts if fact.metric == "分类")


def kind_asked(text: str, lexicon: Lexicon) -> str:
    """The unit class of what a question asks for by its noun alone (罚款金额是多少: 钱), empty where no noun says it."""
    return next((kind for pattern, kind in _kinds(lexicon) if pattern.search(text)), "")


def departments_named(asked: str) -> tuple[str, ...]:
    """The departments a question names, without the level of their place (市水利局: 水利局)."""
    return tuple(match[1] for match in _DEPARTMENT.finditer(asked))


def one_character_class(asked: str) -> tuple[str, ...]:
    """The class of one character a question names (水污染信访件), if any."""
    return tuple(match[1] for match in _ONE_CHARACTER.finditer(asked))


class Subject:
    """What a question names that a figure or text is held to; false where it names nothing, as most do."""

    def __init__(self, asked: str, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._required = _written(asked, lexicon, "required")
        self._pairs = _written(asked, lexicon, "pairs")
        self._close = _written(asked, lexicon, "close")
        self._labels = classes_named(asked, lexicon)
        self._single = _ONE_CHARACTER.search(asked)
        named = _DEPARTMENT.search(asked)
        self._named = any((self._required, self._pairs, self._close, self._labels, self._single, named))
        # The department whose complaints are asked for is written in full or shortened (住建局).
        complaints = named if re.search(r"信访|举报|投诉", asked) else None
        self._department = re.compile(".{0,4}".join(map(re.escape, complaints[1]))) if complaints else None

    def __bool__(self) -> bool:
        return self._named

    def has_required(self, text: str) -> bool:
        """Whether a text has all that the question cannot do without (12369, 环境信访 and the like)."""
        return all(pattern.search(text) for pattern in self._required)

    def named_in(self, text: str) -> bool:
        """Whether a text names one of the subjects or classes, and all that is required; true where the question names none."""
        if not self.has_required(text) or (self._pairs and not any(pattern.search(text) for pattern in self._pairs)):
            return False
        if self._department is not None and self._department.search(text) is None:
            return False
        held = self._lexicon.canonical(text) if self._labels else ""
        return not self._labels or any(label in held for label in self._labels)

    def counted_by(self, fact: Fact) -> bool:
        """Whether a figure's clause names what tells it from its neighbours (劣Ⅴ类 beside Ⅰ至Ⅲ类), and a count is of the class named."""
        if self._close and not self._stated_close(fact):
            return False
        if fact.unit_class not in _COUNTED:
            return True
        if self._single is not None and self._single[1] not in f"{fact.label}{fact.context}":
            return False
        if not self._labels:
            return True
        before = re.split(r"[，。；：、\d]", fact.passage.text[: fact.start - fact.passage.start])[-1]
        own = self._lexicon.canonical(fact.label + ("" if _SHARED_OUT.search(before) else before))
        return any(label in own for label in self._labels)

    def _stated_close(self, fact: Fact) -> bool:
        """Whether the statement a figure stands in has all its words; most sentences have none of them, which is cheaper to see."""
        if not all(pattern.search(fact.passage.text) or pattern.search(fact.context) for pattern in self._close):
            return False
        statement = _statement(fact)
        return all(pattern.search(statement) for pattern in self._close)


@lru_cache(maxsize=64)
def subject_of(asked: str, lexicon: Lexicon) -> Subject:
    """What a question names, the same for every figure it is held against."""
    return Subject(asked, lexicon)


def _statement(fact: Fact) -> str:
    """What stands between the last full stop or semicolon and a figure, and its clause; of one told in turn its own clause."""
    if reworded(fact):
        return fact.context
    return re.split(r"[。；;]", fact.passage.text[: fact.start - fact.passage.start])[-1] + fact.context


def asks_of_complaints(asked: str, lexicon: Lexicon) -> bool:
    """Whether a question speaks of complaints."""
    return any(wanted.search(asked) for wanted, _ in _subjects(lexicon, "complaints")[:1])


def about_complaints(asked: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a text speaks of complaints where the question does; true where it does not."""
    (wanted, written), *_ = _subjects(lexicon, "complaints")
    return wanted.search(asked) is None or written.search(text) is not None


def of_other_inspection(asked: Inspection | None, fact: Fact) -> bool:
    """Whether a figure belongs to another inspection than the one asked about, by its list or by its own sentence."""
    several = not fact.of and fact.inspection.display and only_inspection(fact.passage.text) is None
    held = fact.inspection if fact.of or several else inspection_of(fact.passage.text)
    if asked is None or held is None:
        return False
    # A list of the inspection itself is none of its 回头看, and what 回头看 found is none of a round.
    itself = asked.revisit and fact.of and held.level and not held.revisit
    return apart(asked, held) or bool(itself or (asked.round and not asked.revisit and held.revisit and not held.round))
