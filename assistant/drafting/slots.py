"""A slot's value from the sources: a figure bound to its sentence, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.drafting.bind import bind, fact_label, from_fact, from_text, metric_label, printed
from assistant.drafting.fields import field_value, line_of
from assistant.drafting.genre import Genre, SlotRule
from assistant.drafting.growth import grown, last_day
from assistant.drafting.matters import Matter
from assistant.drafting.shapes import Shapes
from assistant.drafting.sources import Sources, compatible
from assistant.drafting.value import CONFLICT, MASKED, MISSING, Value
from assistant.facts.tally import EXCLUSIVE, Derived, Tally
from assistant.types import DraftFigure, Fact, Inspection, Passage, Status, Track
from assistant.words.dates import show_date
from assistant.words.numerals import show_number

_LEVELS = {"中央": "中央", "省级": "省级", "省委": "省级", "省第": "省级", "省生态": "省级"}

_VAGUE = "推进"
_WHOLE = frozenset({"", "累计"})
"""What the figures of a whole list, of no single batch, are marked with."""
_SUBSETS = frozenset({"级别"})
"""Classifications that may name one class only: 重点关注7件, the others being plain."""
_MEASURES = re.compile("(?:具体)?(?:整改)?措施")
_WITH_STAGES = re.compile("[含包]括?阶段性?办结")
_AT_LENGTH = re.compile("(?<=日)(?:起|开始)?[，,]?[至到]")
"""How a span of days is told (12月13日起至12月19日, 4月7日开始，到4月13日)."""
_COMPARED = re.compile("(?:比|较|与|同)(?:上一轮|第[一二三四五六]轮)[^，。；]*")
"""Another round that a sentence only compares with."""


class Slots:
    """The values of a genre's slots for one place; each is looked up once."""

    def __init__(self, genre: Genre, sources: Sources, shapes: Shapes, matter: Matter | None = None) -> None:
        self.genre = genre
        self.sources = sources
        self.matter = matter
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
        return Slots(self.genre, self.sources.about(inspection), self._shapes, self.matter)

    def on(self, matter: Matter) -> Slots:
        """The same slots for another item."""
        return Slots(self.genre, self.sources, self._shapes, matter)

    def has(self, names: tuple[str, ...]) -> bool:
        """Whether the sources hold these, be it masked or in contradiction."""
        return all(self.value(name).problem != MISSING.problem for name in names)

    def _resolve(self, rule: SlotRule) -> Value:
        if rule.staff:
            return MISSING
        if rule.field:
            return field_value(rule.field, self.sources, self._shapes, self.genre)
        if rule.matter:
            return self.matter.value(rule.matter) if self.matter else MISSING
        if rule.growth:
            return last_day(rule, self.sources) if rule.growth == "日期" else grown(rule, self.sources)
        if rule.metric:
            return _metric(rule, self.sources, self.genre.lead)
        if rule.dimension:
            return _partition(rule, self.sources)
        return _shaped(rule, self.sources, self._shapes) if rule.shape else _counted(rule, self.sources, self._shapes)


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
    if rule.metric == _VAGUE and any(_said_twice(tally) for tally in lists):
        return MISSING
    if rule.equals and not any((t := tally.derive(rule.equals)) is not None and t.value == best.value for tally in lists):
        return MISSING
    if rule.show in {"事项", "原话"}:
        return _words(best, rule.show, sources)
    told = f"原文的{_derived_figures(best, label)[0].text}数的是" if rule.track is Track.PROBLEM else ""
    doubt = f"{told}{measures}，不是问题" if told and (measures := _measures(lists)) else _other_date(rule, lists, best, sources, lead)
    if doubt is not None:
        return Value(problem=doubt)
    figure = _with_unit(_derived_figures(best, label)[0], rule, sources)
    stated = [fact.passage.text for fact in best.facts if fact.metric == rule.metric == "办结率"]
    with_stages = any(map(_WITH_STAGES.search, stated))
    return Value(figure.text + ("（含阶段性办结）" if with_stages else ""), (figure,), zero=best.value == 0)


def _measures(lists: list[Tally]) -> str:
    """What the lists count where that is measures of a plan (整改措施), of which one problem has several; else nothing."""
    totals = [tally.total for tally in lists if tally.total is not None]
    said = [_MEASURES.match(total.passage.text, total.end - total.passage.start) for total in totals]
    return next((match[0] for match in said if match), "")


