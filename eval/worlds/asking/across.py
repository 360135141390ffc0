"""Questions that need more than one report: two places, two years, two dates, all places, a development."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from eval.worlds import speaking
from eval.worlds.asking.asker import DOWN, UP, WORKED_OUT, Asked, Asker, figure, number
from eval.worlds.book import Track
from eval.worlds.telling import Fact

THINGS = {"罚款": "执法", "立案": "执法", "完成投资": "资金", "环境信访量": "环境信访", "约谈": "问责"}


def questions(asker: Asker) -> Iterator[Asked]:
    """All of them."""
    yield from _years(asker)
    tracks = asker.book.tracks("反馈问题")
    standing = {id(track): pair for track in tracks if (pair := _standing(asker, track))}
    known = [track for track in tracks if id(track) in standing]
    for one, two in combinations(known, 2):
        if one.subject == two.subject:
            yield from _two_places(asker, one, two, standing[id(one)], standing[id(two)])
    for subject in dict.fromkeys(track.subject for track in tracks):
        listed = [track for track in known if track.subject == subject]
        if 1 < len(listed) <= 5 and len(listed) == sum(track.subject == subject for track in tracks):
            yield _all_places(asker, listed, [standing[id(track)] for track in listed])
    for track in tracks:
        yield from _over_time(asker, track)


def _standing(asker: Asker, track: Track) -> tuple[Fact, Fact] | None:
    """Total and done of the latest day where both are told."""
    day = asker.book.latest(track.place, track.subject)
    total, done = asker.book.sure(track.place, track.subject, "总数"), asker.book.sure(track.place, track.subject, "完成", day)
    return (total, done) if total and done and asker.book.clean(track.place, track.subject, day) else None


def _whole(fact: Fact) -> int:
    assert isinstance(fact.value, int)
    return fact.value


def _two_places(asker: Asker, one: Track, two: Track, first: tuple[Fact, Fact], second: tuple[Fact, Fact]) -> Iterator[Asked]:
    slots = asker.about(one) | {"other": two.place}
    counts = [_whole(fact) for fact in (*first, *second)]
    left = [counts[0] - counts[1], counts[2] - counts[3]]
    sources = asker.book.sources(first[1], second[1])
    gold = {"figures": [number(sum(left), "个")], "status": WORKED_OUT, "sources": sources, "extra": [*counts, *left]}
    yield Asked("sum", asker.ask("sum_unfinished", **slots), gold, ("places",))
    rates = [speaking.share(counts[1], counts[0]), speaking.share(counts[3], counts[2])]
    if rates[0] != rates[1]:
        better = one.place if rates[0] > rates[1] else two.place
        gold = {"figures": [number(rate, "%") for rate in rates], "must": [better], "sources": sources, "extra": counts}
        yield Asked("compare", asker.ask("compare_rates", **slots), gold, ("places",))


def _all_places(asker: Asker, tracks: list[Track], standing: list[tuple[Fact, Fact]]) -> Asked:
    left = [number(_whole(total) - _whole(done), "个") for total, done in standing]
    largest = max(_whole(total) for total, _ in standing)
    gold = {"figures": left, "must": [track.place for track in tracks], "extra": list(range(largest + 1))}
    return Asked("ambiguous", asker.ask("all_places", insp=asker.named(tracks[0].affair.inspection)), gold, ("places",))


def _years(asker: Asker) -> Iterator[Asked]:
    for bureau in asker.book.world.bureaus:
        before, year = (str(one.year) for one in bureau.years)
        for metric, subject in THINGS.items():
            old, new = (asker.book.sure(bureau.place.name, subject, metric, time) for time in (before, year))
            if bureau.place.masked or not (old and new):
                continue
            assert isinstance(old.value, int | Decimal)
            assert isinstance(new.value, int | Decimal)
            change = new.value - old.value
            slots = {"place": bureau.place.name, "year": year, "before": before, "thing": asker.speaker.table["thing"][metric]}
            gold = {"figures": [figure(new, change)], "status": WORKED_OUT, "extra": [old.value, new.value]}
            gold |= {"must": [UP if change > 0 else DOWN] if change else [], "sources": asker.book.sources(old, new)}
            yield Asked("compare", asker.ask("compare_years", **slots), gold, ("years", f"topic:{subject}"))


def _over_time(asker: Asker, track: Track) -> Iterator[Asked]:
    """What came to be done between two days, and how it grew."""
    days = [day for day in asker.book.times(track.place, track.subject) if asker.book.clean(track.place, track.subject, day)]
    known = [fact for day in days if (fact := asker.book.sure(track.place, track.subject, "完成", day))]
    for old, new in zip(known, known[1:], strict=False):
        if _whole(new) > _whole(old):
            written = [speaking.full_date(date.fromisoformat(fact.time)) for fact in (old, new)]
            gold = {"figures": [number(_whole(new) - _whole(old), old.unit)], "status": WORKED_OUT, "extra": [_whole(old), _whole(new)]}
            question = asker.ask("progress", day=written[0], later=written[1], **asker.about(track))
            yield Asked("difference", question, gold | {"sources": asker.book.sources(old, new)}, ("dates",))
    if len(known) > 2 and _whole(known[-1]) > _whole(known[0]):
        gold = {"figures": [figure(known[0]), figure(known[-1])], "extra": list(range(_whole(known[-1]) + 30))}
        gold |= {"sources": asker.book.sources(known[0], known[-1])}
        yield Asked("trend", asker.ask("trend", **asker.about(track)), gold, ("dates",))
