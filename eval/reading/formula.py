"""A shown formula: what it rests on, what it yields, and whether the arithmetic is right."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from eval.reading.numbers import Number, half_width, read_numbers

_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "－": "-", "×": "*", "✕": "*", "÷": "/", "＋": "+", "＝": "=", "（": "(", "）": ")", "≈": "=", "∶": "/"}
)
_PIECE = re.compile(r"[；;，。：\n]|,(?!\d)|、(?=\D)")
_BRACKETED = re.compile(r"\(([^()]*=[^()]*)\)")
_OPERATED = re.compile(r"[\d%个项件条家人批处起名元吨)]\s*[-+*/]\s*[（(]?\D{0,12}\d")
_UNIT = re.compile(r"(?<=\d)(?![万亿])[一-龥/³]+")
"""A unit; in 11.5−3=8.5公里 it is written once and means all three numbers, whatever it measures in."""
_RATES = {"%": 100, "百分点": 100, "‰": 1000}


class Side(NamedTuple):
    """One side of an equation: its value (None when it cannot be worked out), its numbers, half a unit of the last printed digit."""

    value: Fraction | None
    numbers: list[Number]
    tolerance: Fraction


def formulas_in(text: str) -> list[str]:
    """The pieces of a text that are equations with an operator: 33−19=14."""
    pieces = _PIECE.split(_BRACKETED.sub(r"，\1，", half_width(text).translate(_SIGNS)))
    return [piece for piece in pieces if "=" in piece and _OPERATED.search(piece)]


def operands(formula: str) -> list[Number]:
    """The numbers a formula starts from: those on a side that has an operator."""
    return [number for sides in _equations(formula) for side in sides if len(side.numbers) > 1 for number in side.numbers]


def results(formula: str) -> list[Number]:
    """The numbers a formula yields: those that stand alone on a side."""
    return [number for sides in _equations(formula) for side in sides if len(side.numbers) == 1 for number in side.numbers]


def wrong_equation(formula: str, result: Number | None = None) -> str:
    """The first equation that does not hold, or nothing; a formula without `=` has to yield `result`.

    What cannot be worked out (words between the terms) is not judged here.
    """
    bare = _UNIT.sub("", formula)
    return formula if _wrong(formula, result) and _wrong(bare, result) else ""


def _wrong(formula: str, result: Number | None) -> str:
    for sides in _equations(formula):
        checked = [*sides, _single(result)] if len(sides) == 1 and result else sides
        for left, right in zip(checked, checked[1:], strict=False):
            if not _equal(left, right):
                return formula
    return ""


def _equations(formula: str) -> list[list[Side]]:
    pieces = _PIECE.split(half_width(formula).translate(_SIGNS))
    return [[side for side in map(_side, piece.split("=")) if side.numbers] for piece in pieces if re.search(r"\d", piece)]


def _side(text: str) -> Side:
    numbers = read_numbers(re.sub(r"(?<=[\d)])\s+(?=[^\d\s])", "", text))
    text = re.sub(r"(?<=[\d)])\s+(?=[^\d\s])", "", text)
    numbers = [number for number in numbers if number.certain and text[number.start].isdigit()]
    if len(numbers) == 1 and not re.search(r"[-+*/]", text[: numbers[0].start] + text[numbers[0].end :]):
        return _single(numbers[0])
    expression, end = "", 0
    for number in numbers:
        expression += _operators(text[end : number.start]) + f"({_fraction(number).numerator}/{_fraction(number).denominator})"
        end = number.end
    return Side(_evaluate(expression + _operators(text[end:])), numbers, Fraction(0))


def _operators(text: str) -> str:
    """Only the arithmetic of what stands between two numbers; a bracket that holds words alone vanishes."""
    return re.sub(r"[^-+*/()]", "", re.sub(r"\([^()\d]*\)", "", text))


def _single(number: Number) -> Side:
    return Side(_fraction(number), [number], Fraction(Decimal(1).scaleb(-number.decimals)) / 2 / _RATES.get(number.unit, 1))


def _fraction(number: Number) -> Fraction:
    return Fraction(number.value) / _RATES.get(number.unit, 1)


def _evaluate(expression: str) -> Fraction | None:
    try:
        return _worked(ast.parse(expression, mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _worked(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int(value)):
            return Fraction(value)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _worked(left) + _worked(right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _worked(left) - _worked(right)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _worked(left) * _worked(right)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return _worked(left) / _worked(right)
    raise ValueError("not arithmetic")


def _equal(left: Side, right: Side) -> bool:
    """Equal up to the printed digits; 35/36*100=97.2% writes the percent sign only once."""
    if left.value is None or right.value is None:
        return True
    room = max(left.tolerance, right.tolerance)
    return any(abs(left.value * a - right.value * b) <= room * max(a, b) for a, b in ((1, 1), (1, 100), (100, 1)))
