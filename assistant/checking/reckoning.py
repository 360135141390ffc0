"""The figures of a text against each other: sums, rates, and one figure that is not the same everywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.checking.laws import breaches, is_rate
from assistant.checking.lines import Line
from assistant.checking.proofrules import ProofRules
from assistant.facts.tallying import tallies
from assistant.types import LOOK, MUST, Fact, Passage
from assistant.words.numerals import show_number, tidy

_OF_WHICH = "其中"
_AMOUNT = r"(\d+(?:\.\d+)?)"
_SHARE = re.compile(rf"{_AMOUNT}(万?[元吨个项件人亩家处座]|亿元|公里|千米)[^。；\d]{{0,12}}占[^。；\d]{{0,14}}{_AMOUNT}\2的{_AMOUNT}[%％]")

_LEFT = re.compile(r"其余(?P<whole>\d+)(?P<unit>[个项件条])[^。；其]{0,20}其中(?P<parts>[^。；]+)")
_SAME_PART = re.compile(
    r"(?P<status>[\u4e00-\u9fff]{2,8})(?P<whole>\d+)(?P<unit>[个项件条])[，,（(]其中(?:有|已经?)?(?P<again>(?P=status))(?P<part>\d+)(?P=unit)"
)


def reckon(lines: Sequence[Line], facts: Sequence[Fact], rules: ProofRules) -> None:
    """Fault what does not add up or is not the same everywhere; a slip that the sources have too is one to look at."""
    where = {fact.start: line for line in lines for fact in line.facts}
    for line in lines:
        _shares(line)
        _parts(line)
        _rest(line)
    for tally in tallies(facts):
        stated = {metric: group[0] for metric, group in tally.parts.items() if group and not group[0].parent}
        if tally.total is not None:
            stated["总数"] = tally.total
        values = {metric: fact.quantity.value for metric, fact in stated.items() if fact.quantity.value is not None}
        handled = stated["未办结"].status_text if "未办结" in stated else ""
        if not rules.in_hand.search(handled) and values.get("未办结", 0) + values.get("办结", 0) == values.get("总数"):
            values.pop("阶段性办结", None)  # 未办结 is meant of all that is not settled, those settled in stages too
        for breach in breaches(values, rules):
            involved = [stated[metric] for metric in breach.metrics]
            _fault(max(involved, key=lambda fact: fact.start), involved, breach.kind, breach.says, where)
    for fact, says in _of_two_states(facts, rules):
        _fault(fact, [fact], "状态", says, where)
    for said, others in _unlike(facts):
        _fault(said, others, "前后不一", f"文中另有{'、'.join(dict.fromkeys(one.quantity.text for one in others))}", where)


def _fault(fact: Fact, involved: Sequence[Fact], kind: str, says: str, where: dict[int, Line]) -> None:
    line = where.get(fact.start)
    if line is None:
        return
    tied = all(_tied(one, where.get(one.start)) for one in involved)
    start, end = fact.start - line.passage.start, fact.end - line.passage.start
    tied = tied and _tied(fact, line)
    note = "，资料中也有这些说法，请核对" if tied else "，请核对后改正"
    line.fault(kind, start, end, says, says + note, LOOK if tied else MUST)


def _tied(fact: Fact, line: Line | None) -> bool:
    return line is not None and any(tie.start < fact.end and fact.start < tie.end for tie in line.ties)


def _unlike(facts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """Each figure of a kind that the text gives otherwise elsewhere, for the same list and day."""
    groups: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.metric and fact.quantity.value is not None and not fact.parent and fact.inspection.display:
            label = fact.dimension + fact.label if fact.metric == "分类" else ""
            day = fact.as_of or ""
            groups[fact.inspection.display, fact.track.value, fact.metric, fact.batch, fact.status_text, label, day].append(fact)
    for group in groups.values():
        for fact in group:
            others = [one for one in group if one.quantity.value != fact.quantity.value]
            if others:
                yield fact, others


def _of_two_states(facts: Sequence[Fact], rules: ProofRules) -> Iterator[tuple[Fact, str]]:
    """Figures of one list and sentence that cannot both be: a status counted twice, and what is struck off among what is not done."""
    before: dict[tuple[str, Passage], list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda one: one.start):
        if fact.metric not in rules.wording or fact.formula or fact.quantity.value is None:
            continue
        told = before[fact.of, fact.passage]
        name = fact.status_text or fact.metric
        if name.startswith(_OF_WHICH):
            whole = next((one for one in reversed(told) if not one.status_text.startswith(_OF_WHICH)), None)
            if whole is not None and (whole.metric, fact.metric) in rules.never_within:
                yield fact, f"{whole.quantity.text}是“{whole.status_text or whole.metric}”，其中不会有“{name.removeprefix(_OF_WHICH)}”"
        elif any(one.metric == fact.metric and one.quantity.unit == fact.quantity.unit for one in told):
            yield fact, f"同一句里“{name}”写了两次"
        told.append(fact)


def _shares(line: Line) -> None:
    """A占B的C%."""
    for match in _SHARE.finditer(line.text):
        part, whole, rate = float(match[1]), float(match[3]), tidy(float(match[4]))
        if whole and not is_rate(rate, part, whole):
            shown = f"{match[1]}÷{match[3]}≈{show_number(tidy(round(100 * part / whole, 1)))}%"
            line.fault("比率", match.start(4), match.end(4) + 1, shown, f"{shown}，与所写{match[4]}%不符，请核对后改正", MUST)


def _rest(line: Line) -> None:
    """其余6个…，其中a 5个，b 2个: the parts are no more than what is left."""
    for match in _LEFT.finditer(line.text):
        whole, told = float(match["whole"]), re.findall(rf"{_AMOUNT}{match['unit']}", match["parts"])
        if sum(map(float, told)) > whole:
            shown = f"{'+'.join(told)}＞{match['whole']}"
            line.fault("合计", match.start("whole"), match.end("unit"), shown, f"各部分之和超过其余数（{shown}），请核对后改正", MUST)


def _parts(line: Line) -> None:
    """完成整改3项，其中完成整改1项: a part is not called what its whole is."""
    for match in _SAME_PART.finditer(line.text):
        if float(match["whole"]) != float(match["part"]):
            says = f"“其中”前后都是“{match['status']}”，数却不同"
            line.fault("状态", match.start("again"), match.end(), says, f"{says}，请核对是哪种状态", MUST)
