"""Drafts of every genre for every place and date of the samples: what is filled, what is open, and that no figure is without its source.

What the sources hold is a list made by hand (`held.py`); the product's own checks are not asked.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.service import Assistant
from assistant.types import Draft, DraftFigure, Report, Scope
from eval.ground import SAMPLES, go_offline
from eval.held import Case, Held, Slot
from eval.intervals import wilson
from eval.product import fresh_assistant
from eval.proof import Proof

SLOWEST = 2.0
"""Seconds a draft may take."""
FILLED, WHOLE, OF_MATERIAL = 0.98, 1.0, 0.75
SHOWN = 60
_OPEN = re.compile(r"【待[补核]：[^】]*】")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3})*(?:\.\d+)?")
_ITEM = re.compile(r"(?:^|(?<=[。；\n]))(?:\d{1,2}[.．](?!\d)|[（(]\d{1,2}[）)])", re.M)
_BROKEN = re.compile(r"^[，、；：。]|[，、；：]。|[，、]$|。。|，，|（）|\{|\}|〔(?!\d{4}〕)", re.M)
_FRAME = re.compile(r"\n\s*(?:公示期|现将上述|受理单位|联系人|特此|附件|中共|如有|以下内容|[^\n。]{4,40}\n?\d{4}年\d{1,2}月\d{1,2}日\s*$)")
"""Where a section's last lines frame the document and are no material: attachments, contacts, signature."""
_NEAR = 24


@dataclass
class Judged:
    """What was counted over drafts, and what was wrong with which."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def count(self, name: str, right: bool, case: Case, what: str) -> None:
        """One more of a kind, right or not."""
        self.counts[name] += 1
        self.counts[f"{name}: right"] += right
        if not right:
            self.faults.append(f"{name}｜{case.genre}｜{case.place}｜{case.as_of or '最新'}｜{what}")


def prove() -> Proof:
    """Every genre × place × date of the samples."""
    go_offline()
    judged, held = Judged(), Held()
    with fresh_assistant([SAMPLES]) as assistant:
        judge(assistant, held, held.cases, judged)
    return summary(judged)


def summary(judged: Judged) -> Proof:
    """The counts as rates with their Wilson intervals, and whether the bars are met."""
    rates: dict[str, dict[str, Any]] = {}
    for name in (one for one in judged.counts if f"{one}: right" in judged.counts):
        right, of = judged.counts[f"{name}: right"], judged.counts[name]
        rates[name] = {"right": right, "of": of, "share": round(right / of, 4), "interval": [round(one, 4) for one in wilson(right, of)]}
    bars = {"held slots filled": FILLED}
    holds = all(row["share"] >= bars.get(name, WHOLE) for name, row in rates.items())
    return Proof(holds, {"rates": rates, "faults": len(judged.faults), "first faults": judged.faults[:SHOWN]})


def judge(assistant: Assistant, held: Held, cases: Iterable[Case], judged: Judged) -> None:
    """Draft each case and judge it."""
    reports = [assistant.report(head.id) for head in assistant.reports()]
    for case in cases:
        began = time.perf_counter()
        draft = assistant.draft(case.genre, Scope(place=case.place, as_of=case.as_of or None))
        judged.count("within two seconds", time.perf_counter() - began <= SLOWEST, case, "慢")
        judge_draft(draft, case, held, reports, judged)


def judge_draft(draft: Draft, case: Case, held: Held, reports: Sequence[Report], judged: Judged) -> None:
    """One draft against the list, the sources and itself."""
    text = whole(draft)
    for slot in held.slots(case):
        if slot.values:
            judged.count("held slots filled", _filled(slot, text), case, f"{slot.name}：应有{slot.values}")
        elif not slot.free:
            judged.count("gaps shown", any(word in note for word in slot.gap for note in draft.gaps), case, f"{slot.name}没有待补")
    _figures(draft, {report.id: report for report in reports}, case, judged)
    own = "".join(one.clean for one in reports if one.place and one.place.name == case.place)
    strangers = [name for name in _places(reports) if name != case.place and name in text and name not in own]
    judged.count("no other place", not strangers, case, "、".join(strangers))
    broken = _broken(draft)
    judged.count("whole sentences", not broken, case, broken)
    again = _repeated(draft)
    judged.count("nothing twice", not again, case, again)
    _lengths(draft, case, held, reports, judged)


def whole(draft: Draft) -> str:
    """All of a draft as text."""
    parts = [f"{one.heading}\n{one.text}" for one in draft.sections]
    return "\n".join([draft.title, draft.addressee, *parts, *draft.attachments, draft.signature, draft.date])


def _filled(slot: Slot, text: str) -> bool:
    return all(any(_stands(wording, slot.near, text) for wording in wordings) for wordings in slot.values)


def _stands(value: str, near: Sequence[str], text: str) -> bool:
    """Whether a value stands in the text, beside one of the words; a table's words are in its head."""
    for match in re.finditer((r"(?<![\d.])" if value[0].isdigit() else "") + re.escape(value), text):
        line = text.rfind("\n", 0, match.start())
        around = text[max(match.start() - _NEAR, line) : match.end() + _NEAR]
        if text[line + 1 : line + 2] == "|" or any(word in around for word in near):
            return True
    return False


