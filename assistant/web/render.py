"""Everything the page shows, as HTML: values go in, escaped text comes out; the only module that knows the templates.

Source text may hold `*`, `<`, `{` and the like; autoescape shows each character as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.ledgers.columns import Column
from assistant.remembering.conversation import Conversation, Turn
from assistant.remembering.numbered import MARK, numbered
from assistant.remembering.word import sources
from assistant.types import Answer, Health, IngestResult, LoggedCorrection, Reader, ReportHead, Review, Scope, Status
from assistant.web.evidence import Card
from assistant.web.ledger_sheet import MOST, ItemRow, Sheet
from assistant.web.paper import Paper, check_name
from assistant.web.settled_rows import Row
from assistant.web.whole import Whole
from assistant.words.dates import show_date

if TYPE_CHECKING:
    from assistant.drafting.differences import Difference
    from assistant.drafting.genre import Genre
    from assistant.drafting.suggesting import SuggestedHeading
    from assistant.evaluating.running import Progress
    from assistant.evaluating.told import CaseRow, Told
    from assistant.ledgers.desk import LedgerComparison
    from assistant.store.candidates import Candidate
    from assistant.store.conversations import StoredConversation
    from assistant.store.draft_versions import StoredDraft
    from assistant.web.search_desk import Found

FOLDER = Path(__file__).resolve().parent
KINDS = {"computed": "计算", "quoted": "原文", "composed": "归纳", "refused": "无法回答"}
RESULTS = {"added": "已收入", "unchanged": "已在库中", "replaced": "已更新", "refused": "未收入"}
LEAD = re.compile(r"[^\n。！？]+(?:[。！？](?:[\[［〔]\d{1,3}[\]］〕])*)?")
SHORT = 24
"""Longest first sentence of a further line that still reads as a direct answer (`望棠区：6项。`)."""
GAP = re.compile(r"【待补[^】]*】")


def conversation(talk: Conversation) -> str:
    """The whole transcript of one user's conversation."""
    return _page("conversation.html", talk=talk, examples=_examples(), shown=_turn)


@lru_cache(maxsize=1024)
def _turn(turn: Turn) -> Markup:
    """One question with its answer: those told before stay as they are while the next one is answered."""
    return Markup(_page("turn.html", turn=turn))


def conversations(heads: Sequence[StoredConversation], opened: str, words: str = "") -> str:
    """The kept conversations, each to be opened, renamed, exported or removed."""
    return _page("conversations.html", heads=heads, opened=opened, words=words)


def following(questions: Sequence[str]) -> str:
    """What may be asked next, each a button; empty for nothing."""
    return _page("following.html", questions=questions).strip()


def evidence(cards: Sequence[Card], *, answered: bool = True, chosen: int = 0, turn: int = 0) -> str:
    """The panel beside the answer of a turn: one card a citation, the chosen one brought forward."""
    return _page("evidence.html", cards=cards, answered=answered, chosen=chosen, turn=turn)


def whole(shown: Whole, back: str) -> str:
    """A report as a whole, with the way back named."""
    return _page("whole.html", whole=shown, back=back)


def found(passages: Sequence[Found]) -> str:
    """Passages that a search found, each leading to its place in its report."""
    return _page("found.html", found=passages)


def genres(offered: Sequence[Genre], chosen: str = "") -> str:
    """The kinds of document, each a button."""
    return _page("genres.html", genres=offered, chosen=chosen)


def steps(named: Sequence[tuple[str, str]], at: int) -> str:
    """The steps of the wizard by name with what was chosen in each; `at` is the one to be done now, from 1."""
    return _page("steps.html", steps=named, at=at)


def material(shown: Paper) -> str:
    """What a draft would be made of: the figures found and what is missing."""
    return _page("material.html", paper=shown)


def headings(found: Sequence[SuggestedHeading]) -> str:
    """Headings that a model suggests: a list to choose from, those that template or reports have marked."""
    return _page("headings.html", found=found)


def drafts(heads: Sequence[StoredDraft]) -> str:
    """The kept drafts, each to be opened or removed."""
    return _page("drafts.html", heads=heads)


