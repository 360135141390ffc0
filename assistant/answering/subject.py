"""What an ask is about: which of the two lists, and whether a list as such or something beside its labels (domain.md 2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.answering.naming import subject_of
from assistant.answering.question import Ask, Question
from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.types import Fact, Track, once
from assistant.words.content import grams, residue, residues
from assistant.words.lexicon import Lexicon, alternatives

_LIST_UNITS = {"", "件", "项", "起", "比例", "处"}
"""Unit classes in which the members of a list, or a share of them, are counted."""
_TEAM_NUMBER = re.compile(r"第[一二三四五六七八九十]+(?=(?:生态|环境|环保|督察))")
_NEWLY = re.compile(r"新增?(?=完成|整改|销号|办结|改)")
"""新完成 between two days; taken off while the status still stands behind it."""
_CHANGE = re.compile(r"增加了?|减少了?|相差|多了|少了|变化|从|到|(?<=[年月日底])[比较]|多(?!少)|(?<!多)少")
SHARE = re.compile(r"占比|占百分之|占总数|占|比例|比重|百分之")
WHEN = re.compile(
    r"(?:截至|截止到?|到|至)?[今去前本]年(?:\d{1,2}月份?(?:\d{1,2}[日号]|[底末初])?|[底末初])|(?:19|20)\d{2}年?[底末初]?|\d{1,2}月[底末]|年初|上年[底末]|上个?月[底末份]?|上(?:一|个)?季度[底末]?|[上下]半年|前三季度|第?一季度|以来|每年|逐年|历年|各年|这几年|\d+"
    r"|累计|第[一二三四五六七八九十百]+批|前?[二两三四五六七八九十几\d]+批|批次?|个?省(?:[（(]?[区市][）)]?)+那?"
)


def track_of(ask: Ask, question: Question, facts: Sequence[Fact], lexicon: Lexicon) -> Track | None:
    """The list an ask speaks of: by its nouns and unit, else the question's, else the one its statuses belong to; None for neither."""
    track = _named_track(ask, question, lexicon) or track_of_statuses(ask, question, facts, lexicon)
    told = [fact.passage.text for fact in facts if fact.track is track and fact.metric == "总数"] if track is Track.COMPLAINT else []
    # 12369 and the petitions of every day are no list of an inspection.
    return None if told and not any(subject_of(question.text, lexicon).has_required(text) for text in told) else track


def _named_track(ask: Ask, question: Question, lexicon: Lexicon) -> Track | None:
    """The ask's own noun; in a question about both lists the one its unit counts; else the question's."""
    own_problem = re.search(r"反馈|整改(?:任务|问题|事项)|督察问题", ask.words + question.text)
    if ask.track is Track.PROBLEM and ask.unit_class == "件" and not own_problem:
        return Track.COMPLAINT
    if ask.track is not None:
        return ask.track
    by_unit = {"件": Track.COMPLAINT, "项": Track.PROBLEM}.get(ask.unit_class)
    return by_unit if by_unit is not None and names_both(question.text, lexicon) else question.track


def names_both(text: str, lexicon: Lexicon) -> bool:
    """Whether a text speaks of both lists."""
    return all(words.noun_pattern.search(text) for words in lexicon.tracks.values())


def track_of_statuses(ask: Ask, question: Question, facts: Sequence[Fact], lexicon: Lexicon) -> Track | None:
    """The list to which the statuses asked for belong, when the question names none."""
    metrics = ask.metrics or question.metrics
    owners = [lexicon.metrics[name].tracks for name in metrics]
    if owners and all(len(tracks) == 1 for tracks in owners):
        return next(iter(owners[0]))
    if metrics and not once(_lists_complaints, facts):
        return Track.PROBLEM
    if ask.unit_class == "件" and (metrics or re.search(r"交办|转办|信访|举报|投诉|前[一两二三四五六七八九十百\d]+批", question.text)):
        return Track.COMPLAINT
    return Track.PROBLEM if metrics else None


def _lists_complaints(facts: Sequence[Fact]) -> bool:
    return any(tally.track is Track.COMPLAINT for tally in tallies(facts))


def about_list(ask: Ask, words: str, question: Question, lists: Iterable[Tally], lexicon: Lexicon) -> bool:
    """Whether an ask is about a list as such: nothing is left of its words beyond what the list's own labels say."""
    if ask.unit_class not in _LIST_UNITS:
        return False
    words = _NEWLY.sub(" ", words) if len(question.dates) > 1 else words
    words = _TEAM_NUMBER.sub(" ", _without_status_words(words, ask.metrics, lexicon))
    if "difference" in question.forms:
        words = _CHANGE.sub(" ", words)
    if "share" in question.forms:
        words = SHARE.sub(" ", words)
    idle, single = _listed(lexicon)
    pieces = residues(idle.sub(" ", WHEN.sub(" ", words)), lexicon)
    left = {gram for piece in pieces if piece not in single for gram in grams(piece, lexicon)}
    if not left or question.english:
        return True
    own = grams(" ".join(f"{t.label} {t.inspection.display} {t.inspection.team} {t.batch}" for t in lists), lexicon)
    return len(left - own) <= 0.25 * len(left)


@lru_cache(maxsize=4)
def _listed(lexicon: Lexicon) -> tuple[re.Pattern[str], frozenset[str]]:
    """What a question for the number of a list says besides, and the characters that say nothing where they are left alone."""
    listed = lexicon.data["questions"]["listed"]
    return re.compile("|".join(listed["idle"])), frozenset(listed["single"])


@lru_cache(maxsize=64)
def _shapes(metrics: tuple[str, ...], lexicon: Lexicon) -> re.Pattern[str]:
    """Whole families of wordings of some statuses; matches nothing where they have none."""
    return re.compile("|".join(shape for name in metrics for shape in lexicon.metrics[name].shapes) or r"(?!)")


def counts_other(ask: Ask, labels: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the noun right behind 多少件 is neither what a list counts nor one of some classes (采集了多少件证据)."""
    counted = re.search(rf"(?:多少|几){re.escape(ask.unit)}([一-龥]{{2,8}})", ask.words) if ask.unit else None
    if counted is None or any(words.noun_pattern.search(counted[1]) for words in lexicon.tracks.values()):
        return False
    left = residue(_without_status_words(counted[1], ask.metrics, lexicon), lexicon)
    return len(left) > 1 and not any(label in counted[1] or left in label for label in labels)


def _without_status_words(words: str, metrics: Sequence[str], lexicon: Lexicon) -> str:
    """A text without the words by which sources write and people ask for some statuses, and those they negate."""
    named = [metric for metric in lexicon.metrics.values() if metric.name in metrics or metric.negated in metrics]
    own = [word for metric in named for word in (*metric.asked, *metric.words)]
    denied = [word for metric in named if metric.negated in metrics for word in (*metric.asked, *metric.words)]
    # 没完成整改 is 没 before 完成整改, not 没完成 before 整改.
    negations, reaches = lexicon.data["metrics"]["negations"], lexicon.data["metrics"]["negation_reaches"]
    if denied:
        words = re.sub(rf"({alternatives(negations).pattern}){reaches}(?={alternatives(denied).pattern})", r"\1", words)
    words = _shapes(tuple(metrics), lexicon).sub(" ", words)
    return _without([*own, *(negation + word for negation in negations for word in denied)], words)


def without_statuses(text: str, metrics: Sequence[str], lexicon: Lexicon) -> str:
    """A question without the words by which it asks for statuses."""
    for name in metrics:
        text = _without(lexicon.metrics[name].asked, text)
    return text


def _without(words: Iterable[str], text: str) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return text
