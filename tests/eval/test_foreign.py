"""What counts as read: each figure of a sentence, with the day and the inspection that it tells."""

from pathlib import Path

import pytest

from eval.foreign import measure

pytestmark = pytest.mark.heavy

BANK = """[items]
brief = [
  "截至{date}，{insp}反馈{us}的{total}{u}问题已完成整改{done}{u}。",
  "{us}：{total}，{done}，{date}，{insp}。",
]
"""


def test_a_sentence_that_tells_no_status_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "items.toml").write_text(BANK, "utf-8")
    assert measure(tmp_path) == {"items.brief": {True: 2, False: 2}}
