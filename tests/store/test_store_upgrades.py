"""The home of every schema that ever landed (keep_home.py made them) opens with the program of today and loses nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from keep_home import PASSWORD

from assistant.config import Settings
from assistant.errors import StoreError
from assistant.safekeeping.backup import back_up
from assistant.safekeeping.restore import restore
from assistant.service import Assistant
from assistant.store import migrations
from assistant.store.copying import DATABASE, held
from assistant.store.database import BEFORE_UPGRADE, Database
from assistant.types import Reader, Role, Scope

HOMES = Path(__file__).with_name("homes")
NAMES = sorted(path.stem for path in HOMES.glob("*.sql"))
QUESTION = "青禾县还有多少个问题没有整改完成？"

pytestmark = pytest.mark.heavy


def put_back(name, home):
    home.mkdir()
    with closing(sqlite3.connect(home / DATABASE)) as connection:
        connection.executescript((HOMES / f"{name}.sql").read_text("utf-8"))
    return home


def contents(file, tables):
    """All rows of the tables that no other table makes again."""
    with closing(sqlite3.connect(file)) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def test_there_is_a_home_of_every_schema_before_todays():
    versions = {int(name.split("-")[0]) for name in NAMES}
    assert versions >= set(range(1, migrations.SCHEMA_VERSION)), "keep the home of the last schema with tests/store/keep_home.py"


@pytest.mark.parametrize("name", NAMES)
def test_an_earlier_home_opens_keeps_everything_and_answers(name, tmp_path):
    home, version = put_back(name, tmp_path / "home"), int(name.split("-")[0])
    with closing(sqlite3.connect(home / DATABASE)) as connection:
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    lasting = there & {"corrections", "ledger_columns", "draft_versions", "conversations", "conversation_turns", "case_candidates"}
    lasting |= there & {"users", "api_keys", "report_groups"}
    before = contents(home / DATABASE, lasting)
    with Assistant(home) as assistant:
        assert len(assistant.reports()) == 2, "before anything is read again"
        assert not assistant.reindex()["kept_as_they_were"]
        answer = assistant.ask(QUESTION, Scope(reports=("青禾县.txt",)))
        assert [figure.value for figure in answer.figures if "未完成" in figure.label] == [6 if version < 3 else 5]
        assert assistant.search("专题会议")[0].passage.text
        assert [one.correction.after for one in assistant.corrections.log()] == ([] if version < 3 else ["10个", "2023-07-01"])
        assert len(assistant.drafts.newest()) == (version >= 5)
        assert len(assistant.conversations.listed("某人")) == (version >= 6)
        if version >= 7:
            users_and_limits_hold(assistant)
    after = contents(home / DATABASE, lasting)
    assert all(len(after[table]) == len(rows) for table, rows in before.items())
    assert all(kept[: len(row)] == row for table, rows in before.items() for row, kept in zip(rows, after[table], strict=True))
    if version < migrations.SCHEMA_VERSION:
        assert contents(home / BEFORE_UPGRADE, there - {"sqlite_sequence"})["files"]
        assert held(home / BEFORE_UPGRADE).schema == version


def users_and_limits_hold(assistant):
    token = assistant.logins.log_in("水某", PASSWORD, "127.0.0.1")
    inside, outside = assistant.logins.reader(token), Reader("外某", Role.DRAFTER, id="outside")
    assert inside.groups == {"水组"}
    assert [len(assistant.for_reader(one).reports()) for one in (inside, outside)] == [2, 1]
    assert [one.name for one in assistant.users.keys("水某")] == ["报表程序"]
    assert {"用户", "可见范围"} <= {one.action for one in assistant.audit.entries()}


@pytest.mark.parametrize("name", NAMES[:1])
def test_a_backup_of_an_earlier_home_is_made_as_it_is_and_restored_as_todays(name, tmp_path):
    home = put_back(name, tmp_path / "home")
    made = back_up(home, Settings(), tmp_path / "a.backup")
    assert held(home / DATABASE).schema == made.schema == 1

    def ready(staged):
        Database(staged, Settings()).close()

    restore(tmp_path / "a.backup", tmp_path / "new", Settings(), ready, replace=False)
    assert held(tmp_path / "new" / DATABASE).schema == migrations.SCHEMA_VERSION


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(tmp_path, monkeypatch):
    home = put_back("1", tmp_path / "home")

    def fails(connection):
        connection.exec_driver_sql("DROP TABLE facts")
        raise StoreError("到此为止。")

    monkeypatch.setattr("assistant.store.database.MIGRATIONS", (*migrations.MIGRATIONS[:2], fails))
    for _ in range(2):
        with pytest.raises(StoreError, match="到此为止"):
            Database(home, Settings())
        assert held(home / DATABASE) == held(home / BEFORE_UPGRADE)
    monkeypatch.undo()
    Database(home, Settings()).close()
    assert held(home / DATABASE).schema == migrations.SCHEMA_VERSION


def test_without_room_for_the_copy_nothing_is_upgraded(tmp_path):
    home = put_back("1", tmp_path / "home")
    (home / f"{BEFORE_UPGRADE}.part").mkdir()
    with pytest.raises(StoreError, match="没有改动"):
        Database(home, Settings())
    assert held(home / DATABASE).schema == 1
