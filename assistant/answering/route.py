"""From question to Answer: the typed layer when it has a metric, else open figures, else passages, else a reasoned refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.absence import absent_place, absent_round
from assistant.answering.asks import Asks
from assistant.answering.base_year import told_by_comparison, without_year
from assistant.answering.compound import joined, sentences, separate
from assistant.answering.dating import of_month
from assistant.answering.discretion import with_discretion
from assistant.answering.document_fields import document_field
from assistant.answering.elsewhere import elsewhere, told_there
from assistant.answering.fact_words import fact_words
from assistant.answering.fitting import fitted
from assistant.answering.followup import rewritten
from assistant.answering.gist import gist
from assistant.answering.glossary import explained
from assistant.answering.in_one_sentence import told_beside
from assistant.answering.inquiry import Inquiry
from assistant.answering.members_told import added_members, checked_members, reckons
from assistant.answering.naming import class_labels
from assistant.answering.narrowed import without_whole
from assistant.answering.open_figures import open_figures
from assistant.answering.own_meanings import own_meaning
from assistant.answering.part_and_whole import asks_rate, is_opposite, part_and_whole
from assistant.answering.piecewise import worked_out_of_two
from assistant.answering.places import Named, named_places, strip_names
from assistant.answering.question import Question, QuestionReader
from assistant.answering.ranks import asks_rank, ranked, told_in_words
from assistant.answering.reasons import reasons
from assistant.answering.record_fields import record_field
from assistant.answering.record_lists import record_count, record_list
from assistant.answering.refusing import refuse
from assistant.answering.rows import of_rows, without_other_rows
from assistant.answering.scoping import meant_so
from assistant.answering.set_against import set_against
from assistant.answering.settled import with_settled
from assistant.answering.several_inspections import puts_together, several_inspections
from assistant.answering.supposed import supposed
from assistant.answering.told_members import names_all, told_members, untold
from assistant.answering.told_so import on_several, told_so
from assistant.answering.unanswered import unanswered
from assistant.answering.visits import visit
from assistant.answering.wholes import WholeQuestion
from assistant.answering.year_before import from_next_year, worked_out
from assistant.answering.zones import in_full
from assistant.facts.tallying import tallies
from assistant.types import Answer, Fact, Inspection, Kind, Library, ReportHead, Scope, Status, once
from assistant.words.lexicon import Lexicon

_CONTACT = re.compile(r"电话|传真|邮编|邮箱|联系人")
"""Numbers that are names, never counts."""
_ANY_LIST = "想起来问一声，督察反馈问题完成多少个"
"""A question about a list that takes both halves of what examples teach."""
_HOURS = re.compile(r"(?:打|举报|值班|受理|拨打)?电话(?=.*(?:几点|什么时间|什么时候|何时|时段|时间段))")
"""When a telephone is answered, not its number."""


def answer(question: str, library: Library, lexicon: Lexicon, scope: Scope, previous: Question | None = None) -> tuple[Answer, Question]:
    """The answer to a question within a scope, and the parsed question for the next turn of the conversation.

    It says what in it staff settled, and names no private person.
    """
    given, parsed = _answered(question, library, lexicon, scope, previous)
    settled = with_settled(given, library, lexicon, english=parsed.english)
    return with_discretion(settled, library, lexicon, english=parsed.english), parsed


def prepare(library: Library, lexicon: Lexicon, scope: Scope) -> None:
    """Work out what questions without a place weigh, so that the first one need not wait for it."""
    facts = library.facts(scope)
    tallies(facts)
    figures = open_figures(facts)
    fact_words(figures, lexicon)
    meant_so("", figures, lexicon)
    once(on_several, figures)
    told_so("", figures, figures)
    library.search("整改", scope, 1)
    gist(_ANY_LIST, (), (), lexicon)


def _answered(question: str, library: Library, lexicon: Lexicon, scope: Scope, previous: Question | None) -> tuple[Answer, Question]:
    """The answer as its sources have it."""
    reader = QuestionReader(lexicon)
    heads = library.heads(scope)
    facts = library.facts(scope)
    typed = question
    question = in_full(reader.normal(_plain(question, reader, heads, facts, lexicon)), facts)
    several = sentences(question, lambda piece: bool(named_places(piece, heads, lexicon.prefectures).names))
    if len(several) > 1:
        answers = []
        for one in several:
            given, previous = _answered(one, library, lexicon, scope, previous)
            answers.append(given)
        return joined(answers), previous or reader.read(question)
    parsed, named = _read(question, reader, heads, facts, lexicon, previous)
    parsed = replace(parsed, typed=typed)
    if (told := set_against(Inquiry(parsed, library, lexicon, scope, heads, named))) is not None:
        return told, parsed
    parts = separate(parsed.text) if not parsed.english else []
    if len(parts) < 2:
        return _through_layers(Inquiry(parsed, library, lexicon, scope, heads, named)), parsed
    asked = [replace(reader.read(part), places=parsed.places, typed=typed) for part in parts]
    return joined([_through_layers(Inquiry(part, library, lexicon, scope, heads, named)) for part in asked]), parsed


def _plain(question: str, reader: QuestionReader, heads: Sequence[ReportHead], facts: Sequence[Fact], lexicon: Lexicon) -> str:
    """The plain form of a question about a list; any other question as it stands."""
    text = reader.spelled(question)
    if puts_together(text) or reckons(text, lexicon):
        return question
    return gist(text, _places(text, heads, facts, lexicon).names, once(class_labels, facts), lexicon) or question


def _places(text: str, heads: Sequence[ReportHead], facts: Sequence[Fact], lexicon: Lexicon) -> Named:
    """The places a text names; one that has no list of its own may be a class of the list of another (岫林市的信访件，棠坞县几件)."""
    named = named_places(text, heads, lexicon.prefectures)
    if len(named.names) < 2:
        return named
    held, areas = once(_listed, facts), once(_areas_of_lists, facts)
    among = [name for name in named.names if name not in held or re.search(rf"[中里内]头?[，,]?{re.escape(name)}", text)]
    inner = [name for name in among if any((other, name) in areas for other in named.names)]
    return named_places(strip_names(text, inner), heads, lexicon.prefectures) if inner else named


def _listed(facts: Sequence[Fact]) -> frozenset[str]:
    """The places that have a list of their own."""
    return frozenset(fact.place.name for fact in facts if fact.of and fact.place is not None)


def _areas_of_lists(facts: Sequence[Fact]) -> frozenset[tuple[str, str]]:
    """The areas into which lists are divided, each with the place of its list."""
    return frozenset((fact.place.name, fact.label) for fact in facts if fact.dimension == "区域" and fact.place is not None)


def _read(
    text: str, reader: QuestionReader, heads: Sequence[ReportHead], facts: Sequence[Fact], lexicon: Lexicon, previous: Question | None
) -> tuple[Question, Named]:
    """The question as a whole one, with the places it names or takes over from the previous turn."""
    if previous is not None:
        known = [head.place.display for head in heads if head.place is not None]
        text = rewritten(text, previous.text, previous.places, known, lexicon) or text
    parsed = reader.read(text, previous)
    named = _places(parsed.text, heads, facts, lexicon)
    if previous is not None and parsed.places and not named.names:
        named = named_places("".join(parsed.places), heads, lexicon.prefectures)
    named = of_month(parsed.text, named, heads, lexicon)
    parsed = replace(parsed, inspection=_without_level(parsed, named))
    return replace(parsed, places=named.names or parsed.places), named


def _without_level(parsed: Question, named: Named) -> Inspection | None:
    """The inspection of a question; in 岫山省第二轮督察 the 省 is the province's name, no level: 中央 or 省级 may be meant."""
    asked = parsed.inspection
    own = any(re.search(rf"{re.escape(name)}第[一二三四]轮", parsed.text) for name in (*named.names, *named.unknown) if name.endswith("省"))
    return replace(asked, level="") if asked is not None and own and "省级" not in parsed.text else asked


