"""`assistant drafts`: a draft is kept, edited, written anew, compared, taken back and exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from assistant.cli import main
from assistant.service import Assistant

pytestmark = pytest.mark.heavy

REPORT = """岫林县关于第二轮中央生态环境保护督察整改落实情况的报告
截至2023年6月30日，反馈我县的18项问题中，已完成整改12项，其中已销号7项，达到序时进度4项，未达到序时进度2项。
一、存在问题
（一）个别任务偏慢。两个乡镇的污水管网改造尚未完工。
岫林县人民政府
2023年7月5日
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "报告.txt").write_text(REPORT, "utf-8")
    with Assistant(tmp_path / "home") as assistant:
        assert [result.status for result in assistant.ingest([tmp_path / "报告.txt"])] == ["added"]

    def call(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            main(["--home", str(tmp_path / "home"), *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_draft_lives_on_after_it_was_written(run, tmp_path: Path) -> None:
    assert run("drafts")[1] == "还没有保存的草稿；起草时加 --save 就会保存。\n"
    word = tmp_path / "初稿.docx"
    code, out, _ = run("draft", "简报", "--place", "岫林县", "--output", word, "--save")
    assert (code, out.splitlines()[-1]) == (0, "已保存为第1号草稿第1版。")

    document = Document(str(word))
    line = next(one for one in document.paragraphs if "污水管网改造" in one.text or "12项" in one.text)
    line.add_run("县里每周调度一次。")
    document.save(str(word))
    code, out, _ = run("drafts", "edit", 1, word)
    assert (code, out.splitlines()[0]) == (0, "已保存为第1号草稿第2版。")

    out = run("drafts", "compare", 1)[1]
    assert out.startswith("第1号草稿第1版与第2版：增加1处。\n")
    assert "  增加：县里每周调度一次。" in out
    (change,) = json.loads(run("drafts", "compare", 1, "--from", 1, "--to", 2, "--json")[1])["changes"]
    assert (change["kind"], change["before"], change["after"]) == ("增加", "", "县里每周调度一次。")

    code, _, err = run("drafts", "revise", 1)
    assert (code, err) == (1, "按现有资料重写，文字与第1号草稿第2版相同，没有另存新版。\n")
    shown = json.loads(run("drafts", "show", 1, "--json")[1])
    assert (shown["version"], shown["action"], len(shown["edited"])) == (2, "修改", 1)
    assert run("drafts", "restore", 1, "--version", 1)[1].startswith("已保存为第1号草稿第3版。")
    assert [line.split("　")[0] for line in run("drafts", "history", 1)[1].splitlines()] == ["第1版", "第2版", "第3版"]

    code, out, _ = run("drafts", "export", 1, "--version", 2, "--output", tmp_path / "二.docx", "--red-head", "岫林县整改办文件")
    assert code == 0
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "二.docx")).paragraphs]
    assert texts[0] == "岫林县整改办文件"
    assert any("县里每周调度一次。" in text for text in texts)

    assert run("drafts", "remove", 1)[1] == "已移除第1号草稿。\n"
    assert run("drafts", "show", 1)[::2] == (1, "没有第1号草稿，用 assistant drafts 查看已保存的草稿。\n")


def test_without_save_nothing_is_kept_and_json_is_as_ever(run) -> None:
    written = json.loads(run("draft", "简报", "--place", "岫林县", "--json")[1])
    assert set(written) == {"title", "sections", "figures", "checks", "gaps", "output"}
    assert run("drafts", "list", "--json")[1] == ""
    assert json.loads(run("draft", "简报", "--place", "岫林县", "--save", "--json")[1])["draft"] == 1
    assert json.loads(run("drafts", "--json")[1])["draft"] == 1
