"""A conversation as a Word file: each question, its answer, what to mind, and every source with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.drafting.layout import HEI, KAI, Look, new_document, write
from assistant.remembering.conversation import Turn
from assistant.remembering.numbered import numbered
from assistant.types import Answer

_QUESTION = Look(HEI, size=14, first=0, align="left", with_next=True)
_ANSWER = Look(size=14, align="left")
_SMALL = Look(KAI, size=12, align="left", first=0, left=21, spacing=22)


def write_conversation(name: str, turns: Sequence[Turn], path: Path) -> None:
    """Write the turns that have an answer or a sentence in its place."""
    document = new_document()
    document.core_properties.title = name
    document.core_properties.author = ""
    write(document.add_paragraph(), [(name, False)], Look(HEI, first=0, align="center"))
    for turn in turns:
        write(document.add_paragraph(), [(f"问：{turn.question}", False)], _QUESTION)
        for line in (numbered(turn.answer) if turn.answer else turn.error).splitlines():
            write(document.add_paragraph(), [(line, False)], _ANSWER)
        for line in _below(turn.answer) if turn.answer else ():
            write(document.add_paragraph(), [(line, False)], _SMALL)
    document.save(str(path))


def _below(answer: Answer) -> list[str]:
    formulas = [f"算式：{one.label} {one.formula}" for one in answer.figures if one.formula]
    caveats = [f"注意：{one}" for one in answer.caveats]
    return [*formulas, *caveats, *sources(answer)]


def sources(answer: Answer) -> list[str]:
    """Each source of an answer in one line: number, report, section, sentence."""
    return [f"[{one.n}]《{one.title or one.path}》{f'“{one.section}”' if one.section else ''}：“{one.quote}”" for one in answer.citations]
