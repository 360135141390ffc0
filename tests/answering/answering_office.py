"""A small office in memory: the documents beside this file, read and extracted by the real parts, over invented places."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.answering.question import Question
from assistant.answering.route import answer
from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.search.passages import passages
from assistant.store.scope import fact_in_scope, in_scope
from assistant.types import Answer, Fact, Hit, Report, ReportHead, Scope
from assistant.words.content import grams, question_grams
from assistant.words.lexicon import load_lexicon

DOCUMENTS = Path(__file__).parent / "documents"
LEXICON = load_lexicon()
LEDGER = "芦湾区整改台账"
_TITLE = "芦湾区第二轮省级生态环境保护督察反馈问题整改台账（截至2023年9月30日）"
_HEADER = ("序号", "问题原文", "责任单位", "整改时限", "目前进展", "状态")
_ROWS = (
    (1, "鱼塘尾水直排", "区农业农村局", "2023年6月30日", "尾水池建成，台账、照片和监测报告均已归档，验收组三次到场", "已销号"),
    (2, "露天堆场扬尘", "区住建局", "2023年8月31日", "喷淋安装中", "达到序时进度"),
    (3, "西栅镇垃圾积存，雨天渗滤液外流", "区城管局", "2023年9月30日", "清运未开始", "未达到序时进度"),
    (4, "餐饮油烟扰民", "区城管局", "2023年12月31日", "设施已更换，居民回访满意，等待区级部门组织验收", "已完成整改"),
    (5, "雨污混流", "区水务局", "2024年6月30日", "管网施工中", "达到序时进度"),
    (6, "酸洗作坊", "区农业农村局", "2023年9月30日", "已拆除", "已销号"),
)


class Office:
    """The Library protocol over a few reports; search ranks by shared 2-grams."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = {report.id: report for report in reports}
        self._facts = {report.id: extract(report, LEXICON) for report in reports}

    def heads(self, scope: Scope) -> Sequence[ReportHead]:
        every = (ReportHead(r.id, r.title, r.genre, r.place, r.as_of, r.path, r.sample) for r in self._reports.values())
        return in_scope(every, scope)

    def report(self, report_id: str) -> Report:
        return self._reports[report_id]

    def facts(self, scope: Scope) -> Sequence[Fact]:
        return [fact for head in self.heads(scope) for fact in self._facts[head.id] if fact_in_scope(fact, scope)]

    def search(self, query: str, scope: Scope, k: int = 10) -> Sequence[Hit]:
        wanted = question_grams(query, LEXICON)
        hits = []
        for head in self.heads(scope):
            for passage in passages(self._reports[head.id]):
                shared = len(wanted & grams(passage.text, LEXICON))
                if shared:
                    hits.append(Hit(passage, head.title, head.path, shared / max(len(wanted), 1)))
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def ask(self, *questions: str, scope: Scope | None = None) -> Answer:
        """The answer to the last of some questions, asked as the turns of one conversation."""
        previous: Question | None = None
        for question in questions:
            given, previous = answer(question, self, LEXICON, scope or Scope(), previous)
        return given


@cache
def office(*names: str) -> Office:
    """An office that holds the documents of these names, all of them where none is named."""
    chosen = names or (*sorted(path.stem for path in DOCUMENTS.glob("*.txt")), LEDGER)
    return Office([report for name in chosen for report in _read(name)])


def office_of(*texts: str) -> Office:
    """An office that holds these texts."""
    return Office([report for number, text in enumerate(texts, 1) for report in read_reports(f"材料{number}.txt", text.encode())])


def ledger_of(rows: Sequence[Sequence[object]], *texts: str) -> Office:
    """An office that holds one ledger of these rows, and these texts."""
    others = (report for number, text in enumerate(texts, 1) for report in read_reports(f"材料{number}.txt", text.encode()))
    return Office([*read_reports(f"{LEDGER}.xlsx", _workbook(rows)), *others])


@cache
def _read(name: str) -> tuple[Report, ...]:
    if name == LEDGER:
        return tuple(read_reports(f"{name}.xlsx", _workbook(_ROWS)))
    return tuple(read_reports(f"{name}.txt", (DOCUMENTS / f"{name}.txt").read_bytes()))


def _workbook(rows: Sequence[Sequence[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("整改台账")
    for row in ((_TITLE,), _HEADER, *rows):
        sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
