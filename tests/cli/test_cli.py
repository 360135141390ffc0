import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.service import Assistant

sys.path.insert(0, str(Path(__file__).parents[1] / "service"))
from service_documents import written  # noqa: E402

pytestmark = pytest.mark.heavy

QUESTION = "青禾县还有多少个问题没有整改完成？"
RESULT = {"path", "reports", "status", "reason", "characters", "sections", "facts", "passages", "repairs", "notices"}
HEAD = {"id", "title", "genre", "place", "as_of", "path"}
ANSWER = {"answer", "kind", "status", "figures", "citations", "caveats", "as_of", "mode", "corrections", "seconds"}


@pytest.fixture
def run(tmp_path, capsys):
    """Run one command in this process: its exit code, stdout and stderr."""

    def call(*arguments):
        code = 0
        try:
            main(["--home", str(tmp_path / "home"), *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture(scope="module")
def home_with_a_report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template")
    with Assistant(folder / "home") as assistant:
        list(assistant.ingest([written(folder)]))
    return folder / "home"


@pytest.fixture
def filled(run, tmp_path, home_with_a_report):
    shutil.copytree(home_with_a_report, tmp_path / "home")
    return run


def rows(text):
    return [json.loads(line) for line in text.splitlines()]


def test_ingest_prints_a_line_for_each_file_and_goes_on_after_a_refused_one(run, tmp_path):
    empty = tmp_path / "a空.txt"
    empty.write_bytes(b"")
    code, out, err = run("ingest", empty, written(tmp_path), "--json")
    refused, added = rows(out)
    assert code == 1
    assert set(refused) == set(added) == RESULT
    assert (refused["status"], added["status"]) == ("refused", "added")
    assert refused["reason"].endswith("。")
    assert len(added["reports"]) == 1
    assert rows(run("ingest", written(tmp_path), "--json")[1])[0]["status"] == "unchanged"


def test_reports_and_show(filled):
    (head,) = rows(filled("reports", "--json")[1])
    assert set(head) == {*HEAD, "secrecy", "health"}
    assert set(head["health"]) == {"characters", "sections", "facts", "passages", "repairs", "notices"}
    head = {name: head[name] for name in HEAD}
    assert head["path"] == "青禾县2023年报告.txt"
    for reference in (head["id"], head["id"][:9], head["path"]):
        code, out, _ = filled("show", reference, "--json")
        (whole,) = rows(out)
        assert code == 0
        assert set(whole) == {*head, "text", "sections", "facts", "repairs", "corrections"}
        assert {name: whole[name] for name in head} == head
    assert whole["facts"]
    for fact in whole["facts"]:
        assert fact["quote"] in whole["text"]
    for section in whole["sections"]:
        assert section["heading"] in whole["text"]


def test_ask(filled):
    code, out, err = filled("ask", QUESTION, "--json")
    (answer,) = rows(out)
    assert (code, err) == (0, "")
    assert set(answer) == ANSWER
    assert 6 in [figure["value"] for figure in answer["figures"]]
    assert answer["mode"] == "offline"
    assert all(set(one) == {"n", "report", "title", "section", "quote", "original", "cell"} for one in answer["citations"])
    assert all(set(one) == {"value", "unit", "label", "formula", "citations", "approximate", "correction"} for one in answer["figures"])


def test_ask_for_people_says_the_answer_first_then_its_evidence(filled):
    code, out, _ = filled("ask", QUESTION)
    assert code == 0
    assert "6个" in out.splitlines()[0]
    assert "依据：" in out
    assert "[1] 《" in out


def test_a_batch_answers_in_order_and_one_bad_question_does_not_stop_it(filled, tmp_path):
    given, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions = [QUESTION, "", "问" * 5000, "那完成了多少个？"]
    lines = [json.dumps({"id": n, "question": question, "conversation": "c"}, ensure_ascii=False) for n, question in enumerate(questions)]
    given.write_text("\n".join(lines) + "\n\n", "utf-8")
    code, out, _ = filled("ask", "--batch", given, "--output", output, "--json")
    answers = rows(output.read_text("utf-8"))
    assert (code, out) == (0, "")
    assert [answer["id"] for answer in answers] == [0, 1, 2, 3]
    assert all(set(answer) == {"id", *ANSWER} for answer in answers)
    assert [answer["kind"] for answer in answers[1:3]] == ["refused", "refused"]
    assert answers[1]["answer"].endswith("。")
    assert 9 in [figure["value"] for figure in answers[3]["figures"]]


def test_a_line_of_a_batch_may_name_its_report(filled, tmp_path):
    other = tmp_path / "望棠区2023年报告.txt"
    other.write_text("截至2023年12月10日，第二轮中央生态环境保护督察反馈望棠区的31个问题，已完成整改20个。", "utf-8")
    (added,) = rows(filled("ingest", other, "--json")[1])
    (identity,) = added["reports"]
    given, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    named = [identity, [identity[:8]], other.name, None, 7]
    lines = [{"id": n, "question": "已完成整改多少个问题？", "report": report} for n, report in enumerate(named)]
    given.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    assert filled("ask", "--batch", given, "--output", output)[0] == 0
    *answers, all_places, wrong = rows(output.read_text("utf-8"))
    for answer in answers:
        assert {one["report"] for one in answer["citations"]} == {identity}
        assert 20 in [figure["value"] for figure in answer["figures"]]
    assert len({one["report"] for one in all_places["citations"]}) == 2
    assert (wrong["kind"], "report" in wrong["answer"]) == ("refused", True)


@pytest.mark.parametrize("line", ["不是 JSON", "[1]", '{"id": 1}', '{"id": 1, "question": 3}'])
def test_a_batch_that_is_none_is_refused_before_anything_is_written(filled, tmp_path, line):
    given, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text('{"id": 0, "question": "a"}\n' + line + "\n", "utf-8")
    code, _, err = filled("ask", "--batch", given, "--output", output)
    assert (code, output.exists()) == (1, False)
    assert err.startswith("第2行")


def test_search(filled, tmp_path):
    (found,) = rows(filled("search", "污水处理厂扩建", "-k", 3, "--json")[1])
    assert 0 < len(found["hits"]) <= 3
    assert all(set(hit) == {"report", "path", "section", "text", "score"} for hit in found["hits"])
    (head,) = rows(filled("reports", "--json")[1])
    for narrowing, there in (
        (("--genre", head["genre"]), True),
        (("--genre", "督办函"), False),
        (("--report", head["id"]), True),
        (("--period", "2001至2002"), False),
    ):
        (narrowed,) = rows(filled("search", "污水处理厂扩建", *narrowing, "--json")[1])
        assert bool(narrowed["hits"]) is there
    assert rows(filled("search", "污水处理厂扩建", "--as-of", "2001", "--json")[1]) == [{"hits": []}]
    code, _, err = filled("search", "污水处理厂扩建", "--period", "去年")
    assert (code, err.count("。")) == (1, 1)
    given, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text('{"id": "s", "query": "填埋场整改验收"}\n{"id": "t", "query": ""}\n', "utf-8")
    assert filled("search", "--batch", given, "--output", output, "-k", 5)[0] == 0
    first, second = rows(output.read_text("utf-8"))
    assert (first["id"], bool(first["hits"])) == ("s", True)
    assert second == {"id": "t", "hits": []}


def test_genres_and_draft(filled, tmp_path):
    assert "整改落实情况报告" in {row["name"] for row in rows(filled("genres", "--json")[1])}
    for name in ("d.docx", "d.md"):
        code, out, _ = filled("draft", "整改落实情况报告", "--place", "青禾县", "--output", tmp_path / name, "--json")
        (draft,) = rows(out)
        assert code == 0
        assert set(draft) == {"title", "sections", "figures", "checks", "gaps", "output"}
        assert draft["output"] == str(tmp_path / name)
    assert (tmp_path / "d.docx").read_bytes()[:2] == b"PK"
    assert draft["title"] in (tmp_path / "d.md").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("draft", "没有的文种"),
        ("draft", "整改落实情况报告", "--output", "x.doc"),
        ("draft", "整改落实情况报告", "--output", "没有的文件夹/x.docx"),
        ("ask", "问" * 5000),
        ("ask", ""),
        ("ask", "完成多少？", "--report", "没有.txt"),
        ("ask", "完成多少？", "--as-of", "昨天"),
        ("show", "zz"),
        ("remove", "zz"),
        ("ingest", "没有这个文件.txt"),
        ("ask", "--batch", "没有.jsonl", "--output", "out.jsonl"),
    ],
)
def test_each_failure_is_one_chinese_sentence_and_changes_nothing(filled, arguments):
    before = filled("status", "--json")[1]
    code, out, err = filled(*arguments)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert err.rstrip().endswith("。")
    assert any("一" <= letter <= "鿿" for letter in err)
    assert filled("status", "--json")[1] == before


