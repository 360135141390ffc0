"""Of which years, inspection and batch of complaints a question speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.context import inspection_of
from assistant.facts.daily import THAT_DAY
from assistant.types import Inspection
from assistant.words.numerals import parse_number

LETTER_BATCH = re.compile(
    r"(?<!轮)第[一二三四五六七八九十百\d]+批(?!次?(?:\d*个)?(?:中央|省级?|督察|“?回头看|生态(?=环)|环保|环境)(?!.{0,2}(?:问题|污染|类)|.{0,2}(?:信访|举报|交办)))"
)
"""A batch of complaints; 第四批督察 and 第二轮第一批 are batches of inspections."""
_UP_TO_BATCH = re.compile(r"(?:截至|截止|截止到|到|至)第([一二三四五六七八九十百\d]+)批[^。？]{0,24}?(?:累计|一共|总共|合计|共)")
"""到第十九批累计: all batches up to that one."""
_FIRST_BATCHES = re.compile(r"前([一两二三四五六七八九十百\d]+)批")
NEWEST = THAT_DAY
"""The batch of a question for what came in that day."""
_NEWEST_BATCH = re.compile(r"(?:当[天日]|[今昨]天|今日|[本这该此]一?批)(?:次)?(?!起)")

_BOTH_LEVELS = re.compile(r"中央[^，。？]{0,6}[和与及、加跟同](?:省|自治区)|(?:省|自治区)级?[和与及、加跟同]中央")
"""The inspections of both levels named together: 中央和省两级."""
_LEVEL = re.compile(
    r"中央(?!(?:财政|专项|补助|预算|资金))|省级(?!(?:财政|专项|补助|预算|资金|领导|部门|以上))|(?<![一-龥])(?:省|自治区)(?=任务|问题|整改|反馈)|(?<=[县区市旗州盟直项个件的和与及、加跟])(?<!哪个)(?<!几个)(?<!每个)省级?(?=任务|问题|整改|反馈)"
)
"""A level of inspection that stands for the inspection (中央的问题, 省任务)."""
_REVISIT = re.compile(
    r"(?<!开展)(?<!组织)(?<!进行)(?<!实施)(?<!自查)(?<!整改)(?<!现场)(?<!开展了)[“\"]?回头看(?![”\"]?(?:工作|检查|活动|行动|几次|了))"
)
"""Of a second inspection, whichever it was; 开展回头看 is an office's own look at what it did."""
_ROUNDS_TOGETHER = re.compile(r"第[一二三四]轮[^，。？]{0,20}?[和与及、加同][^，。？]{0,4}第[一二三四]轮")

_REVISIT_BESIDE = re.compile(
    r"(?:轮|中央|省级|督察|环保)[^，。？“”]{0,6}?(?:和|与|及|以及|、|加上?|还有)(?:第一轮|中央|省级|20\d\d年|其){0,2}(?:生态)?(?:环境保护|环保)?(?:督察)?“?回头看"
)
"""An inspection and its 回头看, named together (督察和“回头看”反馈的问题)."""


def years_named(text: str, named: Sequence[str], whole: bool) -> tuple[str, ...]:
    """The years a text names, with those between where it asks for all of a span (2022年到2024年一共)."""
    span = re.search(r"((?:19|20)\d{2})年[底末初]?(?:到|至|-|—|~)((?:19|20)\d{2})年", text)
    if span is not None and whole and set(named) == {span[1], span[2]}:
        named = [str(year) for year in range(int(span[1]), int(span[2]) + 1)]
    return tuple(dict.fromkeys(named))


def rounds_named(text: str) -> frozenset[str]:
    """The rounds a question names together (第一轮和第二轮督察)."""
    return frozenset(re.findall(r"第[一二三四]轮", text)) if _ROUNDS_TOGETHER.search(text) else frozenset()


def revisit_beside(text: str) -> bool:
    """Whether a question names an inspection and its 回头看 together."""
    return bool(_REVISIT_BESIDE.search(text))


def inspection_named(text: str) -> Inspection | None:
    """The inspection a question names, also by its round or level alone (第三轮信访件, 中央的问题)."""
    # 比第一轮少了多少: the round compared with is not the one asked about.
    text = re.sub(r"(?:比|跟|与|和|较)(?:上一轮|第[一二三]轮)[^，。？]{0,14}?(?=(?<!多)少|多(?!少)|增|减|相比|比|下降|上升)", "", text)
    beside = revisit_beside(text)
    several = beside or len(rounds_named(text)) > 1
    found = inspection_of(text)
    if found is not None and several:
        found = replace(found, round="", revisit=found.revisit and not beside)
    if found is not None:
        both = re.search(r"(?:中央|省级|省)(?:督察)?(?:和|与|及|、|加)(?:中央|省)", text)
        return replace(found, level="") if both else found
    match = None if several else re.search(r"第[一二三四]轮|上一轮", text)
    if match is None and _BOTH_LEVELS.search(text):
        return None
    levels = {"中央" if level[0] == "中央" else "省级" for level in _LEVEL.finditer(text)}
    level = levels.pop() if len(levels) == 1 else ""
    revisit = not beside and bool(_REVISIT.search(text))
    return Inspection(level=level, round=match[0] if match else "", revisit=revisit) if match or level or revisit else None


def batches_up_to(text: str) -> int:
    """The number of the batch up to which a question counts them all (到第十九批累计, 前十九批); 0 where it names none."""
    found = _UP_TO_BATCH.search(text) or _FIRST_BATCHES.search(text)
    return int(parse_number(found[1]) or 0) if found is not None else 0


def batch_named(text: str) -> str:
    """The batch a question names, 累计 for all up to one, 当日 for the newest; 第二轮第一批督察 is no batch of complaints."""
    if _UP_TO_BATCH.search(text):
        return "累计"
    found = LETTER_BATCH.findall(text)
    return found[-1] if found else "累计" if "累计" in text else NEWEST if _NEWEST_BATCH.search(text) else ""
