"""What differs between two versions of a draft: section by section, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from assistant.drafting.outline import keys
from assistant.types import Draft

ADDED, REMOVED, CHANGED = "增加", "删除", "改动"
_ALIKE = 0.4
"""How much two sentences share at least to be one that was changed."""
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that one version has and the other has not, or has otherwise."""

    section: str
    kind: str
    before: str
    after: str


def differences(before: Draft, after: Draft) -> list[Difference]:
    """Every difference of the texts in the order of the newer one; sections that are gone come where they stood."""
    found = list(_frame(before, after))
    old = {key: section for key, section in zip(keys(before.sections), before.sections, strict=True)}
    new = {key: section for key, section in zip(keys(after.sections), after.sections, strict=True)}
    for key in _order(list(old), list(new)):
        was, now = old.get(key), new.get(key)
        section = now or was
        name = section.heading if section is not None and section.heading else "正文"
        if was is None or now is None:
            found += [Difference(name, ADDED if was is None else REMOVED, was.heading if was else "", now.heading if now else "")] * bool(
                name != "正文"
            )
        elif was.heading != now.heading:
            found.append(Difference(name, CHANGED, was.heading, now.heading))
        found += _sentences(name, was.text if was else "", now.text if now else "")
    return found


def _frame(before: Draft, after: Draft) -> Iterator[Difference]:
    rows = (
        ("标题", before.title, after.title),
        ("主送", before.addressee, after.addressee),
        ("附件", "；".join(before.attachments), "；".join(after.attachments)),
        ("署名", before.signature.replace("\n", "；"), after.signature.replace("\n", "；")),
        ("成文日期", before.date, after.date),
    )
    for name, was, now in rows:
        if was != now:
            yield Difference(name, CHANGED if was and now else ADDED if now else REMOVED, was, now)


def _order(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """All keys: those of the newer version in its order, one that is gone behind the one it followed."""
    order = list(new)
    for number, key in enumerate(old):
        if key not in new:
            spot = order.index(old[number - 1]) + 1 if number and old[number - 1] in order else 0
            order.insert(spot, key)
    return order


def _sentences(section: str, before: str, after: str) -> Iterator[Difference]:
    old, new = (_split(text) for text in (before, after))
    for kind, start, end, left, right in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _paired(section, old[start:end], new[left:right])


def _split(text: str) -> list[str]:
    """Sentences without blanks around them; a table row is one."""
    return [
        found.strip()
        for line in text.split("\n")
        for found in ([line] if line.startswith("|") else _SENTENCE.findall(line))
        if found.strip() and not set(found) <= set("|- ")
    ]


def _paired(section: str, old: list[str], new: list[str]) -> Iterator[Difference]:
    """Sentences in one spot: those that are much alike are the same one changed."""
    if len(old) != len(new):
        for was in [one for one in old if not any(_alike(one, other) for other in new)]:
            old = [one for one in old if one is not was]
            yield Difference(section, REMOVED, was, "")
        for now in [one for one in new if not any(_alike(one, other) for other in old)]:
            new = [one for one in new if one is not now]
            yield Difference(section, ADDED, "", now)
    for was, now in zip_longest(old, new, fillvalue=""):
        if was and now and not _alike(was, now):
            yield Difference(section, REMOVED, was, "")
            yield Difference(section, ADDED, "", now)
        else:
            yield Difference(section, CHANGED if was and now else ADDED if now else REMOVED, was, now)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
