"""Shown formulas worked out again: `33−19=14`, `9÷12=75%`, `12+2=14`."""

from __future__ import annotations

import ast
import operator
import re

from assistant.types import Number

_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_SIGNS = str.maketrans({"−": "-", "－": "-", "–": "-", "×": "*", "÷": "/", "＋": "+", "＝": "=", "（": "(", "）": ")", "≈": "="})
_UNITS = re.compile(r"[\u4e00-\u9fff\s]|[A-Za-zμ³²㎡]+")


def _work_out(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return float(_OPERATORS[type(node.op)](_work_out(node.left), _work_out(node.right)))
    raise ValueError("not arithmetic")


def _value(side: str) -> float:
    """One side of an equation; `75%` is 0.75."""
    plain = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", side.replace(",", ""))
    return _work_out(ast.parse(plain.strip(), mode="eval").body)


def _tolerance(side: str) -> float:
    """Half a unit of the last digit a result is printed with."""
    match = re.search(r"(?:\.(\d+))?(%?)$", side.strip())
    digits, percent = (len(match[1] or ""), bool(match[2])) if match else (0, False)
    return 0.5 * 10.0**-digits / (100 if percent else 1) + 1e-9


def formula_holds(formula: str, value: Number | None) -> bool | None:
    """Whether all sides of a formula are equal to the printed digits and the last one is the value; None when it is no arithmetic."""
    sides = [side for side in _UNITS.sub("", formula.translate(_SIGNS)).split("=") if side]
    try:
        results = [_value(side) for side in sides]
    except (ValueError, SyntaxError, ZeroDivisionError):
        return None
    if len(sides) < 2:
        return None
    exact = all(_is_whole(side) for side in sides)
    allowed = 1e-9 if exact else max(_tolerance(side) for side in sides[1:])
    if any(abs(result - results[0]) > allowed for result in results):
        return False
    return value is None or min(abs(results[-1] - value), abs(100 * results[-1] - value)) < 1e-6


def _is_whole(side: str) -> bool:
    """Whether a side has no division, percentage or decimals, so that nothing was rounded."""
    return not re.search(r"[/.%]", side)
