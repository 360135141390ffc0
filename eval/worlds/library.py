"""All documents of a world: which genres a place gets, and when each is dated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from eval.worlds import genres
from eval.worlds.composing import Plan, compose
from eval.worlds.genres import Desk, Options, soon
from eval.worlds.schema import Bureau, World
from eval.worlds.telling import Document
from eval.worlds.times import Calendar
from eval.worlds.wordings import Speaker


def documents(world: World, table: str, options: Options, speaker: Speaker | None = None) -> list[Document]:
    """The documents of a world in one table of wordings, in the order of its places; `speaker` words them, where another one shall."""
    speaker, made = speaker or Speaker(table), []
    for bureau in world.bureaus:
        for name, written, plan in _wanted(bureau, world, options):
            random = Random(f"document:{world.seed}:{table}:{bureau.place.name}:{name}")
            desk = Desk(bureau, world, written, speaker, options, random)
            made.append(compose(plan(desk), speaker, random))
    return made


def _wanted(bureau: Bureau, world: World, options: Options) -> Iterator[tuple[str, date, Callable[[Desk], Plan]]]:
    """The documents of a place by name, date and plan: always the yearly reports, of the others most."""
    random = Random(f"genres:{world.seed}:{bureau.place.name}")
    calendar = world.calendar
    if bureau.place.masked:
        yield "experience", soon(calendar.annuals[1], random), genres.experience
        return
    for index in range(2):
        yield f"annual{index}", soon(calendar.annuals[index], random), partial(genres.annual, index=index, calendar=calendar)
    if random.random() < 0.6:
        for index in range(2):
            yield f"month{index}", soon(calendar.months[index], random), partial(genres.monthly, index=index, calendar=calendar)
    if any(affair.handling(calendar.half) for affair in bureau.affairs) and random.random() < 0.7:
        yield "half", soon(calendar.half, random), partial(genres.half, calendar=calendar)
        yield "brief", soon(calendar.half, random), partial(genres.brief, calendar=calendar)
    yield from _single(bureau, calendar, random)
    yield from _third_round(bureau)


def _single(bureau: Bureau, calendar: Calendar, random: Random) -> Iterator[tuple[str, date, Callable[[Desk], Plan]]]:
    """Documents about one problem or one practice."""
    if bureau.notice:
        yield "notice", bureau.notice.start, genres.notice
    if bureau.urging and random.random() < 0.7:
        yield "urging", bureau.urging.day, genres.urging
    if len(bureau.coinages) > 1:
        yield "experience", soon(calendar.annuals[0], random), genres.experience
    listed = [affair for affair in bureau.affairs if genres.ledgered(affair, calendar)]
    if listed and random.random() < 0.6:
        yield "ledger", soon(calendar.ledger, random), partial(genres.ledger, affair=listed[0], calendar=calendar)


def _third_round(bureau: Bureau) -> Iterator[tuple[str, date, Callable[[Desk], Plan]]]:
    """What the round without feedback left behind: batches in a city, a circular elsewhere."""
    affair = genres.third(bureau)
    if affair is None:
        return
    for index, batch in enumerate(affair.series):
        yield f"batch{index}", batch.day + timedelta(days=1), partial(genres.batches, index=index)
    if not affair.series:
        yield "circular", affair.inspection.end + timedelta(days=9), genres.circular
