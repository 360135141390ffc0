"""A plan becomes a document: title, sections under official numbers, sentences in changing order, distractors between them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.worlds import speaking
from eval.worlds.telling import Document, Fact, Slot, Statement, Table, Telling, words
from eval.worlds.wordings import Speaker

Part = Statement | Table | str
"""What stands in a section: a statement to word, a table, or a sentence as it is."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (none for the opening) with its parts; `fixed` parts keep their order."""

    heading: str
    parts: tuple[Part, ...]
    level: int = 1
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A document before it is worded."""

    name: str
    genre: str
    place: str
    us: str
    title: str
    addressee: str
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    loose: bool = True
    """Whether distractors may stand in it."""


def compose(plan: Plan, speaker: Speaker, random: Random) -> Document:
    """The document of a plan in one table of wordings."""
    writer = _Writer(plan, speaker, random)
    lines = [plan.title, *([plan.addressee] if plan.addressee else [])]
    numbers = [0, 0]
    for section in plan.sections:
        if section.heading:
            lines.append(_numbered(section, numbers))
        lines += writer.paragraphs(section)
    text = random.choice(["\n", "\n\n"]).join([*lines, *plan.signature]) + "\n"
    tellings = tuple(Telling(fact, plan.name, sentence, kind) for fact, sentence, kind in writer.tellings)
    return Document(plan.name, plan.genre, plan.place, text, tellings)


def _numbered(section: Section, numbers: list[int]) -> str:
    """一、 on the first level, （一） on the second, counted anew under each first."""
    if section.level == 1:
        numbers[:] = [numbers[0] + 1, 0]
        return f"{speaking.chinese(numbers[0])}、{section.heading}"
    numbers[1] += 1
    return f"（{speaking.chinese(numbers[1])}）{section.heading}"


class _Writer:
    """Words the parts of one document and keeps what they tell."""

    def __init__(self, plan: Plan, speaker: Speaker, random: Random) -> None:
        self.plan, self.speaker, self.random = plan, speaker, random
        self.used: set[str] = set()
        self.tellings: list[tuple[Fact, str, str]] = []

    def paragraphs(self, section: Section) -> list[str]:
        """The paragraphs of a section: one to three sentences each, a table on lines of its own."""
        parts = list(section.parts)
        if not section.fixed:
            self.random.shuffle(parts)
            self._distract(parts)
        lines: list[str] = []
        sentences: list[str] = []
        for part in parts:
            if isinstance(part, Table):
                lines += ["".join(sentences), "\n".join(self._table(part))]
                sentences = []
                continue
            sentences.append(part if isinstance(part, str) else self._said(part))
            if not section.fixed and self.random.random() < 0.4:
                lines.append("".join(sentences))
                sentences = []
        return [line for line in [*lines, "".join(sentences)] if line]

    def _distract(self, parts: list[Part]) -> None:
        if self.plan.loose and parts and self.random.random() < 0.6:
            kind = self.random.choice(["plain", "figures"])
            slots = words(us=self.plan.us) | {name: Slot(str(self.random.randint(2, 9) * scale)) for name, scale in _SCALES}
            sentence = self.speaker.word("distractor", kind, self.random, slots)
            if sentence not in self.used:
                self.used.add(sentence)
                parts.insert(self.random.randint(0, len(parts)), sentence)

    def _said(self, statement: Statement) -> str:
        said = self.speaker.say(statement, self.random, self.used)
        for start, fact in said.places:
            begin = said.text.rfind("。", 0, start) + 1
            end = said.text.find("。", start)
            self.tellings.append((fact, said.text[begin : end + 1 if end >= 0 else len(said.text)], statement.kind))
        return said.text

    def _table(self, table: Table) -> list[str]:
        """A table as text: bars between the cells, or bars all around and a line under the head."""
        fenced = self.random.random() < 0.4
        rows = [list(table.columns), *([slot.text for slot in row] for row in table.rows)]
        lines = [f"| {' | '.join(row)} |" if fenced else " | ".join(row) for row in rows]
        for line, row in zip(lines[1:], table.rows, strict=True):
            self.tellings += [(fact, line, "table") for slot in row for fact in slot.facts]
        return [lines[0], "|" + "---|" * len(table.columns), *lines[1:]] if fenced else lines


_SCALES = (("a", 1), ("b", 110), ("c", 35), ("d", 1))
