"""The command line: a thin face of the service, with the commands and shapes that scripts rely on."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from assistant import (
    backup_cli,
    batch,
    console,
    contract,
    correct_cli,
    deploy_cli,
    drafts_cli,
    genres_cli,
    ledger_cli,
    migrate_cli,
    model_cli,
    proof_cli,
    users_cli,
)
from assistant.config import load_settings
from assistant.errors import AssistantError, UsageError
from assistant.log_file import log_to
from assistant.red_head_cli import DocumentNumber, DraftOutput, RedHead, Signer, red_head
from assistant.service import Assistant
from assistant.types import IngestResult, Scope

app = typer.Typer(
    help="督察整改报告智能问答与辅助起草：每个数字都有出处。",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
samples = typer.Typer(help="示例资料：装入或移除。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(samples, name="samples")
app.add_typer(correct_cli.commands, name="correct")
app.add_typer(ledger_cli.commands, name="ledger")
app.add_typer(genres_cli.commands, name="genres")
app.add_typer(drafts_cli.commands, name="drafts")
app.add_typer(model_cli.commands, name="model")
app.add_typer(users_cli.commands, name="user")
app.command("visibility", help="限定哪些组能看一份报告；管理员总能看。")(users_cli.visibility)
app.command("audit", help="日志：谁在什么时候提问、收入、移除、核定、导出、登录。")(users_cli.audit)
app.command("proof", help="核对一份稿子：每个数字、日期、名称找出处，合计、比率、天数复算，列出要改的地方。")(proof_cli.proof)
app.command("backup", help="把资料库和自定义词表、模板备份成一个文件；服务运行时也可以备份。")(backup_cli.backup)
app.command("deploy", help="打印部署用的文件：systemd、nginx、caddy、docker、compose，按本单位情况修改后使用。")(deploy_cli.deploy)
app.command("migrate", help="把资料库和向量迁到现在设置的位置；中断后再运行就接着做。")(migrate_cli.migrate)
app.command("restore", help="从备份恢复资料目录，并重建检索索引。")(backup_cli.restore)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
PlaceOption = Annotated[str | None, typer.Option("--place", help="只看这个地方的报告。")]
ReportsOption = Annotated[list[str] | None, typer.Option("--report", help="只看这份报告（编号、编号开头或文件名），可写多次。")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="只用这一天已有的资料，如 2019-12-05。")]
BatchOption = Annotated[Path | None, typer.Option("--batch", help="从 JSONL 文件逐行读入。")]
BatchOutput = Annotated[Path | None, typer.Option("--output", help="批量结果写入的 JSONL 文件。")]


@app.callback()
def common(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(help="资料目录（也可用环境变量 ASSISTANT_HOME）。")] = None,
) -> None:
    """Settings are read once, before any command."""
    settings = load_settings(home)
    log_to(settings.home)
    context.obj = settings


@app.command(help="收入文件或整个文件夹；同一内容不重复收入，改过的文件整份更新。")
def ingest(
    context: typer.Context, paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="文件或文件夹。")], as_json: Json = False
) -> None:
    """Take in files and folders; exits 1 when one was refused, after the rest."""
    refused = False
    with _assistant(context) as assistant, console.progress() as progress:
        for result in assistant.ingest(paths, progress=progress):
            refused |= _shown(result, as_json).status == "refused"
    if refused:
        raise typer.Exit(1)


@app.command(help="列出全部报告。")
def reports(context: typer.Context, as_json: Json = False) -> None:
    """List the reports."""
    with _assistant(context) as assistant:
        heads, healths = assistant.reports(), assistant.healths()
    if as_json:
        _print_rows([contract.listed(head, healths[head.id]) for head in heads if head.id in healths])
    else:
        console.reports(heads, healths)


@app.command(help="查看一份报告：正文、章节、事实、修复和核定记录。")
def show(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="编号、编号开头或文件名。")],
    facts: Annotated[bool, typer.Option("--facts", help="只列数据和它们的编号，供 assistant correct 使用。")] = False,
    as_json: Json = False,
) -> None:
    """Print reports whole, or their facts with ids."""
    with _assistant(context) as assistant:
        found = [(whole, assistant.identified(whole.id)) for whole in assistant.find(report)]
    for whole, identified in found:
        if as_json:
            _print_rows([contract.report(whole, identified)])
        elif facts:
            console.facts(whole, identified)
        else:
            console.report(whole, identified)


@app.command(help="移除报告，回答、检索和起草都不再使用它。")
def remove(context: typer.Context, report: Annotated[str, typer.Argument(metavar="REPORT", help="编号、编号开头或文件名。")]) -> None:
    """Forget reports."""
    with _assistant(context) as assistant:
        for report_id in assistant.remove(report):
            console.say(f"已移除 {report_id}")


@app.command(help="提问：先给结论，再列依据。")
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="要问的问题。")] = None,
    place: PlaceOption = None,
    report: ReportsOption = None,
    as_of: AsOfOption = None,
    batch_file: BatchOption = None,
    output: BatchOutput = None,
    as_json: Json = False,
) -> None:
    """Answer one question, or a file of them."""
    _one_or_batch(question, batch_file, output)
    scope = Scope(place=place, reports=tuple(report or ()), as_of=as_of)
    with _assistant(context) as assistant:
        if batch_file is not None and output is not None:
            count = batch.ask_all(assistant, batch_file, output, scope)
            _done(f"已回答{count}个问题，写入 {output}", as_json)
            return
        began = perf_counter()
        answer = assistant.ask(question or "", scope)
        seconds = perf_counter() - began
    if as_json:
        _print_rows([contract.answer(answer, seconds)])
    else:
        console.answer(answer)


@app.command(help="检索原文段落。")
def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="要找的内容。")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="最多几段。")] = 10,
    place: PlaceOption = None,
    genre: Annotated[str | None, typer.Option("--genre", help="只看这个文种的报告，名称见 assistant genres。")] = None,
    period: Annotated[str | None, typer.Option("--period", help="只看这一时段的报告，如 2023、2023年上半年、2022-06至2023-05。")] = None,
    report: ReportsOption = None,
    as_of: AsOfOption = None,
    batch_file: BatchOption = None,
    output: BatchOutput = None,
    as_json: Json = False,
) -> None:
    """Find passages for one query, or for a file of them."""
    _one_or_batch(query, batch_file, output)
    scope = Scope(place=place, genre=genre, period=period, reports=tuple(report or ()), as_of=as_of)
    with _assistant(context) as assistant:
        if batch_file is not None and output is not None:
            with console.progress() as progress:
                count = batch.search_all(assistant, batch_file, output, scope, k, progress)
            _done(f"已检索{count}条，写入 {output}", as_json)
            return
        hits = assistant.search(query or "", scope, k)
    if as_json:
        _print_rows([{"hits": [contract.hit(hit) for hit in hits]}])
    else:
        console.hits(hits)


@app.command(help="起草公文：数据都有出处，缺的标为【待补】。")
def draft(
    context: typer.Context,
    genre: Annotated[str, typer.Argument(metavar="GENRE", help="文种名称，见 assistant genres。")],
    place: PlaceOption = None,
    as_of: AsOfOption = None,
    report: ReportsOption = None,
    section: Annotated[str | None, typer.Option("--section", help="只起草这一节。")] = None,
    item: Annotated[str | None, typer.Option("--item", help="写哪一个事项：台账序号，或问题名称里的几个字。")] = None,
    output: DraftOutput = None,
    agency: RedHead = "",
    number: DocumentNumber = "",
    signer: Signer = "",
    save: Annotated[bool, typer.Option("--save", help="保存这份草稿，以后可以修改、重写和比较（见 assistant drafts）。")] = False,
    as_json: Json = False,
) -> None:
    """Draft a document."""
    head, scope = red_head(agency, number, signer), Scope(place=place, reports=tuple(report or ()), as_of=as_of, item=item)
    with _assistant(context) as assistant:
        written = assistant.draft(genre, scope, section, output, head)
        kept = assistant.drafts.save(written, scope) if save else None
    where = str(output) if output is not None else None
    if as_json:
        _print_rows([contract.draft(written, where) | ({"draft": kept.draft} if kept else {})])
    else:
        console.draft(written, where)
    if kept and not as_json:
        console.say(drafts_cli.saved(kept))


@app.command(help="打开网页界面。")
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口。")] = 7860,
    no_page: Annotated[bool, typer.Option("--no-page", help="只开供其他程序使用的接口，不开网页。")] = False,
) -> None:
    """Serve the page, and the interfaces for other programs, until interrupted."""
    from assistant.api.admitting import check_address

    with _assistant(context) as assistant:
        check_address(assistant, host)
        if not assistant.users.any():
            console.say("还没有设用户：只在本机打开，不用登录。")
        if no_page:
            from assistant.api.serving import serve_without_page

            console.say(f"接口说明：{_address(host, port)}/api/docs （按 Ctrl+C 结束）")
            serve_without_page(assistant, host, port)
            return
        from assistant.web.app import serve as serve_page

        console.say(f"网页地址：{_address(host, port)} （按 Ctrl+C 结束）")
        serve_page(assistant, host, port)


def _address(host: str, port: int) -> str:
    """What to type into the browser of this machine: 0.0.0.0 and :: are listened on, no browser goes there."""
    return f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else f'[{host}]' if ':' in host else host}:{port}"


@app.command(help="查看数量、引擎、检索状态和由旧规则读取的文件。")
def status(context: typer.Context, as_json: Json = False) -> None:
    """Tell counts and health."""
    with _assistant(context) as assistant:
        state = assistant.status()
    if as_json:
        _print_rows([state])
    else:
        console.status(state)


@app.command(help="按现在的规则重读旧规则读过的文件，并重建检索索引。")
def reindex(context: typer.Context, as_json: Json = False) -> None:
    """Read again what older rules have read and make the caches anew."""
    with _assistant(context) as assistant:
        done = assistant.reindex()
    if as_json:
        _print_rows([done])
        return
    console.say(f"重新读取{done['read_again']}个文件，检索索引已重建，共{done['passages']}段。")
    for path, reason in done["kept_as_they_were"].items():
        console.say(f"  {path} 保留原来的读取结果：{reason}")


@samples.command("load", help="装入示例资料；收入正式资料后，示例不再参与回答和起草。")
def load_samples(context: typer.Context, as_json: Json = False) -> None:
    """Take in the demonstration documents."""
    with _assistant(context) as assistant:
        results = [_shown(result, as_json) for result in assistant.load_samples()]
    if not results or any(result.status == "refused" for result in results):
        raise UsageError("示例资料没有全部装入，请重新安装本程序。")


@samples.command("remove", help="移除全部示例资料。")
def remove_samples(context: typer.Context, as_json: Json = False) -> None:
    """Forget the demonstration documents."""
    with _assistant(context) as assistant:
        count = assistant.remove_samples()
    if as_json:
        _print_rows([{"removed": count}])
    else:
        console.say(f"已移除{count}个示例文件。")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; every failure ends as one sentence on stderr and exit code 1, bad usage as 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")
    try:
        app(args=None if arguments is None else list(arguments), prog_name="assistant")
    except AssistantError as error:
        console.complain(str(error))
        sys.exit(1)
    except Exception:
        logging.getLogger(__name__).exception("a command failed unexpectedly")
        console.complain("程序出现意外错误，详情已记入资料目录 logs 文件夹中的 assistant.log，请把它交给维护人员。")
        sys.exit(1)


def _assistant(context: typer.Context) -> Assistant:
    return Assistant(settings=context.obj)


def _one_or_batch(text: str | None, batch_file: Path | None, output: Path | None) -> None:
    if (text is None) == (batch_file is None) or (batch_file is None) != (output is None):
        raise typer.BadParameter("请写一个问题，或者同时写 --batch 输入文件 和 --output 输出文件。")


def _shown(result: IngestResult, as_json: bool) -> IngestResult:
    if as_json:
        _print_rows([contract.ingest_result(result)])
    else:
        console.ingested(result)
    sys.stdout.flush()  # whoever reads the lines through a pipe sees each file as it is done
    return result


def _done(sentence: str, as_json: bool) -> None:
    if not as_json:
        console.say(sentence)


def _print_rows(rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        console.say(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