@pytest.mark.parametrize(
    "arguments", [("ask",), ("ask", "问", "--batch", "a"), ("nothing",), ("search", "x", "-k", "0"), ("serve", "--port", "x")]
)
def test_bad_usage_exits_2(run, arguments):
    assert run(*arguments)[0] == 2


def test_remove_and_status(filled):
    (head,) = rows(filled("reports", "--json")[1])
    (state,) = rows(filled("status", "--json")[1])
    assert (state["reports"], state["read_by_older_rules"], state["mode"]) == (1, 0, "offline")
    assert filled("status")[0] == 0
    assert filled("remove", head["id"])[0] == 0
    assert filled("reports", "--json")[1] == ""
    assert filled("reindex")[0] == 0


def test_samples_come_and_go(run):
    code, out, _ = run("samples", "load", "--json")
    assert code == 0
    assert {row["status"] for row in rows(out)} == {"added"}
    assert run("reports", "--json")[1]
    (gone,) = rows(run("samples", "remove", "--json")[1])
    assert gone == {"removed": len(rows(out))}
    assert run("reports", "--json")[1] == ""


def test_an_unexpected_error_is_one_sentence_with_the_details_in_a_file(filled, tmp_path):
    home = tmp_path / "home"
    with sqlite3.connect(home / "assistant.db") as connection:
        connection.execute("update reports set body = x'00'")
    connection.close()
    code, out, err = filled("show", "青禾县2023年报告.txt")
    assert (code, out) == (1, "")
    assert err == "程序出现意外错误，详情已记入资料目录 logs 文件夹中的 assistant.log，请把它交给维护人员。\n"
    assert "Traceback" in (home / "logs" / "assistant.log").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_an_ingest_killed_in_the_middle_leaves_a_home_that_works(run, tmp_path):
    folder = tmp_path / "in"
    files = [written(folder, f"{n}.txt", place=f"第{n}县") for n in range(8)]
    command = [sys.executable, "-m", "assistant.cli", "--home", str(tmp_path / "home"), "ingest", str(folder), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={"PYTHONPATH": ":".join(sys.path)})
    assert process.stdout
    acknowledged = [json.loads(process.stdout.readline()) for _ in range(3)]
    process.kill()
    process.communicate()
    kept = {row["id"] for row in rows(run("reports", "--json")[1])}
    assert kept >= {report for row in acknowledged for report in row["reports"]}
    (found,) = rows(run("search", "污水处理厂扩建", "-k", "50", "--json")[1])
    assert {hit["report"] for hit in found["hits"]} == kept
    again = rows(run("ingest", folder, "--json")[1])
    assert [row["status"] for row in again] == ["unchanged"] * len(kept) + ["added"] * (len(files) - len(kept))


