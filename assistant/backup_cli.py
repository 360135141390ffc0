"""`assistant backup` and `assistant restore`: everything that cannot be made again in one file, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from assistant import console
from assistant.config import Settings
from assistant.service import Assistant

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]


@dataclass
class _Ready:
    """Counts what was made anew while a backup was brought up to date."""

    settings: Settings
    passages: int = 0

    def __call__(self, home: Path) -> None:
        with Assistant(settings=self.settings.model_copy(update={"home": home})) as assistant:
            self.passages = int(assistant.reindex()["passages"])


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写成哪个文件；已有的文件不会被覆盖。")],
    as_json: Json = False,
) -> None:
    """Write a backup, verified after writing."""
    from assistant.safekeeping.backup import back_up

    settings: Settings = context.obj
    made = back_up(settings.home, settings, file)
    size = file.stat().st_size
    if as_json:
        row = {"file": str(file), "bytes": size, "schema": made.schema, "files": made.files, "reports": made.reports}
        console.say(json.dumps({**row, "made_at": made.made_at}, ensure_ascii=False))
        return
    console.say(
        f"已备份到 {file}：{made.files}个文件，{made.reports}份报告，{len(made.members) - 1}个自定义词表和模板，"
        f"{size / 1_000_000:.1f} MB，已重新打开核对无误。"
    )


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="assistant backup 写成的文件。")],
    replace: Annotated[bool, typer.Option("--replace", help="资料目录已有内容时也恢复；原来的目录改名保留。")] = False,
    as_json: Json = False,
) -> None:
    """Make the home of a backup, with its search index."""
    from assistant.safekeeping.restore import restore as put_back

    settings: Settings = context.obj
    ready = _Ready(settings)
    contents, aside = put_back(file, settings.home, settings, ready, replace=replace)
    if as_json:
        row = {"home": str(settings.home), "files": contents.files, "reports": contents.reports, "passages": ready.passages}
        console.say(json.dumps({**row, "made_at": contents.made_at, "before": str(aside) if aside else None}, ensure_ascii=False))
        return
    console.say(
        f"已恢复到 {settings.home}：{contents.files}个文件，{contents.reports}份报告（{contents.made_at[:16].replace('T', ' ')}的备份），"
        f"检索索引已重建，共{ready.passages}段。"
    )
    if aside:
        console.say(f"原来的资料目录保留在 {aside}，确认无误后可自行删除。")
