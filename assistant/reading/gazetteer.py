"""Place names in a text: provinces and prefectures by the list, counties and masked places by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.vocabulary import MASK, Vocabulary

PROVINCE, CITY, COUNTY = 1, 2, 3
LEVEL_OF = {"省": PROVINCE, "市": CITY, "州": CITY, "盟": CITY, "县": COUNTY, "区": COUNTY, "旗": COUNTY}
LONGEST_NAME = 9
_MASKED = re.compile(rf"{MASK}([省市县区州旗])(?![级域内外])")
_COUNTY = r"[\u4e00-\u9fff]{1,5}?[县区市旗]"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name at [start, end) of the text under its full name; `province` is known for listed prefectures."""

    start: int
    end: int
    name: str
    level: int
    province: str = ""
    bare: bool = False
    """Written without its 市/州: told from other words only in a list of places."""


def find_mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """Every place name in order of the text."""
    listed = list(_listed(text, vocabulary))
    found = {mention.start: mention for mention in listed}
    for match in _MASKED.finditer(text):
        found.setdefault(match.start(), Mention(match.start(), match.end(), match[0], LEVEL_OF[match[1]]))
    covered = {position for mention in listed for position in range(mention.start, mention.end)}
    for start, end in _county_spans(text, listed, vocabulary):
        if start not in covered and _is_name(text[start:end], vocabulary):
            found.setdefault(start, Mention(start, end, text[start:end], LEVEL_OF[text[end - 1]]))
    return [found[start] for start in sorted(found)]


def _listed(text: str, vocabulary: Vocabulary) -> Iterator[Mention]:
    provinces, cities = vocabulary.provinces, vocabulary.cities
    firsts = {name[0] for name in (*provinces, *cities)}
    position = 0
    while position < len(text):
        if text[position] not in firsts:
            position += 1
            continue
        for length in range(min(LONGEST_NAME, len(text) - position), 1, -1):
            name = text[position : position + length]
            following = text[position + length : position + length + 1]
            if name in provinces and (name == provinces[name] or following not in tuple("市区县州盟")):
                yield Mention(position, position + length, provinces[name], PROVINCE)
            elif name in cities:
                full, province = cities[name]
                yield Mention(position, position + length, full, CITY, province, bare=name != full)
            else:
                continue
            position += length
            break
        else:
            position += 1


def _county_spans(text: str, listed: list[Mention], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where a county name may stand: at the start of a clause, behind a word that takes a place, or behind its prefecture."""
    cues = "|".join(map(re.escape, vocabulary.words("place.cues.left")))
    for match in re.finditer(rf"(?:(?:^|(?<=[^\u4e00-\u9fff*某×\w]))(?:{cues})?|{cues})({_COUNTY})", text, re.MULTILINE):
        yield match.span(1)
    behind = re.compile(_COUNTY)
    for mention in listed:
        if match := behind.match(text, mention.end):
            yield match.span()


def _is_name(name: str, vocabulary: Vocabulary) -> bool:
    bare = name[:-1]
    if not bare or bare[0] in vocabulary.value("place.never_first") or any(c in vocabulary.value("place.never_inside") for c in bare):
        return False
    if any(word in name for word in vocabulary.words("place.never_words")):
        return False
    return not name.endswith(vocabulary.words("place.words_not_places"))
