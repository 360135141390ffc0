"""Genre templates: the files of knowledge/templates, written for staff to read and edit, checked strictly when loaded.

A sentence holds 〔slots〕 filled from the sources and {optional parts} left out when a slot in them has no source.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.drafting.template_faults import first_fault, unreadable
from assistant.errors import KnowledgeError, UsageError
from assistant.resources import knowledge_files
from assistant.types import Track

SLOT = re.compile("〔([^〔〕{}]+)〕")
FIELDS = (
    *("地区", "我地", "地级", "党委政府", "上级党委政府", "督察名称", "督察简称", "督察组名称", "批次"),
    *("截至日期", "截至月份", "发文机关", "整改办", "主送机关", "题中问题"),
)
"""What a slot may take from the reports themselves; `fields.py` resolves each."""
MATTER = ("事项", "反馈问题", "责任单位", "牵头单位", "整改时限", "整改目标", "整改措施", "进展", "差距", "验收", "公示起止", "序号")
"""What a slot may take from the one item that the document is about; `matters.py` finds it in a ledger or in the reports."""


def _sentence(text: str) -> str:
    """A template sentence states no figure of its own and closes every bracket it opens."""
    if re.search(r"\d", text):
        raise ValueError("句子里不能直接写数字，数字一律由〔槽位〕从资料取得")
    if text.count("〔") != text.count("〕") or text.count("{") != text.count("}"):
        raise ValueError("〔〕或 { } 没有成对")
    return text


Sentence = Annotated[str, AfterValidator(_sentence)]


class _Row(BaseModel):
    """A table of a template file: Chinese keys, nothing unknown in it."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class SlotRule(_Row):
    """Where a slot's value comes from: exactly one of field, metric, dimension, words with units, shape, or the staff."""

    field: str = Field("", alias="报告信息")
    track: Track | None = Field(None, alias="条线")
    metric: str = Field("", alias="指标")
    equals: str = Field("", alias="等于")
    """Only when this metric has the same value as that one (全部办结)."""
    show: Literal["", "事项", "原话", "原文数"] = Field("", alias="取")
    """The items named with the figure, its status in the words of the source, or only a figure the text itself states."""
    growth: Literal["", "增加", "日期"] = Field("", alias="较上次")
    """How much more there is than in the list before, or the day of that list."""
    batch: bool = Field(False, alias="本批")
    """The newest batch of complaints instead of the whole list."""
    dimension: str = Field("", alias="分类")
    words: tuple[str, ...] = Field((), alias="含词")
    units: tuple[str, ...] = Field((), alias="量词")
    shape: str = Field("", alias="写法")
    """A shape of knowledge/drafting.toml (日期, 起止日期, 督察组 …) standing near one of the words."""
    copied_only: bool = Field(False, alias="限照录材料")
    """Only from the report that the sentences are copied from."""
    paragraph: tuple[str, ...] = Field((), alias="同段词")
    """Only from a paragraph that holds one of these (办理过程, 边督边改): the same count of something else is another figure."""
    matter: str = Field("", alias="事项信息")
    """What the one item says that the document is about."""
    staff: bool = Field(False, alias="人工填写")
    owner: str = Field("整改办", alias="核实单位")

    @model_validator(mode="after")
    def _one_source(self) -> SlotRule:
        sources = [*map(bool, (self.field, self.metric, self.dimension, self.units, self.shape, self.matter)), self.staff]
        if sum(sources) != 1:
            raise ValueError("要在 报告信息、事项信息、指标、分类、量词、写法、人工填写 中写且只写一种来源")
        if (self.metric or self.dimension) and self.track is None:
            raise ValueError("写了指标或分类，还要写条线")
        if (self.units or self.shape) and not self.words:
            raise ValueError("写了量词或写法，还要写含词")
        if self.field and self.field not in FIELDS:
            raise ValueError(f"报告信息只能是：{'、'.join(FIELDS)}")
        if self.matter and self.matter not in MATTER:
            raise ValueError(f"事项信息只能是：{'、'.join(MATTER)}")
        return self


