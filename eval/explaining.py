"""What changed between two runs, part by part, in sentences for whoever has to judge it."""

from __future__ import annotations

from collections.abc import Iterator

from eval.compare import CORPUS, Comparison

SHOWN = 6
"""So many files of a part are named."""
ADVICE = {
    "提示词": "离线评测不调用模型，提示词的改动没有评到；要评它，需配置模型后加 --model 运行。",
    CORPUS: "题目的标准答案是按原来的材料写的，有关的题标注可能不再适用，请先核对。",
    "题目": "题目或标准答案有改动，改过的题前后不可比。",
    "环境": "Python 或程序库的版本不同。",
    "设置": "ASSISTANT_ 开头的设置不同。",
    "评分": "评分规则有改动：变好变差可能出自评分，不一定出自答案。",
}


def explained(comparison: Comparison) -> Iterator[str]:
    """A sentence for each part that differs: its files, and what that means."""
    for name in comparison.slices:
        files = comparison.files.get(name, ())
        told = "、".join(_told(file) for file in files[:SHOWN]) + (f"等{len(files)}个文件" if len(files) > SHOWN else "")
        yield f"{name}有变化{f'（{told}）' if told else ''}。{ADVICE.get(name, '')}"


def _told(file: str) -> str:
    return f"新增 {file[1:]}" if file.startswith("+") else f"删除 {file[1:]}" if file.startswith("-") else file
