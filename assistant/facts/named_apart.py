"""Names that stand apart from their figures: A、B、C分别为1件、2件、3件, and 大气污染最多，为41件."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.cells import Cell, Sentence, split_names

_IN_TURN = re.compile(
    r"(?:分别|依次|分列|各|一一对应|对应|相应|顺次|[排数]下来)(?:的)?(?:件数|数量|个数|数目|数字)?(?:还有|共有|为|有|是|占|计|共|已?达到?|[收接领]到?)?$"
)
_SHARED_VERB = re.compile(r"(?:分别|依次|各自)(?P<verb>[^\d，,。；;、：:]{0,16})$")
_NAMED_BEHIND = re.compile(
    r"[，,](?:一一)?(?:对应|依次|分别|相应|顺次)的?(?:依次|分别|各)?(?:是|为|属于?)(?P<names>[^，,。；;：:\d]{3,120})(?=[，,。；;]|$)"
)
"""Behind figures that stand alone, their names: 35件、24件，对应的分别是来电、来信."""
_OF_TWO = re.compile(r"(?P<which>[前后])者(?:则)?(?:共|达到?|为|是|有|占|计)*$")
"""Ahead of a figure of one of the two that the words before named: 领导小组会议定调、调度会推进，前者5次，后者24次."""
_OWN_HEAD = re.compile(r"(?:其中|包括|[即是])的?")
_CODE = re.compile(r"[A-Za-z][A-Za-z\d.₀-₉]*(?:[)）])?")
_ADVERB = re.compile(r"[还也均都又更]+$")
_TWO = 2
_TURN_CLAUSES = 2
"""The names of a list in turn stand in its own clause or at most so many before it."""
_IN_BRACKET = re.compile(r"[（(]([^（()）]{4,120})[）)]$")
"""The names right ahead of their figures, in brackets: 属地（甲镇、乙镇）依次为3件、2件."""
_BOTH_ALSO = re.compile(r"(?:的)?(?:另|还|尚)有$")
"""Behind two names for two figures: 阶段性办结和正在办理的另有9件、2件."""
_LIST_TAIL = re.compile(
    r"(?:排在前面|位居前列|位列前[一二三四五]|等[一二三四五六七八九十\d]*个?[市县区]?|的?(?:数量|件数|数目)|[一二三四五六七八九十]个?[市县区]|环境污染问题|问题|的完成率.*|完成率.*"
    r"|各[^、，。]{0,4}?(?:多少|几[一-龥]?)|[两一二三四五六七八九十\d]+[项类种者样]|的)$"
)
_COUNTED_TAIL = re.compile(
    r"(?<=..)(?:等(?:(?:[两二三四五六七八九十]|\d{1,2})(?:大|个)?)?|(?<!第)(?:[两二三四五六七八九十]|\d{1,2})(?:大|个)?)"
    r"(?:类|项|种|家|处|座|方面|领域|指标|因子|污染物|[市县区]).*$"
)
"""What counts the names of a list once more behind the last (一氧化碳等4项主要污染物浓度同比下降明显)."""
_LIST_HEAD = re.compile(
    r"^.*(?:中的?|看|的是|的有|包括|其中|(?:类型|类别|行业|属地|单位|部门|结果|渠道|方式|区域|地区|要素|领域|来源)"
    r"(?:分?别?是|为|有|不外乎|无非是?|就是|不外|[（(])|信访件|举报件|投诉件|交办件|转办件|案件)(?=.)"
)
_CHANNELS = re.compile(r"(来[电信访函])(?=来[电信访函]$)")
"""来信来电 without a mark between them, as two names."""
_CLAUSE = re.compile(r"[，；：。？,;:?]")
_FOREMOST = re.compile(
    r"(?P<name>[^，,。；;：:]{1,40}?)的?(?:数量)?(?:最多|居首位?|为主|居多|偏多(?:的?(?:特点|态势|局面|特征))?|占?(?:了)?(?:大头|多数|大多数|绝大多数|绝大部分|大部分|大半|主体|主导)|占比最[高大]|最为?集中|最为?突出|排名?第一|位居第一|较多|次之|居次|居中|居末|垫底|最少|最小|再次|[排位]?[名居]?第[二三四])[，,]"
    r"(?:[达占为约近]{0,2}[\d.]{1,6}[%％][，,])?$"
)
_FOREMOST_BEHIND = re.compile(r"(?:最多|居首|最集中|[分论来]?看)的?(?:是|为)([^，,。；]{2,14})[，,]$")
LEADS = re.compile(r"(?:的(?:数量|件数))?(?:高?居|排名?|位[居列]|列|领[跑先]|拔得|占比?最|最多|遥遥领先)")
"""Behind the figure with which a class leads: 以35件|居首."""
_WITH_SHARE = re.compile(
    r"(?P<name>[^，,。；;：:（(]{2,40}?)(?:一[类项]?独)?(?<!的)(?<!所)占(?:比|到|了|达|总数的?|全部的?|[^，。；、\d]{2,28}(?:信访件|举报件|转办件|交办件|举报|投诉|问题|任务)的)*[\d.]{1,5}[%％][，,、（(]$"
)
_IN_ITS_BRACKET = re.compile(
    r"(?:最[多大高]|居首|最集中|最突出)的?(?:是|为)(?P<name>[^，,。；（(]{2,14})[（(](?:占?[\d.]{1,5}[%％][，,、])?$"
)
_THAT_MANY = frozenset({"即", "也就是", "即有", "即为", "折合", "绝对数", "绝对数为", "绝对数是", "具体为", "对应"})
_BARE_COUNT = frozenset({"", "为", "有", "达", "达到", "共", "计", "是", "共有", "共计", "合计", "占"})
_LIST_HAS = re.compile(
    r"[^，。；、]{0,24}?(?:信访|举报|投诉|交办|转办)(?:案?件)(?:里|中|当中|里面|里头)?(?:有|占|为|达)"
    r"|(?:[我全本该]|[一-龥]{2,4})[省市县区州旗](?:共|就)?(?:[收接领]到?|有|占)(?:了)?"
)
"""Ahead of a figure whose name the clause before gave: 固体废物占大头，第二轮中央督察信访件有27件."""
_NEAR = 60
"""So many characters before a figure can hold the clause that names it."""
_LIST_NOUN = re.compile(r"^.*(?:信访|举报|投诉|交办|转办|移交)(?:举报|投诉)?案?件(?:里面|当中|之中|[中里])?的?(?=.{2})")
_LEADS_IN = re.compile(r"^.*(?:中的?(?!央)|里|看|呈现?出?|[以是为])(?=[^的]{2})")
_LONGEST = 14
_NOUN_BEHIND = re.compile(r"(?:信访|举报|投诉|交办|转办)?(?:案?件|事项)?(?:数量)?$")


def named_apart(cell: Cell, sentence: Sentence) -> str:
    """The name of a figure that is said elsewhere in its sentence; empty when there is none."""
    return in_turn(cell, sentence) or foremost(cell)


def in_turn(cell: Cell, sentence: Sentence) -> str:
    """The name at this number's position in a list joined by 分别 (A、B、C分别为1件、2件、3件)."""
    cells = sentence.cells
    first = cell.index
    while first > 0 and cells[first].before.strip("、和 ") == "":
        first -= 1
    count = 1
    while first + count < len(cells) and cells[first + count].before.strip("、和 ") == "":
        count += 1
    if count < 2:
        return ""
    turn = _IN_TURN.search(cells[first].before) or _BOTH_ALSO.search(cells[first].before)
    if not turn:
        return _behind_all(cell.index - first, cells[first : first + count], sentence)
    stem = cells[first].before[: turn.start()]
    bracket = _IN_BRACKET.search(cells[first].lead)
    for source in (bracket[1] if bracket else stem, *reversed(_CLAUSE.split(cells[first].lead.rstrip("，,")))):
        names = [part.strip() for part in split_names(_CHANNELS.sub(r"\1、", source), 1) if part.strip()]
        if len(names) == count or (len(names) > count and turn.re is _IN_TURN):
            names = names[-count:]
            names[0] = _LIST_HEAD.sub("", names[0])
            names[-1] = _LIST_TAIL.sub("", _COUNTED_TAIL.sub("", names[-1])) or names[-1]
            return names[cell.index - first]
    return ""


