"""What a text shows of how it is put together."""

from __future__ import annotations

import pytest

from assistant.checking.proofrules import load_rules
from assistant.checking.structure import structure


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.kind, text[hit.start : hit.end]) for hit in structure(text, load_rules())]


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("一、进展情况\n一、下一步工作\n", "编号", "一"),
        ("一、进展情况\n三、下一步工作\n", "编号", "三"),
        ("一、进展\n（一）治水。改造管网。\n（一）治气。淘汰锅炉。\n", "编号", "一"),
        ("1.加快修复。\n2.加快建设。\n2.加快验收。\n", "编号", "2"),
        ("有关情况详见附件2。\n", "附件", "详见附件2"),
        ("有关情况详见附件3。\n附件：1.清单\n2.照片\n", "附件", "详见附件3"),
        ("该项目于2022年3月启动、2022年1月完成。", "日期", "2022年1月"),
        ("2023年5月10日，督察组进驻，至2023年4月11日结束。", "日期", "2023年4月11日"),
        ("2022年10月8日通过验收，9月6日销号。", "日期", "9月6日"),
        ("投入1.2亿元，其中省级0.8亿元，市级0.3亿元，县级0.2亿元。", "合计", "1.2亿元"),
        ("信访件62件，已办结59件，阶段性办结3件，已全部办结。", "状态", "全部办结"),
    ],
)
def test_found(text: str, kind: str, written: str) -> None:
    assert (kind, written) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "一、进展\n（一）治水。\n1.改造管网。\n2.新建泵站。\n（二）治气。\n1.淘汰锅炉。\n二、下一步\n（一）加快收尾。\n",
        "有关情况详见附件2。\n附件：1.清单\n2.照片\n",
        "该项目2021年10月启动，2022年1月完成。",
        "2021年8月25日至9月25日，督察组进驻；2021年12月13日反馈意见。",
        "新建管网127.5公里，超出目标7.5公里，其中城区79.3公里，镇区48.2公里。",
        "投入1.2亿元，其中省级0.8亿元，市级0.3亿元。",
        "信访件62件，已办结59件，阶段性办结3件。",
        "信访件全部办结（含阶段性办结3件）。",
    ],
)
def test_nothing_found(text: str) -> None:
    assert found(text) == []
