"""The hostile zoo: each file is read or refused by one sentence within 5 s and 512 MB, touches nothing, and harms nobody."""

import os
import time

import pytest
from zoo import GOOD, ZOO, encrypted_zip, leading_out, overlapping, watched, zipped

from assistant.config import Settings
from assistant.service import Assistant
from assistant.workers.pool import Workers

MOST_SECONDS, MOST_MEGABYTES = 5, 512
READ = {
    "外部图片和模板.docx", "公式.xlsx", "附件.mht",
    *(f"重复_{name}.txt" for name in ("空格", "制表符", "换行", "页码")), *(f"重复_空格.{kind}" for kind in ("md", "html")),
}  # fmt: skip
"""What these hold is text after all; every other file of the zoo is refused."""


@pytest.fixture(scope="module")
def worker():
    pool = Workers(1, seconds=60, megabytes=MOST_MEGABYTES, preload="assistant.readings")
    yield pool
    pool.close()


@pytest.mark.parametrize("name", ZOO)
def test_a_hostile_file_is_read_or_refused_in_time_and_touches_nothing(worker, tmp_path, name):
    sentence, seconds, megabytes, touched = worker.submit(name, watched, name, ZOO[name](), tmp_path).result()
    assert seconds < MOST_SECONDS, "seconds of processor time, so that other programs do not count"
    assert megabytes < MOST_MEGABYTES
    assert not touched
    assert not any(tmp_path.iterdir())
    if name in READ:
        assert sentence == ""
    else:
        assert sentence.endswith("。")
        assert 10 < len(sentence) < 120
        assert "意外错误" not in sentence


def test_links_outside_are_no_text_and_formulas_are_what_they_gave(worker, tmp_path):
    from assistant.readings import read_file

    (picture,) = worker.submit("a", read_file, "外部.docx", ZOO["外部图片和模板.docx"](), tmp_path, False, False).result().reports
    (table,) = worker.submit("a", read_file, "公式.xlsx", ZOO["公式.xlsx"](), tmp_path, False, False).result().reports
    assert "已完成整改9个" in picture.text
    assert "旧值甲" in table.text
    for text in (picture.text, table.text):
        assert "root:" not in text
        assert "127.0.0.1" not in text


@pytest.fixture
def assistant(tmp_path):
    with Assistant(tmp_path / "home", Settings(workers=1)) as one:
        yield one


def taken(assistant, *paths):
    began = time.monotonic()
    results = list(assistant.ingest(paths))
    assert time.monotonic() - began < 60
    for result in results:
        assert result.status != "refused" or (result.reason.endswith("。") and len(result.reason) < 140), result
    return results


def test_what_is_no_file_is_refused_without_waiting_for_it(assistant, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "管道.txt")
    (folder / "设备.txt").symlink_to("/dev/zero")
    (folder / "断链.txt").symlink_to(tmp_path / "没有.txt")
    (folder / "圈").symlink_to(folder, target_is_directory=True)
    (folder / "好.txt").write_text(GOOD, "utf-8")
    results = taken(assistant, folder)
    assert {result.path.rsplit("/", 1)[-1]: result.status for result in results} == {
        "好.txt": "added", "断链.txt": "refused", "管道.txt": "refused", "设备.txt": "refused",
    }  # fmt: skip


def test_a_file_beyond_the_limit_is_never_read_whole(assistant, tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    (result,) = taken(assistant, path)
    assert "50MB" in result.reason


BOMBS = {
    "平.zip": lambda: zipped({"大.txt": b"0" * 60_000_000}),
    "套.zip": lambda: zipped({"里.zip": zipped({"大.txt": b"0" * 30_000_000}), "更里.zip": b"PK"}),
    "重叠.zip": overlapping,
    "加密.zip": encrypted_zip,
    "残.zip": lambda: zipped({"甲.txt": GOOD})[:-30],
    "空.zip": lambda: zipped({}),
    "多.zip": lambda: zipped({f"{n}.txt": "" for n in range(6000)}),
    "假.zip": lambda: GOOD.encode(),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_archive_is_refused(assistant, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    results = taken(assistant, path)
    assert results
    assert {result.status for result in results} == {"refused"}
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(["home", name])


def test_names_that_lead_out_of_an_archive_are_refused_and_nothing_is_written_there(assistant, tmp_path):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    (inside / "出.zip").write_bytes(leading_out())
    results = taken(assistant, inside / "出.zip")
    assert {result.path.rsplit("/", 1)[-1]: result.status for result in results} == {
        "甲.txt": "refused", "乙.txt": "refused", "丙.txt": "refused", "丁.txt": "refused", "好.txt": "added", "链接.txt": "refused",
    }  # fmt: skip
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.txt")) == []


def test_the_whole_zoo_in_one_folder_leaves_the_program_alive(tmp_path):
    folder = tmp_path / "zoo"
    folder.mkdir()
    for name in [name for name in ZOO if not name.startswith(("一行", "空行", "百万格", "膨胀"))]:
        (folder / name).write_bytes(ZOO[name]())
    (folder / "好.txt").write_text(GOOD, "utf-8")
    with Assistant(tmp_path / "home", Settings(read_seconds=30)) as assistant:
        results = list(assistant.ingest([folder]))
        assert {result.path.rsplit("/", 1)[-1] for result in results if result.status != "refused"} == {*READ, "好.txt"}
        assert assistant.search("整改")
