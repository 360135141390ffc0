"""A slot's value from the sources: a figure bound to its sentence, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.drafting.bind import bind, fact_label, from_fact, from_text, metric_label, printed
from assistant.drafting.genre import Genre, SlotRule
from assistant.drafting.shapes import Shapes
from assistant.drafting.sources import Sources, compatible
from assistant.facts.tally import Derived, Tally
from assistant.types import DraftFigure, Fact, Field, Inspection, Passage, Report, Status, Track
from assistant.words.dates import find_dates, show_date
from assistant.words.numerals import show_number

MASKED, CONFLICT, ABSENT = "原文隐去", "材料矛盾", ""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in the place of a slot; `problem` says why a value is missing or cannot be trusted."""

    text: str = ""
    figures: tuple[DraftFigure, ...] = ()
    problem: str | None = None
    zero: bool = False
    """A derived nought: true, but not worth an optional clause (正在办理0件)."""


_LEVELS = {"中央": "中央", "省级": "省级", "省委": "省级", "省第": "省级", "省生态": "省级"}
MISSING = Value(problem=ABSENT)


class Slots:
    """The values of a genre's slots for one place; each is looked up once."""

    def __init__(self, genre: Genre, sources: Sources, shapes: Shapes) -> None:
        self.genre = genre
        self.sources = sources
        self._shapes = shapes
        self._known: dict[str, Value] = {}

    def value(self, name: str) -> Value:
        """The value of one slot."""
        if name not in self._known:
            self._known[name] = self._resolve(self.genre.slots[name]) if self.genre.slots[name].field or self.sources.place else MISSING
        return self._known[name]

    def owner(self, name: str) -> str:
        """Whom to ask when it is missing."""
        return self.genre.slots[name].owner

    def about(self, inspection: Inspection) -> Slots:
        """The same slots for another inspection of the place."""
        return Slots(self.genre, self.sources.about(inspection), self._shapes)

    def _resolve(self, rule: SlotRule) -> Value:
        if rule.staff:
            return MISSING
        if rule.field:
            return _field(rule.field, self.sources, self._shapes, self.genre.lead)
        if rule.metric:
            return _metric(rule, self.sources, self.genre.lead)
        if rule.dimension:
            return _partition(rule, self.sources)
        return _shaped(rule, self.sources, self._shapes) if rule.shape else _counted(rule, self.sources)


def _metric(rule: SlotRule, sources: Sources, lead: Track) -> Value:
    assert rule.track is not None
    lists = sources.current(rule.track, batch=rule.batch)
    read = Tally.stated if rule.show else Tally.derive
    found = [derived for tally in lists if (derived := read(tally, rule.metric)) is not None]
    if not found:
        total = sources.total(rule.track) if rule.metric == "总数" and lists and not rule.batch else None
        found = [Derived(total.quantity.value, total.quantity.unit, None, (total,), Status.CERTAIN)] if total else []
    if not found:
        return MISSING
    whole = rule.metric == "未办结" and rule.show != "原文数"
    # Derived, 未办结 holds 阶段性办结 too; the official figure of that name does not, so the label must differ.
    label = metric_label(
        sources.inspection or lists[0].inspection,
        rule.track,
        "尚未全部办结" if whole else f"本批{rule.metric}" if rule.batch else rule.metric,
    )
    readable = [derived for derived in found if derived.value is not None]
    if not readable:
        return Value(problem=MASKED) if any(d.status is Status.MASKED for d in found) else MISSING
    if len({derived.value for derived in readable}) > 1 or any(d.status is Status.CONFLICT for d in readable):
        if rule.show in {"事项", "原话"}:
            return MISSING
        return _conflict([figure for derived in readable for figure in _derived_figures(derived, label)])
    best = next((derived for derived in readable if not derived.formula), readable[0])
    if rule.equals and not any((t := tally.derive(rule.equals)) is not None and t.value == best.value for tally in lists):
        return MISSING
    if rule.show in {"事项", "原话"}:
        return _words(best, rule.show, sources)
    if (other := _other_date(rule, lists, best, sources, lead)) is not None:
        return Value(problem=other)
    figure = _derived_figures(best, label)[0]
    return Value(figure.text, (figure,), zero=bool(best.formula) and best.value == 0)


