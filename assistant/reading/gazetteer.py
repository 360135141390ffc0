"""Place names in a text: provinces and prefectures by the list, counties and masked places by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.vocabulary import MASK, Vocabulary

PROVINCE, CITY, COUNTY = 1, 2, 3
LEVEL_OF = {"省": PROVINCE, "市": CITY, "州": CITY, "盟": CITY, "县": COUNTY, "区": COUNTY, "旗": COUNTY}
_MASKED = re.compile(rf"(?!(?<=\*)\*|(?<=＊)＊|(?<=×)×){MASK}([省市县区州旗])(?![级域内外])")
"""Begins at the first mark of a run: tried from each of them a long run would cost its square."""
_COUNTY = r"(?:[\u4e00-\u9fff]{2,12}?自治[州县旗]|[\u4e00-\u9fff]{1,5}?[县区市旗盟])"
_DIVISION = re.compile(r"第[一二三四五六七八九十]{1,3}师(?!傅|范)")
CORPS = "新疆生产建设兵团"


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
    listed += _unlisted(text, listed, vocabulary)
    found = {mention.start: mention for mention in listed}
    for match in _MASKED.finditer(text):
        found.setdefault(match.start(), Mention(match.start(), match.end(), match[0], LEVEL_OF[match[1]]))
    covered = {position for mention in listed for position in range(mention.start, mention.end)}
    for start, end in _county_spans(text, listed, vocabulary):
        if start not in covered and _is_name(text[start:end], vocabulary):
            found.setdefault(start, Mention(start, end, text[start:end], LEVEL_OF[text[end - 1]], _province_before(start, listed)))
    for match in _zone_pattern(vocabulary).finditer(text):
        if not any(word in match[1] for word in vocabulary.words("place.never_words")):
            found[match.start(1)] = Mention(*match.span(1), match[1], COUNTY)
    if CORPS in text:
        found |= {match.start(): Mention(*match.span(), match[0], CITY, CORPS) for match in _DIVISION.finditer(text)}
    return [found[start] for start in sorted(found)]


def _unlisted(text: str, listed: list[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Provinces and prefectures that no list knows (an invented name stands for the real one), wherever they stand.

    One is known by a place where a clause begins or behind a word that takes a place, with an actor or a place below it behind.
    """
    covered = {position for mention in listed for position in range(mention.start, mention.end)}
    names = {match["name"] for match in _unlisted_pattern(vocabulary).finditer(text) if match.start("name") not in covered}
    return [
        Mention(*match.span(), name, LEVEL_OF[name[-1]])
        for name in sorted(names)
        if _is_name(name, vocabulary) and (name[-1] != "州" or vocabulary.pattern("place.prefecture_self").search(text))
        for match in re.finditer(rf"{name}(?![市县区])", text)
        if match.start() not in covered
    ]


@lru_cache(maxsize=4)
def _unlisted_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Where an unlisted name has to stand once: 省 may go on with any actor or a city, 州 with its own bodies only."""
    left, after = (vocabulary.any_of(f"place.cues.{name}").pattern for name in ("left", "after"))
    acts, bodies = (vocabulary.any_of(f"place.cues.{name}").pattern for name in ("acts", "bodies"))
    opens = rf"(?:^|(?<=[^\u4e00-\u9fff*某×\w]|丨)|{left})(?:{vocabulary.any_of('place.cues.lead').pattern})?"
    name = r"(?:(?![某省市县委])[\u4e00-\u9fff]){2,3}"
    follows = rf"省(?={after}|{acts}|{bodies}|[\u4e00-\u9fff]{{1,5}}[市州盟县区])|州(?={bodies})"
    return re.compile(f"{opens}(?P<name>{name}(?:{follows}))", re.MULTILINE)


def _province_before(start: int, listed: list[Mention]) -> str:
    """The province written right before a place that no list knows."""
    return next((mention.name for mention in listed if mention.end == start and mention.level == PROVINCE), "")


@lru_cache(maxsize=4)
def _zone_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A development zone by its full name, at the start of a clause."""
    first = f"(?!{vocabulary.value('place.no_zone')})[^{vocabulary.value('place.never_first')}\\W\\da-zA-Z_]"
    name = f"{first}[\u4e00-\u9fff]{{1,7}}?{vocabulary.value('place.zones')}"
    lead = f"(?:{vocabulary.value('place.zone_lead')})*+"
    return re.compile(f"(?:^|(?<=[^\u4e00-\u9fff*某×\\w]|丨)){lead}({name})", re.MULTILINE)


def _listed(text: str, vocabulary: Vocabulary) -> Iterator[Mention]:
    names, firsts = vocabulary.listed_names
    position = 0
    for first in firsts.finditer(text):
        if first.start() < position:
            continue
        for name in names.get(text[first.start() : first.start() + 2], ()):
            if text.startswith(name, first.start()) and (mention := _listed_mention(text, first.start(), name, vocabulary)):
                yield mention
                position = mention.end
                break


def _listed_mention(text: str, start: int, name: str, vocabulary: Vocabulary) -> Mention | None:
    """The province or prefecture of that name; 河北区 is no province."""
    end = start + len(name)
    if name in vocabulary.cities:
        full, province = vocabulary.cities[name]
        return Mention(start, end, full, CITY, province, bare=name != full)
    full = vocabulary.provinces[name]
    return None if name != full and text[end : end + 1] in tuple("市区县州盟") else Mention(start, end, full, PROVINCE)


def _county_spans(text: str, listed: list[Mention], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where a county name may stand: at the start of a clause, behind a word that takes a place, or behind its prefecture."""
    cues, lead, behind = (*(vocabulary.any_of(f"place.cues.{name}").pattern for name in ("left", "lead")), re.compile(_COUNTY))
    opens = rf"(?:^|(?<=[^\u4e00-\u9fff*某×\w]|丨))(?:{cues})?"
    for match in re.finditer(rf"(?:{opens}|{cues})(?:{lead})*({_COUNTY})", text, re.MULTILINE):
        yield match.span(1)
        yield from _below(text, match.end(1), match[1][-1], behind)
    for mention in listed:
        if name := behind.match(text, mention.end):
            yield name.span()
            yield from _below(text, name.end(), name[0][-1], behind)


def _below(text: str, position: int, above: str, behind: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """A county written right behind its city, prefecture or league."""
    if above in "市州盟" and (name := behind.match(text, position)):
        yield name.span()


def _is_name(name: str, vocabulary: Vocabulary) -> bool:
    bare = name[:-1]
    if len(bare) == 1 and name[-1] not in "县省":
        return False  # 和县 is a county; no city or district has a name of one character
    if not bare or bare[0] in vocabulary.value("place.never_first") or any(c in vocabulary.value("place.never_inside") for c in bare):
        return False
    if any(word in name for word in vocabulary.words("place.never_words")):
        return False
    return not name.endswith(vocabulary.words("place.words_not_places"))
