"""What every vector engine must do: find as comparing all does, filter, replace, forget, outlive a restart, be copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Settings
from assistant.errors import SettingsError
from assistant.search.engine_words import found_by_words, kept_words
from assistant.search.engines import WordEngine, copy_engine, open_engine
from assistant.search.keyword import KeywordEntry, KeywordIndex
from assistant.search.recent import Recent
from assistant.service import Assistant

pytestmark = pytest.mark.heavy
COUNT, WIDTH, REPORTS, QUERIES = 5_000, 64, 50, 25


def test_an_engine_finds_filters_replaces_forgets_and_lasts(engine: tuple[str, str], tmp_path: Path) -> None:
    name, address = engine
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(COUNT, WIDTH)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    made = open_engine(name, tmp_path / "vectors", address)
    assert made.count() == 0
    assert not made.query(rows[0], 3)
    for start in range(0, COUNT, 2_000):
        made.add([(f"r{i % REPORTS}", i) for i in range(start, min(start + 2_000, COUNT))], rows[start : start + 2_000])
    made.close()

    opened = open_engine(name, tmp_path / "vectors", address)
    assert opened.count() == COUNT
    queries = rows[:QUERIES] + 0.1 * rng.normal(size=(QUERIES, WIDTH)).astype(np.float32)
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    shares = []
    for query in queries:
        found = opened.query(query, 10)
        exact = np.argsort(-(rows @ query))[:10]
        shares.append(len(set(exact.tolist()) & {hit.ordinal for hit in found}) / 10)
        assert found[0].score == pytest.approx(float(rows[found[0].ordinal] @ query), abs=2e-3)
    assert np.mean(shares) >= 0.99

    within = [hit.ordinal for hit in opened.query(queries[0], 10, frozenset({"r8", "r9", "unknown"}))]
    chosen = [i for i in range(COUNT) if i % REPORTS in (8, 9)]
    assert set(within) == {chosen[i] for i in np.argsort(-(rows[chosen] @ queries[0]))[:10]}
    assert opened.query(queries[0], 10, frozenset({"unknown"})) == []

    assert opened.keys() == {(f"r{i % REPORTS}", i) for i in range(COUNT)}
    assert np.allclose(opened.vectors([("r9", 9), ("r8", 8)]), rows[[9, 8]], atol=1e-6)

    opened.add([("r3", 3)], rows[4:5])
    assert {hit.ordinal for hit in opened.query(rows[4], 2)} == {3, 4}
    opened.remove(["r3", *(f"none{i}" for i in range(40_000))])
    assert opened.count() == COUNT - COUNT // REPORTS
    assert not [hit for hit in opened.query(rows[53], 10, frozenset({"r3"}))]
    opened.close()

    copy_engine(name, tmp_path / "vectors", tmp_path / "other", address)
    for folder in ("vectors", "other"):
        again = open_engine(name, tmp_path / folder, address)
        assert again.count() == COUNT - COUNT // REPORTS
        assert again.query(rows[4], 1)[0][:2] == ("r4", 4)
        again.close()


def test_an_engine_that_keeps_words_finds_by_them_as_the_keyword_index_does(engine: tuple[str, str], tmp_path: Path) -> None:
    name, address = engine
    made = open_engine(name, tmp_path / "vectors", address)
    if not isinstance(made, WordEngine):
        made.close()
        pytest.skip("the keyword index of this machine finds by words")
    rng = np.random.default_rng(11)
    texts = ["".join(rng.choice(list("水气土声渣污废油烟尘治理整改完成验收公示"), 40)) for _ in range(600)]
    ids = [(f"r{i % 30:02d}", i) for i in range(600)]
    words = {key: kept_words("云岭市报告", text) for key, text in zip(ids, texts, strict=True)}
    vectors = np.eye(8, dtype=np.float32)[rng.integers(8, size=600)]
    made.add(ids, vectors, [words[key] for key in ids])
    made.close()
    here = KeywordIndex.create(tmp_path / "keyword")
    here.write(KeywordEntry(*key, "云岭市报告", text) for key, text in zip(ids, texts, strict=True))

    copy_engine(name, tmp_path / "vectors", tmp_path / "other", address)
    for folder in ("vectors", "other"):
        opened = open_engine(name, tmp_path / folder, address)
        assert isinstance(opened, WordEngine)
        assert opened.words([ids[5], ids[3]]) == [words[ids[5]], words[ids[3]]]
        for text in texts[:20]:
            assert opened.query_words(kept_words("", text), 1)[0][:2] == here.query(text, 1, frozenset(report for report, _ in ids))[0][:2]
        within = frozenset({"r03", "r04", "unknown"})
        assert {hit.report for hit in opened.query_words(kept_words("", "污水整改"), 10, within)} == {"r03", "r04"}
        assert opened.query_words("没有这个词", 10) == []
        opened.remove(["r07"])
        assert "r07" not in {hit.report for hit in opened.query_words(kept_words("", texts[7]), 600)}

        changed = Recent((("r03", 3), ("new", 0)), vectors[:2], frozenset({"r03", "r05"}))
        here.write([KeywordEntry("new", 0, "", texts[5])])
        for reports in (None, frozenset({"r01", "r03", "r05", "new"})):
            found = found_by_words(opened, changed, (texts[5], "公示", 0.3), 5, reports, lambda k, some: here.query(texts[5], k, some))
            assert found[0][0] == ("new", 0), "what changed is found here, and the engine's own of it no longer"
            assert "r05" not in {report for (report, _), _ in found}
            assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
        opened.close()


def test_what_a_server_holds_goes_with_its_folder_and_nobody_elses(engine: tuple[str, str], tmp_path: Path) -> None:
    name, address = engine
    (tmp_path / "elsewhere").mkdir()
    folders = [tmp_path / "one", tmp_path / "elsewhere" / "one"]
    for folder in folders:
        first = open_engine(name, folder, address)
        first.add([("r", 0)], np.ones((1, 4), np.float32) / 2)
        first.close()
    shutil.rmtree(folders[0])
    open_engine(name, tmp_path / "two", address).close()
    for folder, held in zip(folders, (0, 1), strict=True):
        again = open_engine(name, folder, address)
        assert again.count() == held
        again.close()


@pytest.mark.parametrize(
    ("name", "address", "sentence"),
    [
        ("chroma_server", "", "要写明服务地址"),
        ("chroma_server", "http://192.0.2.1:8000", "TLS 代理"),
        ("chroma_server", "http://127.0.0.1:9", "连不上 Chroma 服务"),
        ("milvus", "", "要写明服务地址"),
    ],
)
def test_a_server_that_cannot_be_is_a_sentence(name: str, address: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=sentence):
        open_engine(name, tmp_path / "vectors", address)


def test_pgvector_without_postgresql_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_DATABASE 指向 PostgreSQL"):
        open_engine("pgvector", tmp_path, "")


def test_the_whole_program_on_every_engine(engine: tuple[str, str], tmp_path: Path) -> None:
    name, address = engine
    document = tmp_path / "岫林县报告.txt"
    document.write_text("岫林县督察整改报告\n\n截至2024年6月30日，反馈的12个问题已完成整改7个。葭浦镇管网工程总投资800万元。\n", "utf-8")
    database = address if name == "pgvector" else ""
    settings = Settings(home=tmp_path / "home", database=database, engine=name if database else f"{name}:{address}", workers=1)
    with Assistant(settings=settings) as assistant:
        assert [one.status for one in assistant.ingest([document])] == ["added"]
        assert assistant.ask("岫林县完成整改多少个问题？").figures[0].value == 7
        assert assistant.search("管网花了多少钱")[0].path.endswith(document.name)
        assert assistant.status()["health"]["vector"] == "正常"
        document.with_name("葭浦镇简报.txt").write_text("葭浦镇督察整改简报\n\n截至2024年9月30日，河道清淤已全部完工。\n", "utf-8")
        assert [one.status for one in assistant.ingest([document.with_name("葭浦镇简报.txt")])] == ["added"]
        assert assistant.search("河道清淤完工了吗")[0].path.endswith("简报.txt"), "what came in since the engine was filled"
    if name == "chroma_server":
        with Assistant(settings=settings.model_copy(update={"engine": f"{name}:http://127.0.0.1:9"})) as cut_off:
            assert cut_off.search("管网")[0].path.endswith(document.name), "words are found while the server is away"
            assert "连不上" in cut_off.status()["health"]["vector"]
    with Assistant(settings=settings) as again:
        for head in again.reports():
            again.remove(head.id)
        assert not again.reports()
        assert not again.search("管网")
