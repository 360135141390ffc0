"""Whole sentences of the place's own reports for the sections that tell what was done: unchanged but for 我市/我县 and connectives.

A sentence is used once in a draft; a section of the source goes to the template section whose words its heading shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.checking.proof import NUMBER, OPEN
from assistant.drafting.bind import bind
from assistant.drafting.fields import own_word
from assistant.drafting.fill import Filled, gap
from assistant.drafting.genre import Genre, Part, PracticeRule
from assistant.drafting.settled import settled_text
from assistant.drafting.shapes import Shapes
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
_LABELLED = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|\d{1,2}[.．])?([^：。，；]{2,14})：")
"""A heading that runs into its text (整改时限：…)."""
_POINT = re.compile(r"[一二三四五六七八九十]是([^：:。，；,]{2,12})[：:]")
"""A point of a run of text that is named like a section (二是整改目标：…); what follows stands under it."""
_HALF_WIDTH = re.compile(r"(?<!\d),|,(?!\d)|(?<!\d):|:(?!\d)|;|(?<=[\u4e00-\u9fff])\(|\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\)")
_WIDE = str.maketrans(",:;()", "，：；（）")
_END = "。！？；"
_PLANS = ("整改方案",)
"""Genres that say what is to be done."""
_DONE, _PROGRESS = "做法", "整改落实情况报告"
_NO_SLOGAN = re.compile("情况|问题|任务|目标|要求|原则|结论|单位|时限|清单|附件|进展|方面|质量|打算")
"""Words of headings that name what a section holds."""
_SHORTEST = 12
"""A line without a full stop and shorter than this is a signature, a label or a date, not a sentence."""


_LONGEST_HEADING = 16
"""A heading longer than this may be a whole sentence."""
_CUT = re.compile(r"，[^。！？；”）)]*\Z")
"""The last words of a text that was taken in only so far: the sentence has begun and has no end."""
_HEADING = re.compile(r"(?!下一步)[^\d，。；：*＊]{3,16}(?:，[^\d，。；：*＊]{3,16})?")
"""A heading that a draft may take over: 坚持执法同步, 绘好“责任图”，解决推诿扯皮."""


@dataclass(frozen=True)
class Block:
    """The sentences under one heading of a source report."""

    report: Report
    path: tuple[str, ...]
    passages: tuple[Passage, ...]
    kinds: frozenset[str] = frozenset()
    """What kind of section it stands in (做法, 存在问题), by the topmost heading that tells."""


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
        blocks = [b for b in _blocks(sources, shapes) if _open_to(genre, b.report, sources)]
        shapes.check_kinds(kind for part in genre.parts if part.practice for kind in part.practice.kinds)
        self._rules = {id(part): part.practice for part in genre.parts if part.practice}
        self._taken = _share_out([(id(part), self._rules[id(part)]) for part in genre.parts if part.practice], blocks, sources.newest)

    def section(self, part: Part) -> Filled:
        """The text of a template section; empty when the place's reports hold nothing for it."""
        joined = Filled()
        for paragraph in (text for _, text in self._written(part)):
            joined += Filled("\n" if joined.text else "") + paragraph
        return joined if joined.text or not self._rules[id(part)].titles else self._titles(self._rules[id(part)])

    def _titles(self, rule: PracticeRule) -> Filled:
        """The headings below a section that tells measures and results together."""
        below = [
            b for taken in self._taken.values() for b in taken.blocks if len(b.path) > 1 and any(w in b.path[-2] for w in rule.headings)
        ]
        named = [_NUMBERING.sub("", block.path[-1]).rstrip("。：: ") for block in below]
        return Filled(f"{'；'.join(named)}。") if named and all(_HEADING.fullmatch(one) for one in named) else Filled()

    def divided(self, part: Part) -> list[tuple[str, Filled]]:
        """The source's sections under its own headings, what stands above them without one.

        Nothing where there is but one, or a heading is a sentence or holds a number.
        """
        written = self._written(part, divided=True)
        headings = [heading for heading, _ in written if heading]
        return written if len(headings) > 1 and all(_HEADING.fullmatch(heading) for heading in headings) else []

    def _written(self, part: Part, *, divided: bool = False) -> list[tuple[str, Filled]]:
        rule = self._rules[id(part)]
        rule = rule.model_copy(update={"run_in": not divided}) if rule.split else rule
        blocks = self._taken[id(part)].blocks
        above = {block.path[0] for block in blocks if len(block.path) > 1}
        found = [
            ("" if not block.path or block.path[-1] in above else _NUMBERING.sub("", block.path[-1]).rstrip("。：: "), text)
            for block, text in ((block, self._paragraph(block, rule, divided=divided)) for block in blocks)
        ]
        return [(full_width(self._named(heading, self._sources.reports[0])), text) for heading, text in found if text.text]

    def holds(self, quote: str) -> bool:
        """Whether a section already has the sentence that a figure comes from."""
        return any(p.text == quote for taken in self._taken.values() for block in taken.blocks for p in block.passages)

    def origin(self, part: Part) -> str:
        """Which sections of which reports a template section's sentences come from."""
        taken = self._taken[id(part)]
        return "；".join(f"《{block.report.title}》{'—'.join(block.path) or '正文'}，{len(block.passages)}句" for block in taken.blocks)

    def _paragraph(self, block: Block, rule: PracticeRule, *, divided: bool = False) -> Filled:
        """One source section as one paragraph, under its own heading where it is divided."""
        filled = Filled()
        for passage in block.passages:
            text = self._adapted(passage, block, rule=rule, opening=not filled.text and not rule.whole)
            if text and not filled.text and not divided:
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
        named = bool(block.kinds & set(rule.kinds)) or any(word in bare for word in rule.under)
        own_name = len(block.path) == 1 and len(bare) <= _SHORTEST and named
        below = rule.whole and not any(word in heading for word in rule.headings)
        if not bare or text[:8] in shown or not (goes_on or below or (rule.run_in and not own_name)):
            return Filled()
        start = block.report.clean.find(bare)
        number = heading[: len(heading) - len(_NUMBERING.sub("", heading))] if below else ""
        written = f"{full_width(number)}{shown}{'' if goes_on else '。'}"
        figures = bind(shown, block.report.passage(start, start + len(bare)), self._sources.facts) if start >= 0 else ()
        return Filled(written, figures)

    def _adapted(self, passage: Passage, block: Block, *, rule: PracticeRule, opening: bool) -> str:
        """The sentence as the draft writes it; empty when it hides whom it is about."""
        report = block.report
        bare = settled_text(passage, report, whole=rule.whole).strip().replace("\n", "")
        text = full_width(self._named(bare if rule.whole else _NUMBERING.sub("", bare), report))
        if (label := _LABELLED.match(text)) and any(label[1] in heading for heading in block.path):
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
                meant = f"疑为“{repair.text}”" if repair.text else "疑为多余字符"
                note = f"{repair.raw}【待核：原文“{repair.raw}”{meant}，建议核对原件】"
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
        under = ""
        last: tuple[str, ...] = ()
        for passage in passages:
            bare = _NUMBERING.sub("", passage.text.strip()).rstrip(_END + "：:")
            point = _POINT.match(passage.text.strip())
            under = point[1] if point else under if passage.section == last else ""
            last, path = passage.section, (*passage.section, under) if under else passage.section
            framing = (
                shapes.framing.match(bare)
                or shapes.signature.match(bare)
                or (report.issuer and bare in report.issuer)
                or find_dates(bare)[:1] == _whole(bare)
            )
            if bare.startswith("附件") and passage.start > len(report.clean) / 2:
                break  # what follows is the list of attachments and the signature
            if not bare or framing or (passage is passages[-1] and _CUT.search(passage.text)):
                continue
            heading = bool(passage.section) and bare in passage.section[-1]
            if not path and not passage.text.rstrip().endswith(tuple(_END + "：")):
                continue  # a title, or the line below it
            if not heading or len(bare) > _LONGEST_HEADING:
                (spoken if heading else grouped).setdefault(path, []).append(passage)
        # A heading as long as a sentence with nothing below it is the item itself (（二）对剩余件逐件明确领导，月底前办结。).
        grouped = {**{path: rows for path, rows in spoken.items() if path not in grouped}, **grouped}
        blocks += [
            Block(report, path, tuple(rows), _kinds(path, shapes))
            for path, rows in sorted(grouped.items(), key=lambda item: item[1][0].start)
        ]
    return list(_told_by_slogans(blocks))


