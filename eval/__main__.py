"""`python -m eval [run]`, `compare A B`, `bless`: the evaluation on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from assistant.errors import AssistantError
from eval.cases import Case, CaseError, read_cases, read_sets, write_cases
from eval.compare import Comparison, compare
from eval.evaluate import Evaluated, Way, documents_or_fail, evaluate
from eval.fingerprint import fingerprint
from eval.gates import GATES, broken, read_gates
from eval.ground import SAMPLES, go_offline
from eval.keeping import kept_where
from eval.results import Run, read_run, write_run, write_timings

BASELINE = Path(__file__).parent / "baseline.json"
HISTORY = Path(__file__).parent / "history.jsonl"
COMMANDS = {"run", "compare", "bless", "convert", "stamp"}

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="评测：逐题提问、逐项评分，并与基线比较。")
console = Console()

Sets = Annotated[list[Path] | None, typer.Option("--set", help="用例文件（.jsonl 或 .xlsx），可多次给出；默认 eval/cases 下的全部")]
Documents = Annotated[Path, typer.Option(help="读入哪个文件夹的材料；默认随附的示例")]
Baseline = Annotated[Path, typer.Option(help="与哪次结果比较")]
GateFile = Annotated[Path, typer.Option("--gates", help="门槛文件：允许变差几题、各题集和类型的最低通过率、用时上限")]
Html = Annotated[Path | None, typer.Option("--html", help="结果另存为网页")]
Junit = Annotated[Path | None, typer.Option("--junit", help="结果另存为 JUnit XML，供持续集成显示")]
History = Annotated[Path, typer.Option(help="历次结果，网页里的走势图据此画出")]


@app.command("run")
def run_command(
    sets: Sets = None,
    documents: Documents = SAMPLES,
    json_path: Annotated[Path | None, typer.Option("--json", help="结果另存为 JSON（用时在旁边的 .timings.json）")] = None,
    html_path: Html = None,
    junit_path: Junit = None,
    model: Annotated[bool, typer.Option("--model", help="离线评测之后，再用环境变量里配置的语言模型评测，两相对照")] = False,
    exchanges: Annotated[Path | None, typer.Option(help="与模型的往来录制在哪个文件；录制过的不再请求模型")] = None,
    baseline: Baseline = BASELINE,
    gates_path: GateFile = GATES,
    affected: Annotated[bool, typer.Option("--affected", help="只重新运行改动可能影响到的题，其余沿用基线的结论")] = False,
    cache: Annotated[bool, typer.Option(help="题目、代码、词表、材料等都没有变的题沿用已有结论")] = True,
    workers: Annotated[int, typer.Option(min=0, max=64, help="同时用几个进程；0 为按处理器核数")] = 0,
    shuffle: Annotated[int | None, typer.Option(help="以此为种子打乱提问次序；结论应当一样")] = None,
    history: History = HISTORY,
) -> None:
    """Ask all cases of a fresh assistant, show the table, gains and losses; exit 1 when a case was lost or another rule does not hold."""
    from eval.history import read_history
    from eval.junit import write_junit
    from eval.page import write_page
    from eval.report import show_comparison, show_rules, show_run, show_timings

    cases, gates = read_sets(sets), read_gates(gates_path)
    since = read_run(baseline) if affected else None
    way = Way(documents_or_fail(documents), workers, kept_where() if cache else None, shuffle, since)
    done = _with_model(cases, way, exchanges) if model else _offline(cases, way)
    run = done.run
    comparison = _against(baseline, run)
    rules = broken(gates, run, comparison, done.seconds, {case.id: case.gold.seconds for case in cases})
    if json_path:
        write_run(run, json_path)
        write_timings(done.seconds, json_path)
    if html_path:
        write_page(run, comparison, html_path, rules, read_history(history))
    if junit_path:
        write_junit(run, done.seconds, rules, junit_path)
    show_run(run, console)
    show_timings(done.seconds, console)
    if done.known or done.carried:
        console.print(f"其中 {done.known} 题条件没有变，沿用已有结论；{done.carried} 题不受改动影响，沿用基线结论。", highlight=False)
    if comparison:
        show_comparison(comparison, console)
    show_rules(rules, console)
    raise typer.Exit(1 if rules else 0)


@app.command("compare")
def compare_command(
    before: Path, after: Path, html_path: Html = None, junit_path: Junit = None, gates_path: GateFile = GATES, history: History = HISTORY
) -> None:
    """Compare two stored runs; exit 1 when a case was lost or another rule does not hold."""
    from eval.history import read_history
    from eval.junit import write_junit
    from eval.page import write_page
    from eval.report import show_comparison, show_rules

    run = read_run(after)
    comparison = compare(read_run(before), run)
    rules = broken(read_gates(gates_path), run, comparison)
    if html_path:
        write_page(run, comparison, html_path, rules, read_history(history))
    if junit_path:
        write_junit(run, {}, rules, junit_path)
    show_comparison(comparison, console)
    show_rules(rules, console)
    raise typer.Exit(1 if rules else 0)


@app.command("bless")
def bless_command(
    run_path: Annotated[Path | None, typer.Argument(help="已存的结果；不给则现在运行一次")] = None,
    baseline: Annotated[Path, typer.Option(help="写到哪里")] = BASELINE,
    history: History = HISTORY,
) -> None:
    """Make a run the new baseline, after showing what it changes; it becomes a point of the trend."""
    from eval.history import remember
    from eval.report import show_comparison

    run = read_run(run_path) if run_path else _now()
    if baseline.is_file() and (missing := set(read_run(baseline).sets) - set(run.sets)):
        raise CaseError(f"这次结果缺少基线里有的用例：{'、'.join(sorted(missing))}。请运行全部用例后再更新基线。")
    if comparison := _against(baseline, run):
        show_comparison(comparison, console)
    write_run(run, baseline)
    remember(run, history if baseline == BASELINE else baseline.with_name("history.jsonl"))
    console.print(f"基线已更新：通过 {sum(verdict.passed for verdict in run.verdicts)} / {len(run.verdicts)} 题。", highlight=False)


@app.command("convert")
def convert_command(source: Path, target: Path) -> None:
    """Cases from JSONL to an Excel sheet that staff can fill, or back; a faulty row is named with its line and column."""
    cases = read_cases(source)
    write_cases(cases, target)
    console.print(f"{len(cases)} 题已写入 {target}。", highlight=False, markup=False)


@app.command("stamp")
def stamp_command(source: Path, documents: Documents = SAMPLES) -> None:
    """Write into each case which version of which document it was labelled on, so that a later version is said and not failed blindly."""
    from eval.affected import stamped

    corpus = fingerprint(documents_or_fail(documents), []).corpus
    cases = [stamped(case, corpus) for case in read_cases(source)]
    write_cases(cases, source)
    console.print(f"{sum(bool(case.depends) for case in cases)} / {len(cases)} 题已记下所据材料的版本。", highlight=False)


def _now() -> Run:
    """A run of all committed cases, offline."""
    go_offline()
    return _with_progress(read_sets(None), Way(SAMPLES, kept=kept_where())).run


def _offline(cases: list[Case], way: Way) -> Evaluated:
    go_offline()
    return _with_progress(cases, way)


def _with_model(cases: list[Case], way: Way, exchanges: Path | None) -> Evaluated:
    """The run with the model, shown beside the one without."""
    from eval.both import in_both_modes, show_both

    both = in_both_modes(lambda: _with_progress(cases, way), exchanges or kept_where().with_name("exchanges.jsonl"))
    show_both(both, console)
    return both.model


def _with_progress(cases: list[Case], way: Way) -> Evaluated:
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("评测", total=len(cases))
        return evaluate(cases, way, lambda count: progress.advance(task, count))


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