def _other_date(rule: SlotRule, lists: list[Tally], best: Derived, sources: Sources, lead: Track) -> str | None:
    """Why a status of the second list cannot stand beside the first: its newest figure is of another day and may have changed since."""
    base = sources.current(lead)
    if rule.metric == "总数" or rule.track is lead or rule.batch or not base:
        return None
    if {t.report for t in base} & {t.report for t in lists} or base[0].as_of == lists[0].as_of:
        return None
    if any((total := tally.derive("总数")) is not None and total.value == best.value for tally in lists):
        return None  # all of it settled: that stays so
    return f"现有数字截至{show_date(lists[0].as_of)}" if lists[0].as_of else "现有数字未写明日期"


def _derived_figures(derived: Derived, label: str) -> list[DraftFigure]:
    """One figure for a derived value, one for each fact that states it otherwise."""
    if derived.status is Status.CONFLICT and len(derived.facts) > 1:
        return [from_fact(fact, label) for fact in derived.facts if fact.quantity.value is not None]
    first = derived.facts[0]
    if not derived.formula and len(derived.facts) == 1 and first.quantity.value == derived.value:
        return [from_fact(first, label)]
    text = f"{show_number(derived.value or 0)}{derived.unit}"
    by_hand = next((fact.settled for fact in derived.facts if fact.settled), None)
    quote = _common_quote(derived.facts)
    return [DraftFigure(text, derived.value, derived.unit, label, derived.formula, derived.approximate, first.report, quote, by_hand)]


def _common_quote(facts: tuple[Fact, ...]) -> str:
    """The sentence that holds most of the terms."""
    return max((fact.passage.text for fact in facts), key=lambda quote: sum((fact.original or printed(fact)) in quote for fact in facts))


def _conflict(figures: list[DraftFigure]) -> Value:
    """Sources that say different things: both are shown, none is chosen."""
    kept = list({(figure.value, figure.report): figure for figure in figures}.values())
    shown = "、".join(dict.fromkeys(figure.text for figure in kept))
    unique = list({figure.text: figure for figure in kept}.values())
    return Value(shown, tuple(unique), problem=CONFLICT)


def _words(derived: Derived, show: str, sources: Sources) -> Value:
    """The items named with a figure, or its status in the words of the source."""
    for fact in derived.facts:
        words = "、".join(fact.members) if show == "事项" else re.sub("^(?:问题|任务|事项|均|都|也)+", "", fact.status_text)
        if words and not derived.formula:
            return Value(words, bind(words, fact.passage, sources.facts))
    return MISSING


def _partition(rule: SlotRule, sources: Sources) -> Value:
    """A classification of the list in a row (水21件，大气7件)."""
    assert rule.track is not None
    for tally in sources.current(rule.track, batch=rule.batch):
        members = [fact for fact in tally.classes if fact.dimension == rule.dimension and fact.label]
        if any(fact.quantity.masked for fact in members):
            return Value(problem=MASKED)
        if len(members) > 1:
            return Value("，".join(f"{f.label}{printed(f)}" for f in members), tuple(from_fact(f, fact_label(f)) for f in members))
    return MISSING


def _counted(rule: SlotRule, sources: Sources) -> Value:
    """The open fact whose words fit best, from the newest reports only: an older count is not this period's."""
    for report in (one for one in sources.reports if one.id in sources.newest):
        scored = [(score, fact) for fact in sources.facts if fact.report == report.id and (score := _fit(rule, fact))]
        if scored:
            best = max(scored, key=lambda pair: pair[0])[1]
            if best.quantity.masked:
                return Value(problem=MASKED)
            figure = from_fact(best, fact_label(best) or rule.words[0])
            return Value(figure.text, (figure,))
    return MISSING


def _fit(rule: SlotRule, fact: Fact) -> int:
    if fact.quantity.each or (fact.quantity.unit not in rule.units and fact.unit_class not in rule.units):
        return 0
    clause = re.split("[，。；：、,;:]", fact.passage.text[: fact.start - fact.passage.start])[-1]
    return 2 * sum(word in fact.label for word in rule.words) + sum(word in clause for word in rule.words)


def _shaped(rule: SlotRule, sources: Sources, shapes: Shapes) -> Value:
    """A date, body or the like written near one of the words, from the newest report that has one."""
    pattern = shapes.pattern(rule.shape)
    for report, passages in sources.sentences:
        if rule.copied_only and report.id != sources.copied:
            continue
        near = [(distance, match[0], p) for p in passages if _same_inspection(p, sources) for match, distance in _matches(pattern, rule, p)]
        if near:
            _, text, passage = min(near, key=lambda row: row[0])
            return Value(text, (from_text(text, passage, rule.shape),) if re.search(r"\d", text) else ())
    return MISSING


