"""A figure of a whole list is no answer to a question about a part of it that no sentence cited tells of (住建局牵头的有几个)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.inquiry import Inquiry
from assistant.answering.naming import class_labels
from assistant.answering.refusing import refuse
from assistant.answering.subject import WHEN
from assistant.types import Answer, Status, once
from assistant.words.asked import learned
from assistant.words.content import grams
from assistant.words.marks import STATUSES, cut

_NARROWS = 0.5
"""How likely some words of a question must narrow it for the figure of the whole list to be kept back."""
_TOLD = 0.5
"""What share of those words the sentences cited must hold to tell of the part."""
_OF_LIST = frozenset({"督察", "反馈问题", "信访件"}) | STATUSES
_COUNTED = frozenset({"", "件", "项", "起", "个"})
_LISTED = _COUNTED | {"比例"}
"""Unit classes of what is counted in lists, and of its shares."""
_TOLD_AT_LENGTH = frozenset({"when", "how", "define", "list", "who", "where", "why"})
"""Forms of questions whose answer is a passage."""
_HOW_IT_STANDS = re.compile(r"(?:怎么样|怎样|如何|咋样|什么样|啥样)[了啦的呢呀]*[？?。]?$")
"""Asks how a list stands, not how something was done."""
_YEAR = re.compile(r"[去今前上本]年度?|(?:19|20)\d{2}年度?|[这近]?[两二三几]年[来间]?")
_DAY = re.compile(r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}[日号](?:[上中下]午)?(?:\d{1,2}[时点])?")
_TEAM = re.compile(
    r"(?:中央|省级?)?第[一二三四五六七八九十]+(?:生态)?(?:环境|环保)(?:保护)?督察组|(?:中央|省级?)[和与及、](?:中央|省级?)(?:两级)?|“?回头看”?"
)
_SCOPE = re.compile(
    r"[第一二三四]*轮|中央|国家|省级?|央企|月份?|季度|半年|督[察查]组?|交办|转办|移交|(?:生态)?环境|环保|\d+|[等两]?[\d一二三四五六七八九十几]*家?|[和及与的里中]"
)
"""Words of inspections, days and those who hand a list over, which say which list is meant and narrow none."""
_EACH = re.compile("各[有是为]?(?:多少|几)|分别")
"""Asks for several things by name, each of which has words of its own."""
_AMONG = re.compile(r"(?:其|这|那)中|里面|里头|当中")
"""Says only that a part is asked for."""
_HAN, _WORD = re.compile(r"[一-龥]+"), re.compile(r"[一-龥].*[一-龥]")


def without_whole(answer: Answer, inquiry: Inquiry) -> Answer:
    """The answer; where it tells of the whole list only, the sentence that tells of the part asked for, or a refusal that names it."""
    part = _overlooked(answer, inquiry) if answer.kind != "refused" and answer.citations else ""
    if not part:
        return answer
    composer = inquiry.blank()
    quoting = inquiry.quoting_into(composer)
    near = quoting.nearest()
    if near is not None and _covers(grams(near.text, inquiry.lexicon), _asked_for(part, inquiry)):
        quoting.quote([near])
        return composer.build("quoted")
    return refuse(composer, Status.UNSTATED, "part_only", quoting, what=part)


def _overlooked(answer: Answer, inquiry: Inquiry) -> str:
    """The words by which a question asks for a part of a list where its answer tells of the whole; empty where it does not."""
    if inquiry.question.english or not _of_whole_list(answer, inquiry):
        return ""
    # Beside a known place an unknown one is a part of it.
    known = inquiry.names or (*inquiry.named.unknown, *inquiry.named.areas)
    names = tuple(name for name in known if name in inquiry.question.text)
    text = _undated(inquiry.question.text, names)
    labels = tuple(sorted(label for label in once(class_labels, inquiry.facts) if len(label) > 1 and label in text))
    pieces = cut(text, inquiry.lexicon, names, labels)
    if not any(mark in _OF_LIST for mark, _ in pieces):
        return ""
    if any(mark == "属实" for mark, _ in pieces) and answer.figures and answer.figures[0].label in STATUSES:
        return "".join(said for mark, said in pieces if mark == "属实")
    narrowing = [words for words, likely in learned().narrowing(pieces) if likely >= _NARROWS and _WORD.search(_SCOPE.sub("", words))]
    told = _told(answer, inquiry) if narrowing else frozenset[str]()
    return next((words for words in narrowing if not _covers(told, _asked_for(words, inquiry))), "")


def _undated(text: str, names: Sequence[str]) -> str:
    """A question without the days, years, teams, inspections and the levels behind its places' names: none of them narrows a list."""
    for name in names:
        text = re.sub(rf"{re.escape(name)}[省市县区州](?!级)", name, text)
    return _TEAM.sub("，", _YEAR.sub("，", WHEN.sub("，", _DAY.sub("，", text))))


def _of_whole_list(answer: Answer, inquiry: Inquiry) -> bool:
    """Whether an answer may tell of a list as such: no class of it, no sum of money, nothing that is counted beside the lists."""
    question, classes = inquiry.question, once(class_labels, inquiry.facts)
    if len(question.asks) > 1 or "superlative" in question.forms or _EACH.search(question.text):
        return False
    if not answer.figures:
        at_length = question.forms & _TOLD_AT_LENGTH and not _HOW_IT_STANDS.search(question.text)
        return not at_length and _quotes_list(answer, inquiry)
    if any(figure.label in classes for figure in answer.figures):
        return False
    unit = inquiry.lexicon.units.unit_class(answer.figures[0].unit)
    return unit in _LISTED if answer.kind == "computed" else unit in _COUNTED and "督" in question.text


def _quotes_list(answer: Answer, inquiry: Inquiry) -> bool:
    """Whether each sentence cited tells a figure of a list."""
    spans = [(one.report, one.start, one.start + len(one.quote)) for one in answer.citations]
    listed = [fact for fact in inquiry.facts if fact.of and fact.metric != "分类"]
    return bool(spans) and all(any(fact.report == report and begin <= fact.start < end for fact in listed) for report, begin, end in spans)


def _asked_for(words: str, inquiry: Inquiry) -> frozenset[str]:
    return grams("，".join(_HAN.findall(_AMONG.sub("，", words))), inquiry.lexicon)


def _told(answer: Answer, inquiry: Inquiry) -> frozenset[str]:
    """All that the answer and the sentences it cites say."""
    cited = (f"{one.quote}，{one.section}，{one.title}" for one in answer.citations)
    return grams("，".join((answer.text, *cited, *(figure.label for figure in answer.figures))), inquiry.lexicon)


def _covers(told: frozenset[str], asked: frozenset[str]) -> bool:
    return not asked or len(asked & told) >= _TOLD * len(asked)
