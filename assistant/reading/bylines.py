"""What the lines between a title and its text tell of whose it is: the speaker's office, the body, the meeting, the paper."""

from __future__ import annotations

import re

from assistant.reading.gazetteer import LEVEL_OF, Mention
from assistant.reading.vocabulary import Vocabulary

BYLINE_LINES = 5
"""So many of the first lines, the title among them, may say who speaks."""
LONGEST_LINE = 80
_DAY_OR_NOTHING = re.compile(r"[\s，,]*(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?)?[\s)）]*")


def head_lines(text: str) -> list[str]:
    """The first lines that are no paragraphs."""
    lines = [line for line in text[:4000].splitlines() if line.strip()][:BYLINE_LINES]
    return [line for line in lines if len(line) <= LONGEST_LINE]


def is_byline(text: str, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether a name opens one of the first lines, alone, with a day, or as that of the body or office that speaks there.

    ××县 below a title; （青枫市 2021年4月29日）; 青枫县人民政府县长　林某; ——访青枫县水利局局长 林某; ——在青枫省第十四届人民代表大会上.
    """
    start = text.rfind("\n", 0, mention.start) + 1
    if mention.bare or text[:start].count("\n") > BYLINE_LINES:
        return False
    before, rest = text[start : mention.start], text[mention.end :].partition("\n")[0]
    if vocabulary.pattern("place.meeting_before").search(before):
        return bool(vocabulary.pattern("place.meeting").match(rest))
    if not start or not vocabulary.pattern("place.byline_before").fullmatch(before):
        return False
    return bool(_DAY_OR_NOTHING.fullmatch(rest) or vocabulary.pattern("place.byline").fullmatch(rest))


def branch_place(words: str, text: str, unit: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The county or district whose branch of a city's bureau is named (青枫市生态环境局林渚分局), as the text writes or calls itself."""
    match = vocabulary.pattern("place.branch").search(words)
    if not match:
        return None
    written = re.search(rf"{match['name']}([县区旗市])(?!级)", text)
    level = match["unit"] or (written[1] if written else unit)
    return (match["name"] + level, LEVEL_OF[level]) if level else None


def press_place(text: str, unit: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The place of the paper or channel named in the head of a text that speaks of its own place: 青枫日报 beside 我省 is 青枫省."""
    if not unit or not re.search(f"[我咱](?:们)?{unit}", text):
        return None
    never = vocabulary.any_of("place.press_never")
    for line in head_lines(text):
        for match in vocabulary.pattern("place.press").finditer(line):
            name = match["name"]
            if never.search(name):
                continue
            if name in vocabulary.provinces and unit in "省区市":
                return vocabulary.provinces[name], LEVEL_OF["省"]
            if name in vocabulary.cities and unit in "市州盟":
                return vocabulary.cities[name][0], LEVEL_OF["市"]
            return name + unit, LEVEL_OF[unit]
    return None
