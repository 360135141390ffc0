"""What staff settled, in a draft: a copied sentence has the settled figure, and the 核对表 says which figures are by hand."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Action, Check, DraftFigure, Field, Passage, Report

NAME = "人工核定"


def settled_text(passage: Passage, report: Report, *, whole: bool) -> str:
    """A sentence with its figures as staff settled them; empty when it rests on one not to be used, unless the text is copied whole."""
    text = passage.text
    for one in sorted(report.settled, key=lambda settled: -settled.start):
        if one.field != Field.VALUE or not passage.start <= one.start < one.end <= passage.end:
            continue
        start, end = one.start - passage.start, one.end - passage.start
        if one.action == Action.SET:
            text = text[:start] + one.after + text[end:]
        elif one.action == Action.WITHDRAW and not whole:
            return ""
        elif one.action == Action.WITHDRAW:
            text = f"{text[:start]}【待核：原文“{one.before}”经人工核定不用】{text[end:]}"
    return text


def settled_note(figure: DraftFigure) -> str:
    """What the 核对表 says beside a figure that staff set or confirmed, or that is derived from such a one."""
    if figure.correction is None:
        return figure.formula or ""
    if figure.formula:
        return f"{figure.formula}（含人工核定）"
    return f"人工核定（原文为{figure.original}）" if figure.original else NAME


def settled_check(figures: Sequence[DraftFigure]) -> tuple[Check, ...]:
    """The figures by hand as a line of the 核对表; none where there are none."""
    found = dict.fromkeys(f"{one.text}（{one.label}）：{settled_note(one)}，第{one.correction}条" for one in figures if one.correction)
    return (Check(NAME, True, "；".join(found)),) if found else ()
