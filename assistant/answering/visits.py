"""When an inspection came, when it fed back, and which team and round it was: the sentence of the report that tells of that very one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.inquiry import Inquiry
from assistant.answering.places import place_name
from assistant.answering.sentences import Found, sentence_spans
from assistant.facts.context import apart, inspection_of
from assistant.types import Inspection, Report
from assistant.words.dates import DATE_LIKE, find_dates

_WHEN = r"(?:什么时候|什么时间|啥时候|何时|哪[一]?[天年月日]|几月几?[日号]?|几号|时间)"
_ASKS_CAME = re.compile(
    rf"督[察查][^，。？]{{0,10}}{_WHEN}[^，。？]{{0,6}}(?:进驻|入驻|来|到|开展)|{_WHEN}[^，。？]{{0,6}}(?:进驻|入驻)|进驻(?:的)?{_WHEN}|督[察查](?:组|工作|进驻)?(?:是|从|在)*{_WHEN}[到至]{_WHEN}"
)
_ASKS_LEFT = re.compile(
    rf"(?:督[察查]|进驻)[^？]{{0,20}}{_WHEN}[^，。？]{{0,8}}(?:结束|离开|撤|收尾|走)|(?:结束|离开|撤离|撤走|撤出)[^？]{{0,14}}{_WHEN}|进驻(?:[到至]|止于){_WHEN}"
)
_ASKS_FED_BACK = re.compile(rf"督[察查][^，。？]{{0,10}}{_WHEN}[^，。？]{{0,4}}反馈(?!的?问题[^，。？]{{0,4}}(?:整改|完成))")
_ASKS_TEAM = re.compile(
    r"第几(?:生态)?(?:环境|环保)?(?:保护)?督[察查]组|哪[一个支]+(?:生态)?(?:环境|环保)?(?:保护)?督[察查]组|督[察查]组是(?:第几|哪)"
)
_ASKS_ROUND = re.compile(r"(?:督[察查][^，。？]{0,6}|^)(?:是|属于)第几轮|第几轮督[察查]")
_BODY = r"(?:中央|省级?)?(?:第[一二三]轮)?(?:生态)?(?:环境|环保)?(?:保护)?督[察查]组"
_ASKS_TEAMS = re.compile(rf"(?:几|多少)个?{_BODY}|{_BODY}(?:有|共|一共|总共)*(?:几|多少)个")
_ASKS_WHERE = re.compile(
    r"(?:进驻|督[察查])了?(?:的(?:是|有)?)?(?:哪些?|哪几个?|哪[一二三四五六七八九十两\d]+个?|什么)个?(?:省|市|自治区|区|县|州|地方|地区)"
)
_SEVERAL = re.compile(rf"{_WHEN}(?![到至]).*(?<![到至]){_WHEN}|(?:进驻|入驻).*反馈|反馈.*(?:进驻|入驻)")
"""Two days are asked for, each with a sentence of its own."""
_CAME = re.compile(r"进驻(?!以来|期间|后|时)|入驻|(?:开展|进行|实施)了?[^，。；]{0,24}督察")
_LEFT = re.compile(
    r"结束(?!后|以后|时)|撤离|离开|日[至到—～~－-](?:\d{4}年)?\d{1,2}月?\d{0,2}日?[^。；]{0,30}(?:进驻|督察)|(?:进驻|督察)[^。；]{0,30}日[至到—～~－-]"
)
_FED_BACK = re.compile(
    r"反馈(?!的?(?:\d+[个项条])?(?:意见)?(?:问题|任务|清单|整改|落实))(?!意见的?(?:整改|落实))|(?:向|正式|\d日)[^，。；]{0,12}反馈(?!(?:意见|问题)?的?(?:整改|落实))"
)
"""The act itself, not the name of a body or a plan (反馈意见整改工作领导小组)."""
_DATED = frozenset({_LEFT, _CAME, _FED_BACK})
"""What is told with its day."""
_TEAM = re.compile(r"第[一二三四五六七八九十]+(?:生态)?(?:环境|环保)?(?:保护)?督察组")
_TEAMS = re.compile(rf"[\d一二三四五六七八九十两]+个{_BODY}")
_WHERE = re.compile(
    r"进驻了?[一-龥]{2,8}、[一-龥]{2,8}(?:、|和|及|等|\d|[省市县区州])|对[一-龥]{2,8}、[^。；]{2,80}(?:开展|实施|进行)[^。；]{0,30}督察"
)
_ROUND = re.compile(r"第[一二三四]轮")
_LEVELS = {"中央": re.compile("中央"), "省级": re.compile(r"(?:省|自治区)(?:级|委|第[一二三四五六七八九十]+|生态|环保|环境|督察)")}
_MOST = 4
_FEW = 40
"""In so many reports the sentences are looked through."""


def visit(inquiry: Inquiry) -> list[Found]:
    """The sentences that tell of the inspection asked about, one a place and level; none where the question asks for something else."""
    text = inquiry.question.text
    asked = (
        (_ASKS_TEAMS, _TEAMS),
        (_ASKS_WHERE, _WHERE),
        (_ASKS_TEAM, _TEAM),
        (_ASKS_ROUND, _ROUND),
        (_ASKS_LEFT, _LEFT),
        (_ASKS_CAME, _CAME),
        (_ASKS_FED_BACK, _FED_BACK),
    )
    kinds = [telling for asks, telling in asked if asks.search(text)]
    if not kinds or len(inquiry.question.asks) != 1 or inquiry.question.metrics or len(inquiry.heads) > _FEW:
        return []
    if not _SEVERAL.search(text):
        return _of_kind(kinds[0], inquiry)
    told = [_of_kind(kind, inquiry) for kind in kinds]
    several = len(kinds) > 1 and len(inquiry.named.names) == 1 and all(told)
    return list({(one.report.id, one.start): one for found in told for one in found[:1]}.values()) if several else []


def _of_kind(told: re.Pattern[str], inquiry: Inquiry) -> list[Found]:
    """The sentences that tell one kind of thing of the inspection asked about."""
    asked_of = inquiry.question.inspection
    found: dict[tuple[str, str], Found] = {}
    telling = [(head, one) for head in inquiry.heads for one in _telling(inquiry.composer.report(head.id), told, asked_of)]
    of_round = [(head, one) for head, one in telling if asked_of is not None and asked_of.round and asked_of.round in one.text]
    for head, one in of_round or telling:
        held = inspection_of(one.text)
        # Where no inspection is named, each one that came is told of.
        found.setdefault((place_name(head.place) or head.id, held.level if held and asked_of is None else ""), one)
    if told in _DATED and asked_of is not None:
        return _of_one_day(list(found.values()))
    return list(found.values())[:_MOST]


def _of_one_day(found: list[Found]) -> list[Found]:
    """Of sentences that share a day, one a place, the shortest: they tell of one inspection of all of them."""
    days = [{(date.month, date.day) for date in find_dates(one.text) if date.day} for one in found]
    return [min(found, key=lambda one: len(one.text))] if len(found) > 1 and set.intersection(*days) else found[:_MOST]


def _telling(report: Report, told: re.Pattern[str], asked: Inspection | None) -> Iterator[Found]:
    """The sentences of a report that tell it of the inspection asked about: of no other, and dated where a day is asked for."""
    for start, end in sentence_spans(report.clean, 0, len(report.clean)):
        said = report.clean[start:end]
        if "督察" not in said or not told.search(said) or (told in _DATED and not any(DATE_LIKE.matches(said))):
            continue
        if asked is None or _of(asked, said, report.title):
            yield Found(report, start, end, 1.0)


def _of(asked: Inspection, said: str, title: str) -> bool:
    """Whether a sentence, else the title over it, tells of the inspection asked about; its last words may name only the round."""
    held = inspection_of(said) or inspection_of(title)
    if held is None or apart(asked, held):
        return False
    return not asked.level or bool(held.level) or {name for name, written in _LEVELS.items() if written.search(said)} == {asked.level}
