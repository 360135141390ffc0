"""Which places a question names: known ones, their parents, masked ones, and names the library does not know (domain.md 2.10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.context import PROVINCES
from assistant.types import Place, ReportHead, once

_SUFFIX = re.compile(r"(?:自治县|自治州|自治区|省|市|县|区|州|盟|旗|镇|乡)$")
_ZONES = {
    "国家级经济技术开发区": ("经济技术开发区", "经济开发区", "经开区", "开发区"),
    "经济技术开发区": ("经济开发区", "经开区", "开发区"),
    "经济开发区": ("经开区", "开发区"),
    "高新技术产业开发区": ("高新技术开发区", "高新区", "开发区"),
    "高新技术开发区": ("高新区", "开发区"),
}
_LEGAL_FORM = re.compile(r"(?:股份|控股)?(?:有限责任公司|有限公司|公司)$")
_MASK = re.compile(r"[*＊某×Xx]+")
_GENERIC = re.compile(
    r"^(?:[一二三四五六七八九十两几\d]+个?|全|我|本|该|各|哪|几|两|三|多|每|每个|这|这个|那|那个|哪个|某个|此|外|上级|下级|所|设|城|辖|县城|城镇|园|社|市|县|区|省|整个|有关|相关|其他|其它|保护|自然保护|水源保护|景|矿|库|山|灌|功能|特|建成|开发|工业|产业|示范|新|老|中央[和与及、加跟]|县市|市县)[省市县区州盟旗]*$"
)
_SCOPE = re.compile(
    r"第?[一二三四五六七八九十百\d]+批?[至到—－-]第?[一二三四五六七八九十百\d]+批次?|第[一二三四五六七八九十百\d]+(?:轮|批次?)|首[轮批]|前[一二三四五六七八九十\d]+批|(?:中央|省级|省|自治区)?(?:第[一二三四五六七八九十]+)?(?:生态)?(?:环境|环保)(?:保护)?督察(?:组)?"
    r"|\d*个?督察组|(?:中央|省级)?督察(?:组|期间)?|进驻期间|[“”]?回头看[”]?"
)
_OTHER_LEVEL = re.compile(r"[市县区州旗](?!级|委|政府|直|管|域|内|外|间|长|里)")
_COUNTED_PLACES = re.compile(r"[两二三四五六七八九十几]个?[省市县区州盟旗]$")
_BESIDE_NAME = re.compile(r"全[省市县区州旗]$|(?<=[一-龥]{2})(?:(?:主|老|中心)?城|市)区$|^[一-龥]{2,}比(?=[一-龥]{2})")
"""What stands at a place's name and is none of it: 升幅全省, 吴忠城区, 东莞比广州."""
_LEADING_VERB = re.compile(r"^(?:涉及|分布|来自|属于|办|提到|到|给|交|转|的|在|向|对|和|与|由|从|及|驻|里|馈)+")
_CANDIDATE = re.compile(
    rf"(?:^|(?<=[，。、：；“”（）\s在向对是和与的驻到由从及里馈办交给转比])|(?<=[件批题])(?!中)|(?<=[件题项]中))((?:{PROVINCES})(?:省|市|自治区)?|[一-龥]{{2,4}}(?:自治县|自治州|省(?!(?:生态|环境|环保)*督[察查])|市|县|区|州|盟|旗)(?!级|委|政府|直|管|域|内|外|间))"
)
_AHEAD_OF_NAME = re.compile(
    r"(?:(?:19|20)\d\d年度?|\d{1,2}月份?|\d{1,2}[日号])(?:[底末初]|全年|[上下]半年|以来)?"
    r"|(?:截[至止]|到|至)?(?:目前|当前|现在|如今|眼下|今[年天日]|去年|前年)(?:为止|底|末)?"
    r"|请[问教]|(?:请|烦请|麻烦)?(?:帮我?|给我?|替我)?(?:核实|核对|提供|说说|讲讲|看看|查查|查询|统计|告诉我)(?:一下|下)?|查一?下?|想(?:问|知道|了解)(?:一下|下)?|问一?下"
)
"""What may stand right before a place's name and would be read as a part of it (截至目前桑畔区, 2023年桑畔区)."""
_OFFICE = re.compile(r"(?:常务)?副?[省市县区州旗盟]长(?![一-龥]{1,2}[乡镇村街河江湖桥路])")
"""An office and no name of a place: 林县长, 郑某副县长."""
_NOT_NAME = re.compile(r"[第轮级由的了吗有在是共还哪几多少反馈督察问题整改完成信访举报]")
_WHOLE = re.compile(r"全(省|市|县|区|州|盟|旗)(?![级直委政府管属])")
_LEVELS = {"省": {"省"}, "市": {"市"}, "州": {"市"}, "盟": {"市"}, "县": {"县"}, "旗": {"县"}, "区": {"县", "省"}}
"""What 全区 means, a district or an autonomous region, the library tells."""
_AREA = re.compile(r"[一-龥]{2,3}?(?:乡(?!镇|村|级)|镇(?!级|街|村|[（(])|街道)")
_NO_AREA = re.compile(rf"{_NOT_NAME.pattern}|[个各每全所些两乡城建村某*]|其[他它余]")
"""What the name of a township or street never holds (多少个镇, 各乡镇)."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says about places: the reports meant (empty when it names none known) and names nobody knows."""

    reports: tuple[str, ...]
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    areas: tuple[str, ...] = ()
    """Townships and streets, which own no report: 石檐乡, 棠浦街道."""


