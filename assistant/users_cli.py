"""The commands of `assistant user`, `assistant visibility` and `assistant audit`: who may do what, and who did what."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from assistant import console
from assistant.errors import UsageError
from assistant.service import Assistant
from assistant.types import Role

commands = typer.Typer(help="用户：谁能登录，能做什么，能看哪些组的资料。", no_args_is_help=True, rich_markup_mode=None)
keys = typer.Typer(help="用户的密钥，供其他程序接入。", no_args_is_help=True, rich_markup_mode=None)
commands.add_typer(keys, name="key")

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="用户名。")]
KeyName = Annotated[str, typer.Argument(metavar="KEY", help="密钥的名称。")]
RoleOption = Annotated[Role, typer.Option("--role", help="角色，后面的可以做前面的全部事情：查看、起草、资料管理、管理员。")]
Groups = Annotated[list[str] | None, typer.Option("--group", help="所属的组，可写多次。")]


@commands.command(help="新增用户；密码在终端输入，或从标准输入读一行。第一个用户要是管理员，此后网页须登录使用。")
def add(context: typer.Context, name: Name, role: RoleOption = Role.VIEWER, group: Groups = None) -> None:
    """Set a user up."""
    with _assistant(context) as assistant:
        made = assistant.users.add(name, _password(), role, group or ())
    console.say(f"已新增用户“{made.name}”，角色：{made.role.value}。")


@commands.command("list", help="列出用户：角色、组、是否停用。")
def list_users(context: typer.Context, as_json: Json = False) -> None:
    """List the users."""
    with _assistant(context) as assistant:
        found = assistant.users.every()
    for one in found:
        groups = sorted(one.groups)
        if as_json:
            _print({"name": one.name, "role": one.role.value, "groups": groups, "disabled": one.disabled, "made_at": one.made_at})
        else:
            console.say("　".join(filter(None, (one.name, one.role.value, "、".join(groups), "已停用" if one.disabled else ""))))
    if not found and not as_json:
        console.say("还没有用户：网页只在本机打开，不用登录。用 assistant user add 新增。")


@commands.command(help="改角色。")
def role(context: typer.Context, name: Name, role: Annotated[Role, typer.Argument(metavar="ROLE", help="新的角色。")]) -> None:
    """Give a user another role."""
    with _assistant(context) as assistant:
        assistant.users.change(name, role=role)
    console.say(f"“{name}”的角色现在是{role.value}。")


@commands.command(help="改所属的组；不写组就是不属于任何组。")
def groups(
    context: typer.Context, name: Name, names: Annotated[list[str] | None, typer.Argument(metavar="[GROUP]...", help="组名。")] = None
) -> None:
    """Put a user into groups."""
    with _assistant(context) as assistant:
        changed = assistant.users.change(name, groups=names or ())
    console.say(f"“{name}”所属的组：{'、'.join(sorted(changed.groups)) or '无'}。")


@commands.command(help="设新密码；密码在终端输入，或从标准输入读一行。已登录的随即退出。")
def password(context: typer.Context, name: Name) -> None:
    """Give a user a new password."""
    with _assistant(context) as assistant:
        assistant.users.set_password(name, _password())
    console.say(f"已给“{name}”设新密码，原来的登录都已失效。")


@commands.command(help="停用用户，登录和密钥都失效；用 --off 恢复。")
def disable(context: typer.Context, name: Name, off: Annotated[bool, typer.Option("--off", help="恢复。")] = False) -> None:
    """Lock a user out, or let them in again."""
    with _assistant(context) as assistant:
        assistant.users.disable(name, disabled=not off)
    console.say(f"已{'恢复' if off else '停用'}“{name}”。")


@commands.command(help="移除用户；其草稿和对话留在资料目录里。")
def remove(context: typer.Context, name: Name) -> None:
    """Remove a user."""
    with _assistant(context) as assistant:
        assistant.users.remove(name)
    console.say(f"已移除用户“{name}”。")


@keys.command("add", help="新密钥：只显示这一次，请马上记下。")
def add_key(context: typer.Context, name: Name, key: KeyName) -> None:
    """Make a key; only this line ever shows it."""
    with _assistant(context) as assistant:
        console.say(assistant.users.new_key(name, key))


@keys.command("list", help="列出用户的密钥。")
def list_keys(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """List a user's keys."""
    with _assistant(context) as assistant:
        found = assistant.users.keys(name)
    for one in found:
        if as_json:
            _print({"name": one.name, "made_at": one.made_at})
        else:
            console.say(f"{one.name}　{one.made_at[:10]}")
    if not found and not as_json:
        console.say(f"“{name}”没有密钥。")


