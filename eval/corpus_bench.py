"""The ingest bench over a whole corpus: its texts as files, taken in by the product, with what must hold on two cores."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.corpus import unpack
from eval.ground import SAMPLES, go_offline
from eval.growth import grow
from eval.ingestion import measure
from eval.product import fresh_assistant
from eval.proof import Proof
from eval.shares import shares

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
"""Real texts beside the checkout; they are no part of the project."""
GROWN = 1000
"""Reports grown from the samples where the corpus is not there."""
WITHIN = {"cold seconds": 360, "unchanged seconds": 60, "changed seconds": 1, "megabytes": 1500}
"""What must hold for the whole corpus on two cores."""


def measure_corpus(corpus: Path = CORPUS, limit: int | None = None, sample: int = 1000) -> dict[str, Any]:
    """The numbers of `ingest`, and processor seconds by step over some of the files, scaled to all of them."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        files = Path(folder) / "files"
        count, characters = unpack(corpus, files, limit) if corpus.is_dir() else grown_files(SAMPLES, limit or GROWN, files)
        step = max(1, count // sample)
        parts = shares(sorted(files.rglob("*.txt"))[::step])
        numbers = measure(files, Path(folder) / "home", characters)
    share = -(-count // step) / count
    return {**numbers, "cpu_seconds_by_step": {name: seconds / share for name, seconds in parts.items()}}


def prove() -> Proof:
    """The whole corpus beside the checkout; its numbers are measurements and vary from run to run."""
    go_offline()
    numbers = measure_corpus()
    found = {
        "cold seconds": numbers["cold"]["seconds"],
        "unchanged seconds": numbers["again"]["seconds"],
        "changed seconds": numbers["changed"]["later"]["seconds"],
        "megabytes": numbers["peak_megabytes"],
    }
    reached = {name: found[name] <= most for name, most in WITHIN.items()}
    return Proof(all(reached.values()), {"reached": reached, "within": WITHIN, **numbers})


def grown_files(documents: Path, reports: int, target: Path) -> tuple[int, int]:
    """Write N reports grown from a folder; how many files and characters."""
    with fresh_assistant([documents]) as assistant:
        places = sorted({part for head in assistant.reports() if head.place for part in (head.place.name, *head.place.within)})
    paths = grow(documents, places, reports, target)
    return len(paths), sum(len(path.read_text("utf-8")) for path in paths)
