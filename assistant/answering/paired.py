"""Two figures of one thing in one sentence: what was to be done and what was done, what it was and what it became (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.arithmetic import percentage
from assistant.answering.composing import amount
from assistant.answering.deriving import LEFT, VERBS, Deriving
from assistant.answering.matching import Match
from assistant.answering.question import Ask
from assistant.answering.stating import state
from assistant.answering.verbs import around
from assistant.answering.worked_out import changed
from assistant.types import Fact, Status
from assistant.words.content import grams

_DONE_VERB = rf"(?:{VERBS}|普查|排查|退|建|铺|修|拆|改|装|还|清|治|淘汰|造林|绿化|关闭|压采|种植|完成投资)"
_MEANT = re.compile(
    r"(?:应当?|需要?|须|拟|计划|规划|要求|任务数?量?|目标|省定|市定|下达|核定|原定|概算|总投资)(?![^，。；]{0,12}(?:已|仅|实际))[^，。；]{0,14}$"
)
_MEANT_BEHIND = re.compile(r"(?:个|座|处)?(?:应当?|需要?|须|待|拟|计划)[一-龥]{2}")
_REACHED = re.compile(rf"(?:(?:已经?|仅|只|才|实际|实|现已|累计|目前)[^，。；应需拟]{{0,8}}|{_DONE_VERB}(?:了|成|好|完|到位|投资|资金)?)$")
_UNREACHED = re.compile(r"未|没|尚|仍|还|剩|不(?!足|到)")
_FROM = re.compile(r"(?:由|从)(?:原来的?|原先的?|[^，。；由从]{0,10}的)?$")
_TO = re.compile(r"[一-龥]{0,3}?[提增上扩减下降压缩升][一-龥]{0,3}[到至为](?:(?:19|20)\d{2}年的?|[^，。；\d]{0,6}的|了|约)*$")
_NUMBER = r"(?:多少|几|多大)"
_ASKS_MEANT = re.compile(rf"(?:应当?|需要?|须|拟|计划|规划|要求|任务|目标|原定|总投资)(?P<between>[^，。？]{{0,16}}?){_NUMBER}")
_MEANT_OF_DONE = re.compile(rf"的[^的]*{_DONE_VERB}(?:了|成|好|完)?$|(?:实际|已经?)[^的]*$")
"""Behind what was meant: how much of it was done is asked (应建的厂建成几座)."""
_ASKS_DONE = re.compile(
    rf"实际|已经?|{_DONE_VERB}(?:了|成|好|完|到位)*(?:的|有|过)?{_NUMBER}|{_DONE_VERB}(?:了|成|好|完)?[^，。？的]{{1,8}}{_NUMBER}"
    rf"|[一-龥]了{_NUMBER}"
)
_ASKS_APART = re.compile(
    r"(?:[比较](?:计划|任务|目标|要求|应|方案|原定)[^，。？]{0,8}|超额?(?:计划)?|超出计划)(?:[多少][一-龥]{0,3}|[一-龥]{0,4})(?:几|多少)"
)
_ASKS_STEP = re.compile(r"(?:提高|提升|增加|扩大|增长|上升|新增|减少|下降|降低|压减|缩小|[增减升降])了?(?:多少|几)")
_ASKS_FORMER = re.compile(r"原来|原先|原有|以前|之前|此前|(?:改造|提标|扩建|整改|治理|提高|提升|建设|扩容)(?:之|以)?前")
_ASKS_RATE = re.compile(rf"(?P<verb>{_DONE_VERB})(?:任务)?(?:率|比例)|{_DONE_VERB}了?百分之")
_ROLE_WORDS = re.compile(
    rf"应当?|需要?|须|拟|计划|规划|要求|任务|目标|原定|省定|实际|已经?|仅|只|还有|还|没有?|未|尚|剩|差|缺|率|比|超额?|多少|几|多大|是|了|的|有|现在|目前|原来|原先|以前|之前"
    rf"|(?:改造|提标|扩建|整改|治理|提高|提升|建设|扩容)(?:之|以)?前|全[省市县区州旗]|我[省市县区州旗]|到底|一共|共|{_DONE_VERB}"
)
_OTHER_PLACE = re.compile(r"[一-龥]{2,3}(?:县|区|市|旗|镇|乡|街道)")
_WHOLE_PLACE = re.compile(r"全[省市县区州旗]|[我本该][省市县区州旗]|城区|辖区")
_BEFORE = 12
"""So many characters before a figure may say when it was so (由2022年的61.3%)."""
_LOOKED_AT = 12
"""So many of the figures that match best show the sentences that are meant."""
_COVERED = 0.6
"""From this share of the words of a question on, a pair is what it is about."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one unit side by side: the first was meant or was so before, the second was reached."""

    first: Fact
    last: Fact
    step: bool
    """Whether the sentence tells how one became the other (由…提高到…), not what was meant and what was done."""
    said: str
    """The words of both."""


