"""Is every quotation really there, and does every mark in the text point at one?"""

from __future__ import annotations

import re

from eval.scorers.evidence import PASSED, Evidence, Score

_MARK = re.compile(r"[\[［](\d{1,2})[\]］]")


def citation(evidence: Evidence) -> Score:
    """Each quote is a verbatim part of its report's text; what is stated has at least one; marks have their citation."""
    answer = evidence.answer
    for row in answer["citations"]:
        if not row["quote"].strip() or row["quote"] not in evidence.sources.text(row["report"]):
            return Score(False, f"引文[{row['n']}]在原文中找不到：{row['quote'][:40]}")
    if answer["kind"] != "refused" and not answer["citations"]:
        return Score(False, "没有引文")
    quoted = "".join(row["quote"] for row in answer["citations"])  # a source may hold marks of its own
    loose = {int(match[1]) for match in _MARK.finditer(answer["answer"]) if match[0] not in quoted} - {
        row["n"] for row in answer["citations"]
    }
    return Score(False, f"文中标记没有对应的引文：{sorted(loose)}") if loose else PASSED