def bare_name(name: str) -> str:
    """A place's name without its level, where two characters are left."""
    bare = _SUFFIX.sub("", name)
    return bare if len(bare) > 1 else name


def place_name(place: Place | None) -> str:
    """The name staff read, empty for a figure of no one place."""
    return place.display if place else ""


@lru_cache(maxsize=10_000)
def _forms(place: Place) -> tuple[str, ...]:
    """The ways staff write a place: 永州市, 永州; 台州市*区."""
    forms = [place.display, place.name]
    if place.name.endswith("自治区"):
        short = place.name[:3] if place.name.startswith("内蒙古") else place.name[:2]
        forms += [f"{short}自治区", short]
    bare = _SUFFIX.sub("", place.name)
    if not place.masked and len(bare) >= 2:
        forms.append(bare)
    return tuple(dict.fromkeys([*forms, *_short_forms(place.name)]))


def _short_forms(name: str) -> list[str]:
    """How staff shorten a development zone (云屏经开区) or a company (鼎岳矿业集团, 鼎岳矿业, 鼎岳集团)."""
    forms = [short + end for long, ends in _ZONES.items() if (short := name.removesuffix(long)) != name for end in ends]
    company = _LEGAL_FORM.sub("", name)
    if company != name:
        bare = company.removesuffix("集团")
        forms += [company, bare] if len(bare) >= 3 else [company]
        forms += [f"{bare[:2]}集团"] if company != bare and len(bare) > 2 else []
    return [form for form in forms if len(form) >= 3]


def _parents(place: Place) -> list[str]:
    found = []
    for parent in place.within:
        found.append(parent)
        bare = _SUFFIX.sub("", parent)
        if len(bare) >= 2:
            found.append(bare)
    return found


def named_places(text: str, heads: Sequence[ReportHead], prefectures: frozenset[str] = frozenset()) -> Named:
    """The reports whose place a question names, longest name first; a parent names all below it.

    `prefectures` are names known as such without 市 or 州, of which the library may hold no report.

    `某县` and `**县` compare equal only when no report carries the mask as the question writes it.
    """
    spans: list[tuple[int, int, str, frozenset[str]]] = []
    for forms in once(_written, heads):
        _find(text, forms, spans)
    _masked(text, heads, spans)
    if not spans:
        _own_level(text, heads, spans)
    reports = frozenset().union(*(ids for *_, ids in spans)) if spans else frozenset()
    hidden = () if spans else tuple(re.findall(r"(?:某|[*＊×Xx]{1,3})[省市县区州镇]", text))
    names = tuple(name for _, _, name, _ in sorted(spans))
    return Named(tuple(sorted(reports)), names, (*_unknown(text, spans, prefectures), *hidden), _areas(strip_names(text, names)))


