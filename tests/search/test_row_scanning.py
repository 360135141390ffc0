"""Finding passages without any cache."""

from assistant.search.scanning import scan

PASSAGES = [
    ("r1", 0, "岫林县报告 一、总体", "反馈问题33个，已完成整改19个。"),
    ("r1", 1, "岫林县报告 二、矿山", "青苔坡矿点已复绿，A区封闭。"),
    ("r2", 0, "望棠区报告 一、总体", "反馈问题12个，已完成整改12个。"),
]


def test_the_passage_with_the_rarest_words_comes_first() -> None:
    assert [key for key, _ in scan("青苔坡反馈问题", PASSAGES, 2)] == [("r1", 1), ("r1", 0)]
    assert scan("望棠区已完成整改", PASSAGES, 1)[0][0] == ("r2", 0)


def test_latin_words_single_characters_and_nothing() -> None:
    assert scan("坡", PASSAGES, 9)[0][0] == ("r1", 1)
    assert scan("a区", PASSAGES, 1)[0][0] == ("r1", 1)
    assert scan("？", PASSAGES, 9) == scan("砂场", PASSAGES, 9) == []
