"""A draft against its sources: what is written must be there, add up, say the same everywhere and be called what it is.

Gaps (【待补：…】, 【待核：…】) are no errors; they are left out of every check.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.checking.basis import Basis
from assistant.checking.days import miscounted, periods
from assistant.checking.gaps import OPEN
from assistant.checking.laws import breaches, sums
from assistant.checking.proofrules import ProofRules, load_rules
from assistant.checking.recount import formula_holds
from assistant.checking.surface import Hit, doubled, leftovers, spelled, unpaired
from assistant.types import MUST, Check, Draft, DraftFigure
from assistant.words.dates import find_dates
from assistant.words.numerals import find_numbers, show_number

__all__ = ["NUMBER", "OPEN", "Basis", "proof", "written"]

NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3})*(?:\.\d+)?")
"""A number of a text; the digits of names like PM2.5 and m3 are none."""
_ITEM = re.compile(r"(?:^|(?<=[。；\n]))(?:\d{1,2}[.．](?!\d)|[（(]\d{1,2}[）)])", re.M)
_CLAUSE = re.compile(r"[^，。；：（）()|\n]+")
_LIST = "、".join


def proof(draft: Draft, basis: Basis, home: Path | None = None) -> tuple[Check, ...]:
    """Every check of a draft, the figures first, the suggestions of the proof-reading table last."""
    rules = load_rules(home)
    return (
        _bound(draft),
        _sourced(draft, basis),
        _recomputed(draft),
        *_laws(draft, rules),
        _consistent(draft),
        _named(draft, rules),
        _publicity(draft),
        _leftovers(draft, rules),
        _foreign(draft, basis),
        _doubled(draft),
        *_spelling(draft, rules),
    )


def _check(name: str, problems: Sequence[str], fine: str) -> Check:
    return Check(name, not problems, "；".join(problems) if problems else fine)


def written(text: str) -> str:
    """What a text states, without its gaps and the numbers of its list items."""
    return _ITEM.sub("", OPEN.sub("", text))


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Each section's name and statement."""
    for section in draft.sections:
        yield section.heading or "正文", written(section.text)


def _bound(draft: Draft) -> Check:
    """Every number of the text is a figure of the draft and the other way round, as often as it is written."""
    stated = Counter(number for _, text in _texts(draft) for number in NUMBER.findall(text))
    shown = [figure for figure in draft.figures if not _only_in_gap(draft, figure)]
    bound = Counter(number for figure in shown for number in NUMBER.findall(figure.text))
    problems = []
    for number in stated - bound:
        where = next(heading for heading, text in _texts(draft) if number in NUMBER.findall(text))
        problems.append(f"“{where}”中的{number}没有出处")
    body = "\n".join((draft.title, *(text for _, text in _texts(draft))))
    problems += [f"{figure.text}（{figure.label}）不在正文里或与出处不符" for figure in shown if not _stands(figure.text, body)]
    return _check("数字均有出处", problems, f"{sum(stated.values())}处数字逐一对应原句")


def _only_in_gap(draft: Draft, figure: DraftFigure) -> bool:
    """Whether a figure stands only inside a 【待核】 that shows contradicting sources."""
    whole = "\n".join(section.text for section in draft.sections)
    return not _stands(figure.text, written(whole)) and _stands(figure.text, whole)


def _stands(figure: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(figure)}", text) is not None


def _sourced(draft: Draft, basis: Basis) -> Check:
    """Every quote is in its report and holds the figure or, for a derived one, its terms; for one that staff set, what it replaces."""
    problems = []
    for figure in draft.figures:
        report = basis.reports.get(figure.report)
        if report is None or figure.quote not in report.clean:
            problems.append(f"{figure.text}的出处原句在资料中找不到")
        elif figure.correction and not figure.value and figure.formula:
            continue  # a date that staff settled: no sentence has it
        elif figure.formula:
            terms = NUMBER.findall(re.split("[=≈]", figure.formula)[0])
            sources = "\n".join((*(one.clean for one in basis.reports.values()), *(f.quantity.text for f in basis.facts if f.settled)))
            problems += [f"{figure.text}的推算项{term}不在资料中" for term in terms if term != "100" and not _stands(term, sources)]
        elif not _holds(figure.original or figure.text, figure.quote):
            problems.append(f"{figure.text}不在所引原句中")
    return _check("出处原句可查", problems, f"{len(draft.figures)}个数字的原句均在资料中")


def _holds(figure: str, quote: str) -> bool:
    """Whether a sentence states a figure: as written, number by number, or as the same date written otherwise."""
    if figure in quote:
        return True
    dates = {span.iso for span in find_dates(quote)}
    if found := find_dates(figure):
        return all(span.iso in dates for span in found)
    numbers = {number.value for number in find_numbers(figure)}
    return bool(numbers) and numbers <= {number.value for number in find_numbers(quote)}


def _recomputed(draft: Draft) -> Check:
    """Every derived figure follows from its formula."""
    problems, unread, count = [], [], 0
    for figure in draft.figures:
        if not figure.formula:
            continue
        holds = formula_holds(figure.formula, figure.value)
        count += holds is not None
        if holds is None:
            unread.append(figure.formula)
        elif not holds:
            problems.append(f"{figure.label}：{figure.formula}不成立")
    fine = f"{count}个推算数字复算一致" + (f"；无法自动复算：{_LIST(dict.fromkeys(unread))}" if unread else "")
    return _check("推算复算", problems, fine)


