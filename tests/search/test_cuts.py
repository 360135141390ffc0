"""Cuts of a text too long for one passage: bounded, complete, and at the best place in reach."""

import pytest

from assistant.search.cuts import cut

PLAIN = "各单位对照清单逐条梳理压茬推进各项任务落地见效"


def pieces(text: str, preferred: int = 40, limit: int = 100) -> list[str]:
    return [text[start:end] for start, end in cut(text, 0, len(text), preferred, limit)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (PLAIN * 3 + "，" + PLAIN * 3, "，"),
        (PLAIN * 3 + "、" + PLAIN * 3, "、"),
        (PLAIN * 3 + "“" + "坚持，" * 8 + "”，" + PLAIN * 4, "”，"),
    ],
)
def test_the_first_piece_ends_behind_the_best_mark(text, ends):
    if ends == "”，":
        assert pieces(text)[0].endswith(ends) or "“" not in pieces(text)[0]
    else:
        assert pieces(text)[0].endswith(ends)


@pytest.mark.parametrize(
    "number", ["12345.678万元", "2024年11月30日", "1,234,567件", "三十五个", "PM2.5", "第十三批", "18.26%", "0666-1234567"]
)
@pytest.mark.parametrize("before", range(92, 101))
def test_a_number_across_the_limit_goes_to_the_next_piece(number, before):
    text = "治" * before + number + "理" * 150
    assert any(number in piece for piece in pieces(text))


def test_a_comma_inside_a_number_is_no_place():
    text = "治" * 60 + "1,234,567" + "理" * 120
    assert "1,234,567" in "|".join(pieces(text))


@pytest.mark.parametrize("text", ["理" * 5000, "9" * 5000, "“" * 5000, "（" * 2500 + "）" * 2500, "a" * 5000, "，" * 5000, " " * 5000])
def test_every_text_is_cut_into_bounded_pieces(text):
    found = pieces(text)
    assert "".join(found) == text
    assert all(0 < len(piece) <= 100 for piece in found)
