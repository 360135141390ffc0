"""Figures that their own sentence gives to another thing than the question names, or to what was reached where a goal is asked for."""

from __future__ import annotations

import re

from assistant.answering.inquiry import Inquiry
from assistant.answering.printed import around, clauses
from assistant.types import Answer
from assistant.words.content import grams

_ASKS_GOAL = re.compile(
    r"(?<![比较离与])目标(?:值|数|任务)?[^，。？]{0,4}?(?:是|为|有)?(?:百分之)?(?:多少|几)|(?:多少|几)[一-龥]{0,2}(?:是)?目标"
)
_GOAL = re.compile(r"目标|任务|要求|计划|力争|确保|达到|不低于|不高于|以上|以下|控制在")
_REACHED = re.compile(r"离[^，。]{0,8}目标|还差")
"""How far it still is to a goal is not the goal."""
_OF_MEMBER = re.compile(
    r"\d[\d.]*[一-龥]{1,3}(?:里面?|里头|中|当中|其中)[，,]?(?P<name>[一-龥]{2,6}?)(?:[省市县区])?(?:有|是|占|的)?(?:多少|几)"
)
"""Asks for the share of one member in a figure that the question itself states."""
_PART_OF_NUMBER = re.compile(
    r"(?:\d[个项件名人家处起条位][^，。？\d]{0,12}?|的(?:人|人员|干部|责任人))(?:里面|里头|当中|其中|中|里)[，,]?(?:的|有|属于?|是|被|给予)*(?P<part>[一-龥]{2,6}?)的?(?:一共|共)?(?:有|是|占了?|为)?(?:多少|几)"
)
"""Asks how many of a number stated in the question, or of some people, are of one part (77名被问责人员中诫勉的有多少人)."""
_GRADE = re.compile("(轻度|中度|重|严重)度?(?:及以上)?污染")
"""A grade of polluted air; that of 重度污染 is 重."""
_ORDINAL = re.compile(
    r"第(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:污水|垃圾|水|热电|发电|化工|小学|中学|人民)[一-龥]{0,4}?(?:厂|站|场|院|学)"
)
"""One of several things that only their number tells apart (第三污水处理厂)."""
_WORKS = re.compile("(?:集中)?处理")
"""What the short name of a plant leaves out (第二污水厂)."""
_COUNTED_NOUN = re.compile(r"(?:多少|几)个?(?P<noun>省|市|县|区|旗|镇|乡|村|街道|社区|国家|医院|学校|企业)(?![级直内外政委域])")
"""The noun that a question counts by its name alone (有几个县没有…)."""
_ASKS_ISSUES = re.compile(r"(?:多少|几)个?(?:具体|突出)?(?:问题|事项|任务)")
_SPOTS = {"处", "%", "天"}
"""Units in which spots, their shares and their days are told."""
_BESIDE = 8
"""So many characters beside a number hold the noun it counts."""


def of_own_work(answer: Answer, inquiry: Inquiry) -> bool:
    """What the office found by itself, where what was handed over or fed back is asked for (移交多少个 is no 自查325个)."""
    words, text = inquiry.lexicon.data["questions"]["own_work"], inquiry.question.text
    if answer.figures[0].formula or not re.search(words["handed"], text) or any(word in text for word in words["words"]):
        return False
    said = [before for before, _ in clauses(answer.figures[0], answer, inquiry.lexicon)]
    return bool(said) and all(any(word in clause for word in words["words"]) for clause in said)


def no_goal(answer: Answer, inquiry: Inquiry) -> bool:
    """What was reached, where the goal is asked for (目标是多少天 is no 优良天数127天)."""
    lead = answer.figures[0]
    if lead.formula or not _ASKS_GOAL.search(inquiry.question.text) or _REACHED.search(inquiry.question.text):
        return False
    said = [before + after for before, after in clauses(lead, answer, inquiry.lexicon)]
    return bool(said) and not any(_GOAL.search(clause) for clause in said)


