"""Which place a document is about: its own 我市 or 我县, from the title, the signature and the sentences that name the actor."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from assistant.reading.authors import find_author
from assistant.reading.bylines import branch_place, head_lines, is_byline, press_place
from assistant.reading.gazetteer import CITY, CORPS, COUNTY, PROVINCE, Mention, find_mentions
from assistant.reading.vocabulary import MASK, Vocabulary
from assistant.types import Place

READ = 20_000
"""So many characters from the start of a text, and a tenth from its end, tell the place."""
ENOUGH = 4.0
IN_TITLE, SIGNED, LEVEL_FITS, LEVEL_DIFFERS, HOST = 6.0, 6.0, 4.0, -5.0, 2.0
BY_CUE, MOST_BY_CUES, BY_MENTION, MOST_BY_MENTIONS = 2.0, 6.0, 0.5, 3.0
OPENS_TITLE = 5.0
FEWEST_PREFECTURES = 3
_TOLD_BY = re.compile(r"(?:新闻网|日报|晚报|晨报|时报|电视台|广播电视台|在线|融媒体?|发布|报道|网|[讯電电])")
_ACTED_UPON = re.compile(r"(?:向|对|在|进驻|督察|涉及)$")
_LIST_ITEM = re.compile(r"\s?(?:、|[(（]?\d|\||均|各)")
_MASKED_NAME = re.compile(MASK)


def find_place(text: str, title: str, issuer: str, host: str, vocabulary: Vocabulary) -> Place | None:
    """The place with the hierarchy the text names; None when it names none for sure or is about several.

    `host` is the body that runs the web page: it decides only where the text itself leaves the place open.
    """
    if vocabulary.pattern("place.several").search(title or text[:160]):
        return None
    return find_author(text, title, issuer, vocabulary) or _most_told(text, title, issuer, host, vocabulary)


def _most_told(text: str, title: str, issuer: str, host: str, vocabulary: Vocabulary) -> Place | None:
    """The county, city, province or zone that title, signature and sentences speak of most."""
    body = text if len(text) <= READ else text[:READ] + "\n" + text[-READ // 10 :]
    level, unit = own_level(body, vocabulary)
    mentions = find_mentions(body, vocabulary)
    level = PROVINCE if level == COUNTY and _in_region(body, mentions) else level
    scores = _scores(body, mentions, vocabulary)
    around = [
        (words, weight, find_mentions(words, vocabulary)) for words, weight in ((title, IN_TITLE), (issuer, SIGNED), (host, HOST)) if words
    ]
    for words, weight, found in around:
        for mention in found:
            if _only_above(mention, found):
                continue
            scores[mention.name, mention.level] += weight + OPENS_TITLE * (words == title and mention.start <= len("中共关于"))
    if implied := _implied(mentions, level, vocabulary):
        scores[implied, PROVINCE] += ENOUGH
    for name, own in _named_in_head(body, title, issuer, mentions, unit, vocabulary):
        scores[name, own] += SIGNED
    for name, own in list(scores):
        scores[name, own] += _fit(name, own, level, unit)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], -item[0][1]))
    enough = ENOUGH if not title and ranked and _is_only_place(body, mentions, *ranked[0][0]) else 0.0
    if not ranked or ranked[0][1] + enough < ENOUGH or _about_several(ranked[0][0], ranked[0][1], mentions, level):
        only = _only_city(body, mentions, level)
        return Place(only, _within(only, CITY, [(body, mentions)], vocabulary)) if only else None
    (name, own), _ = ranked[0]
    return Place(name, _within(name, own, [(body, mentions), *((words, found) for words, _, found in around)], vocabulary))


def own_level(text: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """The level that 我市, 全县, 县委 … speak from, 0 when the text does not say, and the word for it."""
    text = vocabulary.pattern("place.compared").sub("", text)
    counts: Counter[tuple[int, str]] = Counter()
    for words, level in vocabulary.value("place.self").items():
        weight = 3 if words[0] in "我咱" else 1
        counts[level, words[-1]] += weight * text.count(words)
    if vocabulary.pattern("place.region").search(text):
        counts[PROVINCE, "区"] += counts.pop((COUNTY, "区"), 0)
    levels: Counter[int] = Counter()
    for (level, _), count in counts.items():
        levels[level] += count
    level, count = max(levels.items(), key=lambda item: item[1], default=(0, 0))
    if count:
        return level, max((one for one in counts if one[0] == level), key=lambda one: counts[one])[1]
    committees = [(level, words[0]) for words, level in vocabulary.value("place.committee").items() if words in text]
    return max(committees, key=lambda one: one[0], default=(0, ""))


def _in_region(text: str, mentions: list[Mention]) -> bool:
    """Whether 我区 is an autonomous region: the prefectures of one are listed."""
    listed = {mention.name for mention in mentions if mention.level == CITY and mention.province.endswith("自治区")}
    return len(listed) >= FEWEST_PREFECTURES and not any(f"我{unit}" in text for unit in "市县")


def _scores(text: str, mentions: list[Mention], vocabulary: Vocabulary) -> defaultdict[tuple[str, int], float]:
    """How much the text speaks of each place as the one it is about; members of a list speak for nothing."""
    before, after = vocabulary.any_of("place.cues.before").pattern, vocabulary.any_of("place.cues.after")
    foreign, visited = vocabulary.any_of("place.cues.foreign").pattern, vocabulary.any_of("place.cues.visited")
    scores: defaultdict[tuple[str, int], float] = defaultdict(float)
    plain: Counter[tuple[str, int]] = Counter()
    cued: Counter[tuple[str, int]] = Counter()
    for mention in mentions:
        key = (mention.name, mention.level)
        head = text[max(0, mention.start - 8) : mention.start]
        if (
            mention.bare
            or _only_above(mention, mentions)
            or _LIST_ITEM.match(text, mention.end)
            or visited.match(text, mention.end)
            or re.search(rf"(?:{foreign})[^，。；]{{0,2}}$|、$", head)
        ):
            continue
        plain[key] += 1
        cued[key] += bool(re.search(rf"(?:{before})$", head)) + bool(after.match(text, mention.end))
    for key, count in plain.items():
        scores[key] = min(BY_MENTION * count, MOST_BY_MENTIONS) + min(BY_CUE * cued[key], MOST_BY_CUES)
    return scores


def _only_above(mention: Mention, mentions: list[Mention]) -> bool:
    """Whether a name only says where the next one lies: in 台州市黄岩区 the district is meant."""
    return any(other.start == mention.end and other.level > mention.level for other in mentions)


def _named_in_head(
    body: str, title: str, issuer: str, mentions: list[Mention], unit: str, vocabulary: Vocabulary
) -> Iterator[tuple[str, int]]:
    """The places that the byline, a branch bureau that speaks or signs, or the paper that brings the text gives it."""
    lines = head_lines(body)
    if branch := branch_place("\n".join((title, issuer, *lines)), body, unit, vocabulary):
        yield branch
    else:
        yield from ((mention.name, mention.level) for mention in mentions if is_byline(body, mention, vocabulary))
    if press := press_place(body, unit, vocabulary):
        yield press


def _is_only_place(text: str, mentions: list[Mention], name: str, own: int) -> bool:
    """Whether an untitled text names one county or city only, and opens with it or has it in a labelled cell (行政区域：青枫县…)."""
    named = [mention for mention in mentions if not mention.bare and mention.level > PROVINCE and not _only_above(mention, mentions)]
    opens = any(not text[: mention.start].strip() or text[: mention.start].endswith(("：", ":")) for mention in named)
    return own > PROVINCE and opens and {mention.name for mention in named} == {name}


def _only_city(text: str, mentions: list[Mention], level: int) -> str:
    """The one city a text by 我市 names, without its 市, as the one acted upon or that of the paper (先后向达州交办386件)."""
    cities = {mention.name for mention in mentions if mention.level == CITY}
    if level != CITY or len(cities) != 1:
        return ""
    first = len(text.strip().partition("\n")[0]) + len(text) - len(text.lstrip())
    opening = [mention for mention in mentions if mention.level == CITY and mention.start < first]
    told = any(_ACTED_UPON.search(text[: mention.start]) or _TOLD_BY.match(text, mention.end) for mention in opening)
    return cities.pop() if told else ""


def _fit(name: str, own: int, level: int, unit: str) -> float:
    """How well a place fits what the text calls its own: not at all on another level, little where 我州 should be a 市."""
    if not level:
        return 0.0
    fits = own == level or (own == PROVINCE and name.endswith("市") and level == CITY)
    if not fits:
        return LEVEL_DIFFERS
    other = level == CITY and unit in ("州", "盟") and not name.endswith((unit, "地区"))
    return 0.0 if other else LEVEL_FITS


def _implied(mentions: list[Mention], level: int, vocabulary: Vocabulary) -> str:
    """The province whose prefectures (the municipality whose districts) the text lists, when they all belong to one."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.province and level in (0, PROVINCE):
            groups[mention.province].add(mention.name)
        elif mention.level == COUNTY and level in (0, CITY):
            groups[vocabulary.districts.get(mention.name, "")].add(mention.name)
    total = sum(map(len, groups.values()))
    name, members = max(groups.items(), key=lambda item: len(item[1]), default=("", set()))
    needed = 2 if level == PROVINCE else 4
    return name if name and len(members) >= needed and len(members) >= 0.7 * total else ""


