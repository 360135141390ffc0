"""Whole sentences of the place's own reports for the sections that tell what was done: unchanged but for 我市/我县 and connectives.

A sentence is used once in a draft; a section of the source goes to the template section whose words its heading shares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.checking.proof import NUMBER, OPEN
from assistant.drafting.bind import bind
from assistant.drafting.fill import Filled, gap
from assistant.drafting.genre import Genre, Part, PracticeRule
from assistant.drafting.settled import settled_text
from assistant.drafting.shapes import Shapes
from assistant.drafting.slots import own_word
from assistant.drafting.sources import Sources
from assistant.types import Passage, Report
from assistant.words.dates import DateSpan, find_dates

_NUMBERING = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、](?!\d))\s*")
_MASKED_FIGURE = re.compile(
    r"([\u4e00-\u9fff]{0,12})[*＊×]+(?=余?[万亿]?(?:个|项|条|件|批|起|处|家|人|份|期|卷|次|轮|吨|元|%|部|名|月|日|年|大领域))"
)
_MASKED_NAME = re.compile(r"[*＊]+|某+(?![某些种一个的])")
_MOST_MASKS = 4
"""A sentence that hides more than this says too little to be used."""
_LABELLED = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．])?([^：。，；]{2,14})：(?=.)")
"""A heading that runs into its text (整改时限：…)."""
_HALF_WIDTH = re.compile(r"(?<!\d),|,(?!\d)|(?<!\d):|:(?!\d)|;|(?<=[\u4e00-\u9fff])\(|\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\)")
_WIDE = str.maketrans(",:;()", "，：；（）")
_END = "。！？；"
_SHORTEST = 12
"""A line without a full stop and shorter than this is a signature, a label or a date, not a sentence."""


_LONGEST_HEADING = 16
"""A heading longer than this may be a whole sentence."""


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
        blocks = [b for b in _blocks(sources, shapes) if not genre.copied_from or b.report.id == sources.copied]
        self._taken = _share_out([part for part in genre.parts if part.practice], blocks, sources.newest)

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

    def holds(self, quote: str) -> bool:
        """Whether a section already has the sentence that a figure comes from."""
        return any(p.text == quote for taken in self._taken.values() for block in taken.blocks for p in block.passages)

    def origin(self, part: Part) -> str:
        """Which sections of which reports a template section's sentences come from."""
        taken = self._taken[id(part)]
        return "；".join(f"《{block.report.title}》{'—'.join(block.path) or '正文'}，{len(block.passages)}句" for block in taken.blocks)

    def _paragraph(self, block: Block, rule: PracticeRule) -> Filled:
        """One source section as one paragraph, or line by line where it is copied whole."""
        filled = Filled()
        for passage in block.passages:
            text = self._adapted(passage, block.report, rule=rule, opening=not filled.text and not rule.whole)
            if text and not filled.text:
                filled += self._lead(block, rule, text)
            filled += Filled(text, bind(text, passage, self._sources.facts))
        if filled.text.endswith("；"):
            filled = replace(filled, text=f"{filled.text[:-1]}。")
        return _with_mask_gaps(filled)

    def _lead(self, block: Block, rule: PracticeRule, text: str) -> Filled:
        """The heading that opens a paragraph, where the rule keeps it, a copied section has points, or the text goes on from it."""
        heading = block.path[-1] if block.path else ""
        bare = _NUMBERING.sub("", heading).rstrip("。：: ")
        shown = full_width(self._named(bare, block.report))
        goes_on = text.startswith("，")
        own_name = len(bare) <= _SHORTEST and any(word in bare for word in rule.under)
        below = rule.whole and not any(word in heading for word in rule.headings)
        if not bare or text[:8] in shown or not (goes_on or below or (rule.run_in and not own_name)):
            return Filled()
        start = block.report.clean.find(bare)
        number = heading[: len(heading) - len(_NUMBERING.sub("", heading))] if below else ""
        written = f"{full_width(number)}{shown}{'' if goes_on else '。'}"
        figures = bind(shown, block.report.passage(start, start + len(bare)), self._sources.facts) if start >= 0 else ()
        return Filled(written, figures)

    def _adapted(self, passage: Passage, report: Report, *, rule: PracticeRule, opening: bool) -> str:
        """The sentence as the draft writes it; empty when it hides whom it is about."""
        bare = settled_text(passage, report, whole=rule.whole).strip().replace("\n", "")
        text = full_width(self._named(bare if rule.whole else _NUMBERING.sub("", bare), report))
        if (label := _LABELLED.match(text)) and any(label[1] in heading for heading in passage.section):
            text = text[label.end() :]
        text = self._shapes.named_person.sub(r"\1", text)
        if opening:
            text = self._shapes.connectives.sub("", text)
        masks = len(_MASKED_NAME.findall(text))
        hidden = masks > _MOST_MASKS or any(mark in _MASKED_NAME.sub("", text) for mark in self._shapes.foreign_masks)
        fragment = not text.endswith(tuple(_END)) and len(text) < _SHORTEST
        if not rule.whole and (hidden or fragment):
            return ""
        text = self._doubted(text, passage, report)
        return text if text.endswith(tuple(_END)) or not text else f"{text.rstrip('，：')}。"

    def _doubted(self, text: str, passage: Passage, report: Report) -> str:
        """Spots the reader holds for damaged (IOoo for 1000) are marked for a person to check, never changed."""
        first, last = report.offsets.raw_span(passage.start, passage.end)
        for repair in report.repairs:
            if repair.suggestion and first <= repair.start and repair.end <= last and repair.raw in text:
                note = f"{repair.raw}【待核：原文“{repair.raw}”疑为“{repair.text}”，建议核对原件】"
                text = text.replace(repair.raw, note, 1)
        return text

    def _named(self, text: str, report: Report) -> str:
        """A masked name of the place itself reads 我市, unless the report hides several places behind the same mask."""
        place = report.place
        if place is None or not place.masked or not self._own or _several(place.name, report.clean):
            return text
        return text.replace(f"我{place.name}", self._own).replace(place.name, self._own)


