"""One character of a term typed as another that sounds alike is put right; words that hold such a run rightly are left alone."""

import pytest

from assistant.answering.question import QuestionReader
from assistant.words.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("中央督擦问题办节了多少", "中央督察问题办结了多少"),
        ("滞厚的有几个", "滞后的有几个"),
        ("信访件办接率", "信访件办结率"),
        ("抬账里签头的", "台账里牵头的"),
    ],
)
def test_a_term_is_known_by_its_sound(typed: str, meant: str) -> None:
    assert QuestionReader(load_lexicon()).spelled(typed) == meant


@pytest.mark.parametrize("right", ["交办接件多少", "持续时间多久", "处置后还剩几个", "修正改进了吗", "装置后来呢"])
def test_what_is_spelled_right_stays(right: str) -> None:
    assert QuestionReader(load_lexicon()).spelled(right) == right
