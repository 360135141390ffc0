"""Slips of the pen put into a text one at a time: a figure, unit, date, name, sum, status or place that is not as it was.

Knows nothing of the checker: its own patterns find the places, and chance picks among them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

KINDS = ("figure", "unit", "date", "name", "sum", "status", "place")
_GAP = re.compile(r"【[^】]*】")
_UNITS = (
    "微克/立方米|个百分点|万立方米|立方米|平方公里|万吨/日|吨/日|公里|人次|万元|亿元|万吨|万人|批次"
    "|个|项|件|人|批|起|次|家|处|座|份|名|亩|吨|元|场|天|%"
)
_FIGURE = re.compile(rf"(?<![\d.A-Za-z第年月])(\d+(?:\.\d+)?)(?={_UNITS})")
_WITH_UNIT = re.compile(rf"(?<![\d.A-Za-z第年月])\d+(?:\.\d+)?({_UNITS})")
_OTHER_UNIT = {
    "微克/立方米": "毫克/立方米",
    "个百分点": "%",
    "万立方米": "立方米",
    "立方米": "万立方米",
    "公里": "米",
    "人次": "人",
    "人": "人次",
    "万元": "亿元",
    "亿元": "万元",
    "万吨": "吨",
    "吨/日": "万吨/日",
    "个": "件",
    "项": "件",
    "件": "个",
    "起": "家",
    "次": "家",
    "家": "次",
    "座": "家",
    "份": "家",
    "亩": "公里",
    "名": "家",
    "批": "件",
    "处": "家",
}
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?(?!\d)|(\d{4})年(?=[，。、末底至以度上下])")
_NAMES: tuple[tuple[str, ...], ...] = (
    ("自然资源局", "住房和城乡建设局", "农业农村局", "城市管理局", "市场监督管理局", "水务局", "水利局", "生态环境局"),
    ("第七生态环境保护督察组", "第五生态环境保护督察组", "第三生态环境保护督察组", "第四生态环境保护督察组"),
    ("棠浦河", "岫溪河", "澜水", "鹭栖湖"),
    ("污水处理厂", "垃圾填埋场", "搅拌站", "再生水厂"),
    ("县委督查室", "县政府督查室", "县纪委监委"),
    ("雨污分流改造", "截污管网建设", "矿山生态修复", "建筑垃圾堆场整治", "水产养殖尾水治理"),
)
_STATUSES: tuple[tuple[str, str], ...] = (
    ("已完成整改", "已销号"),
    ("已销号", "已完成整改"),
    ("未达到序时进度", "达到序时进度"),
    ("达到序时进度", "完成整改"),
    ("尚未", "已"),
    ("阶段性办结", "办结"),
    ("已办结", "阶段性办结"),
    ("下降", "上升"),
    ("上升", "下降"),
    ("计划于", "已于"),
    ("拟于", "已于"),
    ("完成整改", "达到序时进度"),
    ("整改到位", "达到序时进度"),
    ("办结", "阶段性办结"),
    ("基本消除", "全部消除"),
    ("未完成", "完成"),
    ("仅完成", "已完成"),
    ("完工", "开工"),
    ("符合销号要求", "已经销号"),
    ("具备销号条件", "已经销号"),
)
_PLACES: tuple[tuple[str, ...], ...] = (
    ("岫林县", "望棠区", "澜川市", "泊宁市"),
    ("石檐乡", "樟洄镇", "葭浦镇", "桑洲镇", "渔庄镇", "鹭栖镇"),
    ("澜城区", "浣南区"),
    ("棠浦街道", "云碓街道"),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one edit at [start, start + len(new)): `old` became `new`."""

    kind: str
    text: str
    start: int
    old: str
    new: str

    @property
    def sentence(self) -> str:
        """The sentence, or the table row, that the edit stands in."""
        before = max(self.text.rfind(mark, 0, self.start) for mark in "。；\n") + 1
        after = [found for mark in "。；\n" if (found := self.text.find(mark, self.start + len(self.new))) >= 0]
        return self.text[before : min(after, default=len(self.text))]


