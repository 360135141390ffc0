"""A last look at a computed answer: a figure of another kind, day, status or operation than the question's is no answer (design.md 1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from assistant.answering.another_thing import (
    no_goal,
    of_no_spots,
    of_other_grade,
    of_other_noun,
    of_other_ordinal,
    of_other_part,
    of_own_work,
    of_sides,
    of_unnamed_member,
)
from assistant.answering.inquiry import Inquiry
from assistant.answering.naming import classes_named, departments_named, kind_asked, one_character_class
from assistant.answering.nearest import nearest_piece
from assistant.answering.places import bare_name, strip_names
from assistant.answering.printed import announced, around, clauses, last_clause
from assistant.answering.quoted_beside import beside_the_question, hides_it
from assistant.answering.subject import names_both
from assistant.answering.told_of_others import (
    of_left_out,
    of_no_inspection,
    of_other_moment,
    of_other_month,
    of_other_purse,
    of_other_quarter,
    of_other_round_of_visits,
    of_other_span,
    of_whole_place,
    unnamed_letters,
    whole_of_part,
)
from assistant.facts.context import PROVINCES, apart, only_inspection
from assistant.facts.status import metrics_named
from assistant.types import Answer, Fact, Inspection, Status, Track
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon

_DAY, _MONTH = len("2024-06-30"), len("2024-06")
_AHEAD = 16
"""So many characters before a number may say what it is (较上月增加3处, 两类合计12件)."""
_CLOSED = re.compile(r"[（(][^（()）]*[）)]")
"""What stands in brackets is said of the figure ahead of them only."""
_SIGNED = re.compile("（(?:成文|发布)日期")
_LISTED = {"件", "项", "起", "个"}
"""Unit classes in which lists are counted."""
_OPEN = re.compile(r"未|没|剩|余|尚|仍|还|待[整续改办完解]|结转|遗留")
_STEPS = ("完成", "验收", "销号")
"""One step of an item behind the other: what is told of the last holds for the first, not the other way round."""
_ASKS_ALL = re.compile(r"^(?!.*(?:还|剩|余|未|没)).*(?:一共|总共|共有|总计|总数)")
_AREA = re.compile("(?!.*[全居排])[一-龥]{2,6}(?:[市县区旗镇乡]|街道)")
"""The name of an area; 降幅居全市 ends like one."""
_EACH_AREA = re.compile("哪|各|每|分别|谁|最|第[一二三]")
"""Asks for areas, or for the foremost of them."""
_REST_AHEAD = re.compile(r"(?:还有|尚有|仍有|剩余|剩下|其余|余下|另有)$")


def fitted(answer: Answer, inquiry: Inquiry) -> Answer:
    """The answer, or a refusal that shows its sentence as the nearest thing where its leading figure is not what is asked for."""
    question = inquiry.question
    if answer.kind == "refused" or answer.status is Status.CONFLICT or not answer.citations:
        return answer
    checks = (_other_measure,) if question.english else _CHECKS
    misfit = answer.figures and question.counts and any(check(answer, inquiry) for check in checks)
    hiding = hides_it(answer, inquiry)
    if not misfit and not hiding and not beside_the_question(answer, inquiry):
        return answer
    composer = inquiry.blank()
    nearest = answer.citations[0]
    composer.cite(nearest.report, nearest.start, nearest.start + len(nearest.quote))
    wanted = kind_asked(question.text, inquiry.lexicon)
    hidden = any(span.quantity.masked and span.unit_class == wanted for span in inquiry.lexicon.units.find(nearest.quote))
    masked = hiding or (wanted and hidden)
    status, phrase = (Status.MASKED, "masked") if masked else (Status.UNSTATED, "unstated")
    near = composer.phrase("unstated_near", text=nearest_piece(nearest.quote, question.text, inquiry.lexicon))
    composer.lines = [composer.phrase(phrase, what=composer.phrase("unknown")), near]
    return composer.build("refused", status)


def _rest_for_whole(answer: Answer, inquiry: Inquiry) -> bool:
    """What is left or a part, where all there are is asked for (一共多少处 is no 还有7处)."""
    lead = answer.figures[0]
    if lead.value is None or lead.formula or len(inquiry.question.asks) != 1 or not _ASKS_ALL.search(inquiry.question.text):
        return False
    said = [before for before, _ in around(lead, answer, inquiry.lexicon)]
    return bool(said) and all(_REST_AHEAD.search(one) for one in said)


def _other_kind(answer: Answer, inquiry: Inquiry) -> bool:
    """A share where a count is asked for, or no share where one is (占了多少件 is no percentage)."""
    question = inquiry.question
    if len(question.asks) != 1 or "difference" in question.forms:
        return False
    (ask,), shares = question.asks, _words(inquiry.lexicon).shares
    if ask.unit_class == "比例":
        return not any(figure.unit in shares for figure in answer.figures)
    return bool(ask.unit) and (answer.figures[0].unit in shares) is not (ask.unit in shares)


def _other_measure(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure that is not measured as what the question asks for is (罚款金额多少 is no number of cases)."""
    units, asks = inquiry.lexicon.units, inquiry.question.asks
    wanted = kind_asked(inquiry.question.text, inquiry.lexicon)
    plain = bool(wanted) and len(asks) == 1 and units.unit_class(asks[0].unit) in {"", wanted}
    return plain and all(units.unit_class(figure.unit) != wanted for figure in answer.figures if figure.value is not None)


