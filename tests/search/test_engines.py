"""What every vector engine must do: find as comparing all does, filter, replace, forget, outlive a restart, be copied."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Settings
from assistant.errors import SettingsError
from assistant.search.engines import copy_engine, open_engine
from assistant.service import Assistant

pytestmark = pytest.mark.heavy
COUNT, WIDTH, REPORTS = 5_000, 64, 50


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("psycopg", reason="needs the postgres extra")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pgserver", reason="needs a PostgreSQL for the test (pgserver)")
        server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@pytest.fixture(params=["chroma", "pgvector"])
def engine(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Name and database."""
    return request.param, request.getfixturevalue("postgres") if request.param == "pgvector" else ""


def test_an_engine_finds_filters_replaces_forgets_and_lasts(engine: tuple[str, str], tmp_path: Path) -> None:
    name, database = engine
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(COUNT, WIDTH)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    made = open_engine(name, tmp_path / "vectors", database)
    assert made.count() == 0
    assert not made.query(rows[0], 3)
    for start in range(0, COUNT, 2_000):
        made.add([(f"r{i % REPORTS}", i) for i in range(start, min(start + 2_000, COUNT))], rows[start : start + 2_000])
    made.close()

    opened = open_engine(name, tmp_path / "vectors", database)
    assert opened.count() == COUNT
    queries = rows[:100] + 0.1 * rng.normal(size=(100, WIDTH)).astype(np.float32)
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

    opened.add([("r3", 3)], rows[4:5])
    assert {hit.ordinal for hit in opened.query(rows[4], 2)} == {3, 4}
    opened.remove(["r3", *(f"none{i}" for i in range(40_000))])
    assert opened.count() == COUNT - COUNT // REPORTS
    assert not [hit for hit in opened.query(rows[53], 10, frozenset({"r3"}))]
    opened.close()

    copy_engine(name, tmp_path / "vectors", tmp_path / "other", database)
    for folder in ("vectors", "other"):
        again = open_engine(name, tmp_path / folder, database)
        assert again.count() == COUNT - COUNT // REPORTS
        assert again.query(rows[4], 1)[0][:2] == ("r4", 4)
        again.close()


def test_tables_go_with_their_folders(postgres: str, tmp_path: Path) -> None:
    first = open_engine("pgvector", tmp_path / "one", postgres)
    first.add([("r", 0)], np.ones((1, 4), np.float32) / 2)
    first.close()
    (tmp_path / "one").rmdir()
    open_engine("pgvector", tmp_path / "two", postgres).close()
    again = open_engine("pgvector", tmp_path / "one", postgres)
    assert again.count() == 0
    again.close()


def test_pgvector_without_postgresql_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_DATABASE 指向 PostgreSQL"):
        open_engine("pgvector", tmp_path, "")


def test_the_whole_program_on_postgresql(postgres: str, tmp_path: Path) -> None:
    document = tmp_path / "岫林县报告.txt"
    document.write_text("岫林县督察整改报告\n\n截至2024年6月30日，反馈的12个问题已完成整改7个。葭浦镇管网工程总投资800万元。\n", "utf-8")
    settings = Settings(home=tmp_path / "home", database=postgres, engine="pgvector", workers=1)
    with Assistant(settings=settings) as assistant:
        assert [one.status for one in assistant.ingest([document])] == ["added"]
        assert assistant.ask("岫林县完成整改多少个问题？").figures[0].value == 7
        assert assistant.search("管网花了多少钱")[0].path.endswith(document.name)
        assert assistant.status()["health"]["vector"] == "正常"
    with Assistant(settings=settings) as again:
        head = again.reports()[0]
        again.remove(head.id)
        assert not again.reports()
        assert not again.search("管网")
