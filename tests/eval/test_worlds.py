"""Made-up worlds: laws hold, texts tell what is so, gold follows from facts, nothing depends on chance or machine."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from eval.cases import CaseError, read_cases
from eval.mess import KINDS
from eval.reading.dates import date_of, read_dates
from eval.reading.numbers import Number, quantity, read_numbers
from eval.worlds import speaking
from eval.worlds.asking.asker import MONTHLY
from eval.worlds.genres import Options
from eval.worlds.making import make_world
from eval.worlds.partition import parted
from eval.worlds.schema import STATUSES
from eval.worlds.wordings import HELDOUT, hands
from eval.worlds.writing import Made, make, write

SEEDS = range(12)
TABLES = (*hands(), HELDOUT)


@pytest.fixture(scope="module")
def worlds() -> list[Made]:
    return [make(seed, 3, 400, table) for seed in SEEDS for table in TABLES]


def affairs(seeds):
    return [affair for seed in seeds for bureau in make_world(seed, 4).bureaus for affair in bureau.affairs]


def test_problems_obey_the_algebra():
    for affair in affairs(range(40)):
        previous = None
        for standing in affair.standings:
            assert standing.total == standing.done + standing.on_track + standing.behind + standing.not_started
            assert 0 <= standing.closed <= standing.done <= standing.total == len(affair.items)
            assert previous is None or (previous.done <= standing.done and previous.closed <= standing.closed)
            assert {item.status(standing.day) for item in affair.items} <= set(STATUSES)
            previous = standing


def test_complaints_add_up_and_divide():
    for affair in affairs(range(40)):
        for handling in affair.handlings:
            assert handling.total == handling.closed + handling.staged + handling.open == affair.complaints
            assert min(handling.closed, handling.staged, handling.open) >= 0
        for split in affair.splits:
            total = sum(count for _, count in split.parts)
            assert total > affair.complaints if split.multiple else total == affair.complaints
            assert split.parts[0][1] > max(count for _, count in split.parts[1:])


def test_batches_run_on():
    running = [affair for affair in affairs(range(40)) if affair.series]
    assert running
    for affair in running:
        first, second = affair.series
        assert affair.complaints > second.all_count
        assert affair.batches > second.number
        assert all(handling.closed >= second.closed for handling in affair.handlings)
        assert second.all_count == first.all_count + second.count
        assert second.all_calls == first.all_calls + second.calls
        assert second.closed >= first.closed
        for batch in (first, second):
            assert batch.all_count == batch.closed + batch.staged + batch.open
            assert batch.count == sum(row[1] for row in batch.areas)
            assert all(total == closed + staged + pending for _, _, total, closed, staged, pending in batch.areas)


def test_a_total_is_parted_without_remainder_and_with_one_winner():
    for seed in range(300):
        random = Random(seed)
        total = random.randint(8, 90)
        parts = parted(total, "甲乙丙丁戊己", random)
        assert sum(count for _, count in parts) == total
        assert min(count for _, count in parts) > 0
        assert parts[0][1] > parts[1][1]
    with pytest.raises(ValueError, match="cannot be parted"):
        parted(4, "甲乙丙", Random(1))


@pytest.mark.parametrize(
    ("number", "written"), [(0, "零"), (2, "二"), (10, "十"), (33, "三十三"), (105, "一百零五"), (110, "一百一十"), (2010, "两千零一十")]
)
def test_numbers_are_written_out(number, written):
    assert speaking.chinese(number) == written
    assert speaking.counted(2) == "两"


def states(fact, sentence: str) -> bool:
    """Whether a sentence holds the value of a fact, read by the scorers' own reader."""
    if fact.masked:
        return "*" in sentence
    if isinstance(fact.value, tuple):
        return all(part in sentence for part in fact.value)
    if isinstance(fact.value, date):
        wanted = date_of(f"{fact.value:%Y-%m}" if fact.metric in MONTHLY else f"{fact.value:%m-%d}")
        return any(one.holds(wanted) for one in read_dates(sentence))
    if isinstance(fact.value, str):
        return fact.value in sentence or fact.metric == "状态"
    return any(alike(found, fact.value, fact.unit) for found in read_numbers(sentence))


def alike(found: Number, value: Decimal | int, unit: str) -> bool:
    wanted = quantity(abs(value), unit.removeprefix("余"))
    return found.value == wanted.value or found.printed == wanted.printed


IMPLIED = {"items.two", "items.done", "items.closed", "complaints.done", "split.single", "split.multiple"}
"""Kinds whose wordings may tell a figure without printing it: 其余均达到序时进度."""


def test_every_telling_stands_in_its_document_with_the_schemas_figure(worlds):
    for made in worlds:
        texts = {document.name: document.text for document in made.book.documents}
        told = [telling for document in made.book.documents for telling in document.tellings]
        assert len(told) > 200
        for telling in told:
            assert telling.sentence in texts[telling.document]
            assert states(telling.fact, telling.sentence) or telling.kind in IMPLIED, telling