def test_stdout_is_utf8_whatever_the_locale(filled, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "--home", str(tmp_path / "home"), "reports", "--json"],
        capture_output=True,
        env={"PYTHONPATH": ":".join(sys.path), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        timeout=60,
    )
    assert json.loads(done.stdout.decode("utf-8"))["path"] == "青禾县2023年报告.txt"


def test_correct_sets_lists_and_undoes(filled):
    (whole,) = rows(filled("show", "青禾县2023年报告.txt", "--json")[1])
    fact = next(one["id"] for one in whole["facts"] if one["text"] == "9个")
    assert fact in filled("show", whole["id"], "--facts")[1]
    code, out, _ = filled("correct", "value", fact, "10", "--reason", "台账", "--json")
    (made,) = rows(out)
    assert (code, made["number"], made["before"], made["after"], made["reason"]) == (0, 1, "9个", "10个", "台账")
    assert set(made) >= {"field", "action", "report", "title", "quote", "by", "at", "undone_at"}
    (answer,) = rows(filled("ask", "青禾县督察反馈问题完成了多少个？", "--json")[1])
    assert answer["corrections"][0]["after"] == "10个" and answer["figures"][0]["correction"] == 1
    assert "第1条" in filled("show", whole["id"])[1]
    assert filled("correct", "report", whole["id"], "--as-of", "2024-01-31")[1].startswith("已记入第2条核定：")
    assert filled("correct", "same-place", "青禾县", "青禾区", "--json")[0] == 0
    assert [row["state"] for row in rows(filled("correct", "list", "--json")[1])] == ["有效"] * 3
    for command in ("confirm", "withdraw"):
        assert filled("correct", command, fact)[0] == 0
    assert filled("correct", "counts", fact, "销号")[0] == 0
    assert filled("correct", "undo", "6")[1] == "已撤销第6条核定。\n"
    assert "已被取代" in filled("correct", "list", "--all")[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("value", "x", "1"), "“x”不是数据编号，请用 assistant show 报告 --facts 查看编号。"),
        (("undo", "3"), "没有第3条核定记录，请用 assistant correct list 查看。"),
        (("report", "青禾县2023年报告.txt"), "没有写要更正什么，请至少写 --place、--as-of、--genre、--inspection 中的一项。"),
    ],
)
def test_a_correction_that_cannot_be_made_is_one_sentence(filled, arguments, sentence):
    assert filled("correct", *arguments) == (1, "", f"{sentence}\n")


