"""A genre template and the material of one place become a draft whose every figure has a source and every hole a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.drafting.annex import BORROWED
from assistant.drafting.attached import attachment
from assistant.drafting.checked import with_checks
from assistant.drafting.discretion import with_discretion
from assistant.drafting.fill import Filled, fill, first_complete, gap, table, written_about
from assistant.drafting.genre import Genre, Part, find_genre
from assistant.drafting.matters import Matter, chosen, ledger_items, listed
from assistant.drafting.practices import Practices
from assistant.drafting.shapes import Shapes, load_shapes
from assistant.drafting.slots import Slots
from assistant.drafting.sources import Sources, gather
from assistant.drafting.wording import Checking
from assistant.errors import UsageError
from assistant.types import Check, Draft, DraftSection, Library, Report, Scope
from assistant.words.lexicon import Lexicon, load_lexicon

Rewording = Callable[[Draft, Sequence[Report], Checking], Draft]
"""What puts a checked draft over these reports into other words and has it checked again."""
_HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八")
_EMPTIED = (("，。", "。"), ("，；", "；"), ("；。", "。"), ("：，", "："), ("，，", "，"), ("。。", "。"), ("（）", ""))
"""What optional parts leave behind when they are dropped."""


@dataclass(frozen=True)
class _Writer:
    """The parts of one draft being written."""

    genre: Genre
    sources: Sources
    slots: Slots
    practices: Practices
    items: Mapping[str, tuple[Matter, ...]]
    """The items that tables list, by what their rule wants."""

    def rows(self, part: Part) -> list[tuple[Part, Filled]]:
        """A template section filled, with those below it that take the headings of the source."""
        if not part.practice or not part.practice.split:
            return [(part, self.part(part))]
        below = self.practices.divided(part)
        if not below:
            return [(part, self.part(part))]
        intro = [text for heading, text in below if not heading]
        titled = [
            (part.model_copy(update={"heading": heading, "level": part.level + 1, "practice": None, "table": None}), text)
            for heading, text in below
            if heading
        ]
        return [(part, self.part(part, taken=intro)), *titled]

    def part(self, part: Part, *, taken: list[Filled] | None = None) -> Filled:
        """One template section filled, with the sentences taken for it; empty when it may be left out and nothing is there."""
        pieces = [*self._paragraphs(part)]
        if part.practice:
            pieces += self._practice(part) if taken is None else taken
        if part.table:
            pieces.append(table(part.table, self.slots, self._items(part)))
        joined = Filled()
        for piece in pieces:
            if piece.text.strip():
                joined += Filled("\n" if joined.text else "") + piece
        return replace(joined, text=_tidy(joined.text))

    def _items(self, part: Part) -> tuple[Matter, ...]:
        """The items of a section's table; how far one is stays out of its row where the section's own sentences say it."""
        items = self.items.get(part.table.per_item, ()) if part.table else ()
        return tuple(one.without("差距") if any(self.practices.holds(f.quote) for f in one.value("差距").figures) else one for one in items)

    def _paragraphs(self, part: Part) -> list[Filled]:
        rows = written_about(self.slots, part.needs) if part.per_inspection or part.others else [self.slots]
        if part.others:
            own = self.sources.inspection.display if self.sources.inspection else ""
            rows = [one for one in rows if one.sources.inspection and one.sources.inspection.display != own and one.has(part.needs)]
        elif part.needs and not part.per_inspection:
            rows = [one for one in rows if one.has(part.needs)]
        choices = [(item,) if isinstance(item, str) else item for item in part.paragraphs]
        return [first_complete(choice, slots) for slots in rows for choice in choices]

    def _practice(self, part: Part) -> list[Filled]:
        assert part.practice is not None
        found = self.practices.section(part)
        if found.text:
            return [found]
        spare = [filled for text in part.fallback if (filled := fill(text, self.slots)).text.strip() and not filled.gaps]
        spare = [filled for filled in spare if not any(self.practices.holds(figure.quote) for figure in filled.figures)]
        if (self._items(part) if part.table and part.table.per_item else spare) or (part.optional and self.sources.place):
            return spare
        return [gap(part.practice.missing or f"{part.heading}的具体情况", part.practice.owner)]


def compose(
    genre: str,
    library: Library,
    scope: Scope,
    *,
    section: str | None = None,
    home: Path | None = None,
    worded: Rewording | None = None,
) -> Draft:
    """Draft a document of a genre for the place of the scope, whole or one section of it, `worded` by a model where one is given.

    Raises:
        UsageError: no such genre, section or item, or the place is not clear.
        KnowledgeError: a template or the shapes file cannot be used.
    """
    template, shapes = find_genre(genre, home), load_shapes(home)
    if scope.item and not template.matter:
        raise UsageError(f"“{template.name}”不是写单个事项的文种，请去掉 --item，或换用督办函、整改销号公示等写单个事项的文种。")
    sources = gather(library, scope, template.lead, newest=template.newest_inspection)
    writer, about = _writer(template, sources, shapes, scope.item or "", load_lexicon(home))
    sources, slots = writer.sources, writer.slots
    written = _numbered([row for part in _chosen(template, section) for row in writer.rows(part)], slots)
    frame = _frame(template, slots, whole=section is None)
    names = tuple(frame["attachments"].text.split("\n")) if frame["attachments"].text else ()
    page = attachment(template, slots, ledger_items(sources, load_lexicon(home))) if names else Filled()
    draft = Draft(
        template.name,
        frame["title"].text,
        frame["addressee"].text,
        tuple(DraftSection(heading, part.level, filled.text, filled.gaps) for heading, part, filled in written)
        + ((DraftSection("", 0, frame["closing"].text, frame["closing"].gaps),) if frame["closing"].text else ())
        + ((DraftSection(names[0], 0, page.text, page.gaps, attached=True),) if page.text else ()),
        frame["signature"].text,
        frame["date"].text,
        tuple(figure for filled in (frame["title"], *(row[2] for row in written), page) for figure in filled.figures),
        (),
        tuple(dict.fromkeys(note for filled in (*frame.values(), *(row[2] for row in written), page) for note in filled.gaps)),
        names,
    )
    origins = [*about, *_origins(writer, written)]
    checked = with_checks(draft, sources, origins, home)
    if worded is not None:
        checked = worded(checked, sources.reports, lambda one, notes: with_checks(one, sources, [*origins, *notes], home))
    return with_discretion(checked, sources.reports)


def _writer(template: Genre, sources: Sources, shapes: Shapes, item: str, lexicon: Lexicon) -> tuple[_Writer, tuple[Check, ...]]:
    """What writes the parts, with the one item the document is about and a line of the 核对表 that says which it is."""
    copied = sources.copying(template.copied_from)
    matter: Matter | None = None
    about: tuple[Check, ...] = ()
    if template.matter and (item or not copied.copied):
        matter, others = chosen(template.matter, item, sources, lexicon, shapes)
    if matter:
        more = f"；另有{others}个这样的事项，可以指定" if others else ""
        sources = sources.about(matter.inspection)
        about = (Check(f"{BORROWED}事项", True, f"{matter.origin}{more}"),)
    elif copied.copied:
        sources = copied
    if matter and template.copied_from:
        template = template.model_copy(update={"copied_from": ("（台账事项）",)})  # the item's row alone: no text of another item
    wanted = {part.table.per_item for part in template.parts if part.table and part.table.per_item}
    items: dict[str, tuple[Matter, ...]] = {want: listed(want, sources, lexicon, shapes) for want in wanted}
    slots = Slots(template, sources, shapes, matter)
    return _Writer(template, sources, slots, Practices(template, sources, shapes), items), about


def _chosen(template: Genre, section: str | None) -> list[Part]:
    """All parts, or the one whose heading is asked for with those below it."""
    if section is None:
        return list(template.parts)
    wanted = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*", "", section.strip())
    for number, part in enumerate(template.parts):
        if wanted and part.heading and (wanted in part.heading or part.heading in wanted):
            below = [n for n, other in enumerate(template.parts) if n > number and 0 < other.level <= part.level]
            return list(template.parts[number : below[0] if below else None])
    headings = "、".join(part.heading for part in template.parts if part.heading)
    raise UsageError(f"“{template.name}”没有“{section[:30]}”这一节；可选：{headings}。")


def _numbered(rows: list[tuple[Part, Filled]], slots: Slots) -> list[tuple[str, Part, Filled]]:
    """Drop optional sections with nothing in them, then number the rest 一、（一）1.（1）, the names in their headings filled in."""
    kept = [(part, filled) for part, filled in rows if filled.text or not (part.optional and slots.sources.place)]
    kept = [row for n, row in enumerate(kept) if row[1].text or _heads_more(kept, n)]
    counters = [0] * 5
    numbered = []
    for part, filled in kept:
        if part.level:
            counters[part.level] += 1
            counters[part.level + 1 :] = [0] * (4 - part.level)
        heading = fill(part.heading, slots).text
        numbered.append((_number(part.level, counters[part.level]) + heading, part, filled))
    return numbered


def _heads_more(rows: list[tuple[Part, Filled]], number: int) -> bool:
    """Whether a section without words of its own has sections below it, or a piece without a heading that stands under it."""
    own = rows[number][0].level
    after = next((part for part, filled in rows[number + 1 :] if part.level or filled.text), None)
    return own > 0 and after is not None and (after.level > own or not after.level)


def _number(level: int, count: int) -> str:
    return ("", f"{_HAN[count - 1]}、", f"（{_HAN[count - 1]}）", f"{count}.", f"（{count}）")[level]


def _frame(template: Genre, slots: Slots, *, whole: bool) -> dict[str, Filled]:
    """What stands around the sections; a single section comes with its title only."""
    lines = Filled()
    for text in template.attachments:
        lines += Filled("\n" if lines.text else "") + fill(text, slots)
    signature = Filled()
    for text in template.signature:
        signature += Filled("\n" if signature.text else "") + fill(text, slots)
    frame = {
        "title": fill(template.title, slots),
        "addressee": fill(template.addressee, slots),
        "closing": fill(template.closing, slots),
        "signature": signature,
        "date": gap("成文日期", "") if template.signature else Filled(),
        "attachments": lines,
    }
    return frame if whole else {name: filled if name == "title" else Filled() for name, filled in frame.items()}


def _tidy(text: str) -> str:
    for wrong, right in _EMPTIED:
        while wrong in text:
            text = text.replace(wrong, right)
    return text


def _origins(writer: _Writer, written: list[tuple[str, Part, Filled]]) -> list[Check]:
    """Where the sentences of each section were taken from, for the 核对表."""
    found, above = [], ""
    for heading, part, filled in written:
        above = heading or above  # a piece without a heading stands under the one before it
        if part.practice and filled.text and (origin := writer.practices.origin(part)):
            found.append(Check(f"{BORROWED}{above or '正文'}", True, origin))
    return found
