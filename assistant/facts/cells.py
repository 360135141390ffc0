"""A cell is one number with the words that belong to it: the unit of extraction.

A sentence is cut at its marks; a number owns the words before it back to the last mark and the words behind it up to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from assistant.facts.bare import bare_figures, is_fraction
from assistant.types import Passage, Report
from assistant.words.lexicon import Lexicon
from assistant.words.spans import disjoint, overlaps
from assistant.words.units import QuantitySpan

_SENTENCE = re.compile(
    r"(?:(?<![^。！？!?\n])[^。！？!?\n]{2,24}[？?](?=[^。！？!?”’」』\s]))?"
    r"(?:[^。！？!?\n]|(?<=[多怎如][少样何么])[？?](?=[^。！？!?\n])|(?<=几[个项件家])[？?](?=[^。！？!?\n]))+"
    r"(?:[。！？!?]+[”’」』）)]?|(?=\n)|$)"
)
"""A short question that the text puts to itself is one with its answer: 看了什么？点位12个. So is a longer one for a number."""
_STRONG = re.compile(
    r"[，；：。！？?（）\n|｜│,;:()\[\]【】《》…▶►▷✅☑✔⚠❗●■◆▲▍◎→]|(?<![\d一-龥])·|·(?![\d一-龥])|(?<![个项件条宗起])——|——(?!这?就?是)|(?<=[个项件条宗起次期篇笔处份家人里元卷])[／/](?=[一-龥]{2,12}?[\d*＊])|(?<=[一-龥])(?<![吨克升元次米])／(?=[一-龥])"
)
_LABEL = re.compile(r"(?:(?<=[，；。！？：）\n])|^)[一-龥]{2,10}$")
_ASKED = re.compile(
    r"(?:(?<=[，；。：？?）、\s“])|^)((?:[一-龥]{0,8}?)[一-龥]{2})(?:了|的|又|还|共|是|为)*(?:有|是)?(?:多少|几)[个项件条]?$"
)
_LEADS_IN = re.compile(r"(?:[为是有下中看分]|其中|情况|分别|统计|结果|数据|分布|构成)$")
"""At the end of words ahead of a colon: they lead in what follows and are no name of one figure."""
_PROTECTED = re.compile(r"“[^”]{1,20}”|\d[:：∶]\d")
_RANKS = frozenset({"位", "名"})
_JOINED = re.compile(r"^(?:以及|和|与|及)")
_JOINER = re.compile(r"、|以及|和|(?<!涉)(?<!普)及|与")
_BODY = re.compile(r"局|厅|委|支队|大队|中心")
_WHOLE_NAME = re.compile(r"(?:局|厅|委|委员会|办|办公室|部|院|站|中心|公司|政府|队|街道|[镇乡县区市州])$")
_TRAILING = re.compile(
    r"(?:均|各|都|有|共|计|为|是|达|约|近|仅|已|分别|仍|还|还剩|另|占|合计|共计|累计|总数|总计|的|等|等地|其中|数量|件数|各?(?:承办|办理|牵头|负责))+$"
)
_OWNED = re.compile(
    r"(?:第[一二三四五]轮|中央|省级|省委|省|国家|生态|环境|保护|环保|[“”]?回头看[”]?|[我全本该][省市县区]|组|的)*"
    r"(?:反馈|督察|督查|信访|举报|投诉|整改|问题|任务|事项|措施|案件|交办|转办|移交|转来|交来|群众|[当其之]?中|里)"
)
"""What a figure counts, behind it: the inspection's name and the noun of its list."""
_LEADING = re.compile(
    r"^(?:除(?!此)|其中|[当之]中|但|仍有|只有|仅有|另有|另|以及|以|又|还有|尚有|还|分属|分布在|包括|含|即|是|为|有(?!关)|从|按)+"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A quantity in its clause; all offsets are clean offsets of the report."""

    span: QuantitySpan
    start: int
    end: int
    before: str
    after: str
    lead: str
    """The sentence from its start to this cell's first word: what was said before."""
    names: tuple[str, ...]
    bracketed: bool
    index: int
    out_of: QuantitySpan | None = None
    """The whole of a fraction that this figure is the part of: 20 of 14/20."""

    @property
    def words(self) -> str:
        """All words of the cell without the number."""
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as evidence, with its cells and the paragraph it stands in."""

    passage: Passage
    cells: tuple[Cell, ...]
    paragraph: int
    clauses: tuple[tuple[int, int], ...]
    """Spans between strong marks, relative to the sentence; none where it has no number."""


_BOTH = re.compile(r"([^，。；：、（()）\d]{2,16}?)(?:以及|[和与及])")
"""Between two numbers: what the first one counts, and that another one follows (14件|阶段性办结和|1件在办)."""


def _boundaries(text: str, spans: list[QuantitySpan]) -> list[int]:
    """Offsets of strong marks, except those inside a number, a time or a coinage in quotes."""
    inside = disjoint([*((span.start, span.end) for span in spans), *(match.span() for match in _PROTECTED.finditer(text))])
    return [mark.start() for mark in _STRONG.finditer(text) if not overlaps(mark.span(), inside)]


def _names(before: str) -> tuple[str, ...]:
    """The items listed right before a number (A、B和C 2个), cleaned of connecting words."""
    parts = [_TRAILING.sub("", _LEADING.sub("", part.strip())) for part in split_names(before)]
    return tuple(part for part in parts if part)


def split_names(text: str, shortest: int = 2) -> list[str]:
    """The names that 、 和 及 and the like join, in order; a body keeps the 和 of its own name (住房和城乡建设局).

    `shortest` is the least number of characters on both sides of a 和 that joins two names.
    """
    parts: list[str] = []
    begin = 0
    joiners = list(_JOINER.finditer(text))
    for number, joiner in enumerate(joiners):
        left = text[begin : joiner.start()]
        right = text[joiner.end() : joiners[number + 1].start() if number + 1 < len(joiners) else len(text)]
        if joiner[0] != "、":
            half = bool(_BODY.search(right)) and not _WHOLE_NAME.search(left)
            if half or len(left) < shortest or len(right) < shortest:
                continue
        parts.append(left)
        begin = joiner.end()
    return [*parts, text[begin:]]


def _cells(text: str, offset: int, spans: list[QuantitySpan], marks: list[int]) -> tuple[Cell, ...]:
    cells = []
    for i, span in enumerate(spans):
        ahead, behind = bisect_left(marks, span.start), bisect_left(marks, span.end)
        left = marks[ahead - 1] + 1 if ahead else 0
        right = marks[behind] if behind < len(marks) else len(text)
        if i and spans[i - 1].end > left:
            left = spans[i - 1].end
            listed = text.startswith("、", left)
            left += listed
            pause = text.find("、", left, span.start)
            if pause >= 0 and not _is_list(text[left : span.start]):
                left = pause + 1
            # 来信14件和来电12件: right behind a number 和 joins two statements; elsewhere it may begin a name (和平区).
            left += len(joined[0]) if not listed and (joined := _JOINED.match(text[left : span.start])) else 0
            left = span.start if _BOTH.fullmatch(text[left : span.start]) else left
        if i + 1 < len(spans) and spans[i + 1].start < right:
            right = span.end + _share(text[span.end : spans[i + 1].start])
        left, stop = _past_bracket(text, left, span.start)
        bracketed = text.count("（", 0, left) + text.count("(", 0, left) > text.count("）", 0, left) + text.count(")", 0, left)
        before, after = text[left:stop].strip(), text[span.end : right].strip()
        label = _label(text, left, before, after)
        before, left = label or before, left - len(label) - 1 if label else left
        cells.append(Cell(span, offset + span.start, offset + span.end, before, after, text[:left], _names(before), bracketed, i))
    return tuple(_fractions(text, spans, cells))


def _label(text: str, left: int, before: str, after: str) -> str:
    """The words ahead of a colon that name the bare figure behind it (整改完成：8项), or those of a question it answers (改完多少？8项)."""
    if not before and text[left - 1 : left] in {"？", "?"} and (question := _ASKED.search(text, 0, left - 1)):
        return question[1]
    found = _LABEL.search(text, 0, left - 1) if not before and not after and text[left - 1 : left] in {"：", ":"} else None
    return "" if found is None or _LEADS_IN.search(found[0]) else found[0]


def _fractions(text: str, spans: list[QuantitySpan], cells: list[Cell]) -> list[Cell]:
    """Part and whole of a fraction share the words on both of its sides: 14/20已完成, 完成14/20."""
    for i in range(len(spans) - 1):
        if is_fraction(text, spans[i], spans[i + 1]):
            part, whole = cells[i], cells[i + 1]
            cells[i] = replace(part, after=whole.after, out_of=spans[i + 1])
            cells[i + 1] = replace(whole, before=part.before, lead=part.lead, names=())
    return cells


def _past_bracket(text: str, left: int, start: int) -> tuple[int, int]:
    """The words of a number that only a bracket parts from it: 已办结 in 已办结（含阶段性办结）118件."""
    if not text[left:start].strip("”’ ") and text[left - 1 : left] in {"）", ")"}:
        opening = max(text.rfind("（", 0, left), text.rfind("(", 0, left))
        if opening > 0 and not re.search(r"\d", text[opening:left]):
            marks = [mark.end() for mark in _STRONG.finditer(text, 0, opening)]
            return marks[-1] if marks else 0, opening
    return left, start


def _share(following: str) -> int:
    """How many of the characters between two numbers of one clause belong to the first (办结207件、阶段性办结1件; 19项完成、12项达序时)."""
    if both := _BOTH.fullmatch(following):
        return len(both[1])
    if "、" not in following:
        return len(following) if len(following) <= 2 or _owns(following) else 0
    return following.index("、")


def _is_list(words: str) -> bool:
    """Whether 、 joins names of one number (包头市、通辽市各) rather than two statements."""
    return bool(re.search(r"(?:各|均|分别|共|合计|等)[^、]{0,3}$", words))


def _owns(following: str) -> bool:
    """Whether words between two numbers belong to the first one (268件信访件中、33个问题已有) rather than introduce the second."""
    return bool(_OWNED.match(following))


def sentences(report: Report, lexicon: Lexicon, left_alone: frozenset[int] = frozenset()) -> list[Sentence]:
    """The report's sentences in order with their cells, but for lines that begin at one of the offsets to be left alone."""
    found = []
    paragraph = 0
    previous_end = 0
    for match in _SENTENCE.finditer(report.clean):
        text = match[0]
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        start = match.start() + lead
        if "\n" in report.clean[previous_end:start]:
            paragraph += 1
        previous_end = start + len(text)
        if left_alone and report.clean.rfind("\n", 0, start) + 1 in left_alone:
            continue
        spans = lexicon.units.find(text)
        if bare := bare_figures(text, spans, lexicon):
            spans = sorted([*spans, *bare], key=lambda span: span.start)
        marks = _boundaries(text, spans) if spans else []
        edges = [-1, *marks, len(text)] if spans else []
        clauses = tuple((a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if text[a + 1 : b].strip())
        passage = Passage(report.id, report.section_at(start), start, start + len(text), text)
        # 第二批 and 第三轮 name a batch and a round: words of the next figure, no figures of their own.
        counted = [span for span in spans if not span.ordinal or span.quantity.unit in _RANKS]
        found.append(Sentence(passage, _cells(text, start, counted, marks), paragraph, clauses))
    return found