def _several(name: str, text: str) -> bool:
    """Whether a masked name stands in a row with other masked names, so that it is no identity."""
    mask = "[*＊某×]+[市县区州]"
    return re.search(rf"{re.escape(name)}、{mask}|{mask}、{re.escape(name)}", text) is not None


def _with_mask_gaps(filled: Filled) -> Filled:
    """Figures and names the source hides become gaps; nothing is guessed."""
    text = _MASKED_FIGURE.sub(lambda match: gap(f"{match[1]}数", "", "原文隐去").text.join((match[1], "")), filled.text)
    text = _MASKED_NAME.sub(gap("名称", "", "原文隐去").text, text)
    return Filled(text, filled.figures, tuple(dict.fromkeys(note[4:-1] for note in OPEN.findall(text))))


def _blocks(sources: Sources, shapes: Shapes) -> list[Block]:
    """Every section with its sentences; headings, signatures, attachment and contact lines are none."""
    blocks: list[Block] = []
    for report, passages in sources.sentences:
        grouped: dict[tuple[str, ...], list[Passage]] = {}
        spoken: dict[tuple[str, ...], list[Passage]] = {}
        for passage in passages:
            bare = _NUMBERING.sub("", passage.text.strip()).rstrip(_END + "：:")
            framing = (
                shapes.framing.match(bare)
                or shapes.signature.match(bare)
                or (report.issuer and bare in report.issuer)
                or find_dates(bare)[:1] == _whole(bare)
            )
            if bare.startswith("附件") and passage.start > len(report.clean) / 2:
                break  # what follows is the list of attachments and the signature
            if not bare or framing:
                continue
            heading = bool(passage.section) and bare in passage.section[-1]
            if not heading or len(bare) > _LONGEST_HEADING:
                (spoken if heading else grouped).setdefault(passage.section, []).append(passage)
        # A heading as long as a sentence with nothing below it is the item itself (（二）对剩余件逐件明确领导，月底前办结。).
        grouped = {**{path: rows for path, rows in spoken.items() if path not in grouped}, **grouped}
        blocks += [Block(report, path, tuple(rows)) for path, rows in sorted(grouped.items(), key=lambda item: item[1][0].start)]
    return blocks


def _whole(text: str) -> list[DateSpan]:
    """The date a text consists of."""
    return [span for span in find_dates(text) if (span.start, span.end) == (0, len(text))] or [DateSpan(-1, -1, None, None, None)]


def _within(rule: PracticeRule, block: Block) -> bool:
    """Whether a section stands where the rule looks; 开头 means the text before the first heading."""
    if not block.path:
        return "开头" in rule.under
    return not rule.under or any(word in heading for word in rule.under for heading in block.path)


def _fit(rule: PracticeRule, block: Block) -> int:
    """How well a source section suits a template section; 0 means not at all."""
    if not block.path or not _within(rule, block):
        return 0
    if not rule.headings:
        return 1
    own = block.path if rule.whole else block.path[-1:]
    return max((len(word) for word in rule.headings for heading in own if word in heading), default=0)


def _share_out(parts: Sequence[Part], blocks: list[Block], newest: frozenset[str]) -> dict[int, Taken]:
    """Each source section goes to the part it fits best; a part stays with the first report that has something for it."""
    shared: dict[int, Taken] = {id(part): Taken() for part in parts}
    free: list[Block] = []
    for block in blocks:
        ranked = sorted(((_fit(part.practice, block), -n) for n, part in enumerate(parts) if part.practice), reverse=True)
        score, number = ranked[0] if ranked else (0, 0)
        if not score or not _accept(shared[id(parts[-number])], _usable(block, parts[-number], newest), parts[-number]):
            free.append(block)
    for part in parts:
        if not shared[id(part)].blocks:
            _by_sentence(part, shared, free, newest)
    return shared


def _usable(block: Block, part: Part, newest: frozenset[str]) -> Block:
    """What of a block a part may use: an older report's figures have been overtaken."""
    assert part.practice is not None
    if block.report.id in newest or part.practice.older == "可用":
        return block
    rows = () if part.practice.older == "不用" else tuple(p for p in block.passages if not NUMBER.search(p.text))
    return replace(block, passages=rows)


def _accept(taken: Taken, block: Block, part: Part) -> bool:
    """Add a block to a part, up to the number of sentences it takes, all from one report."""
    assert part.practice is not None
    room = part.practice.most - taken.count()
    if room <= 0 or not block.passages or (taken.blocks and taken.blocks[0].report.id != block.report.id):
        return False
    taken.blocks.append(replace(block, passages=block.passages[:room]))
    return True


def _by_sentence(part: Part, shared: dict[int, Taken], free: list[Block], newest: frozenset[str]) -> None:
    """Sentences that hold the part's words: from sections nobody took, else from rich ones that keep at least two."""
    assert part.practice is not None
    rule = part.practice
    for pool in (free, *(taken.blocks for taken in shared.values())):
        for number, donor in enumerate(pool):
            if not _within(rule, donor):
                continue
            rows = tuple(p for p in _usable(donor, part, newest).passages if any(word in p.text for word in rule.words))
            if not rows or (pool is not free and len(donor.passages) - len(rows) < 2):
                continue
            if _accept(shared[id(part)], replace(donor, passages=rows), part):
                pool[number] = replace(donor, passages=tuple(p for p in donor.passages if p not in rows))
                return
