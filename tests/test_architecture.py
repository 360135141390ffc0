"""The house of README's "How it works": who may import whom, and in which one file each large library lives."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "assistant"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

LAYERS = (
    {"types", "errors", "resources", "log_file"},
    {"config", "words", "contract"},
    {"reading", "language"},
    {"facts", "search", "store"},
    {"accounts"},
    {"checking", "ledgers"},
    {"answering", "drafting"},
    {"indexing", "workers", "archives", "readings", "correcting", "remembering", "safekeeping"},
    {"arrivals", "evaluating", "migrating", "templates"},
    {"ingesting", "mending"},
    {"library", "modelled"},
    {"service"},
    {"api"},
    {"console", "web", "batch", "command_group"},
    {"backup_cli", "deploy_cli", "correct_cli", "ledger_console", "migrate_cli", "model_cli", "proof_cli", "red_head_cli", "users_cli"},
    {"ledger_cli", "drafts_cli", "genres_cli"},
    {"cli"},
)
"""From the ground up. A unit knows only units of lower layers, so those of one layer do not know each other."""
LAYER = {unit: height for height, units in enumerate(LAYERS) for unit in units}

HOMES = {
    "argon2": r"accounts/passwords\.py",
    "chromadb": r"search/engines/chroma(_server)?\.py",
    "fastapi": r"api/.*",
    "gradio": r"web/.*",
    "httpx": r"language/(client|failures)\.py",
    "langchain": r"language/(client|failures)\.py",
    "langchain_core": r"language/(client|model)\.py|search/(embeddings|engines/milvus)\.py",
    "langchain_milvus": r"search/engines/milvus\.py",
    "langchain_openai": r"language/client\.py",
    "langsmith": r"language/model\.py",
    "model2vec": r"search/embeddings\.py",
    "openai": r"language/(client|failures)\.py",
    "openpyxl": r"ledgers/export\.py",
    "pdfminer": r"reading/formats/pdf(_drawing)?\.py",
    "pdfplumber": r"reading/formats/pdf(_drawing)?\.py",
    "PIL": r"reading/formats/picture\.py",
    "cv2": r"reading/formats/ocr\.py",
    "psycopg": r"search/engines/pgvector\.py",
    "pymilvus": r"search/engines/milvus\.py",
    "pypdfium2": r"reading/formats/scans\.py",
    "rapidocr": r"reading/formats/ocr\.py",
    "prometheus_client": r"api/metrics\.py",
    "sentence_transformers": r"search/(embeddings|reranking)\.py",
    "sqlalchemy": r"store/.*",
    "tantivy": r"search/keyword\.py",
    "tiktoken": r"language/budget\.py",
    "torch": r"nowhere",
    "transformers": r"nowhere",
    "uvicorn": r"api/serving\.py",
}
EXTRAS = {
    "sentence_transformers": "models",
    "psycopg": "postgres",
    "langchain_milvus": "milvus",
    "pymilvus": "milvus",
    **dict.fromkeys(("PIL", "cv2", "pypdfium2", "rapidocr"), "ocr"),
}


def imported(path: Path) -> Iterator[str]:
    """The dotted names a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def unit(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path):
    inside = [name.split(".") for name in imported(path) if name.startswith("assistant.")]
    outside = sorted({".".join(parts[:2]) for parts in inside if parts[1] != unit(path) and LAYER[parts[1]] >= LAYER[unit(path)]})
    assert not outside, f"{path.relative_to(ROOT)} may not import {outside}"
    assert not [name for name in imported(path) if name.split(".")[0] in {"eval", "tests"}]


def test_every_large_library_stays_in_its_file():
    seen = {(name.split(".")[0], path.relative_to(PACKAGE).as_posix()) for path in MODULES for name in imported(path)}
    strays = [(library, file) for library, file in sorted(seen) if library in HOMES and not re.fullmatch(HOMES[library], file)]
    assert not strays


def test_every_imported_library_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    core, extras = project["dependencies"], project["optional-dependencies"]
    libraries = {name.split(".")[0] for path in MODULES for name in imported(path)} - {"assistant"} - sys.stdlib_module_names
    owners = packages_distributions()
    for library in sorted(libraries):
        declared = {re.split(r"[\[=<> ]", line)[0] for line in (extras[EXTRAS[library]] if library in EXTRAS else core)}
        named = {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(library, [library])}
        assert named & declared, f"{library} is imported but not declared"


def test_every_declared_library_is_imported():
    core = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    owners = packages_distributions()
    libraries = {name.split(".")[0] for path in MODULES for name in imported(path)}
    used = {re.sub(r"[-_.]+", "-", owner).lower() for library in libraries for owner in owners.get(library, [])}
    elsewhere = {"langchain-openai", "typing-extensions"}  # loaded by init_chat_model by its name; wanted by eval, which runs beside
    assert not {re.split(r"[\[=<> ]", line)[0] for line in core} - used - elsewhere


def test_only_config_reads_the_settings_from_the_environment():
    readers = {path.name for path in MODULES if re.search(r"os\.(environ|getenv)|BaseSettings", path.read_text("utf-8"))}
    assert readers == {"config.py", "app.py"}, "web/app.py sets two variables that Gradio itself reads"


def test_no_two_test_files_have_one_name() -> None:
    """pytest imports them by their names alone: of two alike only one would run."""
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted(set(names)) == sorted(names)
