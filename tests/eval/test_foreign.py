"""What counts as read: each figure of a sentence, with the day and the inspection that it tells."""

from pathlib import Path

import pytest

from eval.foreign import measure, told_apart

pytestmark = pytest.mark.heavy

BANK = """[items]
brief = [
  "截至{date}，{insp}反馈{us}的{total}{u}问题已完成整改{done}{u}。",
  "{us}：{total}，{done}，{date}，{insp}。",
]
"""


def test_a_sentence_that_tells_no_status_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "stranger").mkdir()
    (tmp_path / "stranger" / "items.toml").write_text(BANK, "utf-8")
    assert measure(tmp_path) == {"items.brief": {True: 2, False: 2}}


def test_figures_of_other_things_are_told_apart_from_those_of_lists(tmp_path: Path) -> None:
    text = "截至2023年6月30日，第二轮中央督察反馈{us}的【25项|反馈问题/总数】问题已完成整改【9项|反馈问题/完成】，召开会议3次。\n"
    (tmp_path / "marked.txt").write_text(text, "utf-8")
    assert told_apart(tmp_path) == {"of lists, read": [2, 2], "of other things, taken for a list": [0, 1]}
