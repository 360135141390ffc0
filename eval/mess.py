"""Damage as texts of this domain carry it in the wild (domain.md 6): pure functions by name, for tests, proofs and made-up worlds.

`damage(text, kind, seed)` gives the same damaged text for the same arguments, on any machine. Kinds combine with `+` and are done in
that order (`traditional+pinyin`). None of them takes a word away: a reader who knows the damage can tell every figure of the clean text.
`encoded(text, kind)` gives the bytes of a file in one of the encodings such files come in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

Damage = Callable[[str, Random], str]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_HALF = str.maketrans("，：；？！（）", ",:;?!()")
_FULL = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
GLOSSED = 0.15
"""So large a share of the characters gets a gloss, as in the one seed that has them."""
PAGE = (60, 900)
"""The shortest and longest page in characters."""
LINE = (28, 46)
"""The narrowest and widest line of a hard-wrapped text in characters."""


def damage(text: str, kind: str, seed: int = 0) -> str:
    """The text with one kind of damage, or with several joined by `+` in that order.

    Raises:
        KeyError: there is no such kind.
    """
    for name in kind.split("+"):
        text = KINDS[name](text, Random(f"{name}:{seed}"))
    return text


def encoded(text: str, kind: str) -> bytes:
    """The bytes of a text file in one of ENCODINGS; `big5` is in traditional script, `utf-16` begins with its mark."""
    if kind != "big5":
        return text.encode(kind)
    return "".join(map(_in_big5, text)).encode("big5")


@cache
def _in_big5(character: str) -> str:
    """The traditional form, or the next best one that Big5 has."""
    forms = (_traditional(character), _traditional(character, "s2tw"), character, _LIKE_BIG5.get(character, "?"))
    return next((form for form in forms if form.encode("big5", "ignore")), "?")


_LIKE_BIG5 = {"²": "2", "³": "3", "μ": "u", "—": "─", "㎡": "平方公尺"}


@cache
def _converter(name: str) -> Any:  # noqa: ANN401 - opencc has no types
    from opencc import OpenCC

    return OpenCC(name)


@cache
def _traditional(character: str, table: str = "s2t") -> str:
    converted: str = _converter(table).convert(character)
    return converted if len(converted) == 1 else character


def traditional(text: str, _: Random) -> str:
    """Traditional script, one character at a time."""
    return "".join(map(_traditional, text))


def traditional_by_phrase(text: str, _: Random) -> str:
    """Traditional script by phrases (以後, 皇后; 幹部, 乾燥), line by line where the lengths agree."""
    lines = ((line, _converter("s2t").convert(line)) for line in text.split("\n"))
    return "\n".join(new if len(new) == len(old) else "".join(map(_traditional, old)) for old, new in lines)


def _syllables(text: str, toned: bool) -> list[str]:
    """The reading of each character; characters without one give an empty string."""
    from pypinyin import Style, pinyin

    style = Style.TONE if toned else Style.NORMAL
    readings = (pinyin(character, style=style, errors="ignore", v_to_u=True) if _HAN.match(character) else [] for character in text)
    return [found[0][0] if found else "" for found in readings]


def _glossed(text: str, random: Random, shape: str, toned: bool = True, capital: bool = False) -> str:
    pieces: list[str] = []
    for character, reading in zip(text, _syllables(text, toned), strict=True):
        pieces.append(character)
        if reading and random.random() < GLOSSED:
            pieces.append(shape.format(reading.capitalize() if capital else reading))
    return "".join(pieces)


def pinyin(text: str, random: Random) -> str:
    """A gloss with its tone behind some characters: 環(huán)."""
    return _glossed(text, random, "({})")


def pinyin_plain(text: str, random: Random) -> str:
    """Glosses without tones: 环(huan)."""
    return _glossed(text, random, "({})", toned=False)


def pinyin_doubled(text: str, random: Random) -> str:
    """Glosses said twice, with or without tones: 察(cha)(cha)."""
    return _glossed(text, random, "({0})({0})", toned=random.random() < 0.5)


def pinyin_dressed(text: str, random: Random) -> str:
    """Glosses in full-width brackets, with blanks, or capitalised: 环（huán）, 环( huán ), 环(Huán)."""
    shape = random.choice(["（{}）", "( {} )", "({})"])
    return _glossed(text, random, shape, capital=shape == "({})")


def _pages(text: str, random: Random, mark: Callable[[int, int], str]) -> str:
    """Cut every so many characters, wherever that falls, with a mark in front of each piece."""
    shortest, longest = PAGE
    length = random.randint(shortest, max(shortest, min(longest, len(text) // 3)))
    pieces = [text[start : start + length] for start in range(0, len(text), length)]
    return "".join(mark(number, len(pieces)) + piece for number, piece in enumerate(pieces, 1))


def page_marks(text: str, random: Random) -> str:
    """`⏎n、` in front of every page, also inside words and numbers."""
    shape = random.choice(["{}、", "{}、", "第{}页", "({})", "{}．"])
    return _pages(text, random, lambda number, _: ("\n" if number > 1 else "") + shape.format(number))


def page_lines(text: str, random: Random) -> str:
    """A line with the page number in front of every page, also in the middle of a sentence."""
    shape = random.choice(["第{}页", "- {} -", "— {} —", "{}/{}", "第 {} 页", "第{}页 共{}页", "第{}页/共{}页", "-{}-"])
    return _pages(text, random, lambda number, pages: ("\n" if number > 1 else "") + shape.format(number, pages) + "\n")


def half_width(text: str, _: Random) -> str:
    """Commas, colons, semicolons, question marks and brackets in half width."""
    return text.translate(_HALF)


def lost_newlines(text: str, _: Random) -> str:
    """The whole text on one line."""
    return text.replace("\n", "")


def wrapped(text: str, random: Random) -> str:
    """Every paragraph broken at the width of a page."""
    width = random.randint(*LINE)
    return "\n".join("\n".join(line[start : start + width] for start in range(0, len(line), width)) or line for line in text.split("\n"))


def share_site(text: str, random: Random) -> str:
    """The lines of a document-sharing site around the text."""
    name, pages = random.choice(["整改情况报告", "督察整改工作材料", "问题整改汇报"]), random.randint(3, 40)
    head = random.choice(
        [
            f"《{name}.docx》由会员分享，可在线阅读，更多相关《{name}.docx（{pages}页珍藏版）》请在墨池文库上搜索。",
            f"{name}.docx文档编号：{random.randint(10**6, 10**7)}　上传时间：2024-03-0{random.randint(1, 9)}",
            f"本文档由会员上传分享，第1页 / 共{pages}页",
        ]
    )
    tail = random.choice([f"还剩{pages - 1}页未读，继续阅读", f"下载文档到电脑，查找使用更方便（{pages}页）", "本文由墨池文库整理分享"])
    return f"{head}\n{text}\n{tail}"


def paywall(text: str, random: Random) -> str:
    """The two marks of a paid part, wherever they fall between two sentences."""
    ends = [match.end() for match in re.finditer("[。；]", text)]
    first, last = sorted(random.choices(ends, k=2)) if ends else (0, len(text))
    return text[:first] + "##paidbegin##" + text[first:last] + "##paidend##" + text[last:]


def page_counts(text: str, random: Random) -> str:
    """A line 第x页/共y页 between some paragraphs."""
    lines = text.split("\n")
    marked = sorted(random.sample(range(len(lines)), k=min(len(lines), random.randint(1, 4))))
    for number, index in reversed(list(enumerate(marked, 1))):
        lines.insert(index, f"第{number}页 / 共{len(marked)}页")
    return "\n".join(lines)


def markup(text: str, random: Random) -> str:
    """HTML left in the text: paragraphs, spans, entities."""
    lines = []
    for line in text.split("\n"):
        place = random.randrange(len(line) + 1)
        styled = line[:place] + '<span style="font-size:16pt">' + line[place:] + "</span>"
        lines.append(random.choice([f"<p>{line}</p>", f"&nbsp;&nbsp;{line}<br/>", f'<p class="MsoNormal">{styled}</p>', f"{line}<br>"]))
    return random.choice(["\n", ""]).join(lines)


def doubled_marks(text: str, random: Random) -> str:
    """Every now and then a mark written twice, or a half-width comma in front of it."""

    def twice(match: re.Match[str]) -> str:
        return random.choice([match[0] * 2, "," + match[0], match[0]]) if random.random() < 0.3 else match[0]

    return re.sub(r"(?<=[\u4e00-\u9fff])[，、；。](?=[\u4e00-\u9fff])", twice, text)


def adverts(text: str, random: Random) -> str:
    """An advert cut into a sentence."""
    spliced = random.choice(
        [
            "（扫码关注公众号“墨池文库”查看更多）",
            "【点击下载墨池APP阅读全文】",
            "www.mochiwenku.com",
            "（更多精彩内容请关注微信公众号：墨池）",
            "[广告：下载客户端，免费领取会员]",
        ]
    )
    places = [match.end() for match in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", text)]
    at = random.choice(places) if places else len(text)
    return text[:at] + spliced + text[at:]


def spaced_dates(text: str, _: Random) -> str:
    """Blanks inside dates and between a number and its unit."""
    text = re.sub(r"(\d{4})年(\d{1,2})月(\d{1,2})日", r"\1 年 \2 月 \3 日", text)
    return re.sub(r"(?<=\d)(?=[件个项])", " ", text)


def full_width(text: str, _: Random) -> str:
    """Digits, points and percent signs in full width."""
    return re.sub(r"(?<![A-Za-z0-9.])\d+(?:\.\d+)?%?(?![A-Za-z\d])", lambda match: match[0].translate(_FULL), text)


KINDS: dict[str, Damage] = {
    function.__name__: function
    for function in (
        traditional,
        traditional_by_phrase,
        pinyin,
        pinyin_plain,
        pinyin_doubled,
        pinyin_dressed,
        page_marks,
        page_lines,
        half_width,
        lost_newlines,
        wrapped,
        share_site,
        paywall,
        page_counts,
        markup,
        doubled_marks,
        adverts,
        spaced_dates,
        full_width,
    )
}
ENCODINGS = ("gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig")
