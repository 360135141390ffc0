"""What a clause says of a list as a whole: 均已完成整改并验收销号, 到6月30日全部办结, behind the list's total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.facts.cells import Sentence
from assistant.facts.status import leading, statuses
from assistant.types import Fact, Report
from assistant.words.intention import to_come
from assistant.words.lexicon import Lexicon, alternatives

_REACH = 40
"""The clause begins no more than so many characters behind the total."""
_OPENING = (
    r"(?:(?:截至|截止|到|至|于|以)?(?:目前|现在|[\d年月日底末初上本个]{2,12}(?:前后|前|为[界准限止])?)|整改(?:任务|工作)|问题|任务|信访件"
    r"|现|经整改|经?(?:督导|核查|审核|核实|复核|验收)?组?(?:认定|确认|核定|核准|审核|核查|核实|复核|验收)|实现了?|达到|做到|已经?|均|并|(?:[我全]|[一-龥]{2,3})[省市县区旗州])*[，,]?"
)
_ONE_MARK = re.compile(r"\s*[）)]\s*|[^，,；;：:。]*[，,；;：:。]\s*(?:(?:其中|截[至止]|[到至])[^，,；;：:。]*[，,]\s*)?")
_ONE_BRACKET = re.compile(r"[^，,；;：:。（()）]{0,8}[（(][^（()）]*[）)]\s*")
"""Between a list and how all of it stands: 问题（第二轮省级督察）."""
_DAY_BEFORE = re.compile(r"(?<!应)(?<!须)(?<!要)(?<=[\d日底末])前(?:就|便)?(?=均|都|全|一律|悉数|已|统统|$)")
_DONE_AND_CLOSED = re.compile(r"(?:完成|整改到位|整改完毕)(?:整改)?(?:并|且|后|和|、)[^，。；]{0,4}销号")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")


@lru_cache(maxsize=8)
def universal(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """全部, 均 and the like; and a clause that opens with one of them."""
    words = alternatives(lexicon.data["metrics"]["universal"])
    return words, re.compile(rf"{_OPENING}(?:{words.pattern})")


def said_of_all(sentence: Sentence, said: Sequence[Fact], report: Report, lexicon: Lexicon) -> Iterator[Fact]:
    """The statuses that clauses without a figure give to the whole list counted before them; `said` are the facts of the sentence."""
    totals = [fact for fact in said if fact.metric == "总数"]
    words, opening = universal(lexicon)
    for begin, end in sentence.clauses if totals else ():
        start = sentence.passage.start + begin
        clause = sentence.passage.text[begin:end].strip()
        if any(start <= cell.start < sentence.passage.start + end for cell in sentence.cells) or not opening.match(clause):
            continue
        base = next((fact for fact in reversed(totals) if fact.end <= start), None)
        found = statuses(clause, lexicon)
        if base is None or not found or start - base.end > _REACH or _meant(clause[: found[0].start], base, lexicon):
            continue
        between = report.clean[base.end : start]
        if not _ONE_MARK.fullmatch(_BRACKETS.sub("", between)) and not _ONE_BRACKET.fullmatch(between):
            continue
        for metric in _each(leading(found), clause):
            parted = metric == "办结" and "阶段" in sentence.passage.text  # none is in hand, some are settled in stages only
            if base.track in lexicon.metrics[metric].tracks and not parted:
                yield replace(
                    base, metric=metric, status_text=_from_universal(clause, found[0].start, words), label="", members=(), context=clause
                )


def _each(metrics: tuple[str, ...], clause: str) -> tuple[str, ...]:
    """The statuses said of all; 完成并销号 says two."""
    both = "销号" in metrics and "完成" not in metrics and _DONE_AND_CLOSED.search(clause)
    return ("完成", *metrics) if both else metrics


def _from_universal(clause: str, status: int, words: re.Pattern[str]) -> str:
    """What is said of all, without the day and the words ahead of it: 一律完成并销号 of 12月10日前一律完成并销号."""
    said = words.search(clause[:status])
    return clause[said.start() :] if said else clause


def _meant(said: str, base: Fact, lexicon: Lexicon) -> bool:
    """Whether words ahead of a status speak of a plan; a day that lies before the document's own with 前 behind it does not."""
    past = _DAY_BEFORE.sub("", said) if base.as_of and not to_come(said, base.as_of) else said
    return lexicon.intention.planned(past)
