"""Days named from a document's own day."""

import pytest

from assistant.words.relative import day_from, said_as

OWN = "2024-07-10"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("截至上月底，完成", "2024-06-30"),
        ("到本月5日", "2024-07-05"),
        ("截至上周五", "2024-07-05"),
        ("截至昨日", "2024-07-09"),
        ("截至去年底", "2023-12-31"),
        ("截至今年2月底", "2024-02-29"),
        ("截至10月底", "2023-10-31"),
        ("截至一季度末", "2024-03-31"),
        ("截至上半年末", "2024-06-30"),
        ("截至5月底完成3个，截至上月底完成4个", "2024-06-30"),
    ],
)
def test_day(said: str, day: str) -> None:
    assert day_from(said, OWN) == day


@pytest.mark.parametrize("said", ["截至目前", "截至今年底", "到本月20日", "上月底前", "截至今年底前完成", "到上月底前完成"])
def test_no_day_that_has_come(said: str) -> None:
    assert day_from(said, OWN) is None


def test_a_month_is_no_day_to_count_from() -> None:
    assert day_from("截至上月底", "2024-07") is None


def test_the_words_that_name_a_day() -> None:
    assert said_as("到本月5日，完成3个", OWN, "2024-07-05") == "本月5日"
    assert said_as("到7月5日，完成3个", OWN, "2024-07-05") == ""
    assert said_as("到本月5日，完成3个", OWN, "2024-07-06") == ""
