"""The wheel alone, outside the clone: it carries its prompts and knowledge and answers a question."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORT = """柳汀县人民政府关于中央生态环境保护督察反馈问题整改落实情况的报告

一、总体情况
截至2024年6月30日，中央生态环境保护督察反馈我县的20个问题，已完成整改13个，达到序时进度7个。

柳汀县人民政府
2024年7月3日
"""

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the freshly built wheel was unpacked by pip, with nothing else in it."""
    built, target = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("target")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)], built)
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-index", "--no-deps", "--target", str(target)]
    run([*pip, str(wheel)], built)
    return target


def run(command: list[str], folder: Path, **environment: str) -> str:
    """Run a program in a folder; what it said goes into the failure."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ASSISTANT_", "OPENAI_"))}
    done = subprocess.run(
        command, cwd=folder, env=kept | environment | {"PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_everything_the_program_reads_is_inside(installed: Path) -> None:
    package = installed / "assistant"
    for folder in ("prompts", "knowledge", "web"):
        ignored = {"__pycache__"}
        source = (ROOT / folder) if folder != "web" else ROOT / "assistant" / "web"
        wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file() and not ignored & set(path.parts)}
        assert wanted
        assert wanted <= {path.relative_to(package / folder) for path in (package / folder).rglob("*") if path.is_file()}
    assert not (installed / "eval").exists()
    assert not (installed / "tests").exists()


def test_a_question_is_answered_outside_the_clone(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "柳汀县.txt").write_text(REPORT, encoding="utf-8")

    def assistant(*arguments: str) -> str:
        command = [sys.executable, "-m", "assistant.cli", "--home", str(tmp_path / "home"), *arguments]
        return run(command, tmp_path, PYTHONPATH=str(installed))

    where = "import assistant.resources as r; print(r.__file__, r.SHIPPED_KNOWLEDGE, r.SHIPPED_PROMPTS)"
    printed = run([sys.executable, "-c", where], tmp_path, PYTHONPATH=str(installed)).split()
    assert all(Path(path).is_relative_to(installed) for path in printed)

    assert json.loads(assistant("ingest", "柳汀县.txt", "--json"))["status"] == "added"
    answer = json.loads(assistant("ask", "柳汀县还有多少个问题没有整改完成？", "--json"))
    assert [(figure["value"], figure["unit"]) for figure in answer["figures"] if "未完成" in figure["label"]] == [(7, "个")]
    assert all(citation["quote"] in REPORT for citation in answer["citations"])
    assert "整改落实情况报告" in assistant("genres")
