"""What a report has to do with others: the same text in another file, the same but for figures, an older version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, union_all

from assistant.store.codec import decode, unpack
from assistant.store.likeness import ALIKE, BANDS, Looks
from assistant.store.rows import ReportRows
from assistant.store.schema import bands, kin, reports
from assistant.types import Place, Report

MOST_CANDIDATES = 3
"""Reports compared word by word with a new one: those that share most of its keys."""
_MOST_MEETING = 50
"""Rows of `bands` looked at for one key, however many forms without content lie in the library."""
_SENTENCES = {
    "same": "与“{path}”文字基本相同（{share}%），可能是同一份材料的副本或另一种格式",
    "alike": "与“{path}”文字相近（{share}%）而数字不同，可能是同类材料的不同时期",
    "later": "资料中有同名的较旧版本“{path}”（{as_of}）",
    "earlier": "资料中有同名的较新版本“{path}”（{as_of}）",
}


@dataclass(frozen=True, slots=True)
class Kin:
    """One relation of `report`, with what staff know the other one by."""

    report: str
    other: str
    kind: str
    """same | alike | later (than the other) | earlier."""
    path: str
    as_of: str | None
    share: int
    """Per cent of the text, 0 for versions."""

    @property
    def sentence(self) -> str:
        """It in the words staff read."""
        return _SENTENCES[self.kind].format(path=self.path, share=self.share, as_of=self.as_of or "")


_PORTIONS = [select(bands.c.report).where(bands.c.key == bindparam(f"key{n}")).limit(_MOST_MEETING).subquery() for n in range(BANDS)]
_MEETING = union_all(*(select(portion.c.report) for portion in _PORTIONS))
_SHARED = select(bands.c.key).where(bands.c.key.in_(bindparam("keys", expanding=True))).group_by(bands.c.key).having(func.count() > 1)
_OF_THE_SAME_NAME = select(reports.c.id, reports.c.as_of).where(
    reports.c.title == bindparam("title"),
    reports.c.place == bindparam("place"),
    reports.c.sample == bindparam("sample"),
    reports.c.id.not_in(bindparam("unseen", expanding=True)),
)
_OLDER = _OF_THE_SAME_NAME.where(reports.c.as_of < bindparam("as_of")).order_by(reports.c.as_of.desc()).limit(1)
_NEWER = _OF_THE_SAME_NAME.where(reports.c.as_of > bindparam("as_of")).order_by(reports.c.as_of).limit(1)


def relate(connection: Connection, new: Sequence[ReportRows]) -> dict[str, tuple[str, ...]]:
    """Find and note what these reports, just stored, have to do with others; it as sentences, by report.

    Each is compared with those that were there before it, the ones before it in `new` among them: what is noted does not depend
    on how many are stored at once.
    """
    shared = set(connection.execute(_SHARED, {"keys": [key for one in new for key in one.bands]}).scalars())
    waiting = {one.id: one for one in new}
    of_a_title: dict[object, list[str]] = {}
    for one in new:
        of_a_title.setdefault(one.report["title"], []).append(one.id)
    rows: list[dict[str, object]] = []
    for one in new:
        if not shared.isdisjoint(one.bands):
            rows.extend(_texts_like(connection, one, waiting.keys()))
        rows.extend(_versions(connection, one, of_a_title[one.report["title"]]))
        del waiting[one.id], of_a_title[one.report["title"]][0]
    if not rows:
        return {}
    connection.execute(insert(kin), rows)
    found = kin_of(connection, [one.id for one in new])
    return {report: tuple(dict.fromkeys(relation.sentence for relation in relations)) for report, relations in found.items()}


def kin_of(connection: Connection, report_ids: Iterable[str] | None = None) -> dict[str, list[Kin]]:
    """The relations of these reports, of all when none are given, seen from either side."""
    columns = kin.c.kind, kin.c.share, reports.c.path, reports.c.as_of
    forth = select(kin.c.report, kin.c.other, *columns).join(reports, reports.c.id == kin.c.other)
    back = select(kin.c.other, kin.c.report, *columns).join(reports, reports.c.id == kin.c.report)
    if report_ids is not None:
        ids = list(report_ids)
        forth, back = forth.where(kin.c.report.in_(ids)), back.where(kin.c.other.in_(ids))
    found: dict[str, list[Kin]] = {}
    for turned, statement in ((False, forth), (True, back)):
        for report, other, kind, share, path, as_of in connection.execute(statement.order_by(kin.c.report, kin.c.other)):
            seen = "earlier" if turned and kind == "later" else kind
            found.setdefault(report, []).append(Kin(report, other, seen, path, as_of, share))
    return found


def _texts_like(connection: Connection, one: ReportRows, unseen: Collection[str]) -> Iterator[dict[str, object]]:
    looks = Looks(one.text)
    for other in _candidates(connection, one, unseen):
        body = connection.execute(select(reports.c.body).where(reports.c.id == other, reports.c.sample == one.report["sample"])).scalar()
        if body is None:
            continue
        theirs = Looks(unpack(Report, body).clean)
        share = looks.share(theirs)
        if share >= ALIKE:
            kind = "same" if looks.same_figures(theirs) else "alike"
            yield {"report": one.id, "other": other, "kind": kind, "share": int(share * 100)}


def _candidates(connection: Connection, one: ReportRows, unseen: Collection[str]) -> list[str]:
    found = connection.execute(_MEETING, {f"key{n}": key for n, key in enumerate(one.bands)}).scalars()
    shared = Counter(report for report in found if report not in unseen)
    return [report for report, _ in shared.most_common(MOST_CANDIDATES)]


def _versions(connection: Connection, one: ReportRows, unseen: Sequence[str]) -> Iterator[dict[str, object]]:
    """The nearest older and the nearest newer report of the same title and place; a hidden place is no identity."""
    title, place, as_of = (one.report[name] for name in ("title", "place", "as_of"))
    if not (title and place and as_of) or _masked(str(place)):
        return
    known = {"title": title, "place": place, "sample": one.report["sample"], "unseen": unseen, "as_of": as_of}
    older, newer = connection.execute(_OLDER, known).first(), connection.execute(_NEWER, known).first()
    if older and not str(as_of).startswith(older.as_of):
        yield {"report": one.id, "other": older.id, "kind": "later", "share": 0}
    if newer and not newer.as_of.startswith(str(as_of)):
        yield {"report": newer.id, "other": one.id, "kind": "later", "share": 0}


def _masked(place: str) -> bool:
    return decode(Place, place).masked


def count_kin(connection: Connection, among: Container[str]) -> dict[str, int]:
    """How many of these reports repeat another of them, repeat it but for figures, and have a newer version."""
    found: dict[str, set[str]] = {}
    for kind, report, other in connection.execute(select(kin.c.kind, kin.c.report, kin.c.other)):
        if report in among and other in among:
            found.setdefault(kind, set()).add(other)
    counted = {"near_duplicates": "same", "alike_but_for_figures": "alike", "superseded": "later"}
    return {name: len(found.get(kind, ())) for name, kind in counted.items()}