def answer_from_pair(ask: Ask, words: str, every: Sequence[Match], deriving: Deriving) -> list[Fact]:
    """State and return the side of a pair that an ask means, or what lies between both; nothing where no one pair is meant."""
    unit = re.escape(ask.unit)
    pair = _meant_pair(re.sub(rf"({_NUMBER}){unit}", r"\1 ", words), every, deriving)
    if pair is None:
        return []
    asked = re.split("[，,；;]", words.rstrip("，,；;？?。"))[-1]
    return _of_step(asked, pair, deriving) if pair.step else _of_plan(asked, pair, deriving)


def _of_step(words: str, pair: Pair, deriving: Deriving) -> list[Fact]:
    composer = deriving.composer
    if _ASKS_STEP.search(words):
        composer.lines.append(changed(composer, pair.first, pair.last))
        composer.statuses.append(Status.DERIVED)
        return _stated(deriving, pair.last)
    named = re.search(r"去年|上年|年初|(?:19|20)\d{2}年", words)
    text, at = pair.first.passage.text, pair.first.start - pair.first.passage.start
    before, last = text[max(at - _BEFORE, 0) : at], text[at : pair.last.end - pair.last.passage.start]
    if named is not None and named[0] not in before + last:
        return []
    former = _ASKS_FORMER.search(words) or (named is not None and named[0] in before)
    return _stated(deriving, pair.first if former else pair.last)


def _of_plan(words: str, pair: Pair, deriving: Deriving) -> list[Fact]:
    meant, done = pair.first, pair.last
    if _ASKS_APART.search(words):
        deriving.composer.lines.append(changed(deriving.composer, meant, done))
        deriving.composer.statuses.append(Status.DERIVED)
        return _stated(deriving, meant, done)
    if LEFT.search(words) or re.search(r"还[差缺欠]", words):
        return [meant, done] if deriving.leaves(meant, done) else []
    if _ASKS_RATE.search(words):
        return _rate(meant, done, deriving)
    asked = _ASKS_MEANT.search(words)
    reached = asked is not None and _MEANT_OF_DONE.search(asked["between"])
    if asked is not None and not reached:
        return _stated(deriving, meant)
    return _stated(deriving, done) if reached or _ASKS_DONE.search(words) else []


def _stated(deriving: Deriving, *facts: Fact) -> list[Fact]:
    for fact in facts:
        state(deriving.composer, fact)
    return list(facts)


def _rate(meant: Fact, done: Fact, deriving: Deriving) -> list[Fact]:
    """Say what share of what was meant has been reached."""
    if not meant.quantity.value or done.quantity.value is None or done.quantity.value > meant.quantity.value:
        return []
    composer = deriving.composer
    share, formula = percentage(done.quantity.value, meant.quantity.value)
    composer.figure(share, "%", "占比", composer.cite_facts((done, meant)), formula)
    composer.lines.append(f"{amount(share, '%')}。" + composer.derivation(formula, "%"))
    composer.statuses.append(Status.DERIVED)
    return _stated(deriving, meant, done)


