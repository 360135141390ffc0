"""What is wrong with a text whatever its sources say: gaps, leftovers of a model document, doubled sentences, marks, spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checking.days import impossible, miscounted
from assistant.checking.gaps import OPEN, without_gaps
from assistant.checking.proofrules import ProofRules
from assistant.types import LOOK, MUST

_SENTENCE = re.compile(r"[^。；\n]+")
_TWICE = re.compile(r"([\u4e00-\u9fff]{3,12})、\1(?=[、，。；等和])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_REPEATED = 12
"""A sentence of fewer words may well stand twice, and so may the cells of tables."""
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("〔", "〕"))


_HEAD = 100
"""So many characters of a text hold its title."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something at [start, end) of a text that should be otherwise."""

    kind: str
    start: int
    end: int
    says: str
    advice: str
    strength: str
    basis: str = ""


def surface(text: str, rules: ProofRules) -> Iterator[Hit]:
    """Every flaw that the text shows by itself; gaps are named as such and left out of the rest."""
    for gap in OPEN.finditer(text):
        yield Hit("待补", gap.start(), gap.end(), "", "补上或核定后删去标记", MUST)
    whole = without_gaps(text)
    yield from leftovers(whole, rules)
    yield from doubled(whole)
    yield from unpaired(whole)
    yield from spelled(whole, rules, whole[:_HEAD])
    for day in impossible(whole):
        yield Hit("日期", day.start(), day.end(), "", "没有这一天，或起止日期相同、颠倒，请核对日期", MUST)
    for count in miscounted(whole):
        yield Hit("天数", count.start, count.end, count.says, f"{count.says}，请核对起止日期和天数", MUST)


def leftovers(text: str, rules: ProofRules) -> Iterator[Hit]:
    """Masks, and marks of a model document or of a share site."""
    for kind, pattern in (("遮盖", rules.masks), ("残留", rules.leftovers)):
        for match in pattern.finditer(text):
            advice = "成文前须查明并写出全称或数据" if kind == "遮盖" else "疑为范文或网页残留，请删去或改写"
            yield Hit(kind, match.start(), match.end(), "", advice, MUST)


def doubled(text: str) -> Iterator[Hit]:
    """Sentences that stand a second time; rows of a table may."""
    seen: dict[str, int] = {}
    for match in _SENTENCE.finditer(text):
        said = match[0].strip()
        ended = text[match.end() : match.end() + 1] in ("。", "；")
        if ended and len(_HAN.findall(said)) >= _REPEATED and not said.startswith("|"):
            if said in seen:
                yield Hit("重复", match.start(), match.end(), "", "此句前文已有，请删去一处", MUST)
            seen[said] = match.start()
    yield from _listed_twice(text)


def _listed_twice(text: str) -> Iterator[Hit]:
    for match in _TWICE.finditer(text):
        yield Hit("重复", match.start(), match.end(), "", f"“{match[1]}”并列写了两次，请核对是否写错", MUST)


def unpaired(text: str) -> Iterator[Hit]:
    """Lines whose quotation marks, title marks or brackets do not match."""
    position = 0
    for line in text.split("\n"):
        for opening, closing in _PAIRS:
            if line.count(opening) != line.count(closing):
                odd = line.rfind(opening if line.count(opening) > line.count(closing) else closing)
                yield Hit("标点", position + odd, position + odd + 1, "", f"{opening}{closing}不成对，请补齐", MUST, "GB/T 15834—2011")
        position += len(line) + 1


def spelled(text: str, rules: ProofRules, title: str) -> Iterator[Hit]:
    """Hits of the rows of the proof-reading table that hold under a title; a quotation is left as it is, so all are suggestions."""
    for rule in rules.spellings:
        if rule.title is not None and not rule.title.search(title):
            continue
        for match in rule.pattern.finditer(text):
            yield Hit("校对", match.start(), match.end(), rule.suggestion, rule.suggestion, MUST if rule.must else LOOK, rule.basis)