class PracticeRule(_Row):
    """Which whole sentences of the place's own reports a section takes."""

    headings: tuple[str, ...] = Field((), alias="标题词")
    """Words of the source section's own heading; none means any heading under `under`."""
    under: tuple[str, ...] = Field((), alias="上级标题词")
    """Words one of which must stand in the heading path."""
    kinds: tuple[str, ...] = Field((), alias="取自")
    """Kinds of sections of knowledge/drafting.toml (做法, 存在问题, 下一步), each with all the words that offices head them with."""
    genres: tuple[str, ...] = Field((), alias="文种材料")
    """Reports of these genres come first, and all their sections fit."""
    words: tuple[str, ...] = Field((), alias="句中词")
    """Taken by sentence when no heading fits."""
    most: int = Field(8, alias="最多", ge=1)
    run_in: bool = Field(False, alias="带小标题")
    """Each source section becomes a paragraph that opens with its heading."""
    split: bool = Field(False, alias="分节")
    """Each source section becomes a section of its own under the source's heading."""
    several: bool = Field(False, alias="可取多份")
    """From more than one report."""
    titles: bool = Field(False, alias="合写时取小标题")
    """Where the source tells measures and results in one section, the measures are its headings."""
    whole: bool = Field(False, alias="整节照录")
    """The section stands as it is, with the sections below it: problem texts, aims, measures."""
    older: Literal["不用", "无数字", "可用"] = Field("无数字", alias="往期材料")
    """What of reports older than the newest figures may be used: nothing, sentences without figures, everything."""
    owner: str = Field("整改办", alias="核实单位")
    missing: str = Field("", alias="缺项名")
    """What the gap is called; the section's heading when empty."""


class TableRule(_Row):
    """A table: one row, or one per inspection of the place."""

    columns: tuple[Sentence, ...] = Field(alias="表头", min_length=1)
    row: tuple[Sentence, ...] = Field(alias="行", min_length=1)
    per_inspection: bool = Field(False, alias="逐督察")
    per_item: Literal["", "全部", "滞后"] = Field("", alias="逐项")
    """One row for each item of the place's ledger, or for each that lags by the newest word of it."""
    needs: tuple[str, ...] = Field((), alias="须有")
    """Slots without which an inspection has no row."""

    @model_validator(mode="after")
    def _same_width(self) -> TableRule:
        if len(self.columns) != len(self.row):
            raise ValueError("表头和行的格数不同")
        return self


class Part(_Row):
    """A section of a template, in reading order; level 0 has no heading."""

    heading: Sentence = Field("", alias="标题")
    level: int = Field(0, alias="层级", ge=0, le=4)
    paragraphs: tuple[Sentence | tuple[Sentence, ...], ...] = Field((), alias="段落")
    """A list inside the list holds alternatives: the first whose slots are all there is used."""
    per_inspection: bool = Field(False, alias="逐督察")
    others: bool = Field(False, alias="其他督察")
    """The paragraphs are written for every inspection of the place but the one the document is about."""
    needs: tuple[str, ...] = Field((), alias="须有")
    """Slots without which nothing is written about an inspection."""
    practice: PracticeRule | None = Field(None, alias="取原句")
    fallback: tuple[Sentence, ...] = Field((), alias="备用段落")
    """Used when no practice sentence was found; only those without a gap."""
    table: TableRule | None = Field(None, alias="表格")
    optional: bool = Field(False, alias="可省")

    @model_validator(mode="after")
    def _heading_by_level(self) -> Part:
        if bool(self.heading) != bool(self.level):
            raise ValueError("层级 1—4 的章节要有标题，层级 0 的不能有")
        return self

    def sentences(self) -> list[str]:
        """Every template sentence of the part."""
        flat = [one for item in self.paragraphs for one in ((item,) if isinstance(item, str) else item)]
        return [self.heading, *flat, *self.fallback, *((*self.table.columns, *self.table.row) if self.table else ())]