def _written(heads: Sequence[ReportHead]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Every way of writing the places of some reports, and the areas around them, with the reports meant; the longest first."""
    forms: dict[str, set[str]] = {}
    parents: dict[str, set[str]] = {}
    for head in heads:
        if head.place is None:
            continue
        for form in (*_forms(head.place), *(form for name in head.known_as for form in _forms(Place(name)))):
            forms.setdefault(form, set()).add(head.id)
        for form in _parents(head.place):
            parents.setdefault(form, set()).add(head.id)
    return _longest_first(forms), _longest_first(parents)


def _longest_first(forms: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {form: frozenset(forms[form]) for form in sorted(forms, key=len, reverse=True)}


def _areas(text: str) -> tuple[str, ...]:
    """The townships and streets a text without the names of known places speaks of."""
    found = (
        match[0] for piece in re.split(r"[，。、：；“”（）\s和与及的对在向于]|(?<=[件题项务])中", text) for match in _AREA.finditer(piece)
    )
    return tuple(dict.fromkeys(name for name in found if not _NO_AREA.search(re.sub(r"[乡镇]$|街道$", "", name))))


def _find(text: str, forms: dict[str, frozenset[str]], spans: list[tuple[int, int, str, frozenset[str]]]) -> None:
    for form, reports in forms.items():
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            taken = any(at < other_end and start < end for start, other_end, *_ in spans) or _of_other_level(text, at, end)
            # 四川省级督察 is the 省级督察 of 四川.
            taken = taken or bool(form.endswith("省") and len(form) > 2 and text.startswith("级", end))
            # `某县` inside `某县城` or `*` inside a longer mask is no mention.
            boundary = not (form[0] in "*某" and text[max(0, at - 1) : at] in {"*", "某"})
            if not taken and boundary:
                spans.append((at, end, form, reports))
            at = text.find(form, end)


def _of_other_level(text: str, start: int, end: int) -> bool:
    """Whether a name without its level goes on with a level: 澄岭县 is not the known 澄岭市."""
    return not _SUFFIX.search(text[start:end]) and bool(_OTHER_LEVEL.match(text, end))


def _masked(text: str, heads: Sequence[ReportHead], spans: list[tuple[int, int, str, frozenset[str]]]) -> None:
    for match in re.finditer(r"[*＊某×Xx]{1,3}([省市县区州镇乡])", text):
        ids = {head.id for head in heads if _hidden_name(head, match[1])}
        taken = any(start < match.end() and match.start() < end for start, end, *_ in spans)
        if ids and not taken:
            spans.append((match.start(), match.end(), match[0], frozenset(ids)))


def _own_level(text: str, heads: Sequence[ReportHead], spans: list[tuple[int, int, str, frozenset[str]]]) -> None:
    """全省, 全市, 全县 mean the reports of places of that level, where the library has some and others besides; 我市 says too little."""
    for match in _WHOLE.finditer(text):
        ids = frozenset(head.id for head in heads if head.place is not None and _level(head.place) in _LEVELS[match[1]])
        if ids and len(ids) < len(heads):
            spans.append((match.start(), match.end(), match[0], ids))


def _level(place: Place) -> str:
    """省, 市 or 县: a 市 or 区 inside a city is of the level of counties."""
    if place.name.endswith(("省", "自治区")):
        return "省"
    inside_city = any(parent.endswith(("市", "州", "盟")) for parent in place.within)
    return "县" if inside_city or place.name.endswith(("县", "区", "旗")) else "市"


def _hidden_name(head: ReportHead, level: str) -> bool:
    """Whether a report's place is hidden at a level: masked, or not known while title or file name say 某区."""
    if head.place is not None:
        return head.place.masked and _MASK.sub("*", head.place.name) == "*" + level
    return re.search(rf"(?:某|[*＊×Xx]+){level}", head.title + head.path) is not None


def _unknown(text: str, spans: list[tuple[int, int, str, frozenset[str]]], prefectures: frozenset[str]) -> tuple[str, ...]:
    rest = list(text)
    for start, end, *_ in spans:
        rest[start:end] = "，" * (end - start)
    found = []
    said = _OFFICE.sub(lambda office: "，" * len(office[0]), "".join(rest))
    for match in _CANDIDATE.finditer(_AHEAD_OF_NAME.sub(lambda ahead: "，" * len(ahead[0]), said)):
        name = _BESIDE_NAME.sub("", _LEADING_VERB.sub("", match[1]))
        if not _SUFFIX.search(name):
            continue  # 升幅全省第几: all of one's own place
        if _COUNTED_PLACES.search(name):
            continue  # 甲州、乙林两市 names its last place without a level
        if re.search("[县区][市县区]$", name):
            continue  # 县区 and 县市 are levels
        if _GENERIC.match(name) or _NOT_NAME.search(_SUFFIX.sub("", name)) or len(_SUFFIX.sub("", name)) < 2:
            continue
        found.append(name)
    bare = (match for name in prefectures if name in text for match in re.finditer(rf"{name}(?![市县区州盟旗镇乡村路街])", "".join(rest)))
    for match in (*re.finditer(PROVINCES, "".join(rest)), *sorted(bare, key=lambda match: match.start())):
        if not any(match[0] in name for name in found):
            found.append(match[0])
    return tuple(dict.fromkeys(found))


def without_scope(text: str) -> str:
    """The question without the words that only choose the inspection or batch: they select reports, not figures or sentences."""
    return _SCOPE.sub(" ", text)


def strip_names(text: str, names: Sequence[str]) -> str:
    """The question without its place names."""
    for name in sorted(names, key=len, reverse=True):
        tail = "" if _SUFFIX.search(name) else r"(?:[省市县区州](?!级))?"
        text = re.sub(re.escape(name) + tail, "", text)
    return text
