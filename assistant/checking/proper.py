"""Proper names in a text, recognised by their last characters: 永州市, 县水利局, 区委书记."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.checking.guardwords import GuardWords
from assistant.words.lexicon import alternatives

NameKind = Literal["place", "name"]
_SECTIONS: tuple[tuple[NameKind, str], ...] = (("name", "names"), ("place", "places"))
_REACH = 2
"""Characters before the suffix that must stand in the evidence: enough to tell 永州市 from 常州市, too few to reach the word before."""


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name with its suffix at [start, end) of a text; `text` starts at most two characters before the suffix."""

    start: int
    end: int
    text: str
    kind: NameKind


def read_proper_names(text: str, words: GuardWords) -> list[ProperName]:
    """Every place, body, firm and post in a text, generic words such as 全市 and 该公司 left out."""
    found: list[ProperName] = []
    for kind, section in _SECTIONS:
        data = words.data[section]
        not_followed = "".join(data.get("not_followed", ()))
        pattern = re.compile(f"(?:{alternatives(data['suffixes']).pattern})" + (f"(?![{not_followed}])" if not_followed else ""))
        generic = tuple(data["generic"])
        for match in pattern.finditer(text):
            start = _start(text, match.start(), words)
            if start < match.start() and not text[: match.end()].endswith(generic):
                found.append(ProperName(start, match.end(), text[start : match.end()], kind))
    found += [ProperName(match.start(), match.end(), match[0], "place") for match in words.known_places.finditer(text)]
    return sorted(found, key=lambda name: name.start)


def _start(text: str, suffix: int, words: GuardWords) -> int:
    """Where the name begins: left from the suffix over Han characters and masks, until a character or word no name holds."""
    stop, start = words.data["bounds"]["stop"], suffix
    while start > 0 and suffix - start < _REACH and re.match(r"[\u4e00-\u9fff*]", text[start - 1]):
        if text[start - 1] in stop or words.any_of("bounds", "words", at_end=True).search(text[:start]):
            break
        start -= 1
    return start
