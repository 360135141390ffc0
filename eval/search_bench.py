"""The search bench: the same passages and questions for every method; how often it finds, how long it takes, what it keeps."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from assistant.search.embeddings import BuiltinEmbeddings
from assistant.search.passages import passages
from assistant.types import OffsetMap, Report
from eval.corpus import texts
from eval.intervals import mcnemar
from eval.report import percentile
from eval.rivals import PER_REPORT, JiebaWords, Ours, rivals

CUTS = (1, 5, 10)
FILTERED = 0.1
"""A filtered search sees so much of all reports."""
OWN_LEGS = {"ours: keyword": ("keyword",), "ours: vector": ("vector",), "ours: fused": ("keyword", "vector")}
FUSED = "ours: fused"
EMBEDDED = 20_000
"""So many passages tell how fast the built-in embedding is."""
SEED = 5


Hits = list[list[bool]]
"""For each question, for each cut, whether it was answered within."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the words by which a passage that answers it is known."""

    text: str
    answer: str
    held: bool
    """Whether it belongs to the half that no weight was fitted on."""


def read_questions(path: Path) -> list[Question]:
    """The questions of a corpus; every second one is held, by its number in the file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Question(row["question"], row["answer"], number % 2 == 1) for number, row in enumerate(rows)]


def corpus_passages(corpus: Path, limit: int | None = None) -> list[str]:
    """The passages of the first texts of a corpus, cut as the product cuts a text without headings."""
    found: list[str] = []
    for number, text in enumerate(texts(corpus)):
        if number == limit:
            break
        offsets = OffsetMap((0,), (0,), (len(text),), (True,))
        whole = Report(f"{number}", "", "", "", None, None, "", text, text, offsets, (), ())
        found.extend(passage.text for passage in passages(whole))
    return found


def grown(given: Sequence[str], passages: int) -> list[str]:
    """The passages and as many more as it takes, each made of the halves of two of them: new texts of the same words."""
    chance = random.Random(SEED)
    halves = [(text[: len(text) // 2], text[len(text) // 2 :]) for text in given]
    made = (chance.choice(halves)[0] + chance.choice(halves)[1] for _ in range(passages - len(given)))
    return [*given, *made]


def compare(given: Sequence[str], questions: Sequence[Question], others: bool = True) -> dict[str, Any]:
    """Every method over the same passages and questions, with what tells fused from the best single one."""
    methods: dict[str, dict[str, Any]] = {}
    hits: dict[str, Hits] = {}
    embedding = _embedding(given)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        methods, hits = _ours(given, questions, Path(folder) / "ours")
        words = JiebaWords()
        for name, make in rivals(words).items() if others else ():
            method, place = make(), Path(folder) / str(len(methods))
            place.mkdir()
            before, began = words.seconds, time.perf_counter()
            method.build(given, place)
            took = time.perf_counter() - began
            if "jieba" in name and before:  # cut for the method before already: it would have taken as long again
                took += before
            hits[name], seconds = _asked(partial(method.query, k=max(CUTS)), questions, given)
            methods[name] = {"index seconds": took, "disk megabytes": _megabytes(place), **_times(seconds), **_rates(hits[name], questions)}
            method.close()
    told = {"passages": len(given), "questions": len(questions), "built-in embedding": embedding}
    return {**told, "methods": methods, "fused against": _against(hits)}


def _embedding(given: Sequence[str]) -> dict[str, float]:
    """How long the built-in embedding takes to load, its library imported before, and how much it embeds in a second."""
    import model2vec  # noqa: F401

    began = time.perf_counter()
    embeddings = BuiltinEmbeddings()
    embeddings.query_vector("整改")
    loaded = time.perf_counter()
    some = given[:EMBEDDED]
    embeddings.document_vectors(list(some))
    return {"load seconds": loaded - began, "passages a second": len(some) / (time.perf_counter() - loaded)}


def _ours(given: Sequence[str], questions: Sequence[Question], folder: Path) -> tuple[dict[str, dict[str, Any]], dict[str, Hits]]:
    """The product's index, asked by each leg, by both, and by both within a part of the reports."""
    ours, methods, hits = Ours(), {}, {}
    ours.build(given, folder)
    built = {"index seconds": ours.seconds, "disk megabytes": _megabytes(folder)}
    for name, legs in OWN_LEGS.items():
        hits[name], seconds = _asked(partial(ours.query, k=max(CUTS), legs=legs), questions, given)
        methods[name] = {**built, **_times(seconds), **_rates(hits[name], questions)}
    reports = range(-(-len(given) // PER_REPORT))
    some = frozenset(f"{one:07d}" for one in random.Random(SEED).sample(reports, max(1, int(len(reports) * FILTERED))))
    _, seconds = _asked(partial(ours.query, k=max(CUTS), reports=some), questions, given)
    methods[f"{FUSED}, filtered"] = {"reports": len(some), **_times(seconds)}
    ours.close()
    return methods, hits


def _asked(query: Callable[[str], Sequence[int]], questions: Sequence[Question], given: Sequence[str]) -> tuple[Hits, list[float]]:
    """For each question whether it was answered within each cut, and how long it took; one before the first is not counted."""
    query(questions[0].text)
    hits, seconds = [], []
    for question in questions:
        began = time.perf_counter()
        found = query(question.text)
        seconds.append(time.perf_counter() - began)
        first = next((rank for rank, place in enumerate(found, 1) if question.answer in given[place]), max(CUTS) + 1)
        hits.append([first <= cut for cut in CUTS])
    return hits, seconds


def _times(seconds: Sequence[float]) -> dict[str, float]:
    return {"median ms": median(seconds) * 1000, "p95 ms": percentile(sorted(seconds), 0.95) * 1000}


def _rates(hits: Sequence[Sequence[bool]], questions: Sequence[Question]) -> dict[str, float]:
    """Hit rates at each cut, over all questions and over the held half."""
    held = [row for row, question in zip(hits, questions, strict=True) if question.held]
    return {
        f"hit@{cut}{name}": sum(row[at] for row in rows) / max(len(rows), 1)
        for name, rows in (("", hits), (" held", held))
        for at, cut in enumerate(CUTS)
    }


def _against(hits: dict[str, Hits]) -> dict[str, dict[str, float]]:
    """How many questions fused gains and loses against each other method at each cut, with McNemar's test."""
    rows: dict[str, dict[str, float]] = {}
    for name, other in hits.items():
        if name == FUSED:
            continue
        for at, cut in enumerate(CUTS):
            pairs = [(ours[at], theirs[at]) for ours, theirs in zip(hits[FUSED], other, strict=True)]
            gained, lost = pairs.count((True, False)), pairs.count((False, True))
            rows.setdefault(name, {}).update({f"gained@{cut}": gained, f"lost@{cut}": lost, f"p@{cut}": round(mcnemar(lost, gained), 4)})
    return rows


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
