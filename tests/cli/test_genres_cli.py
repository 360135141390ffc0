"""`assistant genres`: the list as ever, and a template learned from a file."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from assistant.cli import main
from eval.endpoint import serving
from eval.faithful import faithful

pytestmark = pytest.mark.heavy

SAMPLE = """岫林县关于第二轮中央生态环境保护督察整改落实情况的报告
一、总体进展
截至2023年6月30日，反馈我县的18项问题中，已完成整改12项，达到序时进度6项。
二、主要做法
成立工作专班，定期调度。
岫林县人民政府
2023年7月5日
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            main(["--home", str(tmp_path / "home"), "genres", *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_template_is_learned_and_listed(run, tmp_path: Path) -> None:
    (tmp_path / "样本.txt").write_text(SAMPLE, "utf-8")
    code, out, _ = run("learn", tmp_path / "样本.txt", "--name", "半年报告")
    assert code == 0
    assert out.startswith("已由样本整理出文种“半年报告”：")
    names = [json.loads(line)["name"] for line in run("--json")[1].splitlines()]
    assert {"半年报告", "整改落实情况报告"} <= set(names)
    assert run("list")[1] == run()[1]

    code, _, err = run("learn", tmp_path / "样本.txt", "--name", "半年报告")
    assert (code, err) == (1, "已有“半年报告”这个文种，请换一个名称；确要用样本替换它，请加 --replace。\n")
    row = json.loads(run("learn", tmp_path / "样本.txt", "--name", "半年报告", "--replace", "--json")[1])
    assert {"问题总数", "问题完成数", "问题序时数"} <= set(row["sourced"])
    assert Path(row["path"]).is_file()


def test_a_classified_sample_is_refused(run, tmp_path: Path) -> None:
    (tmp_path / "样本.txt").write_text("机密★3年\n" + SAMPLE, "utf-8")
    code, _, err = run("learn", tmp_path / "样本.txt", "--name", "半年报告")
    assert code == 1
    assert "机密" in err


def test_a_missing_sample_is_one_sentence(run, tmp_path: Path) -> None:
    assert run("learn", tmp_path / "没有.docx", "--name", "半年报告")[::2] == (
        1,
        "找不到或打不开样本“没有.docx”，请检查路径，或先在 Word 里关闭它。\n",
    )


def test_headings_are_suggested_only_with_a_model_and_only_listed(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "样本.txt").write_text(SAMPLE, "utf-8")
    run("learn", tmp_path / "样本.txt", "--name", "半年报告")
    main_ingest = ["--home", str(tmp_path / "home"), "ingest", str(tmp_path / "样本.txt")]
    with contextlib.suppress(SystemExit):
        main(main_ingest)
    code, _, err = run("suggest", "半年报告", "--place", "岫林县")
    assert (code, "OPENAI_BASE_URL" in err) == (1, True)
    with serving(faithful) as endpoint:
        for name, value in {"ASSISTANT_MODEL": "m", "OPENAI_API_KEY": "k", "OPENAI_BASE_URL": endpoint.url}.items():
            monkeypatch.setenv(name, value)
        code, out, _ = run("suggest", "半年报告", "--place", "岫林县")
    assert code == 0
    assert "总体进展" in out
