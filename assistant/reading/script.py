"""Steps for the script: characters eaten by wrong decoding, pinyin glosses, traditional characters, full-width digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

PINYIN, SIMPLIFIED, DECODING = "拼音注音", "繁简转换", "乱码残留"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙ"
_GLOSS = re.compile(
    rf"(?<=[{HAN}])((?:[(（]\s?[A-Za-zü{_TONES}\u0300-\u036f]{{1,8}}(?:\s[a-zü{_TONES}\u0300-\u036f]{{1,8}}){{0,5}}\s?[)）])+)"
)
_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|üan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|ve|a|e|i|o|u|ü|v"
_SYLLABLE = re.compile(rf"(?:{_INITIALS})?(?:{_FINALS})")
_EATEN = re.compile(rf"\?[,，]([A-Z\\^_`\[\]@])[(（][a-zü{_TONES}]{{1,6}}[)）]")
_LEFT_OVER = re.compile(r"[▌▍▎█\ufffd]+\^?[)）〕]?")
PROOF = 3
"""So many glosses without tones prove that they are glosses and no English words."""
MOSTLY_TRADITIONAL = 0.1


def decoding_leftovers(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Marks that wrong decoding left; a full stop with the character after it is read back from its bytes (?,F(xiàn) is 。現)."""
    for match in _EATEN.finditer(text):
        eaten = bytes((0xAC, ord(match[1]))).decode("gbk", "ignore")
        if eaten:
            yield Edit(match.start(), match.end(), "。" + eaten, DECODING, 0.8)


def leftover_marks(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Block marks and replacement marks with the half of a character behind them."""
    for match in _LEFT_OVER.finditer(text):
        yield Edit(match.start(), match.end(), "", DECODING, 0.6)


def pinyin_glosses(text: str, _: Vocabulary) -> Iterator[Edit]:
    """`字(zì)` behind a Chinese character, doubled or not; without tones only where glosses are systematic."""
    matches = list(_GLOSS.finditer(text))
    toned = [match for match in matches if _has_tone(match[1])]
    plain = [match for match in matches if not _has_tone(match[1]) and _is_pinyin(match[1])]
    proved = bool(toned) or len({match[1] for match in plain}) >= PROOF
    for match in sorted(toned + (plain if proved else []), key=lambda match: match.start()):
        yield Edit(match.start(), match.end(), "", PINYIN, 0.99 if _has_tone(match[1]) else 0.9)


def _has_tone(gloss: str) -> bool:
    return any(
        len(unicodedata.normalize("NFD", character)) > 1 and character != "ü" or "\u0300" <= character <= "\u036f" for character in gloss
    )


def _is_pinyin(glosses: str) -> bool:
    syllables = re.findall(r"[A-Za-zü]+", glosses)
    return all(syllable.islower() and _SYLLABLE.fullmatch(syllable) for syllable in syllables)


@cache
def _converter() -> Any:  # noqa: ANN401 - opencc has no types
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Traditional characters, one for one, where the text is in traditional script; words are never swapped."""
    converted = _converted(text)
    changed = [(i, new) for i, (old, new) in enumerate(zip(text, converted, strict=True)) if old != new] if converted != text else []
    if len(changed) < PROOF or len(changed) < MOSTLY_TRADITIONAL * len(re.findall(rf"[{HAN}]", text)):
        return
    for position, new in changed:
        yield Edit(position, position + 1, new, SIMPLIFIED, 0.99)


def _converted(text: str) -> str:
    """The text in simplified characters at the same offsets: by context where the lengths agree, else one character at a time."""
    converter = _converter()
    lines = []
    for line in text.split("\n"):
        converted = converter.convert(line)
        lines.append(converted if len(converted) == len(line) else "".join(map(_one_character, line)))
    return "\n".join(lines)


@cache
def _one_character(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character


def full_width_digits(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Full-width digits with the points and percent signs among them."""
    table = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
    for match in re.finditer(r"[０-９]+(?:[．.][０-９]+)?％?", text):
        yield Edit(match.start(), match.end(), match[0].translate(table), "全角数字")
