"""The cases that stand in each prompt file: what the program makes of such replies to the prompt's own example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from assistant.answering.synthesis import stream_synthesis
from assistant.answering.understanding import restated
from assistant.answering.wording import reword
from assistant.drafting.suggesting import suggested_headings
from assistant.drafting.wording import reworded
from assistant.language.checkup import WORD
from assistant.language.prompts import load_prompt
from assistant.language.replies import read_object
from assistant.resources import SHIPPED_PROMPTS
from assistant.types import Answer, Citation, Draft, DraftSection, Figure, ModelUse, Status
from assistant.words.lexicon import load_lexicon

Example = dict[str, str]
CASES = [(path.stem, reply, stands) for path in sorted(SHIPPED_PROMPTS.glob("*.toml")) for reply, stands in load_prompt(path.stem).cases]


class Replying:
    """A model that gives its replies in turn, the last one again and again."""

    room = 4000
    use = ModelUse()

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)

    def complete(self, prompt: str, variables: dict[str, str], schema: dict[str, object] | None = None) -> str:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        yield self.complete(prompt, variables)


def cited(lines: str) -> tuple[Citation, ...]:
    found = re.findall(r"(?m)^\[(\d+)\] (.*?)(?:（出自《(.*?)》，(.*)）)?$", lines)
    return tuple(Citation(int(n), f"r{n}", title or "材料", section, quote, quote, 0) for n, quote, title, section in found)


def answer(example: Example) -> Answer:
    label, value, unit, formula = re.findall(r"(.*?)：(\d+)(.)（(.*?)）", example["figures"])[0]
    figure = Figure(int(value), unit, label, formula, (1,))
    return Answer(example["answer"], "computed", Status.DERIVED, (figure,), cited(example["quotes"]))


def worded(example: Example, reply: str) -> bool:
    return reword(answer(example), example["question"], Replying(reply)).text == reply


def mended(example: Example, reply: str) -> bool:
    return reword(answer(example), example["question"], Replying(example["reply"], reply)).text == reply


def composed(example: Example, reply: str) -> bool:
    passages = cited(example["passages"])
    offline = Answer("".join(one.quote for one in passages), "quoted", Status.CERTAIN, citations=passages)
    return "".join(stream_synthesis(offline, example["question"], (), Replying(reply))) == reply


def drafted(example: Example, reply: str) -> bool:
    sections = (DraftSection(example["heading"], 1, example["text"], ()),)
    draft = Draft("整改落实情况报告", example["title"], "", sections, "", "", (), (), ())
    return reworded(draft, lambda made, notes: made, Replying(reply), lambda section: False).sections[0].text == reply


def outlined(example: Example, reply: str) -> bool:
    sections = tuple(DraftSection(one, 1, "", ()) for one in example["sections"].splitlines())
    draft = Draft("整改落实情况报告", example["title"], "", sections, "", "", (), (), ())
    found = suggested_headings(draft, example["material"].splitlines(), Replying(reply))
    asked = (read_object(reply) or {})["headings"]
    return isinstance(asked, list) and [one.heading for one in found] == [one["heading"] for one in asked]


def understood(example: Example, reply: str) -> bool:
    return restated(example["question"], load_lexicon(), Replying(reply), lambda words: False) is not None


def checked(example: Example, reply: str) -> bool:
    return WORD in reply


JUDGES: dict[str, Callable[[Example, str], bool]] = {
    "check": checked,
    "compose": composed,
    "outline": outlined,
    "repair": mended,
    "reword": worded,
    "section": drafted,
    "understand": understood,
}


@pytest.mark.parametrize(("name", "reply", "stands"), CASES, ids=[f"{name}-{reply[:20]}" for name, reply, _ in CASES])
def test_a_reply_stands_or_falls_as_its_prompt_says(name: str, reply: str, stands: bool) -> None:  # noqa: FBT001
    assert JUDGES[name](dict(load_prompt(name).example), reply) is stands


def test_every_prompt_has_a_reply_that_stands_and_one_that_does_not() -> None:
    assert {(name, stands) for name, _, stands in CASES} == {(name, stands) for name in JUDGES for stands in (True, False)}
