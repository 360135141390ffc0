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
    "foreign": ("eval.foreign", "two banks of sentences by other hands, one open, one read by nobody (1,500 sentences, a minute)"),
    "asked": (
        "eval.asked",
        "ways to ask of other hands, some open, some read by nobody, about lists and parts of them (4,000, half a minute)",
    ),
    "noise": ("eval.noise", "0, 100 and 1,000 other reports change no answer that names its place (500 questions, two minutes)"),
    "twins": ("eval.twins", "damaged reports answer like the clean ones (2,048 pairs, ten minutes)"),
    "drafts": ("eval.drafts", "drafts of all genres, places and dates fill what the sources hold, every figure sourced (a minute)"),
    "mess": ("eval.metamorphic", "facts of damaged texts are those of the clean ones (2,100 pairs, about a minute)"),
    "cells": ("eval.cells", "100,000 nasty cells come back from the Excel export as they were, none a formula (about a minute)"),
    "proofing": ("eval.proofing", "1,000 slips planted in drafts are found, 500 clean texts stay quiet (a quarter of an hour)"),
    "regressions": ("eval.regressions", "60 seeded regressions are caught by 100 cases and their part is named (twenty minutes)"),
    "steady": (
        "eval.steadiness",
        "200 runs of 100 cases and five of all are the same bytes and raise no alarm (twenty minutes)",
    ),
    "kept": ("eval.staleness", "500 changes leave no known verdict standing (two minutes)"),
    "pace": ("eval.pace", "1,000 cases within 30 s, known within 3 s, on a quiet machine (a minute)"),
    "guard": ("eval.guarding", "2,000 altered texts are stopped and 1,000 faithful paraphrases let through, by kind (three minutes)"),
    "faults": ("eval.faulting", "every fault of a model's endpoint at each stage loses, delays or changes no answer (three minutes)"),
    "injection": ("eval.injecting", "500 poisoned reports and questions before a model that obeys them change nothing (two minutes)"),
    "visibility": ("eval.visibility", "500 canaries in limited reports reach nobody outside their group, by any way (five minutes)"),
    "doors": ("eval.doors", "the same through the running server: interfaces, page, files, errors, counts, logs (a quarter of an hour)"),
    "killed": ("eval.killing", "kill -9 during uploads, drafts and evaluations loses nothing that was told (a quarter of an hour)"),
    "paraphrases": (
        "eval.paraphrase",
        "252 questions in other words than the passage: fused misses 40 % fewer at 5 and 10 than keywords alone (a minute)",
    ),
    "offline": ("eval.offline", "every tab in a browser, README's tour and the contract without a network (ten minutes)"),
    "faithful": ("eval.faithful", "with a faithful model no slice of the evaluation is lower than offline (three minutes)"),
    "backup": ("eval.backups", "a backup while 50 commands ingest is one state; restored it answers byte for byte (a quarter of an hour)"),
    "bundle": ("eval.bundle_check", "dist/bundle (make bundle) installs and answers without any network (some minutes)"),
    "interfaces": ("eval.interfaces", "300 requests of every kind for each operation end in no server error (five minutes)"),
    "damage": (
        "eval.damaging",
        "damage to any file of the search caches is noticed, answered past and mended (350 damages, half an hour)",
    ),
    "crash": ("eval.crashing", "200 kills while taking in, removing and reindexing lose nothing and mix nothing (half an hour)"),
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
