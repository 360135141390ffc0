"""Known verdicts are taken only under the very same conditions; processes, order and what was known change no byte of a run."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from scripted import FINISHED, Scripted, answer_row, case

from eval.affected import outdated, stamped, untouched
from eval.cases import CASES, read_cases
from eval.evaluate import Way, evaluate, grouped
from eval.fingerprint import Fingerprint, fingerprint
from eval.ground import SAMPLES
from eval.keeping import Kept
from eval.results import Run, write_run
from eval.run import ask_cases, run_cases

GOLD = {"figures": [{"value": 19, "unit": "个"}]}
PAIR = [case("a", "a", GOLD, conversation="k"), case("b", "b", GOLD, conversation="k")]
ANSWERS = {"a": FINISHED, "b": FINISHED}
KEYS = {"代码": "1", "词表": "2", "题目": "3"}


def kept(tmp_path, keys=KEYS, today=date(2024, 6, 30)) -> Kept:
    return Kept(tmp_path, keys, today)


def test_what_was_kept_is_found_again(tmp_path):
    found = ask_cases(PAIR, Scripted(ANSWERS))
    kept(tmp_path).put([(PAIR, found)])
    assert kept(tmp_path).get(PAIR) == found
    assert kept(tmp_path, {**KEYS, "题目": "other cases beside these"}).get(PAIR) == found


@pytest.mark.parametrize("keys", [{**KEYS, "代码": "9"}, {**KEYS, "词表": ""}, {"代码": "1", "题目": "3"}, {**KEYS, "新": "x"}])
def test_other_conditions_find_nothing(tmp_path, keys):
    kept(tmp_path).put([(PAIR, ask_cases(PAIR, Scripted(ANSWERS)))])
    assert kept(tmp_path, keys).get(PAIR) is None


def test_another_day_case_or_conversation_finds_nothing(tmp_path):
    kept(tmp_path).put([(PAIR, ask_cases(PAIR, Scripted(ANSWERS)))])
    assert kept(tmp_path, today=date(2024, 7, 1)).get(PAIR) is None
    assert kept(tmp_path).get([PAIR[1]]) is None, "a follow-up was taken without what came before it"
    assert kept(tmp_path).get(PAIR[::-1]) is None
    assert kept(tmp_path).get([PAIR[0], case("b", "b", {**GOLD, "must": ["x"]}, conversation="k")]) is None


def test_a_damaged_entry_is_as_good_as_none(tmp_path):
    one = kept(tmp_path)
    one.put([(PAIR, ask_cases(PAIR, Scripted(ANSWERS)))])
    text = one.path.read_text("utf-8")
    one.path.write_text(text.replace("已完成19个", "已完成91个", 1), "utf-8")
    assert kept(tmp_path).get(PAIR) is None
    one.path.write_bytes(b"\xff\xfe")
    assert kept(tmp_path).get(PAIR) is None


def test_every_part_shows_in_its_key_alone(tmp_path, monkeypatch):
    documents = tmp_path / "documents"
    shutil.copytree(SAMPLES, documents)
    before = fingerprint(documents, ["x"])
    (documents / "new.txt").write_text("新", "utf-8")
    after = fingerprint(documents, ["x"])
    assert {name for name in before.keys if before.keys[name] != after.keys[name]} == {"语料"}
    assert set(after.corpus) - set(before.corpus) == {"new.txt"}
    monkeypatch.setenv("ASSISTANT_READ_SECONDS", "7")
    assert {name for name in before.keys if fingerprint(documents, ["x"]).keys[name] != after.keys[name]} == {"设置"}
    monkeypatch.delenv("ASSISTANT_READ_SECONDS")
    monkeypatch.setenv("ASSISTANT_WORKERS", "3")
    assert fingerprint(documents, ["x"]).keys == after.keys
    assert {name for name in before.keys if fingerprint(documents, ["y"]).keys[name] != after.keys[name]} == {"题目"}


def test_conversations_stay_together():
    cases = [case("1"), case("2", conversation="k"), case("3"), case("4", conversation="k"), case("5", conversation="k", set="other")]
    assert [[one.id for one in group] for group in grouped(cases)] == [["1"], ["2", "4"], ["3"], ["5"]]


CORPUS = {"云溪县整改报告.txt": "aaaaaaaaaaaaaaaa", "别处.txt": "bbbbbbbbbbbbbbbb"}


def now(corpus: dict | None = None, **keys: str) -> Fingerprint:
    return Fingerprint(
        {"代码": "1", "词表": "1", "模板": "1", "提示词": "1", "模型": "无", "语料": str(corpus or CORPUS), **keys},
        {"语料": corpus or CORPUS},
    )


def earlier(cases) -> Run:
    return run_cases(cases, Scripted({one.question: FINISHED for one in cases}), now().keys)[0].model_copy(
        update={"parts": {"语料": CORPUS}}
    )


def test_only_what_a_change_can_touch_is_asked_again():
    source = [{"report": "别处.txt"}]
    plain, labelled = case("a", "a", GOLD), case("b", "b", {**GOLD, "sources": source})
    draft = case("d", "d", task="draft", genre="工作汇报")
    cases = [plain, labelled, draft]
    before = earlier(cases)
    groups = grouped(cases)
    assert set(untouched(groups, before, now())) == {"a", "b", "d"}
    assert untouched(groups, before, now(代码="2")) == {}
    assert untouched(groups, before, now(词表="2")) == {}
    assert set(untouched(groups, before, now(模板="2"))) == {"a", "b"}
    assert set(untouched(groups, before, now(提示词="2"))) == {"a", "b", "d"}
    assert set(untouched(groups, before, now(提示词="2", 模型="某模型"))) == set()
    assert set(untouched(groups, before, now({**CORPUS, "别处.txt": "c" * 16}))) == {"a"}
    assert untouched(groups, before, now({**CORPUS, "新.txt": "c" * 16})) == {}
    relabelled = [case("a", "a", {**GOLD, "must": ["x"]}), labelled, draft]
    assert set(untouched(grouped(relabelled), before, now())) == {"b", "d"}


def test_a_case_that_cites_a_changed_document_is_asked_again():
    citing = answer_row("19个[1]。", citations=[{"quote": "已完成整改19个", "report": "bbbbbbbbbbbbbbbb-1"}])
    one = case("a", "a", {})
    before = run_cases([one], Scripted({"a": citing}), now().keys)[0].model_copy(update={"parts": {"语料": CORPUS}})
    assert set(untouched(grouped([one]), before, now({**CORPUS, "云溪县整改报告.txt": "c" * 16}))) == {"a"}
    assert untouched(grouped([one]), before, now({**CORPUS, "别处.txt": "c" * 16})) == {}


def test_labels_know_their_version():
    one = stamped(case("a", gold={"sources": [{"report": "云溪县整改报告"}]}), CORPUS)
    assert one.depends == {"云溪县整改报告.txt": "aaaaaaaaaaaaaaaa"}
    assert outdated(one, CORPUS) == []
    assert outdated(one, {**CORPUS, "云溪县整改报告.txt": "c" * 16}) == ["云溪县整改报告.txt 已不是标注时的版本"]
    assert outdated(one, {"别处.txt": "b" * 16}) == ["云溪县整改报告.txt 已不在材料中"]
    assert one.digest == case("a", gold={"sources": [{"report": "云溪县整改报告"}]}).digest


@pytest.mark.heavy
def test_a_run_is_the_same_bytes_however_it_came_about(tmp_path):
    cases = read_cases(CASES / "dev.jsonl")[:42] + [one for one in read_cases(CASES / "dev.jsonl") if one.conversation][:6]
    ways = {
        "cold": Way(SAMPLES, workers=2, kept=tmp_path / "kept"),
        "known": Way(SAMPLES, workers=2, kept=tmp_path / "kept"),
        "alone": Way(SAMPLES, workers=1, shuffle=5),
    }
    done = {name: evaluate(cases, way) for name, way in ways.items()}
    assert [done[name].known for name in ways] == [0, len(cases), 0]
    for name, one in done.items():
        write_run(one.run, tmp_path / f"{name}.json")
        assert list(one.seconds) == [case.id for case in cases]
    assert len({(tmp_path / f"{name}.json").read_bytes() for name in ways}) == 1
