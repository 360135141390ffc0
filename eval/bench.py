"""`python -m eval.bench ask|engines|ingest|import|ledger|page|retrieval|search`: wall time and peak memory, cold and warm. Not a test."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from assistant.service import Assistant
from eval.cases import Case, CaseError, read_sets
from eval.cold import Cold, cold_command, cold_import
from eval.corpus_bench import CORPUS, grown_files, measure_corpus
from eval.engine_bench import compare_engines
from eval.ground import SAMPLES, go_offline
from eval.ledger_rows import write_ledger
from eval.memory import resident_megabytes
from eval.probe import peak_megabytes
from eval.product import fresh_assistant
from eval.report import percentile
from eval.search_bench import compare, corpus_passages, grown, read_questions
from eval.visitors import served, visit

MODULES = ("assistant.types", "assistant.service", "assistant.cli")
AT_ONCE = 8
"""So many questions at a time."""
QUERIES = ("污水处理厂扩建", "填埋场整改验收", "畜禽养殖粪污", "扬尘 噪声 投诉", "整改销号公示")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="量一量速度和内存。")
console = Console()

Rows = dict[str, float | str | None]
Json = Annotated[Path | None, typer.Option("--json", help="数字另存为 JSON")]
Reports = Annotated[int, typer.Option("--reports", min=1, help="由示例改地名扩成多少份报告")]
Documents = Annotated[Path, typer.Option("--documents", help="由哪个文件夹的材料扩")]
Repeat = Annotated[int, typer.Option("--repeat", min=1, help="冷启动几次，取中位")]


@app.command()
def ask(reports: Reports = 20, documents: Documents = SAMPLES, repeat: Repeat = 3, question: str = "", json_path: Json = None) -> None:
    """All dev questions warm over N reports, one at a time and eight at a time, and a cold one in a process of its own.

    Exit 1 on a module that a counting answer may not import.
    """
    cases = _questions()
    asked = question or next(case.question for case in cases if case.gold.figures and not case.conversation)
    with _library(documents, reports) as (assistant, home):
        first = _timed(partial(assistant.ask, asked))
        calls = [partial(assistant.ask, case.question) for case in cases]
        rows = {"首问 毫秒": first * 1000, **_one_by_one(calls), **_together(calls)}
        rows |= {"本进程内存 MB": resident_megabytes(), "内存峰值（含读入） MB": peak_megabytes()}
        assistant.close()
        colds = [cold_command("--home", str(home), "ask", asked, "--json") for _ in range(repeat)]
    _show("提问", {"报告": reports, "问题": asked, **_cold_rows(colds), **rows}, json_path)
    raise typer.Exit(1 if any(cold.forbidden for cold in colds) else 0)


@app.command()
def ingest(
    corpus: Annotated[Path, typer.Option("--corpus", help="放有 .txt.xz 语料的文件夹")] = CORPUS,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="只取前多少篇")] = None,
    json_path: Json = None,
) -> None:
    """All texts of a corpus, each a file: cold, again unchanged, one changed; speed, memory, sizes, where the time goes.

    Without the corpus a library grown from the samples stands in for it.
    """
    numbers = measure_corpus(corpus, limit)
    _show("读入", _flat(numbers), None)
    if json_path:
        json_path.write_text(json.dumps(numbers, ensure_ascii=False, indent=1) + "\n", "utf-8")


@app.command("import")
def import_command(repeat: Repeat = 3, json_path: Json = None) -> None:
    """Cold imports: what each face of the product loads before it does anything."""
    rows: Rows = {}
    for module in MODULES:
        rows |= {f"{module} {name}": value for name, value in _cold_rows([cold_import(module) for _ in range(repeat)]).items()}
    _show("导入", rows, json_path)


@app.command()
def search(reports: Reports = 20, documents: Documents = SAMPLES, json_path: Json = None) -> None:
    """Warm searches over N reports."""
    with _library(documents, reports) as (assistant, _):
        first = _timed(partial(assistant.search, QUERIES[0]))
        seconds = [_timed(partial(assistant.search, query)) for query in QUERIES * 10]
    _show("检索", {"报告": reports, "首次 毫秒": first * 1000, **_warm_rows(seconds), "内存峰值 MB": peak_megabytes()}, json_path)


@app.command()
def retrieval(
    corpus: Annotated[Path, typer.Option("--corpus", help="放有 .txt.xz 语料和问题的文件夹")] = CORPUS,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="只取前多少篇")] = None,
    passages: Annotated[int | None, typer.Option("--passages", help="再造到多少段；只看自己的方法")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="不和别的方法比")] = False,
    json_path: Json = None,
) -> None:
    """Keyword, vector and fused beside rank_bm25, bm25s, LangChain's BM25Retriever and Chroma over the same passages (`bench` extra)."""
    questions = read_questions(corpus / "news_zh_dev_questions.jsonl")
    given = corpus_passages(corpus, limit)
    if passages is not None:
        given, alone = grown(given, passages), True
    numbers = compare(given, questions, others=not alone) | {"peak megabytes": peak_megabytes()}
    _show("检索比较", _flat(numbers), None)
    if json_path:
        json_path.write_text(json.dumps(numbers, ensure_ascii=False, indent=1) + "\n", "utf-8")