def draft_bar(heads: Sequence[StoredDraft], shown: StoredDraft) -> str:
    """What the opened version is, and what can be done with it."""
    return _page("draft_bar.html", head=shown, newest=shown.version == heads[-1].version, count=len(heads))


def draft(shown: Paper, *, editable: bool) -> str:
    """The drafted document as a sheet of paper: gaps highlighted, figures that lead to the 核对表, a way to change each piece."""
    return _page("draft.html", paper=shown, editable=editable)


def check_list(shown: Paper, titles: Mapping[str, str]) -> str:
    """The 核对表: gaps, checks and every figure with its source; `titles` names the reports by id."""
    return _page("check_list.html", paper=shown, titles=titles)


def reviews(found: Sequence[Review]) -> str:
    """The proof of texts that were handed in: what has to be mended, what to look at, what has its source."""
    return _page("review.html", reviews=found)


def draft_versions(heads: Sequence[StoredDraft], shown: int) -> str:
    """Every version of a draft: who did what, to be looked at, compared and taken back."""
    return _page("draft_versions.html", heads=heads, shown=shown)


def draft_changes(before: StoredDraft, after: StoredDraft, changes: Sequence[Difference]) -> str:
    """What changed from one version to another, section by section."""
    by_section = [(name, list(rows)) for name, rows in groupby(changes, key=lambda one: one.section)]
    return _page("draft_changes.html", before=before, after=after, count=len(changes), by_section=by_section)


def figures(rows: Sequence[Row], more: int) -> str:
    """The figures read from a report with what staff can say of each; `more` are not listed."""
    return _page("figures.html", rows=rows, more=more)


def log(entries: Sequence[LoggedCorrection]) -> str:
    """What staff settled about a report, each entry with its undo."""
    return _page("log.html", entries=entries)


def ledger(shown: Sheet) -> str:
    """A ledger drawn: its counts, what presses, units, months, classes, earlier versions, rows to check."""
    return _page("ledger.html", sheet=shown)


def ledger_items(rows: Sequence[ItemRow]) -> str:
    """The items chosen, overdue and soon due ones coloured."""
    return _page("ledger_items.html", rows=rows, most=MOST)


def ledger_compared(found: Sequence[LedgerComparison]) -> str:
    """A ledger against the reports that tell of the same list: how many figures agree, and each that differs."""
    return _page("ledger_compared.html", found=found)


def ledger_columns(columns: Sequence[Column], labels: Mapping[str, str]) -> str:
    """The columns of a ledger with what each is taken to be, for staff to say otherwise."""
    return _page("ledger_columns.html", columns=columns, labels=labels)


def evaluation(told: Told) -> str:
    """A run of the evaluation set: rates by type, what moved with both answers, what failed, the trend."""
    return _page("evaluation.html", told=told)


def evaluation_progress(shown: Progress) -> str:
    """How far an evaluation is."""
    return _page("evaluation_progress.html", shown=shown)


def cases(waiting: Sequence[Candidate], rows: Sequence[CaseRow], most: int) -> str:
    """The candidates that wait and the office's cases, `most` of each."""
    return _page("cases.html", waiting=waiting, rows=rows, most=most)


def complaint(candidate: Candidate) -> str:
    """What was said to somebody who found it wrong."""
    return _page("complaint.html", candidate=candidate)


def reports(
    heads: Sequence[ReportHead],
    healths: Mapping[str, Health] | None = None,
    *,
    more: int = 0,
    searched: bool = False,
    removable: bool = True,
) -> str:
    """The table of documents with what to mind about each; `more` are not listed."""
    return _page("reports.html", heads=heads, healths=healths or {}, more=more, searched=searched, removable=removable)


def uploads(results: Sequence[IngestResult], total: int | None) -> str:
    """What became of each file so far; `total` is None while it is not known how many come."""
    return _page("uploads.html", results=results, total=total)


def status_line(heads: Sequence[ReportHead], *, model: bool) -> str:
    """One line: how many documents, of how many places, until when, worded by what."""
    places = {head.place.display for head in heads if head.place}
    latest = max((head.as_of for head in heads if head.as_of), default=None)
    return _page("status_line.html", count=len(heads), places=len(places), latest=latest, model=model)


