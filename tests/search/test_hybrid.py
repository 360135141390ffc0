"""Both legs together on tiny real indexes: changes, generations, damage, and other processes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.errors import SettingsError, StoreError
from assistant.search.building import IndexedPassage
from assistant.search.hybrid import SearchIndex
from assistant.search.seals import DamagedCacheError

pytestmark = pytest.mark.heavy

REPORTS = {
    "r1": (
        "云溪县整改落实情况报告",
        "云溪县",
        ["反馈问题33个，已完成整改19个。", "交办信访件36件，办结35件。", "猪场恶臭扰民已整治到位。"],
    ),
    "r2": ("白河市整改方案", "白河市", ["整改（一）：污水厂提标改造年底前完成。", "关停沿河砂场，恢复岸线植被。"]),
    "r3": ("白河市督办函", "白河市", ["矿山生态修复进度滞后，请加快推进。"]),
}


def entries(*reports: str) -> list[IndexedPassage]:
    """The passages of these reports as the service hands them over."""
    return [
        IndexedPassage(report, ordinal, title, f"{report}.txt", place, ("一、进展情况",), text)
        for report in reports
        for title, place, texts in [REPORTS[report]]
        for ordinal, text in enumerate(texts)
    ]


def settings(**changes: str) -> Settings:
    return Settings(home=Path(), **changes)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"


@pytest.fixture
def index(folder: Path) -> Iterator[SearchIndex]:
    made = SearchIndex(folder, settings())
    made.rebuild(entries("r1", "r2", "r3"))
    yield made
    made.close()


def generation(folder: Path) -> Path:
    return folder / (folder / "current").read_text()


def cache(folder: Path, leg: str) -> Path:
    """The folder that holds a leg's index."""
    if leg == "keyword":
        return generation(folder) / "keyword"
    told, _ = (generation(folder) / "index.json").read_text().splitlines()
    return folder / json.loads(told)["base"]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("还有多少问题没整改完", ("r1", 0)),
        ("整改（一）", ("r2", 0)),
        ("砂", ("r2", 1)),
        ("养殖场臭味", ("r1", 2)),
        ("白河市矿山" + "，请说明" * 1250, ("r3", 0)),
    ],
)
def test_the_best_passage_for(index: SearchIndex, query: str, best: tuple[str, int]) -> None:
    assert index.search(query)[0][:2] == best


@pytest.mark.parametrize("legs", [("keyword",), ("vector",), ("keyword", "vector")])
def test_each_leg_alone_and_both(index: SearchIndex, legs: tuple[str, ...]) -> None:
    hits = index.search("污水处理厂改造", 3, legs=legs)
    assert hits[0][:2] == ("r2", 0)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_empty_queries_and_scopes_find_nothing(index: SearchIndex) -> None:
    assert index.search("") == index.search(" \n") == index.search("？！") == []
    assert index.search("整改", reports=frozenset()) == index.search("整改", 0) == []


def test_a_scope_holds_for_both_legs(index: SearchIndex) -> None:
    assert {hit.report for hit in index.search("整改完成情况", 10, frozenset({"r2", "r3"}))} == {"r2", "r3"}


def test_changes_are_seen_at_once_by_an_open_reader(index: SearchIndex, folder: Path) -> None:
    reader = SearchIndex(folder, settings())
    assert reader.search("矿山修复")[0].report == "r3"
    index.apply([], ["r3"])
    assert "r3" not in {hit.report for hit in reader.search("矿山修复", 10)}
    index.apply(entries("r3"))
    assert reader.search("矿山修复")[0].report == "r3"
    reader.close()


def test_applying_again_replaces(index: SearchIndex) -> None:
    index.apply(entries("r1", "r2"))
    assert index.health()["passages"] == 6
    changed = entries("r2")[0]._replace(text="河长制巡查常态化开展。")
    index.apply([changed])
    assert [hit[:2] for hit in index.search("河长制巡查", 10, frozenset({"r2"}))] == [("r2", 0)]


def test_the_first_apply_makes_the_caches_and_nothing_to_do_does_nothing(folder: Path) -> None:
    index = SearchIndex(folder, settings())
    index.apply([], [])
    with pytest.raises(DamagedCacheError):
        index.search("整改")
    assert index.health()["keyword"] == "尚未建立"
    assert not index.usable()
    index.apply(entries("r1"))
    assert index.usable()
    assert index.search("信访件")[0].report == "r1"
    index.close()


def test_generations_do_not_pile_up_and_an_interrupted_one_is_cleared(index: SearchIndex, folder: Path) -> None:
    (folder / "generation-interrupted").mkdir()
    for _ in range(3):
        index.apply(entries("r1"))
    assert len(list(folder.glob("generation-*"))) == 2
    assert generation(folder).is_dir()


