"""The names of a text: the place is its own, and bodies, teams, projects and tasks are called as some source calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.basis import Basis
from assistant.checking.guardwords import GuardWords
from assistant.checking.lines import Line
from assistant.checking.proofrules import ProofRules
from assistant.checking.proper import ProperName, read_proper_names
from assistant.checking.sourcebook import SourceBook
from assistant.checking.tokens import plain
from assistant.types import LOOK, MUST

_BEFORE = re.compile(r"[\u4e00-\u9fff]{1,5}$")
_ITEMS = (
    re.compile(r"(?:^|[，。；：、（(为是])([\u4e00-\u9fff]{8,24})(?=[、）)])"),
    re.compile(r"[“《]([\u4e00-\u9fff]{8,40})[”》]"),
    re.compile(r"(?:^|[，。；：、])([\u4e00-\u9fff]{6,24}?)(?=由[^，。；]{2,20}(?:牵头|负责))"),
)
"""A thing named in a list, in quotation marks, or with who leads it, long enough to be a project or task."""
_CELL = re.compile(r"\s*([\u4e00-\u9fff]{8,40})\s*[；。]?")
_HEADING = re.compile(r"\s*([\u4e00-\u9fff]{5,24})\s*")
_LEVELS = "省市县区州盟旗"
_BEHIND = 3
"""So many letters behind a place tell what is said of it."""
_BEGINS, _ENDS, _HEADING_ENDS, _LONGEST_PLACE = 3, 6, 4, 6
"""A name is a known one with a slip when so many of its first or last letters stand in a source; a heading is shorter."""
_ADDRESSEE = re.compile(r"[^，。；：]{4,40}[：:]")
_QUOTED = re.compile(r"\s*[“《]([^”》]{4,})[”》]")
_ISSUED = re.compile(r"\s*(?:附件\d*[：:]?\d*[.．]?)?(?:中共)?")
_TEAM = re.compile(r"(?P<level>中央|省委|省级|省)?第(?P<number>[一二三四五六七八九十\d]{1,3})(?P<rest>(?:生态)?环境保护督察组)")
_OWN_MATTER = r"(?=的?\d|的?第[一二三四]轮|的?(?:信访件|群众|反馈问题)|督察整改|公开)"
"""What is said of the place that a text is about."""
_HANDED = re.compile(r"(?:交办|转办|移交|反馈)(?P<place>[\u4e00-\u9fff]{2,6}?[市县区州旗])的?(?:(?:群众)?(?:信访|举报)|\d+[个项件])")
_INSPECTED = re.compile(
    r"(?:督察组[向对]|现将|我就)(?P<place>[\u4e00-\u9fff]{2,6}?[市县区州旗])(?=开展|交办|移交|转办|反馈|督察|第[一二三四五]轮)"
)
_COUNTED = re.compile(r"\d+(?:\.\d+)?(?P<of>[\u4e00-\u9fff]{6,24}?)(?=[，。；：、\s]|$)")
_ANCHOR = 4
"""A figure with so many letters behind it tells what it counts."""


class Names:
    """The names that the sources of a text have."""

    def __init__(self, basis: Basis, book: SourceBook, words: GuardWords, rules: ProofRules) -> None:
        self._basis, self._book, self._words, self._rules = basis, book, words, rules

    def hold(self, line: Line) -> None:
        """Names of a sentence of its own making: the place is the text's own, and every other name stands in some source."""
        for name in sorted(self._basis.elsewhere, key=len, reverse=True):
            if self._told_with(line, name):
                continue
            self._foreign(line, name, f"“{name}”是另一地方，请核对是否范文残留或写错地名")
        self._above(line)
        self.issued(line)
        for found in read_proper_names(line.text, self._words):
            if not found.text.endswith(self._rules.names):
                continue
            words = found.text if found.kind == "place" else _run(line.text, found)
            known = plain(words) in self._book.plain or any(found.text in name for name in self._basis.place)
            if not known and line.settled.isdisjoint(range(found.start, found.end)):
                kind = "地名" if found.kind == "place" else "名称"
                line.fault(kind, found.start, found.end, "", f"【待核】资料中没有“{found.text}”，请核对名称", LOOK)

    def items(self, line: Line) -> None:
        """Projects and tasks that a sentence lists, quotes or gives a unit to, or that fill a cell, under a name that no source has."""
        self._handed(line)
        self._teams(line)
        for start, item in self._named_items(line):
            bare = next((item[len(own) :] for own in self._basis.place if item.startswith(own)), item)
            known = bare in self._book.plain or not item.endswith(self._rules.changes.projects)
            ends = _HEADING_ENDS if line.headline and not line.shown else _ENDS
            slipped = item[:_BEGINS] in self._book.plain or item[-ends:] in self._book.plain
            if not known and slipped and line.settled.isdisjoint(range(start, start + len(item))):
                line.fault("名称", start, start + len(item), "", f"【待核】资料中没有“{item}”这一写法，请核对名称", LOOK)

    def counted(self, line: Line) -> None:
        """What a figure counts ends in the project that the sources have behind the same figure (42个居民小区雨污分流改造)."""
        for match in _COUNTED.finditer(line.text):
            words, anchor = match["of"], match[0][: match.start("of") - match.start() + _ANCHOR]
            if not words.endswith(self._rules.changes.projects) or plain(match[0]) in self._book.plain:
                continue
            for source in self._book.holding(anchor):
                others = (one["of"] for one in _COUNTED.finditer(source.text) if one[0].startswith(anchor))
                says = next((one for one in others if one.endswith(self._rules.changes.projects)), "")
                if says and line.settled.isdisjoint(range(*match.span("of"))):
                    line.fault("名称", *match.span("of"), says, f"原句是“{says}”，请改正", MUST, source.passage)

    def _named_items(self, line: Line) -> Iterator[tuple[int, str]]:
        whole = _CELL.fullmatch(line.text) if line.shown else _HEADING.fullmatch(line.text) if line.headline else None
        if whole:
            yield whole.start(1), whole[1]
        for pattern in _ITEMS:
            yield from ((match.start(1), match[1]) for match in pattern.finditer(line.text))

    def _told_with(self, line: Line, name: str) -> bool:
        """Whether a source of the place names another place with the same figure or words behind it (岫林县43件, 岫林县人民政府)."""
        start = line.text.find(name)
        behind = plain(line.text[start : start + len(name) + _BEHIND]) if start >= 0 else ""
        if len(behind) > len(name) + 1 and behind in self._book.plain:
            return True
        # In a table the place heads the row of its figures, which the lists of the sources know.
        return start >= 0 and start + len(name) in line.settled

    def _handed(self, line: Line) -> None:
        """Who was inspected, and whose complaints were handed over: the text's own place, or as a source has it."""
        matches = (match for pattern in (_HANDED, _INSPECTED) for match in pattern.finditer(line.text))
        for match in matches if self._basis.place else ():
            if not _same_place(match["place"], self._basis.place) and plain(match[0]) not in self._book.plain:
                self._foreign(line, match["place"], f"“{match['place']}”不是本稿的地方，请核对是否应为{self._basis.place[0]}")

    def _above(self, line: Line) -> None:
        """A place above the text's own stands with figures, lists and inspections only where a source has it so."""
        for name in self._basis.above:
            for match in re.finditer(re.escape(name) + _OWN_MATTER, line.text):
                if plain(line.text[match.start() : match.end() + _BEHIND]) not in self._book.plain:
                    self._foreign(line, name, f"“{name}”是上一级地方，请核对是否应为{self._basis.place[0]}")

    def _teams(self, line: Line) -> None:
        """A team of inspectors has the number that a source gives to one of its level."""
        for match in _TEAM.finditer(line.text):
            level, rest = match["level"] or "", match["rest"]
            others = re.search(f"{level}第[一二三四五六七八九十\\d]{{1,3}}{rest}", self._book.plain)
            if others and plain(match[0]) not in self._book.plain and line.settled.isdisjoint(range(*match.span("number"))):
                line.fault("名称", *match.span(), "", f"资料中是“{others[0]}”，请核对", MUST)

    def issued(self, line: Line) -> None:
        """A title, an attachment or a unit that signs begins with the text's own place."""
        if not line.headline or not self._basis.place or line.text.rstrip().endswith("："):
            return
        begin, quoted = _ISSUED.match(line.text), _QUOTED.match(line.text)
        if quoted and plain(quoted[1]) in self._book.plain:
            return  # an item that a source names so
        for found in read_proper_names(line.text, self._words) if begin else ():
            words = line.text[begin.end() : found.end].lstrip("“《") if begin else ""
            named = found.kind == "place" and 2 < len(words) <= _LONGEST_PLACE and words[-1] in _LEVELS
            if named and not _same_place(words, self._basis.place):
                self._foreign(line, words, f"“{words}”不是本稿的地方，请核对是否应为{self._basis.place[0]}")
                return

    def addressed(self, line: Line, title: str) -> None:
        """A report goes to a body above, never to one of the text's own place."""
        text = line.text.strip()
        own = next((name for name in self._basis.place if text.startswith(name)), "")
        if own and title.endswith("报告") and line.headline and _ADDRESSEE.fullmatch(text):
            self._foreign(line, own, f"报告主送上级，“{text.rstrip('：:')}”是本级，请核对主送机关")

    def _foreign(self, line: Line, name: str, advice: str) -> None:
        start = line.text.find(name)
        if start >= 0 and line.settled.isdisjoint(range(start, start + len(name))):
            line.fault("地名", start, start + len(name), "", advice, MUST)


def _run(text: str, name: ProperName) -> str:
    """A name with the letters before it that tell it from others of its kind."""
    before = _BEFORE.search(text[: name.end])
    return before[0] if before else name.text


def _same_place(words: str, own: Sequence[str]) -> bool:
    return any(words in name or name in words for name in own)