def _told_by_slogans(blocks: list[Block]) -> Iterator[Block]:
    """The sections, those under a slogan (敢抓敢管，把责任扛在肩上) told as 做法 where a progress report has none that is called so."""
    named = {block.report.id for block in blocks if _DONE in block.kinds}
    for block in blocks:
        slogan = block.path and not block.kinds and not _NO_SLOGAN.search(block.path[0])
        free = block.report.genre == _PROGRESS and block.report.id not in named
        yield replace(block, kinds=frozenset({_DONE})) if slogan and free else block


def _whole(text: str) -> list[DateSpan]:
    """The date a text consists of."""
    return [span for span in find_dates(text) if (span.start, span.end) == (0, len(text))] or [DateSpan(-1, -1, None, None, None)]


def _open_to(genre: Genre, report: Report, sources: Sources) -> bool:
    """Whether a genre may use a report: one it copies from only that, and what is planned is never told as done."""
    if genre.copied_from:
        return report.id == sources.copied
    return report.genre not in _PLANS or any(part.practice and report.genre in part.practice.genres for part in genre.parts)


def _kinds(path: tuple[str, ...], shapes: Shapes) -> frozenset[str]:
    """What the topmost telling heading says; one as long as a sentence tells nothing."""
    for heading in path:
        found = {kind for kind, words in shapes.kinds.items() if any(word in heading for word in words)}
        if found and len(_NUMBERING.sub("", heading)) <= _LONGEST_HEADING:
            return frozenset(found)
    return frozenset()