def login(said: str, name: str, say: Callable[[str], str], tag: str) -> str:
    """The page that asks who is there, with why it asks again, in the language that `say` speaks and browsers call `tag`."""
    return _page("login.html", said=said, name=name, say=say, tag=tag)


def who(reader: Reader) -> str:
    """Who is logged in, with the way out; empty where no users are set up."""
    return _page("who.html", reader=reader) if reader.id else ""


def banner(*, samples: bool) -> str:
    """The strip that says answers rest on samples; empty otherwise."""
    return _page("banner.html") if samples else ""


def notice(sentence: str, tone: str = "") -> str:
    """One sentence to staff; `tone` is `bad` for something that did not work."""
    return str(Markup('<p class="notice {}" role="status">{}</p>').format(tone, sentence)) if sentence else ""


def day(as_of: str | None) -> str:
    """The date as staff write it, or that there is none."""
    return show_date(as_of) if as_of else "未写明"


def narrowed(scope: Scope) -> str:
    """What a question was narrowed to; empty for the whole library."""
    reports = f"{len(scope.reports)}份报告" if scope.reports else ""
    by = f"{scope.as_of}年底以前" if scope.as_of and len(scope.as_of) == 4 else scope.as_of
    parts = [part for part in (scope.place, by, scope.genre, reports) if part]
    return f"只看{'、'.join(parts)}" if parts else ""


def answer_lines(answer: Answer) -> list[tuple[str, str]]:
    """Each line of the text as its lead and the rest: the direct answer stands out, on every line that has one of its own.

    A question over several lists or places gets a figure a line; were only the first to stand out, it would be taken for the whole.
    """
    lines = [line.strip() for line in numbered(answer).splitlines() if line.strip()]
    return [_lead(line, whole=number == 0) for number, line in enumerate(lines)]


def _lead(line: str, *, whole: bool) -> tuple[str, str]:
    found = LEAD.match(line)
    if not found or not (whole or (len(found[0]) <= SHORT and found.end() < len(line))):
        return "", line
    return found[0], line[found.end() :]


def copied(turn: Turn) -> str:
    """A question with its answer as plain text to be pasted elsewhere: caveats and every source under it."""
    if turn.answer is None:
        return ""
    lines = [f"问：{turn.question}", f"答：{numbered(turn.answer)}", *(f"注意：{one}" for one in turn.answer.caveats)]
    return "\n".join([*lines, *(["出处：", *sources(turn.answer)] if turn.answer.citations else [])])


def with_marks(text: str, answer: Answer, turn: int) -> Markup:
    """The text with its citation marks turned into buttons that open the evidence."""
    numbers = {citation.n for citation in answer.citations}

    def button(match: re.Match[str]) -> str:
        number = int(match[1])
        return str(_mark(number, turn)) if number in numbers else str(escape(match[0]))

    return _substituted(MARK, button, text)


def with_gaps(text: str) -> Markup:
    """The text with every 【待补】 highlighted."""
    return _substituted(GAP, lambda match: str(Markup('<mark class="gap">{}</mark>').format(match[0])), text)


def _mark(number: int, turn: int) -> Markup:
    template = '<button type="button" class="cite" data-turn="{0}" data-n="{1}" aria-label="查看依据{1}">{1}</button>'
    return Markup(template).format(turn, number)


def _substituted(pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str) -> Markup:
    """Escape what lies between the matches, and let `replace` give HTML for each match."""
    pieces: list[str] = []
    position = 0
    for match in pattern.finditer(text):
        pieces += [str(escape(text[position : match.start()])), replace(match)]
        position = match.end()
    return Markup("".join([*pieces, str(escape(text[position:]))]))


def _tone(status: Status) -> str:
    return {Status.CERTAIN: "sure", Status.DERIVED: "derived"}.get(status, "unsure")


def _page(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _examples() -> tuple[str, ...]:
    return tuple((FOLDER / "examples.txt").read_text(encoding="utf-8").split())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(kinds=KINDS, result_words=RESULTS, answer_lines=answer_lines, mark=_mark, copied=copied)
    environment.filters.update(day=day, marks=with_marks, gaps=with_gaps, tone=_tone, check_name=check_name, narrowed=narrowed)
    return environment
