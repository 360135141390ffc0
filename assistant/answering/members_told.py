"""Members that one sentence tells in turn: added up as a question names them, or held against the total told with them (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from assistant.answering.arithmetic import change, total
from assistant.answering.composing import amount
from assistant.answering.inquiry import Inquiry
from assistant.answering.question import QuestionReader
from assistant.answering.told_counts import Stretch, Told, alike, called, names_matter, stated, stretches, told_in
from assistant.facts.status import metrics_named
from assistant.types import Answer, Figure
from assistant.words.content import grams, residue
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import parse_number, show_number, tidy

_KINDS = re.compile(r"([两二三四五六七八九十]|(?<!\d)[2-9])(?:种|类|色|级|项|者|样|档)")
"""So many kinds, as a question counts what it adds up."""
_WHOLE = re.compile(r"共|总|合计|一共|累计|接|收到|受理|交办|转办|反馈|问责|追责|处理|移交")
_COLOUR = re.compile(r"[蓝黄红橙绿](?=[色单牌灯线]|预警|$)")
_SIDES_ADDED = re.compile(
    r"[一-龥](?:[和与及加、跟]|加上)[一-龥]{1,12}?(?:加一?块|加起来|加在一起|合起来|合在一起|合计|一共|总共|共计|相加|之和)"
)
"""阶段性的和在办的加一块."""
_SIDES = re.compile(r"([^，。？]{1,24}?)(?:加一?块|加起来|加在一起|合起来|合在一起|合计|一共|总共|共计|相加|之和)")
_BESIDE = re.compile(r"[（(]([^）)]+)[）)]")
_IN_TURN = re.compile(r"[一-龥]{1,4}(?:(?:[、和与及跟]|加上?)[一-龥]{1,4}?)+")
_COUNTED = re.compile(r"([两二三四五六七八九十]|(?<!\d)[2-9])(?:个|家|处|块|片)")
"""So many things, as a question counts what is told one by one."""
_PARTED = re.compile(r"[和与及、跟]|加上?(?!一)")
_NO_SUM = re.compile(r"分别|各(?:是|有|多少|几)|哪|谁|比(?![例率重])|相差|占|百分|率")


def reckons(text: str, lexicon: Lexicon) -> bool:
    """Whether a question adds up what it names or holds it against a total, so that no plainer one asks the same."""
    return bool(_SIDES_ADDED.search(text) or re.search(lexicon.data["questions"]["told"]["asks_check"], text))


def added_members(inquiry: Inquiry) -> Answer | None:
    """The sum of the members that a question names one by one; None where a near sentence does not tell each of them."""
    question, data = inquiry.question, inquiry.lexicon.data["questions"]["told"]
    asked = question.counts and len(question.asks) == 1 and not question.english and len(question.dates) < 2
    if not asked or not re.search(data["asks_sum"], question.text) or _NO_SUM.search(question.text):
        return None
    for stretch in stretches(inquiry)[:3]:
        for run in _runs(told_in(stretch, inquiry.lexicon)):
            named = [one for one in run if _named(one, run, inquiry) and not _is_whole(one, run, inquiry)]
            if len(named) < 2 or not _all_named(named, run, inquiry) or _tells_sum(named, run):
                continue
            value, formula = total(one.value for one in named)
            return stated(value, named[0].unit, "合计", formula, named, stretch, inquiry.blank())
    return None


def checked_members(inquiry: Inquiry) -> Answer | None:
    """Whether the members that a sentence tells come to the total it tells ahead of them; None where a question asks no such thing."""
    question, data = inquiry.question, inquiry.lexicon.data["questions"]["told"]
    if question.english or not re.search(data["asks_check"], question.text):
        return None
    for stretch in stretches(inquiry):
        found = _total_and_members(told_in(stretch, inquiry.lexicon), stretch, inquiry)
        if found is not None:
            return found
    return None


def _total_and_members(told: Sequence[Told], stretch: Stretch, inquiry: Inquiry) -> Answer | None:
    for at, whole in enumerate(told):
        members = list(takewhile(partial(_can_be_member, whole), told[at + 1 :]))
        parted = _WHOLE.search(whole.before) or re.match("其中|包括", (members or [whole])[0].before)
        if len(members) < 2 or not parted or not _asked_of(whole, members, inquiry):
            continue
        value, formula = total(one.value for one in members)
        apart = tidy(round(abs(whole.value - value), 6))
        unit, composer = whole.unit, inquiry.blank()
        shown = {"whole": amount(whole.value, unit), "sum": amount(value, unit), "apart": amount(apart, unit)}
        said = composer.phrase("adds_up" if not apart else "adds_up_not", **shown)
        given = stated(value, unit, "分项合计", formula, (whole, *members), stretch, composer, said)
        lead = given.figures[0]
        gap = Figure(apart, unit, "相差", change(whole.value, value).formula, lead.citations)
        return replace(given, figures=(*given.figures, gap)) if apart else given
    return None


def _can_be_member(whole: Told, one: Told) -> bool:
    return alike(one, whole) and one.value <= whole.value


def _asked_of(whole: Told, members: Sequence[Told], inquiry: Inquiry) -> bool:
    """Whether a total is the one a question speaks of: its number, its members, or nothing but that they should add up."""
    question, lexicon = inquiry.question, inquiry.lexicon
    if question.numbers:
        return show_number(whole.value) in question.numbers
    status = {name for one in members for name in metrics_named(f"{one.before}{one.after}", lexicon)}
    counted = _COUNTED.search(question.text)
    of_so_many = counted is not None and parse_number(counted[1].replace("两", "二")) == len(members) and names_matter(inquiry)
    return bool(status) or of_so_many or any(called(one) in question.text for one in members)


def _runs(told: Sequence[Told]) -> list[list[Told]]:
    """The figures of one unit that follow each other."""
    runs: list[list[Told]] = []
    for one in told:
        if runs and alike(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [run for run in runs if len(run) > 1]


def _named(one: Told, run: Sequence[Told], inquiry: Inquiry) -> bool:
    """Whether a question names a member: by its name, by what sets it apart from the others, or by its status."""
    text, lexicon = inquiry.question.text, inquiry.lexicon
    name = called(one)
    status = metrics_named(f"{one.before}{one.after}", lexicon)
    if status:
        return bool(status & _statuses_added(text, lexicon))
    if len(name) > 1 and name in text:
        return True
    colour = _COLOUR.search(name)
    if colour is not None:  # 蓝黄红三种预警, 蓝单黄单红单
        return colour[0] in text and (name[-1] in text or name.endswith("色"))
    tail = _shared_tail([called(other) for other in run])
    own = name.removesuffix(tail)[-2:] if tail else ""
    return (bool(own) and own in text) or any(_short_for(piece, name, text) for piece in _listed(text))


def _listed(text: str) -> list[str]:
    """What a question names in one breath (轻、中、重), in brackets before all."""
    beside = _BESIDE.search(text)
    found = _IN_TURN.findall(beside[1] if beside is not None and _PARTED.search(beside[1]) else text)
    return [piece for one in found for piece in _PARTED.split(one)]


def _short_for(piece: str, name: str, text: str) -> bool:
    """Whether a word stands for a member whose name begins with it and ends as the question says (轻: 轻度污染 of 有污染的)."""
    short = {piece, piece[-2:]}
    return any(one and len(name) > len(one) + 1 and name.startswith(one) for one in short) and name[-2:] in text


def _is_whole(one: Told, run: Sequence[Told], inquiry: Inquiry) -> bool:
    """Whether a figure is what the others of its run are parts of (某县中央督察的87件信访件里有…乡56件、…镇16件)."""
    others = [other.value for other in run if other is not one]
    of_scope = "督察" in one.before or any(name in one.before for name in inquiry.named.names)
    taken_for_granted = show_number(one.value) in inquiry.question.numbers and one.value >= max(others)
    parted = len(others) > 2 and one.value == sum(others)
    return taken_for_granted or (one is run[0] and (parted or of_scope and one.value >= sum(others)))


def _shared_tail(names: Sequence[str]) -> str:
    """What the names of a run end in alike (党纪处分, 政务处分: 处分)."""
    tail = ""
    while all(len(name) > len(tail) + 1 and name.endswith(names[0][-len(tail) - 1 :]) for name in names):
        tail = names[0][-len(tail) - 1 :]
    return tail


def _statuses_added(text: str, lexicon: Lexicon) -> set[str]:
    """The statuses that a question puts together by name (阶段性的和在办的加一块)."""
    beside, reader = _BESIDE.search(text), QuestionReader(lexicon)
    found = beside if beside is not None and _PARTED.search(beside[1]) else _SIDES.search(text)
    if found is None:
        return set()
    pieces = _PARTED.split(found[1])
    named = [reader.metrics_of(piece) or (("阶段性办结",) if "阶段性" in piece else ()) for piece in pieces]
    return {metrics[-1] for metrics in named if metrics} if all(named) else set()


def _all_named(named: Sequence[Told], run: Sequence[Told], inquiry: Inquiry) -> bool:
    """Whether the members found are all that a question counts or names."""
    statuses = _statuses_added(inquiry.question.text, inquiry.lexicon)
    if statuses:
        return len(named) == len(statuses)
    counted = _KINDS.search(inquiry.question.text)
    if counted is not None:
        return len(named) == parse_number(counted[1].replace("两", "二"))
    wanted = residue(inquiry.question.text, inquiry.lexicon)
    known = grams("".join(f"{one.before}{one.after}" for one in run), inquiry.lexicon)
    return bool(known & grams(wanted, inquiry.lexicon))


def _tells_sum(named: Sequence[Told], run: Sequence[Told]) -> bool:
    """Whether the text itself tells the sum among them, so that nothing needs adding."""
    value = sum(one.value for one in named)
    return any(one.value == value for one in run if one not in named)
