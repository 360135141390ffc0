"""A zip file is the files inside it: each a result of its own, replaced together with the archive."""

import io
import zipfile

import pytest
from service_documents import text, written

from assistant.service import Assistant

pytestmark = pytest.mark.heavy


@pytest.fixture
def assistant(tmp_path):
    with Assistant(tmp_path / "home") as one:
        yield one


class Unmarked(zipfile.ZipInfo):
    """An entry whose name is written as Windows does: bytes of some encoding without the mark of UTF-8."""

    encoding = "gb18030"

    def _encodeFilenameFlags(self):  # noqa: N802 - the name zipfile calls
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


def packed(path, members, encoding=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            if encoding:
                info = Unmarked(name)
                info.encoding = encoding
            archive.writestr(info, content)
    return path


def take(assistant, *paths, **how):
    return list(assistant.ingest(paths, **how))


def told(results):
    return {result.path.split(".zip/")[-1]: result.status for result in results}


def test_each_member_is_a_result_of_its_own_in_order(assistant, tmp_path):
    path = packed(
        tmp_path / "材料.zip",
        {
            "甲县/报告.txt": text("甲南县"), "甲县/": "", "乙县/报告.txt": text("乙南县"), "乙县/图.jpg": b"\xff\xd8",
            "__MACOSX/._报告.txt": b"x", ".DS_Store": b"x", "乙县/~$报告.docx": b"x",
        },
    )  # fmt: skip
    seen = []
    results = take(assistant, path, written(tmp_path), progress=lambda done, total, name: seen.append((done, total, name)))
    assert [result.path for result in results] == [
        f"{path}/甲县/报告.txt", f"{path}/乙县/报告.txt", f"{path}/乙县/图.jpg", str(tmp_path / "青禾县2023年报告.txt"),
    ]  # fmt: skip
    assert [result.status for result in results] == ["added", "added", "refused", "added"]
    assert "图片" in results[2].reason
    assert {head.path for head in assistant.reports()} == {"报告.txt", "青禾县2023年报告.txt"}
    assert {head.place.name for head in assistant.reports()} == {"甲南县", "乙南县", "青禾县"}
    assert seen[-1] == (2, 2, "青禾县2023年报告.txt")
    assert told(take(assistant, path)) == {"甲县/报告.txt": "unchanged", "乙县/报告.txt": "unchanged", "乙县/图.jpg": "refused"}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", None])
def test_names_are_read_as_their_writer_meant_them(assistant, tmp_path, encoding):
    path = packed(tmp_path / "材料.zip", {"督察整改\\青禾县报告.txt" if encoding else "督察整改/青禾县报告.txt": text()}, encoding)
    assert told(take(assistant, path)) == {"督察整改/青禾县报告.txt": "added"}


def test_a_changed_archive_replaces_as_a_whole(assistant, tmp_path):
    path = tmp_path / "材料.zip"
    take(
        assistant, packed(path, {"留.txt": text("甲南县"), "改.txt": text("乙南县"), "去.txt": text("丙南县"), "旧名.txt": text("丁南县")})
    )
    later = packed(
        path, {"留.txt": text("甲南县"), "改.txt": text("乙南县", done=10), "新.txt": text("戊南县"), "新名.txt": text("丁南县")}
    )
    assert told(take(assistant, later)) == {"留.txt": "unchanged", "改.txt": "replaced", "新.txt": "added", "新名.txt": "unchanged"}
    assert sorted(head.place.name for head in assistant.reports()) == ["丁南县", "乙南县", "戊南县", "甲南县"]
    assert list(assistant.search("丙南县", k=50)) == [] or all("丙" not in hit.passage.text for hit in assistant.search("丙南县", k=50))
    path.write_bytes(b"broken")
    assert [result.status for result in take(assistant, path)] == ["refused"]
    assert len(assistant.reports()) == 4, "an archive that cannot be opened changes nothing"


def test_an_archive_within_an_archive_is_refused_and_the_rest_is_read(assistant, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("里.txt", text("丙南县"))
    results = take(assistant, packed(tmp_path / "材料.zip", {"里.zip": inner.getvalue(), "外.txt": text()}))
    assert told(results) == {"里.zip": "refused", "外.txt": "added"}
    assert "又是压缩包" in results[0].reason


def test_an_uploaded_archive_replaces_the_one_uploaded_under_its_name(assistant, tmp_path):
    for folder, done in (("one", 9), ("two", 10)):
        (tmp_path / folder).mkdir()
        results = take(assistant, packed(tmp_path / folder / "材料.zip", {"报告.txt": text(done=done)}), uploaded=True)
    assert [(result.path, result.status) for result in results] == [("材料.zip/报告.txt", "replaced")]
    assert len(assistant.reports()) == 1


def test_members_are_read_again_from_the_stored_bytes(assistant, tmp_path):
    path = packed(tmp_path / "材料.zip", {"甲.txt": text("甲南县"), "乙.txt": text("乙南县")})
    take(assistant, path)
    path.unlink()
    lexicon = assistant.home / "knowledge" / "lexicon"
    lexicon.mkdir(parents=True)
    from assistant.resources import SHIPPED_KNOWLEDGE

    (lexicon / "units.toml").write_bytes((SHIPPED_KNOWLEDGE / "lexicon" / "units.toml").read_bytes() + b"\n")
    assert assistant.reindex()["read_again"] == 2
    assert assistant.status()["read_by_older_rules"] == 0
