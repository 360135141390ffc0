"""A run as one self-contained page: filters, reasons and answers, nothing loaded from elsewhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.compare import Comparison
from eval.intervals import wilson
from eval.report import SETS, by_type, reasons
from eval.results import Run


def write_page(run: Run, comparison: Comparison | None, path: Path) -> None:
    """Write the page of a run, with gains and losses where there is a comparison."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    groups = []
    for name in run.sets:
        verdicts = [verdict for verdict in run.verdicts if verdict.set == name]
        passed = sum(verdict.passed for verdict in verdicts)
        groups.append((SETS.get(name, name), list(by_type(verdicts)), passed, len(verdicts), wilson(passed, len(verdicts))))
    types = sorted({verdict.type for verdict in run.verdicts})
    text = environment.get_template("page.html.j2").render(run=run, groups=groups, types=types, comparison=comparison, reasons=reasons)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
