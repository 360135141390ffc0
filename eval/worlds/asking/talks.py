"""Conversations and English: questions that lean on the one before, and the same figures asked in another language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eval.worlds import speaking
from eval.worlds.asking.asker import WORKED_OUT, Asked, Asker, figure, gold_of, number
from eval.worlds.book import Track
from eval.worlds.schema import Bureau, Inspection
from eval.worlds.telling import Fact

_LATIN = "re:[A-Za-z]{4,}"
_ORDINALS = {2: "second", 3: "third"}


def questions(asker: Asker) -> Iterator[Asked]:
    """All of them; the turns of a conversation stand together."""
    tracks = asker.book.tracks("反馈问题")
    for number_, track in enumerate(tracks):
        yield from _problem_talk(asker, track, f"问题{number_}")
        yield from _behind_talk(asker, track, f"滞后{number_}")
        others = [other for other in tracks if other.subject == track.subject and other.place != track.place]
        if others:
            yield from _place_talk(asker, track, asker.random.choice(others), f"两地{number_}")
    for bureau in asker.book.world.bureaus:
        if not bureau.place.masked:
            yield from _year_talk(asker, bureau)
            yield from _english_office(asker, bureau)
    for number_, track in enumerate(asker.book.tracks("信访件")):
        yield from _split_talk(asker, track, f"分类{number_}")
    yield from _english_tracks(asker)


def _latest(asker: Asker, track: Track, metric: str) -> Fact | None:
    day = asker.book.latest(track.place, track.subject)
    return asker.book.sure(track.place, track.subject, metric, day) if asker.book.clean(track.place, track.subject, day) else None


def _turns(name: str, turns: list[tuple[str, str, dict[str, Any]]]) -> Iterator[Asked]:
    """A conversation needs a second turn."""
    if len(turns) > 1:
        yield from (Asked(type_, question, gold, ("conversation",), name) for type_, question, gold in turns)


def _follow(asker: Asker, kind: str, **slots: str) -> str:
    return asker.worded("follow", kind, **slots)


def _problem_talk(asker: Asker, track: Track, name: str) -> Iterator[Asked]:
    done, closed = _latest(asker, track, "完成"), _latest(asker, track, "销号")
    if not done:
        return
    turns = [("count", asker.full("done", **asker.about(track)), gold_of(asker.book, done))]
    if closed:
        turns.append(("count", _follow(asker, "closed"), gold_of(asker.book, closed)))
    settled = asker.book.sure(track.place, f"{track.affair.inspection.key}信访件", "办结", done.time)
    if settled and asker.book.latest(track.place, settled.subject) == done.time:
        turns.append(("count", _follow(asker, "complaints"), gold_of(asker.book, settled) | {"status": []}))
    yield from _turns(name, turns)


def _behind_talk(asker: Asker, track: Track, name: str) -> Iterator[Asked]:
    total, done, names = _latest(asker, track, "总数"), _latest(asker, track, "完成"), _latest(asker, track, "滞后事项")
    if not (total and done and names and isinstance(total.value, int) and isinstance(done.value, int) and isinstance(names.value, tuple)):
        return
    gold = {"figures": [number(total.value - done.value, total.unit)], "status": WORKED_OUT}
    turns = [("difference", asker.full("unfinished", **asker.about(track)), gold)]
    turns.append(("list", _follow(asker, "behind_names"), gold_of(asker.book, names)))
    lead = asker.book.sure(track.place, f"事项：{names.value[0]}", "责任单位")
    if lead and len(names.value) == 1:
        turns.append(("who", _follow(asker, "lead"), gold_of(asker.book, lead)))
    yield from _turns(name, turns)


def _place_talk(asker: Asker, track: Track, other: Track, name: str) -> Iterator[Asked]:
    first, second = _latest(asker, track, "完成"), _latest(asker, other, "完成")
    if first and second:
        turns = [("count", asker.full("done", **asker.about(track)), gold_of(asker.book, first))]
        turns.append(("count", _follow(asker, "other_place", other=other.place), gold_of(asker.book, second)))
        yield from _turns(name, turns)


def _year_talk(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    place, (before, year) = bureau.place.name, (str(one.year) for one in bureau.years)
    for subject, metric in (("执法", "罚款"), ("会议", "调度会"), ("环境信访", "环境信访量")):
        old, new = (asker.book.sure(place, subject, metric, time) for time in (before, year))
        if old and new:
            turns = [("count", asker.ask("frame", place=place, year=year, body=asker.body(metric)), gold_of(asker.book, new))]
            turns.append(("count", _follow(asker, "year_before", before=before), gold_of(asker.book, old)))
            yield from _turns(f"两年{place}{metric}", turns)


def _split_talk(asker: Asker, track: Track, name: str) -> Iterator[Asked]:
    for split in track.affair.splits:
        facts = [asker.book.sure(track.place, track.subject, f"{split.by}：{label}") for label, _ in split.parts[:2]]
        total = asker.book.sure(track.place, track.subject, "总数")
        if split.multiple or not (total and facts[0] and facts[1]):
            continue
        (first, _), (second, count) = split.parts[:2]
        slots = asker.about(track) | {"label": first, "by": split.by}
        share = number(speaking.share(count, track.affair.complaints), "%")
        turns = [("count", asker.ask("part", **slots), gold_of(asker.book, facts[0]))]
        turns.append(("count", _follow(asker, "other_part", other=second), gold_of(asker.book, facts[1])))
        turns.append(
            ("ratio", _follow(asker, "share"), {"figures": [share], "status": WORKED_OUT, "extra": [count, track.affair.complaints]})
        )
        yield from _turns(f"{name}{split.by}", turns)


def _in_english(inspection: Inspection) -> str:
    return f"{_ORDINALS[inspection.round]}-round {'central' if inspection.level == '中央' else 'provincial'} inspection"


def _english(asker: Asker, kind: str, gold: dict[str, Any], **slots: str) -> Asked:
    """The answer is in English, so a figure counts without its Chinese unit."""
    figures = [{"value": one["value"], "unit": []} for one in gold.get("figures", [])]
    must = [one for one in gold.get("must", []) if not isinstance(one, str) or not one.startswith("date:")]
    shaped = gold | {"figures": figures, "must": [*must, _LATIN]}
    return Asked("english", asker.worded("english", kind, **slots), shaped, ("english",))


def _english_tracks(asker: Asker) -> Iterator[Asked]:
    for track in [*asker.book.tracks("反馈问题"), *asker.book.tracks("信访件")]:
        slots = {"place": track.place, "insp": _in_english(track.affair.inspection)}
        for metric, kind in (("完成", "done"), ("销号", "closed"), ("办结", "c_closed")):
            if fact := _latest(asker, track, metric):
                yield _english(asker, kind, gold_of(asker.book, fact), **slots)
        total, done = asker.book.sure(track.place, track.subject, "总数"), _latest(asker, track, "完成")
        if total and done and isinstance(total.value, int) and isinstance(done.value, int):
            gold = {"figures": [figure(total, total.value - done.value)], "status": WORKED_OUT, "extra": [total.value, done.value]}
            yield _english(asker, "unfinished", gold, **slots)


def _english_office(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    for year in bureau.years:
        if fact := asker.book.sure(bureau.place.name, "执法", "罚款", str(year.year)):
            yield _english(asker, "fine", gold_of(asker.book, fact), place=bureau.place.name, year=str(year.year))
    for item in (item for affair in bureau.affairs for item in affair.items):
        if fact := asker.book.sure(bureau.place.name, f"事项：{item.title}", "责任单位"):
            yield _english(asker, "lead", gold_of(asker.book, fact), title=item.title)
            return
