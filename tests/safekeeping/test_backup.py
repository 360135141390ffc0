"""A backup is one state of a home whatever goes on, answers as it did, and is refused when a byte of it is not as it was written."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from assistant import contract
from assistant.cli import main
from assistant.config import Settings
from assistant.errors import AssistantError, StoreError, UsageError
from assistant.safekeeping import restore as restoring
from assistant.safekeeping.backup import back_up
from assistant.safekeeping.restore import restore
from assistant.safekeeping.sealed import CONTENTS, FORMAT, Contents, described, seal, unseal
from assistant.service import Assistant
from assistant.store.copying import DATABASE, held
from assistant.store.migrations import SCHEMA_VERSION

sys.path.insert(0, str(Path(__file__).parents[1] / "service"))
from service_documents import written  # noqa: E402

pytestmark = pytest.mark.heavy

MANY = 16
"""Ingests around a backup here; `python -m eval.prove backup` has 50 in processes of their own."""
PLACES = ("青禾县", "望棠区", "岫林县")
ASKED = ("青禾县还有多少个问题没有整改完成？", "望棠区已完成整改多少个？", "岫林县信访件办结多少件？", "哪些地方召开了专题会议？")


def answers(home: Path) -> bytes:
    with Assistant(home) as assistant:
        told = [contract.answer(assistant.ask(question), 0) for question in ASKED]
        found = [contract.hit(hit) for hit in assistant.search("污水处理厂扩建", k=3)]
    return json.dumps([told, found], ensure_ascii=False).encode()


def as_it_is(_: Path) -> None:
    """Nothing is made ready."""


def ready(home: Path) -> None:
    with Assistant(home) as assistant:
        assistant.reindex()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home of three reports, one correction and a template that staff edited."""
    folder = tmp_path_factory.mktemp("office")
    with Assistant(folder / "home") as assistant:
        list(assistant.ingest([written(folder, f"{place}.txt", place=place, total=20 + n) for n, place in enumerate(PLACES)]))
    edited = folder / "home" / "knowledge" / "templates" / "本办样式.toml"
    edited.parent.mkdir(parents=True)
    edited.write_text("# 自己改的\n", "utf-8")
    return folder / "home"


@pytest.fixture(scope="module")
def another(tmp_path_factory):
    """A home of one report, to be copied."""
    folder = tmp_path_factory.mktemp("another")
    with Assistant(folder / "home") as assistant:
        list(assistant.ingest([written(folder, place="柳汀县")]))
    return folder / "home"


@pytest.fixture
def old(another, tmp_path):
    """The home that is there when a backup is to be restored."""
    return Path(shutil.copytree(another, tmp_path / "home"))


def places(home):
    with Assistant(home) as assistant:
        return [head.place.display for head in assistant.reports()]


@pytest.fixture(scope="module")
def backup(home, tmp_path_factory):
    file = tmp_path_factory.mktemp("safe") / "甲.backup"
    back_up(home, Settings(), file)
    return file


def test_a_restored_home_answers_as_the_first_did(home, backup, tmp_path):
    contents, before = restore(backup, tmp_path / "new" / "home", Settings(), ready, replace=False)
    assert (contents.files, contents.reports, before) == (3, 3, None)
    assert answers(tmp_path / "new" / "home") == answers(home)
    assert (tmp_path / "new" / "home" / "knowledge" / "templates" / "本办样式.toml").read_text("utf-8") == "# 自己改的\n"


