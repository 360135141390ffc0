"""Reports about one single item (整改销号公示, 销号评估报告): its status, in the words of the text (domain.md 4.3, 4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.facts.rows import text_lines
from assistant.facts.status import leading, statuses
from assistant.types import Fact, Inspection, Quantity, Report, Track
from assistant.words.lexicon import Lexicon

GENRES = frozenset({"整改销号公示", "整改任务销号评估报告"})
_CONCLUSION = re.compile(r"完成情况|评估结论|整改结果|整改状态|整改结论|销号意见")
_VERDICT = re.compile(r"(?:不)?符合销号(?:条件|要求)|达到销号(?:条件|标准)|(?:同意|可以|建议)(?:予以)?销号|(?:未达到|不具备)销号条件")


def _conclusions(report: Report) -> Iterator[tuple[str, int, int]]:
    """The parts that state the outcome, as (heading, start, end): sections, and cells of a form (整改完成情况：已完成)."""
    for section in report.sections:
        if _CONCLUSION.search(section.heading):
            yield section.heading, section.start, section.end
    for line in text_lines(report):
        for cell in line.cells or ():
            if _CONCLUSION.search(cell.column):
                yield cell.column, cell.start, cell.start + len(cell.text)


def item_facts(report: Report, lexicon: Lexicon, inspection: Inspection) -> list[Fact]:
    """The item's status as facts with dimension 单项 and no printed number; empty for a report of another genre."""
    if report.genre not in GENRES:
        return []
    facts = []
    for heading, begin, end in _conclusions(report):
        for match in re.finditer(r"[^。\n]+", report.clean[begin:end]):
            text = match[0].strip()
            if text.rstrip("：: ") in heading or heading and text.endswith(heading):
                continue
            verdict = _VERDICT.search(text)
            found = statuses(text, lexicon)
            if verdict is None and (not found or len(text) > 160 or lexicon.intention.planned(text[: found[0].start])):
                continue
            start = begin + match.start() + match[0].index(text)
            metrics = leading(found)
            metric = "符合销号条件" if verdict else metrics[0]
            clause = next((part for part in re.split(r"[，,；;]", text) if statuses(part, lexicon)), text)
            status = verdict[0] if verdict else re.sub(r"^.*[:：]", "", clause)
            facts.append(
                Fact(
                    report=report.id,
                    place=report.place,
                    track=Track.PROBLEM,
                    metric=metric,
                    quantity=Quantity(1, "项", ""),
                    label=report.title,
                    passage=report.passage(start, start + len(text)),
                    start=start,
                    end=start,
                    inspection=inspection,
                    dimension="单项",
                    status_text=status,
                    of="ITEM",
                    as_of=report.as_of,
                    context=text,
                )
            )
    return facts[-1:]
