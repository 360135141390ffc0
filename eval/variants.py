"""A draft as other hands would lay it out, with every word kept: sections in another order, other headings, sentences left out."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from assistant.types import Draft, DraftSection

LAYOUTS = ("as drafted", "sections about", "plain numbers", "run on", "sentences left out", "spread out")


def laid_out(draft: Draft, layout: str, chance: random.Random) -> str:
    """The document as text."""
    if layout == "sections about":
        draft = replace(draft, sections=_about(draft.sections, chance))
    if layout == "sentences left out":
        draft = replace(draft, sections=tuple(replace(one, text=_thinned(one.text, chance)) for one in draft.sections))
    blocks = [draft.title, draft.addressee]
    for section in draft.sections:
        if not section.attached:
            blocks += _section(section, layout)
    blocks += [f"附件：{name}" for name in draft.attachments]
    blocks += [draft.signature, draft.date]
    joined = ("\n\n" if layout == "spread out" else "\n").join(block for block in blocks if block)
    return joined + "\n"


def _section(section: DraftSection, layout: str) -> list[str]:
    heading = section.heading
    if layout == "plain numbers" and heading:
        heading = re.sub(r"^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）", "", heading)
    if layout == "run on" and heading and section.level > 1 and not section.text.startswith("|"):
        return [f"{heading}。{section.text}"]
    if layout == "spread out":
        text = section.text.replace("\n", "\n\n") if "|" not in section.text else section.text
        return [heading, text]
    return [heading, section.text]


def _about(sections: tuple[DraftSection, ...], chance: random.Random) -> tuple[DraftSection, ...]:
    """The chapters in another order, each with its own sections; the opening and the close stay."""
    starts = [n for n, one in enumerate(sections) if one.level == 1]
    if len(starts) < 2:
        return sections
    last = max((n for n, one in enumerate(sections) if one.level), default=0) + 1
    chapters = [sections[a:b] for a, b in zip(starts, [*starts[1:], last], strict=True)]
    chance.shuffle(chapters)
    return (*sections[: starts[0]], *(one for chapter in chapters for one in chapter), *sections[last:])


def _thinned(text: str, chance: random.Random) -> str:
    """A text without some of its sentences; tables stay."""
    if "|" in text:
        return text
    parts = re.findall(r"[^。\n]*[。\n]|[^。\n]+$", text)
    kept = [part for part in parts if chance.random() > 0.25]
    return "".join(kept or parts[:1])
