"""Steps for full and half width: digits and bars of tables become half, marks between Chinese characters full; Ⅱ, m³, ℃, brackets stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

_DIGITS = re.compile(r"[０-９]{1,3}(?:，[０-９]{3})+(?:[．.][０-９]+)?％?(?![０-９])|[０-９]+(?:[．.][０-９]+)?％?")
_HALF_DIGITS = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_BARRED = re.compile(r"^[^\n]*?[｜│┃￨][^\n]*[｜│┃￨][^\n]*$", re.MULTILINE)
_BAR = re.compile(r"[｜│┃￨]")
_MARK = re.compile(rf"[,:;](?<=[{HAN}”》）】][,:;])(?=[{HAN}“《（【])")
_FULL_MARK = {",": "，", ":": "：", ";": "；"}


def full_width_digits(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Full-width digits with the points and percent signs among them."""
    for match in _DIGITS.finditer(text):
        yield Edit(match.start(), match.end(), match[0].translate(_HALF_DIGITS), "全角数字")


def half_width_bars(text: str, _: Vocabulary) -> Iterator[Edit]:
    """The bars of a line that has several: a row of a table (序号｜问题｜状态); a single one stands in a title and stays."""
    for line in _BARRED.finditer(text):
        yield from (Edit(line.start() + bar.start(), line.start() + bar.end(), "|", "表格竖线", 0.99) for bar in _BAR.finditer(line[0]))


def half_width_marks(text: str, _: Vocabulary) -> Iterator[Edit]:
    """A comma, colon or semicolon between two Chinese characters; brackets stay, because 县(区) and (试行) are written both ways."""
    for match in _MARK.finditer(text):
        yield Edit(match.start(), match.end(), _FULL_MARK[match[0]], "半角标点", 0.99)