def _behind_all(at: int, cells: Sequence[Cell], sentence: Sentence) -> str:
    """The name of one of several bare figures whose names are listed behind the last of them; empty where they are not."""
    named = _NAMED_BEHIND.match(sentence.passage.text, cells[-1].end - sentence.passage.start)
    names = [part.strip() for part in split_names(named["names"], 1) if part.strip()] if named else []
    return names[at] if len(names) == len(cells) else ""


def told_in_turn(cell: Cell, sentence: Sentence) -> tuple[str, str] | None:
    """Name and own clause of a number of a list in turn, whatever is said of it (PM10、PM2.5浓度分别下降8.5%、14%: PM2.5浓度, …下降14%).

    None where the number stands in no such list, two empty texts where the list does not say which number is whose.
    """
    if two := _OF_TWO.search(cell.before):
        return _of_two(two["which"] == "后", cell)
    cells = sentence.cells
    first = cell.index
    while first > 0 and cells[first].before.strip("、和 ") == "":
        first -= 1
    last = first
    while last + 1 < len(cells) and cells[last + 1].before.strip("、和 ") == "":
        last += 1
    turn = _SHARED_VERB.search(cells[first].before) if last > first else None
    if turn is None:
        return None
    stem = _ADVERB.sub("", cells[first].before[: turn.start()])
    clauses = _CLAUSE.split(cells[first].lead.rstrip("，,"))[-_TURN_CLAUSES:]
    named = [re.split("分别|依次|各自", clause)[0] for clause in reversed(clauses)]
    for names, said in ((stem, ""), *((_COUNTED_TAIL.sub("", name), stem) for name in named)):
        found = _names_in_turn(names, last - first + 1)
        if found:
            name = f"{found[cell.index - first]}{said}"
            return name, f"{name}{turn['verb']}{cell.span.quantity.text}"
    return "", ""


