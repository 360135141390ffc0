"""The checks of a draft: proof-reading against its sources, what staff settled, where sentences come from, which reports were used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.checking.proof import Basis, proof
from assistant.drafting.annex import SOURCE
from assistant.drafting.settled import settled_check
from assistant.drafting.sources import Sources
from assistant.types import Check, Draft
from assistant.words.dates import show_date


def with_checks(draft: Draft, sources: Sources, origins: Sequence[Check], home: Path | None = None) -> Draft:
    """The draft with its checks worked out; `origins` says where the sentences of each section were taken from."""
    used = [
        Check(f"{SOURCE}{r.id}", True, f"《{r.title}》（{r.path}，{show_date(r.as_of) if r.as_of else '未载明日期'}）")
        for r in sources.reports
    ]
    basis = Basis({report.id: report for report in sources.reports}, sources.facts, sources.elsewhere)
    return replace(draft, checks=(*proof(draft, basis, home), *settled_check(draft.figures), *origins, *used))
