"""`python -m eval [run]`, `compare A B`, `bless`: the evaluation on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from assistant.errors import AssistantError
from eval.cases import CaseError, read_sets
from eval.compare import Comparison, compare
from eval.results import Run, read_run, write_run, write_timings
from eval.run import run_cases

BASELINE = Path(__file__).parent / "baseline.json"
COMMANDS = {"run", "compare", "bless"}

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="评测：逐题提问、逐项评分，并与基线比较。")
console = Console()

Sets = Annotated[list[Path] | None, typer.Option("--set", help="用例文件，可多次给出；默认 eval/cases 下的全部")]
Documents = Annotated[Path | None, typer.Option(help="读入哪个文件夹的材料；默认随附的示例")]
Model = Annotated[bool, typer.Option("--model", help="使用环境变量里配置的语言模型；默认离线")]


@app.command("run")
def run_command(
    sets: Sets = None,
    documents: Documents = None,
    json_path: Annotated[Path | None, typer.Option("--json", help="结果另存为 JSON（用时在旁边的 .timings.json）")] = None,
    html_path: Annotated[Path | None, typer.Option("--html", help="结果另存为网页")] = None,
    model: Model = False,
    baseline: Annotated[Path, typer.Option(help="与哪次结果比较")] = BASELINE,
) -> None:
    """Ask all cases of a fresh assistant, show the table, gains and losses; exit 1 when a case was lost."""
    from eval.page import write_page
    from eval.report import show_comparison, show_run, show_timings

    run, seconds = _evaluate(sets, documents, model)
    comparison = _against(baseline, run)
    if json_path:
        write_run(run, json_path)
        write_timings(seconds, json_path)
    if html_path:
        write_page(run, comparison, html_path)
    show_run(run, console)
    show_timings(seconds, console)
    if comparison:
        show_comparison(comparison, console)
        raise typer.Exit(0 if comparison.holds else 1)


@app.command("compare")
def compare_command(before: Path, after: Path) -> None:
    """Compare two stored runs; exit 1 when a case was lost."""
    from eval.report import show_comparison

    comparison = compare(read_run(before), read_run(after))
    show_comparison(comparison, console)
    raise typer.Exit(0 if comparison.holds else 1)


@app.command("bless")
def bless_command(
    run_path: Annotated[Path | None, typer.Argument(help="已存的结果；不给则现在运行一次")] = None,
    baseline: Annotated[Path, typer.Option(help="写到哪里")] = BASELINE,
) -> None:
    """Make a run the new baseline, after showing what it changes."""
    from eval.report import show_comparison

    run = read_run(run_path) if run_path else _evaluate(None, None, model=False)[0]
    if baseline.is_file() and (missing := set(read_run(baseline).sets) - set(run.sets)):
        raise CaseError(f"这次结果缺少基线里有的用例：{'、'.join(sorted(missing))}。请运行全部用例后再更新基线。")
    if comparison := _against(baseline, run):
        show_comparison(comparison, console)
    write_run(run, baseline)
    console.print(f"基线已更新：通过 {sum(verdict.passed for verdict in run.verdicts)} / {len(run.verdicts)} 题。", highlight=False)


def _evaluate(sets: list[Path] | None, documents: Path | None, model: bool) -> tuple[Run, dict[str, float]]:
    """Cases are read before anything slow happens."""
    cases = read_sets(sets)

    from eval.fingerprint import fingerprint
    from eval.product import SAMPLES, Product, fresh_assistant, go_offline

    if not model:
        go_offline()
    folder = documents or SAMPLES
    if not folder.exists():
        raise CaseError(f"找不到材料文件夹 {folder}。")
    with fresh_assistant([folder]) as assistant:
        subject, keys = Product(assistant), fingerprint(folder, [case.digest for case in cases])
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("评测", total=len(cases))
            return run_cases(cases, subject, keys, lambda case: progress.advance(task))


def _against(baseline: Path, run: Run) -> Comparison | None:
    """The comparison with the baseline, where there is one that knows any of these sets."""
    if not baseline.is_file():
        return None
    before = read_run(baseline)
    return compare(before, run) if set(before.sets) & set(run.sets) else None


def main(arguments: list[str]) -> None:
    """Run the command line; `run` is the command when none is named."""
    named = bool(arguments) and (arguments[0] in COMMANDS or arguments[0] == "--help")
    try:
        app(arguments if named else ["run", *arguments], prog_name="python -m eval")
    except (CaseError, AssistantError) as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main(sys.argv[1:])
