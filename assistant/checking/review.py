"""A text of anybody's hand against the library: each figure, date and name tied to its sentence, or said to be without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.checking.basis import Basis
from assistant.checking.holding import Holder
from assistant.checking.lines import Line, lines
from assistant.checking.reckoning import reckon
from assistant.checking.structure import structure
from assistant.checking.surface import surface
from assistant.reading.discreet import discreet, private_spans
from assistant.types import MUST, Fact, Flaw, Report, Review
from assistant.words.dates import show_date

_ANNEX = re.compile(r"(?m)^[\s#]*附：核对表\s*$")
"""Where the 核对表 begins that this program puts behind its drafts."""


def own_text(report: Report) -> Report:
    """A text without the 核对表 of an earlier proof behind it."""
    annex = _ANNEX.search(report.clean)
    if annex is None:
        return report
    end = len(report.clean[: annex.start()].rstrip().rstrip("-").rstrip())
    sections = tuple(replace(one, end=min(one.end, end)) for one in report.sections if one.start < end)
    private = tuple(one for one in report.private if one.end <= end)
    return replace(report, clean=report.clean[:end], sections=sections, private=private)


def review(report: Report, facts: Sequence[Fact], basis: Basis, home: Path | None = None) -> Review:
    """The proof of a text that was read as `report`, with the facts it states; private names are shown masked.

    Raises:
        KnowledgeError: the proof-reading table or the words of the guard cannot be used.
    """
    shown = discreet(report)
    holder = Holder(basis, home, shown.title)
    held = list(lines(shown, facts, holder.words))
    holder.units.about(shown.title, held)
    place: list[int] = []
    for line in held:
        place = holder.hold(line, place)
    reckon(held, facts, holder.rules)
    flaws = {flaw for line in held for flaw in line.flaws} | set(_plain(shown, held, holder)) | set(_private(report, shown, held))
    return Review(
        shown.title,
        basis.place[0] if basis.place else "",
        shown.clean,
        tuple(sorted((tie for line in held for tie in line.ties), key=lambda tie: tie.start)),
        tuple(sorted(flaws, key=lambda flaw: (flaw.start, flaw.end, flaw.kind))),
        tuple((one.id, _named(one)) for one in basis.reports.values()),
    )


def _named(report: Report) -> str:
    return f"《{report.title}》（{report.path}，{show_date(report.as_of) if report.as_of else '未载明日期'}）"


def _plain(report: Report, held: Sequence[Line], holder: Holder) -> Iterator[Flaw]:
    """What the text shows by itself."""
    hidden = private_spans(report)
    for hit in (*surface(report.clean, holder.rules), *structure(report.clean, holder.rules)):
        if hit.kind == "遮盖" and any(one.start < hit.end and hit.start < one.end for one in hidden):
            continue
        if hit.kind == "重复" and report.cells and report.cell_place(hit.start, hit.end):
            continue
        written = report.clean[hit.start : hit.end]
        section, sentence = _around(report, held, hit.start)
        yield Flaw(hit.kind, hit.start, hit.end, section, sentence, written, hit.says, hit.advice, hit.strength, basis=hit.basis)


def _private(report: Report, shown: Report, held: Sequence[Line]) -> Iterator[Flaw]:
    """Names and contacts of private persons."""
    for span in private_spans(report):
        section, sentence = _around(shown, held, span.start)
        advice = f"疑为个人{span.kind}，公开或印发前请隐去或核实能否写"
        yield Flaw("个人信息", span.start, span.end, section, sentence, shown.clean[span.start : span.end], "", advice, MUST)


def _around(report: Report, held: Sequence[Line], offset: int) -> tuple[str, str]:
    """The headings and the sentence that an offset stands in."""
    line = next((one for one in held if one.passage.start <= offset < one.passage.end), None)
    if line is not None:
        return line.section, line.passage.text
    return " / ".join(report.section_at(offset)), report.clean[max(0, offset - 10) : offset + 20]
