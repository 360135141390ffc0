"""The texts of a corpus folder as files: `*.txt.xz`, one text a line, become one file a text, as an office would hand them over."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

PER_FOLDER = 1000


def texts(corpus: Path) -> Iterator[str]:
    """Every text of a corpus folder in order.

    Raises:
        FileNotFoundError: the folder holds no such file.
    """
    packed = sorted(corpus.glob("*.txt.xz"))
    if not packed:
        raise FileNotFoundError(f"{corpus} 里没有 .txt.xz 语料文件。")
    for path in packed:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (text for line in lines if (text := line.strip()))


def unpack(corpus: Path, target: Path, limit: int | None = None) -> tuple[int, int]:
    """Write the texts as UTF-8 files, a thousand to a folder; how many files and characters."""
    files = characters = 0
    for number, text in enumerate(islice(texts(corpus), limit)):
        path = target / f"{number // PER_FOLDER:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", "utf-8")
        files, characters = files + 1, characters + len(text)
    return files, characters
