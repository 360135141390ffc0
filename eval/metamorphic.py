"""The facts of a damaged text are those of the clean one: pairs of the two, the same ones for the test and for the proof.

The clean texts are the text documents of knowledge/samples and a table of sentences of this domain; a kind of damage that shows itself only
over some length (page marks, wrapped lines, glosses without tones) meets the sentences in documents of twenty.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.types import Fact
from assistant.words.lexicon import load_lexicon
from eval.ground import SAMPLES
from eval.mess import ENCODINGS, damage, encoded
from eval.proof import Proof

SENTENCES = Path(__file__).parents[1] / "tests" / "reading" / "cases" / "mess_sentences.json"
KNOWN = SENTENCES.with_name("mess_known.txt")
ANYWHERE = (
    "traditional",
    "traditional_by_phrase",
    "pinyin",
    "pinyin_doubled",
    "half_width",
    "share_site",
    "paywall",
    "markup",
    "doubled_marks",
    "adverts",
    "spaced_dates",
    "full_width",
)
"""Kinds of damage that a sentence alone can show."""
OVER_LENGTH = (
    *("page_marks", "page_lines", "page_counts", "wrapped", "pinyin_plain", "pinyin_dressed"),
    *("traditional+pinyin", "half_width+page_marks", "share_site+page_lines", "wrapped+pinyin", "traditional+half_width"),
)
"""Kinds that need a document, and damages on top of each other."""
ON_ONE_LINE = ("lost_newlines", "lost_newlines+half_width", "lost_newlines+page_marks")
"""Kinds that only a real document survives: of unrelated sentences nothing but the line break says that they are so."""
GROUP = 20
"""So many sentences make one document under a title."""
TITLE = "岫林县第二轮中央生态环境保护督察整改落实情况的报告"
_WIDTHS = str.maketrans("，：；？！（）", ",:;?!()")

MOST_FAILURES = 0.005
"""The promise: facts are identical in at least 99.5 % of the pairs."""

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A clean text and how it is to be damaged; `kind` is a damage of eval/mess.py or one of its encodings."""

    id: str
    text: str
    kind: str
    seed: int

    def data(self) -> bytes:
        """The damaged file."""
        return encoded(self.text, self.kind) if self.kind in ENCODINGS else damage(self.text, self.kind, self.seed).encode()


def pairs(seed: int = 0) -> Iterator[Pair]:
    """Some 2,100 pairs: every document with every kind, every sentence with a third of the kinds that it can show."""
    documents = _documents()
    for kind in (*ANYWHERE, *OVER_LENGTH, *ON_ONE_LINE, *ENCODINGS):
        for name, text in (documents if kind in ON_ONE_LINE else {**documents, **_groups()}).items():
            yield Pair(f"{name}/{kind}/{seed}", text, kind, seed)
    alone = (*ANYWHERE, *ENCODINGS)
    for index, (name, text) in enumerate(_sentences().items()):
        for kind in alone[(index + seed) % 3 :: 3]:
            yield Pair(f"{name}/{kind}/{seed}", text, kind, seed)


@cache
def _sentences() -> dict[str, str]:
    return {row["id"]: row["text"] for row in json.loads(SENTENCES.read_text("utf-8"))}


def _groups() -> dict[str, str]:
    rows = list(_sentences().items())
    parts = [rows[start : start + GROUP] for start in range(0, len(rows), GROUP)]
    return {f"{part[0][0]}-{part[-1][0]}": "\n".join((TITLE, *(text for _, text in part))) for part in parts}


@cache
def _documents() -> dict[str, str]:
    """The repaired text of the samples by name: some of them are damaged themselves, and two page marks in one text are none."""
    names = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md", ".docx"})
    return {path.stem: "\n".join(report.clean for report in read_reports(path.name, path.read_bytes())) for path in names}


@cache
def _clean_rows(text: str) -> Counter[Row]:
    return rows(text.encode())


def rows(data: bytes) -> Counter[Row]:
    """The facts of a text file as comparable rows, however often each is stated."""
    lexicon = load_lexicon()
    return Counter(_row(fact) for report in read_reports("damaged.txt", data) for fact in extract(report, lexicon))


def _row(fact: Fact) -> Row:
    """What the fact says; the team of an inspection is left out, because only the paragraph that names it carries it."""
    quantity, inspection = fact.quantity, fact.inspection
    status = re.sub(r"\s", "", fact.status_text).translate(_WIDTHS)
    unit = quantity.unit.translate(str.maketrans("％", "%"))
    place = fact.place.display if fact.place else ""
    who = (inspection.level, inspection.round, inspection.revisit)
    return (place, str(fact.track), fact.metric, quantity.value, unit, quantity.approximate, quantity.each, fact.as_of, who, status)


def known_failures() -> frozenset[str]:
    """The ids of the pairs that do not hold yet."""
    return frozenset(KNOWN.read_text("utf-8").split())


def difference(pair: Pair) -> tuple[list[Row], list[Row]]:
    """The facts that the damage lost and those that it made up; both are empty where the pair holds."""
    clean, damaged = _clean_rows(pair.text), rows(pair.data())
    return list((clean - damaged).elements()), list((damaged - clean).elements())


def prove() -> Proof:
    """All pairs: how many hold for each kind, and the ids of those that do not."""
    counts: Counter[str] = Counter()
    failed: dict[str, list[str]] = {}
    for pair in pairs():
        counts[pair.kind] += 1
        if any(difference(pair)):
            failed.setdefault(pair.kind, []).append(pair.id)
    kinds = {kind: {"pairs": counts[kind], "failures": failed.get(kind, [])} for kind in sorted(counts)}
    failures = sorted(identity for identities in failed.values() for identity in identities)
    new = sorted(set(failures) - known_failures())
    total = sum(counts.values())
    found = {"pairs": total, "failures": len(failures), "new": new, "kinds": kinds}
    return Proof(not new and len(failures) <= MOST_FAILURES * total, found)
