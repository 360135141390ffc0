"""Seals of files: what changes is noticed, what only looks different is not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.search.seals import DamagedCacheError, Watch


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def later(path: Path) -> None:
    """As if time had passed."""
    known = path.stat()
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns + 1_000_000))


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda whole: whole[:-1],
    "emptied": lambda _: b"",
    "zeroed": lambda whole: bytes(len(whole)),
    "flipped": lambda whole: b"\1" + whole[1:],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_noticed(file: Path, change: str) -> None:
    watch = Watch()
    seals = watch.sealed(file.parent, [file.name])
    watch.require(file.parent, seals)
    file.write_bytes(CHANGES[change](file.read_bytes()))
    later(file)
    with pytest.raises(DamagedCacheError):
        watch.require(file.parent, seals)


def test_a_file_that_is_gone_is_noticed_and_one_touched_is_whole(file: Path) -> None:
    watch = Watch()
    seals = watch.sealed(file.parent, [file.name])
    later(file)
    watch.require(file.parent, seals)
    file.unlink()
    with pytest.raises(DamagedCacheError):
        watch.require(file.parent, seals)


def test_a_change_without_a_trace_is_noticed_by_reading_again_and_by_whoever_comes_new(file: Path) -> None:
    watch = Watch()
    seals = watch.sealed(file.parent, [file.name])
    known = file.stat()
    file.write_bytes(b"\1" + file.read_bytes()[1:])
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    watch.require(file.parent, seals)
    with pytest.raises(DamagedCacheError):
        Watch().require(file.parent, seals)
    watch.read_again(file.parent, seals)
    with pytest.raises(DamagedCacheError):
        watch.require(file.parent, seals)


def test_an_heir_does_not_read_again_what_was_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Watch()
    seals = first.sealed(file.parent, [file.name])
    monkeypatch.setattr("assistant.search.seals.checksum", lambda _: pytest.fail("read again"))
    Watch(first).require(file.parent, seals)
