"""Worker processes over real calls: limits end a call, not the program, and the next call works."""

import os
import sys
import time
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

import pytest

from assistant.errors import UnreadableReport
from assistant.workers.order import ahead
from assistant.workers.pool import WorkerFailure, Workers


@pytest.fixture(scope="module")
def workers():
    pool = Workers(2, seconds=2, megabytes=256, preload="assistant.errors")
    yield pool
    pool.close()


def test_a_value_comes_back(workers):
    assert workers.submit("甲.txt", sum, [1, 2, 3]).result() == 6


@pytest.mark.parametrize(
    ("function", "argument", "sentence"),
    [
        pytest.param(time.sleep, 30, "读取“甲.txt”超过2秒，已停止", id="time"),
        pytest.param(os._exit, 9, "读取“甲.txt”的进程意外终止", id="death"),
        pytest.param(
            bytearray, 400_000_000, "读取“甲.txt”所用内存超过256MB，已停止", id="memory",
            marks=pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps this limit"),
        ),
    ],
)  # fmt: skip
def test_a_call_that_overruns_is_one_sentence_and_the_next_one_works(workers, function, argument, sentence):
    began = time.monotonic()
    with pytest.raises(UnreadableReport, match=sentence) as refused:
        workers.submit("甲.txt", function, argument).result()
    assert str(refused.value).endswith("。")
    assert time.monotonic() - began < 20
    assert workers.submit("乙.txt", sum, [1]).result() == 1


def test_an_expected_refusal_comes_through_and_a_defect_brings_its_traceback(workers):
    with pytest.raises(WorkerFailure, match="invalid literal"):
        workers.submit("甲.txt", int, "x").result()
    from assistant.archives import list_members

    with pytest.raises(UnreadableReport, match="打不开"):
        workers.submit("甲.zip", list_members, "甲.zip", b"PK", 1).result()


def test_a_warm_process_is_used_again_and_many_threads_share_two(workers):
    first = workers.submit("甲.txt", os.getpid).result()
    assert workers.submit("甲.txt", os.getpid).result() == first
    seen = []

    def call():
        seen.extend(workers.submit("甲.txt", os.getpid).result() for _ in range(20))

    threads = [Thread(target=call) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 120
    assert len(set(seen)) <= 2
    assert os.getpid() not in seen


def test_a_large_parent_does_not_make_its_workers_look_grown():
    ballast = b"\1" * 300_000_000
    pool = Workers(1, seconds=20, megabytes=256, preload="assistant.errors")
    assert pool.submit("甲.txt", os.getpid).result() == pool.submit("甲.txt", os.getpid).result()
    pool.close()
    assert len(ballast) > 256_000_000


def test_closing_ends_what_still_runs():
    pool = Workers(1, seconds=60, megabytes=256, preload="assistant.errors")
    running, waiting = pool.submit("甲.txt", time.sleep, 50), pool.submit("乙.txt", time.sleep, 50)
    time.sleep(0.3)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 10
    with pytest.raises(UnreadableReport):
        running.result()
    # What waits may have been handed to the process already; then it ends with it.
    assert waiting.cancelled() or isinstance(waiting.exception(), UnreadableReport)


@dataclass(frozen=True)
class Work:
    number: int
    future: Future[int] | None
    size: int = 1


def test_work_is_handed_out_in_order_and_never_much_is_waiting():
    begun = []

    def works():
        for number in range(30):
            begun.append(number)
            future = Future() if number % 3 else None
            if future is not None and number % 2:
                future.set_result(number)
            yield Work(number, future)

    for place, work in enumerate(ahead(works(), most=5, most_bytes=1000)):
        assert work.number == place
        assert len(begun) - place <= 6


def test_what_waits_in_memory_is_limited_in_bytes_too():
    begun = []

    def works():
        for number in range(30):
            begun.append(number)
            yield Work(number, Future(), 400)

    coming = ahead(works(), most=50, most_bytes=1000)
    assert next(coming).number == 0
    assert len(begun) == 3, "1,000 bytes hold two works of 400; the third makes the first one due"


def test_what_nobody_waits_for_any_more_is_cancelled():
    futures = [Future() for _ in range(4)]
    coming = ahead((Work(n, future) for n, future in enumerate(futures)), most=2, most_bytes=1000)
    next(coming)
    coming.close()
    assert [future.cancelled() for future in futures] == [False, True, True, False]
