"""The office's own sample report becomes a template file that staff then edit by hand."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.drafting.genre import Genre, genres
from assistant.drafting.learned_library import OneReport
from assistant.drafting.learned_parts import Apart, Chapter, Paragraph, take_apart
from assistant.drafting.learned_slots import OWN_PLACE, Learner, Spot
from assistant.drafting.learned_words import LearningWords, load_learning_words
from assistant.drafting.shapes import load_shapes
from assistant.errors import UsageError
from assistant.types import Fact, Report

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z（）]{2,20}")
_HEAD = """# {name}：由本单位的样本整理而成，请先通读修改，改完存盘，下次起草就生效。写法说明见《整改落实情况报告.toml》开头。
#   样本里的数字、日期、地名、人名都已换成〔槽位〕；能从资料取得的写明了来源，其余标为“人工填写”，成文时显示【待补：…】。
#   没有数据的段落不照搬，改为从本地报告里取原句；样本原来的写法留在“# 样本写法”后面，可以挪用，用时去掉〔 〕或在槽位里说明来源。
"""


def learn(sample: Report, facts: Sequence[Fact], name: str, home: Path, *, replace: bool = False) -> tuple[Path, Genre]:
    """Write HOME/knowledge/templates/NAME.toml from a sample; the file and the template it holds.

    Raises:
        UsageError: the name is no file name or taken, or the sample has neither sections nor figures to fill in.
        KnowledgeError: another template or the words file cannot be used.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"文种名“{name[:30]}”要用两个到二十个汉字或字母，不带数字和标点。")
    known = genres(home)
    if not replace and any(genre.name == name for genre in known):
        raise UsageError(f"已有“{name}”这个文种，请换一个名称；确要用样本替换它，请加 --replace。")
    words = load_learning_words(home)
    others = [genre for genre in known if genre.name != name]
    learner = Learner(OneReport(sample, facts), others, load_shapes(home), words, home)
    apart = take_apart(sample, learner.spots(), words.spellings)
    if not any(one.heading.text or _sorted_out(one, words)[0] for one in apart.chapters):
        raise UsageError(f"“{sample.path}”里认不出章节，也没有能从资料取得的数据，不能整理成模板；请用有“一、”“（一）”等层次的报告作样本。")
    if not apart.title.text:
        apart.title = Paragraph(f"〔地区〕{name}", (Spot(0, 0, "地区", OWN_PLACE),))
    text = template_text(name, apart, learner, words, len(sample.clean))
    genre = Genre.model_validate(tomllib.loads(text))
    path = home / "knowledge" / "templates" / f"{name}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError:
        raise UsageError(f"模板写不进“{path}”，请检查资料目录的权限。") from None
    return path, genre


def template_text(name: str, apart: Apart, learner: Learner, words: LearningWords, length: int) -> str:
    """The template file."""
    body = [*_chapters(apart.chapters, words)]
    kept = [*apart.every(), *(one for chapter in apart.chapters for one in (chapter.heading, *_sorted_out(chapter, words)[0]))]
    rows = [
        _HEAD.format(name=name),
        f'"文种" = {_quoted(name)}',
        f'"说明" = {_quoted("由本单位的样本整理的" + name)}',
        f'"篇幅" = [{max(length // 200 * 100, 100)}, {max(length * 3 // 200 * 100, 300)}]',
        f'"标题" = {_quoted(apart.title.text)}',
    ]
    if apart.addressee.text:
        rows.append(f'"主送" = {_quoted(apart.addressee.text)}')
    if apart.closing.text:
        rows.append(f'"结语" = {_quoted(apart.closing.text)}')
    rows += [f'"{key}" = {_listed(found)}' for key, found in (("署名", apart.signature), ("附件", apart.attachments)) if found]
    rows.append(f'"主线" = {_quoted(learner.lead.value)}')
    return "\n".join([*rows, *body, '\n["槽位"]', *_slots(spot for one in kept for spot in one.spots)]) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _listed(paragraphs: Sequence[Paragraph]) -> str:
    return "[" + ", ".join(_quoted(one.text) for one in paragraphs if one.text) + "]"


def _sorted_out(chapter: Chapter, words: LearningWords) -> tuple[list[Paragraph], list[Paragraph]]:
    """What stays as sentences (set phrases, and sentences with something to fill in from the sources), and what was only told then."""
    kept: list[Paragraph] = []
    told: list[Paragraph] = []
    for one in chapter.paragraphs:
        if words.stock.search(one.text):
            kept.append(one)
            continue
        pieces = [Paragraph(text, tuple(s for s in one.spots if f"〔{s.name}〕" in text)) for text in re.findall("[^。]+。?", one.text)]
        fillable = [piece for piece in pieces if any(spot.sourced for spot in piece.spots)]
        if words.narrative.search(chapter.heading.text):
            fillable = []
        if fillable:
            text = "".join(piece.text for piece in fillable)
            kept.append(Paragraph(text, tuple(spot for piece in fillable for spot in piece.spots)))
        told += [piece for piece in pieces if piece not in fillable]
    return kept, told


def _chapters(chapters: Sequence[Chapter], words: LearningWords) -> Iterator[str]:
    for chapter in chapters:
        yield '\n[["章节"]]'
        if chapter.level:
            yield f'"标题" = {_quoted(chapter.heading.text)}\n"层级" = {chapter.level}'
        kept, told = _sorted_out(chapter, words)
        if kept:
            yield '"段落" = [\n' + "".join(f"  {_quoted(one.text)},\n" for one in kept) + "]"
        if told and not kept:
            # Beside sentences of the template the same ones would be found again in the reports.
            yield _practice(chapter, told)
        if told:
            yield from (f"# 样本写法：{one.text}" for one in told)
        if chapter.tables:
            yield "# 样本此处有表格；需要时照《月调度报告.toml》的写法加“表格”。"


def _practice(chapter: Chapter, told: Sequence[Paragraph]) -> str:
    """Sentences of the place's own reports in the place of what the sample told."""
    heading = re.sub("〔[^〕]*〕", "", chapter.heading.text)
    parts = [one for one in re.split("[、和与及，]", heading) if len(one) >= 2]
    sentences = sum(max(one.text.count("。"), 1) for one in told)
    where = f'"标题词" = {json.dumps(list(dict.fromkeys([heading, *parts])), ensure_ascii=False)}, ' if heading else ""
    words = "" if where else '"句中词" = ["督察", "整改"], '
    missing = "" if heading else ', "缺项名" = "开头的背景情况"'
    return f'"取原句" = {{ {where}{words}"最多" = {max(sentences, 2)}, "核实单位" = "整改办"{missing} }}'


def _slots(spots: Iterator[Spot]) -> Iterator[str]:
    """One line a slot, in the order of the text."""
    seen: dict[str, Spot] = {}
    for spot in spots:
        seen.setdefault(spot.name, spot)
    for name, spot in seen.items():
        rule = spot.rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        inner = ", ".join(f"{_quoted(key)} = {json.dumps(value, ensure_ascii=False)}" for key, value in rule.items())
        yield f"{_quoted(name)} = {{ {inner} }}"
