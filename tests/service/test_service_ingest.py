import pytest
from service_documents import text, written

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.service import Assistant
from assistant.types import Scope

pytestmark = pytest.mark.heavy


@pytest.fixture
def assistant(tmp_path):
    with Assistant(tmp_path / "home") as one:
        yield one


def take(assistant, *paths, **how):
    return list(assistant.ingest(paths, **how))


def statuses(results):
    return [result.status for result in results]


def test_the_same_file_twice_changes_nothing(assistant, tmp_path):
    path = written(tmp_path)
    (first,) = take(assistant, path)
    before = assistant.status()["generation"]
    (second,) = take(assistant, path)
    assert (first.status, second.status) == ("added", "unchanged")
    assert first.reports == second.reports == (assistant.reports()[0].id,)
    assert first.characters == second.characters > 200
    assert first.facts == second.facts > 0
    assert assistant.status()["generation"] == before


def test_a_changed_file_replaces_what_it_held(assistant, tmp_path):
    path = written(tmp_path)
    take(assistant, path)
    old = assistant.reports()[0].id
    (result,) = take(assistant, written(tmp_path, done=11))
    assert result.status == "replaced"
    assert [head.id for head in assistant.reports()] == list(result.reports) != [old]
    assert {fact.report for fact in assistant.facts(Scope())} == set(result.reports)
    assert {hit.passage.report for hit in assistant.search("督办函 乡镇")} == set(result.reports)


def test_the_same_content_under_another_name_is_not_stored_twice(assistant, tmp_path):
    take(assistant, written(tmp_path))
    (result,) = take(assistant, written(tmp_path, "副本.txt"))
    assert (result.status, result.reason) == ("unchanged", "与已入库的“青禾县2023年报告.txt”内容相同")
    assert len(assistant.reports()) == 1


def test_a_file_that_now_holds_what_another_holds_gives_its_old_content_up(assistant, tmp_path):
    take(assistant, written(tmp_path), written(tmp_path, "b.txt", done=10))
    (result,) = take(assistant, written(tmp_path, "b.txt"))
    assert (result.status, len(assistant.reports())) == ("replaced", 1)


def test_files_of_one_name_in_two_folders_are_two_files(assistant, tmp_path):
    results = take(assistant, written(tmp_path / "2022", "月报.txt", year=2022), written(tmp_path / "2023", "月报.txt"))
    assert statuses(results) == ["added", "added"]
    assert len(assistant.find("月报.txt")) == 2


def test_an_upload_replaces_the_upload_of_the_same_name(assistant, tmp_path):
    take(assistant, written(tmp_path / "one", "月报.txt"), uploaded=True)
    (result,) = take(assistant, written(tmp_path / "two", "月报.txt", done=10), uploaded=True)
    assert (result.status, len(assistant.reports())) == ("replaced", 1)


def test_folders_are_read_in_order_without_hidden_files(assistant, tmp_path):
    folder = tmp_path / "in"
    for name in ("b.txt", "sub/a.txt", ".hidden.txt", ".git/x.txt", "~$b.docx"):
        written(folder, name, tail=name)
    seen = []
    results = take(assistant, folder, progress=lambda done, total, name: seen.append((done, total, name)))
    assert [result.path for result in results] == [str(folder / "b.txt"), str(folder / "sub" / "a.txt")]
    assert seen == [(1, 2, "b.txt"), (2, 2, "a.txt")]