def _said_twice(tally: Tally) -> bool:
    """Whether 正常推进 is only another word for what the table counts as 达到序时: together the parts are more than the list."""
    known = [tally.stated(metric) for metric in EXCLUSIVE[tally.track]]
    total = tally.total.quantity.value if tally.total is not None else None
    return total is not None and sum(one.value or 0 for one in known if one is not None) > total


def _other_date(rule: SlotRule, lists: list[Tally], best: Derived, sources: Sources, lead: Track) -> str | None:
    """Why a figure of the second list cannot stand beside the first: it is of another day and may have changed since.

    The size of a list changes only while cases are still handed over.
    """
    base = sources.current(lead)
    if (rule.metric == "总数" and not all(map(sources.running, lists))) or rule.track is lead or rule.batch or not base:
        return None
    if {t.report for t in base} & {t.report for t in lists} or base[0].as_of == lists[0].as_of:
        return None
    if rule.metric != "总数" and any((total := tally.derive("总数")) is not None and total.value == best.value for tally in lists):
        return None  # all of it settled: that stays so
    return f"现有数字截至{show_date(lists[0].as_of)}" if lists[0].as_of else "现有数字未写明日期"


def _with_unit(figure: DraftFigure, rule: SlotRule, sources: Sources) -> DraftFigure:
    """The figure with the unit of its list where a table cell has none: 18 as 18个, which the report's own sentences count in."""
    if not figure.text[-1:].isdigit() or rule.metric.endswith("率"):
        return figure
    of_list = [f for f in sources.facts if f.track is rule.track and f.report == figure.report and f.metric and not f.dimension]
    chosen = sources.inspection.display if sources.inspection else ""
    worded = sorted((f for f in of_list if f.quantity.text[-1:] == f.quantity.unit), key=lambda f: f.inspection.display != chosen)
    same = next((f for f in worded if f.metric == rule.metric and f.quantity.value == figure.value), None)
    if same is not None and same.inspection.display == chosen:
        return from_fact(same, figure.label)
    unit = figure.unit or next((f.quantity.unit for f in worded), "")
    return replace(figure, text=f"{figure.text}{unit}", unit=unit)


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
    alike = derived.facts[0]
    same = [f for f in sources.facts if f.report == alike.report and f.metric == alike.metric and f.inspection == alike.inspection]
    for fact in (*derived.facts, *(f for f in same if f.members and f.quantity.value == derived.value and f.track is alike.track)):
        words = (
            re.sub("^仅剩(?:下|余)?", "", "、".join(fact.members))
            if show == "事项"
            else re.sub("^(?:问题|任务|事项|均|都|也)+", "", fact.status_text)
        )
        if words and not derived.formula:
            return Value(words, bind(words, fact.passage, sources.facts))
    return MISSING


def _partition(rule: SlotRule, sources: Sources) -> Value:
    """A classification of the list in a row (水21件，大气7件)."""
    assert rule.track is not None
    for tally in sources.alike(rule.track, batch=rule.batch):
        members = [fact for fact in tally.classes if fact.dimension == rule.dimension and fact.label and not fact.parent]
        if any(fact.quantity.masked for fact in members):
            return Value(problem=MASKED)
        if len({fact.label for fact in members}) < len(members):
            members = _whole_classes(members, tally)
        members = [fact for fact in members if fact.quantity.value != 0]
        if len(members) > 1 or (members and rule.dimension in _SUBSETS):
            figures = [_with_unit(from_fact(f, fact_label(f)), rule, sources) for f in members]
            return Value("，".join(f"{f.label}{one.text}" for f, one in zip(members, figures, strict=True)), tuple(figures))
    return MISSING


def _whole_classes(members: list[Fact], tally: Tally) -> list[Fact]:
    """Of a table that counts each class several times (本批, 累计, 已办结), the column that adds up to the whole list; else none."""
    first = list({fact.label: fact for fact in reversed(members)}.values())[::-1]
    total = tally.total.quantity.value if tally.total is not None else None
    return first if total is not None and sum(fact.quantity.value or 0 for fact in first) == total else []


def _counted(rule: SlotRule, sources: Sources, shapes: Shapes) -> Value:
    """The open fact whose words fit best, from the newest reports only: an older count is not this period's."""
    batches = {(tally.report, tally.batch) for tally in sources.current(Track.COMPLAINT, batch=True)} if rule.batch else set()
    usable = {report for report, _ in batches} if rule.batch else sources.newest
    for report in (one for one in sources.reports if one.id in usable):
        own = (f for f in sources.facts if f.report == report.id)
        counted = (f for f in own if ((f.report, f.batch) in batches if rule.batch else f.batch in _WHOLE))
        near = [fact for fact in counted if _in_paragraph(rule, fact, sources)]
        scored = [(score, fact) for fact in near if (score := _fit(rule, fact, shapes))]
        if scored:
            best = max(scored, key=lambda pair: pair[0])[1]
            if best.quantity.masked:
                return Value(problem=MASKED)
            figure = from_fact(best, fact_label(best) or rule.words[0])
            return Value(figure.text, (figure,))
    return MISSING


