"""The commands of `assistant drafts`: kept drafts are edited, drafted anew in part, compared and taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import console, contract
from assistant.command_group import unless_said
from assistant.red_head_cli import DocumentNumber, DraftOutput, RedHead, Signer, red_head
from assistant.service import Assistant

if TYPE_CHECKING:
    from assistant.drafting.desk import KeptVersion
    from assistant.store.draft_versions import StoredDraft

commands = typer.Typer(
    cls=unless_said("list"), help="已保存的草稿：修改、重写一节、比较、恢复、导出。", no_args_is_help=False, rich_markup_mode=None
)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
Number = Annotated[int, typer.Argument(metavar="ID", help="草稿编号，见 assistant drafts。")]
Version = Annotated[int | None, typer.Option("--version", help="哪一版；不写就是最新版。")]


@commands.command("list", help="列出已保存的草稿（可省去 list）；起草时加 --save 就会保存。")
def list_drafts(context: typer.Context, as_json: Json = False) -> None:
    """List the kept drafts."""
    with _assistant(context) as assistant:
        heads = assistant.drafts.newest()
    for head in heads:
        _say(_row(head), f"第{head.draft}号　第{head.version}版　{head.genre}　《{head.title}》　{_day(head)} {head.made_by}", as_json)
    if not heads and not as_json:
        console.say("还没有保存的草稿；起草时加 --save 就会保存。")


@commands.command(help="查看一份草稿。")
def show(context: typer.Context, number: Number, version: Version = None, as_json: Json = False) -> None:
    """Show a version with its checks."""
    with _assistant(context) as assistant:
        found = assistant.drafts.version(number, version)
    if as_json:
        console.say(json.dumps(_whole(found), ensure_ascii=False))
    else:
        console.draft(found.draft, None)


@commands.command(help="列出一份草稿的各版：谁在何时做了什么。")
def history(context: typer.Context, number: Number, as_json: Json = False) -> None:
    """List the versions of a draft."""
    with _assistant(context) as assistant:
        heads = assistant.drafts.history(number)
    for head in heads:
        _say(
            _row(head),
            f"第{head.version}版　{_day(head)} {head.made_by}　{head.action}{f'：{head.detail}' if head.detail else ''}",
            as_json,
        )


@commands.command(help="重写：--section 指定的节按现有资料重新起草，其余不动；不写 --section 就重写未经人工修改的各节。")
def revise(
    context: typer.Context,
    number: Number,
    section: Annotated[list[str] | None, typer.Option("--section", help="重写这一节，可写多次。")] = None,
    as_json: Json = False,
) -> None:
    """Draft sections anew."""
    with _assistant(context) as assistant:
        found = assistant.drafts.revise(number, tuple(section or ()))
    _changed(found, as_json)


@commands.command(help="收回修改：把改过的 .docx 或 .md 文件读回，存为新的一版；附件页和核对表不读。")
def edit(
    context: typer.Context,
    number: Number,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="由这份草稿修改而成的 .docx 或 .md 文件。")],
    as_json: Json = False,
) -> None:
    """Take over what staff changed in a file."""
    with _assistant(context) as assistant:
        found = assistant.drafts.edit(number, path)
    _changed(found, as_json)


@commands.command(help="比较两版：逐节逐句列出增加、删除和改动；不写版次就比较最近一次。")
def compare(
    context: typer.Context,
    number: Number,
    before: Annotated[int | None, typer.Option("--from", help="从哪一版。")] = None,
    after: Annotated[int | None, typer.Option("--to", help="到哪一版；不写就是最新版。")] = None,
    as_json: Json = False,
) -> None:
    """Tell what changed between two versions."""
    with _assistant(context) as assistant:
        old, new, found = assistant.drafts.compare(number, before, after)
    if as_json:
        rows = [{"section": one.section, "kind": one.kind, "before": one.before, "after": one.after} for one in found]
        console.say(json.dumps({"draft": number, "from": old.version, "to": new.version, "changes": rows}, ensure_ascii=False))
        return
    counts = "，".join(f"{kind}{n}处" for kind in ("增加", "删除", "改动") if (n := sum(one.kind == kind for one in found)))
    console.say(f"第{number}号草稿第{old.version}版与第{new.version}版：{counts or '文字相同'}。")
    place = ""
    for one in found:
        if one.section != place:
            place = one.section
            console.say(f"【{place}】")
        console.say(f"  {one.kind}：{' → '.join(text for text in (one.before, one.after) if text)}")


@commands.command(help="恢复：把以前的一版作为新的一版，之后各版仍在历史里。")
def restore(
    context: typer.Context,
    number: Number,
    version: Annotated[int, typer.Option("--version", help="恢复哪一版。")],
    as_json: Json = False,
) -> None:
    """Take a draft back to an earlier version."""
    with _assistant(context) as assistant:
        found = assistant.drafts.restore(number, version)
    _changed(found, as_json)


@commands.command(help="把一份草稿写成 .docx、.pdf 或 .md 文件。")
def export(
    context: typer.Context,
    number: Number,
    output: DraftOutput,
    version: Version = None,
    agency: RedHead = "",
    document_number: DocumentNumber = "",
    signer: Signer = "",
    as_json: Json = False,
) -> None:
    """Write a version to a file."""
    from assistant.drafting.output import check_output

    if output is None:
        raise typer.BadParameter("请用 --output 写明文件，如 --output 初稿.docx。")
    head = red_head(agency, document_number, signer)
    check_output(output)
    with _assistant(context) as assistant:
        written = assistant.drafts.export(assistant.drafts.version(number, version), output, head)
    if as_json:
        console.say(json.dumps(contract.draft(written, str(output)), ensure_ascii=False))
    else:
        console.draft(written, str(output))


@commands.command(help="移除一份草稿和它的全部历史。")
def remove(context: typer.Context, number: Number) -> None:
    """Forget a draft."""
    with _assistant(context) as assistant:
        assistant.drafts.forget(number)
    console.say(f"已移除第{number}号草稿。")


def saved(head: StoredDraft) -> str:
    """What is said of a draft that was kept."""
    return f"已保存为第{head.draft}号草稿第{head.version}版。"


def _changed(found: KeptVersion, as_json: bool) -> None:
    if as_json:
        console.say(json.dumps(_whole(found), ensure_ascii=False))
        return
    failed = [check for check in found.draft.checks if not check.passed]
    console.say(saved(found.head))
    console.say(
        f"{len(found.draft.sections)}节，{len(found.draft.figures)}个数据有出处，{len(found.draft.gaps)}处待补，{len(failed)}项核对未通过。"
    )
    for check in failed:
        console.say(f"  核对未通过：{check.name}　{check.detail}")


def _row(head: StoredDraft) -> dict[str, Any]:
    row = {"draft": head.draft, "version": head.version, "genre": head.genre, "title": head.title}
    return {**row, "action": head.action, "detail": head.detail, "by": head.made_by, "at": head.made_at}


def _whole(found: KeptVersion) -> dict[str, Any]:
    edited = [section.heading or "正文" for number, section in enumerate(found.draft.sections) if found.kept.is_edited(number)]
    return {**_row(found.head), **contract.draft(found.draft, None), "edited": edited}


def _day(head: StoredDraft) -> str:
    return head.made_at[:16].replace("T", " ")


def _say(row: dict[str, Any], sentence: str, as_json: bool) -> None:
    console.say(json.dumps(row, ensure_ascii=False) if as_json else sentence)


def _assistant(context: typer.Context) -> Assistant:
    return Assistant(settings=context.obj)
