"""What a model's text may rest on, read once: numbers, dates, statuses and who owns them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from assistant.checking.claims import Claims, DateClaim, NumberClaim, read_claims, without_claims
from assistant.checking.guardwords import GuardWords
from assistant.checking.proper import read_proper_names
from assistant.checking.retelling import Told, pairs, told_sentences
from assistant.checking.standing import Binding, Mention, clauses, read_bindings, read_mentions
from assistant.checking.whose import belonging, beside_places, in_roles, owned
from assistant.types import Citation, Figure
from assistant.words.numerals import show_number

ALONE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?![\u4e00-\u9fff])|[^\u4e00-\u9fffA-Za-z]")
"""A Han character between other signs, and every sign that is neither Han nor Latin."""
_MARKS = str.maketrans("−—–－：∶０１２３４５６７８９％", "----::0123456789%")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Computed text and quotes, figures with formulas, numbered citations, known names; the question only to correct it."""

    texts: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    question: str = ""
    names: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    retold: bool = True
    """Whether what the quotes say may be said; else they only support what the texts say."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """A clause of the evidence with the status words and numbers said of it: to find what a clause of the model's text retells."""

    pairs: frozenset[str]
    mentions: tuple[Mention, ...]
    label: frozenset[str]
    """The pairs left when numbers, places and empty phrases are taken away: what a number without a status counts."""
    values: tuple[Fraction, ...]
    marks: frozenset[object] = frozenset()
    """Its dates, and its signs that are no Han characters (Ⅱ类): what tells it from others of the same words."""


@dataclass(frozen=True)
class Ground:
    """The evidence as read."""

    words: GuardWords
    evidence: Evidence
    asked: Claims
    squeezed: str
    """All letters and digits of the evidence, for literal comparison."""
    exact: str
    """The evidence and its formulas with their marks, for formulas and identifiers."""
    numbers: list[NumberClaim] = field(default_factory=list)
    """As printed in the texts, with their 余/约/均."""
    computed: list[NumberClaim] = field(default_factory=list)
    """Values of figures and terms of their formulas."""
    dates: list[DateClaim] = field(default_factory=list)
    periods: list[tuple[DateClaim, DateClaim]] = field(default_factory=list)
    """From when to when."""
    mentions: list[Mention] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    clauses: list[Retelling] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    """Its sentences whole."""
    known: frozenset[str] = frozenset()
    """All neighbouring Han characters of texts and names, and those that stand alone between other signs."""
    latin: frozenset[str] = frozenset()
    """All Latin words, in capitals."""
    owners: dict[tuple[object, ...], set[str]] = field(default_factory=dict)
    """The places a number is said of, and by each group of `whose` its level, round and list."""
    roles: dict[str, set[str]] = field(default_factory=dict)
    """The beginning of a name -> the roles it is given."""
    followed: dict[str, set[str]] = field(default_factory=dict)
    """What stands right behind a place -> the places it stands behind."""


def squeezed(text: str) -> str:
    """Letters, digits and masks only: literal spans are compared without marks, blanks and case."""
    return re.sub(r"[^\w*.]|(?<!\d)\.|\.(?!\d)", "", text).upper()


def exact(text: str) -> str:
    """A text with one kind of dash and colon and no blanks: formulas and identifiers are compared with their marks."""
    return re.sub(r"\s", "", re.sub(r"(?<=\d)\s+(?=\d)", "|", text.translate(_MARKS))).upper()


@lru_cache(maxsize=32)
def read_evidence(evidence: Evidence, words: GuardWords) -> Ground:
    """The evidence read once for all sentences of an answer."""
    texts = [*evidence.texts, *(citation.quote for citation in evidence.citations if evidence.retold)]
    asked = read_claims(evidence.question, words)
    whole = "|".join([*texts, *evidence.names, *(figure.formula or "" for figure in evidence.figures)])
    labels = (figure.label for figure in evidence.figures)
    said = "|".join([whole, *labels, *(citation.title for citation in evidence.citations)])
    known = pairs(said) | frozenset(ALONE.findall(said))
    latin = frozenset(word.upper() for word in re.findall(r"[A-Za-z]+", said))
    ground = Ground(words, evidence, asked, squeezed(whole), exact(whole), known=known, latin=latin)
    for text in texts:
        _add_text(ground, text)
    for figure in evidence.figures:
        numbers, bindings = read_figure(figure, words)
        ground.computed.extend(numbers)
        ground.bindings.extend(bindings)
    return ground


def _add_text(ground: Ground, text: str) -> None:
    claims, mentions = read_claims(text, ground.words), read_mentions(text, ground.words)
    ground.numbers.extend(claims.numbers)
    ground.dates.extend(claims.dates)
    ground.periods.extend(claims.periods(text))
    ground.mentions.extend(mentions)
    ground.bindings.extend(read_bindings(text, claims, mentions, ground.words))
    ground.told.extend(told_sentences(text, claims, mentions, ground.words))
    neutral = ground.words.data["status"]["neutral"]
    stated = [mention for mention in mentions if mention.family not in neutral]
    ground.clauses.extend(_retellings(text, claims, stated, ground.words))
    for number, place in owned(text, claims, ground.words):
        ground.owners.setdefault((number.value, number.unit), set()).add(place)
    for number, group, word in belonging(text, claims, ground.words):
        ground.owners.setdefault((number.value, number.unit, group), set()).add(word)
    for _, role, who in in_roles(text, ground.words):
        ground.roles.setdefault(who, set()).add(role)
    for name, behind in beside_places(text, ground.words):
        ground.followed.setdefault(behind, set()).add(name.text)


def read_figure(figure: Figure, words: GuardWords) -> tuple[list[NumberClaim], list[Binding]]:
    """What a computed figure states: its value, the numbers of its formula, and the status its label names."""
    formula = read_claims(figure.formula, words).numbers if figure.formula else ()
    if figure.value is None:
        return list(formula), []
    value = read_claims(f"{show_number(figure.value)}{figure.unit}", words).numbers[:1]
    bindings = [Binding(mention, number=number) for mention in read_mentions(figure.label, words) for number in value]
    return [*value, *formula], bindings


def _retellings(text: str, claims: Claims, mentions: list[Mention], words: GuardWords) -> Iterator[Retelling]:
    """Each clause with its status words; the members of an enumeration (A、B、C正在整改) share those of its end."""
    rest = without_claims(text, claims)
    following: tuple[Mention, ...] = ()
    for first, last in reversed(clauses(text)):
        own = tuple(mention for mention in mentions if first <= mention.start < last)
        following = own or (following if text[last : last + 1] == "、" else ())
        values = tuple(number.value for number in claims.numbers if first <= number.start < last)
        label = read_label(rest[first:last], words) if not own else frozenset[str]()
        yield Retelling(pairs(rest[first:last]), following, label, values, marks_of(rest, claims, first, last))


def marks_of(rest: str, claims: Claims, first: int, last: int) -> frozenset[object]:
    """What tells a clause from others of the same words: its dates, and its letters that are not Han."""
    dates = ((one.year, one.month, one.day) for one in claims.dates if first <= one.start < last)
    return frozenset([*dates, *re.findall(r"[^\W\d\u4e00-\u9fff]+", rest[first:last])])


def read_label(text: str, words: GuardWords) -> frozenset[str]:
    """What a clause without its numbers counts: 水污染, 优良天数比例; the place it belongs to is checked apart."""
    for name in reversed(read_proper_names(text, words)):
        if name.kind == "place":
            text = text[: name.start] + " " + text[name.end :]
    return pairs(words.filler.sub(" ", text))
