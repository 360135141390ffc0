"""What several inspections of one place come to together, told by one report: 两轮督察合计多少项、完成多少项 (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.composing import amount
from assistant.answering.inquiry import Inquiry
from assistant.answering.lists import choose
from assistant.answering.overall import Overall, overall
from assistant.answering.places import place_name, strip_names
from assistant.answering.question import Ask
from assistant.answering.subject import WHEN, without_statuses
from assistant.facts.context import ALL_INSPECTIONS
from assistant.facts.tally import RATE_OF, Tally
from assistant.types import Answer, Inspection, Status, Track
from assistant.words.content import residue
from assistant.words.lexicon import alternatives
from assistant.words.numerals import parse_number

_SUM = re.compile(
    r"合计|总计|共计|一共|总共|统共|拢共|加起来|加一?块|加在一起|合起来|合在一起|合并|放在?一起|放一块|总的(?=来|算)|相加|之和|(?:合|加)(?:一起|着)算"
)
_SO_MANY = re.compile(
    r"(?<![第十\d])(?P<number>[两二三四五六]|[2-6])(?:轮次?|次|类|本|个|张|份|种|批|级|家)(?=[^，。？、]{0,6}?(?:督察|督查|账|单子|清单|整改|任务|问题|合|加|一共|总共|$))"
)
"""How many inspections a question puts together: 两轮, 四类督察, 三本账."""
_ALL = re.compile(r"历轮|历次|各轮|各次|各类?(?:督察|督查)|几轮|几次(?=督察|督查)|几本账|所有(?:轮次|督察)")
_APART = re.compile(r"[、，,；;（）()]|以及|还有|[和与及加跟同]")
"""Between two inspections that a question names."""
_ROUND = re.compile(r"第([一二三四])轮|(?<![第一二三四\d])([一二三四])轮|(首)轮")
_LEVELS = {"省级": re.compile(r"省督|省级|省委|(?<![一-龥])省"), "中央": re.compile(r"央督|中央|国家")}
_NOT_ADDED = re.compile(r"分别|各(?:是|有|多少|几|自)|哪|谁|每[一]?轮|比(?![例率重])|相差|差多少|除(?:了|去|开)|不含|不算|不包括")
_SAID_OF_INSPECTIONS = re.compile(
    r"第?[一二三四首]轮|回头看|省督察?|央督察?|省级|省委|中央|国家|督察|督查|专项|流域|大气|生态环境|环境|环保|保护|反馈|整改|任务|问题|事项"
    r"|[两二三四五六2-6](?:轮次?|次|类|本|个|张|份|种|批|级)|历轮|历次|各轮|各次|各类|几轮|几次|账|清单|单子|盘子|算|单子|含|项|件|个|条|百分之|率|[“”\"（）()]"
)


def several_inspections(inquiry: Inquiry) -> Answer | None:
    """The figures of all inspections that a question puts together; None where it does not, or no one report tells of just these."""
    question = inquiry.question
    named = _named(question.text)
    if not puts_together(question.text) or not question.counts or question.english:
        return None
    if any(_says_more(ask, inquiry) for ask in question.asks):
        return None
    lists = _lists(inquiry, named)
    found = [_figure(lists, _metric(ask, inquiry), inquiry) for ask in question.asks] if lists else []
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    for one, ask in zip(known, question.asks, strict=True):
        _state(one, _metric(ask, inquiry), lists, inquiry)
    return inquiry.composer.build("computed")


def puts_together(text: str) -> bool:
    """Whether a question is for what several inspections come to."""
    several = len(_named(text)) > 1 or _SO_MANY.search(text) or _ALL.search(text)
    return bool(_SUM.search(text) and several) and not _NOT_ADDED.search(text)


def _named(text: str) -> list[Inspection]:
    """The inspections a question names one by one: 第一轮, 回头看, 第二轮省级督察."""
    found = []
    for piece in _APART.split(text):
        named, revisit = _ROUND.search(piece), "回头看" in piece
        level = next((name for name, words in _LEVELS.items() if words.search(piece)), "")
        round_ = f"第{next(filter(None, named.groups())).replace('首', '一')}轮" if named is not None else ""
        if round_ or level or revisit:
            found.append(Inspection(level, round_, revisit))
    return list(dict.fromkeys(found))


def _says_more(ask: Ask, inquiry: Inquiry) -> bool:
    """Whether an ask says anything beside inspections, statuses, places, times and that they are put together."""
    words = strip_names(re.sub(r"[（(][^（）()]*[）)]", "", inquiry.question.text), inquiry.names)
    words = _SUM.sub(" ", WHEN.sub(" ", words))
    metrics = (*inquiry.question.metrics, *ask.metrics)
    bare = without_statuses(words, list(dict.fromkeys(metrics)), inquiry.lexicon)
    idle = alternatives(["完成", "办结", "销号", "还", "剩", "没", "未"])
    return len(residue(idle.sub(" ", _SAID_OF_INSPECTIONS.sub(" ", bare)), inquiry.lexicon)) > 2


def _metric(ask: Ask, inquiry: Inquiry) -> str:
    """The status an ask is for, the rate where it asks in percent, the total where it names none."""
    metrics = ask.metrics or (inquiry.question.metrics if len(inquiry.question.asks) == 1 else ())
    metric = next(iter(metrics), "总数")
    rate = next((name for name, of in RATE_OF.items() if metric in of and name != "整改率"), "")
    asks_rate = ask.unit_class == "比例" or re.search(r"百分|率|比例|比重", ask.words)
    return rate if asks_rate and rate else metric


def _lists(inquiry: Inquiry, named: Sequence[Inspection]) -> list[Tally]:
    """The lists of just the inspections asked for, of the newest report that tells of them all; none where several places do."""
    question, counting = inquiry.question, inquiry.counting
    track = question.track or Track.PROBLEM
    plain = replace(question, inspection=None, text="", numbers=())
    choice = choose(counting.lists, plain, track, inquiry.mentions)
    by_report: dict[str, list[Tally]] = {}
    for tally in (*choice.current, *choice.older):
        if tally.total is not None and tally.inspection.display and not tally.inspection.campaign:
            by_report.setdefault(tally.report, []).append(tally)
    fitting = [fit for lists in by_report.values() if (fit := _fitting(lists, named, question.text))]
    if len({tally.owner for lists in fitting for tally in lists}) != 1:
        return []
    return max(fitting, key=lambda lists: max(tally.as_of or "" for tally in lists))


def _fitting(lists: Sequence[Tally], named: Sequence[Inspection], text: str) -> list[Tally]:
    """Those lists of a report that a question puts together; none where one is missing or told twice."""
    kept = [tally for tally in lists if not named or any(_is(tally.inspection, one) for one in named)]
    counted = _SO_MANY.search(text)
    if not all(any(_is(tally.inspection, one) for tally in kept) for one in named):
        return []
    wanted = int(parse_number(counted["number"].replace("两", "二")) or 0) if counted else len(kept)
    if len(named) > 1:  # 央督和省督: a level may have had several
        wanted = len(named) if all(one.round or one.revisit for one in named) else len(kept)
    kinds = {(tally.inspection.level, tally.inspection.round, tally.inspection.revisit) for tally in kept}
    several = len(kept) == len(kinds) > 1 and len({tally.place for tally in kept}) == 1
    return kept if several and len(kept) == wanted else []


def _is(held: Inspection, asked: Inspection) -> bool:
    """Whether a list is of an inspection that a question names; the 回头看 of no level is 中央's, as its first round is."""
    level = held.level or ("中央" if held.revisit else "")
    if asked.level and level != asked.level:
        return False
    if held.revisit or asked.revisit:
        return asked.revisit == held.revisit or (held.revisit and bool(asked.level) and not asked.round)
    return not asked.round or {"首轮": "第一轮"}.get(held.round, held.round) == asked.round


