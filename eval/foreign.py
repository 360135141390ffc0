"""How many sentences of strangers (eval/worlds/strangers.py) are read: all figures of a list with day and inspection, no others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from assistant.facts.extract import extract
from assistant.facts.figure_roles import CLASS, role
from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.reading.report import read_reports
from assistant.types import Scope, Track
from assistant.words.lexicon import load_lexicon
from eval.ground import go_offline
from eval.product import fresh_assistant
from eval.proof import Proof
from eval.worlds.strangers import MARKED, READ, UNREAD, Bank, banks, marked_texts, statements
from eval.worlds.telling import UNDATED, Fact, Statement
from eval.worlds.wordings import Said, Wording, filled

WORLDS, SEED, EACH = 8, 100, 2
"""Of so many worlds come the figures; each wording is filled so often."""
LISTS = ("items", "complaints", "split", "batch")
"""The kinds of sentences that tell figures of a list."""
MOST_BEHIND = 3.0
"""So many points may the unread bank lie behind (the bar for wordings held out)."""
_TITLE = "澜川市生态环境保护督察整改工作情况"
_SIGNED_LATER = timedelta(days=9)
_ALSO = {"未全部办结": ("未办结",), "完成未销号": ("未销号",)}
"""What a list calls that a world knows by another name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One wording filled with the figures of one world."""

    kind: str
    wording: Wording
    said: Said
    place: str


def prove() -> Proof:
    """Both banks, kind by kind."""
    go_offline()
    found = {folder.name: measure(folder) for folder in (READ, UNREAD)}
    rates = {name: round(100 * sum(one[True] for one in kinds.values()) / _all(kinds), 1) for name, kinds in found.items()}
    others = {folder.name: told_apart(MARKED / folder.name) for folder in (READ, UNREAD)}
    kinds = {name: {kind: [one[True], sum(one.values())] for kind, one in sorted(each.items())} for name, each in found.items()}
    return Proof(
        rates[READ.name] - rates[UNREAD.name] <= MOST_BEHIND, {"percent read": rates, "figures told apart": others, "sentences": kinds}
    )


def measure(folder: Path) -> dict[str, Counter[bool]]:
    """How many sentences of a bank are read in full and how many are not, by kind."""
    sentences = [sentence for bank in banks(folder) for sentence in _sentences(bank)]
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    with TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for number, sentence in enumerate(sentences):
            (Path(home) / f"{number:04d}.txt").write_text(_document(sentence), "utf-8")
        with fresh_assistant([Path(home)]) as assistant:
            reports = {Path(head.path).name: head.id for head in assistant.reports()}
            for number, sentence in enumerate(sentences):
                lists = tallies(assistant.facts(Scope(reports=(reports[f"{number:04d}.txt"],))))
                found[sentence.kind][_read(sentence, lists)] += 1
    return dict(found)


def told_apart(folder: Path) -> dict[str, list[int]]:
    """Of marked texts: figures of lists read as they are marked, figures of other things taken for one, each of how many."""
    found: dict[str, list[int]] = {"of lists, read": [0, 0], "of other things, taken for a list": [0, 0]}
    lexicon = load_lexicon()
    for text, marked in (one for path in sorted(folder.iterdir()) for one in marked_texts(path)):
        (report,) = read_reports("材料.txt", f"{_TITLE}\n{text}\n".encode())
        read: dict[int, set[str]] = defaultdict(set)
        for fact in extract(report, lexicon):
            whole = fact.of and fact.metric and fact.metric != CLASS and not fact.parent
            read[fact.start - report.clean.find(text)] |= {role(fact.track, fact.metric)} if whole else set()
        for start in read.keys() | marked.keys():
            roles = marked.get(start, set())
            if roles != {CLASS}:
                count = found["of lists, read" if roles else "of other things, taken for a list"]
                count[0] += bool(read[start] & roles) if roles else bool(read[start])
                count[1] += 1
    return found


def _all(kinds: Mapping[str, Counter[bool]]) -> int:
    return sum(sum(one.values()) for one in kinds.values()) or 1


def _sentences(bank: Bank) -> Iterator[Sentence]:
    """Each wording of a list with the figures of a few offices."""
    heard = statements(bank, range(SEED, SEED + WORLDS))
    random = Random(SEED)
    for group, kinds in bank.own.items():
        for kind in (f"{group}.{name}" for name in kinds if group in LISTS and f"{group}.{name}" in heard):
            for wording in bank.wordings(kind):
                fitting = [one for one in heard[kind] if _plain(one) and wording.fits(one.slots)]
                for statement in random.sample(fitting, min(EACH, len(fitting))):
                    yield Sentence(kind, wording, filled(wording, statement.slots), statement.slots["us"].text)


def _plain(statement: Statement) -> bool:
    """Whether a statement names its place and its day outright and masks nothing: it will stand alone in a document."""
    day = statement.slots["date"].text if "date" in statement.slots else ""
    masked = any(fact.masked for slot in statement.slots.values() for fact in slot.facts)
    return not masked and statement.slots["us"].text[0] not in "全我" and day[:1] not in {"上", "本"}


def _document(sentence: Sentence) -> str:
    """A short report with the sentence, signed some days after the day it tells of."""
    days = [fact.time for _, fact in sentence.said.places if len(fact.time) == len("2024-06-30")]
    signed = date.fromisoformat(max(days, default="2023-06-30")) + _SIGNED_LATER
    return (
        f"{sentence.place}生态环境保护督察整改情况报告\n一、总体情况\n{sentence.said.text}\n"
        f"{sentence.place}生态环境保护督察整改工作领导小组办公室\n{signed.year}年{signed.month}月{signed.day}日\n"
    )


def _read(sentence: Sentence, lists: Sequence[Tally]) -> bool:
    """Whether some list holds each figure that a sentence tells."""
    told = [fact for _, fact in sentence.said.places if isinstance(fact.value, int) and _track(fact) is not None and fact.metric != "批次"]
    inspected = "insp" in sentence.wording.names
    return all(any(_holds(tally, fact, inspected) for tally in lists if tally.track is _track(fact)) for fact in told)


def _track(fact: Fact) -> Track | None:
    """The list a fact of a world is of."""
    return Track.COMPLAINT if "信访件" in fact.subject else Track.PROBLEM if "反馈问题" in fact.subject else None


def _holds(tally: Tally, fact: Fact, inspected: bool) -> bool:
    if fact.value not in _values(tally, fact.metric):
        return False
    if inspected and tally.inspection.level != ("中央" if "中央" in fact.subject else "省级"):
        return False
    state = fact.metric != "总数" and "：" not in fact.metric
    return not (state and fact.dated and fact.time not in {"", UNDATED} and len(fact.time) > 4) or (tally.as_of or "")[:7] == fact.time[:7]


def _values(tally: Tally, metric: str) -> list[object]:
    """The figures a list has for what a world calls by this name: a status, a class or a finding."""
    name = metric.rpartition("：")[2]
    classes = [fact.quantity.value for fact in tally.classes if fact.label and (name in fact.label or fact.label in name)]
    parts = [fact.quantity.value for one in (name, *_ALSO.get(name, ())) for fact in tally.parts.get(one, ())]
    derived = [tally.derive(one) for one in (name, *_ALSO.get(name, ()))] if "：" not in metric else []
    return [*classes, *parts, *(one.value for one in derived if one is not None)]