def of_unnamed_member(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure that its sentence gives to no one, where that of one member is asked for (2177人里面山东多少人 is no 拘留88人)."""
    found = _OF_MEMBER.search(inquiry.question.text)
    if found is None or answer.figures[0].formula or found["name"] not in "".join((*inquiry.names, *inquiry.named.unknown)):
        return False
    said = "".join(f"{one.quote}{one.section}" for one in answer.citations)
    return found["name"] not in said + answer.text.partition("\n")[0]


def of_other_part(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure whose clause does not speak of the part asked for at all (77人中诫勉的有多少 is no 乡科级16人)."""
    asked, lead = _PART_OF_NUMBER.search(inquiry.question.text), answer.figures[0]
    if asked is None or lead.formula or inquiry.question.metrics:
        return False
    lexicon = inquiry.lexicon
    wanted = grams(lexicon.canonical(asked["part"]), lexicon)
    said = [f"{before}{after}{lead.label}" for before, after in clauses(lead, answer, lexicon)]
    return bool(said and wanted) and all(wanted.isdisjoint(grams(lexicon.canonical(one), lexicon)) for one in said)


def of_other_grade(answer: Answer, inquiry: Inquiry) -> bool:
    """Days of another grade of air than asked for (重污染天数 is no 优良天数143天)."""
    asked, lead = set(_GRADE.findall(inquiry.question.text)), answer.figures[0]
    if len(asked) != 1 or lead.formula:
        return False
    said = [before + after for before, after in clauses(lead, answer, inquiry.lexicon)]
    return bool(said) and not any(asked <= set(_GRADE.findall(one)) for one in said)


def of_other_ordinal(answer: Answer, inquiry: Inquiry) -> bool:
    """What is told of another thing of the same kind, or of none by number (第三污水处理厂 is not 第一污水处理厂)."""
    asked = set(_numbered(inquiry.question.text))
    if len(asked) != 1 or answer.figures[0].formula:
        return False
    (name,) = asked
    for before, _ in around(answer.figures[0], answer, inquiry.lexicon):
        told = _numbered(before)
        if told and told[-1] != name:
            return True
    return not any(name in _numbered(f"{one.title}\n{one.section}\n{one.quote}") for one in answer.citations)


def _numbered(text: str) -> list[str]:
    """The things that a text tells apart by number, in its order, each in its short form (第二污水厂)."""
    return [_WORKS.sub("", found) for found in _ORDINAL.findall(text)]


def of_other_noun(answer: Answer, inquiry: Inquiry) -> bool:
    """A count of other things than the noun a question counts by name (几个县没有覆盖 is no 2座焚烧设施)."""
    asked = _COUNTED_NOUN.search(inquiry.question.text)
    if asked is None or answer.figures[0].formula or len(inquiry.question.asks) != 1:
        return False
    unit = answer.figures[0].unit
    said = [f"{before[-_BESIDE:]}{unit}{after[:_BESIDE]}" for before, after in around(answer.figures[0], answer, inquiry.lexicon)]
    return bool(said) and not any(asked["noun"] in words for words in (*said, answer.figures[0].label))


def of_sides(answer: Answer, inquiry: Inquiry) -> bool:
    """How many sides problems have, where the problems are counted (多少个具体问题 is no 5个方面)."""
    if not _ASKS_ISSUES.search(inquiry.question.text) or answer.figures[0].formula:
        return False
    behind = [after for _, after in around(answer.figures[0], answer, inquiry.lexicon)]
    return bool(behind) and all(after.startswith("方面") for after in behind)


def of_no_spots(answer: Answer, inquiry: Inquiry) -> bool:
    """A count of a list, where the spots of one thing are counted (还有几处点位没改完 is no 1项)."""
    lead = answer.figures[0]
    if "点位" not in inquiry.question.text or len(inquiry.question.asks) != 1:
        return False
    if lead.unit in _SPOTS or lead.value is None or "点位" in lead.label:
        return False
    return not any("点位" in before or after.startswith("点") for before, after in around(lead, answer, inquiry.lexicon))
