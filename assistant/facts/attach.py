"""Which statuses of the algebra belong to a number: those right behind it, or right before it with only its noun between."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence, split_names
from assistant.facts.context import statement
from assistant.facts.list_nouns import AFTER_GAP, NAME_TAIL, WHOLE_REST, noun_end, without_nouns
from assistant.facts.named_apart import named_apart
from assistant.facts.planned import meant_or_new, still_to_do, was_due, was_over
from assistant.facts.status import StatusSpan, statuses
from assistant.facts.told_on import (
    came_to,
    elliptic,
    explained,
    goes_on,
    lacking,
    left_behind,
    of_rate,
    of_stated_whole,
    rest_told,
    told_as_share,
)
from assistant.facts.wider import EXCEPT
from assistant.words.lexicon import Lexicon

_BEFORE_TAIL = re.compile(
    r"(?:[了的是有共为计达到约近数量已:：还尚仍仅只剩\s]|总?数目|[总件个项条]数|案?件(?=总?数|$|[共为有是计达])|类|部分|则|另(?=有)|[状形]态|之列|行列|全部|所有|整改|问题|任务|事项|措施|仅有|合计|累计|的仅|者|[”’」』]|[、并](?:留档|建档|跟踪|持续|后续|长期)[^，。；、\d]{0,6}|(?:[这该]?[一两])?[栏项](?:数字)?(?:填[写报]?)?|口径|进度|之和|仍[是为]|实为|系|(?:[增升降减涨]|增[加长]|提[高升]|上升|减少|下降|回落|攀升)[至到]|(?:(?:\d{1,4}[年月]|[上本当]个?月)[\d年月日底末]*)(?=为|增|升|降|减|达|有|计|$)|并?[^，。]{0,10}的(?:有|共)?)*"
)
_DONE_TO = re.compile(r"(?:问题|任务|事项)?的?(?P<act>整改|整治|治理|验收|销号|验收销号|交账销号|对账销号)(?:任务|工作|手续)?")
"""What was done to what a figure counts, behind it: 完成38个整改, 完成5项验收."""
INCREMENT = re.compile(
    r"当月(?![底末])|[本上]月(?![底末\d])|本季度|新增|增加|再$|(?<!截至)(?<!至)当[天日]|本周|(?<![按照])计划(?!之?后[面头边]?|进度)"
    r"|超额$|新$|(?<![截到止]至)(?<!截止)(?<!到)(?<!上月)(?:20\d\d年度?|今年|本年度?|当年|年内|全年|上半年|下半年|去年|近[两三]年)$"
)
_REASON = re.compile(r"(?:因为?|由于|受|(?<![按依])照|[按依]照|根据)[^，。；：]{1,24}$")
"""Why a figure stands as it does, or by what, between it and its status: 4件因需长期治理列为阶段性办结, 余下15项照省定时限按序时推进."""
_EXPLAINED = re.compile(r"[^，。；、\d]{2,16}、(?:也就是|即|为|是|属|系|均|都|整改(?:任务|工作)?)?$")
"""Another phrase on a figure ahead of its status: 4件取得阶段性成果、为阶段性办结."""
_ALL_OF = re.compile(r"(?:无一|一[个项条件]不)[漏落遗例外]{1,3}|全部|悉数|逐[一项条件个]|[都均已也全、]")
"""Words between a list and its status that only say that all of it is meant."""
_BY_DAY = re.compile(r"(?:已经?[于在]|[到于在]|赶在|截[至止])?(?:\d{1,4}[年月]|[上本当]个?月)[\d年月日底末]*前?")
_CAME_TO_BE = re.compile(r"[已并了]")
"""With a day ahead that is over it tells what was done, not what is due by then (2019年底前完成并销号的)."""
_SUMS_UP = re.compile(r"(?:共计?|合计|总计|计|一共|总共)(?:为|有|是)?")
_EXCEPTED = re.compile(r"(?<!此)除(?!此)[^。；]{1,80}?[以之]?外[，,]?[^。；]*$")
_BESIDES = re.compile(r"(?:除此(?:以|之)?外|此外|其余|其[他它]|余下)的?(?=均|都|全|一律|悉数|皆)")
"""How a clause begins that is said of all others: 此外皆已办结."""
_ALONE = re.compile(r"(?:共计?|合计|总计|一共|总共|计|即|为|有|仅)?")
ITEMS_FIRST = re.compile(r"(?:的|事项|问题|任务)*(?:有|为|是|即|包括|系|涉及)(?P<names>[^，。；：]{4,})等$")
"""Between a status and its figure, the very items: 未达到序时进度的有石檐乡矿山修复等2项."""
TURN = re.compile(r"但|(?:的|问题|任务|事项|件|类|部分)[当之]?[中里]|(?:包)?含|包括|其中")
"""Ahead of it stands a status that a figure is a part of, or that is not all that is said of it."""
_BUT = re.compile(r"^除|除$")
_ALL_OTHERS = re.compile(r"(?:其余|其他|其它|剩余|余下)?(?:的|问题|任务|整改任务|信访件|[\d个项件])*(?:均|都|全|已全部)")
_ITS_NAMES = re.compile(r"^[（(][^（()）\d]{4,80}[）)]")
"""The very items in brackets between a figure and its status: 3个（甲、乙、丙）滞后于序时进度."""
_NUMBERED = re.compile(r"(?:第?[一二三四五六七八九]是|[①-⑨]|[（(]?[1-9一二三四五][)）])(?:属于?|为|已)?")
"""Ahead of one of several statuses told in turn: 一是办结，9件；二是在办，2件."""
_PUT_DOWN = re.compile(r"(?:[列归计转][为入]|认定为|[作属按])(?:为|于)?阶段[^，。；、]*$")
_PUT_OFF = re.compile(r"[，、]?[但且]?(?:暂|仍|尚|还|先)")
_AMONG = re.compile(r"[当其之]?[中里](?!的?(?:均|都|全|无一))")
"""Behind a list: what follows is told of its parts, whose figures come next (87件交办件中办结、在办的分别有70件、17件)."""
_CALLED_SO = re.compile(r"^(?![^，]*(?:目标|要求|标准|计划|任务))[^，；：。\d]{1,10}?(?:标注|标记|代表|表示|标)?[为是](?=.{2})")
"""Ahead of a status that is all that a clause says: 绿色为|办结，16件."""
_SHORTEST_ITEM = 4
_REMARKED = re.compile(r"[当之]?[中里]|[等均都]|[以之]外|以上|左右|全部|(?:须|需|应当|必须|拟)[^，。；\d]{2}")
"""Behind a figure whose status stands ahead of it: what it is counted among, or what is to be done with it (滞后2项须挂牌督办)."""


def named_statuses(cell: Cell, sentence: Sentence, lexicon: Lexicon, own: str | None = None) -> list[StatusSpan]:
    """The statuses a number counts; none when they speak of a plan, of this month's growth, or of the next number.

    `own` is the document's date: 在2023年6月30日前完成 tells of a later document what was done.
    """
    if meant_or_new(cell.lead + cell.before):
        return []
    if left_behind(cell, sentence):
        return []
    apart = named_apart(cell, sentence)
    if apart:
        return _called(apart, lexicon)
    found = came_to(cell, lexicon) or lacking(cell, lexicon) or _behind(cell, sentence, lexicon, own) or _before(cell, lexicon, own)
    found = explained(cell, sentence, lexicon) or found or _outside(cell, sentence, lexicon, own) or _ahead_of_mark(cell, lexicon, own)
    found = (
        found
        or of_stated_whole(cell, sentence, lexicon)
        or _all_others(cell, lexicon)
        or of_rate(cell, sentence, lexicon)
        or told_as_share(cell, sentence, lexicon)
    )
    found = found or elliptic(cell, lexicon) or rest_told(cell, sentence, lexicon)
    return found if {span.metric for span in found} - {"未完成", "推进"} else found + goes_on(cell, sentence, lexicon)


def _called(name: str, lexicon: Lexicon) -> list[StatusSpan]:
    """The statuses of a name said apart from its figure (已完成、达到序时进度的分别为19项、9项); none for the name of a class."""
    found = statuses(name, lexicon)
    return found if found and NAME_TAIL.fullmatch(without_nouns(name[found[-1].end :], lexicon)) else []


def _outside(cell: Cell, sentence: Sentence, lexicon: Lexicon, own: str | None) -> list[StatusSpan]:
    """The status right ahead of the bracket in which a figure stands alone: 滞后于序时（计1项）, 销号率达到56%（14个）."""
    if not cell.bracketed or cell.after or not _ALONE.fullmatch(cell.before):
        return []
    clause = re.split(r"[，；：。、（）()]", cell.lead.rstrip("（("))[-1]
    rate = sentence.cells[cell.index - 1] if cell.index else None
    if rate is not None and rate.span.unit_class == "比例" and cell.lead.rstrip("（(").endswith(rate.span.quantity.text):
        named = [lexicon.metrics[span.metric].rate_of for span in statuses(rate.before, lexicon)]
        return [StatusSpan(metric, 0, 0) for metric in named if metric and not meant_or_new(rate.before)]
    found = statuses(clause, lexicon)
    alone = bool(found) and not clause[found[-1].end :].strip("的了类数者") and not still_to_do(clause[: found[0].start], lexicon, own)
    return found[-1:] if alone and not re.search(r"\d", clause) else []


def _ahead_of_mark(cell: Cell, lexicon: Lexicon, own: str | None) -> list[StatusSpan]:
    """The status that alone makes up the clause ahead of a bare figure: 已经完成的，9个; 一是办结，有9件."""
    clause = re.split(r"[，；：。]", cell.lead[:-1])[-1].strip()
    told = _NUMBERED.match(clause)
    # 有两种状态：整改完成，17项；达到序时进度，14项: a status by itself in each part of a list.
    apart = cell.lead[: len(cell.lead) - 1 - len(clause)].rstrip()[-1:] in {"：", "；"}
    called = _CALLED_SO.match(clause)
    clause = clause[called.end() :] if called else clause
    said = _BY_DAY.sub("", cell.before)
    if not _ALONE.fullmatch(said) or cell.after or cell.lead[-1:] not in {"，", ","}:
        return []
    if not told and ((said and said == cell.before) or not (apart or called or clause.endswith(("的", "者", "栏", "口径")))):
        return []
    clause = clause[told.end() :] if told else clause
    found = statuses(clause, lexicon)
    whole = bool(found) and found[0].start <= 2 and NAME_TAIL.fullmatch(clause, found[-1].end)
    return found if whole and not still_to_do(clause[: found[0].start], lexicon, own) else []


def _all_others(cell: Cell, lexicon: Lexicon) -> list[StatusSpan]:
    """The status said of all but the excepted, whose figure stands alone behind it: 除石檐乡矿山修复外，均已完成，计28项."""
    said = statement(cell.lead).rstrip("，, ")
    clause = re.split(r"[，；：。]", said)[-1]
    if cell.after or not _SUMS_UP.fullmatch(cell.before) or not (_EXCEPTED.search(said) or _BESIDES.match(clause)):
        return []
    found = statuses(clause, lexicon)
    of_all = bool(found) and found[-1].end == len(clause) and bool(re.search("均|都|全|一律|悉数|皆", clause[: found[0].end]))
    return found if of_all else []


def _behind(cell: Cell, sentence: Sentence, lexicon: Lexicon, own: str | None) -> list[StatusSpan]:
    after = _ITS_NAMES.sub("", cell.after.lstrip("的"))
    # 除14件正在办理外均已办结 counts those still open.
    if _BUT.search(cell.before) and (except_ := EXCEPT.search(after)):
        lasting = [span for span in statuses(cell.before + after[: except_.start()], lexicon) if span.metric == "长期坚持"]
        if lasting:
            return lasting  # 除需长期坚持的2项外, 除草原过牧2项需长期坚持外
        if not statuses(after[: except_.start()], lexicon):
            return _all_but(after[except_.end() :], cell, sentence, lexicon)
        after = after[: except_.start()]
    offset = noun_end(after, lexicon)
    found = [span for span in statuses(after, lexicon) if span.start >= offset]
    if (
        not found
        or after[offset:].startswith("的")
        or (_AMONG.match(after, offset) and cell.index + 1 < len(sentence.cells))
        or (_gap(after[offset : found[0].start]) > AFTER_GAP and not names_of_rest(cell, after[offset : found[0].start]))
        or _introduces_next(cell, sentence, len(after) - found[-1].end, lexicon)
    ):
        return []
    run = [found[0]]
    for span in found[1:]:
        if span.start - run[-1].end <= AFTER_GAP:
            run.append(span)
    between = _REASON.sub("", after[offset : run[0].start])
    # 将8件办到阶段性办结 tells what was done with them.
    ahead = still_to_do(cell.before.removesuffix("将")[-14:], lexicon, own) or "新增" in cell.before
    meant = (still_to_do(between, lexicon, own) and not was_due(between, own)) or (ahead and "已" not in after[: run[0].end])
    return [] if meant else run


def _gap(between: str) -> int:
    """How much stands between a figure and its status besides reasons, days and words for all of it."""
    return len(_EXPLAINED.sub("", _REASON.sub("", _ALL_OF.sub("", _BY_DAY.sub("", between)))))


def names_of_rest(cell: Cell, between: str) -> tuple[str, ...]:
    """The very items between what is left of a list and its status (剩余1项 老旧企业搬迁入园 达到序时进度), if it is they."""
    names = tuple(split_names(between, _SHORTEST_ITEM))
    named = len(names) == cell.span.quantity.value and all(len(name) >= _SHORTEST_ITEM for name in names)
    return names if named and WHOLE_REST.search(cell.before) and not re.search(r"[\d，；。：（(]", between) else ()


def _all_but(rest: str, cell: Cell, sentence: Sentence, lexicon: Lexicon) -> list[StatusSpan]:
    """What the exceptions of 除3项外，其余均已完成 are: not finished; none where what is said of all others has no opposite."""
    rest = rest.lstrip("，, ") or re.split(r"[；。]", sentence.passage.text[cell.end - sentence.passage.start :])[0].partition("外")[2]
    found = statuses(rest, lexicon) if _ALL_OTHERS.match(rest.lstrip("，, ")) else []
    negated = lexicon.metrics[found[0].metric].negated if found else ""
    return [StatusSpan(negated, 0, 0)] if negated else []


def _before(cell: Cell, lexicon: Lexicon, own: str | None) -> list[StatusSpan]:
    found = statuses(cell.before, lexicon)
    if found and (named := next((span for span in found if ITEMS_FIRST.fullmatch(cell.before, span.end)), None)):
        return [named]
    if not found or not _BEFORE_TAIL.fullmatch(without_nouns(cell.before[found[-1].end :], lexicon)):
        return []
    after = cell.after.lstrip("的")
    object_ = _DONE_TO.fullmatch(after) if cell.before.endswith(("完成", "完成了", "办理", "办理了", "实现")) else None
    if object_:
        return statuses("完成" + object_["act"], lexicon) or []
    if after and noun_end(after, lexicon) == 0 and not _REMARKED.match(after):
        return []
    ahead = cell.before[: found[0].start]
    past = was_due(ahead, own) or (was_over(ahead, own) and bool(_CAME_TO_BE.search(cell.before[len(ahead) :])))
    to_do = still_to_do(ahead[-12:], lexicon, own) and not past
    if to_do or INCREMENT.search(ahead) or any(word in ahead for word in lexicon.exclude["sample"]):
        return []
    # 已整改到位但还没有销号的3个 and 未完成问题中符合序时要求的18个 count the latter only.
    turn = max((match.start() for match in TURN.finditer(cell.before)), default=-1)
    found = _as_put(found, cell.before)
    return [span for span in found if span.start > turn and not yet_to(found, span)] or found


def _as_put(found: list[StatusSpan], said: str) -> list[StatusSpan]:
    """Of several statuses told with one figure, that which it is put down as (部分处理完毕、列为阶段性办结; 阶段性办结暂不销件)."""
    if len(found) > 1 and found[-1].metric == "阶段性办结" and _PUT_DOWN.search(said[: found[-1].end]):
        return found[-1:]
    between = said[found[0].end : found[1].start] if len(found) == 2 else "和"
    put_off = [span.metric for span in found] == ["阶段性办结", "未办结"] and _PUT_OFF.fullmatch(between)
    return found[:1] if put_off else found


def yet_to(found: list[StatusSpan], span: StatusSpan) -> bool:
    """Whether a finished status is said only of what the next step is still to come for (完成 in 完成未销号5个)."""
    return span.metric in {"完成", "验收"} and found[-1].metric in {"未销号", "未验收"}


def _introduces_next(cell: Cell, sentence: Sentence, gap: int, lexicon: Lexicon) -> bool:
    """Whether the status behind this number belongs to the next one (62件举报件办结55件)."""
    behind = cell.index + (1 if cell.out_of is None else 2)
    if behind >= len(sentence.cells):
        return False
    following = sentence.cells[behind]
    joined = sentence.passage.text[cell.end - sentence.passage.start : following.start - sentence.passage.start].strip()
    if gap == 1 and joined.endswith(("和", "与", "及")) and statuses(following.after, lexicon):
        return False  # 14件阶段性办结和1件在办: each figure has its own status behind it
    return gap <= 2 and len(joined) <= len(cell.after)
