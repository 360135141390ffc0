"""The step for pinyin glosses behind Chinese characters: with tones, without, doubled, in any bracket."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

PINYIN = "拼音注音"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙ"
_LETTER = rf"[A-Za-zü{_TONES}\u0300-\u036f]"
_ONE = rf"[(（]\s?{_LETTER}{{1,8}}(?:[\s'’]?{_LETTER}{{1,8}}){{0,5}}\s?[)）]"
_GLOSS = re.compile(rf"[(（](?<=[{HAN}][(（])\s?{_LETTER}{{1,8}}(?:[\s'’]{_LETTER}{{1,8}}){{0,5}}\s?[)）](?:{_ONE})*")
_WORD = re.compile(rf"{_LETTER}+")
_DIAERESIS = "\u0308"
PROOF = 3
"""So many different glosses without tones prove that they are glosses and no English words, units or labels."""
LONG = 3
"""At least one of them is longer than a unit like ha or mu."""


def pinyin_glosses(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """`字(zì)` behind a Chinese character, doubled or not; without tones only where glosses are systematic."""
    if "(" not in text and "（" not in text:
        return
    spelling = _spelling(vocabulary)
    glosses = [(match, kind) for match in _GLOSS.finditer(text) if (kind := _kind(match[0], spelling))]
    plain = {word for match, kind in glosses if kind == "plain" for word in _WORD.findall(match[0]) if len(word) > 1}
    systematic = len(plain) >= PROOF and max(map(len, plain)) >= LONG
    proved = systematic or any(kind == "toned" or _is_doubled(match[0]) for match, kind in glosses)
    for match, kind in glosses:
        if kind == "toned" or proved:
            yield Edit(match.start(), match.end(), "", PINYIN, 0.99 if kind == "toned" else 0.9)


def _is_doubled(glosses: str) -> bool:
    """The same syllable twice, (cha)(cha): no one writes a word or unit so."""
    words = _WORD.findall(glosses)
    return len(words) > 1 and len(set(words)) == 1


@lru_cache(maxsize=4096)
def _kind(glosses: str, spelling: re.Pattern[str]) -> str:
    """`toned`, `plain`, or empty where the letters are no reading of a character."""
    words = [unicodedata.normalize("NFC", word) for word in _WORD.findall(glosses)]
    bare = [_without_tones(word) for word in words]
    if not all(spelling.fullmatch(word.lower()) for word in bare):
        return ""
    if words != bare:
        return "toned"
    return "plain" if all(word.islower() for word in words) else ""


def _without_tones(word: str) -> str:
    """The letters alone; ü stays, because it tells 绿 from 路."""
    letters = (mark for mark in unicodedata.normalize("NFD", word) if mark == _DIAERESIS or not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", "".join(letters))


@lru_cache(maxsize=4)
def _spelling(vocabulary: Vocabulary) -> re.Pattern[str]:
    """One or more syllables of Mandarin."""
    syllables = [initial + final for initial, finals in vocabulary.value("pinyin").items() for final in finals.split()]
    return re.compile("(?:" + "|".join(sorted(syllables, key=len, reverse=True)) + ")+")
