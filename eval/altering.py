"""What a model may make of a true text: faithful paraphrases, and texts with one thing changed; by two hands, one unseen while tuning.

Knows nothing of the guard: its own patterns find the places, and chance picks among them.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.checking.guard import Evidence
from assistant.types import Citation, Figure
from assistant.words.numerals import show_number
from eval.planting import plant

HANDS = ("seen", "held")
KINDS = ("digit", "date", "citation", "unit", "hedge", "status", "extent", "negation", "name", "place", "added", "link")
EXACT = ("digit", "date", "citation")
"""The kinds of which all but one in a hundred must be stopped."""
_PLANTED = {"digit": "figure", "date": "date", "unit": "unit", "status": "status", "name": "name", "place": "place"}
"""What the held hand takes from the slips of `proofing`."""
_DIGIT = re.compile(r"(?<![\[\d.])\d+(?:\.\d+)?(?![\d.]*\])(?!年|月|日|-\d)")
_DATE_PART = re.compile(r"(?<![\d.])(\d{1,2})(?=月(?!内))|(?<=月)(\d{1,2})(?=日)|(?<![\d.])(20\d\d)(?=年)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COUNTED = re.compile(r"\d+(?:\.\d+)?[^\d\s]")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?\n?")


@lru_cache(maxsize=3)
def _words(hand: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "guarding_words" / f"{hand}.toml").read_text("utf-8"))


def paraphrase(text: str, hand: str, chance: random.Random) -> str:
    """The text in other words that say the same: one to three rules of a hand, sometimes an opening phrase."""
    words = _words(hand)["faithful"]
    rules = [rule for rule in words["rules"] if re.search(rule[0], text)]
    for pattern, instead in chance.sample(rules, min(len(rules), chance.randint(1, 3))):
        text = re.sub(pattern, instead, text, count=1)
    listed = re.match(r"\d+[.、]|[一二三四五六七八九十（(#|]", text)
    return chance.choice(words["openings"]) + text if not listed and chance.random() < 0.3 else text


def cited(text: str, citations: Sequence[Citation]) -> str:
    """The text with a mark behind each sentence whose numbers all stand in one quote."""
    marked = ""
    for sentence in _SENTENCE.findall(text):
        numbers = set(_COUNTED.findall(sentence))
        bearer = next((one.n for one in citations if numbers and numbers <= set(_COUNTED.findall(one.quote))), 0)
        body = sentence.rstrip("\n")
        marked += f"{body}[{bearer}]{sentence[len(body) :]}" if bearer else sentence
    return marked


def alter(text: str, kind: str, hand: str, evidence: Evidence, chance: random.Random) -> str | None:
    """The text with one thing of a kind changed; None where it holds nothing of the kind."""
    if kind == "citation":
        return _citation(text, evidence, chance)
    words = _words(hand)["altered"]
    if kind in {"added", "link"}:
        sentences = _SENTENCE.findall(text)
        spot = chance.randint(1, len(sentences)) if sentences else 0
        return "".join([*sentences[:spot], chance.choice(words[kind]), *sentences[spot:]])
    if hand == "held" and kind in _PLANTED:
        planted = plant(text, _PLANTED[kind], chance)
        return planted.text if planted else None
    if kind == "digit":
        return _changed(text, _DIGIT, chance)
    if kind == "date":
        return _other_day(text, chance)
    return altered_widely(text, words[kind], chance)


def wide_kinds() -> dict[str, dict[str, list[list[str]]]]:
    """Further ways to alter a text, by the bar they are held to and by kind."""
    return _words("wide")


def altered_widely(text: str, edits: Sequence[Sequence[str]], chance: random.Random) -> str | None:
    """The text with one of these edits at one place; None where none of them finds one."""
    found = [(match, instead) for pattern, instead in edits for match in re.finditer(pattern, text)]
    if not found:
        return None
    match, instead = chance.choice(found)
    return text[: match.start()] + match.expand(instead) + text[match.end() :]


def _changed(text: str, pattern: re.Pattern[str], chance: random.Random) -> str | None:
    spots = list(pattern.finditer(text))
    if not spots:
        return None
    match = chance.choice(spots)
    at = chance.choice([n for n, sign in enumerate(match[0]) if sign.isdigit()])
    digits = "123456789" if at == 0 else "0123456789"
    other = match[0][:at] + chance.choice([digit for digit in digits if digit != match[0][at]]) + match[0][at + 1 :]
    return text[: match.start()] + other + text[match.end() :]


def _other_day(text: str, chance: random.Random) -> str | None:
    """Another year, month or day that a calendar has."""
    spots = list(_DATE_PART.finditer(text))
    if not spots:
        return None
    match = chance.choice(spots)
    value, month = int(match[0]), text[match.end()] == "月"
    other = value + chance.choice((-1, 1)) if value > 31 else (value + chance.randint(0, 9)) % (12 if month else 28) + 1
    return None if other == value else text[: match.start()] + str(other) + text[match.end() :]


def _citation(text: str, evidence: Evidence, chance: random.Random) -> str | None:
    """A mark that names no evidence, or evidence that holds none of the sentence's numbers and is no source of its figures."""
    marks = list(re.finditer(r"([^。！？\n]+[。！？]?)\[(\d+)\]", text))
    if not marks:
        return None
    match = chance.choice(marks)
    numbers = set(_NUMBER.findall(match[1]))
    sources = {n for figure in evidence.figures if numbers & _printed(figure) for n in figure.citations}
    bare = [one.n for one in evidence.citations if not numbers & set(_NUMBER.findall(one.quote)) and one.n not in sources]
    other = chance.choice([*bare, len(evidence.citations) + chance.randint(1, 9)])
    return text[: match.start(2)] + str(other) + text[match.end(2) :]


def _printed(figure: Figure) -> set[str]:
    return {show_number(figure.value) if figure.value is not None else "", *_NUMBER.findall(figure.formula or "")}