@keys.command("revoke", help="撤销密钥。")
def revoke_key(context: typer.Context, name: Name, key: KeyName) -> None:
    """Make a key useless."""
    with _assistant(context) as assistant:
        assistant.users.revoke_key(name, key)
    console.say(f"已撤销“{name}”的密钥“{key}”。")


def visibility(
    context: typer.Context,
    report: Annotated[str | None, typer.Argument(metavar="[REPORT]", help="编号、编号开头或文件名；不写就列出限定了组的报告。")] = None,
    group: Annotated[list[str] | None, typer.Option("--group", help="只有这个组能看，可写多次。")] = None,
    everybody: Annotated[bool, typer.Option("--everybody", help="全部用户都能看。")] = False,
    as_json: Json = False,
) -> None:
    """Limit a report to groups, open it to everybody, or list what is limited."""
    if report is None:
        _list_limited(context, as_json)
        return
    if bool(group) == everybody:
        raise typer.BadParameter("请写 --group 组名，或者写 --everybody。")
    with _assistant(context) as assistant:
        for head in assistant.visibility.limit(report, group or ()):
            console.say(f"{head.id}　{head.path}　{'、'.join(group or ()) or '全部用户'}")


def _list_limited(context: typer.Context, as_json: bool) -> None:
    with _assistant(context) as assistant:
        limited = assistant.visibility.limited()
        heads = [head for head in assistant.reports() if head.id in limited]
    for head in heads:
        groups = sorted(limited[head.id])
        if as_json:
            _print({"report": head.id, "path": head.path, "groups": groups})
        else:
            console.say(f"{head.id}　{head.path}　{'、'.join(groups)}")
    if not heads and not as_json:
        console.say("没有限定了组的报告，全部用户都能看全部报告。")


def audit(
    context: typer.Context,
    user: Annotated[str, typer.Option("--user", help="只看这个用户的。")] = "",
    action: Annotated[str, typer.Option("--action", help="只看这一类：登录、登录失败、提问、收入、移除、核定、导出 等。")] = "",
    since: Annotated[str, typer.Option("--since", help="从这一天起，如 2024-12-05。")] = "",
    most: Annotated[int, typer.Option("-n", min=1, max=100_000, help="最多几条。")] = 200,
    as_json: Json = False,
) -> None:
    """Show the log, the newest entry first."""
    with _assistant(context) as assistant:
        found = assistant.audit.entries(user, action, since, most)
        files = {head.id: head.path for head in assistant.reports()}
    for one in found:
        if as_json:
            row = {"number": one.number, "at": one.at, "user": one.name, "action": one.action, "reports": list(one.reports)}
            _print({**row, "detail": one.detail, "address": one.address})
        else:
            about = "、".join(files.get(report, report) for report in one.reports)
            console.say("　".join(filter(None, (one.at[:19].replace("T", " "), one.name, one.action, one.detail, about, one.address))))
    if not found and not as_json:
        console.say("没有这样的记录。设有用户以后才记日志。")


def _password() -> str:
    """Typed twice at a terminal, else one line of standard input: never an argument, which others on the machine could read."""
    if sys.stdin.isatty():
        return str(typer.prompt("密码", hide_input=True, confirmation_prompt="再输一遍"))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UsageError("标准输入里没有密码，请在终端里运行，或把密码从标准输入送来。")
    return line


def _assistant(context: typer.Context) -> Assistant:
    return Assistant(settings=context.obj)


def _print(row: dict[str, Any]) -> None:
    console.say(json.dumps(row, ensure_ascii=False))
