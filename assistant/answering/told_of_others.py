"""Figures that their own sentence gives to another month, place, side or part than the question names: no answer to it."""

from __future__ import annotations

import re

from assistant.answering.inquiry import Inquiry
from assistant.answering.lists import batch_number
from assistant.answering.places import bare_name, strip_names
from assistant.answering.printed import around
from assistant.answering.year_parts import one_way
from assistant.answering.zones import short_zone
from assistant.types import Answer
from assistant.words.content import grams, matter, residue
from assistant.words.moments import Moment, moments
from assistant.words.numerals import show_number

_NEAR_AHEAD = 200
"""So many characters before a sentence may name the place it goes on about."""
_ASKS_JOINTLY = re.compile(r"等(?:这|那)?(?:\d{1,2}|[两三四五六七八九十]{1,2})个?[省市县区州]")
_JOINTLY = re.compile(r"(?:[一-龥]{2,8}[、和与及]){1,40}[一-龥]{2,10}?(?:等)?(?:\d{1,2}|[两三四五六七八九十]{1,2})个?[省市县区州]")
"""Places told of together (河北、江苏、新疆5省区): a text that opens so is of none of them alone."""
_SPAN = re.compile(r"\d{1,2}—\d{1,2}月|[上下]半年|[一二三四]季度")
"""A part of a year; one_way writes its months with —."""
_BATCHES = re.compile(r"第[一二三四五六七八九十百\d]+批")
_STATEMENT_END = re.compile(r"[。；;\n]")
_BARE_MONTH = re.compile(r"(?<![\d年])(1[0-2]|[1-9])月(?!\d|以[来前后])")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_SIGNED = re.compile("（(?:成文|发布)日期")
_COMPARED = re.compile(
    r"(?:[比较]|相较于?|相比于?)(?=[^，。；）)]{0,8}[年月季])[^，。；）)]*|[（(](?=[^（）()]{0,8}[年月季][底末份初]?)(?!截[至止])[^（）()]*\d[^（）()]*[）)]"
)
"""What a sentence says beside a figure of how it was at another time."""
_PURSE = re.compile(r"(中央|省级|市级|县级|区级|旗级|社会|企业|银行)[^，。；、\d]{0,4}(?:资金|资本|补助|投入|投资|贷款|自筹)")
"""Whose money it is."""
_OF_LIST = re.compile(r"督[察查]|反馈|交办|转办|移交|指出|任务|问题|信访|举报|整改")
_DATE_LINE = re.compile(r"[\s（(]*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:印发)?[\s）)]*")
"""The day under a document, which is none that it tells of."""
_LETTERS = re.compile(r"(?!(?:[Xx]{2,}|[A-Z])[省市县区州])[A-Za-z]{2,}")
"""Names in letters; XX区 is a masked place."""
_CLAUSE = re.compile(r"[，。；;：:、\n]")
_QUARTER = re.compile(r"(?<![前至])第?([一二三四1-4])季度")
_QUARTERS = {name: number for number, pair in enumerate(("一1", "二2", "三3", "四4"), 1) for name in pair}
_LEFT_OUT = re.compile(r"(?:除了?|除去|不算|不含|不包括|扣除|去掉|刨去)([^，。？]{2,24}?)(?:以外|之外|外|[，,]|还)")
_JOINED = re.compile(r"[、和与及以]")
_SPLIT_WHOLE = re.compile(r"[一-龥]{0,14}?(?:之|当|其)?(?:中|里)(?=[，,、：:有]|\d|仅|只|尚|已|还|仍|$)")
"""Behind a figure that is the whole of what is told next: 127家|规模养殖场中，41家未配套."""
_OPENING = 100
"""So many characters at its head say whose a report without a title is."""
_NEW_WORDS = 0.34
"""From this share on of the words of a question that the clause of a whole does not have, a part of it is asked for."""


def without_comparisons(text: str, number: str) -> str:
    """A text without what it only compares with (较3月底的26项增加5项; 3月底完成36项 in brackets), unless `number` stands there itself."""
    plain = _COMPARED.sub(" ", text)
    return plain if re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", plain) else text