def test_few_figures_are_told_without_being_printed(worlds):
    told = [telling for made in worlds for document in made.book.documents for telling in document.tellings if telling.kind in IMPLIED]
    unprinted = [telling for telling in told if not states(telling.fact, telling.sentence)]
    assert {telling.fact.metric for telling in unprinted} <= {"序时", "完成", "销号", "办结", "完成率", "总数"}
    assert len(unprinted) < len(told) / 20


def test_no_slot_is_left_open_and_no_number_runs_into_another(worlds):
    for document in (document for made in worlds for document in made.book.documents):
        assert not re.search(r"[{}]|None|\d\.\d+\.\d|。。|，。|：。", document.text), document.name


def test_only_planted_facts_disagree(worlds):
    planted = 0
    for made in worlds:
        for times in made.book.tellings.values():
            for tellings in times.values():
                values = {telling.fact.value for telling in tellings if not telling.fact.planted}
                assert len(values) <= 1, tellings
                planted += any(telling.fact.planted for telling in tellings)
    assert planted


def test_the_same_question_has_one_gold(worlds):
    for made in worlds:
        golds = defaultdict(set)
        for case in made.cases:
            if not case.conversation:
                golds[case.question].add(case.gold.model_dump_json())
        assert not [question for question, known in golds.items() if len(known) > 1]


def test_gold_figures_of_plain_counts_stand_in_their_source(worlds):
    checked = 0
    for made in worlds:
        for case in made.cases:
            if case.type in ("count", "as_of") and len(case.gold.sources) == 1 and "推算" not in case.gold.status:
                for figure in case.gold.figures:
                    sentence = case.gold.sources[0].quote
                    found = any(alike(number, value, "") for number in read_numbers(sentence) for value in figure.value)
                    assert found or re.search("全部|均|都|悉数|全|清零|无一|100%|其余|除此|其他|一律", sentence), case
                    checked += 1
    assert checked > 300


def test_gold_sources_are_sentences_of_documents(worlds):
    for made in worlds:
        texts = {document.name: document.text for document in made.book.documents}
        assert all(source.quote in texts[source.report] for case in made.cases for source in case.gold.sources)


def test_refusals_name_what_no_document_tells(worlds):
    kinds = defaultdict(int)
    for made in worlds:
        text = "".join(document.text for document in made.book.documents)
        for case in made.cases:
            if case.gold.refuse:
                kinds[case.type] += 1
                assert not case.gold.figures
                if "absent" in case.tags:
                    assert re.search(r"[\u4e00-\u9fff]{2}[县区]", case.question)
                    assert not any(name in text for name in re.findall(r"(?=([\u4e00-\u9fff]{2}[县区]))", case.question))
    assert kinds["masked"] > 10
    assert kinds["unanswerable"] > 50


def test_every_type_of_question_comes_up(worlds):
    types = {case.type for made in worlds for case in made.cases}
    wanted = {"count", "difference", "ratio", "status", "list", "who", "when", "where", "how", "definition", "compare", "sum", "duration"}
    assert types >= wanted | {"as_of", "yesno", "false_premise", "masked", "unanswerable", "contradiction", "merged", "ambiguous"}
    assert types >= {"english", "trend"}
    assert {tag for made in worlds for case in made.cases for tag in case.tags} >= {"typo", "conversation", "ledger", "derived", "batch"}


def test_options_take_things_out():
    plain = make(5, 3, 300, "dev", Options(masked=False, conflicts=False, relative=False, silence=False))
    told = [telling.fact for document in plain.book.documents for telling in document.tellings]
    assert not any(fact.masked or fact.planted or not fact.dated for fact in told)
    assert not {case.type for case in plain.cases} & {"masked", "contradiction"}


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write(make(7, 2, 60, "dev"), tmp_path / name, "mixed")
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 8
    assert all((tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes() for path in files)
    assert [case.id for case in read_cases(tmp_path / "one" / "questions.jsonl")][0] == "W7d-0001"
    assert "mixed" not in KINDS


def test_two_hundred_small_worlds_in_a_minute():
    began = time.process_time()
    for seed in range(200):
        make(seed, 1, 20, TABLES[seed % len(TABLES)])
    assert time.process_time() - began < 60


def test_a_world_replaces_an_older_one_and_nothing_else(tmp_path):
    write(make(1, 1, 5, "dev"), tmp_path)
    made = make(2, 1, 5, "dev")
    write(made, tmp_path)
    assert {path.name for path in (tmp_path / "documents").iterdir()} == {document.name for document in made.book.documents}
    (tmp_path / "own" / "documents").mkdir(parents=True)
    (tmp_path / "own" / "documents" / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(CaseError, match="空文件夹"):
        write(made, tmp_path / "own")


def test_what_is_asked_as_hidden_is_hidden_in_its_sentence(worlds):
    hidden = [case for made in worlds for case in made.cases if case.type == "masked"]
    assert len(hidden) > 20
    assert all("*" in source.quote for case in hidden for source in case.gold.sources)
