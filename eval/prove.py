"""`python -m eval.prove [NAME]`: proofs over thousands of cases, too long for every test run; each writes eval/proofs/NAME.json."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from assistant.facts.extract import EXTRACTOR_VERSION
from assistant.reading.report import READER_VERSION
from eval.proof import Proof

PROOFS = {
    "answers": ("eval.answers", "rates by kind of question over the committed cases and 16 fresh worlds (2,650 questions, ten minutes)"),
    "noise": ("eval.noise", "0, 100 and 1,000 other reports change no answer that names its place (500 questions, two minutes)"),
    "twins": ("eval.twins", "damaged reports answer like the clean ones (2,048 pairs, ten minutes)"),
    "drafts": ("eval.drafts", "drafts of all genres, places and dates fill what the sources hold, every figure sourced (a minute)"),
    "mess": ("eval.metamorphic", "facts of damaged texts are those of the clean ones (2,100 pairs, about a minute)"),
    "cells": ("eval.cells", "100,000 nasty cells come back from the Excel export as they were, none a formula (about a minute)"),
    "proofing": ("eval.proofing", "1,000 slips planted in drafts are found, 500 clean texts stay quiet (a quarter of an hour)"),
    "ingest": ("eval.corpus_bench", "68,798 texts are taken in within the time and memory allowed (about a quarter of an hour)"),
}
"""Name -> the module whose `prove()` makes the proof, and what it shows."""
FOLDER = Path(__file__).parent / "proofs"
LIBRARIES = ("opencc", "pypinyin")


def main(arguments: list[str]) -> int:
    """List the proofs, or run the named ones; 0 when all of them hold."""
    unknown = [name for name in arguments if name not in PROOFS]
    if unknown or not arguments:
        lines = [f"{name}: {what}" for name, (_, what) in PROOFS.items()]
        sys.stdout.write("\n".join([*(f"no proof is called {name}" for name in unknown), *lines]) + "\n")
        return len(unknown)
    return sum(not _run(name) for name in arguments)


def _run(name: str) -> bool:
    proof: Proof = import_module(PROOFS[name][0]).prove()
    versions = {"reader": READER_VERSION, "extractor": EXTRACTOR_VERSION, **{library: version(library) for library in LIBRARIES}}
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps({"holds": proof.holds, "versions": versions, **proof.found}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{name}: {'holds' if proof.holds else 'does not hold'}, written to {path}\n")
    return proof.holds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