Edit = tuple[int, str, str]
"""Where, what stands there, and what shall."""


def plant(text: str, kind: str, chance: random.Random) -> Planted | None:
    """The text with one slip of a kind; None where it has no place for one."""
    gaps = [match.span() for match in _GAP.finditer(text)]
    edits = [edit for edit in _MAKERS[kind](text, chance) if not any(a <= edit[0] < b for a, b in gaps)]
    if not edits:
        return None
    start, old, new = chance.choice(edits)
    return Planted(kind, text[:start] + new + text[start + len(old) :], start, old, new)


def _figures(text: str, chance: random.Random) -> Iterator[Edit]:
    for match in _FIGURE.finditer(text):
        yield match.start(1), match[1], _other(match[1], chance)


def _other(figure: str, chance: random.Random) -> str:
    """A figure somebody may have typed instead: a digit wrong, two digits changed about, a little more or less."""
    spots = [n for n, sign in enumerate(figure) if sign.isdigit()]
    spot = chance.choice(spots)
    wrong = str((int(figure[spot]) + chance.randint(1, 8)) % 10)
    found = figure[:spot] + wrong + figure[spot + 1 :]
    if found[0] == "0" and not found.startswith("0.") and len(found) > 1:
        found = "1" + found[1:] if figure[0] != "1" else "2" + found[1:]
    return found if found not in (figure, "0") else str(int(float(figure)) + 3)


def _units(text: str, chance: random.Random) -> Iterator[Edit]:
    del chance
    for match in _WITH_UNIT.finditer(text):
        if match[1] in _OTHER_UNIT:
            yield match.start(1), match[1], _OTHER_UNIT[match[1]]


def _dates(text: str, chance: random.Random) -> Iterator[Edit]:
    for match in _DATE.finditer(text):
        parts = [n for n in (1, 2, 3, 4) if match[n]]
        part = chance.choice(parts)
        value = int(match[part])
        other = value + chance.choice((-1, 1)) if part in (1, 4) else (value + chance.randint(1, 8) - 1) % (12 if part == 2 else 28) + 1
        if other != value:
            yield match.start(part), match[part], str(other)


def _families(text: str, families: Sequence[Sequence[str]], chance: random.Random) -> Iterator[Edit]:
    for family in families:
        for word in family:
            for match in re.finditer(re.escape(word), text):
                yield match.start(), word, chance.choice([other for other in family if other != word])


def _names(text: str, chance: random.Random) -> Iterator[Edit]:
    yield from _families(text, _NAMES, chance)


def _places(text: str, chance: random.Random) -> Iterator[Edit]:
    yield from _families(text, _PLACES, chance)


def _sums(text: str, chance: random.Random) -> Iterator[Edit]:
    """A figure of a sentence with several of one unit, or a percentage beside them, so that they no longer come out."""
    for line in re.finditer(r"[^。；\n]+", text):
        figures = list(_WITH_UNIT.finditer(line[0]))
        for match in figures:
            same = sum(other[1] == match[1] for other in figures)
            if same >= 3 or (match[1] == "%" and len(figures) >= 3):
                number = match[0].removesuffix(match[1])
                value = float(number)
                step = chance.choice((1, 2, 3, 5))
                other = f"{value + step:.{len(number.partition('.')[2])}f}"
                yield line.start() + match.start(), number, other


def _statuses(text: str, chance: random.Random) -> Iterator[Edit]:
    del chance
    for old, new in _STATUSES:
        for match in re.finditer(rf"(?<!未)(?<!阶段性){re.escape(old)}(?!情况|时限|标准|目标|率|公示|【)", text):
            yield match.start(), old, new


_MAKERS: dict[str, Callable[[str, random.Random], Iterator[Edit]]] = {
    "figure": _figures,
    "unit": _units,
    "date": _dates,
    "name": _names,
    "sum": _sums,
    "status": _statuses,
    "place": _places,
}