def _in_paragraph(rule: SlotRule, fact: Fact, sources: Sources) -> bool:
    if not rule.paragraph:
        return True
    line = line_of(sources.report(fact.report), fact.passage.start, fact.passage.end)
    return any(word in line.text for word in rule.paragraph)


def _fit(rule: SlotRule, fact: Fact, shapes: Shapes) -> int:
    if fact.quantity.each or (fact.quantity.unit not in rule.units and fact.unit_class not in rule.units):
        return 0
    clause = re.split("[，。；：、,;:]", fact.passage.text[: fact.start - fact.passage.start])[-1]
    if shapes.only_meant(clause, rule.words):
        return 0  # 拟罚款 is no 罚款
    return 2 * sum(word in fact.label for word in rule.words) + sum(word in clause for word in rule.words)


def _shaped(rule: SlotRule, sources: Sources, shapes: Shapes) -> Value:
    """A date, body or the like written near one of the words, from the newest report that has one."""
    pattern = shapes.pattern(rule.shape)
    spare = MISSING
    for report, passages in sources.sentences:
        if rule.copied_only and report.id != sources.copied:
            continue
        about = [p for p in passages if rule.copied_only or (sources.of_its_time(report.id) and _same_inspection(p, sources))]
        near = [(distance, _written(match), p) for p in about for match, distance in _matches(pattern, rule, p)]
        if near:
            _, text, passage = min(near, key=lambda row: row[0])
            ahead = report.clean[report.clean.rfind("。", 0, passage.start) + 1 : passage.start].rpartition("\n")[2]
            found = _dated(text, passage, rule.shape, ahead) if re.search(r"\d", text) else Value(text)
            if not re.match(r"\d{1,2}月\d{1,2}日", found.text):
                return found
            spare = found if spare == MISSING else spare  # another report may write the year
    return spare


def _written(match: re.Match[str]) -> str:
    """What a shape found; a span of days that the sentence tells in two places (5月4日进驻，6月4日结束) or at length in one."""
    days = match.groupdict()
    return f"{days['since']}至{days['until']}" if days.get("since") else _AT_LENGTH.sub("至", match[0])


def _dated(written: str, passage: Passage, shape: str, ahead: str) -> Value:
    """A date or figure as its sentence writes it; the year of a date (7月20日, 同年7月20日) is the last one that its sentence names before.

    A sentence with a semicolon is told in several passages; `ahead` is what the ones before say.
    """
    text = written.removeprefix("同年")
    figure = from_text(text, passage, shape)
    if re.match(r"\d{1,2}月\d{1,2}日", text):
        years = re.findall(r"\d{4}年(?=\d{1,2}月)", ahead + passage.text[: passage.text.find(text)])
        if years:
            figure = replace(figure, text=f"{years[-1]}{text}", formula="原句未重复年份，按同句前面的日期补全")
    return Value(figure.text, (figure,))


def _matches(pattern: re.Pattern[str], rule: SlotRule, passage: Passage) -> list[tuple[re.Match[str], int]]:
    spots = [spot.start() for word in rule.words for spot in re.finditer(re.escape(word), passage.text)]
    return [(match, min(abs(match.end() - spot) for spot in spots)) for match in pattern.finditer(passage.text) if spots]


def _same_inspection(passage: Passage, sources: Sources) -> bool:
    """Whether a sentence is about the chosen inspection, by what it, its headings, its figures or else its report name."""
    chosen = sources.inspection
    if chosen is None or not chosen.display:
        return True
    said = _COMPARED.sub("", passage.text + "".join(passage.section))
    rounds, levels = set(re.findall("第[一二三四五六]轮", said)), {_LEVELS[word] for word in re.findall("中央|省(?:级|委|第|生态)", said)}
    if (chosen.round and rounds and chosen.round not in rounds) or (chosen.level and levels and chosen.level not in levels):
        return False
    if chosen.round in rounds and chosen.level in levels:
        return True
    facts = [f for f in sources.facts if f.report == passage.report and f.inspection.display]
    named = [f.inspection for f in facts if passage.start <= f.start < passage.end]
    if any(one.display == chosen.display for one in named):
        return True
    named = named or [f.inspection for f in facts]
    return all(compatible(one, chosen) for one in named)
