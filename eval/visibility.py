"""Proof `visibility`: what is limited to a group reaches nobody outside it, whichever way it is asked for, readers taking turns."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.service import Assistant
from assistant.types import Answer, Hit, Reader, Role, Scope
from eval.ground import go_offline
from eval.proof import Proof

CANARIES, EACH = 500, 5
SEED = 20_261_122
GROUPS = ("甲组", "乙组")
LIMITED = "29"
"""How many are finished by every limited report, and by no open one."""
_SIGNS = "岚磬鸣棠岫澜浔溆珩琤砚筠筱翎翮舸荻莳菘葭蔺蘅蜓谡豳赭跬邡郗鄞酃醴钧铄镝阆隰雒霁靛韶颐饴骅骊鲈鸢麂黛黍黔黻鼐龛"
_TOPICS = (
    "填埋场封场面积{figure}亩",
    "河道清淤{figure}万立方米",
    "截污管网新建{figure}米",
    "矿山复绿{figure}亩",
    "搬迁企业补偿{figure}万元",
)
_ASKED = ("填埋场封场面积是多少？", "河道清淤多少？", "截污管网新建多少米？", "矿山复绿多少亩？", "搬迁企业补偿多少万元？")


@dataclass(frozen=True)
class Canary:
    """A sentence of a limited report that nothing else says."""

    word: str
    figure: str
    question: str
    place: str
    group: str

    def in_text(self, told: str, *, by_word: bool = False) -> bool:
        """Whether something tells of it: its figure (the same digits in the id of a report are none), or its word."""
        return bool(re.search(rf"(?<![0-9a-f]){self.figure}(?![0-9a-f])", told)) or (by_word and self.word in told)


def prove() -> Proof:
    """Five hundred canaries in a hundred limited reports."""
    go_offline()
    return measure(CANARIES)


def measure(count: int, seed: int = SEED) -> Proof:
    """Every way of reading, for those who may and those who may not, in turns; and each answer beside the one of a library without."""
    planted = list(canaries(count, random.Random(seed)))
    with TemporaryDirectory() as work, ExitStack() as open_homes:
        folder = Path(work)
        whole = open_homes.enter_context(library(folder, "whole", planted, GROUPS))
        without = {
            group: open_homes.enter_context(library(folder, f"without{n}", planted, tuple(one for one in GROUPS if one != group)))
            for n, group in enumerate(GROUPS)
        }
        walk = Walk(whole, without, planted, folder)
        walk.all()
    seen = min(walk.counts["seen by those who may: ask"], walk.counts["seen by those who may: search"])
    found = {**dict(sorted(walk.counts.items())), "leaks": walk.leaks[:40], "answers that differ": walk.differing[:40]}
    return Proof(not walk.leaks and not walk.differing and seen >= count * 0.9, found)


def canaries(count: int, chance: random.Random) -> Iterator[Canary]:
    """Five canaries a report, a place a report, the groups in turn."""
    words, figures = set[str](), set[str]()
    while len(words) < count:
        words.add("".join(chance.sample(_SIGNS, 3)))
    while len(figures) < count:
        figures.add(str(chance.randrange(30_011, 99_989)))
    for number, (word, figure) in enumerate(zip(sorted(words), sorted(figures, key=lambda one: one[::-1]), strict=True)):
        report, topic = divmod(number, EACH)
        place = f"{_SIGNS[report % 40]}{_SIGNS[40 + report // 40]}县"
        yield Canary(word, figure, f"{place}{word}{_ASKED[topic]}", place, GROUPS[report % len(GROUPS)])


def library(folder: Path, name: str, planted: list[Canary], groups: tuple[str, ...]) -> Assistant:
    """A library of an open report for each place, and the limited ones of these groups."""
    shelf, assistant = folder / name, Assistant(settings=Settings(home=folder / f"home-{name}", workers=2))
    shelf.mkdir()
    for place in dict.fromkeys(one.place for one in planted):
        own = [one for one in planted if one.place == place]
        lead = f"{place}关于督察整改落实情况的报告\n截至20{{year}}年6月30日，中央督察反馈我县的41个问题，已完成整改{{done}}个。\n"
        (shelf / f"{place}公开.txt").write_text(lead.format(year=23, done=18), "utf-8")
        if own[0].group in groups:
            topics = zip(own, _TOPICS, strict=False)
            told = "".join(f"{one.word}{topic.format(figure=one.figure)}。\n" for one, topic in topics)
            (shelf / f"{own[0].word}内部.txt").write_text(lead.format(year=24, done=LIMITED) + told, "utf-8")
    list(assistant.ingest(sorted(shelf.iterdir()), uploaded=True))
    for head in assistant.reports():
        if head.path.endswith("内部.txt"):
            assistant.visibility.limit(head.id, [next(one.group for one in planted if one.word == head.path[:3])])
    return assistant


class Walk:
    """Both readers through everything, one after the other, so that what one was told lies in every cache when the other asks."""

    def __init__(self, whole: Assistant, without: dict[str, Assistant], planted: list[Canary], folder: Path) -> None:
        self._whole, self._without, self._planted, self._folder = whole, without, planted, folder
        whole.users.add("管理", "proof-of-visibility", Role.ADMINISTRATOR)
        self._of = {group: whole.for_reader(Reader(group, Role.KEEPER, frozenset({group}), id=f"id-{group}")) for group in GROUPS}
        self._limited = {head.path[:3]: head.id for head in whole.reports() if head.path.endswith("内部.txt")}
        self.counts: Counter[str] = Counter()
        self.leaks: list[str] = []
        self.differing: list[str] = []

    def all(self) -> None:
        """Every canary by every way; then what lists and logs tell."""
        for number, canary in enumerate(self._planted):
            may, may_not = self._of[canary.group], self._of[next(group for group in GROUPS if group != canary.group)]
            for view in (may, may_not, may) if number % 2 else (may_not, may):
                self._told(number, canary, view, allowed=view is may)
            if number % EACH == 0:
                self._tried(canary, may_not)
                self._kept(canary, may, may_not)
        for group, view in self._of.items():
            self._listed(view, [one for one in self._planted if one.group != group])

    def _note(self, way: str, canary: Canary, told: object, *, allowed: bool, by_word: bool = False) -> None:
        found = canary.in_text(told if isinstance(told, str) else repr(told), by_word=by_word)
        self.counts[f"{'asked by those who may' if allowed else 'tried'}: {way}"] += 1
        if allowed:
            self.counts[f"seen by those who may: {way}"] += found
        elif found:
            self.leaks.append(f"{way}: {canary.word} {canary.figure}")

    def _told(self, number: int, canary: Canary, view: Assistant, *, allowed: bool) -> None:
        answer = view.ask(canary.question, conversation="the same for all")
        self._note("ask", canary, answer, allowed=allowed)
        if not allowed:
            self._same(canary.question, answer, view.reader.name)
        found = view.search(canary.word)
        self._note("search", canary, found, allowed=allowed)
        if not allowed:
            self._same_order(canary, found, view.reader.name)
        if number % EACH == 1:
            self._note("what may be asked next", canary, view.suggestions(answer, Scope(), "the same for all"), allowed=allowed)
            path = self._folder / f"{view.reader.name}.md"
            draft = view.draft("工作汇报", Scope(place=canary.place), output=path)
            written = f"{[section.text for section in draft.sections]}{draft.figures}{path.read_text('utf-8')}"
            self._note("draft", replace(canary, figure=LIMITED), written, allowed=allowed)
        view.forget("the same for all")

    def _same_order(self, canary: Canary, found: Sequence[Hit], group: str) -> None:
        """Whether passages come in the order of a library in which what is hidden never was, by a word of it and by the question."""
        other = self._beside(group)
        asked = [(found, other.search(canary.word))]
        asked.append((self._of[group].search(canary.question), other.search(canary.question)))
        for given, own in asked:
            self.counts["searches beside those of a library without"] += 1
            if [(one.path, one.passage.text) for one in given] != [(one.path, one.passage.text) for one in own]:
                self.counts["searches in another order"] += 1

    def _beside(self, group: str) -> Assistant:
        """The library without what is hidden from a group, as one of it sees it."""
        hidden = next(one for one in GROUPS if one != group)
        return self._without[hidden].for_reader(Reader(group, Role.KEEPER, frozenset({group}), id=f"id-{group}"))

    def _same(self, question: str, given: Answer, group: str) -> None:
        """Whether an answer is that of a library in which what is hidden never was."""
        own = self._beside(group).ask(question)
        self.counts["answers beside those of a library without"] += 1
        if replace(own, caveats=()) != replace(given, caveats=()):
            self.differing.append(f"{question}: {given.text} | {own.text}")

    def _tried(self, canary: Canary, view: Assistant) -> None:
        """A report that one may not see, by its id and its name, through every desk."""
        report = self._limited[canary.word]
        proofed = f"{canary.place}整改情况\n{canary.word}填埋场封场面积1亩。\n".encode()
        ways: dict[str, Callable[[str], object]] = {
            "report": view.report,
            "find": view.find,
            "identified": view.identified,
            "remove": view.remove,
            "narrowed ask": lambda one: view.ask(canary.question, Scope(reports=(one,))),
            "narrowed search": lambda one: view.search(canary.word, Scope(reports=(one,))),
            "narrowed facts": lambda one: view.facts(Scope(reports=(one,))),
            "ledgers": lambda one: list(view.ledgers.views(one)),
            "ledger histories": view.ledgers.histories,
            "ledger comparisons": view.ledgers.comparisons,
            "ledger columns": view.ledger_columns.each,
            "correct a report": lambda one: view.corrections.report(one, place="某县"),
            "confirm a figure": lambda one: view.corrections.confirm(f"{one}.0"),
            "proof": lambda one: view.proofs.proof("稿.txt", proofed, Scope(reports=(one,))),
        }
        for way, act in ways.items():
            for named in (report, report[:12], f"{canary.word}内部.txt"):
                try:
                    told: object = act(named)
                except UsageError as error:
                    told = str(error).replace(named, "")
                self._note(way, canary, told, allowed=False)
        self._note("proof of a text", canary, view.proofs.proof("稿.txt", proofed, Scope()), allowed=False)
        if report not in {head.id for head in self._whole.reports()}:
            self.leaks.append(f"removed by one who may not see it: {canary.word}")

    def _kept(self, canary: Canary, may: Assistant, may_not: Assistant) -> None:
        """A draft that one keeps is not to be had by the other; one's own is closed when its sources are limited to others."""
        scope = Scope(place=canary.place)
        kept = may.drafts.save(may.draft("工作汇报", scope), scope)
        desk = may_not.drafts
        ways: dict[str, Callable[[int], object]] = {"version": desk.version, "history": desk.history, "forget": desk.forget}
        for way, act in ways.items():
            try:
                told: object = act(kept.draft)
            except UsageError as error:
                told = str(error)
            else:
                self.leaks.append(f"draft {way}: {kept.draft}")
            self._note(f"another's draft: {way}", canary, told, allowed=False)
        may.drafts.forget(kept.draft)

    def _listed(self, view: Assistant, hidden: list[Canary]) -> None:
        told = {
            "reports": view.reports(),
            "how they were read": view.healths(),
            "status": view.status(),
            "facts": view.facts(Scope()),
            "corrections": view.corrections.log(everything=True),
            "drafts": view.drafts.newest(),
            "conversations": view.conversations.listed(""),
        }
        for way, text in told.items():
            shown = repr(text)
            for canary in hidden:
                self._note(way, canary, shown, allowed=False, by_word=True)
        log = repr(self._whole.audit.entries(most=100_000))
        for canary in hidden:
            self._note("the log of who did what", canary, log, allowed=False, by_word=True)
        if view.status()["reports"] != len(view.reports()):
            self.leaks.append("status counts what is hidden")