def _figures(draft: Draft, reports: Mapping[str, Report], case: Case, judged: Judged) -> None:
    """Every number of the text is a figure whose sentence holds it, or the formula of one whose terms a source holds."""
    sourced = Counter(number for figure in draft.figures if _sourced(figure, reports) for number in _NUMBER.findall(figure.text))
    stated = Counter(
        number for one in (draft.title, *(s.text for s in draft.sections)) for number in _NUMBER.findall(_ITEM.sub("", _OPEN.sub("", one)))
    )
    for number, times in stated.items():
        judged.count("figures with a source", times <= sourced[number], case, f"{number}没有出处")


def _sourced(figure: DraftFigure, reports: Mapping[str, Report]) -> bool:
    report = reports.get(figure.report)
    if report is None or figure.quote not in report.clean:
        return False
    if figure.formula:
        texts = "\n".join(one.clean for one in reports.values() if one.place == report.place)
        terms = _NUMBER.findall(re.split("[=≈]", figure.formula)[0])
        return all(term == "100" or re.search(rf"(?<![\d.]){re.escape(term)}(?![\d.])", texts) for term in terms)
    held = set(_NUMBER.findall(figure.quote))
    return all(number in held for number in _NUMBER.findall(figure.text))


def _broken(draft: Draft) -> str:
    """What is no whole sentence: marks that an empty slot left behind, a paragraph that does not end; salutations and tables aside."""
    for line in "\n".join(one.text for one in draft.sections).split("\n"):
        said = _OPEN.sub("某", line)
        if found := _BROKEN.search(said):
            return said[max(found.start() - 20, 0) : found.end() + 5]
        if said not in {"", "某"} and not said.startswith("|") and not said.endswith(("。", "：", "；")):
            return said[-25:]
    return ""


def _places(reports: Iterable[Report]) -> set[str]:
    return {report.place.name for report in reports if report.place and not report.place.masked}


def _repeated(draft: Draft) -> str:
    """A sentence that stands twice outside tables."""
    lines = (line for one in draft.sections for line in one.text.split("\n") if not line.startswith("|"))
    said = Counter(s for line in lines for s in re.split("[。；]", _OPEN.sub("", line)) if len(s) >= 16)
    return next((sentence for sentence, times in said.items() if times > 1), "")


def _lengths(draft: Draft, case: Case, held: Held, reports: Sequence[Report], judged: Judged) -> None:
    """Each section whose material is there is long enough."""
    for heading, half in held.half(case).items():
        there = sum(_length(file, beginning, reports) for file, beginning in held.material(case, heading))
        if there:
            least, written = min(half, round(OF_MATERIAL * there)), _written(draft, heading)
            judged.count("sections long enough", written >= least, case, f"{heading}：{written}字，至少{least}字")


def _length(file: str, beginning: str, reports: Sequence[Report]) -> int:
    """How much text the sections under a heading of a file hold."""
    found = [
        len(_FRAME.split(report.clean[section.start + len(section.heading) : section.end].rstrip())[0])
        for report in reports
        if report.path.rsplit("/", 1)[-1].startswith(file)
        for section in report.sections
        if section.path and any(part.startswith(beginning) for part in section.path)
    ]
    assert found, f"{file}#{beginning}"
    return sum(found)


def _written(draft: Draft, heading: str) -> int:
    """How many characters a section has with those below it, gaps aside."""
    length, level = 0, 0
    for one in draft.sections:
        if level and 0 < one.level <= level:
            break
        if one.heading.split("、")[-1].split("）")[-1] == heading:
            level = one.level
        if level:
            length += len(_OPEN.sub("", one.text)) + (len(one.heading) if one.level > level else 0)
    return length
