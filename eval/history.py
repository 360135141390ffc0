"""How the pass rates went from one baseline to the next: a line for each, and a picture of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.report import by_type
from eval.results import Run

WIDTH, HEIGHT, MARGIN = 640, 180, 36


class Point(BaseModel):
    """One baseline: its day, its keys, and passed and total of each type of each set."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    day: str
    keys: dict[str, str]
    sets: dict[str, dict[str, tuple[int, int]]]

    def rate(self, name: str) -> float | None:
        """The pass rate of a set."""
        rows = self.sets.get(name, {}).values()
        total = sum(of for _, of in rows)
        return sum(passed for passed, _ in rows) / total if total else None


@dataclass(frozen=True, slots=True)
class Picture:
    """A line as SVG coordinates: where each point stands and what it says."""

    name: str
    line: str
    dots: list[tuple[float, float, str]]
    grid: list[tuple[float, str]]


def point(run: Run, day: str) -> Point:
    """What is remembered of a run."""
    judged = {name: [one for one in run.verdicts if one.set == name] for name in run.sets}
    sets = {name: {kind: (passed, total) for kind, passed, total in by_type(verdicts)} for name, verdicts in judged.items()}
    return Point(day=day, keys=run.keys, sets=sets)


def remember(run: Run, path: Path) -> None:
    """Add a run at the end of the history; the same run twice on end is one point."""
    new = point(run, date.today().isoformat())
    known = read_history(path)
    if known and (known[-1].keys, known[-1].sets) == (new.keys, new.sets):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as lines:
        lines.write(json.dumps(new.model_dump(mode="json"), ensure_ascii=False) + "\n")


def read_history(path: Path) -> list[Point]:
    """All points in their order; a line that cannot be read is passed over, for a picture is no evidence."""
    found = []
    for line in path.read_text("utf-8").splitlines() if path.is_file() else []:
        try:
            found.append(Point.model_validate_json(line))
        except ValidationError:
            continue
    return found


def picture(name: str, points: Sequence[Point]) -> Picture | None:
    """The pass rate of a set over time, from the lowest to the highest that occurred; None where there are fewer than two points."""
    rated = [(one, rate) for one in points if (rate := one.rate(name)) is not None]
    if len(rated) < 2:
        return None
    rates = [rate for _, rate in rated]
    low, high = max(min(rates) - 0.02, 0.0), min(max(rates) + 0.02, 1.0)
    span = (high - low) or 1.0
    dots = []
    for number, (one, rate) in enumerate(rated):
        x = MARGIN + (WIDTH - 2 * MARGIN) * number / (len(rated) - 1)
        dots.append((round(x, 1), round(_height(rate, low, span), 1), f"{one.day} {rate:.1%}"))
    grid = [(round(_height(value, low, span), 1), f"{value:.0%}") for value in (low, (low + high) / 2, high)]
    return Picture(name, " ".join(f"{x},{y}" for x, y, _ in dots), dots, grid)


def _height(rate: float, low: float, span: float) -> float:
    return MARGIN / 2 + (HEIGHT - MARGIN) * (1 - (rate - low) / span)
