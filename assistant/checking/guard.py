"""Is what a model wrote true: every claim of its text must stand in the evidence, in the same unit, time, place and status (domain.md 7).

The guard only ever compares; it never repairs. A finding says in Chinese what does not stand where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Literal

from assistant.checking.claims import DateClaim, LiteralClaim, NumberClaim, read_claims
from assistant.checking.evidence import Evidence, Ground, exact, marks_of, read_evidence, read_figure, read_label, squeezed
from assistant.checking.guardwords import load_guard_words
from assistant.checking.ownwords import own_words
from assistant.checking.proper import read_proper_names
from assistant.checking.retelling import differences, mixed, of_other_days, pairs, told_sentences
from assistant.checking.standing import Binding, Mention, clauses, read_bindings, read_mentions, sentences
from assistant.checking.whose import belonging, beside_places, in_roles, owned
from assistant.checking.written import Written

__all__ = ["Evidence", "Finding", "FindingKind", "findings"]

NumberKind = Literal["number", "unit", "hedge", "each"]
LiteralName = Literal["title", "quote", "number"]
FindingKind = (
    NumberKind | LiteralName | Literal["date", "status", "negation", "place", "name", "citation", "link", "language", "unsupported", "word"]
)
_LITERALS: dict[str, tuple[LiteralName, str]] = {
    "title": ("title", "文件名称"),
    "quote": ("quote", "引文"),
    "identifier": ("number", "编号"),
    "formula": ("number", "算式"),
}
_LIST = re.compile(r"[\u4e00-\u9fff]{2,}(?:、[\u4e00-\u9fff]{2,})+")
_CLOSELY = 0.6
"""The share of a clause's character pairs that makes it a retelling of an evidence clause."""
_CITED, _AS_WELL = 0.2, 0.6
"""The share of a sentence's pairs that its quote holds at least, and of what the best quote holds of it."""
_NEARLY = 0.8
"""The share of common pairs that makes two labels the same."""
_ENOUGH = 3
"""Fewer pairs than this say too little to be compared."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim at [start, end) of the model's text that the evidence does not carry."""

    kind: FindingKind
    text: str
    start: int
    end: int
    why: str


def findings(text: str, evidence: Evidence, home: Path | None = None) -> list[Finding]:
    """Everything in `text` that the evidence does not carry, in text order; empty when it may be shown."""
    words = load_guard_words(home)
    ground = read_evidence(evidence, words)
    claims, mentions = read_claims(text, words), read_mentions(text, words)
    written = Written(text, claims, mentions, read_bindings(text, claims, mentions, words))
    found = {finding for check in _CHECKS for finding in check(written, ground)}
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind))


def _links(written: Written, ground: Ground) -> Iterator[Finding]:
    for pattern in ground.words.data["text"]["links"]:
        for match in re.finditer(pattern, written.text):
            yield Finding("link", match[0], match.start(), match.end(), f"“{match[0]}”是链接、标记或指令，不得出现在答复里")
    for match in re.finditer(r"[A-Za-z][A-Za-z ,.'’-]{14,}", written.text):
        if squeezed(match[0]) not in ground.squeezed:
            yield Finding("language", match[0], match.start(), match.end(), "答复应使用中文")


def _same(one: NumberClaim, other: NumberClaim) -> bool:
    return one.value == other.value and one.ordinal == other.ordinal


def _numbers(written: Written, ground: Ground) -> Iterator[Finding]:
    for claim in written.claims.numbers:
        fault = _number_fault(claim, written, ground)
        if fault is not None:
            yield Finding(fault[0], claim.text, claim.start, claim.end, fault[1])


