"""A question in the one form that the reader of questions knows: dates in full, names asked for as such, English in Chinese terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.words.lexicon import Lexicon, pieced

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_COUNT = r"[二两三四五六七八九十\d]+[项个件条]"
_DAY = r"(?<![\d.])(1[0-2]|[1-9])\.(3[01]|[12]\d)(?![\d.%％个项件条万亿元吨米])"
"""11.15: with two digits behind the point, no unit, beside another such."""
_REWRITTEN = (
    (re.compile(r"(?<=[一-龥])\s+(?=[一-龥])"), ""),
    # 几个人 counts 人, not 个.
    (re.compile(r"(几|多少)个人(?!次|体|单位|口)"), r"\1人"),
    # 18年7月底 is of 2018.
    (re.compile(r"(?<![\d第])([12]\d)年(?=\d{1,2}月|[底末度]|[上下]半年|[到至和、与比]+(?:20)?[12]\d年)"), r"20\1年"),
    # So do 11.15和11.27.
    (re.compile(rf"{_DAY}(和|跟|、|与|到|至|比|较){_DAY}"), r"\1月\2日\3\4月\5日"),
    (re.compile(r"(?<=月)(\d{1,2})号"), r"\1日"),
    # 4月14日和15日 means two full dates.
    (re.compile(r"((?:(?:19|20)\d{2}年)?\d{1,2}月)(\d{1,2}日)(和|跟|、|与|到|至|比|较)(?=\d{1,2}[日号])"), r"\1\2\3\1"),
    # 2023年10月比9月 names two months of one year, 2022到2024 two years.
    (re.compile(r"((?:19|20)\d{2}年)(\d{1,2}月[底末份]?)(和|、|与|比|较)(?=\d{1,2}月)"), r"\1\2\3\1"),
    (re.compile(r"(?<!\d)((?:19|20)\d{2})年?(和|、|与|到|至|-|—|~|→|比|较)((?:19|20)\d{2})(?!\d|年)"), r"\1年\2\3年"),
    # 没完成的是哪两项 and 未完成的两项是什么 ask for names, whatever their number.
    (re.compile(rf"哪{_COUNT}(?=[问任整没未已还完销办滞，。？?]|$)"), "哪些"),
    (re.compile(rf"的(?:那|这)?{_COUNT}(?:问题|任务)?(?:分别)?(?:是什么|是哪些?)"), "的是哪些"),
    (re.compile(r"(?:还)?剩(?:下|余)?的?(?:是|有)?(?=哪些[？?。]?$)"), "没完成的是"),
)
_ASKED_FIRST = re.compile(r"责任单位是谁|由谁牵头|由哪个单位牵头")
"""English asks first who does it, Chinese last."""


def rephrased(text: str) -> str:
    """Full-width digits, stray blanks, shortened dates and counted names put right, in this order."""
    text = text.translate(_DIGITS).strip()
    for pattern, instead in _REWRITTEN:
        text = pattern.sub(instead, text)
    return text


@lru_cache(maxsize=1024)
def plainly(text: str, lexicon: Lexicon) -> str:
    """A question as a clerk would put it, of one that is spoken, polite or a mere heading (knowledge/lexicon/spoken.toml).

    A question is read several times (whole, in parts, with its conversation), so what came of it is kept.
    """
    for pattern, instead in _spoken(lexicon):
        text = pattern.sub(instead, text)
    return text


@lru_cache(maxsize=4)
def _spoken(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], str], ...]:
    spoken = lexicon.data["spoken"]
    compiled = []
    for pattern, instead in (rule for name, table in spoken.items() if name != "pieces" for rule in table["rules"]):
        compiled.append((re.compile(pieced(pattern, spoken["pieces"])), instead))
    return tuple(compiled)


def unread(text: str, terms: Mapping[str, str], idle: Sequence[str]) -> tuple[str, ...]:
    """The words of an English question that are neither terms nor idle: what they ask for is not known."""
    pattern = re.compile("|".join(rf"\b{re.escape(term)}\b" for term in sorted(terms, key=len, reverse=True)), re.IGNORECASE)
    words = re.findall(r"[A-Za-z]{2,}", pattern.sub(" ", text))
    return tuple(word for word in words if word.lower() not in idle)


def in_chinese(text: str, terms: Mapping[str, str]) -> str:
    """An English question in the Chinese terms it can be understood by; other English words are dropped."""
    pattern = re.compile("|".join(rf"\b{re.escape(term)}\b" for term in sorted(terms, key=len, reverse=True)), re.IGNORECASE)
    known = {term.lower(): instead for term, instead in terms.items()}
    text = re.sub(r"\b((?:19|20)\d{2})\b(?!年)", r"\1年", pattern.sub(lambda match: known[match[0].lower()], text))
    chinese = re.sub(r"PM2\.5|PM10", lambda match: match[0].lower(), text)
    chinese = re.sub(r"[A-Z]?[A-Za-z'-]*[A-Za-z]+(?![\d.])", " ", chinese)
    counted = re.search(r"(多少)\s*", chinese)
    if counted and not re.search(r"多少\s*(?:反馈问题|信访件)", chinese):
        chinese = chinese[: counted.start()] + chinese[counted.end() :] + "多少"
    asked = _ASKED_FIRST.search(chinese)
    if asked:
        chinese = chinese[: asked.start()] + chinese[asked.end() :].rstrip("?. ") + asked[0]
    return re.sub(r"\s+", "", chinese).strip("?.,") + "？"