def _through_layers(inquiry: Inquiry) -> Answer:
    """The answer from the reports of the places named, else from others that tell of them; the first refusal where neither holds it."""
    given = _own_or_others(inquiry)
    return (
        _of_members(given, inquiry)
        or _of_one_sentence(given, inquiry)
        or _of_year_before(given, inquiry)
        or _of_base_year(given, inquiry)
        or worked_out_of_two(given, inquiry, lambda text: _plainly(text, inquiry))
        or told_beside(given, inquiry)
        or supposed(given, inquiry, lambda text: _plainly(text, inquiry))
        or given
    )


def _of_members(given: Answer, inquiry: Inquiry) -> Answer | None:
    """The sum of all members that a question names, where an answer adds up none of them or some only."""
    terms = [(figure.formula or "").count("+") for figure in given.figures[:1]]
    added = added_members(inquiry)
    return added if added and (added.figures[0].formula or "").count("+") > max(terms, default=0) else None


def _of_one_sentence(given: Answer, inquiry: Inquiry) -> Answer | None:
    """What the part and the whole of one sentence come to, where no layer gave a figure."""
    unknown = given.status is Status.UNSTATED or (given.kind == "quoted" and given.status is Status.CERTAIN)
    no_rate = asks_rate(inquiry) and not any(figure.unit in {"%", "％"} or figure.formula for figure in given.figures)
    no_answer = not given.figures or no_rate or is_opposite(given, inquiry)
    return part_and_whole(inquiry) if unknown and no_answer else None


def _own_or_others(inquiry: Inquiry) -> Answer:
    """The answer from the reports of the places named; where they hold none, from others that tell of those places."""
    given = _first(inquiry)
    others = elsewhere(given, inquiry)
    again = _first(others) if others is not None else given
    return again if others is not None and told_there(again, others, inquiry.lexicon) else given