def _matches(pattern: re.Pattern[str], rule: SlotRule, passage: Passage) -> list[tuple[re.Match[str], int]]:
    spots = [spot.start() for word in rule.words for spot in re.finditer(re.escape(word), passage.text)]
    return [(match, min(abs(match.end() - spot) for spot in spots)) for match in pattern.finditer(passage.text) if spots]


def _same_inspection(passage: Passage, sources: Sources) -> bool:
    """Whether a sentence is about the chosen inspection, by what it, its headings, its figures or else its report name."""
    chosen = sources.inspection
    if chosen is None or not chosen.display:
        return True
    said = passage.text + "".join(passage.section)
    rounds, levels = set(re.findall("第[一二三四五六]轮", said)), {_LEVELS[word] for word in re.findall("中央|省(?:级|委|第|生态)", said)}
    if (chosen.round and rounds and chosen.round not in rounds) or (chosen.level and levels and chosen.level not in levels):
        return False
    if chosen.round in rounds and chosen.level in levels:
        return True
    facts = [f for f in sources.facts if f.report == passage.report and f.inspection.display]
    named = [f.inspection for f in facts if passage.start <= f.start < passage.end] or [f.inspection for f in facts]
    return all(compatible(one, chosen) for one in named)


def _field(name: str, sources: Sources, shapes: Shapes, lead: Track) -> Value:
    place = sources.place
    if name == "地区":
        return Value(problem=MASKED) if place and place.masked else Value(sources.name) if sources.name else MISSING
    if place is None:
        return MISSING
    readers: dict[str, Callable[[], str]] = {
        "我地": lambda: own_word(place.name, shapes),
        "地级": lambda: own_word(place.name, shapes)[1:],
        "党委政府": lambda: _both(own_word(place.name, shapes)[1:]),
        "上级党委政府": lambda: _both(own_word(place.within[-1], shapes)[1:]) if place.within else "",
        "督察名称": lambda: _formal_name(sources),
        "督察简称": lambda: sources.inspection.display if sources.inspection else "",
        "督察组名称": lambda: sources.inspection.team if sources.inspection else "",
        "批次": lambda: next((tally.batch for tally in sources.current(Track.COMPLAINT, batch=True)), ""),
        "发文机关": lambda: next((report.issuer for report in sources.reports if report.issuer and "*" not in report.issuer), ""),
    }
    if name in readers:
        return Value(text) if (text := readers[name]()) else MISSING
    return _as_of(sources, lead) if name == "截至日期" else MISSING


def _both(level: str) -> str:
    return f"{level}委、{level}政府" if level else ""


def own_word(name: str, shapes: Shapes) -> str:
    """我市, 我县 …; empty when the name does not say what it is."""
    return f"我{name[-1]}" if name and name[-1] in shapes.self_levels else ""


def _formal_name(sources: Sources) -> str:
    """The inspection's full name, 生态环境保护督察 or the older 环境保护督察 as the reports write it."""
    inspection = sources.inspection
    if inspection is None or not inspection.display:
        return ""
    if inspection.campaign:
        return inspection.campaign
    current = any("生态环境保护督察" in report.clean for report in sources.reports)
    name = "生态环境保护督察" if current else "环境保护督察"
    return inspection.round + inspection.level + name + ("“回头看”" if inspection.revisit else "")


def _as_of(sources: Sources, lead: Track) -> Value:
    """The date on which the lists used were known, bound to where the report states it."""
    lists = sources.current(lead) or sources.current(Track.COMPLAINT)
    ids = [tally.report for tally in lists] or [report.id for report in sources.reports]
    for report in (sources.report(report_id) for report_id in ids):
        by_hand = next((one for one in report.settled if one.field == Field.AS_OF), None)
        if report.as_of and by_hand is not None:
            figure = from_text(show_date(report.as_of), _line(report, 0, 0), "截至日期")
            return Value(figure.text, (replace(figure, formula=f"人工核定，原为{by_hand.before}", correction=by_hand.number),))
        if report.as_of and report.as_of_span:
            text, passage = show_date(report.as_of), _line(report, *report.as_of_span)
            figure = from_text(text, passage, "截至日期")
            if report.as_of not in {date.iso for date in find_dates(passage.text)}:
                # 截至8月2日 in a text whose other dates tell the year: said openly, since the sentence alone does not.
                figure = replace(figure, formula="原句未写年份，按文件中其他日期补全")
            return Value(text, (figure,))
    return MISSING


def _line(report: Report, start: int, end: int) -> Passage:
    """The line that holds a span."""
    left = report.clean.rfind("\n", 0, start) + 1
    right = report.clean.find("\n", end)
    return report.passage(left, right if right >= 0 else len(report.clean))
