"""Place names in texts that are no prose: found as before, and in a time that grows with the text."""

import time

import pytest

from assistant.reading.gazetteer import find_mentions
from assistant.reading.vocabulary import load_vocabulary


def names(text):
    return [mention.name for mention in find_mentions(text, load_vocabulary())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("***县整改", ["***县"]), ("*×县整改", ["×县"]), ("**市**县整改", ["**市", "**县"]), ("××区与某县", ["××区", "某县"])],
)
def test_masked_names_are_found_whole(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("关于报送霁川县整改进展的报告", ["霁川县"]), ("督察进驻期间霁川县情况通报", ["霁川县"]), ("关于报送全市整改情况的报告", [])],
)
def test_what_stands_ahead_of_a_name_is_no_part_of_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("mark", ["*", "＊", "×"])
def test_a_long_run_of_marks_costs_no_square(mark):
    began = time.process_time()
    assert names(mark * 200_000 + "县") == [mark * 200_000 + "县"]
    assert time.process_time() - began < 3