def _within(rule: PracticeRule, block: Block) -> bool:
    """Whether a section stands where the rule looks; 开头 means the text before the first heading."""
    if not block.path:
        return "开头" in rule.under
    if not rule.under and not rule.kinds:
        return True
    own = _NUMBERING.sub("", block.path[-1])
    above = block.path if len(own) <= _LONGEST_HEADING else block.path[:-1]
    return bool(block.kinds & set(rule.kinds)) or any(word in heading for word in rule.under for heading in above)


def _fit(rule: PracticeRule, block: Block) -> int:
    """How well a source section suits a template section; 0 means not at all."""
    if block.report.genre in rule.genres and (block.path or "开头" in rule.under):
        return 2 if block.path and not rule.headings else 1
    if not block.path or not _within(rule, block):
        return 0
    if not rule.headings:
        return 1
    own = list(enumerate(block.path))[0 if rule.whole else -1 :]
    return max((_weight(word, heading, depth) for word in rule.headings for depth, heading in own if word in heading), default=0)


def _weight(word: str, heading: str, depth: int) -> int:
    """How much a word of a heading tells: the longer the more, then what it ends with (整改任务完成情况), then the deeper heading."""
    return 16 * len(word) + 8 * heading.rstrip("。：: ").endswith(word) + depth


def _share_out(rules: Sequence[tuple[int, PracticeRule]], blocks: list[Block], newest: frozenset[str]) -> dict[int, Taken]:
    """Each source section goes to the part it fits best; a part stays with the first report that has something for it."""
    shared: dict[int, Taken] = {key: Taken() for key, _ in rules}
    preferred = {genre for _, rule in rules for genre in rule.genres}
    free: list[Block] = []
    for block in sorted(blocks, key=lambda one: one.report.genre not in preferred):
        ranked = sorted(((_fit(rule, block), -n) for n, (_, rule) in enumerate(rules)), reverse=True)
        score, number = ranked[0] if ranked else (0, 0)
        key, rule = rules[-number] if ranked else (0, None)
        if not score or rule is None or not _accept(shared[key], _usable(block, rule, newest), rule):
            free.append(block)
    for key, rule in rules:
        if not shared[key].blocks:
            _by_sentence(key, rule, shared, free, newest)
    return shared


def _usable(block: Block, rule: PracticeRule, newest: frozenset[str]) -> Block:
    """What of a block a part may use: an older report's figures have been overtaken, unless it is one of the genre itself."""
    if block.report.id in newest or rule.older == "可用" or block.report.genre in rule.genres:
        return block
    rows = () if rule.older == "不用" else tuple(p for p in block.passages if not NUMBER.search(p.text))
    return replace(block, passages=rows)


def _accept(taken: Taken, block: Block, rule: PracticeRule) -> bool:
    """Add a block to a part, up to the number of sentences it takes, all from one report."""
    room = rule.most - taken.count()
    if room <= 0 or not block.passages or (taken.blocks and not rule.several and taken.blocks[0].report.id != block.report.id):
        return False
    taken.blocks.append(replace(block, passages=block.passages[:room]))
    return True


def _by_sentence(key: int, rule: PracticeRule, shared: dict[int, Taken], free: list[Block], newest: frozenset[str]) -> None:
    """Sentences that hold the part's words: from sections nobody took, else from rich ones that keep at least two."""
    for pool in (free, *(taken.blocks for taken in shared.values())):
        for number, donor in enumerate(pool):
            if not _within(rule, donor):
                continue
            rows = tuple(_sentences_with(rule.words, _usable(donor, rule, newest).passages))
            if not rows or (pool is not free and len(donor.passages) - len(rows) < 2):
                continue
            if _accept(shared[key], replace(donor, passages=rows), rule):
                pool[number] = replace(donor, passages=tuple(p for p in donor.passages if p not in rows))
                return


def _sentences_with(words: Sequence[str], passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of every sentence that holds one of the words: a half after ； needs the period that the first half names."""
    sentence: list[Passage] = []
    for passage in passages:
        sentence.append(passage)
        if not passage.text.rstrip().endswith(("；", ";")):
            if any(word in one.text for word in words for one in sentence):
                yield from sentence
            sentence = []
    if any(word in one.text for word in words for one in sentence):
        yield from sentence