def of_other_month(answer: Answer, inquiry: Inquiry) -> bool:
    """What stood at the end of another month than the one a question names without its year (8月底 is no 截至9月底)."""
    named = {int(month) for month in _BARE_MONTH.findall(inquiry.question.text)}
    if len(named) != 1 or (answer.as_of is not None and len(answer.as_of) < len("2024-06")):
        return False
    (month,) = named
    lead = answer.figures[0]
    quotes = [one.quote for one in answer.citations if not _DATE_LINE.fullmatch(one.quote)]
    if not lead.formula:
        quotes = [without_comparisons(one, show_number(lead.value or 0)) for one in quotes]
    told = "".join((*quotes, *(inquiry.composer.report(one.report).title for one in answer.citations)))
    held = {int(found) for found in _MONTH.findall(told)}
    if month in held:
        return False
    if answer.as_of is None:
        return bool(held)
    return bool(held) or (int(answer.as_of[5:7]) != month and not _SIGNED.search(answer.text))


def of_other_span(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure of another span of months than the one asked for, which its report tells of elsewhere (1—11月 is no 11月)."""
    asked, lead = set(_SPAN.findall(one_way(inquiry.question.text))), answer.figures[0]
    if len(asked) != 1 or lead.formula:
        return False
    cited = [one for one in answer.citations if one.n in lead.citations]
    reports = [inquiry.composer.report(one.report) for one in cited]
    told = [one_way(f"{''.join(report.section_at(one.start))}{one.quote}") for report, one in zip(reports, cited, strict=True)]
    named = any(asked <= set(_SPAN.findall(one)) for one in told) or any(asked <= set(_SPAN.findall(one_way(one.title))) for one in reports)
    other = all(_MONTH.search(one) for one in told)
    return bool(cited) and not named and other and any(asked <= set(_SPAN.findall(one_way(one.clean))) for one in reports)


def of_other_round_of_visits(answer: Answer, inquiry: Inquiry) -> bool:
    """What is told of other batches than the one asked about (第三批督查了多少 is no 第一批和第二批共督查739个)."""
    asked = {batch_number(batch) for batch in _BATCHES.findall(inquiry.question.text)} - {None}
    lead = answer.figures[0]
    if not asked or lead.formula:
        return False
    said = [_STATEMENT_END.split(before)[-1] for before, _ in around(lead, answer, inquiry.lexicon)]
    told = [{batch_number(batch) for batch in _BATCHES.findall(one)} - {None} for one in said]
    return bool(told) and all(one and one.isdisjoint(asked) for one in told)


def of_other_moment(answer: Answer, inquiry: Inquiry) -> bool:
    """How things stand now, where a question asks how they stood on another day, at last year's end, when the year began or a month ago."""
    text, today, lead = inquiry.question.text, answer.as_of, answer.figures[0]
    asked = [one for one in moments(text, today) if not _BARE_MONTH.search(text[one.start : one.end])]
    dated = any(len(date) > len("11-20") for date in inquiry.question.dates)
    if len(asked) != 1 or (today and len(today) < len("2024-06")) or lead.formula or dated:
        return False
    (moment,) = asked
    if today and moment.same(Moment(0, 0, int(today[5:7]), int(today[:4]))):
        return False
    quotes = [without_comparisons(one.quote, show_number(lead.value or 0)) for one in answer.citations]
    told = [one for quote in quotes for one in moments(quote, today)]
    return bool(told or today) and not any(one.same(moment) for one in told)


def of_other_quarter(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure whose sentence does not speak of the quarter that a question names, and that does not count up to its end."""
    named = {_QUARTERS[one] for one in _QUARTER.findall(inquiry.question.text)}
    if len(named) != 1 or answer.as_of is None or len(answer.as_of) < len("2024-06"):
        return False
    (quarter,) = named
    told = {_QUARTERS[one] for citation in answer.citations for one in _QUARTER.findall(citation.quote)}
    return quarter not in told and int(answer.as_of[5:7]) != 3 * quarter


def of_whole_place(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure of the whole place where the question names a part of it that neither answer nor clause speaks of."""
    names = (*inquiry.named.unknown, *inquiry.named.areas)
    lead = answer.figures[0]
    if len(names) != 1 or lead.formula or lead.value is None or _ASKS_JOINTLY.search(inquiry.question.text):
        return False
    (name,) = names
    told = [_JOINTLY.sub(" ", f"{before}{after[:40]}") for before, after in around(lead, answer, inquiry.lexicon)]
    reports = {one.report: inquiry.composer.report(one.report) for one in answer.citations}
    titles = "".join(f"{one.title}{one.clean[:_OPENING]}{''.join(one.place.within) if one.place else ''}" for one in reports.values())
    ahead = "".join(reports[one.report].clean[max(0, one.start - _NEAR_AHEAD) : one.start] for one in answer.citations)
    titles = _JOINTLY.sub(" ", f"{titles}\n{ahead}\n{answer.text}")
    forms = {bare_name(name), bare_name(name.lstrip("里中的")), *short_zone(name)}
    return bool(told) and not any(form in f"{text}{titles}" for form in forms for text in told)


def of_left_out(answer: Answer, inquiry: Inquiry) -> bool:
    """The figure of the very class that a question leaves out (除望川区外还有几件)."""
    asked, lead = _LEFT_OUT.search(inquiry.question.text), answer.figures[0]
    if asked is None or lead.value is None or lead.formula:
        return False
    said = [_CLAUSE.split(before)[-1] for before, _ in around(lead, answer, inquiry.lexicon)]
    names = [bare_name(name.strip()) for name in _JOINED.split(asked[1]) if len(name.strip()) > 1]
    return any(name in f"{lead.label}{one}" for name in names for one in (*said, ""))


def unnamed_letters(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure whose sentences never name the BOD, COD or VOCs that the question is about."""
    lexicon = inquiry.lexicon
    named = _LETTERS.findall(lexicon.canonical(inquiry.question.text))
    told = lexicon.canonical("".join((answer.text, *(one.quote for one in answer.citations)))).lower()
    return bool(named) and not any(word.lower() in told for word in named)


def whole_of_part(answer: Answer, inquiry: Inquiry) -> bool:
    """The whole that a sentence goes on to split, where the question asks for one of its parts (127家养殖场中 for 已配套几家)."""
    lead, lexicon = answer.figures[0], inquiry.lexicon
    if lead.value is None or lead.formula or len(inquiry.question.asks) != 1 or lead.label in inquiry.question.asks[0].metrics:
        return False
    wanted = matter(strip_names(inquiry.question.asks[0].words, inquiry.names), lexicon)
    pieces = [(before, _SPLIT_WHOLE.match(after)) for before, after in around(lead, answer, lexicon)]
    if not wanted or not pieces or any(split is None for _, split in pieces):
        return False
    said = [grams(f"{re.split('[。；]', before)[-1]}{split[0]}", lexicon) for before, split in pieces if split is not None]
    return all(len(wanted - one) >= _NEW_WORDS * len(wanted) for one in said)


def of_other_purse(answer: Answer, inquiry: Inquiry) -> bool:
    """Money of another level than the one a question names (中央资金5.2亿元 for 省级资金)."""
    asked, lead = _PURSE.search(inquiry.question.text), answer.figures[0]
    if asked is None or lead.value is None or lead.formula:
        return False
    told = [_PURSE.findall(re.split("[，。；、]", before)[-1]) for before, _ in around(lead, answer, inquiry.lexicon)]
    return bool(told) and all(levels and asked[1] not in levels for levels in told)


def of_no_inspection(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure whose clause speaks of no list, where a question asks nothing but how many items one fed back (中央督察反馈多少)."""
    question, lead = inquiry.question, answer.figures[0]
    if question.inspection is None or question.metrics or lead.value is None or lead.formula or answer.kind != "quoted":
        return False
    left = residue(strip_names(question.text, inquiry.names), inquiry.lexicon)
    told = [f"{_CLAUSE.split(before)[-1]}{_CLAUSE.split(after)[0]}" for before, after in around(lead, answer, inquiry.lexicon)]
    return not left and bool(told) and not any(_OF_LIST.search(one) for one in told)
