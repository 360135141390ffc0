"""Whole sentences of the place's own reports for the sections that tell what was done: unchanged but for 我市/我县 and connectives.

A sentence is used once in a draft; a section of the source goes to the template section whose words its heading shares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.bind import bind
from assistant.drafting.fill import Filled, gap
from assistant.drafting.genre import Genre, Part, PracticeRule
from assistant.drafting.shapes import Shapes
from assistant.drafting.slots import own_word
from assistant.drafting.sources import Sources
from assistant.types import Passage, Place, Report
from assistant.words.dates import DateSpan, find_dates

_NUMBERING = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、](?!\d))\s*")
_MASKED_FIGURE = re.compile(r"[*＊×]+(?=余?[万亿]?(?:个|项|条|件|批|起|处|家|人|份|期|卷|次|轮|吨|元|%|部|名|月|日|年|大领域))")
_HALF_WIDTH = re.compile(r"(?<!\d),|,(?!\d)|(?<!\d):|:(?!\d)|;|(?<=[\u4e00-\u9fff])\(|\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\)")
_WIDE = str.maketrans(",:;()", "，：；（）")
_END = "。！？；"
_SHORTEST = 12
"""A line without a full stop and shorter than this is a signature, a label or a date, not a sentence."""


@dataclass(frozen=True)
class Block:
    """The sentences under one heading of a source report."""

    report: Report
    path: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass
class Taken:
    """The sentences a template section takes, and where they come from."""

    blocks: list[Block] = field(default_factory=list)

    def count(self) -> int:
        """How many sentences there are."""
        return sum(len(block.passages) for block in self.blocks)


def full_width(text: str) -> str:
    """Half-width marks of Chinese text as the standard wants them; those between digits stay."""
    text = re.sub("“([^“”]{1,20})“(?=[^“”]*(?:“|$))", r"“\1”", text)
    text = re.sub(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", r"（\1）", text)
    return _HALF_WIDTH.sub(lambda mark: mark[0].translate(_WIDE), text)


class Practices:
    """The share-out of a place's sentences among the sections of a genre."""

    def __init__(self, genre: Genre, sources: Sources, shapes: Shapes) -> None:
        self._sources = sources
        self._shapes = shapes
        self._own = own_word(sources.place.name, shapes) if sources.place else ""
        self._taken = _share_out([part for part in genre.parts if part.practice], _blocks(sources, shapes))

    def section(self, part: Part) -> Filled:
        """The text of a template section; a gap when the place's reports hold nothing for it."""
        assert part.practice is not None
        rule = part.practice
        taken = self._taken[id(part)]
        paragraphs = [text for block in taken.blocks if (text := self._paragraph(block, rule)).text]
        if not paragraphs:
            return Filled()
        joined = Filled()
        for number, paragraph in enumerate(paragraphs):
            joined += Filled("\n" if number else "") + paragraph
        return joined

    def origin(self, part: Part) -> str:
        """Which sections of which reports a template section's sentences come from."""
        taken = self._taken[id(part)]
        return "；".join(f"《{block.report.title}》{'—'.join(block.path) or '正文'}，{len(block.passages)}句" for block in taken.blocks)

    def _paragraph(self, block: Block, rule: PracticeRule) -> Filled:
        """One source section as one paragraph, or line by line where it is copied whole."""
        filled = Filled()
        for passage in block.passages:
            text = self._adapted(passage, block.report, opening=not filled.text and not rule.whole, whole=rule.whole)
            if text and not filled.text:
                filled += Filled(self._lead(block, rule))
            filled += Filled(text, bind(text, passage, self._sources.facts))
        return _with_mask_gaps(filled, rule.owner)

    def _lead(self, block: Block, rule: PracticeRule) -> str:
        """The heading that opens a paragraph: where the rule keeps them, or below the heading a copied section was found by."""
        below = rule.whole and not any(word in block.path[-1] for word in rule.headings)
        heading = block.path[-1] if below else _NUMBERING.sub("", block.path[-1])
        if not (rule.run_in or below) or re.search(r"\d", _NUMBERING.sub("", heading)):
            return ""
        return f"{full_width(self._named(heading.rstrip('。：:'), block.report.place))}。"

    def _adapted(self, passage: Passage, report: Report, *, opening: bool, whole: bool) -> str:
        """The sentence as the draft writes it; empty when it hides whom it is about."""
        bare = passage.text.strip().replace("\n", "")
        text = full_width(self._named(bare if whole else _NUMBERING.sub("", bare), report.place))
        text = self._shapes.named_person.sub(r"\1", text)
        if opening:
            text = self._shapes.connectives.sub("", text)
        unmasked = _MASKED_FIGURE.sub("", text)
        if any(mark in unmasked for mark in (*self._shapes.foreign_masks, "*", "＊")):
            return ""
        if not text.endswith(tuple(_END)) and len(text) < _SHORTEST and not whole:
            return ""
        return text if text.endswith(tuple(_END)) or not text else f"{text.rstrip('，：')}。"

    def _named(self, text: str, place: Place | None) -> str:
        """A masked name of the place itself reads 我市; a name that is not masked stays."""
        if place is None or not place.masked or not self._own:
            return text
        return text.replace(f"我{place.name}", self._own).replace(place.name, self._own)