def _plainly(text: str, inquiry: Inquiry) -> Answer:
    """The answer to a plain question that stands for a part of one, over the same reports and, where it names none, of the same places."""
    question = replace(QuestionReader(inquiry.lexicon).read(text), places=inquiry.question.places)
    heads = inquiry.library.heads(inquiry.asked_in)
    named = named_places(question.text, heads, inquiry.lexicon.prefectures)
    named = named if named.names or named.unknown or named.reports else inquiry.named
    return _own_or_others(Inquiry(question, inquiry.library, inquiry.lexicon, inquiry.asked_in, heads, named))


def _of_year_before(given: Answer, inquiry: Inquiry) -> Answer | None:
    """What the year after tells of the year a question is refused for; None where it tells nothing."""
    for text in from_next_year(given, inquiry):
        again = _plainly(text, inquiry)
        if worked_out(again, inquiry):
            return again
    return None


def _of_base_year(given: Answer, inquiry: Inquiry) -> Answer | None:
    """What a later figure tells of the year asked for by how far it lies from it; None where it tells nothing."""
    text = without_year(inquiry, given)
    return told_by_comparison(_plainly(text, inquiry), inquiry) if text is not None else None


def _first(inquiry: Inquiry) -> Answer:
    """The first layer that has an answer gives it; every path ends in something cited or in a refusal with its reason."""
    for layer in (_meaning, _empty, _by_columns, absent_place, absent_round, several_inspections, checked_members, of_rows, record_field):
        given = layer(inquiry)
        if given is not None:
            return given if layer in {_by_columns, record_field} else fitted(given, inquiry)
    given = _of_sources(inquiry)
    if given.kind == "refused" and (counted := record_count(inquiry, literal=False)) is not None:
        return counted
    named = told_members(inquiry) or record_list(inquiry, by_column=False)
    if named is not None:
        return given if names_all(given, named) else named
    return _not_listed(inquiry) if untold(given, inquiry) else given


def _not_listed(inquiry: Inquiry) -> Answer:
    """A refusal to name the members of a list that no text tells one by one."""
    composer = inquiry.blank()
    return refuse(composer, Status.UNSTATED, "unstated", inquiry.quoting_into(composer), what=composer.phrase("unknown"))


def _of_sources(inquiry: Inquiry) -> Answer:
    """The answer of figures and passages, else the last word."""
    for layer in (document_field, _contact, _told, _ranked, _computed, _quoted):
        given = layer(inquiry)
        if given is not None:
            return without_other_rows(fitted(without_whole(given, inquiry), inquiry), inquiry)
    return without_other_rows(fitted(unanswered(inquiry), inquiry), inquiry)


def _by_columns(inquiry: Inquiry) -> Answer | None:
    """Items of a list chosen by what their columns say."""
    return record_list(inquiry, by_column=True) or record_count(inquiry, literal=True)


def _meaning(inquiry: Inquiry) -> Answer | None:
    """What status words mean, by a document that says so itself before all."""
    return None if inquiry.question.counts else own_meaning(inquiry) or explained(inquiry.composer, inquiry.question.text)


def _empty(inquiry: Inquiry) -> Answer | None:
    return None if inquiry.heads else refuse(inquiry.composer, Status.ABSENT, "empty")


def _contact(inquiry: Inquiry) -> Answer | None:
    """A telephone or document number is quoted before anything is counted."""
    found = _CONTACT.search(_HOURS.sub("", inquiry.question.text)) and inquiry.quoting.answer()
    return _built(inquiry, "quoted") if found else None


def _told(inquiry: Inquiry) -> Answer | None:
    """When an inspection came or fed back, which one it was, and why items are still open: sentences that only tell of that."""
    found = visit(inquiry) or reasons(inquiry)
    if not found:
        return None
    inquiry.quoting.quote(found)
    return inquiry.composer.build("quoted")


def _ranked(inquiry: Inquiry) -> Answer | None:
    """The rank something holds; where none is told of just that, no figure answers."""
    if not asks_rank(inquiry):
        return None
    if ranked(inquiry):
        return _built(inquiry, "quoted")
    inquiry.quoting.quote(told := told_in_words(inquiry))
    return inquiry.composer.build("quoted") if told else unanswered(inquiry)


def _computed(inquiry: Inquiry) -> Answer | None:
    """Lists and figures: what is counted, or where a list stands."""
    if not inquiry.question.counts:
        return _built(inquiry, "computed") if WholeQuestion(inquiry).answer() else None
    asks = Asks(inquiry)
    if asks.answer():
        return _built(inquiry, "computed" if asks.typed else "quoted")
    return asks.refusal


def _quoted(inquiry: Inquiry) -> Answer | None:
    """A passage, for a question that asks for no number."""
    found = not inquiry.question.counts and inquiry.quoting.answer()
    return inquiry.composer.build("quoted") if found else None


def _built(inquiry: Inquiry, kind: Kind) -> Answer:
    """The answer as put together; one whose every figure the source masks is a refusal."""
    masked = set(inquiry.composer.statuses) == {Status.MASKED}
    return inquiry.composer.build("refused" if masked else kind)
