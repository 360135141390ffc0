"""The search caches follow the store step by step: many changes in portions, what went is gone, nothing to do costs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_documents import written

from assistant.service import Assistant
from assistant.store.database import Database
from assistant.store.pending import mark_indexed, pending

pytestmark = pytest.mark.heavy


def found(assistant: Assistant) -> set[str]:
    return {hit.path for hit in assistant.search("督办函 填埋场整改验收", k=100)}


def test_many_changes_are_applied_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([written(tmp_path, f"{n}.txt", total=30 + n) for n in range(8)]))
        monkeypatch.setattr("assistant.indexing._REPORTS_AT_ONCE", 1)
        new = [written(tmp_path, f"{n}.txt", total=60 + n) for n in (7, 8, 9)]
        assert [result.status for result in assistant.ingest(new)] == ["replaced", "added", "added"]
        assert found(assistant) == {f"{n}.txt" for n in range(10)}
        assistant.remove("3.txt")
        assert found(assistant) == {f"{n}.txt" for n in range(10) if n != 3}
        state = assistant.status()
    assert state["not_yet_searchable"] == 0
    assert state["health"]["passages"] == state["passages"]


def test_pending_names_new_changed_and_gone_reports(tmp_path: Path) -> None:
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([written(tmp_path, f"{n}.txt", total=30 + n) for n in range(3)]))
        ids = {head.path: head.id for head in assistant.reports()}
        database = Database(assistant.home, assistant.settings)
        with database.writing() as connection:
            work = pending(connection)
            assert not work
            connection.exec_driver_sql("UPDATE indexed SET revision = 0 WHERE report = ?", (ids["0.txt"],))
            connection.exec_driver_sql("DELETE FROM indexed WHERE report = ?", (ids["1.txt"],))
            connection.exec_driver_sql("INSERT INTO indexed VALUES ('gone', 1)")
            work = pending(connection)
            assert set(work.add) == {ids["0.txt"], ids["1.txt"]}
            assert set(work.remove) == {ids["0.txt"], "gone"}
            mark_indexed(connection, work)
            assert not pending(connection)
        database.close()
