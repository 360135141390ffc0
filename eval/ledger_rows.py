"""A made-up 台账 of any length, for measuring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from assistant.ledgers.export import write_workbook

TITLE = "岫林县第二轮省级生态环境保护督察反馈问题整改台账（截至2024年6月30日）"
HEAD: tuple[str, ...] = ("序号", "督察来源", "问题原文", "整改目标", "整改措施", "牵头单位", "整改时限", "目前进展", "状态")
HEAD += ("验收时间", "公示起止", "销号时间及文号")
UNITS = ("县水利局", "县住建局", "县农业农村局", "县林业局", "石檐乡人民政府")
STATES = ("已销号", "完成整改", "达到序时进度", "未达到序时进度", "尚未启动")
DEADLINES = ("2024年6月30日", "2024年底前", "立行立改", "长期坚持", "9月底")


def write_ledger(path: Path, rows: int, seed: int = 1) -> None:
    """Write a ledger of so many rows."""
    write_workbook([("台账", [[TITLE], HEAD], _rows(rows, random.Random(seed)))], path)


def _rows(count: int, chance: random.Random) -> Iterator[list[str]]:
    for number in range(1, count + 1):
        state = chance.choice(STATES)
        closed = state == "已销号"
        yield [
            str(number),
            "第二轮省级督察",
            f"第{number}处排口污水收集不到位，影响下游水质",
            f"排口{number}达标",
            f"改造管网{chance.randint(1, 30)}公里；安装设备{chance.randint(2, 40)}套",
            chance.choice(UNITS),
            chance.choice(DEADLINES),
            f"完成工程量{chance.randint(10, 100)}%",
            state,
            "2024年3月18日县级验收" if closed else "",
            "2024年3月20日至3月26日" if closed else "",
            f"2024年4月2日岫整改销〔2024〕{number}号" if closed else "",
        ]
