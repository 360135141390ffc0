"""A small office in memory with the service's methods, for looking at the page's handlers without reading real files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import SimpleNamespace

from assistant.errors import UsageError
from assistant.types import (
    OWNER,
    Answer,
    Check,
    Citation,
    Draft,
    DraftFigure,
    DraftSection,
    Figure,
    Health,
    IngestResult,
    OffsetMap,
    Place,
    Reader,
    Repair,
    Report,
    ReportHead,
    Scope,
    Section,
    Status,
)

THIRD_PARTY = ("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
"""What Gradio and its server leave lying about when they start and stop inside a test."""

RAW = (
    "云岭市关于督察反馈问题整改情况的报告\n一、总体情况\n"
    "督察组反馈的36个问题，截至2024年11月30日已完成整改2\n3、5个，达到序时进度9个，其余2个正在抓紧推进。市政府先后1⏎8次召开专题会议。\n"
    "二、存在的不足\n某县*个点位尚未销号，处理能力为IOoo吨/日，<b>整改</b>率以*标注。\n"
)


def report(name: str = "云岭市整改报告.txt", *, sample: bool = False, number: str = "a" * 16 + "-1") -> Report:
    """A report whose clean text lost one page mark inside a number, and in which one number looks misread."""
    mark = RAW.index("2\n3、5") + 1
    clean = RAW[:mark] + RAW[mark + 3 :]
    offsets = OffsetMap((0, mark, mark), (0, mark, mark + 3), (mark, mark + 3, len(RAW)), (True, False, True))
    misread = RAW.index("IOoo")
    repairs = (
        Repair("页间拼接", mark, mark + 3, RAW[mark : mark + 3], "", 0.95),
        Repair("疑似误识", misread, misread + 4, "IOoo", "1000", 0.6, suggestion=True),
    )
    first, second = clean.index("一、"), clean.index("二、")
    sections = (
        Section((), 0, 0, first),
        Section(("一、总体情况",), 1, first, second),
        Section(("二、存在的不足",), 1, second, len(clean)),
    )
    return Report(
        id=number,
        path=name,
        title=RAW.splitlines()[0],
        genre="整改落实情况报告",
        place=Place("云岭市"),
        as_of="2024-11-30",
        as_of_source="截至日期",
        raw=RAW,
        clean=clean,
        offsets=offsets,
        sections=sections,
        repairs=repairs,
        sample=sample,
    )


def citation(source: Report, quote: str, n: int) -> Citation:
    """The numbered evidence of a verbatim quote."""
    start = source.clean.index(quote)
    original = source.original(start, start + len(quote))
    return Citation(n, source.id, source.title, "／".join(source.section_at(start)), quote, original, start, source.path)


def answer(source: Report) -> Answer:
    """A computed answer with a formula over two citations."""
    return Answer(
        "11个。[1]\n截至2024年11月30日，云岭市36个反馈问题中已完成整改25个，其余11个未完成：\n9个达到序时进度，2个正在抓紧推进。",
        "computed",
        Status.DERIVED,
        (Figure(11, "个", "未完成", "36−25=11", (1,)),),
        (
            citation(source, "已完成整改25个，达到序时进度9个，其余2个正在抓紧推进。", 1),
            citation(source, "某县*个点位尚未销号，处理能力为IOoo吨/日，", 2),
        ),
        ("达到序时进度不等于完成；材料未说明销号数。",),
        "2024-11-30",
    )


def draft(source: Report, genre: str) -> Draft:
    """A short draft with a figure, a gap and two checks."""
    return Draft(
        genre,
        "云岭市人民政府关于督察反馈问题整改落实情况的报告",
        "省督察整改工作领导小组办公室",
        (
            DraftSection("一、总体情况", 1, "截至2024年11月30日，督察反馈的36个问题已完成整改25个。"),
            DraftSection("二、下一步工作", 1, "责任单位为【待补：责任单位，建议向市督察整改办核实】。", ("责任单位",)),
        ),
        "云岭市人民政府",
        "【待补：成文日期】",
        (DraftFigure("25个", 25, "个", "已完成整改", None, False, source.id, "已完成整改25个"),),
        (Check("合计", True, "36=25+9+2"), Check("完成与销号", False, "材料未写销号数，请核实")),
        ("责任单位", "成文日期"),
    )


@dataclass
class Office:
    """Reports by id; questions get the one computed answer, or a refusal where there is nothing to read."""

    shelf: dict[str, Report] = field(default_factory=dict)
    home: Path = Path("/nowhere")
    forgotten: list[str] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    """A question with 慢 in it waits until this is set."""
    corrections: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(genres=lambda: ("整改落实情况报告", "其他"), log=lambda: [])
    )
    conversations: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(keep=lambda *_: None, listed=lambda *_: []))
    reader: Reader = OWNER
    users: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(any=lambda: False))
    logins: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(reader=lambda _: None))
    settings: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(maximum_megabytes=50, language="zh", api_kilobytes=256, api_seconds=120.0, uses_model=False)
    )

    def count_answers(self, count: object) -> None:
        """Nobody looks at the counts of this office."""

    def reports(self, scope: Scope = Scope()) -> list[ReportHead]:
        return [ReportHead(r.id, r.title, r.genre, r.place, r.as_of, r.path, r.sample) for r in self.shelf.values()]

    def healths(self) -> dict[str, Health]:
        return {}

    def report(self, report_id: str) -> Report:
        if report_id not in self.shelf:
            raise UsageError("资料中没有这份报告。")
        return self.shelf[report_id]

    def suggestions(self, given: Answer, scope: Scope, conversation: str) -> list[str]:
        return ["其中哪些滞后？"] if given.kind != "refused" else []

    def ask_stream(self, question: str, scope: Scope, conversation: str) -> Iterator[str | Answer]:
        if len(question) > 1000:
            raise UsageError(f"问题有{len(question)}个字，最多1000个字，请只写要问的那一句。")
        if "慢" in question:
            self.gate.wait(20)
        if "除零" in question:
            raise ZeroDivisionError
        if not self.shelf:
            yield Answer("现有资料中没有可以回答的内容。", "refused", Status.ABSENT)
            return
        found = answer(next(iter(self.shelf.values())))
        yield from re.findall(r".+?[\n，。]|.+$", found.text, re.DOTALL)
        yield found

    def forget(self, conversation: str) -> None:
        self.forgotten.append(conversation)

    def genres(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name, description="", matter="") for name in ("整改落实情况报告", "整改销号公示")]

    def ingest(self, paths: Iterable[Path], *, uploaded: bool = False) -> Iterator[IngestResult]:
        for path in paths:
            if "慢" in path.name:
                self.gate.wait(20)
            if b"\0" in path.read_bytes():
                yield IngestResult(str(path), (), "refused", reason="这是二进制文件，不是文字材料，请上传原始文档。")
                continue
            taken = report(path.name, number=f"{len(self.shelf):016x}-1")
            self.shelf[taken.id] = taken
            yield IngestResult(str(path), (taken.id,), "added", characters=len(taken.clean), facts=7, repairs=2)

    def load_samples(self) -> Iterator[IngestResult]:
        taken = report(sample=True)
        self.shelf[taken.id] = taken
        yield IngestResult(taken.path, (taken.id,), "added", characters=len(taken.clean), facts=7, repairs=2)

    def remove(self, reference: str) -> list[str]:
        del self.shelf[self.report(reference).id]
        return [reference]

    def remove_samples(self) -> int:
        samples = [r.id for r in self.shelf.values() if r.sample]
        for number in samples:
            del self.shelf[number]
        return len(samples)

    def status(self) -> dict[str, object]:
        samples = sum(r.sample for r in self.shelf.values())
        return {"samples": samples, "samples_shown": bool(samples), "mode": "offline"}