class Genre(_Row):
    """One kind of document."""

    name: str = Field(alias="文种")
    description: str = Field(alias="说明")
    tone: str = Field("", alias="语气")
    length: tuple[int, int] = Field((0, 0), alias="篇幅")
    """Usual length in characters, from and to."""
    title: Sentence = Field(alias="标题")
    addressee: Sentence = Field("", alias="主送")
    closing: Sentence = Field("", alias="结语")
    signature: tuple[Sentence, ...] = Field((), alias="署名")
    attachments: tuple[Sentence, ...] = Field((), alias="附件")
    attached: TableRule | None = Field(None, alias="附件表格")
    """The table on the page of the first attachment, a row for each item of the place's ledger."""
    lead: Track = Field(Track.PROBLEM, alias="主线")
    """The list whose newest figures decide which inspection is written about."""
    copied_from: tuple[str, ...] = Field((), alias="照录文种")
    """For a document about one item: all sentences come from the newest report of the first of these genres there is."""
    newest_inspection: bool = Field(False, alias="写最近一次督察")
    """About the inspection that came last instead of the first one that the newest report names."""
    matter: Literal["", "待销号", "滞后"] = Field("", alias="事项")
    """The document is about one item: the one asked for, else the first of the place's that is so."""
    parts: tuple[Part, ...] = Field(alias="章节", min_length=1)
    slots: dict[str, SlotRule] = Field(default_factory=dict, alias="槽位")

    def mandatory(self) -> tuple[str, ...]:
        """What a draft must hold or show as a gap: the slots outside { }, and the sections that may not be left out."""
        frame = [self.title, self.addressee, *self.signature]
        needed = [name for text in frame for name in SLOT.findall(_outside(text))]
        for part in self.parts:
            lines = [item if isinstance(item, str) else item[-1] for item in part.paragraphs]
            needed += [name for text in lines for name in SLOT.findall(_outside(text)) if not part.optional]
            if part.practice and not part.optional:
                needed.append(part.practice.missing or part.heading)
        return tuple(dict.fromkeys(needed))

    @model_validator(mode="after")
    def _slots_defined(self) -> Genre:
        own = [self.title, self.addressee, self.closing, *self.signature, *self.attachments]
        own += [*self.attached.columns, *self.attached.row] if self.attached else []
        used = {name for text in [*own, *(s for part in self.parts for s in part.sentences())] for name in SLOT.findall(text)}
        if undefined := sorted(used - set(self.slots)):
            raise ValueError(f"〔{'〕〔'.join(undefined)}〕没有在槽位里说明来源")
        if unused := sorted(set(self.slots) - used):
            raise ValueError(f"槽位 {'、'.join(unused)} 没有句子用到")
        return self


def _outside(text: str) -> str:
    """A sentence without its optional parts."""
    while (shorter := re.sub(r"\{[^{}]*\}", "", text)) != text:
        text = shorter
    return text


_KEYS = tuple(
    dict.fromkeys(str(one.alias) for row in (Genre, Part, TableRule, PracticeRule, SlotRule) for one in row.model_fields.values())
)
"""Every key a template may use."""


@lru_cache(maxsize=64)
def _load(path: Path, stamp: tuple[int, int]) -> Genre:
    del stamp  # part of the cache key: an edited file is read again
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise KnowledgeError(f"模板文件 {path.name} 读不懂，请在记事本里另存为 UTF-8 编码后再试。") from None
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"模板文件 {path.name} 读不懂，{unreadable(str(error))}。") from None
    try:
        return Genre.model_validate(data)
    except ValidationError as error:
        raise KnowledgeError(f"模板文件 {path.name} 的内容不对，{first_fault(error, data, _KEYS)}。") from None


def genres(home: Path | None = None) -> list[Genre]:
    """Every genre, shipped and edited or added in HOME/knowledge/templates.

    Raises:
        KnowledgeError: a template file is not as it must be; the sentence names file and field.
    """
    found: dict[str, Genre] = {}
    files: dict[str, str] = {}
    for path in knowledge_files("templates", ".toml", home):
        stat = path.stat()
        genre = _load(path, (stat.st_mtime_ns, stat.st_size))
        if genre.name in found:
            raise KnowledgeError(f"模板文件 {files[genre.name]} 和 {path.name} 的文种都叫“{genre.name}”，重名了，请改一个名称。")
        found[genre.name], files[genre.name] = genre, path.name
    return list(found.values())


def find_genre(name: str, home: Path | None = None) -> Genre:
    """The genre of that name.

    Raises:
        UsageError: there is none; the sentence lists those there are.
    """
    every = genres(home)
    for genre in every:
        if genre.name == name.strip():
            return genre
    raise UsageError(f"没有“{name[:30]}”这个文种；现有：{'、'.join(genre.name for genre in every)}。")