def test_a_backup_is_one_state_while_others_ingest(tmp_path):
    home = tmp_path / "home"
    files = [written(tmp_path / "in", f"第{n}县.txt", place=f"第{n}县", total=30 + n) for n in range(MANY)]

    def take(portion):
        with Assistant(home) as assistant:
            for file in portion:
                list(assistant.ingest([file]))

    Assistant(home).close()
    backups = []
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(take, files[n::2]) for n in range(2)]
        while not all(one.done() for one in work):
            backups.append(tmp_path / f"{len(backups)}.backup")
            back_up(home, Settings(lock_seconds=60), backups[-1])
        for one in work:
            one.result()
    states = []
    for file in backups:
        (folder := tmp_path / f"{file.name}.d").mkdir()
        contents = unseal(file, folder)
        with sqlite3.connect(folder / DATABASE) as connection:
            reports = {row[0] for row in connection.execute("SELECT path FROM reports")}
            facts = connection.execute("SELECT count(DISTINCT report) FROM facts").fetchone()[0]
        assert len(reports) == contents.reports == contents.files == facts
        states.append(contents.reports)
    assert states == sorted(states)
    assert any(0 < state < MANY for state in states), "no backup was taken in the middle"
    middle = next(n for n, state in enumerate(states) if 0 < state < MANY)
    restore(backups[middle], tmp_path / "again", Settings(), as_it_is, replace=False)
    with Assistant(tmp_path / "again") as assistant:
        paths = {head.path for head in assistant.reports()}
        assert len(paths) == states[middle]
        number = int(Path(min(paths)).stem.strip("第县"))
        assert assistant.ask(f"第{number}县督察反馈问题共多少个？").figures[0].value == 30 + number


