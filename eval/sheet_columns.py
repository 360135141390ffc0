"""The columns of the case sheet: how staff read each, and how a case is written into it and read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from eval import sheet_items as cell
from eval.sheet_items import BAR, CellError

YES, NO = "是", "否"
TASKS = {"问答": "ask", "起草": "draft", "检索": "search"}
PREMISES = {"不实": "false", "属实": "true"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `path` in the case, its heading, what staff are told, the choices of a list, and the way in and out of a cell."""

    path: str
    heading: str
    help: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    width: int = 18
    choices: tuple[str, ...] = ()


def _text(path: str, heading: str, told: str, width: int = 18) -> Column:
    return Column(path, heading, told, cell.item, cell.one, width)


def _several(path: str, heading: str, told: str, width: int = 24) -> Column:
    return Column(path, heading, told, lambda value: cell.joined(map(cell.item, value)), cell.several, width)


def _wordings(path: str, heading: str, told: str, width: int = 24) -> Column:
    return Column(path, heading, told, lambda value: cell.joined(map(cell.wording, value)), cell.wordings, width)


def _choice(path: str, heading: str, told: str, names: dict[str, Any]) -> Column:
    shown = {value: name for name, value in names.items()}

    def read(text: str) -> Any:  # noqa: ANN401 - whatever the names stand for
        if text.strip() not in names:
            raise CellError(f"“{text.strip()[:20]}”不在可选范围，应为{'、'.join(names)}")
        return names[text.strip()]

    return Column(path, heading, told, lambda value: shown[value], read, 10, tuple(names))


def _number(path: str, heading: str, told: str, kind: type = Decimal) -> Column:
    def read(text: str) -> Any:  # noqa: ANN401 - an int or a Decimal
        try:
            return kind(text.strip())
        except (ValueError, ArithmeticError):
            raise CellError(f"“{text.strip()[:20]}”不是数字") from None

    return Column(path, heading, told, str, read, 10)


def _figures(text: str) -> list[dict[str, Any]]:
    return [cell.read_figure(line) for line in cell.lines(text)]


def _source(row: dict[str, Any]) -> str:
    pieces = [row["report"], row.get("quote", ""), *([str(row["grade"])] if "grade" in row else [])]
    return BAR.join(map(cell.item, pieces))


def _sources(text: str) -> list[dict[str, Any]]:
    found = []
    for line in cell.lines(text):
        pieces = cell.parts(line)
        if len(pieces) > 3 or (len(pieces) == 3 and pieces[2] not in {"1", "2", "3"}):
            raise CellError(f"“{line[:20]}”应写成 文件名｜原文句子")
        named = dict(zip(("report", "quote"), pieces, strict=False))
        found.append({**named, **({"grade": int(pieces[2])} if len(pieces) == 3 else {})})
    return found


def _section(row: dict[str, Any]) -> str:
    """A section begins with its heading after #; what it must hold follows line by line."""
    head = f"#{cell.wording(row['heading'])}"
    least = [f"≥{row['least']}"] if "least" in row else []
    return cell.joined([head, *least, *(f"+{cell.wording(one)}" for one in row.get("must", []))])