def _number_fault(claim: NumberClaim, written: Written, ground: Ground) -> tuple[NumberKind, str] | None:
    printed = [number for number in ground.numbers if _same(number, claim)]
    computed = [number for number in ground.computed if _same(number, claim)]
    if not printed and not computed:
        corrected = any(_same(number, claim) for number in ground.asked.numbers) and _corrects(claim.start, written, ground)
        return None if corrected else ("number", f"“{claim.text}”不在依据和算式里")
    units = {number.unit for number in printed + computed if number.unit}
    if claim.unit and units and claim.unit not in units:
        return "unit", f"“{claim.text}”的单位与依据不符（依据用“{'、'.join(sorted(units))}”）"
    alike = [number for number in printed if number.unit == claim.unit or not claim.unit]
    if claim.hedge not in ({number.hedge for number in alike} or {""}):
        return "hedge", f"“{claim.text}”的约数说法与依据不符（余、约、近、以上不能增减）"
    if not claim.ordinal and _said_of_another(claim, written, ground):
        return "number", f"依据里说的不是“{claim.text}”"
    if alike and all(number.each for number in alike) and not _says_each(claim, written, ground):
        return "each", f"依据说的是每个都是“{claim.text}”，不是合计"
    return None


def _said_of_another(claim: NumberClaim, written: Written, ground: Ground) -> bool:
    """Whether the evidence says the same words of other numbers only (噪声9件 became 噪声3件)."""
    start, end = next((span for span in clauses(written.text) if span[0] <= claim.start < span[1]), (0, 0))
    neutral = ground.words.data["status"]["neutral"]
    if any(start <= mention.start < end and mention.family not in neutral for mention in written.mentions):
        return False
    label = read_label(written.rest[start:end], ground.words)
    same = any(clause.values and _alike(label, clause.label) for clause in ground.clauses)
    return same and not any(claim.value in clause.values for clause in ground.clauses if _holds(clause.label, label))


def _copies(written: Written, ground: Ground) -> Iterator[Finding]:
    """A clause that repeats one of the evidence keeps its numbers in their order (9项已销号8项 became 8项已销号8项)."""
    for start, end in clauses(written.text):
        numbers = [number for number in written.claims.numbers if start <= number.start < end]
        told = pairs(written.rest[start:end])
        same = numbers and any(clause.values and _alike(told, clause.pairs) for clause in ground.clauses)
        marks = marks_of(written.rest, written.claims, start, end)
        alike = [clause for clause in ground.clauses if _holds(clause.pairs, told)]
        holding = [clause.values for clause in alike if clause.marks == marks] or [clause.values for clause in alike]
        if same and not any(_in_order([number.value for number in numbers], values) for values in holding):
            text = written.text[start:end]
            yield Finding("number", text, start, end, f"“{text}”里的数字与依据的同一句话不符")


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > _NEARLY * len(one | other)


def _holds(whole: frozenset[str], part: frozenset[str]) -> bool:
    return len(whole & part) > _NEARLY * len(part)


def _in_order(values: list[Fraction], others: tuple[Fraction, ...]) -> bool:
    rest = iter(others)
    return all(value in rest for value in values)


def _says_each(claim: NumberClaim, written: Written, ground: Ground) -> bool:
    start = max(written.text.rfind(mark, 0, claim.start) for mark in "。；\n") + 1
    return any(word in written.text[start : claim.start] for word in ground.words.data["hedges"]["each"])


def _corrects(offset: int, written: Written, ground: Ground) -> bool:
    """What stands only in the question may be repeated to correct it, in no other way: its own clause says that it is wrong."""
    clause = written.around(offset, clauses(written.text))
    text = ground.words.data["text"]
    return any(word in clause for word in text["correcting"]) and not any(word in clause for word in text["setting"])


def _dates(written: Written, ground: Ground) -> Iterator[Finding]:
    for claim in written.claims.dates:
        if _dated(claim, ground.dates) or (_dated(claim, ground.asked.dates) and _corrects(claim.start, written, ground)):
            continue
        yield Finding("date", claim.text, claim.start, claim.end, f"日期“{claim.text}”不在依据里")


def _periods(written: Written, ground: Ground) -> Iterator[Finding]:
    """From when to when must stand so in the evidence: 1—11月 is no 1—1月, though both months stand there."""
    for first, last in written.claims.periods(written.text):
        held = any(start.covers(first) and end.covers(last) for start, end in ground.periods)
        if not held and not _corrects(first.start, written, ground):
            text = written.text[first.start : last.end]
            yield Finding("date", text, first.start, last.end, f"“{text}”这段时间不在依据里")