def _other_day(answer: Answer, inquiry: Inquiry) -> bool:
    """A later day or month than the one asked about, or an earlier one although there is a report of that day or of its month."""
    dates = {date for date in inquiry.question.dates if len(date) >= _MONTH}
    if len(dates) != 1 or answer.as_of is None or len(answer.as_of) != _DAY:
        return False
    (asked,) = dates
    month = asked[:_MONTH]
    if any(_names_date(citation.quote, asked) for citation in answer.citations):
        return False
    if len(asked) == _MONTH and any(_names_date(inquiry.composer.report(one.report).title, asked) for one in answer.citations):
        return False  # a bulletin says in its title alone which month it is of
    if answer.as_of[:_MONTH] == month and (len(asked) == _MONTH or _SIGNED.search(answer.text)):
        return False  # a report signed on the 25th mostly tells how things stood on the 20th
    if answer.as_of[: len(asked)] > asked:
        return True
    if answer.as_of[:_MONTH] >= month:
        return False
    return any((head.as_of or "")[:_MONTH] == month for head in inquiry.heads) or _told_of(asked, inquiry)


def _told_of(day: str, inquiry: Inquiry) -> bool:
    """Whether some source tells how the very list asked about stood on that day."""
    track, asked = inquiry.question.track, inquiry.question.inspection or Inspection()
    told = (fact for fact in inquiry.facts if fact.as_of == day and fact.of)
    return any(track in {None, fact.track} and not apart(asked, fact.inspection) for fact in told)


def _names_date(text: str, asked: str) -> bool:
    """Whether a text names a day or month, with its year or without one."""
    year, *rest = (int(part) for part in asked.split("-"))
    if len(rest) == 1 and re.search(rf"(?<![\d年]){rest[0]}月", text):
        return True
    return any(date.year in {None, year} and [date.month, date.day][: len(rest)] == rest for date in find_dates(text))


def _whole_list(answer: Answer, inquiry: Inquiry) -> bool:
    """The total of a list where one of its classes is asked for (水污染有多少件 is not 共24件)."""
    lead, text = answer.figures[0], strip_names(inquiry.question.text, inquiry.names)
    units = departments_named(text) if inquiry.question.track is Track.COMPLAINT else ()
    asked = (*classes_named(text, inquiry.lexicon), *one_character_class(text), *units)
    listed = inquiry.lexicon.units.unit_class(lead.unit) in _LISTED
    if not asked or not listed or lead.value is None or len(inquiry.question.asks) != 1 or "superlative" in inquiry.question.forms:
        return False
    pieces = zip(around(lead, answer, inquiry.lexicon), clauses(lead, answer, inquiry.lexicon), strict=True)
    said = [inquiry.lexicon.canonical(f"{before[-_AHEAD:]}{lead.label}{clause}") for (before, _), (_, clause) in pieces]
    return bool(said) and not any(label in words for label in asked for words in said)


def _one_batch(answer: Answer, inquiry: Inquiry) -> bool:
    """What one batch brought, where the question speaks of none."""
    words, lead = _words(inquiry.lexicon), answer.figures[0]
    if inquiry.question.batch or words.asks_batch.search(inquiry.question.text) or lead.value is None:
        return False
    said = [_CLOSED.sub("", before)[-_AHEAD:] for before, _ in around(lead, answer, inquiry.lexicon)]
    told = answer.text.partition("\n")[0]
    if len({fact.batch for fact in inquiry.facts if fact.of and fact.track is Track.COMPLAINT}) <= 1:
        return False  # no other batch is told of
    if words.of_batch.search(told) or (said and all(words.of_batch.search(one) for one in said)):
        return True
    batches = {fact.batch for fact in _counted(answer, inquiry)}
    return bool(batches) and all(words.numbered.match(batch) for batch in batches)