@app.command()
def engines(vectors: Annotated[int, typer.Option("--vectors", min=1000, help="多少条向量")] = 50_000, json_path: Json = None) -> None:
    """The vector engines side by side over the same made-up vectors; servers are started here, a missing extra is said."""
    _show("向量引擎", _flat(compare_engines(vectors)), json_path)


@app.command()
def ledger(rows: Annotated[int, typer.Option("--rows", min=1, help="台账多少行")] = 20_000, json_path: Json = None) -> None:
    """A ledger of N rows: taken in, then looked at item by item."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "台账.xlsx"
        write_ledger(path, rows)
        with Assistant(Path(folder) / "home") as assistant:
            taken_in = _timed(lambda: list(assistant.ingest([path])))
            shown = _timed(lambda: list(assistant.ledgers.views()))
    _show("台账", {"行": rows, "收入 秒": taken_in, "逐项查看 秒": shown, "内存峰值 MB": peak_megabytes()}, json_path)


@app.command()
def page(
    reports: Reports = 1000,
    documents: Documents = SAMPLES,
    users: Annotated[int, typer.Option("--users", min=1, help="同时几个人")] = 20,
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="问多少秒")] = 120,
    pause: Annotated[float, typer.Option("--pause", min=0, help="答完后隔几秒再问")] = 3,
    json_path: Json = None,
) -> None:
    """The page itself: so many users over N reports, each asking some seconds after its last answer; exit 1 on any error."""
    questions = [case.question for case in _questions()]
    with _library(documents, reports) as (assistant, home):
        assistant.close()
        with served(home) as site:
            met = visit(site, questions, users, seconds, pause)
    before, after = met.megabytes
    rows: Rows = {"报告": reports, "用户": users, "出错": len(met.errors), "首个错误": next(iter(met.errors), None)}
    _show("页面", {**rows, **_warm_rows(met.seconds), "服务内存 MB": before, "结束时内存 MB": after}, json_path)
    raise typer.Exit(1 if met.errors else 0)


@contextmanager
def _library(documents: Path, reports: int) -> Iterator[tuple[Assistant, Path]]:
    """An assistant over N grown reports, and its home."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, files = Path(folder) / "home", Path(folder) / "grown"
        grown_files(documents, reports, files)
        with fresh_assistant([files], home) as assistant:
            yield assistant, home


def _questions() -> list[Case]:
    """The questions of the development set, each asked alone and of the whole library."""
    return [case for case in read_sets() if case.task == "ask" and case.set != "heldout" and not case.conversation]


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _one_by_one(calls: Sequence[Callable[[], object]]) -> Rows:
    """Whole answers with their citations, one at a time: what each question took the first time it was asked."""
    seconds = [_timed(call) for call in calls]
    return {**_warm_rows(seconds), "每秒题数": len(calls) / sum(seconds)}


def _together(calls: Sequence[Callable[[], object]]) -> Rows:
    """The same questions, so many at a time."""
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        seconds = list(threads.map(_timed, calls))
    rows = {"每秒题数": len(calls) / (time.perf_counter() - began), "95 分位 毫秒": percentile(sorted(seconds), 0.95) * 1000}
    return {f"{AT_ONCE}路并发 {name}": value for name, value in rows.items()}


def _cold_rows(colds: Sequence[Cold]) -> Rows:
    modules = "、".join(colds[0].modules) or "无"
    return {"冷启动 秒": median(cold.seconds for cold in colds), "冷启动内存峰值 MB": colds[-1].megabytes, "重模块": modules}


def _warm_rows(seconds: Sequence[float]) -> Rows:
    ordered = sorted(seconds)
    return {"次数": len(ordered), "中位 毫秒": median(ordered) * 1000, "95 分位 毫秒": percentile(ordered, 0.95) * 1000}


def _flat(numbers: dict[str, Any], before: str = "") -> Rows:
    """Nested numbers as rows of one table."""
    rows: Rows = {}
    for name, value in numbers.items():
        rows |= _flat(value, f"{before}{name} / ") if isinstance(value, dict) else {before + name: value}
    return rows


def _show(title: str, rows: Rows, json_path: Path | None) -> None:
    table = Table("项", "值", title=title)
    for name, value in rows.items():
        table.add_row(
            name,
            f"{value:,.3g}" if isinstance(value, float) and value < 1000 else f"{value:,.0f}" if isinstance(value, float) else str(value),
        )
    console.print(table)
    if json_path:
        json_path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    go_offline()
    try:
        app(prog_name="python -m eval.bench")
    except (CaseError, FileNotFoundError, RuntimeError) as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise SystemExit(1) from None
