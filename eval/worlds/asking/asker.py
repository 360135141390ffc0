"""A question with its gold, and what every family of questions needs to make one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from eval.worlds import speaking
from eval.worlds.book import Book, Track
from eval.worlds.schema import Inspection
from eval.worlds.telling import Fact, Slot
from eval.worlds.wordings import Speaker, Wording, filled

UNITS = {
    "个": ["个", "项", "条"],
    "项": ["个", "项", "条"],
    "条": ["个", "项", "条"],
    "人": ["人", "名"],
    "批": ["批", "批次"],
    "余次": ["次"],
    "余卷": ["卷"],
    "微克/立方米": ["微克/立方米", "μg/m³"],
}
"""Units that an answer may use for one of the schema."""
MONTHLY = {"整改时限", "预计完成时间", "开工时间", "建成时间", "完成时间"}
"""Metrics of which documents tell the month only."""
UP, DOWN = ["上升", "提高", "增加", "增长", "升高", "多"], ["下降", "降低", "减少", "下滑", "少"]
NO = ["不对", "不是", "有误", "不符", "并非", "不准确", "没有", "不属实", "错误"]
YES, NOT_ALL = ["全部", "都", "均已", "是的"], ["没有全部", "未全部", "没有都", "尚未"]
STATED, WORKED_OUT = ["确定"], ["推算", "确定"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its gold in the shape of a case; turns of one `conversation` follow on."""

    type: str
    question: str
    gold: dict[str, Any]
    tags: tuple[str, ...] = ()
    conversation: str = ""


class Asker:
    """Words questions about one book in one table of wordings."""

    def __init__(self, book: Book, speaker: Speaker, random: Random) -> None:
        self.book, self.speaker, self.random = book, speaker, random

    def named(self, inspection: Inspection) -> str:
        """The inspection as staff name it."""
        number = "零一二三四"[inspection.round]
        return self.random.choice(
            [f"第{number}轮{inspection.level}督察", f"{inspection.level}第{number}轮督察", f"第{number}轮{inspection.level}环保督察"]
        )

    def about(self, track: Track) -> dict[str, str]:
        """The slots of a question about a track."""
        return {"place": track.place, "insp": self.named(track.affair.inspection)}

    def only(self, track: Track) -> bool:
        """Whether the place has no other inspection, so that a question need not name it."""
        return len(track.bureau.affairs) == 1

    def ask(self, kind: str, **slots: str) -> str:
        """Any wording of a kind, filled."""
        return self.worded("ask", kind, **slots)

    def full(self, kind: str, **slots: str) -> str:
        """A wording that names the inspection."""
        return _filled(self.random.choice([one for one in self.speaker.table["ask"][kind] if "{insp}" in one]), slots)

    def asked_of(self, track: Track, kind: str, **slots: str) -> str:
        """A question about a track, which names the inspection unless there is only one."""
        return (self.ask if self.only(track) else self.full)(kind, **self.about(track), **slots)

    def worded(self, group: str, kind: str, **slots: str) -> str:
        """A wording of another group: a follow-up, a question in English."""
        return _filled(self.random.choice(self.speaker.table[group][kind]), slots)

    def body(self, metric: str) -> str:
        """What is asked of a metric of a year or a visit."""
        return str(self.random.choice(self.speaker.table["body"][metric]))

    def dated(self, question: str, day: str) -> str:
        """The question asked of a day."""
        frame = self.random.choice(self.speaker.table["dated"]["frames"])
        written = speaking.full_date(date.fromisoformat(day))
        return filled(Wording(frame), {"day": Slot(written), "question": Slot(question)}).text

    def mistyped(self, asked: Asked) -> Asked:
        """Every now and then one word is typed wrongly."""
        pairs = [(right, wrong) for right, wrong in self.speaker.table["typos"].items() if right in asked.question]
        if not pairs or self.random.random() > 0.07 or asked.conversation:
            return asked
        right, wrong = self.random.choice(pairs)
        return replace(asked, question=asked.question.replace(right, wrong, 1), tags=(*asked.tags, "typo"))


def _filled(wording: str, slots: dict[str, str]) -> str:
    return filled(Wording(wording), {name: Slot(text) for name, text in slots.items()}).text


def figure(fact: Fact, value: Decimal | int | None = None) -> dict[str, Any]:
    """The gold figure of a fact, or another value in its unit."""
    given = fact.value if value is None else value
    assert isinstance(given, Decimal | int)
    return {"value": abs(given), "unit": UNITS.get(fact.unit, [fact.unit] if fact.unit else [])}


def number(value: Decimal | int, unit: str) -> dict[str, Any]:
    """A gold figure that is no fact of its own."""
    return {"value": abs(value), "unit": UNITS.get(unit, [unit] if unit else [])}


def gold_of(book: Book, fact: Fact, *, dated: bool = False) -> dict[str, Any]:
    """The gold of a question about one told fact, whatever its value is."""
    gold: dict[str, Any] = {"status": STATED, "sources": book.sources(fact), "must": []}
    if isinstance(fact.value, tuple):
        return gold | {"must": list(fact.value), "status": []}
    if isinstance(fact.value, date):
        return gold | {"must": [moment(fact)], "status": []}
    if isinstance(fact.value, str):
        return gold | {"must": [fact.value], "status": []}
    if fact.unit == "位":
        return gold | {"must": [[f"第{fact.value}", f"第{speaking.chinese(int(fact.value))}"]], "status": []}
    if fact.unit.startswith("余"):
        gold["must"].append(["余", "多", "超过", "以上"])
    if fact.metric.endswith("变化"):
        gold["must"].append(UP if fact.value > 0 else DOWN)
    if dated and fact.dated:
        gold["must"].append(f"date:{fact.time}")
    return gold | {"figures": [figure(fact)]}


def moment(fact: Fact) -> str:
    """The date an answer must hold, as precise as documents tell it."""
    assert isinstance(fact.value, date)
    return f"date:{fact.value:%Y-%m}" if fact.metric in MONTHLY else f"date:{fact.value.isoformat()}"
