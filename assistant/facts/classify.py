"""Classifications: 水21件, 按行业…, 各5件, 分别为…: one fact a class, with the dimension the text or the class itself names (domain.md 2.6)."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import PLACE_NAME
from assistant.words.lexicon import Lexicon, alternatives

_PLACE_LIKE = re.compile(r"(?:省|市|县|区|州|盟|旗|镇|乡|街道|开发区|新区|示范区|兵团|管委会|自治县)$")
_PARALLEL = re.compile(r"分别(?:还有|为|有|是|占|达)?$")
_LIST_TAIL = re.compile(r"(?:排在前面|位居前列|位列前[一二三四五]|等[一二三四五六七八九十\d]*个?[市县区]?|[一二三四五六七八九十]个?[市县区]|环境污染问题|问题|的完成率.*|完成率.*)$")
_LIST_LEAD = re.compile(r"^.*(?:依次(?:是|为)|分属|分布在|其中)")
_LIST_HEAD = re.compile(r"^.*(?:中的?|看|的是|的有|包括|其中)(?=.)")


class Classifier:
    """Decides whether a number is a class of a list, and of which dimension."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._values = {value: name for name, row in lexicon.data["dimensions"]["dimension"].items() for value in row["values"]}
        headers = {header: name for name, row in lexicon.data["dimensions"]["dimension"].items() for header in row["headers"]}
        self._headers = headers
        self._header_pattern = alternatives(list(headers))
        self._noun = alternatives([noun for words in lexicon.tracks.values() for noun in words.nouns])

    def parts(self, cell: Cell, sentence: Sentence) -> list[tuple[str, str]]:
        """(class, dimension) pairs the number stands for; empty when it is no class."""
        parallel = self.parallel(cell, sentence)
        if parallel:
            return [(parallel, self.dimension(parallel, cell))]
        if cell.after.strip("的 ") and not re.match(r"[（(]", cell.after):
            return []
        if not cell.names or re.search(r"分别", cell.before) or re.match(r"(?:其中)?涉及", cell.before):
            return []
        names = [name for name in (_LIST_LEAD.sub("", name) for name in cell.names) if 1 <= len(name) <= 14]
        if len(names) != len(cell.names):
            return []
        if not cell.span.quantity.each:
            names = ["、".join(names)]
        dimensions = [self.dimension(name, cell) for name in names]
        if not any(dimensions) and not cell.span.quantity.each:
            return []
        return list(zip(names, dimensions, strict=True))

    def dimension(self, name: str, cell: Cell) -> str:
        matches = list(self._header_pattern.finditer(cell.lead))
        if name in self._values and not matches:
            return self._values[name]
        if _PLACE_LIKE.search(name):
            return "区域"
        bare = re.sub(r"(?:类|行业|问题|件|方面)$", "", name)
        for known in (name, bare, bare.split("、")[0]):
            if known in self._values:
                own = self._values[known]
                return self._headers[matches[-1][0]] if matches and own not in {"渠道", "级别"} else own
        if matches:
            return self._headers[matches[-1][0]]
        return "区域" if PLACE_NAME.fullmatch(name) else ""

    def parallel(self, cell: Cell, sentence: Sentence) -> str:
        """The name at this number's position in a list joined by 分别 (A、B、C分别为1件、2件、3件)."""
        cells = sentence.cells
        first = cell.index
        while first > 0 and not _PARALLEL.search(cells[first].before) and cells[first].before.strip("、和 ") == "":
            first -= 1
        if not _PARALLEL.search(cells[first].before):
            return ""
        count = 1
        while first + count < len(cells) and cells[first + count].before.strip("、和 ") == "":
            count += 1
        if count < 2:
            return ""
        stem = _PARALLEL.sub("", cells[first].before)
        for source in (stem, *reversed(re.split(r"[，；：,;:]", cells[first].lead.rstrip("，,")))):
            names = [part.strip() for part in re.split(r"[、和及]", source) if part.strip()]
            if len(names) >= count:
                names = names[-count:]
                names[0] = _LIST_HEAD.sub("", names[0])
                names[-1] = _LIST_TAIL.sub("", names[-1]) or names[-1]
                return names[cell.index - first]
        return ""
