"""Cases asked in several processes at a time: lines of one conversation stay together, and no answer depends on who else is asked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from functools import lru_cache
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.service import Assistant
from assistant.workers.pool import WorkerFailure, Workers
from eval.cases import Case, CaseError
from eval.product import Product
from eval.run import Timed, ask_cases

FEWEST = 40
"""So many cases at least, or starting processes costs more than it saves."""
AT_ONCE = 12
"""So many groups are handed over together."""
SECONDS, MEGABYTES = 540.0, 4096

Group = tuple[Case, ...]
"""Cases that follow on, or one that stands alone."""


def ask_all(
    assistant: Assistant, asked: Sequence[Group], workers: int, progress: Callable[[int], None], shuffle: int | None = None
) -> Iterator[tuple[Group, list[Timed]]]:
    """Each group with its verdicts, as they are done; `shuffle` is the seed of another order, which must change nothing.

    Raises:
        CaseError: a process ended over its cases.
    """
    order = list(asked)
    if shuffle is not None:
        random.Random(shuffle).shuffle(order)
    if workers < 2 or sum(map(len, order)) < FEWEST:
        product = Product(assistant)
        for group in order:
            yield group, ask_cases(group, product)
            progress(len(group))
        return
    yield from _in_processes(assistant.home, order, workers, progress)


def _in_processes(home: Path, order: Sequence[Group], workers: int, progress: Callable[[int], None]) -> Iterator[tuple[Group, list[Timed]]]:
    pool = Workers(workers, SECONDS, MEGABYTES, "eval.asking")
    try:
        batches = [order[begin : begin + AT_ONCE] for begin in range(0, len(order), AT_ONCE)]
        pending: dict[Future[list[list[Timed]]], Sequence[Group]] = {pool.submit("用例", ask_here, home, batch): batch for batch in batches}
        for done in as_completed(pending):
            for group, verdicts in zip(pending[done], done.result(), strict=True):
                yield group, verdicts
                progress(len(group))
    except (UnreadableReport, WorkerFailure) as error:
        raise CaseError(f"评测进程意外终止，请用 --workers 1 重新运行以找出是哪一题：{error}") from None
    finally:
        pool.close()


def ask_here(home: Path, batch: Sequence[Group]) -> list[list[Timed]]:
    """Inside a process of its own: ask the groups of an assistant over what others have taken in."""
    product = _product(home)
    return [ask_cases(group, product) for group in batch]


@lru_cache(maxsize=1)
def _product(home: Path) -> Product:
    return Product(Assistant(home=home))
