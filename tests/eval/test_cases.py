"""Case files: every faulty row is named, practice questions are converted, sizes are honest."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from scripted import case

from eval.cases import CaseError, read_cases, read_sets
from eval.growth import grow, place_stems
from eval.intervals import wilson

GOOD = {
    "id": "n1",
    "question": "问？",
    "type": "数量",
    "gold": {"figures": [{"value": 842.5735, "unit": "万元"}], "status": None, "must": ["date:2021-04-06", ["a", "b"]]},
}


def written(tmp_path, *rows, name="dev.jsonl"):
    path = tmp_path / name
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def test_a_row_becomes_a_case(tmp_path):
    (one,) = read_cases(written(tmp_path, GOOD, ""))
    assert (one.set, one.gold.figures[0].value, one.gold.figures[0].unit) == ("dev", [Decimal("842.5735")], ["万元"])


def test_every_faulty_row_is_named(tmp_path):
    faulty = [
        GOOD,
        {**GOOD, "id": "n2", "golden": 1},
        "{",
        {**GOOD, "id": "n3", "gold": {"must": ["date:四月"]}},
        {**GOOD, "id": "n4", "gold": {"must": ["re:("]}},
        GOOD,
    ]
    with pytest.raises(CaseError) as error:
        read_cases(written(tmp_path, *faulty))
    assert [part in str(error.value) for part in ("第1行", "第2行：golden", "第3行", "第4行", "第5行", "n1 重复")] == [
        False,
        True,
        True,
        True,
        True,
        True,
    ]


def test_one_id_in_two_files(tmp_path):
    paths = [written(tmp_path, GOOD), written(tmp_path, GOOD, name="heldout.jsonl")]
    with pytest.raises(CaseError, match="n1"):
        read_sets(paths)


def test_a_missing_file(tmp_path):
    with pytest.raises(CaseError, match="找不到"):
        read_cases(tmp_path / "none.jsonl")


def test_digest_follows_the_case_and_not_its_file():
    one = case("a", gold={"must": ["x"]})
    assert one.digest == case("a", gold={"must": ["x"]}, set="heldout").digest
    assert one.digest != case("a", gold={"must": ["y"]}).digest


def test_practice_rows_are_converted(tmp_path):
    row = {"id": "H1", "question": "几项？", "type": "count", "scope": ["003"], "traps": [], "reasoning": "",
           "gold": {"numbers": ["530", "51.7%", ["2", "3"]], "must": ["北京"], "must_not": [], "refuse": False}}  # fmt: skip
    (one,) = read_cases(written(tmp_path, row))
    assert [(figure.value, figure.unit) for figure in one.gold.figures] == [([530], []), ([Decimal("51.7")], ["%"]), ([2, 3], [])]
    assert (one.tags, one.gold.must) == (["003"], ["北京"])


def test_all_practice_questions_are_read(practice):
    assert len(read_cases(practice / "questions.jsonl")) > 40


@pytest.mark.parametrize(("passed", "total", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.278), (10, 10, 0.722, 1), (80, 100, 0.711, 0.867)])
def test_wilson_interval(passed, total, low, high):
    assert wilson(passed, total) == pytest.approx((low, high), abs=0.001)


def test_grown_reports_have_places_of_their_own(tmp_path):
    (tmp_path / "a.txt").write_text("云溪县有14个，**县不明。", "utf-8")
    (tmp_path / "b.txt").write_bytes("云溪县云溪镇有3件。".encode("gb18030"))
    paths = grow(tmp_path, ["云溪县", "*县", "云溪镇"], 5, tmp_path / "grown")
    texts = [path.read_text("utf-8") for path in paths]
    assert len(texts) == len(set(texts)) == 5
    assert ["云溪" in text for text in texts] == [True, True, False, False, False]
    assert all("14个，**县" in text for text in texts[::2])
    assert place_stems(["云溪县", "*县", "甲市"]) == ["云溪"]
