"""What the proof of a text comes to: every figure, date and name with its source sentence, and every flaw where it stands."""

from __future__ import annotations

from dataclasses import dataclass

MUST, LOOK = "必须改", "建议核"
"""How strongly a flaw is put: what the sources or arithmetic contradict or what may not be printed, and what a person should look at."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A figure, date or name at [start, end) of the text with the sentence it rests on."""

    start: int
    end: int
    text: str
    section: str
    quote: str
    report: str
    """The id of the report that the quote is from."""
    formula: str = ""
    """How it follows from figures of the quote; empty for one that stands there."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something at [start, end) of the text that does not stand, or that someone should look at."""

    kind: str
    """Against sources 数字 | 单位 | 约数 | 日期 | 状态 | 口径升级 | 名称 | 地名 | 改动原句 | 待核;
    by arithmetic 合计 | 比率 | 天数 | 前后不一; of the text itself 待补 | 遮盖 | 残留 | 个人信息 | 重复 | 标点 | 编号 | 附件 | 校对."""
    start: int
    end: int
    section: str
    sentence: str
    """The sentence of the text that it stands in."""
    written: str
    says: str
    """What the source or the arithmetic says instead; empty where there is nothing to hold it against."""
    advice: str
    strength: str
    """必须改 or 建议核."""
    quote: str = ""
    report: str = ""
    basis: str = ""
    """The rule or standard behind it, where it is one of writing."""


@dataclass(frozen=True, slots=True)
class Review:
    """One text proofed against the library."""

    title: str
    place: str
    """The place whose reports it was held against; empty when none was found."""
    text: str
    ties: tuple[Tie, ...]
    flaws: tuple[Flaw, ...]
    sources: tuple[tuple[str, str], ...]
    """The reports it was held against: id, and 《title》（file, date）."""

    @property
    def must(self) -> tuple[Flaw, ...]:
        """The flaws that have to be mended."""
        return tuple(flaw for flaw in self.flaws if flaw.strength == MUST)
