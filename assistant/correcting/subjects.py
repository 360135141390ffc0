"""Which report, and which figure of it, a correction speaks of."""

from __future__ import annotations

import re

from assistant.errors import UsageError
from assistant.store.scope import referred
from assistant.store.snapshot import Snapshot
from assistant.types import Fact, ReportHead, Scope

_ID = re.compile(r"(.+)\.([0-9a-f]{1,8}(?:-\d+)?)")


def meant_report(reference: str, snapshot: Snapshot) -> ReportHead:
    """The one report meant.

    Raises:
        UsageError: there is none, or the file holds several.
    """
    found = referred(reference.strip(), snapshot.heads(Scope()))
    if len(found) > 1:
        raise UsageError(f"文件“{reference}”里有{len(found)}份报告，请写明编号：{'、'.join(head.id for head in found[:8])}。")
    return found[0]


def meant_fact(fact_id: str, snapshot: Snapshot) -> tuple[Fact, ReportHead]:
    """The figure of an id or of the beginning of one, as it was read, with its report.

    Raises:
        UsageError: there is none, or several begin so.
    """
    parts = _ID.fullmatch(fact_id.strip())
    if parts is None:
        raise UsageError(f"“{fact_id[:60]}”不是数据编号，请用 assistant show 报告 --facts 查看编号。")
    head = meant_report(parts[1], snapshot)
    every = [(known, fact) for known, fact, _ in snapshot.identified(head.id)]
    exact = [fact for known, fact in every if known.rpartition(".")[2] == parts[2]]
    found = exact or [fact for known, fact in every if known.rpartition(".")[2].startswith(parts[2])]
    if not found:
        raise UsageError(f"报告 {head.id} 里没有编号为“{parts[2]}”的数据，请用 assistant show {head.id} --facts 查看编号。")
    if len(found) > 1:
        raise UsageError(f"编号“{fact_id[:60]}”对应{len(found)}条数据，请写得更完整。")
    return found[0], head