def _with_mask_gaps(filled: Filled, owner: str) -> Filled:
    """Figures the source hides become gaps; nothing is guessed."""
    gaps: list[str] = []

    def one(_: re.Match[str]) -> str:
        hidden = gap("数字", owner, "原文隐去")
        gaps.extend(hidden.gaps)
        return hidden.text

    text = _MASKED_FIGURE.sub(one, filled.text)
    return Filled(text, filled.figures, (*filled.gaps, *gaps))


def _blocks(sources: Sources, shapes: Shapes) -> list[Block]:
    """Every section with its sentences; headings, signatures, attachment and contact lines are none."""
    blocks: list[Block] = []
    for report, passages in sources.sentences:
        grouped: dict[tuple[str, ...], list[Passage]] = {}
        for passage in passages:
            bare = _NUMBERING.sub("", passage.text.strip()).rstrip(_END + "：:")
            framing = shapes.framing.match(bare) or (report.issuer and bare in report.issuer) or find_dates(bare)[:1] == _whole(bare)
            if bare and not framing and not (passage.section and bare in passage.section[-1]):
                grouped.setdefault(passage.section, []).append(passage)
        blocks += [Block(report, path, tuple(rows)) for path, rows in grouped.items() if path]
    return blocks


def _whole(text: str) -> list[DateSpan]:
    """The date a text consists of."""
    return [span for span in find_dates(text) if (span.start, span.end) == (0, len(text))] or [DateSpan(-1, -1, None, None, None)]


def _fit(rule: PracticeRule, block: Block) -> int:
    """How well a source section suits a template section; 0 means not at all."""
    if rule.under and not any(word in heading for word in rule.under for heading in block.path):
        return 0
    if not rule.headings:
        return 1
    own = block.path if rule.whole else block.path[-1:]
    return 10 * sum(word in heading for word in rule.headings for heading in own)


def _share_out(parts: Sequence[Part], blocks: list[Block]) -> dict[int, Taken]:
    """Each source section goes to the part it fits best; a part stays with the first report that has something for it."""
    shared: dict[int, Taken] = {id(part): Taken() for part in parts}
    free: list[Block] = []
    for block in blocks:
        ranked = sorted(((_fit(part.practice, block), -n) for n, part in enumerate(parts) if part.practice), reverse=True)
        score, number = ranked[0] if ranked else (0, 0)
        if not score or not _accept(shared[id(parts[-number])], block, parts[-number]):
            free.append(block)
    for part in parts:
        if not shared[id(part)].blocks:
            _by_sentence(part, shared, free)
    return shared


def _accept(taken: Taken, block: Block, part: Part) -> bool:
    """Add a block to a part, up to the number of sentences it takes, all from one report."""
    assert part.practice is not None
    room = part.practice.most - taken.count()
    if room <= 0 or (taken.blocks and taken.blocks[0].report.id != block.report.id):
        return False
    taken.blocks.append(replace(block, passages=block.passages[:room]))
    return True


def _by_sentence(part: Part, shared: dict[int, Taken], free: list[Block]) -> None:
    """Sentences that hold the part's words: from sections nobody took, else from rich ones that keep at least two."""
    assert part.practice is not None
    rule = part.practice
    for pool in (free, *(taken.blocks for taken in shared.values())):
        for number, donor in enumerate(pool):
            if rule.under and not any(word in heading for word in rule.under for heading in donor.path):
                continue
            spare = donor.passages if pool is free else donor.passages[1:]
            rows = tuple(p for p in spare if any(word in p.text for word in rule.words))
            if not rows or (pool is not free and len(donor.passages) - len(rows) < 2):
                continue
            if _accept(shared[id(part)], replace(donor, passages=rows), part):
                pool[number] = replace(donor, passages=tuple(p for p in donor.passages if p not in rows))
                return