FLAW = {"kind", "strength", "section", "sentence", "start", "end", "written", "says", "advice", "basis", "source"}


def test_proof_names_what_is_wrong_and_writes_the_annex(run, filled, tmp_path):
    text = "青禾县督察整改情况的报告\n截至2024年6月30日，中央督察反馈我县的24个问题，已完成整改91个。\n"
    (tmp_path / "稿子.txt").write_text(text, "utf-8")
    code, out, err = run("proof", tmp_path / "稿子.txt", "--json", "--output", tmp_path / "核对表.md")
    assert (code, err) == (0, "")
    row = json.loads(out)
    assert set(row) == {"title", "place", "text", "flaws", "figures", "sources", "output"}
    assert all(set(flaw) == FLAW for flaw in row["flaws"])
    assert any(row["text"][flaw["start"] : flaw["end"]] == "91个" and flaw["strength"] == "必须改" for flaw in row["flaws"])
    assert "91个" in (tmp_path / "核对表.md").read_text("utf-8")
    code, out, _ = run("proof", tmp_path / "稿子.txt", "--output", tmp_path / "核对表.docx")
    assert code == 0
    assert "必须改" in out
    assert (tmp_path / "核对表.docx").stat().st_size > 5_000


@pytest.mark.parametrize("arguments", [("没有.docx",), ("稿.txt", "--output", "表.pdf"), ("稿.exe",)])
def test_proof_refuses_in_one_sentence(run, filled, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    for name in ("稿.txt", "稿.exe"):
        (tmp_path / name).write_text("青禾县报告\n共3项。\n", "utf-8")
    code, out, err = run("proof", *arguments)
    assert (code, out) == (1, "")
    assert err.count("。") == 1
