"""The search benches over little: all methods are asked the same, and staff's own words are found more often by both legs."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from eval.engine_bench import compare_engines
from eval.ground import SAMPLES
from eval.paraphrase import LEGS, SEEDS, indexed, questions, ranks, shared
from eval.search_bench import FUSED, OWN_LEGS, Question, compare, grown
from eval.servers import ENGINES

pytestmark = pytest.mark.heavy

TEXTS = [f"望棠区第{n}号沟渗滤液处理站由{name}负责，今年完成验收。" for n, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯", 1)]


def test_every_method_is_asked_the_same_and_judged_alike() -> None:
    others = all(find_spec(module) for module in ("rank_bm25", "bm25s", "jieba", "langchain_community"))
    asked = [Question("第7号沟的处理站谁负责", "庚负责", False), Question("火星移民", "没有的答案", True)]
    found = compare(TEXTS, asked, others=others)
    methods = found["methods"]
    assert set(OWN_LEGS) < set(methods)
    assert len(methods) == (8 if others else 4)
    assert methods[FUSED]["hit@1"] == 0.5
    assert methods[FUSED]["hit@10 held"] == 0
    assert all(row["median ms"] > 0 for row in methods.values())


def test_an_engine_bench_measures_or_says_what_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.engine_bench.ENGINES", {name: ENGINES[name] for name in ("chroma",)})
    (row,) = compare_engines(1_000).values()
    assert row["recall@10 within"] == 1
    assert float(row["recall@10"]) > 0.95
    monkeypatch.setattr("eval.engine_bench.lacking", lambda _: ["nothing"])
    assert compare_engines(1_000) == {"chroma": {"lacks": "nothing"}}


def test_a_bench_grows_to_as_many_passages_as_are_wanted() -> None:
    more = grown(TEXTS, 50)
    assert len(more) == 50
    assert more[: len(TEXTS)] == TEXTS
    assert len(set(more)) > 40
    assert all(len(text) > 20 for text in more)


def test_the_questions_are_in_other_words_and_both_legs_miss_fewer() -> None:
    asked = questions("samples")
    assert len(asked) + len(questions("seeds")) >= 200
    assert len({one.question for one in asked}) == len(asked)
    with indexed([SAMPLES]) as (index, texts):
        assert sum(shared(one, texts) for one in asked) / len(asked) < 0.15
        some = asked[::2]
        missed = {name: sum(rank > 5 for rank in ranks(index, texts, some, legs)) for name, legs in LEGS.items()}
    assert missed["fused"] <= 0.7 * missed["keyword"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not beside this checkout")
def test_every_key_stands_in_its_report() -> None:
    whole = {path.name: path.read_text("utf-8") for path in SEEDS.iterdir()}
    traditional = {"002_f055237780667b41.txt"}
    wrapped = {"001_7b675d66d8659a59.txt"}
    assert not [one.id for one in questions("seeds") if one.file not in traditional | wrapped and one.key not in whole[one.file]]