def test_a_change_copies_no_vectors_and_many_changes_are_folded(index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = cache(folder, "vector")
    index.apply(entries("r1"))
    assert cache(folder, "vector") == base
    monkeypatch.setattr("assistant.search.recent.MOST", 3)
    index.apply([entries("r2")[0]._replace(text="关停沿河砂场。")])
    folded = cache(folder, "vector")
    assert folded != base
    index.apply([], ["r3"])
    assert sorted(folder.glob("vectors-*")) == [folded]
    assert index.health()["vector"] == "正常"
    assert index.search("砂场", 9, legs=("vector",))[0][:2] == ("r2", 0)
    assert {hit.report for hit in index.search("整改", 99, legs=("vector",))} == {"r1", "r2"}


def test_a_build_that_fails_leaves_what_stands(index: SearchIndex) -> None:
    def broken() -> Iterator[IndexedPassage]:
        yield entries("r1")[0]
        raise OSError("disk gone")

    with pytest.raises(StoreError, match="assistant reindex"):
        index.rebuild(broken())
    assert index.search("矿山修复")[0].report == "r3"
    assert index.usable()


@pytest.mark.parametrize(("leg", "other"), [("keyword", "vector"), ("vector", "keyword")])
@pytest.mark.parametrize("damage", ["gone", "emptied", "garbage"])
def test_a_damaged_cache_leaves_the_other_leg_answering(index: SearchIndex, folder: Path, leg: str, other: str, damage: str) -> None:
    index.close()
    inside = cache(folder, leg)
    if damage == "garbage":
        for path in (path for path in inside.rglob("*") if path.is_file()):
            path.write_bytes(b"garbage" * 100)
    else:
        shutil.rmtree(inside)
        if damage == "emptied":
            inside.mkdir()
    damaged = SearchIndex(folder, settings())
    assert damaged.search("关停砂场")[0][:2] == ("r2", 1)
    health = damaged.health()
    assert "assistant reindex" in str(health[leg])
    assert health[other] == "正常"
    assert not damaged.usable()
    with pytest.raises(StoreError, match="assistant reindex"):
        damaged.apply(entries("r1"))
    damaged.rebuild(entries("r1", "r2", "r3"))
    assert damaged.usable()
    damaged.close()


@pytest.mark.parametrize("name", ["", "../elsewhere", "generation-none", "\0"])
def test_a_senseless_pointer_is_no_index_and_not_an_empty_one(index: SearchIndex, folder: Path, name: str) -> None:
    (folder / "current").write_text(name)
    with pytest.raises(DamagedCacheError):
        index.search("整改")
    assert index.broken()


def test_another_embedder_is_an_error_never_a_mix(index: SearchIndex, folder: Path) -> None:
    foreign = SearchIndex(folder, settings())
    foreign.__dict__["_fingerprint"] = "other"
    for call in (lambda: foreign.search("整改"), lambda: foreign.apply(entries("r1"))):
        with pytest.raises(StoreError, match="assistant reindex"):
            call()
    assert foreign.search("信访件", legs=("keyword",))[0].report == "r1"
    assert "assistant reindex" in str(foreign.health()["vector"])
    foreign.close()


def test_an_unknown_engine_is_one_sentence(folder: Path) -> None:
    with pytest.raises(SettingsError, match="chroma"):
        SearchIndex(folder, settings(engine="nothing")).rebuild(entries("r1"))


def test_the_keyword_leg_alone_imports_no_vector_library(index: SearchIndex, folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.config import Settings; from assistant.search.hybrid import SearchIndex;"
        f"hits = SearchIndex(Path({str(folder)!r}), Settings()).search('信访件', legs=('keyword',)); assert hits;"
        "print([n for n in ('chromadb', 'langchain_core', 'model2vec', 'numpy', 'torch') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"


WRITER = """
import sys
from pathlib import Path
from assistant.config import Settings
from assistant.search.building import IndexedPassage
from assistant.search.hybrid import SearchIndex

index = SearchIndex(Path(sys.argv[1]), Settings())
for turn in range(20):
    texts = [f"第{turn}轮水库清淤治理第{i}段进展情况说明" for i in range(25)]
    add = [IndexedPassage(f"w{turn}", i, "", "", "", (), text) for i, text in enumerate(texts)]
    index.apply(add, [f"w{turn - 4}"] if turn >= 4 else [])
"""


def test_twenty_changes_by_another_process_while_this_one_searches(index: SearchIndex, folder: Path) -> None:
    index.apply([IndexedPassage("w", i, "", "", "", (), f"水库清淤治理第{i}段") for i in range(25)])
    other = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], cwd=Path(__file__).parents[2])
    generations, searches = set(), 0
    while other.poll() is None:
        hits = index.search("水库清淤治理进展", 10)
        assert len(hits) == 10
        turns = {int(hit.report[1:] or -1) for hit in hits}
        assert max(turns) - min(turns - {-1}, default=max(turns)) <= 3, "passages of two generations in one answer"
        generations.add(generation(folder).name)
        searches += 1
    assert other.returncode == 0
    assert len(generations) > 5
    assert searches > 20
    assert {hit.report for hit in index.search("第19轮水库清淤治理", 200)} >= {"w19", "w16"}
    assert index.health()["vector"] == index.health()["keyword"] == "正常"
