"""How a figure stands where another clause tells it: what is left, what something came down to, what goes on behind its mark."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import statement
from assistant.facts.list_nouns import AFTER_GAP, NAME_TAIL, WHOLE_REST, noun_end
from assistant.facts.planned import meant_or_new
from assistant.facts.status import StatusSpan, statuses
from assistant.words.lexicon import Lexicon

_GOES_ON = re.compile(
    r"(?:未到期|没到期|(?:时限|期限)未到|还?(?:没有?|未|没)(?:能)?(?:整?改完|完成|收尾|改到位|到位)|[正仍还尚]?在?整改期?(?:中|内)?|正在整改)[，、,](?:但|且|而)?(?:均|都|也|仍|正|全部)*"
)
"""A clause on a figure that leaves open how it stands, and the mark behind it."""
_PUT_PLAINLY = re.compile(r"[，、](?:(?:也就是|也即|亦即|即|就是)(?:说)?(?:已经?|均|都)?|整改(?:任务|工作)?(?=已?全部|已?全面|均|都|已))")
"""Ahead of the status of a figure that other words told of first: 答完的有3个，也就是整改完成; 已啃下5个，整改全部完成."""
_CLAUSE = 20
_LACKS = re.compile(r"(?:^|[还尚仍只仅就])(?:差|缺|欠)(?:了)?$")
_THAT_IS = re.compile(r"(?:即|也就是|亦即|也即|折合|合|共?计)(?:共|计|为|有|是)*")
_SHARE_OF = re.compile(
    r"[^，。；、\d]{0,10}?的?(?:问题|任务|事项|信访件|举报件)?(?:所?占(?:比|[^，。；\d]{0,8}的)?|的?比例)(?:为|达到?|是)?"
)
"""Behind a status, up to its share: 完成整改并经验收的占|36.4%，即8项."""
_NOT_REACHED = re.compile(r"(?:均|都)?(?:没有|未|没)(?:达到|达标|跟上|赶上)的?(?:有|是|为)?")
_WITHIN_WHOLE = re.compile(r"[当其之]?[中里]的?")
_EXPLAINED_AS = re.compile(r"[（(](?:即|指|也就是|均?为|均?属|系|算|记为|列为)?(?P<as>[^（()），。；\d]{2,10})[）)]")
_OF_WHOLE = re.compile(r"交办|转办|移交|转来|[收接]|受理|承办|领办|[总共合]|信访件$|举报件?$|问题$|任务$")
"""Ahead of a figure in a bracket's way: it is that of a list, and the bracket tells how all of it stands."""
_RISEN_TO = re.compile(r"达到?|为|增?[至到]|增[加长][到至]|升[到至]")
_RISE = re.compile(r"([^，,；;。]{2,30}?)(?:比|较|同比|环比)[^，,；;。]{1,20}[，,]$")
_REST_IS = re.compile(
    r"[，,、](?:(?:[我全本该]|[一-龥]{2,4})[省市县区州旗])?(?:(?:截[至止]|[到至])[\d年月日底末上本当个初]+[，,]?)?(?:已经?|均|都|皆|全部|全|也|仍|正|一律|属于?|系|为|是|列为|处于)*"
)
"""Behind a figure of all that is left, ahead of how it stands: 余下16件，属|阶段性办结."""
_CLAUSE_ALONE = re.compile(r"[^，,；;。：:\d]+(?=[，,；;。]|$)")
"""A clause without a figure."""
_FORMERLY = re.compile(r"[^，。；\d]{0,12}?(?:降|减|减少|下降|压减|缩减|回落|增|增加|增长|升|上升|涨|提高|提升|扩大)(?:至|到|为)")
"""Behind the figure that something came down or up from: 由31项|降至14项."""
_CAME_TO = re.compile(
    r"(?P<what>[^，。；：]{2,24}?)(?:由|从)[^，。；]{0,40}?\d[项件个条][^，。；\d]{0,12}?"
    r"(?:降|减|减少|下降|压减|缩减|回落|增|增加|增长|升|上升|涨|提高|提升|扩大)(?:至|到|为)(?:了)?(?:[\d年月日底末上本当个]+的?)?$"
)
"""Ahead of the figure that something came to (未改完的问题由31项降至|14项)."""


def explained(cell: Cell, sentence: Sentence, lexicon: Lexicon) -> list[StatusSpan]:
    """The status that alone stands in the bracket behind a figure told in other words: 画上句号的70件（办结）."""
    said = _EXPLAINED_AS.match(sentence.passage.text, cell.end - sentence.passage.start)
    found = statuses(said["as"], lexicon) if said and cell.before and not _OF_WHOLE.search(cell.before) else []
    alone = len(found) == 1 and said is not None and found[0].start == 0 and NAME_TAIL.fullmatch(said["as"], found[0].end)
    return found if alone else []


def lacking(cell: Cell, lexicon: Lexicon) -> list[StatusSpan]:
    """What a figure lacks has not come to be: 还差5项销号, 尚差3项的验收手续."""
    found = statuses(cell.after, lexicon) if _LACKS.search(cell.before) else []
    negated = lexicon.metrics[found[0].metric].negated if found and len(cell.after) - found[0].end <= AFTER_GAP else ""
    return [StatusSpan(negated, found[0].start, found[0].end)] if negated else []


