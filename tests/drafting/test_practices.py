"""What may be changed in a borrowed sentence, and what must be left open."""

from __future__ import annotations

import pytest
from drafting_library import MemoryLibrary

from assistant.drafting.compose import compose
from assistant.drafting.practices import full_width
from assistant.types import Scope


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("市县(区)落实,逐级压实", "市县（区）落实，逐级压实"),
        ("完成1,234件;其余办理", "完成1,234件；其余办理"),
        ("时间12:30至13:00", "时间12:30至13:00"),
        ("坚持“一台一网“公示", "坚持“一台一网”公示"),
        ("PM2.5均值35μg/m3", "PM2.5均值35μg/m3"),
    ],
)
def test_full_width(given: str, expected: str) -> None:
    assert full_width(given) == expected


def drafted(text: str) -> str:
    draft = compose("整改落实情况报告", MemoryLibrary(text), Scope(place="青峦市"))
    return "\n".join(section.text for section in draft.sections)


HEAD = "青峦市整改落实情况报告\n一、主要做法\n（一）加强组织领导。"
TAIL = "\n青峦市人民政府\n2022年7月5日\n"


def test_a_person_is_not_named() -> None:
    text = drafted(f"{HEAD}市委副书记、市长陈某明同志两次现场督导。市长王建国同志主持会议3次。{TAIL}")
    assert "王建国" not in text
    assert "市长主持会议3次。" in text


def test_a_leading_connective_goes() -> None:
    text = drafted(f"{HEAD}同时，召开调度会5次。{TAIL}")
    assert "加强组织领导。召开调度会5次。" in text
    assert "同时" not in text


def test_attachments_and_signatures_are_no_practices() -> None:
    text = drafted(f"{HEAD}召开调度会5次。\n附件：1.整改清单\n2.进展情况表{TAIL}")
    assert "进展情况表" not in text
    assert "青峦市人民政府" not in text


def test_a_masked_name_is_a_gap_and_never_merged_with_another() -> None:
    text = drafted(f"{HEAD}在某镇召开现场会2次。{TAIL}")
    assert "在【待补：名称，原文隐去】镇召开现场会2次。" in text