def _other_inspection(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure that every sentence cited for it gives to another inspection than the one asked about."""
    asked, lead = inquiry.question.inspection, answer.figures[0]
    if asked is None or lead.formula or len(inquiry.question.asks) != 1:
        return False
    named = [only_inspection(one.quote) for one in answer.citations if one.n in lead.citations]
    return bool(named) and all(held is not None and apart(asked, held) for held in named)


def _amount_of_change(answer: Answer, inquiry: Inquiry) -> bool:
    """By how much something rose or fell, where the question asks how much it is (PM2.5多少 is no 下降8.7%)."""
    words, lead = _words(inquiry.lexicon), answer.figures[0]
    asks = inquiry.question.asks
    if lead.unit not in words.shares or lead.formula or len(asks) != 1 or words.asks_change.search(inquiry.question.text):
        return False
    said = [before for before, _ in clauses(lead, answer, inquiry.lexicon)]
    return bool(said) and all(words.of_change.search(one) for one in said)


def _counted(answer: Answer, inquiry: Inquiry) -> list[Fact]:
    """The figures of the sources that the leading figure of an answer is read from."""
    lead = answer.figures[0]
    if lead.formula or lead.value is None:
        return []
    spans = [(one.report, one.start, one.start + len(one.quote)) for one in answer.citations if one.n in lead.citations]
    alike = (fact for fact in inquiry.facts if fact.quantity.value == lead.value and fact.quantity.unit == lead.unit)
    return [fact for fact in alike if any(fact.report == report and begin <= fact.start < end for report, begin, end in spans)]


def _other_status(answer: Answer, inquiry: Inquiry) -> bool:
    """A count said of no status, or only of ones an item cannot have together with the one asked for (11项达到序时进度 is no 完成)."""
    asks, lead, metrics = inquiry.question.asks, answer.figures[0], inquiry.lexicon.metrics
    if "difference" in inquiry.question.forms or len(asks) != 1 or len(asks[0].metrics) != 1:
        return False
    if lead.formula or lead.value is None or lead.label == asks[0].metrics[0]:
        return False
    wanted = metrics[asks[0].metrics[0]]
    if f"{wanted.name}中，" in answer.text.partition("\n")[0]:
        return False  # 信访件办结中，某市82件: a class of that very status
    stated = last_clause(answer.text.partition("\n")[0].rstrip("。"))
    said = [f"{lead.label} {stated} {before}{after}" for before, after in clauses(lead, answer, inquiry.lexicon)]
    if not wanted.finished and any(_OPEN.search(clause) for clause in said):
        return False  # 仍有0.7公里未清淤 names no status of a list, yet says what is left
    heads = [announced(before) for before, _ in around(lead, answer, inquiry.lexicon)]
    named = [metrics_named(words, inquiry.lexicon) for words in (*said, *heads)]

    def told(name: str) -> bool:
        if wanted.name in _STEPS and name in _STEPS:
            return _STEPS.index(name) >= _STEPS.index(wanted.name)
        return metrics[name].finished == wanted.finished or metrics[name].rate_of == wanted.name

    return bool(named) and not any(told(name) for names in named for name in names)


def _bare_term(answer: Answer, inquiry: Inquiry) -> bool:
    """One bare figure where a sum, a difference or a remainder is asked for, unless its own words call it so."""
    question, lead = inquiry.question, answer.figures[0]
    if lead.value is None or len(question.asks) != 1 or any(figure.formula for figure in answer.figures):
        return False
    if names_both(question.text, inquiry.lexicon):
        return False  # the two lists are told side by side, never added
    ahead = [before[-_AHEAD:] for before, _ in around(lead, answer, inquiry.lexicon)]
    for asked, stated, times in _words(inquiry.lexicon).operations:
        named = asked.search(question.text) and max(len(question.dates), len(question.years)) >= times
        if named and ahead and not any(stated.search(words) for words in ahead):
            return True
    return False


def _one_batch_of_all(answer: Answer, inquiry: Inquiry) -> bool:
    """What one numbered batch brought, where the running total is asked for (到第二十四批累计多少)."""
    words, lead = _words(inquiry.lexicon), answer.figures[0]
    if len(inquiry.question.asks) != 1 or lead.value is None or lead.formula or not words.asks_running.search(inquiry.question.text):
        return False
    said = [re.split("[。；;]", before)[-1] for before, _ in around(lead, answer, inquiry.lexicon)]
    return bool(said) and all(words.numbered.search(one) and not words.running.search(one) for one in said)


def _all_of_one_batch(answer: Answer, inquiry: Inquiry) -> bool:
    """The running total, where what one numbered batch brought is asked for (第六批几件 is no 累计192件)."""
    question, words, lead = inquiry.question, _words(inquiry.lexicon), answer.figures[0]
    if len(question.asks) != 1 or not words.numbered.match(question.batch) or lead.value is None or lead.formula:
        return False
    said = [before for before, _ in clauses(lead, answer, inquiry.lexicon)]
    return bool(said) and all(words.of_all.search(one) and not words.numbered.search(one) for one in said)


def _left_out(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure that its own sentence says does not hold what is asked about (自治区18件（兵团不在内）)."""
    found = (match for one in answer.citations for match in _words(inquiry.lexicon).excluded.finditer(one.quote))
    names = (next(filter(None, match.groups())) for match in found)
    return any(re.search(rf"(?<!不含)(?<!包括)(?<!除){re.escape(name)}", inquiry.question.text) for name in names)


def _not_yet(answer: Answer, inquiry: Inquiry) -> bool:
    """What is still to be done, where the question asks how much has been (已经整改了几个 is no 尚未整改完成的18个)."""
    words, lead = _words(inquiry.lexicon), answer.figures[0]
    if lead.value is None or lead.formula or not words.asks_done.search(inquiry.question.text):
        return False
    said = [before for before, _ in clauses(lead, answer, inquiry.lexicon)]
    return bool(said) and all(words.undone.search(clause) for clause in said)


def _other_matter(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure whose sentences never speak of the enforcement asked about (立案几件 is no 正在办理5件)."""
    told = "".join(f"{one.title}{one.section}{one.quote}" for one in answer.citations)
    pairs = _words(inquiry.lexicon).matters
    return any(asked.search(inquiry.question.text) and not stated.search(told) for asked, stated in pairs)


def _of_inner_area(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure of one area within the place asked about, where no area is asked for (全市累计收件 is no 某县51件)."""
    question, label = inquiry.question, answer.figures[0].label
    if answer.figures[0].formula or not _AREA.fullmatch(label) or question.forms & {"superlative", "list", "compare", "where", "who"}:
        return False
    names = {bare_name(label), re.sub("[市县](?=.)", "", bare_name(label))}  # 某市主城区 is asked for as 某主城区
    return not any(name in question.text for name in names) and not _EACH_AREA.search(question.text)


def _of_outer_place(answer: Answer, inquiry: Inquiry) -> bool:
    """A figure of the province alone, where the question names a city in it as well (省督察反馈某市多少个问题)."""
    names, lead = inquiry.named.names, answer.figures[0]
    outer = [name for name in names if re.search(r"(?:省|自治区)$", name) or re.fullmatch(PROVINCES, name)]
    inner = [name for name in names if name not in outer]
    if not outer or len(inner) != 1 or lead.value is None or lead.formula or len(answer.citations) > 1:
        return False
    (only,), name = answer.citations, bare_name(inner[0])
    whose = next((head.place.display for head in inquiry.heads if head.id == only.report and head.place is not None), "")
    return name not in f"{whose}{answer.text.partition(chr(10))[0]}{inquiry.composer.report(only.report).title}"


_CHECKS: tuple[Callable[[Answer, Inquiry], bool], ...] = (
    _other_kind,
    _other_measure,
    _other_day,
    _other_status,
    _whole_list,
    _one_batch,
    _other_inspection,
    _amount_of_change,
    _bare_term,
    _one_batch_of_all,
    _all_of_one_batch,
    _left_out,
    _not_yet,
    _of_outer_place,
    _other_matter,
    _of_inner_area,
    _rest_for_whole,
    of_other_month,
    of_other_moment,
    of_other_quarter,
    of_other_round_of_visits,
    of_other_span,
    of_other_purse,
    of_no_inspection,
    of_whole_place,
    of_left_out,
    unnamed_letters,
    whole_of_part,
    of_own_work,
    of_unnamed_member,
    no_goal,
    of_other_grade,
    of_other_ordinal,
    of_other_part,
    of_other_noun,
    of_sides,
    of_no_spots,
)


class _Words:
    """The words of questions.toml by which questions ask for a kind of figure and texts say that one is of it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.shares = frozenset(data["shares"])
        self.asks_change, self.of_change = re.compile(data["change"]["asked"]), re.compile(data["change"]["stated"])
        self.asks_batch, self.of_batch = re.compile(data["batch"]["asked"]), re.compile(data["batch"]["stated"])
        self.asks_running, self.running = re.compile(data["running"]["asked"]), re.compile(data["running"]["stated"])
        self.of_all = re.compile(data["running"]["all"])
        self.numbered, self.excluded = re.compile(data["running"]["numbered"]), re.compile(data["excluded"]["stated"])
        self.asks_done, self.undone = re.compile(data["done"]["asked"]), re.compile(data["done"]["undone"])
        self.matters = [(re.compile(row["asked"]), re.compile(row["stated"])) for row in data["matters"]]
        """Kinds of enforcement: how questions name each, how texts do."""
        self.operations = [(re.compile(row["asked"]), re.compile(row["stated"]), row["times"]) for row in data["operations"]]
        """How questions ask for each operation, how texts call its result, and how many dates the question has to name."""


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon.data["questions"]["fitting"])
