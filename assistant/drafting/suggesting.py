"""Headings that a model suggests for a draft: a list to choose from, held against the material and never applied by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.claims import read_claims
from assistant.checking.guard import Evidence, findings
from assistant.checking.guardwords import load_guard_words
from assistant.checking.instructions import instructs
from assistant.drafting.outline import bare
from assistant.language.budget import within_budget
from assistant.language.replies import fenced, read_object
from assistant.types import Draft, Wording

_LONGEST, _MOST, _DEEPEST = 25, 20, 2
_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "headings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"level": {"type": "integer"}, "heading": {"type": "string"}},
                "required": ["level", "heading"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["headings"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class SuggestedHeading:
    """A heading that may be used: `known` when the template or a report has it word for word."""

    level: int
    heading: str
    known: bool


def suggested_headings(draft: Draft, material: Sequence[str], model: Wording) -> list[SuggestedHeading]:
    """The headings a model suggests over those of a draft and of its reports (`material`), without any that the material does not carry.

    Raises:
        LanguageModelError: the endpoint failed.
    """
    own = [bare(section.heading) for section in draft.sections if section.heading]
    topics = [one for one in dict.fromkeys(map(bare, material)) if one and not instructs(one)]
    given = within_budget(topics, model.room // 2)
    if instructs(draft.title, *own):
        return []
    variables = {"title": draft.title, "sections": "\n".join(own), "material": "\n".join(given)}
    reply = model.complete("outline", {name: fenced(text) or "（无）" for name, text in variables.items()}, _SCHEMA)
    return list(_sound(read_object(reply) or {}, [*own, *given], draft))


def _sound(data: dict[str, object], known: Sequence[str], draft: Draft) -> Iterator[SuggestedHeading]:
    """The headings of a reply that add nothing: short, without figures and days, of words that the material has, each once."""
    evidence = Evidence(("\n".join(known), *(section.text for section in draft.sections)), names=(draft.title,))
    seen: set[str] = set()
    given = data.get("headings")
    for one in given if isinstance(given, list) else ():
        heading = bare(str(one.get("heading", ""))) if isinstance(one, dict) else ""
        level = one.get("level") if isinstance(one, dict) else None
        if not 2 <= len(heading) <= _LONGEST or heading in seen or len(seen) == _MOST or not _plain(heading):
            continue
        if heading in known or not findings(heading, evidence):
            seen.add(heading)
            yield SuggestedHeading(level if isinstance(level, int) and 1 <= level <= _DEEPEST else 1, heading, heading in known)


def _plain(heading: str) -> bool:
    claims = read_claims(heading, load_guard_words())
    return not (claims.numbers or claims.dates or re.search(r"[\d。！？\n]", heading) or instructs(heading))