def _listed(written: Written, ground: Ground) -> Iterator[Finding]:
    """No list names one thing twice, unless the evidence does."""
    for match in _LIST.finditer(written.text):
        members = match[0].split("、")
        twice = any(one.endswith(other) or other.startswith(one) for one, other in combinations(members, 2))
        if twice and squeezed(match[0]) not in ground.squeezed:
            yield Finding("name", match[0], match.start(), match.end(), f"“{match[0]}”里有一项写了两遍")


def _dated(claim: DateClaim, dates: Iterable[DateClaim]) -> bool:
    return any(date.covers(claim) for date in dates)


def _literals(written: Written, ground: Ground) -> Iterator[Finding]:
    for claim in written.claims.literals:
        if claim.kind != "citation" and not _stands(claim, ground):
            kind, what = _LITERALS[claim.kind]
            yield Finding(kind, claim.text, claim.start, claim.end, f"{what}{claim.text}与依据不一致")


def _stands(claim: LiteralClaim, ground: Ground) -> bool:
    """Titles and quotations stand with any marks between their words; formulas and identifiers stand exactly and whole."""
    question = ground.evidence.question
    if claim.kind in {"title", "quote"}:
        asked = squeezed(question)
        return all(part in ground.squeezed or part in asked for part in map(squeezed, re.split(r"…+|\.{3,}", claim.text)))
    return bool(re.search(rf"(?<![\d.]){re.escape(exact(claim.text))}(?!\.?\d)", f"{ground.exact}|{exact(question)}"))


def _marks(written: Written, ground: Ground) -> Iterator[Finding]:
    """A citation mark must exist and its quote must carry what the sentence says."""
    quotes = {citation.n: f"{citation.title}\n{citation.section}\n{citation.quote}" for citation in ground.evidence.citations}
    for claim in written.claims.literals:
        for n in map(int, re.findall(r"\d+", claim.text)) if claim.kind == "citation" else ():
            if n not in quotes:
                yield Finding("citation", claim.text, claim.start, claim.end, f"没有编号为 {n} 的依据")
            elif not _carries(n, quotes, claim, written, ground):
                yield Finding("citation", claim.text, claim.start, claim.end, f"编号 {n} 的依据与这句话无关")


def _carries(n: int, quotes: dict[int, str], mark: LiteralClaim, written: Written, ground: Ground) -> bool:
    """Whether a quote holds what the sentence of its mark says: one of its numbers, else its dates, literal spans or most words."""
    start, end = _cited_span(written.text, mark)
    said = [number for number in written.claims.numbers if start <= number.start < end and not number.ordinal]
    dates = [date for date in written.claims.dates if start <= date.start < end]
    if said:
        figures = [figure for figure in ground.evidence.figures if n in figure.citations]
        known = [number for figure in figures for number in read_figure(figure, ground.words)[0]]
        held = read_claims(quotes[n], ground.words)
        if any(_same(number, other) for number in said for other in [*held.numbers, *known]):
            return True
        # One of several passages of a sentence may bear its dates alone.
        several = len(set(re.findall(r"[\[【](\d+)[\]】]", written.text[start : mark.end + 4]))) > 1
        return several and any(_dated(date, held.dates) for date in dates)
    dated = {m for m, quote in quotes.items() if all(_dated(date, read_claims(quote, ground.words).dates) for date in dates)}
    if dates and dated and n not in dated:
        return False
    literals = [one.text for one in written.claims.literals if start <= one.start < end and one.kind != "citation"]
    if literals and not dates:
        title = squeezed(quotes[n].split("\n")[0])
        beside = [one for one in literals if squeezed(one) not in title]  # the title of the report is in all of its quotes
        return any(squeezed(one) in squeezed(quotes[n]) for one in beside or literals)
    told = pairs(written.text[start:end])
    shares = {m: len(told & pairs(quote)) for m, quote in quotes.items()}
    return not told or (bool(dates) or shares[n] >= _CITED * len(told)) and shares[n] >= _AS_WELL * max(shares.values())


