"""A run told to the 评测 tab as plain data: rates with intervals, what moved with both answers and their evidence, the trend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.evaluating.told import Line, Outcome, Quote, Rate, Request, Side, Told, Trend
from eval.compare import Comparison, Flip, Group, compare
from eval.differing import Piece, differing
from eval.explaining import explained
from eval.history import HEIGHT, MARGIN, WIDTH, Point, picture, read_history
from eval.intervals import wilson
from eval.report import SETS, TYPES, by_type, reason, reasons, said, sides
from eval.results import Run, Verdict, read_run

SHOWN = 100
"""So many cases of a kind are told one by one."""
OWN_SET = "本单位的题"


def tell(request: Request, _: object) -> Line:
    """A stored run as the page shows it, beside another one where the request names it."""
    after = read_run(Path(request.run))
    comparison = compare(read_run(Path(request.before)), after) if request.before else None
    return Line(finished=True, told=told(after, comparison, read_history(Path(request.history))))


def told(run: Run, comparison: Comparison | None, points: Sequence[Point]) -> Told:
    """What the page shows of a run, beside another one where there is a comparison."""
    moved = () if comparison is None else tuple(_moved(comparison))
    before = {} if comparison is None else {flip.after.id: flip.before for flip in comparison.pairs}
    failed = [_outcome(one, before.get(one.id), reasons(one), "；".join(_stale(one.stale))) for one in run.verdicts if not one.passed]
    return Told(
        sets=tuple(_sets(run, comparison)),
        compared=comparison is not None,
        changes=() if comparison is None else tuple(explained(comparison)),
        moved=moved,
        failed=tuple(failed[:SHOWN]),
        added=0 if comparison is None else len(comparison.added),
        removed=0 if comparison is None else len(comparison.removed),
        trends=tuple(_trends(run, points)),
    )


def _sets(run: Run, comparison: Comparison | None) -> Iterator[tuple[Rate, tuple[Rate, ...]]]:
    for name in run.sets:
        verdicts = [one for one in run.verdicts if one.set == name]
        pairs = [] if comparison is None else [pair for pair in comparison.pairs if pair.after.set == name]
        groups = {} if comparison is None else {one.name: one for one in Comparison(tuple(pairs), (), (), (), {}).groups("type")}
        kinds = [_rate(TYPES.get(kind, kind), passed, total, groups.get(kind)) for kind, passed, total in by_type(verdicts)]
        whole = next(Comparison(tuple(pairs), (), (), (), {}).groups("set"), None)
        yield _rate(_set(name), sum(one.passed for one in verdicts), len(verdicts), whole), tuple(kinds)


def _rate(name: str, passed: int, total: int, group: Group | None) -> Rate:
    low, high = wilson(passed, total)
    return Rate(name, passed, total, low, high, group.lost if group else 0, group.gained if group else 0)


def _moved(comparison: Comparison) -> Iterator[tuple[str, tuple[Outcome, ...]]]:
    for label, flips in comparison.moves:
        if flips:
            yield label, tuple(_flip(flip) for flip in flips[:SHOWN])


def _flip(flip: Flip) -> Outcome:
    """A case that moved, what differs between its two sides marked."""
    notes = ["题目或标准答案已改"] if flip.relabelled else []
    note = "；".join([*notes, *_stale(flip.outdated or flip.after.stale)])
    return _outcome(flip.after, flip.before, reason(flip), note)


def _outcome(now: Verdict, before: Verdict | None, why: str, note: str) -> Outcome:
    if before is None:
        return Outcome(now.id, TYPES.get(now.type, now.type), now.question, why, note, _side(now, [(_text(now), False)]))
    old, new = differing(_text(before), _text(now)) if now.answer and before.answer else sides(before, now)
    return Outcome(now.id, TYPES.get(now.type, now.type), now.question, why, note, _side(now, new), _side(before, old))


def _stale(whys: Sequence[str]) -> list[str]:
    return [f"标注可能不再适用：{why}" for why in whys]


def _text(verdict: Verdict) -> str:
    return verdict.answer["answer"] if verdict.answer else said(verdict)


def _side(verdict: Verdict, pieces: Sequence[Piece]) -> Side:
    answer = verdict.answer
    quotes = tuple(Quote(row["n"], row["quote"], row["title"]) for row in answer["citations"]) if answer else ()
    return Side(answer["status"] if answer else "", tuple(pieces), quotes)


def _trends(run: Run, points: Sequence[Point]) -> Iterator[Trend]:
    for name in run.sets:
        if drawn := picture(name, points):
            yield Trend(_set(name), drawn.line, tuple(drawn.dots), tuple(drawn.grid), (WIDTH, HEIGHT, MARGIN))


def _set(name: str) -> str:
    return OWN_SET if name == "cases" else SETS.get(name, name)
