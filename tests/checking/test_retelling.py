"""Retold sentences of the guard: what may be said otherwise and what may not, in sentences no other check tells apart."""

from __future__ import annotations

import pytest

from assistant.checking.guard import Evidence, findings

TEXT = (
    "石檐乡矿山生态修复，牵头单位县自然资源局，超过时限1个月。岫溪河樟洄段截污管网建设，牵头单位县住房和城乡建设局，超过时限2个月。"
    "9个乡镇中有4个没有专职环保员，建筑垃圾库存约32万吨尚未清运。2024年12月底前由分管副市长负责完成剩余任务的收尾工作。"
)
EVIDENCE = Evidence((TEXT,), names=("工作汇报",))


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("县自然资源局", "县住房和城乡建设局"),
        ("没有专职", "已有专职"),
        ("尚未清运", "已经清运"),
        ("负责完成剩余", "负责不完成剩余"),
        ("石檐乡矿山", "樟洄段矿山"),
    ],
)
def test_a_claim_of_another_sentence_is_found(was: str, became: str) -> None:
    assert was in TEXT
    assert findings(TEXT.replace(was, became), EVIDENCE)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "查阅材料可知，建筑垃圾库存约32万吨还没有清运。",
        "报告里写道，9个乡镇中有4个没有专职环保员。",
        "截污管网建设由县住房和城乡建设局牵头，超过时限2个月。",
    ],
)
def test_other_words_for_the_same_pass(text: str) -> None:
    assert findings(text, EVIDENCE) == []


def test_a_date_stays_with_its_number() -> None:
    evidence = Evidence(("截至2023年6月30日，办结71件。截至2024年6月30日，办结73件。",))
    assert findings("截至2024年6月30日，办结71件。", evidence)
    assert findings("到2023年6月30日为止，办结了71件。", evidence) == []


def test_meeting_a_requirement_is_a_status_not_a_name() -> None:
    assert findings("达到序时进度3项。", Evidence(("符合序时进度要求3项。",))) == []
    assert findings("完成整改3项。", Evidence(("符合序时进度要求3项。",)))
