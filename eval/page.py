"""A run as one self-contained page: filters, pictures of the trend, reasons and answers side by side, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from eval.compare import Comparison
from eval.differing import Piece, differing
from eval.explaining import explained
from eval.history import HEIGHT, MARGIN, WIDTH, Point, picture, point
from eval.intervals import wilson
from eval.report import SETS, TYPES, by_type, means, reason, reasons, sides
from eval.results import Run
from eval.subject import AnswerRow

_MARK = Markup("<mark>{}</mark>")
GROUPS = (("题集", "set"), ("类型", "type"), ("标签", "tag"))


def write_page(
    run: Run, comparison: Comparison | None, path: Path, rules: Sequence[str] = (), history: Sequence[Point] = (), today: date | None = None
) -> None:
    """Write the page of a run, with gains and losses where there is a comparison."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    sets = []
    points = [*history, point(run, (today or date.today()).isoformat())]
    for name in run.sets:
        verdicts = [verdict for verdict in run.verdicts if verdict.set == name]
        passed = sum(verdict.passed for verdict in verdicts)
        head = {"name": SETS.get(name, name), "passed": passed, "total": len(verdicts), "interval": wilson(passed, len(verdicts))}
        sets.append({**head, "types": list(by_type(verdicts)), "means": list(means(verdicts)), "picture": picture(name, points)})
    moved = {} if comparison is None else _moved(comparison)
    text = environment.get_template("page.html.j2").render(
        run=run,
        sets=sets,
        names=[(name, SETS.get(name, name)) for name in run.sets],
        types=sorted({verdict.type for verdict in run.verdicts}),
        shown=SETS | TYPES,
        tags=sorted({tag for verdict in run.verdicts for tag in verdict.tags}),
        comparison=comparison,
        changes=[] if comparison is None else list(explained(comparison)),
        groups=[] if comparison is None else [(title, list(comparison.groups(by))) for title, by in GROUPS],
        moved=moved,
        rules=rules,
        reasons=reasons,
        reason=reason,
        said_whole=_said_whole,
        differing=differing,
        sides=sides,
        marked=marked,
        size=(WIDTH, HEIGHT, MARGIN),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def marked(sides: tuple[Sequence[Piece], Sequence[Piece]]) -> tuple[Markup, Markup]:
    """Two texts as HTML with what differs marked in each."""
    old, new = (Markup("").join(_MARK.format(text) if differs else escape(text) for text, differs in side) for side in sides)
    return old, new


def _said_whole(answer: AnswerRow) -> str:
    """An answer with its status before and its caveats behind it."""
    return "\n".join([f"{answer['status']}：{answer['answer']}", *(f"注意：{caveat}" for caveat in answer["caveats"])])


def _moved(comparison: Comparison) -> dict[str, str]:
    """Case -> how its verdict moved, for the filter of the page."""
    return {flip.after.id: label for label, flips in comparison.moves for flip in flips} | dict.fromkeys(comparison.added, "新增")
