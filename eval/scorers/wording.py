"""Does the answer hold the words, dates and patterns it must, and none it must not?"""

from __future__ import annotations

import re

from eval.reading.dates import date_of, read_dates
from eval.reading.numbers import half_width, read_numbers
from eval.scorers.evidence import PASSED, Evidence, Score

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SENTENCE = re.compile(r"[。！？!?\n]")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
_CLAUSE = re.compile(r"[，；（）|,;()]")


def wording(evidence: Evidence) -> Score:
    """Every `must` (one of a list; `date:…`; `re:…`; `say:…`) is in the text, no `must_not` is."""
    gold, text = evidence.case.gold, evidence.answer["answer"]
    missing = [one for one in gold.must if not any(holds(text, spec) for spec in ([one] if isinstance(one, str) else one))]
    present = [spec for spec in gold.must_not if holds(text, spec)]
    whys = [f"缺少“{'”或“'.join([one] if isinstance(one, str) else one)}”" for one in missing] + [f"不应出现“{spec}”" for spec in present]
    return Score(False, "；".join(whys)) if whys else PASSED


def holds(text: str, spec: str) -> bool:
    """Whether a text meets one specification; 三十三个 and 33个, full and half width, blanks or not are the same."""
    kind, _, rest = spec.partition(":")
    if kind == "date":
        return any(date.holds(date_of(rest)) for date in read_dates(text))
    if kind == "re":
        return bool(re.search(rest, text) or re.search(rest, normal(text)))
    if kind == "say":
        parts = [part.split() for part in re.split("[；;]", rest)]
        told = _ISO.sub(_in_words, text)
        return any(all(_in_one_clause(sentence, part) for part in parts) for sentence in _SENTENCE.split(told))
    forms = (normal(text), normal(_arabic(text)))
    return any(_contains(form, wanted) for form in forms for wanted in (normal(spec), normal(_arabic(spec))))


def _in_words(day: re.Match[str]) -> str:
    """2022-12-20 as 2022年12月20日: a day is the same in either script."""
    year, month, date = map(int, day.groups())
    return f"{year}年{month}月{date}日"


def _in_one_clause(sentence: str, words: list[str]) -> bool:
    """Whether one clause holds every word; a word may be a pattern, `滞后|未达到序时`, and a figure is not cut in two."""
    shapes = [rf"(?<![\d.])(?:{word})" if word[0].isdigit() else word for word in words]
    return any(all(re.search(shape, clause) for shape in shapes) for clause in _CLAUSE.split(sentence))


def _contains(text: str, wanted: str) -> bool:
    """Containment that does not cut a number in two: 33 is not in 133."""
    head = r"(?<![\d.])" if wanted[:1].isdigit() else ""
    tail = r"(?!\.?\d)" if wanted[-1:].isdigit() else ""
    return bool(re.search(head + re.escape(wanted) + tail, text))


def normal(text: str) -> str:
    """Half width, without blanks and bold marks, in one case."""
    return re.sub(r"[\s*]+", "", text.translate(_WIDTH)).casefold()


def _arabic(text: str) -> str:
    """The text with its Chinese numerals in digits."""
    text = half_width(text)
    for number in reversed(read_numbers(text)):
        if number.certain and not text[number.start].isdigit():
            text = f"{text[: number.start]}{number.value:f}{number.unit}{text[number.end :]}"
    return text