def _cited_span(text: str, mark: LiteralClaim) -> tuple[int, int]:
    """The sentence a mark stands in, or the one before it when the mark opens its own (…。[1]); with a remark goes what it remarks on."""
    spans = sentences(text)
    index = next((i for i, span in enumerate(spans) if span[0] <= mark.start < span[1]), 0)
    start, end = spans[index]
    before = text[start : mark.start].strip("[]【】0123456789 ")
    if index and not before:
        return spans[index - 1][0], mark.start
    if index and before[0] in "（(" and before[-1] in "）)":
        return spans[index - 1][0], end
    return start, end


def _proper(written: Written, ground: Ground) -> Iterator[Finding]:
    allowed = ground.squeezed + "\n" + squeezed(ground.evidence.question)
    for name in read_proper_names(written.text, ground.words):
        if squeezed(name.text) not in allowed:
            what = "地名" if name.kind == "place" else "名称"
            yield Finding(name.kind, name.text, name.start, name.end, f"{what}“{name.text}”不在依据里")


def _statuses(written: Written, ground: Ground) -> Iterator[Finding]:
    """A status must be said in the evidence in this tense and extent: where a clause retells one of its clauses there, else anywhere."""
    bound = {binding.mention for binding in written.bindings if _is_bound(binding, ground)}
    neutral = ground.words.data["status"]["neutral"]
    everywhere = [*ground.mentions, *(binding.mention for binding in ground.bindings)]
    spans = clauses(written.text)
    for mention in written.mentions:
        if mention in bound or mention.family in neutral:
            continue
        clause = written.around(mention.start, spans)
        candidates = _retold(mention, written, ground) or everywhere
        if not any(candidate.allows(mention) for candidate in candidates):
            opposite = any(candidate.text in mention.text or mention.text in candidate.text for candidate in candidates)
            negated = opposite and all(candidate.family != mention.family for candidate in candidates)
            kind: FindingKind = "negation" if negated else "status"
            yield Finding(kind, mention.text, mention.start, mention.end, f"“{clause}”说的进展与依据不一致")


def _retold(mention: Mention, written: Written, ground: Ground) -> list[Mention]:
    """The status words of the evidence clauses that a clause, its own status word aside, repeats for the most part."""
    start, end = next(span for span in clauses(written.text) if span[0] <= mention.start < span[1])
    told = pairs(ground.words.filler.sub(" ", written.rest[start : mention.start] + " " + written.rest[mention.end : end]))
    if len(told) < _ENOUGH:
        return []
    scored = [(len(told & other.pairs) / len(told), other) for other in ground.clauses if other.mentions]
    best = max((score for score, _ in scored), default=0.0)
    return [found for score, other in scored if score >= max(_CLOSELY, best - 0.1) for found in other.mentions]


def _is_bound(binding: Binding, ground: Ground) -> bool:
    """Whether the evidence says the same status of the same number."""
    number, mention = binding.number, binding.mention
    return number is not None and any(
        other.number is not None and _same(other.number, number) and other.mention.allows(mention) for other in ground.bindings
    )


def _bindings(written: Written, ground: Ground) -> Iterator[Finding]:
    """A number or date said of one status or event in the evidence may not be said of another one."""
    for binding in written.bindings:
        family, number = binding.mention.family, binding.number
        if number is not None and not _is_bound(binding, ground):
            others = [other for other in ground.bindings if other.number is not None]
            if any(_same(other.number, number) or other.mention.family == family for other in others if other.number is not None):
                yield Finding("status", number.text, number.start, number.end, f"依据里“{number.text}”说的不是“{binding.mention.text}”")
        known = [date for other in ground.bindings if other.mention.family == family for date in other.dates]
        for date in binding.dates if known else ():
            if not _dated(date, known):
                yield Finding("date", date.text, date.start, date.end, f"依据里“{binding.mention.text}”的日期不是“{date.text}”")


