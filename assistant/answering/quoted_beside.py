"""Sentences quoted beside the question: nothing in them is the number, class, people, year or measure that it asks for."""

from __future__ import annotations

import re

from assistant.answering.asked_scope import LETTER_BATCH
from assistant.answering.inquiry import Inquiry
from assistant.answering.lists import batch_number
from assistant.answering.naming import classes_named
from assistant.answering.places import strip_names
from assistant.answering.printed import last_clause
from assistant.answering.told_of_others import unnamed_letters
from assistant.types import Answer, Track
from assistant.words.content import grams, matter

_MEASURED = {"浓度", "钱", "长度", "面积", "重量", "产能", "声级"}
"""Unit classes of what is measured and not counted."""
_MOST = re.compile(r"最|首位|居首|榜首|第一|末位|垫底|倒数|前[三五十列]|靠前|领先")
_HOW_MANY = re.compile(r"多少|(?<!哪)几[个件项起]|[件个项]数|幅度|数值|总[量额]")
_OF_ANY = re.compile("同比|环比|变化|幅度|数值|总[量额]")
"""Said of figures of every matter."""
_ASKS_ECOLOGY, _OF_ECOLOGY = re.compile("生态(?:破坏|类)"), re.compile("生态(?!环境|保护|文明)")
"""A class whose short name stands in that of every inspection."""
_ASKS_FIGURE = re.compile(
    r"多少|几|数字|数值|金额|数额|比例|数量|什么数|啥数|确切|准确|具体|还原|原来的数|真实|涂黑|打码|星号|遮|抹|盖住|隐去|保密"
    r"|公布|公开|引用|查查|查一下|写着|how many|how much|figure|number"
)
_NAMED_BY = re.compile(r"(?:[全我本该][省市县区州旗]|其中|累计|共)*(?P<name>[一-龥A-Za-z\d.]{2,8})$")
"""The words right ahead of a hidden figure, without whose it is."""
_NAME_HEAD = 4
"""So many characters of a name tell it from others (优良天数, 罚款金额)."""
_YEAR, _THIS_YEAR = re.compile(r"(?:19|20)\d\d(?=年)"), re.compile(r"今年|本年度?|年内|全年")
_YES_OR_NO = re.compile("没|不|是否|[吗吧]")
_TOLD_AT_LENGTH = frozenset({"when", "how", "define", "list", "who", "where", "why"})
_PEOPLE = frozenset({"人", "人次"})
_COUNTED_PEOPLE = re.compile(r"(?:人|干部|党员|领导|同志)[^，。；\d]{0,2}[\d一二三四五六七八九十两]+个")
_HOW_MANY_PEOPLE = re.compile(r"(?:多少|几)[个名位]?(?:人(?!家)|干部|党员|责任人)")


def beside_the_question(answer: Answer, inquiry: Inquiry) -> bool:
    """Whether an answer only quotes a sentence that does not tell what is asked."""
    return any(check(answer, inquiry) for check in (_quoted_beside, _no_superlative, _of_other_year, _letters_unnamed))


def _no_superlative(answer: Answer, inquiry: Inquiry) -> bool:
    """A sentence quoted for what is most or least of all that says of nothing that it is."""
    plain = answer.kind == "quoted" and not answer.figures and "superlative" in inquiry.question.forms
    return plain and not any(_MOST.search(one.quote) for one in answer.citations)


def _quoted_beside(answer: Answer, inquiry: Inquiry) -> bool:
    """A sentence quoted for a number it does not hold: nothing of the class or matter asked for is in it, or it is of another batch."""
    if answer.kind != "quoted" or not _HOW_MANY.search(inquiry.question.text):
        return False
    lexicon, question = inquiry.lexicon, inquiry.question
    text = strip_names(question.text, inquiry.names)
    quoted = lexicon.canonical("".join(one.quote for one in answer.citations))
    if _HOW_MANY_PEOPLE.search(text) and not _COUNTED_PEOPLE.search(quoted):
        classes = {span.unit_class for one in answer.citations for span in lexicon.units.find(one.quote)}
        if classes and _PEOPLE.isdisjoint(classes):
            return True
    if _ASKS_ECOLOGY.search(text) and not _OF_ECOLOGY.search(quoted):
        return True
    asked = classes_named(text, lexicon) if question.track is Track.COMPLAINT or not answer.figures else ()
    if asked:
        return not any(label in quoted for label in asked)
    if answer.figures:
        return False
    measured = {ask.unit_class for ask in question.asks if ask.quantity} & _MEASURED
    if measured and measured.isdisjoint(span.unit_class for span in lexicon.units.find(quoted)):
        return True
    told = {batch_number(batch) for batch in LETTER_BATCH.findall(quoted)} - {None}
    if told and question.batch and batch_number(question.batch) not in {None, *told}:
        return True
    about = matter(_OF_ANY.sub(" ", text), lexicon) if "difference" not in question.forms else frozenset()
    return bool(about) and about.isdisjoint(grams(quoted, lexicon))


def _letters_unnamed(answer: Answer, inquiry: Inquiry) -> bool:
    """A sentence that never names the PM2.5, COD or VOCs that a question is about."""
    plain = answer.kind == "quoted" and not answer.figures and not inquiry.question.forms & _TOLD_AT_LENGTH
    return plain and unnamed_letters(answer, inquiry)


def hides_it(answer: Answer, inquiry: Inquiry) -> bool:
    """A sentence that hides the very figure asked for beside others that it prints (PM2.5浓度下降*%到39微克)."""
    if answer.kind != "quoted" or answer.figures or len(answer.citations) != 1:
        return False
    lexicon, quote = inquiry.lexicon, answer.citations[0].quote
    if not inquiry.question.counts:
        return names_hidden(quote, inquiry)
    about = matter(strip_names(inquiry.question.text, inquiry.names), lexicon)
    hidden = [span for span in lexicon.units.find(quote) if span.quantity.masked]
    return any(not about.isdisjoint(grams(lexicon.canonical(last_clause(quote[: span.start])), lexicon)) for span in hidden)


def names_hidden(text: str, inquiry: Inquiry) -> bool:
    """Whether a question asks for a figure by the very words that stand ahead of a hidden one (那个罚款金额被涂黑了，能还原吗)."""
    if not _ASKS_FIGURE.search(inquiry.question.text):
        return False
    lexicon = inquiry.lexicon
    asked = lexicon.canonical(inquiry.question.text)
    hidden = (text[: span.start].rstrip("*＊×Xx.") for span in lexicon.units.find(text) if span.quantity.masked)
    named = (_NAMED_BY.search(lexicon.canonical(last_clause(ahead))) for ahead in hidden)
    return any(name is not None and name["name"][:_NAME_HEAD] in asked for name in named)


def _of_other_year(answer: Answer, inquiry: Inquiry) -> bool:
    """A sentence with figures of another year only than the one a question names (2024年满意度 is no answer for 2023)."""
    question = inquiry.question
    if answer.kind != "quoted" or answer.figures or len(question.years) != 1:
        return False
    if question.forms & _TOLD_AT_LENGTH or _YES_OR_NO.search(question.text):
        return False
    told: set[str] = set()
    for one in answer.citations:
        if not any(span.quantity.value is not None for span in inquiry.lexicon.units.find(one.quote)):
            return False
        own = (inquiry.composer.report(one.report).as_of or "")[:4] if _THIS_YEAR.search(one.quote) else ""
        named = set(_YEAR.findall(one.quote)) | ({own} if own else set())
        if not named:
            return False
        told |= named
    return bool(told) and told.isdisjoint(question.years)
