"""The ingest bench over sixty invented texts: the whole path of the product, its numbers, and its refusal to report a lie."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from eval.corpus import texts, unpack
from eval.corpus_bench import measure_corpus

pytestmark = pytest.mark.heavy

TEXT = "望棠区第{n}次督察整改通报。截至2024年{month}月，反馈的{total}个问题已完成整改{done}个，岫林县{n}号沟渗滤液处理站完成验收。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    with lzma.open(folder / "texts.txt.xz", "wt", encoding="utf-8") as file:
        file.writelines(TEXT.format(n=n, month=n % 12 + 1, total=n + 20, done=n) + "\n" for n in range(60))
    return folder


def test_the_texts_become_files(corpus: Path, tmp_path: Path) -> None:
    count, characters = unpack(corpus, tmp_path / "files", 25)
    written = sorted((tmp_path / "files").rglob("*.txt"))
    assert (count, len(written)) == (25, 25)
    assert [path.read_text("utf-8").strip() for path in written] == list(texts(corpus))[:25]
    assert characters == sum(map(len, list(texts(corpus))[:25]))


def test_the_whole_path_is_measured(corpus: Path) -> None:
    numbers = measure_corpus(corpus, sample=10)
    cold = numbers["cold"]
    assert (cold["files"], cold["facts"], cold["passages"]) == (60, cold["facts"], 60)
    assert cold["facts"] >= 120
    assert 0 < cold["until_stored"]["seconds"] < cold["seconds"]
    assert numbers["again"]["seconds"] < cold["seconds"]
    assert numbers["changed"]["later"]["seconds"] > 0
    assert numbers["peak_megabytes"] > 100
    assert numbers["sizes_megabytes"]["database"] > 0 < numbers["sizes_megabytes"]["index"]
    assert set(numbers["cpu_seconds_by_step"]) == {"reading", "facts", "passages", "rows", "keyword index", "embedding", "vector index"}


def test_without_texts_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="语料"):
        unpack(tmp_path, tmp_path / "files")