def _owners(written: Written, ground: Ground) -> Iterator[Finding]:
    """A number that the evidence says of one place stays with it; the province above it may stand nearer."""
    for number, place in owned(written.text, written.claims, ground.words):
        owners = ground.owners.get((number.value, number.unit), set())
        if owners and place not in owners and not any(owner in written.sentence(number.start) for owner in owners):
            of = "、".join(sorted(owners))
            yield Finding("place", number.text, number.start, number.end, f"“{number.text}”在依据里属于{of}，不属于{place}")


def _belonging(written: Written, ground: Ground) -> Iterator[Finding]:
    """A number that the evidence says of one level, round or list stays with it (省级 became 中央)."""
    for number, group, word in belonging(written.text, written.claims, ground.words):
        owners = ground.owners.get((number.value, number.unit, group), set())
        if owners and word not in owners and not any(owner in written.sentence(number.start) for owner in owners):
            of = "、".join(sorted(owners))
            yield Finding("name", number.text, number.start, number.end, f"“{number.text}”在依据里属于{of}，不属于{word}")


def _beside(written: Written, ground: Ground) -> Iterator[Finding]:
    """What stands behind one place only in the evidence is not said of another (樟洄镇搅拌站 became 石檐乡搅拌站)."""
    told = "\n".join(ground.evidence.texts)
    for name, behind in beside_places(written.text, ground.words):
        places = ground.followed.get(behind, set())
        elsewhere = told.count(behind) > sum(told.count(place + behind) for place in places)
        if places and name.text not in places and not elsewhere:
            of = "、".join(sorted(places))
            yield Finding("place", name.text, name.start, name.end, f"“{behind}”在依据里说的是{of}，不是{name.text}")


def _roles(written: Written, ground: Ground) -> Iterator[Finding]:
    """Who leads in the evidence does not assist."""
    for start, role, who in in_roles(written.text, ground.words):
        given = ground.roles.get(who, set())
        if given and role not in given:
            yield Finding("name", role, start, start + len(role), f"“{who}…”在依据里是{'、'.join(sorted(given))}，不是{role}")


def _retellings(written: Written, ground: Ground) -> Iterator[Finding]:
    """A sentence that retells one of the evidence claims what it claims."""
    said = told_sentences(written.text, written.claims, written.mentions, ground.words)
    told, words = ground.told, ground.words
    carried = {binding.mention.start for binding in written.bindings if _is_bound(binding, ground)}
    for found in (*differences(said, told, words), *of_other_days(said, told), *mixed(said, told, words)):
        if found.kind == "status" and found.start in carried:
            continue  # a computed figure says this status of this number
        text = written.text[found.start : found.end]
        yield Finding(found.kind, text, found.start, found.end, f"“{text}”与依据“{found.of}”不符")


def _support(written: Written, ground: Ground) -> Iterator[Finding]:
    """A clause whose words hardly occur in the evidence adds a fact of the model's own."""
    said = [ground.evidence.question, *ground.evidence.names]
    known = frozenset[str]().union(*(clause.pairs for clause in ground.clauses), *map(pairs, said))
    for start, end in clauses(written.text):
        told = pairs(ground.words.filler.sub(" ", written.rest[start:end]))
        if len(told) >= 4 and len(told & known) / len(told) < ground.words.data["text"]["least_support"]:
            text = written.text[start:end]
            yield Finding("unsupported", text, start, end, f"“{text}”在依据里找不到")


def _own_words(written: Written, ground: Ground) -> Iterator[Finding]:
    """No word that the evidence has not, but those that say nothing by themselves."""
    for start, end in own_words(written, ground):
        text = written.text[start:end]
        yield Finding("word", text, start, end, f"“{text}”不是依据里的说法，请用依据里的原词")


_CHECKS = (
    *(_links, _numbers, _copies, _dates, _periods, _listed, _literals, _marks),
    *(_proper, _statuses, _bindings, _owners, _belonging, _beside, _roles, _retellings, _support, _own_words),
)
"""Each reads the text by itself; their findings are told in text order."""
