"""Of a library of very many places the first are listed and the rest counted; what lasts is worked out once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering_office import office_of

from assistant.answering.many_places import SHOWN
from assistant.types import Lasting, once

_STEMS = "松柏桐梓楠榆槐柳枫桦"


def _counties(number: int) -> list[str]:
    """Reports of so many invented counties, each a month's news of its list."""
    names = [f"{one}{two}县" for one in _STEMS for two in _STEMS if one != two][:number]
    return [
        f"{name}生态环境保护督察整改情况报告\n截至2023年6月30日，第二轮中央督察反馈{name}的{10 + n}个问题，已完成整改{5 + n}个。"
        for n, name in enumerate(names)
    ]


def test_up_to_the_limit_every_place_is_listed() -> None:
    answer = office_of(*_counties(SHOWN)).ask("反馈问题完成了多少个？")
    assert len(re.findall("县：", answer.text)) == SHOWN
    assert "没有列出" not in answer.text


def test_beyond_it_the_rest_is_counted_and_said_first() -> None:
    answer = office_of(*_counties(SHOWN + 3)).ask("反馈问题完成了多少个？")
    assert answer.text.startswith(f"共有{SHOWN + 3}个地方，以下是材料最新的{SHOWN}个；其余3个没有列出")
    assert len(re.findall("县：", answer.text)) == SHOWN


def test_what_lasts_is_worked_out_once() -> None:
    worked: list[int] = []

    def total(values: Sequence[int], more: int) -> int:
        worked.append(more)
        return sum(values) + more

    lasting = Lasting([1, 2, 3])
    assert [once(total, lasting, 1), once(total, lasting, 1), once(total, lasting, 2)] == [7, 7, 8]
    assert worked == [1, 2]
    assert [once(total, [1, 2, 3], 1), once(total, [1, 2, 3], 1)] == [7, 7]
    assert worked == [1, 2, 1, 1]