def _figure(lists: Sequence[Tally], metric: str, inquiry: Inquiry) -> Overall | None:
    """What the lists come to, or what their report tells of all of them at once (两项合计172项，其中报省销号111项)."""
    found = overall(lists, metric)
    every, report = overall(lists, "总数"), lists[0].report
    if found is not None or every is None:
        return found
    whole = [one for one in inquiry.counting.lists if one.report == report and one.inspection.campaign == ALL_INSPECTIONS]
    told = [derived for one in whole if one.total and one.total.quantity.value == every.value and (derived := one.derive(metric))]
    known = next((derived for derived in told if derived.value is not None), None)
    return Overall(known.value, known.unit, known.formula or "", known.facts) if known and known.value is not None else None


def _state(one: Overall, metric: str, lists: Sequence[Tally], inquiry: Inquiry) -> None:
    composer = inquiry.composer
    cited = composer.cite_facts(one.facts)
    composer.figure(one.value, one.unit, metric, cited, one.formula or None)
    first = lists[0]
    asof = composer.date(first.as_of, first.report) if len({tally.as_of for tally in lists}) == 1 else ""
    names = "、".join(tally.inspection.display for tally in lists)
    what = f"{place_name(first.place)}{names}合计{'' if metric == '总数' else metric}"
    worked_out = composer.derivation(one.formula, one.unit) if re.search(r"[+−÷]", one.formula) else ""
    shown = "" if worked_out else amount(one.value, one.unit)
    composer.lines.append(f"{amount(one.value, one.unit)}。{asof}{what}{shown}。{worked_out}")
    composer.statuses.append(Status.DERIVED if one.formula else Status.CERTAIN)
    for fact in one.facts:
        composer.figure(fact.quantity.value, fact.quantity.unit, fact.inspection.display, (composer.cite_fact(fact),))
