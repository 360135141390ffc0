"""What a document states: quantities with what they count (domain.md 2.10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from assistant.types.documents import Passage, Place
from assistant.types.lasting import Lasting

Number = int | float


class Track(StrEnum):
    """The two separate lists of domain.md 2.1, never added together, and everything else."""

    PROBLEM = "反馈问题"
    COMPLAINT = "信访件"
    SITE = "点位"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as printed: `Quantity(842.5735, "万元", "842.5735万元")`; `value` None means masked by the source."""

    value: Number | None
    unit: str
    text: str
    approximate: bool = False
    """余/多/约/近/左右/以上 stood with the number."""
    each: bool = False
    """均/各 stood before the number: it holds for every member of a list, it is not their sum."""

    @property
    def masked(self) -> bool:
        """Whether the source hides the value behind `*`, 某 or ×."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Inspection:
    """Which inspection a figure belongs to, as far as the text says: `Inspection("中央", "第二轮", revisit=False)`."""

    level: str = ""
    """中央 | 省级 | empty when the text does not say."""
    round: str = ""
    """第一轮, 第二轮, 第三轮 … or empty."""
    revisit: bool = False
    """A 回头看."""
    team: str = ""
    """第三生态环境保护督察组 …, as written."""
    campaign: str = ""
    """A named campaign that is a list of its own (百日攻坚行动, 长江经济带排查整治行动)."""

    @property
    def display(self) -> str:
        """The label staff read; empty when nothing is known."""
        if self.campaign:
            return self.campaign
        known = self.round or self.level or self.revisit
        return (self.round + self.level + "督察" + ("“回头看”" if self.revisit else "")) if known else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, one row (domain.md 2.10): a quantity with the words that say what it counts, bound to its sentence.

    `metric` is empty for an open fact; a typed one carries a metric of knowledge/lexicon (总数, 完成, 销号, 序时 …).
    """

    report: str
    place: Place | None
    track: Track
    metric: str
    quantity: Quantity
    label: str
    """What is counted, in the words of the text (水, 畜禽养殖, 处罚决定, 督办交办单)."""
    passage: Passage
    start: int
    """Clean offset of the number's first character."""
    end: int
    inspection: Inspection = field(default_factory=Inspection)
    dimension: str = ""
    """For a classification: 污染类型 | 行业 | 区域 | 部门 | 渠道 | 级别; empty otherwise."""
    status_text: str = ""
    """The status in the words of the text (正在加紧整改)."""
    unit_class: str = ""
    """What the unit measures: 件 项 人 次 钱 日期 比例 浓度 …, from knowledge/lexicon."""
    of: str = ""
    """Identity of the group (list) this fact is a part of, unique within its report; empty when it stands alone."""
    period: str = ""
    """The period the text gives for this figure, in its words (2022年, 今年1至3季度)."""
    as_of: str | None = None
    members: tuple[str, ...] = ()
    """The items named with a part (自然保护区整治, 基层执法车辆配备)."""
    repaired: bool = False
    """The number was joined or read from a damaged spot."""
    context: str = ""
    """The clause words around the number used to match a question to an open fact."""
    batch: str = ""
    """第三十三批 for a figure of one numbered batch, 累计 for one over all batches so far, empty when the text counts no batches."""
    parent: str = ""
    """For a classification: the metric whose figure it splits (办结 in “办结的27件，分属…”); empty for the total."""
    formula: str = ""
    """Non-empty for a derived fact: `33−19=14`."""
    settled: int = 0
    """The number of the correction by which staff confirmed or corrected it; 0 for a fact as it was read."""
    original: str = ""
    """The figure as its source prints it, where staff corrected it; empty otherwise."""

    @property
    def means(self) -> str:
        """What the figure was taken to be, in the words staff read; empty where nothing was made out."""
        track = "" if self.track is Track.OTHER else self.track.value
        return "".join(dict.fromkeys(filter(None, (self.inspection.display, track, self.dimension, self.metric, self.label))))


class Facts(Lasting[Fact]):
    """Facts of one state of the library or of one of its reports."""

    parts: tuple[Facts, ...] = ()
    """The facts of each report, where these are of a library; what is kept with a part outlives the state of the library."""

    @classmethod
    def of(cls, parts: Iterable[Facts]) -> Facts:
        """The facts of several reports."""
        known = tuple(parts)
        found = cls(chain.from_iterable(known))
        found.parts = known
        return found