def _about_several(best: tuple[str, int], score: float, mentions: list[Mention], level: int) -> bool:
    provinces = {mention.name for mention in mentions if mention.level == PROVINCE}
    return best[1] == PROVINCE and level == 0 and len(provinces) >= 3 and score < IN_TITLE + BY_MENTION


def _within(name: str, own: int, sources: list[tuple[str, list[Mention]]], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The higher places the document itself names for this one, widest first."""
    if own == PROVINCE:
        return ()
    named = {mention.name for _, mentions in sources for mention in mentions if mention.level == PROVINCE}
    city, province = "", ""
    if own == COUNTY:
        city, province = _city_of(name, sources, vocabulary)
    elif name in vocabulary.cities:
        province = vocabulary.cities[name][1]
    elif above := {mention.province for _, mentions in sources for mention in mentions if mention.name == name and mention.province}:
        province = next(iter(above)) if len(above) == 1 else ""
        named = named | {province} if province == CORPS else named
    elif len(named) == 1 and _MASKED_NAME.match(name):
        province = next(iter(named))
    return tuple(part for part in (province if province in named else "", city) if part)


def _city_of(name: str, sources: list[tuple[str, list[Mention]]], vocabulary: Vocabulary) -> tuple[str, str]:
    """The prefecture written directly before the county, or whose rules the county says it follows, with its province."""
    superior = re.compile(f"(?:{vocabulary.any_of('place.cues.superior').pattern})$")
    cities = [(text, mention) for text, mentions in sources for mention in mentions if mention.level == CITY]
    before = [mention for text, mention in cities if text.startswith(name, mention.end)]
    above = [mention for text, mention in cities if not mention.bare and superior.search(text[max(0, mention.start - 4) : mention.start])]
    return next(((mention.name, mention.province) for mention in (*before, *above)), ("", ""))
