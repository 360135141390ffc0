"""A draft in better words: a model rewrites the paragraphs of each section, and each stays as it was unless its new words say the same.

Figures, names, days, statuses and gaps of a paragraph survive unchanged; tables and headings are never sent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.checking.claims import read_claims
from assistant.checking.guard import Evidence, findings
from assistant.checking.guardwords import load_guard_words
from assistant.checking.instructions import instructs
from assistant.checking.proper import read_proper_names
from assistant.checking.standing import read_mentions
from assistant.errors import LanguageModelError
from assistant.language.budget import count_tokens
from assistant.language.replies import bare, fenced, is_courtesy, without_preface
from assistant.types import Check, Draft, DraftSection, Wording

WORDED = "模型措辞"
"""The name of the lines of the 核对表 that tell what a model worded and what it did not."""
_GAP = re.compile(r"【待补[^】]*】")
_BLANK = "某处"
_TABLE = re.compile(r"^\s*[|｜#>]")
_SHORTEST = 15
"""A line of fewer characters has nothing to be worded better."""

Checking = Callable[[Draft, Sequence[Check]], Draft]
"""The draft with its checks worked out anew, and these lines among them."""


def reworded(draft: Draft, check: Checking, model: Wording, kept: Callable[[DraftSection], bool]) -> Draft:
    """The draft in the model's words where they hold; `kept` names the sections that may not be sent.

    Where the whole fails a check that our own text passed, our own text stands.
    """
    sections, notes, stopped = [], [], ""
    for section in draft.sections:
        text, note = section.text, ""
        if not stopped and _lines(section.text):
            try:
                text, note = ("", "有不能送模型的内容，保留系统原文") if kept(section) else _section(draft, section, model)
            except LanguageModelError as error:
                stopped = str(error)
        sections.append(replace(section, text=text or section.text))
        if note:
            notes.append(Check(f"{WORDED}：{section.heading or '正文'}", True, note))
    if stopped:
        notes.append(Check(WORDED, True, f"模型暂不可用（{stopped.rstrip('。')}），其余各节为系统原文"))
    if tuple(sections) == draft.sections:
        return check(draft, notes)
    worded = check(replace(draft, sections=tuple(sections), mode="model"), notes)
    if _failures(worded) <= _failures(draft):
        return worded
    return check(draft, [Check(WORDED, True, "模型改写的全文没有通过核对，保留系统原文")])


def _failures(draft: Draft) -> set[str]:
    return {f"{one.name}{one.detail}" for one in draft.checks if not one.passed}


def _lines(text: str) -> list[str]:
    """The paragraphs that can be worded: no table rows, no list heads, no mere gaps."""
    return [line for line in text.splitlines() if len(_GAP.sub("", line)) >= _SHORTEST and not _TABLE.match(line)]


def _section(draft: Draft, section: DraftSection, model: Wording) -> tuple[str, str]:
    """A section's text in the model's words where they hold, and what to say of that."""
    lines = _lines(section.text)
    if instructs(section.text, section.heading, draft.title):
        return "", "正文里有像是写给模型的指令，没有送模型，保留系统原文"
    if count_tokens(section.text) > model.room:
        return "", "篇幅过长，没有送模型，保留系统原文"
    names = (draft.title, section.heading)
    figures = tuple(figure.text for figure in draft.figures)
    variables = {"title": fenced(draft.title), "heading": fenced(section.heading), "text": fenced("\n".join(lines)), "findings": "（无）"}
    sound = _sound(lines, model.complete("section", variables), names, figures)
    wrong = [line for line in lines if line not in sound]
    if wrong:
        told = "\n".join(f"“{line}”这一段改动了事实或缺了内容" for line in wrong)
        again = variables | {"text": fenced("\n".join(wrong)), "findings": fenced(told)}
        sound |= _sound(wrong, model.complete("section", again), names, figures)
        wrong = [line for line in wrong if line not in sound]
    text = "\n".join(sound.get(line, line) for line in section.text.splitlines())
    return text, f"{len(wrong)}段改写没有通过核对，保留系统原文" if wrong else ""


def _sound(lines: Sequence[str], reply: str, names: tuple[str, ...], figures: Sequence[str]) -> dict[str, str]:
    """Each paragraph whose new words hold, with them; none where the reply has not as many."""
    told = [line for line in map(str.strip, bare(reply).splitlines()) if without_preface(line) and not is_courtesy(line)]
    if len(told) != len(lines):
        return {}
    return {line: new for line, new in zip(lines, told, strict=True) if _holds(line, new, names, figures)}


def _holds(line: str, new: str, names: tuple[str, ...], figures: Sequence[str]) -> bool:
    """Whether a paragraph in new words says all that it said, and nothing else."""
    if new == line:
        return True
    kept = all(line.count(figure) == new.count(figure) for figure in set(figures) if figure in line)
    gaps = _GAP.findall(line) == _GAP.findall(new)
    line, new = _GAP.sub(_BLANK, line), _GAP.sub(_BLANK, new)  # what is wanted in a gap is no claim: 拟于【待补：完成时限】前
    same = gaps and Counter(_claims(line)) == Counter(_claims(new))
    return kept and same and not findings(new, Evidence((line,), names=names)) and not findings(line, Evidence((new,), names=names))


def _claims(text: str) -> Iterator[tuple[object, ...]]:
    """What a paragraph states, however it is worded."""
    words = load_guard_words()
    claims = read_claims(text, words)
    yield from (("number", one.value, one.unit, one.hedge) for one in claims.numbers)
    yield from (("date", one.year, one.month, one.day) for one in claims.dates)
    yield from (("literal", one.text) for one in claims.literals)
    yield from (("name", one.text) for one in read_proper_names(text, words))
    yield from (("status", one.family, one.future, one.extent) for one in read_mentions(text, words))
