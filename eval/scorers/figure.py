"""Is every gold figure stated, with its unit and scale?"""

from __future__ import annotations

import re
from decimal import Decimal

from eval.gold import GoldFigure
from eval.reading.numbers import Number, quantity, read_numbers
from eval.scorers.evidence import PASSED, Evidence, Score


def figure(evidence: Evidence) -> Score:
    """Each gold figure stands among the figures or in the text; 1.2亿元 is 12000万元, 75% is not 0.75."""
    rows = [quantity(row["value"], row["unit"]) for row in evidence.answer["figures"] if row["value"] is not None]
    stated = rows + [number for number in read_numbers(evidence.text) if number.certain or number.unit]
    golds = evidence.case.gold.figures
    missing = [gold for gold in golds if not any(states(number, gold) for number in stated) and not _printed(gold, evidence.text)]
    if not missing:
        return PASSED
    found = "、".join(dict.fromkeys(f"{number.value:f}{number.unit}" for number in stated if number.certain))
    return Score(False, f"缺少 {'、'.join(map(written, missing))}；答案中有 {found or '无数字'}")


def _printed(gold: GoldFigure, text: str) -> bool:
    """Whether a gold number given without a unit stands as it is printed (5.62 in 5.62万元); with a unit the scale decides."""
    return not any(gold.unit) and any(re.search(rf"(?<![\d.]){re.escape(f'{value:f}')}(?![\d.]*\d)", text) for value in gold.value)


def states(number: Number, gold: GoldFigure) -> bool:
    """Whether a number is a gold figure: any of its values with any of its units."""
    return any(_is(number, quantity(value, unit), unit, _room(gold, value, unit)) for value in gold.value for unit in gold.unit or [""])


def _room(gold: GoldFigure, value: Decimal, unit: str) -> Decimal:
    """How far off a figure may be, in base units: 0.5万元 is 5000元."""
    return quantity(room, unit).value if (room := gold.room(value)) else room


def _is(number: Number, gold: Number, unit: str, room: Decimal) -> bool:
    """Same unit and same value, or as near as gold allows; more decimals than the gold's may round to it (57.58% for 57.6%)."""
    same_unit = number.unit == gold.unit if gold.unit else number.following.startswith(gold.following)
    if unit and not same_unit:
        return False
    finer = 0 < gold.decimals < number.decimals
    return abs(number.value - gold.value) <= room or (finer and round(number.value, gold.decimals) == gold.value)


def written(gold: GoldFigure) -> str:
    """A gold figure as the table shows it."""
    room = f"（允许误差 {gold.tolerance}）" if gold.tolerance else ""
    return "或".join(f"{value:f}" for value in gold.value) + "/".join(gold.unit) + room
