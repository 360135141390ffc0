"""Is a draft built as its kind is, does it hold what it must, leave open what it must, and show a source for every number?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from eval.cases import Case
from eval.gold import GoldSection, any_of
from eval.reading.formula import wrong_equation
from eval.reading.numbers import half_width, quantity, read_numbers
from eval.scorers.evidence import PASSED, Score
from eval.scorers.figure import states, written
from eval.scorers.wording import holds, normal
from eval.subject import DraftFigureRow, DraftRow, Sources

_OPEN = re.compile(r"【待[补核]：([^】]*)】")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3})*(?:\.\d+)?")
_ITEM = re.compile(r"(?:^|(?<=[。；\n]))\s*(?:\d{1,2}[.．](?!\d)|[（(]\d{1,2}[）)])", re.M)
_LEFT = re.compile(r"[〇○×xX]{2,}|_{2,}|＿{2,}|\{[^}]*\}|〔(?!\d{4}〕)[^〕]*〕|[（(]\s*[）)]|“\s*”")
"""A slot of a form: 〇〇〇, ××, {地区}, 〔地区〕, an empty bracket; 〔2024〕 numbers a document."""
_ISSUER = re.compile(r"【待[补核]：[^】]*(?:发文机关|发文单位|落款)")
_KIND = 2
"""报告, 通报, 方案, 公示 …: so many characters name a kind of paper."""
_ORDER = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])\s*")


@dataclass(frozen=True)
class Drafted:
    """A draft with its case and the reports it rests on."""

    case: Case
    draft: DraftRow
    sources: Sources

    @cached_property
    def text(self) -> str:
        """Title, frame, headings and sections."""
        sections = (f"{one['heading']}\n{one['text']}" for one in self.draft["sections"])
        return "\n".join([self.draft["title"], *self.draft["frame"], *sections])

    def under(self, wanted: GoldSection, begin: int) -> tuple[int, str]:
        """Where at or after `begin` a section stands, and its text up to the next gold heading that is not below it; -1 for nowhere."""
        golds = [heading for one in self.case.gold.sections for heading in any_of(one.heading)]
        sections = self.draft["sections"]
        for place in range(begin, len(sections)):
            if _is_headed(sections[place]["heading"], any_of(wanted.heading)):
                level, end = _level(sections[place]["heading"]), place + 1
                while end < len(sections) and not (_level(now := sections[end]["heading"]) <= level and _is_headed(now, golds)):
                    end += 1
                return place, "\n".join(one["text"] for one in sections[place:end])
        return -1, ""


def structure(drafted: Drafted) -> Score:
    """The title is whole, and the gold sections stand there in their order, none of them twice, none empty."""
    if not drafted.draft["title"].strip() or not drafted.draft["sections"]:
        return Score(False, "草稿没有标题或没有章节")
    if why := _untitled(drafted):
        return Score(False, why)
    begin = 0
    for wanted in drafted.case.gold.sections:
        place, text = drafted.under(wanted, begin)
        name = any_of(wanted.heading)[0]
        if place < 0:
            elsewhere = drafted.under(wanted, 0)[0] >= 0
            return Score(False, f"章节“{name}”次序不对" if elsewhere else f"缺少章节“{name}”")
        if drafted.under(wanted, place + 1)[0] >= 0:
            return Score(False, f"章节“{name}”重复")
        if not text.strip():
            return Score(False, f"章节“{name}”没有内容")
        begin = place + 1
    return PASSED


def _untitled(drafted: Drafted) -> str:
    """What the head lacks: a slot of the form is left as it is, no word says what paper it is, or nothing in the draft names its place.

    Where it is left open who issues the paper, the place comes with the issuer.
    """
    case, title = drafted.case, drafted.draft["title"]
    place, kind = case.place or "", re.sub(r"[（(].*?[）)]", "", case.genre or "").strip()[-_KIND:]
    if left := _LEFT.search(title.replace(place, "") if place else title):  # a place may be masked by the source: ××县
        return f"标题里有没有填的空：{left[0]}"
    if kind not in title:
        return f"标题没有写明文种“{kind}”"
    open_issuer = any(_ISSUER.search(line) for line in drafted.draft["frame"])
    return "" if place in drafted.text or open_issuer else f"全文没有写到“{place}”"


def coverage(drafted: Drafted) -> Score:
    """Every figure and wording is in the draft or its section, nothing forbidden is, each section is long enough without its gaps."""
    whys = [*_unsaid(drafted)]
    for wanted in drafted.case.gold.sections:
        _, text = drafted.under(wanted, 0)
        name = any_of(wanted.heading)[0]
        whys += [f"章节“{name}”缺少“{any_of(one)[0]}”" for one in wanted.must if not any(holds(text, spec) for spec in any_of(one))]
        length = len(re.sub(r"\s", "", _OPEN.sub("", text)))
        if length < wanted.least:
            whys.append(f"章节“{name}”只有 {length} 字，至少 {wanted.least} 字")
    return Score(False, "；".join(whys)) if whys else PASSED


def _unsaid(drafted: Drafted) -> Iterator[str]:
    gold, text = drafted.case.gold, drafted.text
    numbers = read_numbers(text)
    yield from (f"缺少 {written(one)}" for one in gold.figures if not any(states(number, one) for number in numbers))
    yield from (f"缺少“{any_of(one)[0]}”" for one in gold.must if not any(holds(text, spec) for spec in any_of(one)))
    yield from (f"不应出现“{spec}”" for spec in gold.must_not if holds(text, spec))


def gaps(drafted: Drafted) -> Score:
    """What gold wants left open is named as a gap and stands in the text as 【待补：…】; what stands there open is listed."""
    shown, listed = _OPEN.findall(drafted.text), drafted.draft["gaps"]
    for wanted in drafted.case.gold.gaps:
        if not any(spec in gap for spec in any_of(wanted) for gap in listed):
            return Score(False, f"应当待补而没有列出：{any_of(wanted)[0]}")
        if not any(spec in gap for spec in any_of(wanted) for gap in shown):
            return Score(False, f"文中没有标出待补：{any_of(wanted)[0]}")
    silent = [gap for gap in shown if not any(gap in one or one in gap for one in listed)]
    return Score(False, f"文中待补没有列入清单：{silent[0]}") if silent else PASSED


def sourced(drafted: Drafted) -> Score:
    """Every number of the text is a figure; a figure stands in its quotation, which stands in its report, or in a formula that holds."""
    for row in drafted.draft["figures"]:
        if why := _unsourced(row, drafted.sources):
            return Score(False, why)
    bound = {number for row in drafted.draft["figures"] for number in _NUMBER.findall(half_width(row["text"]))}
    texts = [drafted.draft["title"], *(one["text"] for one in drafted.draft["sections"])]
    free = [number for text in texts for number in _NUMBER.findall(_ITEM.sub("", _OPEN.sub("", half_width(text)))) if number not in bound]
    return Score(False, f"没有出处：{'、'.join(dict.fromkeys(free))}") if free else PASSED


def _unsourced(row: DraftFigureRow, sources: Sources) -> str:
    if row["formula"]:
        result = None if row["value"] is None else quantity(row["value"], row["unit"])
        wrong = wrong_equation(row["formula"], result)
        return f"算式不成立：{wrong}" if wrong else ""
    quote = row["source"]["quote"]
    if not quote or quote not in sources.text(row["source"]["report"]):
        return f"“{row['text']}”的依据在原文中找不到：{quote[:40]}"
    held = {number.value for number in read_numbers(quote)} | {number.printed for number in read_numbers(quote)}
    loose = [number for number in _NUMBER.findall(half_width(row["text"])) if not _in(number, quote) and quantity_of(number) not in held]
    return f"“{row['text']}”不在它的依据里：{quote[:40]}" if loose else ""


def quantity_of(printed: str) -> object:
    """The value of digits as they are printed."""
    return read_numbers(printed)[0].value


def _in(number: str, quote: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", half_width(quote)))


def _level(heading: str) -> int:
    """一、 before （一） before 1.; a heading without a number is of the first."""
    shape = _ORDER.match(heading)
    return 1 + (shape[0].strip()[0] in "（(") + 2 * shape[0].strip()[0].isdigit() if shape else 1


def _is_headed(heading: str, wanted: list[str]) -> bool:
    """Whether a heading, its number aside, is one of these or meets one of these patterns."""
    bare = normal(_ORDER.sub("", heading))
    return any(holds(bare, one) if one.startswith("re:") else bare == normal(_ORDER.sub("", one)) for one in wanted)


DRAFT_SCORERS: Mapping[str, Callable[[Drafted], Score]] = {"结构": structure, "内容": coverage, "待补": gaps, "来源": sourced}