def test_bad_files_are_refused_by_a_sentence_and_the_rest_is_read(assistant, tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "白.txt").write_bytes(b" \n\n ")
    (tmp_path / "程序.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40)
    (tmp_path / "空文件夹").mkdir()
    names = ["空.txt", "白.txt", "程序.txt", "没有.txt", "空文件夹"]
    results = take(assistant, *(tmp_path / name for name in names), written(tmp_path))
    assert statuses(results) == ["refused"] * 5 + ["added"]
    for result in results[:5]:
        assert result.reason.endswith("。"), result
        assert 5 < len(result.reason) < 120
        assert (result.reports, result.characters, result.facts) == ((), 0, 0)
    assert len(assistant.reports()) == 1


def test_a_file_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "大.txt"
    path.write_bytes("督察整改。".encode() * 100_000)
    with Assistant(tmp_path / "home", Settings(maximum_megabytes=1)) as assistant:
        (result,) = take(assistant, path)
    assert "1MB" in result.reason


def test_a_refused_new_version_leaves_the_old_one(assistant, tmp_path):
    path = written(tmp_path)
    take(assistant, path)
    before = assistant.reports()
    path.write_bytes(b"")
    assert statuses(take(assistant, path)) == ["refused"]
    assert assistant.reports() == before


def test_removed_is_forgotten_everywhere_until_taken_in_again(assistant, tmp_path):
    path = written(tmp_path)
    take(assistant, path)
    assert assistant.remove("青禾县2023年报告.txt")
    assert assistant.reports() == []
    assert list(assistant.search("督办函")) == []
    assert assistant.status()["passages"] == 0
    with pytest.raises(UsageError):
        assistant.remove("青禾县2023年报告.txt")
    assert statuses(take(assistant, path)) == ["added"]


def test_reindex_reads_again_only_what_other_rules_have_read(assistant, tmp_path):
    take(assistant, written(tmp_path))
    assert assistant.reindex()["read_again"] == 0
    lexicon = assistant.home / "knowledge" / "lexicon"
    lexicon.mkdir(parents=True)
    shipped = SHIPPED_KNOWLEDGE / "lexicon" / "synonyms.toml"
    (lexicon / "synonyms.toml").write_text(shipped.read_text("utf-8") + "\n# 本地改动\n", "utf-8")
    assert assistant.status()["read_by_older_rules"] == 1
    report = assistant.reports()[0].id
    assert assistant.reindex() == {"read_again": 1, "kept_as_they_were": {}, "passages": assistant.status()["passages"]}
    assert assistant.status()["read_by_older_rules"] == 0
    assert [head.id for head in assistant.reports()] == [report]
    assert statuses(take(assistant, written(tmp_path))) == ["unchanged"]


def test_ingest_reads_again_what_older_rules_have_read(assistant, tmp_path):
    take(assistant, written(tmp_path))
    lexicon = assistant.home / "knowledge" / "lexicon"
    lexicon.mkdir(parents=True)
    (lexicon / "units.toml").write_bytes((SHIPPED_KNOWLEDGE / "lexicon" / "units.toml").read_bytes() + b"\n")
    (result,) = take(assistant, written(tmp_path))
    assert (result.status, result.reason) == ("replaced", "阅读规则已更新，已重新读取")


def test_samples_leave_when_a_real_document_comes(assistant, tmp_path):
    loaded = list(assistant.load_samples())
    assert loaded
    assert set(statuses(loaded)) == {"added"}
    shown = assistant.reports()
    assert len(shown) >= len(loaded)
    assert all(head.sample for head in shown)
    assert assistant.status()["samples_shown"]
    assert assistant.search("整改")
    take(assistant, written(tmp_path))
    (only,) = assistant.reports()
    assert not only.sample
    assert {fact.report for fact in assistant.facts(Scope())} == {only.id}
    assert {hit.passage.report for hit in assistant.search("整改", k=50)} == {only.id}
    state = assistant.status()
    assert (state["samples"], state["samples_shown"]) == (len(shown), False)
    assert assistant.remove_samples() == len(loaded)
    assert assistant.status()["samples"] == 0
    assert [head.id for head in assistant.reports()] == [only.id]


def test_a_sample_taken_in_as_a_document_becomes_one(assistant):
    list(assistant.load_samples())
    file = sorted((SHIPPED_KNOWLEDGE / "samples" / "documents").iterdir())[0]
    (result,) = take(assistant, file)
    assert result.status == "added"
    assert {head.path for head in assistant.reports()} == {file.name}


def test_search_comes_back_when_the_caches_are_lost(assistant, tmp_path):
    import shutil

    take(assistant, written(tmp_path))
    assistant.close()
    shutil.rmtree(assistant.home / "index")
    with Assistant(assistant.home) as again:
        assert again.search("督办函")


def test_search_finds_what_a_killed_ingest_had_stored(assistant, tmp_path):
    coming = assistant.ingest([written(tmp_path), written(tmp_path, "b.txt", place="白川县")])
    assert next(coming).status == "added"
    assert assistant.status()["not_yet_searchable"] == 1  # as if the process died here
    with Assistant(assistant.home) as other:
        assert other.search("督办函")
        assert other.status()["not_yet_searchable"] == 0
    coming.close()


def test_every_fact_and_passage_stands_in_its_report(assistant, tmp_path):
    take(assistant, written(tmp_path))
    report = assistant.report(assistant.reports()[0].id)
    assert report.raw == text()
    for fact in assistant.facts(Scope()):
        assert report.clean[fact.passage.start : fact.passage.end] == fact.passage.text
    for hit in assistant.search("整改", k=50):
        assert report.clean[hit.passage.start : hit.passage.end] == hit.passage.text
