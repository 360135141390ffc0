"""Classifications: 水21件, 按行业…, 各5件, 分别为…: one fact a class, with the dimension the text or class names (domain.md 2.6)."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import LOOK_BACK, PLACE_NAME
from assistant.facts.named_apart import behind_list, foremost, in_turn
from assistant.types import Place
from assistant.words.lexicon import Lexicon, alternatives

_PLACE_LIKE = re.compile(r"(?<![我本全该各])(?:省|市|县|区|州|盟|旗|镇|乡|街道|开发区|新区|示范区|兵团|管委会|自治县)$")
_BODY = re.compile(r"(?:局|厅|委|委员会)$")
_LIST_LEAD = re.compile(r"^.*(?:依次(?:是|为)|分属|分布在|集中在|其中)|^(?:其余|余下|其次|另外|其他)的?(?:分别)?(?:为|是|有)")
_SAID_BEFORE = re.compile(r"^.{0,16}?(?:为|是|有|包括|包含|含|涉及|涉|反映|属|列为|占)(?=.)")
_BY, _VIA = (
    re.compile(r"^(?:群众|群众的?)?(?:由|通过|以|经|靠)?(?=来[电信访函])|^(?:由|通过|经|以|余下的?|剩下的?|其余的?)"),
    re.compile(r"(?:反映|举报|投诉|受理|渠道|途径|方式|者)的?$"),
)
"""Words around a channel: 由来电反映9件."""
_INTRODUCED = re.compile(
    r"^(?:(?:其[后次余]|随后|紧随其后|剩余|剩下|余下|余者|其他|另外|依次|分别|[列居排位]?首位?|第一|涉及|分属|分布[于在]|集中[于在]|来自|属于?|包括|反映)的?(?:依次|分别)?(?:为|是|有|涉及)?|为|是|涉|有)(?=.{2})"
)
"""Words that lead in a class that is a place or an office: 其后为县水利局, 涉及石檐乡."""
_COLLECTED = re.compile(r"^[^局厅委]{0,12}?(?:为|是|包括|包含|涵盖|含)(?=.{3})")
"""What a list of offices or places is said to be: 结果为县水利局, 构成情况是县水利局, 含县水利局."""
_REMARK = re.compile(
    r"(?:的?(?:居首|居多|最多|最?为?(?:集中|突出)|占?(?:大头|多数|主体)|占比最[多大高]|[组构]成|为最多|占比最[大高]|排名?第[一二三\d]|(?:位居|位列|[排列居])?第[一二三四五六七八九十\d]|占[\d.]+[%％])|以上|左右)*"
)
_IS, _FOREMOST = (
    re.compile(r"^(?:是|为|属于?|系|(?:主要)?集中[于在到]|来自|出自|落在)"),
    re.compile(r"(?:数量?)?(?:排名?|位[居列]?|居|列)(?:第一|首位?|榜首|最前)$|最多$"),
)
_CLASS_BEHIND = re.compile(r"(?:为|属于|属|系|涉及|反映|是|列为)(.{1,8})")
_KIND = re.compile(r"(?:污染)?(?:类|行业|问题|件|方面|领域|(?<=类)(?:信访|举报|投诉))+$")
_IN_ITS_KIND = re.compile(r"在[^，。；]{1,10}[里中](?:件数|数量|占比)?(?:居首|最[多大高]|排第一|居前列?|位居第一)$")
"""Behind a class: 养殖业在行业里件数居首（27件）."""
_REST = frozenset({"其他", "其它", "其余", "其他类", "其他问题", "其它问题"})
_MAX_NAME = 14


class Classifier:
    """Decides whether a number is a class of a list, and of which dimension."""

    def __init__(self, lexicon: Lexicon) -> None:
        dimensions = lexicon.data["dimensions"]["dimension"]
        self._values: dict[str, str] = {value: name for name, row in dimensions.items() for value in row["values"]}
        self._headers: dict[str, str] = {header: name for name, row in dimensions.items() for header in row["headers"]}
        self._sorts: dict[str, str] = {kind: name for name, row in dimensions.items() for kind in row.get("sorts", ())}
        frames = lexicon.data["dimensions"].get("frames", {"before": (), "behind": ()})
        self._headers |= {frame + kind: name for kind, name in self._sorts.items() for frame in frames["before"]}
        self._headers |= {kind + frame: name for kind, name in self._sorts.items() for frame in frames["behind"]}
        self._header_pattern = alternatives(list(self._headers))
        self._sorted_by = re.compile(rf"按照?({alternatives(list(self._sorts)).pattern})")
        exclude = lexicon.exclude
        self._foreign = alternatives(exclude["words"] + exclude["acts"])
        self._prefectures = lexicon.prefectures

    def parts(self, cell: Cell, sentence: Sentence, previous: str) -> list[tuple[str, str]]:
        """(class, dimension) pairs the number stands for, empty when it is no class; `previous` is the dimension it continues."""
        listed = in_turn(cell, sentence)
        if listed:
            listed = self._bare_name(listed)
            return [(listed, self.dimension(listed, cell, previous, sentence))]
        single = self._behind(cell) or foremost(cell)
        if single:
            dimension = self.dimension(single, cell, previous, sentence)
            return [(single, dimension)] if dimension else []
        if cell.after.strip("的 ") and not re.match(r"[（(]", cell.after) and not self.remark(cell.after):
            return []
        names = [self._bare_name(name) for name in self._names(cell)]
        unnamed = re.search(r"分别|[合总共]计|合共|总数|\d", cell.before or "".join(names[:1]))
        if not names or unnamed or not all(1 <= len(name) <= _MAX_NAME for name in names):
            return []
        if not cell.span.quantity.each:
            names = ["、".join(names)]
        dimensions = [self.dimension(name, cell, self._continued(name, cell, previous), sentence) for name in names]
        if any(dimensions):
            dimensions = [own or next(filter(None, dimensions)) for own in dimensions]
        elif not cell.span.quantity.each:
            return []
        return list(zip(names, dimensions, strict=True))

    def _headed(self, cell: Cell, sentence: Sentence | None) -> str:
        """The dimension that words before the figure name (行业构成为), else those behind it (以上按行业归类)."""
        matches = list(self._header_pattern.finditer(cell.lead[-LOOK_BACK:] + cell.before))
        if matches:
            return self._headers[matches[-1][0]]
        end = cell.end - sentence.passage.start if sentence else 0
        rest = sentence.passage.text[end : end + LOOK_BACK] if sentence else ""
        behind = self._sorted_by.search(rest) if "按" in rest else None
        return self._sorts[behind[1]] if behind else ""

    @staticmethod
    def remark(after: str) -> bool:
        """Whether the words behind a figure only remark on it (居首, 占45%, 以上)."""
        return bool(_REMARK.fullmatch(after))

    @staticmethod
    def is_area(name: str, own: Place | None) -> bool:
        """Whether words before a figure are nothing but the name of another place than the report's own."""
        return bool(_PLACE_LIKE.search(name) and PLACE_NAME.fullmatch(name)) and (own is None or own.name not in name)

    def names_class(self, words: str) -> bool:
        """Whether words before a figure are nothing but a class that the lexicon lists (水污染问题1个)."""
        return bool(self._known(self._bare_name(words)))

    @staticmethod
    def kind(name: str) -> str:
        """A class without 类, 行业 or 问题 behind it, for knowing it again."""
        return _KIND.sub("", name) or name

    def _names(self, cell: Cell) -> tuple[str, ...]:
        """The names before the number; before its bracket when the bracket holds nothing else: 湖滨区（1件）."""
        if cell.before or cell.after:
            return cell.names
        if not cell.bracketed:
            return ()
        outside = _IN_ITS_KIND.sub("", re.split(r"[、，；：:,;]", cell.lead.rstrip("（("))[-1].strip())
        outside = self._bare_name(outside)
        return (outside,) if _PLACE_LIKE.search(outside) or outside in self._prefectures or outside in self._values else ()

    def _behind(self, cell: Cell) -> str:
        """The class a number is said to be: 重点 in 7件为重点, 水污染 in 15件涉及水污染."""
        if cell.before not in {"", "其中", "其中有", "有", "其余", "另有", "还有"}:
            return ""
        if not cell.before and self._known(cell.after) in {"渠道", "级别"}:
            return cell.after  # 14件电话，9件信函
        match = _CLASS_BEHIND.fullmatch(cell.after)
        if match and self._known(match[1]):
            return match[1]
        name = _FOREMOST.sub("", _IS.sub("", cell.after))
        told = name != cell.after and (self._known(name) or _PLACE_LIKE.search(name) and PLACE_NAME.fullmatch(name) or _BODY.search(name))
        return name if told else ""

    def _known(self, name: str) -> str:
        """The dimension of a name that the lexicon lists, with or without 类, 问题 or 行业 behind it."""
        bare = _KIND.sub("", name)
        return next((self._values[known] for known in (name, bare, bare.split("、")[0]) if known in self._values), "")

    def _bare_name(self, name: str) -> str:
        """The class without the words that introduce it: 大气 in 问题类型为大气, 水 in 涉水."""
        name = behind_list(_LIST_LEAD.sub("", name))
        if self._known(name):
            return name
        rest, shorter = name, _SAID_BEFORE.sub("", name)
        while shorter != rest and not self._known(rest):  # 所涉问题包括噪声污染 says two such words
            rest, shorter = shorter, _SAID_BEFORE.sub("", shorter)
        if self._known(rest):
            return rest
        for said in (name, rest):
            bare = _VIA.sub("", _BY.sub("", said))
            if self._known(bare):
                return bare
        led = next((start for start in range(1, len(name) - 1) if name[start:] in self._values), 0)
        if led and not self._foreign.search(name[:led]):
            return name[led:]  # 往下依次畜禽养殖, 行业一栏里采矿采石
        bare_names = (_INTRODUCED.sub("", name), _COLLECTED.sub("", name))
        return next((bare for bare in bare_names if bare != name and (_PLACE_LIKE.search(bare) or _BODY.search(bare))), name)

    def _continued(self, name: str, cell: Cell, previous: str) -> str:
        """The dimension an unlisted name takes from the list it goes on: 其他 always, another one behind a 、 only."""
        if name in _REST:
            return previous
        return previous if cell.lead.endswith("、") and len(name) <= _MAX_NAME // 2 and not self._foreign.search(name) else ""

    def dimension(self, name: str, cell: Cell, previous: str = "", sentence: Sentence | None = None) -> str:
        """What a class is a class of: the list's heading, else the class itself, else the list it continues."""
        headed = self._headed(cell, sentence)
        own = self._known(name)
        if name in _REST:
            return previous or headed
        if own in {"渠道", "级别"} or (own and headed in {"", "区域", "部门"}):
            return own
        if _PLACE_LIKE.search(name) or name in self._prefectures:
            return "区域"
        if headed == "区域" and not own and (len(name) > _MAX_NAME // 2 or re.search(r"问题|涉及|合计", name)):
            return ""
        if headed or own:
            return headed or own
        if _BODY.search(name) and not self._foreign.search(name):
            return "部门"
        return previous or ("区域" if PLACE_NAME.fullmatch(name) else "")


@lru_cache(maxsize=8)
def classifier(lexicon: Lexicon) -> Classifier:
    """The classifier of a lexicon, made once for it."""
    return Classifier(lexicon)
