"""Invented reports of a few lines, written as files; `HEAD` holds for each, the figures vary."""

from __future__ import annotations

from pathlib import Path

TEXT = """{place}人民政府关于第二轮中央生态环境保护督察整改落实情况的报告

市委、市政府：
2021年9月，中央第五生态环境保护督察组向我县反馈问题{total}个。现将有关情况报告如下。

一、整改进展情况
截至{year}年6月30日，督察反馈的{total}个问题，已完成整改{done}个，达到序时进度{rest}个。督察期间交办信访件{total}件，已全部办结。

二、主要做法
（一）压实整改责任。县委、县政府成立整改工作领导小组，{place}{tail}先后召开专题会议研究部署。
（二）严格督导检查。对进展缓慢的乡镇下发督办函，现场核查污水处理厂扩建工程和填埋场整改验收情况。

{place}人民政府
{year}年7月15日
"""


def text(place: str = "青禾县", total: int = 15, done: int = 9, year: int = 2023, tail: str = "") -> str:
    return TEXT.format(place=place, total=total, done=done, rest=total - done, year=year, tail=tail)


def written(folder: Path, name: str = "青禾县2023年报告.txt", **figures: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(**figures), "utf-8")  # type: ignore[arg-type]
    return path
