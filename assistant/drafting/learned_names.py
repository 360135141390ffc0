"""What the slots of a learned template are called: in the sample's own words, without its figures, places and persons."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIGURE = re.compile(
    r"第?\d[\d,，]*(?:\.\d+)?(?:[—~～\-]\d+(?:\.\d+)?)*\s*"
    r"(?P<unit>个百分点|微克/立方米|平方米|立方米|公里|公顷|万元|亿元|人次|批次|[%％‰℃个件项家座台辆条吨亩份次期名人户处起宗元天月年批类级号位]|)"
)
HAN = re.compile(r"[\u4e00-\u9fff]+")
NAMED_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:街道|[县镇乡村])")
_LONGEST = 10
_EDGES = "[，。；：、\n（）]"


def kind_of(unit: str, kinds: Mapping[str, str]) -> str:
    """What a figure of a unit is called: 件数, 金额, 比例."""
    return kinds.get(unit, f"{unit}数" if HAN.fullmatch(unit) and len(unit) <= 2 else "数值")


def staff_name(before: str, behind: str, kind: str) -> str:
    """What staff are asked for: the words before a figure in its clause, else those behind it, and what kind it is."""
    clause = re.split(_EDGES, before)[-1]
    figures = list(FIGURE.finditer(clause))
    said = HAN.findall(clause[figures[-1].end() if figures else 0 :])
    after = HAN.findall(re.split(_EDGES, behind)[0])
    return named((said[-1][-_LONGEST:] if said else after[0][:_LONGEST] if after else "") + kind)


def day_name(before: str, behind: str) -> str:
    """What a day is called: what is due on it, else what the clause says before or behind it."""
    due = re.match(r"底?前([\u4e00-\u9fff]{2})", behind)
    if due:
        return f"{due[1]}时限"
    said, after = HAN.findall(re.split(_EDGES, before)[-1]), HAN.findall(re.split(_EDGES, behind)[0])
    return named(f"{said[-1][-_LONGEST:] if said else after[0][:_LONGEST] if after else ''}日期")


def named(text: str) -> str:
    """A slot's name: no digits, no marks, no towns."""
    return "".join(HAN.findall(NAMED_PLACE.sub("", text))) or "数值"