def _of_two(latter: bool, cell: Cell) -> tuple[str, str]:
    """Name and clause of a figure of the former or the latter; two empty texts where the words before do not name just two."""
    clauses = [clause for clause in _CLAUSE.split(cell.lead) if clause.strip() and not re.search("[前后]者", clause)]
    names = [part.strip() for part in re.split("[、和与及]", clauses[-1]) if part.strip()] if clauses else []
    name = names[latter] if len(names) == _TWO else ""
    return (name, f"{name}{cell.span.quantity.text}") if name else ("", "")


def _names_in_turn(source: str, count: int) -> list[str]:
    """The names that a text lists, exactly so many, each with what only the first or last one prints (城区PM10、PM2.5浓度)."""
    names = [part.strip() for part in split_names(source, 1) if part.strip()]
    if len(names) != count:
        return []
    names[0] = _OWN_HEAD.sub("", names[0], count=1) if _OWN_HEAD.match(names[0]) else names[0]
    *others, last = names
    codes = [list(_CODE.finditer(name)) for name in names]
    if all(codes) and all(found[-1].end() == len(name) for found, name in zip(codes, others, strict=False)):
        head, whose = last[codes[-1][0].end() :], names[0][: codes[0][0].start()]
        names = [names[0], *(f"{whose}{name}" if _CODE.match(name) else name for name in names[1:])]
        *others, last = names
    else:
        head = last[len(others[0]) :] if len(last) > len(others[0]) + 1 and {len(name) for name in others} == {len(others[0])} else ""
    return [*(f"{name}{head}" for name in others), last]


def foremost(cell: Cell) -> str:
    """The class that the clause before a bare figure calls the largest (大气污染最多，为41件; 以噪声为主，有38件).

    The figure may stand in its words (工业企业以35件居首), behind its share (水污染占到47%，即44件)
    or in brackets (最多的是来电（61%，36件）).
    """
    if cell.before.endswith("以") and LEADS.match(cell.after):
        return behind_list(cell.before[:-1])
    if cell.before in _BARE_COUNT | _THAT_MANY and (
        told := _WITH_SHARE.search(cell.lead[-_NEAR:]) or _IN_ITS_BRACKET.search(cell.lead[-_NEAR:])
    ):
        return _class_in(told["name"])
    if (cell.before not in _BARE_COUNT and not _LIST_HAS.fullmatch(cell.before)) or cell.lead[-1:] not in {"，", ","}:
        return ""
    near = cell.lead[-_NEAR:]
    behind = _FOREMOST_BEHIND.search(near)
    match = None if behind else _FOREMOST.search(near)
    if behind or match is None:
        return behind[1] if behind else ""
    return _class_in(match["name"])


def _class_in(name: str) -> str:
    """The class at the end of the words that lead up to it; empty where that is too long for one."""
    bare = _NOUN_BEHIND.sub("", _LEADS_IN.sub("", behind_list(_NOUN_BEHIND.sub("", name))))
    return bare if 1 < len(bare) <= _LONGEST else ""


def behind_list(name: str) -> str:
    """The words without the list they are said of: 工业企业 in 中央督察交办的信访件中工业企业."""
    return _LIST_NOUN.sub("", name)
