"""A report that tells of the places below its own: each list has its owner, and the whole is never one of its parts."""

from __future__ import annotations

import pytest
from answering_office import office_of

TEXT = """澜山省第二轮中央生态环境保护督察整改进展情况通报
截至2024年6月底，督察组反馈我省的68项整改任务，已完成45项，达到序时进度21项，未达到序时进度2项。
分市看，澜川市承担整改任务25项，已完成18项；浔江市承担21项，已完成12项；其余任务由省直部门牵头。
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜山省完成了多少项整改任务？", 45),
        ("全省还有多少项没完成？", 23),
        ("澜川市完成了多少项？", 18),
        ("浔江市还有几项没有完成？", 9),
        ("浔江市的完成率是多少？", 57.1),
    ],
)
def test_each_list_has_its_owner(question: str, value: float) -> None:
    assert [figure.value for figure in office_of(TEXT).ask(question).figures][:1] == [value]


def test_all_of_them_where_each_is_asked_for() -> None:
    said = office_of(TEXT).ask("各市分别完成多少项？").text
    assert "澜川市：18项" in said
    assert "浔江市：12项" in said
