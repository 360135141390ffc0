"""A scan finds what the pattern alone finds; overlapping spans are known again after they were joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.words.dates import DATE, DATE_LIKE
from assistant.words.lexicon import load_lexicon
from assistant.words.scanning import Scan
from assistant.words.spans import disjoint, overlaps
from assistant.words.units import _NOT_A_QUANTITY, _OPENING

PIECES = st.sampled_from(
    [*"第二0123456789年月日号季度某*×xO．.:：-—至、和个件“”〔〕(（督察轮省市 \n前", "2019年", "12月5日", "一季度", "PM2.5", "回头看"]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8)).map(lambda pair: (pair[0], sum(pair))), max_size=12)


@pytest.mark.parametrize("scan", [DATE, DATE_LIKE, _NOT_A_QUANTITY], ids=["date", "date-like", "no quantity"])
@given(text=TEXTS)
def test_a_scan_finds_what_the_pattern_finds(scan: Scan, text: str) -> None:
    assert [match.span() for match in scan.matches(text)] == [match.span() for match in scan.pattern.finditer(text)]


@given(text=TEXTS)
def test_every_quantity_begins_with_an_opening_character(text: str) -> None:
    pattern = load_lexicon().units._pattern
    assert all(_OPENING.match(text, match.start()) for match in pattern.finditer(text))


@given(spans=SPANS, start=st.integers(0, 60), length=st.integers(1, 8))
def test_a_span_overlaps_what_was_joined_as_it_overlaps_one_of_them(spans: list[tuple[int, int]], start: int, length: int) -> None:
    one = (start, start + length)
    assert overlaps(one, disjoint(spans)) == any(begin < one[1] and one[0] < end for begin, end in spans)