def _meant_pair(words: str, every: Sequence[Match], deriving: Deriving) -> Pair | None:
    """The one pair that says most of what a question is about; None where none says enough or several say as much."""
    lexicon = deriving.composer.lexicon
    wanted = grams(_ROLE_WORDS.sub(" ", words), lexicon)
    wanted = frozenset(gram for gram in wanted if len(gram) > 1)
    sentences = {(match.fact.report, match.fact.passage.start): match.fact for match in every[:_LOOKED_AT]}
    verbs = set(re.findall(_DONE_VERB, words))

    def said(pair: Pair) -> float:
        own = "".join(around(pair.last))
        return sum((verb in own) + (verb in pair.said) for verb in verbs) / len(verbs) if verbs else 0.0

    found = []
    for fact in sentences.values():
        for pair in pairs(deriving.of_sentence(fact)):
            held = len(wanted & grams(pair.said, lexicon)) / len(wanted) if wanted else 0.0
            if held >= _COVERED:
                found.append((held + 0.1 * said(pair) - 0.3 * _of_another_place(pair, words) + 0.2 * _of_whole(pair, words), pair))
    best = max((score for score, _ in found), default=0.0)
    top = [pair for score, pair in found if score > best - 0.05]
    values = {(pair.first.quantity.value, pair.last.quantity.value) for pair in top}
    return top[0] if len(values) == 1 else None


def _of_another_place(pair: Pair, words: str) -> bool:
    named = _OTHER_PLACE.search(pair.said)
    return named is not None and not _WHOLE_PLACE.search(pair.said[: named.end()]) and named[0] not in words


def _of_whole(pair: Pair, words: str) -> bool:
    return bool(_WHOLE_PLACE.search(pair.said)) and bool(_WHOLE_PLACE.search(words))


def pairs(facts: Sequence[Fact]) -> Iterator[Pair]:
    """The pairs among the figures of one sentence, in reading order."""
    known = {fact.start: fact for fact in facts if fact.quantity.value is not None and not fact.quantity.masked}
    ordered = [known[start] for start in sorted(known)]
    for number, first in enumerate(ordered):
        begin = _begins(first, ordered[number - 1] if number else None)
        for last in ordered[number + 1 :]:
            between = first.passage.text[first.end - first.passage.start : last.start - first.passage.start]
            if first.quantity.unit != last.quantity.unit or re.search(r"[。；;、]", between):
                break
            kind = _kind(first, last, begin, between)
            if kind is not None:
                said = first.passage.text[begin : _ends(last)]
                yield Pair(first, last, kind == "step", said) if kind != "turned" else Pair(last, first, False, said)
            if kind != "plan":
                break


def _kind(first: Fact, last: Fact, begin: int, between: str) -> str | None:
    """How two figures belong together: step (由…到…), plan (应…已…), turned (已…，应…), or not at all."""
    text = first.passage.text[begin : first.start - first.passage.start]
    if _FROM.search(text) and _TO.fullmatch(between.split("，")[-1]):
        return "step"
    sides = _meant(first), _reached(first), _meant(last), _reached(last)
    if sides[0] and not sides[1] and sides[3]:
        return "plan"
    return "turned" if sides[1] and not sides[0] and sides[2] and not sides[3] and between.count("，") <= 1 else None


def _begins(fact: Fact, before: Fact | None) -> int:
    """Where in its sentence the words of a figure begin: behind the clause of the figure before it."""
    text, at = fact.passage.text, fact.start - fact.passage.start
    begin = max(text.rfind(mark, 0, at) for mark in "。；;：") + 1
    comma = text.find("，", before.end - fact.passage.start, at) if before is not None else -1
    return max(begin, comma + 1)


def _ends(fact: Fact) -> int:
    """Where in its sentence the clause of a figure ends."""
    text = fact.passage.text
    marks = (text.find(mark, fact.end - fact.passage.start) for mark in "，。；;")
    return min((mark for mark in marks if mark >= 0), default=len(text))


def _meant(fact: Fact) -> bool:
    before, behind = around(fact)
    return bool(_MEANT.search(before)) or bool(_MEANT_BEHIND.match(behind))


def _reached(fact: Fact) -> bool:
    """Whether the words right before a figure say that so much was done; 应完成 and 未完成 do not."""
    before, _ = around(fact)
    done = _REACHED.search(before)
    return done is not None and not _MEANT.search(before) and not _UNREACHED.search(before[max(done.start() - 2, 0) :])
