"""Rules of the gate file, what changed in words, what the build server sees, the trend, and how sure a difference is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from scripted import FINISHED, WRONG, Scripted, case

from eval.cases import CaseError
from eval.compare import compare
from eval.explaining import explained
from eval.gates import GATES, Gates, broken, read_gates
from eval.history import picture, point, read_history, remember
from eval.intervals import mcnemar, paired
from eval.junit import write_junit
from eval.page import write_page
from eval.results import Run
from eval.run import run_cases

GOLD = {"figures": [{"value": 19, "unit": "个"}]}
CITED = {**FINISHED, "citations": [{**FINISHED["citations"][0], "report": "aaaaaaaaaaaaaaaa-1"}]}


def run(answers: dict, parts: dict | None = None, **more) -> Run:
    cases = [case(key, key, GOLD, tags=["水", key], **more) for key in answers]
    made = run_cases(cases, Scripted(answers), {name: str(files) for name, files in (parts or {}).items()})[0]
    return made.model_copy(update={"parts": parts or {}})


def test_each_rule_can_break():
    before, after = run({"a": FINISHED, "b": FINISHED}), run({"a": WRONG, "b": FINISHED})
    change = compare(before, after)
    assert broken(Gates(), after, change) == ["变差 1 题，最多允许 0 题：a。"]
    assert broken(Gates(allowed={"a": "口径待定"}), after, change) == []
    assert broken(Gates(lost=1), after, change) == []
    floor = Gates.model_validate({"lost": 9, "floor": {"dev": {"all": 0.6, "types": {"数量": 0.9}, "measures": {"引文精确率": 0.9}}}})
    measured = [after.verdicts[0].model_copy(update={"measures": {"引文精确率": 0.5}}), after.verdicts[1]]
    said = broken(floor, after.model_copy(update={"verdicts": measured}), change)
    assert ["开发集通过" in said[0], "“数量”" in said[1], "引文精确率 是 0.500" in said[2]] == [True, True, True]
    slow = Gates.model_validate({"latency": {"p95": 1, "slowest": 5}})
    assert len(broken(slow, before, None, {"a": 6.0, "b": 0.1})) == 2
    assert "超过 2 秒" in broken(Gates(), before, None, {"a": 2.5}, {"a": Decimal(2)})[0]
    assert broken(Gates(), before, None, {"a": 99.0}) == []


def test_the_shipped_gates_are_readable_and_a_faulty_file_is_one_sentence(tmp_path):
    assert read_gates(GATES).lost == 0
    (tmp_path / "g.toml").write_text("lost = 0\nfloors = 1\n", "utf-8")
    with pytest.raises(CaseError, match="floors 没有这个字段"):
        read_gates(tmp_path / "g.toml")
    (tmp_path / "g.toml").write_text("lost =", "utf-8")
    with pytest.raises(CaseError, match="读不出来"):
        read_gates(tmp_path / "g.toml")


OLD = {"语料": {"a.txt": "aaaaaaaaaaaaaaaa", "b.txt": "bbbbbbbbbbbbbbbb"}, "词表": {"lexicon/synonyms.toml": "1"}}


def test_a_loss_over_a_changed_document_is_to_be_looked_at():
    new = {**OLD, "语料": {"a.txt": "cccccccccccccccc", "b.txt": "bbbbbbbbbbbbbbbb"}}
    before = run({"a": FINISHED, "b": FINISHED}, OLD)
    verdicts = [before.verdicts[0].model_copy(update={"answer": CITED}), before.verdicts[1]]
    change = compare(before.model_copy(update={"verdicts": verdicts}), run({"a": WRONG, "b": WRONG}, new))
    assert [flip.after.id for flip in change.doubtful] == ["a"]
    assert change.doubtful[0].outdated == ("a.txt 已不是上次的版本",)
    assert [flip.after.id for flip in change.lost] == ["b"]
    assert "不再通过" in broken(Gates(lost=1, outdated="fail"), before, change)[0]
    assert broken(Gates(lost=1), before, change) == []


def test_what_changed_is_said_file_by_file():
    new = {"语料": {"a.txt": "aaaaaaaaaaaaaaaa", "c.txt": "1"}, "词表": {"lexicon/synonyms.toml": "2"}}
    said = list(explained(compare(run({"a": FINISHED}, OLD), run({"a": FINISHED}, new))))
    assert said[0] == "词表有变化（lexicon/synonyms.toml）。"
    assert said[1].startswith("语料有变化（新增 c.txt、删除 b.txt）。")


def test_groups_by_type_and_tag():
    change = compare(run({"a": FINISHED, "b": WRONG, "c": FINISHED}), run({"a": WRONG, "b": FINISHED, "c": FINISHED}))
    (kind,) = change.groups("type")
    assert (kind.name, kind.total, kind.before, kind.after, kind.lost, kind.gained, kind.chance) == ("数量", 3, 2, 2, 1, 1, 1.0)
    assert [(one.name, one.lost) for one in change.groups("tag")] == [("a", 1), ("b", 0), ("c", 0), ("水", 1)]


@pytest.mark.parametrize(
    ("lost", "gained", "chance"), [(0, 0, 1.0), (0, 5, 0.0625), (5, 0, 0.0625), (1, 8, 0.0390625), (3, 3, 1.0), (0, 10, 0.001953125)]
)
def test_exact_mcnemar(lost, gained, chance):
    """By hand: twice the binomial tail at one half."""
    assert mcnemar(lost, gained) == pytest.approx(chance)


def test_paired_interval_covers_what_it_should():
    low, high = paired(0, 0, 100)
    assert low == pytest.approx(-high)
    assert 0 < high < 0.05
    low, high = paired(2, 20, 100)
    assert 0.05 < low < 0.18 < high < 0.30
    assert paired(0, 0, 0) == (-1.0, 1.0)


def test_junit_tells_failures_errors_and_rules(tmp_path):
    made = run_cases([case("a", "a", GOLD), case("b", "b", GOLD), case("c", "c", GOLD)], Scripted({"a": FINISHED, "b": WRONG}), {})[0]
    write_junit(made, {"a": 0.5}, ["变差 1 题\x00。"], tmp_path / "j.xml")
    root = ElementTree.parse(tmp_path / "j.xml").getroot()
    dev, rules = root.findall("testsuite")
    assert (dev.get("tests"), dev.get("failures"), dev.get("errors")) == ("3", "1", "1")
    assert [test.get("name") for test in dev] == ["a", "b", "c"]
    assert "缺少 19个" in dev.find("testcase/failure").get("message")
    assert rules.find("testcase/failure").get("message") == "变差 1 题。"


def test_the_trend_is_remembered_once_and_drawn(tmp_path):
    path = tmp_path / "history.jsonl"
    for answers in ({"a": FINISHED, "b": WRONG}, {"a": FINISHED, "b": FINISHED}, {"a": FINISHED, "b": FINISHED}):
        remember(run(answers), path)
    assert [one.rate("dev") for one in read_history(path)] == [0.5, 1.0]
    path.write_text(path.read_text("utf-8") + "damaged\n", "utf-8")
    drawn = picture("dev", [*read_history(path), point(run({"a": WRONG, "b": WRONG}), "2024-06-30")])
    assert [dot[2].split()[1] for dot in drawn.dots] == ["50.0%", "100.0%", "0.0%"]
    assert drawn.dots[1][1] < drawn.dots[0][1] < drawn.dots[2][1]
    assert picture("dev", read_history(path)[:1]) is None


def test_the_page_shows_trend_rules_and_stale_labels(tmp_path):
    remember(run({"a": WRONG}), tmp_path / "h.jsonl")
    after = run({"a": FINISHED})
    stale = after.model_copy(update={"verdicts": [after.verdicts[0].model_copy(update={"stale": ["a.txt 已不在材料中"]})]})
    write_page(
        stale, compare(run({"a": WRONG}), stale), tmp_path / "p.html", ["某条规则"], read_history(tmp_path / "h.jsonl"), date(2024, 6, 30)
    )
    text = (tmp_path / "p.html").read_text("utf-8")
    for part in ("<polyline", "2024-06-30 100.0%", "未达到门槛", "某条规则", "a.txt 已不在材料中", 'data-moved="变好"', "McNemar"):
        assert part in text