def left_behind(cell: Cell, sentence: Sentence) -> bool:
    """Whether a figure is what another one came down or up from: 31项 of 由当初的31项降至14项."""
    clause = re.split(r"[，；：。]", cell.lead + cell.before)[-1]
    return bool(re.search("[由从]", clause) and _FORMERLY.match(sentence.passage.text, cell.end - sentence.passage.start))


def came_to(cell: Cell, lexicon: Lexicon) -> list[StatusSpan]:
    """The status of what came down or up to a figure: 未改完的问题由当初的31项降至|14项."""
    said = _CAME_TO.search(statement(cell.lead) + cell.before)
    found = statuses(said["what"], lexicon) if said else []
    return found[-1:] if said and found and NAME_TAIL.fullmatch(said["what"], found[-1].end) else []


def rest_told(cell: Cell, sentence: Sentence, lexicon: Lexicon) -> list[StatusSpan]:
    """How all that is left stands, said in the clause behind its figure: 余下16件，属阶段性办结; 剩余14项，进度均合乎要求."""
    rest = sentence.passage.text[cell.end - sentence.passage.start :].removeprefix(cell.after)
    said = _REST_IS.match(rest) if WHOLE_REST.search(cell.before) and noun_end(cell.after, lexicon) == len(cell.after) else None
    clause = _CLAUSE_ALONE.match(rest, said.end()) if said else None
    words = clause[0] if clause else ""
    found = statuses(words, lexicon)
    return found[:1] if found and found[0].start == 0 and not words[found[0].end :].strip("的了") else []


def goes_on(cell: Cell, sentence: Sentence, lexicon: Lexicon) -> list[StatusSpan]:
    """How what a figure counts stands, said in the next clause without a subject: 9项未到期，按序时推进."""
    rest = sentence.passage.text[cell.end - sentence.passage.start :]
    said = _PUT_PLAINLY.match(rest) if cell.index else None
    plain = statuses(rest[said.end() : said.end() + _CLAUSE], lexicon) if said else []
    if plain and plain[0].start == 0:
        return plain[:1]
    match = _GOES_ON.match(rest)
    found = statuses(rest[match.end() : match.end() + _CLAUSE], lexicon) if match else []
    return found[:1] if found and found[0].start == 0 and found[0].metric in {"序时", "滞后"} else []


def told_as_share(cell: Cell, sentence: Sentence, lexicon: Lexicon) -> list[StatusSpan]:
    """The status of which the percentage just before a figure is the share: 完成整改的占36.4%，即8项."""
    share = sentence.cells[cell.index - 1] if cell.index and not cell.after else None
    if share is None or share.span.unit_class != "比例" or not _THAT_IS.fullmatch(cell.before):
        return []
    if not cell.lead.rstrip("，,、").endswith(share.span.quantity.text) or meant_or_new(share.before):
        return []
    found = statuses(share.before, lexicon)[:1]
    return found if found and _SHARE_OF.fullmatch(share.before, found[0].end) else []


def of_stated_whole(cell: Cell, sentence: Sentence, lexicon: Lexicon) -> list[StatusSpan]:
    """What a figure counts that with its whole says a rate once more: 办结率为44.4%，即27件中的|12件."""
    if cell.index < 2 or cell.after or not _WITHIN_WHOLE.fullmatch(cell.before):
        return []
    rate, whole = sentence.cells[cell.index - 2 : cell.index]
    if rate.span.unit_class != "比例" or not _THAT_IS.fullmatch(whole.before):
        return []
    named = [lexicon.metrics[span.metric].rate_of or span.metric for span in statuses(rate.before, lexicon)]
    return [StatusSpan(metric, 0, 0) for metric in named[:1]]


def elliptic(cell: Cell, lexicon: Lexicon) -> list[StatusSpan]:
    """2项没有达到 behind figures of those on schedule: not on schedule; 达到27个 behind 完成数比上月增加3个，: the status of that."""
    if _NOT_REACHED.fullmatch(cell.after if cell.before in {"", "还有", "另有", "其余"} else cell.before):
        negative = any(span.metric == "序时" for span in statuses(cell.lead, lexicon))
        return [StatusSpan("滞后", 0, 0)] if negative else []
    rise = _RISE.search(cell.lead[-60:]) if _RISEN_TO.fullmatch(cell.before) else None
    found = statuses(rise[1], lexicon) if rise else []
    return found if rise and found and NAME_TAIL.fullmatch(rise[1], found[-1].end) else []


def of_rate(cell: Cell, sentence: Sentence, lexicon: Lexicon) -> list[StatusSpan]:
    """What a bare fraction behind its rate counts: 14/20 of 完成率70%，14/20."""
    rate = sentence.cells[cell.index - 1] if cell.index and cell.out_of is not None and not cell.words else None
    if rate is None or rate.span.unit_class != "比例":
        return []
    named = [lexicon.metrics[span.metric].rate_of for span in statuses(rate.before, lexicon)]
    return [StatusSpan(metric, 0, 0) for metric in named if metric]
