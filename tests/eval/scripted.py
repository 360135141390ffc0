"""Small real objects for the tests: one invented report on a shelf, answers written by hand, a subject that says them."""

from __future__ import annotations

from eval.cases import Case
from eval.subject import AnswerRow

TEXT = (
    "云溪县关于省级督察整改情况的报告\n截至2024年6月30日，督察反馈的33个问题中，已完成整改19个，达到序时进度12个，正在加紧整改2个。\n"
    "收到信访件54件，办结53件，阶段性办结1件。投入资金1.2亿元，日处理能力IOoo吨。约谈三十二人次。公示自8月26日起。"
)


class Shelf:
    """Holds the one report `r1`."""

    def text(self, report: str) -> str:
        return TEXT if report == "r1" else ""

    def file(self, report: str) -> str:
        return "云溪县整改报告.txt" if report == "r1" else ""


class Scripted(Shelf):
    """Says what it was given for a question, and breaks where it was given nothing; remembers what it was asked."""

    def __init__(self, answers: dict[str, AnswerRow]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str | None]] = []

    def answer(self, case: Case) -> AnswerRow:
        self.asked.append((case.question, case.conversation))
        return self.answers[case.question]


def case(name: str, question: str = "还有多少个没有完成？", gold: dict | None = None, **more) -> Case:
    return Case.model_validate({"id": name, "question": question, "type": "数量", "set": "dev", "gold": gold or {}, **more})


def answer_row(answer: str = "答。", figures=(), citations=(), **more) -> AnswerRow:
    row = {"kind": "computed", "status": "确定", "caveats": [], "as_of": None, **more}
    return AnswerRow(
        answer=answer, figures=[_figure(one) for one in figures], citations=[_citation(*one) for one in enumerate(citations, 1)], **row
    )


def _figure(given: dict) -> dict:
    return {"label": "", "formula": None, "citations": [], "approximate": False, **given}


def _citation(n: int, given: str | dict) -> dict:
    row = {"n": n, "report": "r1", "title": "", "section": "", **({"quote": given} if isinstance(given, str) else given)}
    return {"original": row["quote"], **row}


FINISHED = answer_row("已完成19个[1]。", [{"value": 19, "unit": "个", "citations": [1]}], ["督察反馈的33个问题中，已完成整改19个"])
WRONG = answer_row("已完成12个[1]。", [{"value": 12, "unit": "个", "citations": [1]}], ["达到序时进度12个"])
