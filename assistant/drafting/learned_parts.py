"""A sample taken apart: title, 主送, sections with their paragraphs, closing, attachments, signature; all with slots in place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.drafting.learned_slots import Spot
from assistant.drafting.outline import bare
from assistant.types import Report, Section

_LONGEST_HEADING = 20
_ATTACHMENTS = re.compile(r"附件[：:]?\s*(.*)")
_DAY = re.compile(r"[\d〇○零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")
_CLOSING = re.compile(r"特此(?:报告|通报|公示|汇报|函告|通知)[^。\n]{0,6}。?")
_ROW = re.compile(r".*\|.*\||.*\t|(?:[^：；。]{1,16}：[^；。]*；){2}")
"""A row of a table: cells side by side, or each behind the words of its head."""
_BRACKETS = str.maketrans("〔〕{}", "（）（）")
_ITEM = re.compile(r"[（(]?\d{1,2}[）).．、](?!\d)\s*|[①②③④⑤⑥⑦⑧⑨⑩]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with slots; `spots` are those in it."""

    text: str
    spots: tuple[Spot, ...] = ()


@dataclass(slots=True)
class Chapter:
    """A heading with the paragraphs under it; no heading for the opening."""

    heading: Paragraph
    level: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: bool = False


@dataclass(slots=True)
class Apart:
    """The parts of a sample."""

    title: Paragraph
    addressee: Paragraph
    chapters: list[Chapter]
    closing: Paragraph
    attachments: list[Paragraph]
    signature: list[Paragraph]

    def every(self) -> list[Paragraph]:
        """What stands around the sections."""
        return [self.title, self.addressee, self.closing, *self.attachments, *self.signature]


class Slotted:
    """The sample's text with its slots."""

    def __init__(self, text: str, spots: Sequence[Spot], spellings: dict[str, str]) -> None:
        self._text = text
        self._spots = spots
        self._spellings = spellings

    def part(self, start: int, end: int) -> Paragraph:
        """[start, end) with slots in place; a slot that reaches over its edge is left out with what it covers."""
        pieces, last, within = [], start, []
        for spot in self._spots:
            if spot.end <= start or spot.start >= end:
                continue
            pieces.append(self._text[last : max(spot.start, last)].translate(_BRACKETS))
            pieces.append(f"〔{spot.name}〕")
            within.append(spot)
            last = min(spot.end, end)
        pieces.append(self._text[last:end].translate(_BRACKETS))
        text = re.sub(r"\s+", " ", "".join(pieces)).strip()
        for name, other in self._spellings.items():
            text = text.replace(name, other)
        return Paragraph(re.sub(r"\d", "", text), tuple(within))

    def find(self, words: str) -> Paragraph:
        """Words of the sample, wherever they first stand, also over several lines."""
        found = re.search(r"\s*".join(map(re.escape, "".join(words.split()))), self._text) if words.strip() else None
        return self.part(*found.span()) if found else Paragraph("")


def take_apart(report: Report, spots: Sequence[Spot], spellings: dict[str, str]) -> Apart:
    """The parts of a sample in the words that a template may have."""
    text, slotted = report.clean, Slotted(report.clean, spots, spellings)
    end, attachments = _tail(report)
    chapters: list[Chapter] = []
    for section in report.sections:
        if section.start < end:
            _chapter(chapters, section, slotted, text, min(section.end, end), report)
    closing = Paragraph("")
    if chapters and chapters[-1].paragraphs and _CLOSING.fullmatch(chapters[-1].paragraphs[-1].text):
        closing = chapters[-1].paragraphs.pop()
    addressee = slotted.find(report.addressee)
    return Apart(
        slotted.find(report.title),
        Paragraph(f"{addressee.text.rstrip('：:')}：", addressee.spots) if addressee.text else addressee,
        [one for one in chapters if one.heading.text or one.paragraphs],
        closing,
        [slotted.part(*span) for span in attachments],
        [slotted.find(unit) for unit in report.issuer.split()] if report.issuer else [],
    )


def _tail(report: Report) -> tuple[int, list[tuple[int, int]]]:
    """Where the text ends and attachments or signature begin; the spans of the attachments' names."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", report.clean)]
    units = {"".join(unit.split()) for unit in (*report.issuer.split(), report.issuer)}
    end = len(report.clean)
    names: list[tuple[int, int]] = []
    for start, stop in reversed(lines):
        line = report.clean[start:stop].strip()
        said = "".join(line.split())
        attached = _ATTACHMENTS.fullmatch(line)
        if attached:
            named = [(start + report.clean[start:stop].rfind(attached[1]), stop)] if attached[1] else []
            return start, [_unnumbered(report.clean, *span) for span in (*named, *reversed(names))]
        if said in units or _DAY.fullmatch(said):
            end = start
        elif _ITEM.match(line) and len(line) < 60 and not line.endswith("。"):
            names.append((start, stop))
        else:
            break
    return end, []


def _unnumbered(text: str, start: int, stop: int) -> tuple[int, int]:
    found = re.compile(r"\s*" + f"(?:{_ITEM.pattern})?").match(text, start)
    return (found.end() if found else start), stop


def _without_brackets(heading: Paragraph) -> Paragraph:
    """A heading without the remark behind it (反馈问题（第6号）)."""
    text = re.sub("（[^（）]*〔[^（）]*）$", "", heading.text)
    return Paragraph(text, tuple(spot for spot in heading.spots if f"〔{spot.name}〕" in text))


def _chapter(chapters: list[Chapter], section: Section, slotted: Slotted, text: str, end: int, report: Report) -> None:
    """A section goes to the chapters; one whose heading is a whole sentence is a paragraph of the one before it."""
    start, heading = section.start, section.heading
    begun = text.find(heading, start)
    stop = begun + len(heading)
    title = _without_brackets(slotted.part(stop - len(bare(heading)), stop))
    short = (
        0 < section.level <= 4
        and len(bare(heading)) <= _LONGEST_HEADING
        and not re.search("[，。；]", heading + text[stop : stop + 1].strip("。"))
    )
    short = short and all(spot.rule.field for spot in title.spots)
    if short:
        chapters.append(Chapter(title, section.level))
        start = stop
    elif not chapters:
        chapters.append(Chapter(Paragraph(""), 0))
    known = {
        "".join(one.split()).rstrip("：:") for one in (report.title, report.addressee, report.number, report.issuer, *report.issuer.split())
    }
    whole = "".join(report.title.split())
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match[0].lstrip(" 　。：:").rstrip() if match.start() == 0 and short else match[0].strip()
        said = "".join(line.split()).rstrip("：:")
        if not said or said in known or _DAY.fullmatch(said) or (not section.heading and said in whole):
            continue
        if _ROW.match(line):
            chapters[-1].tables = True
            continue
        begun = start + match.start() + match[0].find(line)
        item = _ITEM.match(line)
        chapters[-1].paragraphs.append(slotted.part(begun + (item.end() if item else 0), begun + len(line)))