def _lists(draft: Draft, rules: ProofRules) -> dict[str, dict[str, DraftFigure]]:
    """The typed figures by list (第二轮中央督察反馈问题) and metric."""
    found: dict[str, dict[str, DraftFigure]] = defaultdict(dict)
    for figure in draft.figures:
        metric = next((name for name in rules.metrics if figure.label.endswith(name)), "")
        prefix = figure.label.removesuffix(metric)
        if metric and prefix.endswith(("反馈问题", "信访件")) and figure.value is not None:
            found[prefix].setdefault(metric, figure)
    return found


def _laws(draft: Draft, rules: ProofRules) -> Iterator[Check]:
    """Order, sum and rate of the figures of each list."""
    for name, figures in _lists(draft, rules).items():
        values = {metric: figure.value for metric, figure in figures.items() if figure.value is not None}
        if len(values) > 1:
            problems = [breach.says for breach in breaches(values, rules)]
            yield _check(f"合计与比率：{name}", problems, "；".join(sums(values, rules)) or "大小关系相符")


def _consistent(draft: Draft) -> Check:
    """One quantity has one value in the whole draft."""
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for figure in draft.figures:
        if figure.label.endswith(("率", "数", "完成", "销号", "序时", "滞后", "办结")) and not _only_in_gap(draft, figure):
            values[figure.label][f"{show_number(figure.value)}{figure.unit}" if figure.value is not None else figure.text] = None
    typed = {label: list(found) for label, found in values.items() if "反馈问题" in label or "信访件" in label}
    problems = [f"{label}出现{_LIST(found)}" for label, found in typed.items() if len({NUMBER.findall(f)[0] for f in found}) > 1]
    return _check("同一数字前后一致", problems, f"{len(typed)}项清单数字前后一致")


def _named(draft: Draft, rules: ProofRules) -> Check:
    """Each status figure stands in a clause that calls it what it is: 完成 is not 销号, 阶段性办结 is not 办结."""
    clauses = [clause for _, text in _texts(draft) if not text.startswith("|") for clause in _CLAUSE.findall(text)]
    values: dict[str, set[object]] = defaultdict(set)
    for figure in draft.figures:
        values[figure.label].add(figure.value)
    problems = []
    for name, figures in _lists(draft, rules).items():
        # What sources contradict each other in stands in a 【待核】 only: the same number in a clause is another figure.
        for metric, figure in ((metric, one) for metric, one in figures.items() if len(values[one.label]) == 1):
            standing = [clause for clause in clauses if _stands(figure.text, clause)]
            if metric in rules.wording and standing and not any(rules.wording[metric].search(clause) for clause in standing):
                problems.append(f"{figure.text}是{name}的{metric}数，文中写作“{standing[0][:24]}”")
    return _check("口径用语相符", problems, "完成与销号、办结与阶段性办结未混用")


def _publicity(draft: Draft) -> Check:
    """The number of days of a publicity period fits its dates (public holidays are not known here)."""
    texts = [text for _, text in _texts(draft)]
    problems = [f"“{text[one.start : one.end]}”：{one.says}" for text in texts for one in miscounted(text)]
    count = sum(1 for text in texts for _ in periods(text))
    return _check("公示期天数", problems, f"{count}处公示期天数相符（未扣除法定节假日）" if count else "文中没有公示期")


def _leftovers(draft: Draft, rules: ProofRules) -> Check:
    """No masks, no marks of a model document or of a share site."""
    texts = [("标题", written(draft.title)), *_texts(draft)]
    problems = [f"“{where}”中有“{_around(text, hit)}”" for where, text in texts for hit in leftovers(text, rules)]
    return _check("无隐去符号和范文残留", problems, "未发现")


def _around(text: str, hit: Hit) -> str:
    """What a hit stands in, on one line."""
    return text[max(hit.start - 6, 0) : hit.end + 6].replace("\n", "")


def _foreign(draft: Draft, basis: Basis) -> Check:
    """No place that only other places' reports know."""
    body = "\n".join((draft.title, draft.addressee, draft.signature, *(text for _, text in _texts(draft))))
    own = "\n".join(report.clean for report in basis.reports.values())
    names = [name for name in sorted(basis.elsewhere) if name in body and name not in own]
    return _check("无外地名称", [f"出现“{name}”" for name in names], "未发现")


def _doubled(draft: Draft) -> Check:
    """No sentence stands twice."""
    body = "\n".join(text for _, text in _texts(draft))
    return _check("无重复语句", [f"“{body[hit.start : hit.end].strip()[:24]}…”重复出现" for hit in doubled(body)], "未发现")


def _spelling(draft: Draft, rules: ProofRules) -> Iterator[Check]:
    """Hits of the proof-reading table and unpaired marks."""
    odd = [f"“{where}”的{hit.advice}" for where, text in _texts(draft) for hit in unpaired(text)]
    yield _check("标点成对", odd, "引号、书名号、括号成对")
    for where, text in _texts(draft):
        found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for hit in spelled(text, rules, draft.title):
            found[hit.advice, hit.basis, hit.strength].append(_around(text, hit))
        for (advice, basis, strength), places in found.items():
            places = list(dict.fromkeys(places))
            detail = f"{where}：“{'”“'.join(places[:3])}”{f'等{len(places)}处' if len(places) > 3 else ''}，{advice}（{basis}）"
            yield Check("校对必改" if strength == MUST else "校对建议", strength != MUST, detail)