def test_every_damaged_byte_and_every_cut_is_refused(backup, tmp_path):
    whole = backup.read_bytes()
    spoilt = tmp_path / "spoilt"
    places = [*range(0, len(whole), max(1, len(whole) // 150)), *range(len(whole) - 90, len(whole))]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 0x20
        spoilt.write_bytes(changed)
        with pytest.raises(StoreError, match="没有恢复任何内容"):
            unseal(spoilt, tmp_path / "none")
    for data in (b"", whole[:40], whole[:-1], whole[: len(whole) // 2], whole + b"x", b"x" * 500):
        spoilt.write_bytes(data)
        with pytest.raises(StoreError, match="没有恢复任何内容"):
            unseal(spoilt, tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("change", "said"), [({"format": FORMAT + 1}, "升级程序"), ({"members": ()}, "没有资料库")])
def test_a_backup_of_another_kind_is_refused(backup, tmp_path, change, said):
    (tmp_path / "in").mkdir()
    contents = unseal(backup, tmp_path / "in")
    other = tmp_path / "other"
    seal(other, msgspec.structs.replace(contents, **change), {DATABASE: tmp_path / "in" / DATABASE})
    with pytest.raises(StoreError, match=said):
        restore(other, tmp_path / "home", Settings(), as_it_is, replace=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "other"]


def test_a_backup_of_newer_tables_or_with_strange_paths_is_refused(backup, tmp_path):
    (tmp_path / "in").mkdir()
    contents = unseal(backup, tmp_path / "in")
    with sqlite3.connect(tmp_path / "in" / DATABASE) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (SCHEMA_VERSION + 1,))
    connection.close()
    newer = msgspec.structs.replace(contents, members=(described(DATABASE, tmp_path / "in" / DATABASE),))
    seal(tmp_path / "newer", newer, {DATABASE: tmp_path / "in" / DATABASE})
    with pytest.raises(StoreError, match="更新版本的程序"):
        restore(tmp_path / "newer", tmp_path / "home", Settings(), as_it_is, replace=False)
    for name in ("../outside", "/outside", "a\\..\\b", "c:outside"):
        strange = msgspec.structs.replace(contents, members=(*newer.members, described(name, backup)))
        seal(tmp_path / "strange", strange, {DATABASE: tmp_path / "in" / DATABASE, name: backup})
        with pytest.raises(StoreError, match="路径"):
            restore(tmp_path / "strange", tmp_path / "home", Settings(), as_it_is, replace=False)
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "outside").exists()


def test_a_home_that_is_there_stays_unless_it_is_to_be_replaced(backup, old):
    with Assistant(old):
        with pytest.raises(UsageError, match="--replace"):
            restore(backup, old, Settings(), as_it_is, replace=False)
        with pytest.raises(StoreError, match="正在使用"):
            restore(backup, old, Settings(), as_it_is, replace=True)
    contents, before = restore(backup, old, Settings(), as_it_is, replace=True)
    assert contents.reports == held(old / DATABASE).reports == 3
    assert places(before) == ["柳汀县"]


@pytest.mark.parametrize("exchanged", [True, False])
def test_a_restore_that_fails_leaves_the_home_as_it_was(backup, old, monkeypatch, exchanged):

    def dies(_: Path) -> None:
        raise UsageError("到此为止。")

    with pytest.raises(UsageError, match="到此为止"):
        restore(backup, old, Settings(), dies, replace=True)
    if not exchanged:
        monkeypatch.setattr(restoring, "_exchanged", lambda *_: False)
    renamed = Path.rename

    def refuses(path: Path, target: Path) -> Path:
        if ".restoring-" in path.name and "before" not in Path(target).name:
            raise OSError(28, "No space left on device")
        return renamed(path, target)

    if not exchanged:
        monkeypatch.setattr(Path, "rename", refuses)
        with pytest.raises(StoreError, match="没有改动"):
            restore(backup, old, Settings(), as_it_is, replace=True)
    assert held(old / DATABASE).reports == 1
    assert [path.name for path in old.parent.iterdir()] == ["home"]


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed that way here")
def test_a_restore_that_is_killed_leaves_the_home_as_it_was(backup, old):
    kill = "import os, signal\ndef dies(_): os.kill(os.getpid(), signal.SIGKILL)\n"
    do = f"restore(Path({str(backup)!r}), Path({str(old)!r}), Settings(), dies, replace=True)"
    code = f"{kill}from pathlib import Path\nfrom assistant.config import Settings\nfrom assistant.safekeeping.restore import restore\n{do}"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == -9
    assert places(old) == ["柳汀县"]


def test_nothing_is_overwritten_and_nothing_left_when_it_cannot_be_written(home, backup, tmp_path):
    with pytest.raises(UsageError, match="已经存在"):
        back_up(home, Settings(), backup)
    with pytest.raises(AssistantError, match="写不进去"):
        back_up(home, Settings(), tmp_path / "none" / "a.backup")
    with pytest.raises(StoreError, match="没有资料库"):
        back_up(tmp_path / "empty", Settings(), tmp_path / "a.backup")
    assert not list(tmp_path.iterdir())


def test_a_database_elsewhere_is_backed_up_with_its_own_tools(home, tmp_path):
    elsewhere = Settings(database="postgresql+psycopg://localhost/office")
    for work in (lambda: back_up(home, elsewhere, tmp_path / "a"), lambda: restore(tmp_path / "a", home, elsewhere, ready, replace=True)):
        with pytest.raises(UsageError, match="pg_dump"):
            work()


def test_a_damaged_database_is_not_backed_up(home, tmp_path):
    broken = tmp_path / "home"
    broken.mkdir()
    data = bytearray((home / DATABASE).read_bytes())
    data[4096 : 6 * 4096] = b"\x07" * 5 * 4096
    (broken / DATABASE).write_bytes(data)
    with pytest.raises(StoreError):
        back_up(broken, Settings(), tmp_path / "a.backup")
    assert not (tmp_path / "a.backup").exists()


def test_the_commands_say_what_they_did(home, tmp_path, capsys):
    file = tmp_path / "a.backup"
    with finished(0):
        main(["--home", str(home), "backup", str(file)])
    assert "3个文件，3份报告，1个自定义词表和模板" in capsys.readouterr().out
    with zipfile.ZipFile(file) as archive:
        assert set(archive.namelist()) == {CONTENTS, DATABASE, "knowledge/templates/本办样式.toml"}
    with finished(0):
        main(["--home", str(tmp_path / "home"), "restore", str(file), "--json"])
    with finished(1):
        main(["--home", str(tmp_path / "home"), "restore", str(file), "--json"])
    out, err = capsys.readouterr()
    assert json.loads(out)["reports"] == 3
    assert err.count("。") == 1
    assert "--replace" in err
    with finished(0):
        main(["--home", str(tmp_path / "home"), "restore", str(file), "--replace"])
    assert "原来的资料目录保留在" in capsys.readouterr().out


@contextmanager
def finished(code):
    """A command ends with this exit code."""
    with pytest.raises(SystemExit) as end:
        yield
    assert end.value.code == code


def test_the_contents_tell_sizes_and_digests(backup, home):
    with zipfile.ZipFile(backup) as archive:
        contents = msgspec.json.decode(archive.read(CONTENTS), type=Contents)
        for member in contents.members:
            assert len(archive.read(member.name)) == member.size
    assert replace(held(home / DATABASE), schema=contents.schema) == held(home / DATABASE)
    assert contents.schema == SCHEMA_VERSION