def _sections(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in cell.lines(text):
        mark, rest = line[0], line[1:].strip()
        if mark in "#＃":
            found.append({"heading": cell.wordings(rest)[0] if rest else ""})
        elif not found:
            raise CellError("草稿章节应以 #章节标题 开头")
        elif mark in "≥>" and rest.isdecimal():
            found[-1]["least"] = int(rest)
        elif mark in "+＋" and rest:
            found[-1].setdefault("must", []).extend(cell.wordings(rest))
        else:
            raise CellError(f"“{line[:20]}”应以 #（标题）、+（必须包含）或 ≥（至少字数）开头")
    return found


def _versions(text: str) -> dict[str, str]:
    found = {}
    for line in cell.lines(text):
        pieces = cell.parts(line)
        if len(pieces) != 2:
            raise CellError(f"“{line[:20]}”应写成 文件名｜版本")
        found[pieces[0]] = pieces[1]
    return found


def _decimals(text: str) -> list[Decimal]:
    number = _number("", "", "")
    return [number.read(piece) for line in cell.lines(text) for piece in line.replace("，", "、").split("、") if piece.strip()]


COLUMNS: tuple[Column, ...] = (
    _text("id", "编号", "必填，全表不重复", 10),
    _text("question", "问题", "必填：照同事平时的问法写；检索题写要查的词，起草题写要起草什么", 46),
    _text("type", "类型", "必填：如 数量、名单、日期、前提不实；统计按它分组", 12),
    Column(
        "gold.figures",
        "正确数字",
        "每行一个，都要出现：14个；多种写法用｜隔开：14 个｜项；允许误差：100万元 ±2%",
        lambda value: cell.joined(map(cell.figure, value)),
        _figures,
        24,
    ),
    _several("gold.status", "可接受的状态", "确定、推算、原文隐去、材料矛盾、口径不明、未载明、不在资料中；每行一个，不填不评"),
    _wordings("gold.must", "必须包含", "每行一条，几种说法用｜隔开；say:岫林县；完成 17个 要求同一句话里都说到"),
    _several("gold.must_not", "不得包含", "每行一条"),
    _wordings("gold.names.items", "名单", "每行一个名称，几种叫法用｜隔开；次序不论"),
    _several("gold.names.others", "名单不应有", "容易混进来的名称，每行一个"),
    _choice("gold.names.exact", "名单须恰好", "否：多列也算对；不填为是", {YES: True, NO: False}),
    _wordings("gold.dates", "正确日期", "每行一个：2024-08-26、2024-08 或 8-26；几个都算对的用｜隔开", 16),
    _choice("gold.premise", "提问前提", "不实：提问里的说法是错的，答案应当指出；属实：不应否认", PREMISES),
    _choice("gold.refuse", "应当拒答", "是：材料里没有或看不到，不应给出数字", {YES: True, NO: False}),
    _text("gold.reason", "拒答理由", "原文隐去、未载明等状态，或答案里应有的话"),
    Column(
        "gold.sources",
        "依据",
        "每行一处：文件名｜原文里的一句",
        lambda value: cell.joined(map(_source, value)),
        _sources,
        46,
    ),
    _number("gold.recall", "依据召回率", "0 到 1：至少引用多大比例的依据；不填为全部"),
    _number("gold.precision", "引文精确率", "0 到 1：引文里至少多大比例有用；不填不评"),
    Column("gold.extra", "可以另有的数字", "用、隔开", lambda value: "、".join(map(str, value)), _decimals, 16),
    _number("gold.seconds", "限时（秒）", "不填不评"),
    _text("place", "地区", "一般不填；填了等于在页面上选了地区", 12),
    _text("as_of", "截至日期", "一般不填；如 2024-06-30", 12),
    _several("reports", "限定报告", "一般不填；每行一份"),
    _text("conversation", "连续提问", "同名的几题按次序接着问", 12),
    _several("tags", "标签", "每行一个，统计时也按它分组", 18),
    _choice("task", "题目种类", "不填为问答", TASKS),
    _text("genre", "文种", "只有起草题填，如 整改落实情况报告", 16),
    Column(
        "gold.sections",
        "草稿章节",
        "#标题 起一章；+必须包含的话；≥至少字数",
        lambda value: cell.joined(map(_section, value)),
        _sections,
        30,
    ),
    _wordings("gold.gaps", "草稿应待补", "每行一条"),
    _number("gold.within", "检索看前几条", "不填为 10", int),
    Column(
        "depends",
        "标注所据版本",
        "由程序填写，请勿修改",
        lambda value: cell.joined(BAR.join(map(cell.item, pair)) for pair in value.items()),
        _versions,
        30,
    ),
)
BY_HEADING = {column.heading: column for column in COLUMNS}
