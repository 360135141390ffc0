"""A library of any size from the samples: copies with other places, so that a bench measures volume and not repetition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

_SYLLABLES = (
    "云岭",
    "清川",
    "石泉",
    "松江",
    "明湖",
    "安溪",
    "长桥",
    "东河",
    "南坪",
    "西塘",
    "北山",
    "新丰",
    "金沙",
    "白水",
    "红岩",
    "青林",
    "平湾",
    "花园",
)
_ENDINGS = ("", "里", "坝", "湾", "塬", "铺", "港", "岗", "源", "洲")
_LEVELS = ("自治州", "市", "县", "区", "镇", "乡")
TEXTS = frozenset({".txt", ".md", ".html"})


def place_stems(places: Sequence[str]) -> list[str]:
    """Place names without their level, longest first: 云溪县 → 云溪; masked and one-character names are left alone."""
    stems = {name.removesuffix(level) for name in places for level in _LEVELS if name.endswith(level)}
    return sorted((stem for stem in stems if len(stem) > 1 and not set(stem) & set("*某×")), key=lambda stem: (-len(stem), stem))


def grown(texts: Sequence[str], stems: Sequence[str], count: int) -> Iterator[str]:
    """`count` texts: the given ones as they are, so that their questions have answers, then rounds with place names of their own."""
    names = (first + ending for ending, first in product(_ENDINGS, _SYLLABLES))
    used = 0
    while used < count:
        fresh = {stem: next(names, f"第{used}地") for stem in stems} if used else {}
        for text in texts[: count - used]:
            for stem, name in fresh.items():
                text = text.replace(stem, name)
            yield text
        used += len(texts)


def grow(samples: Path, places: Sequence[str], count: int, target: Path) -> list[Path]:
    """Write `count` reports grown from the text files of a folder.

    Raises:
        FileNotFoundError: the folder holds no text file.
    """
    texts = [_text(path) for path in sorted(samples.rglob("*")) if path.suffix in TEXTS]
    if not texts:
        raise FileNotFoundError(f"{samples} 里没有文本文件。")
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for number, text in enumerate(grown(texts, place_stems(places), count)):
        path = target / f"{number:05d}.txt"
        path.write_text(text, "utf-8")
        written.append(path)
    return written


def _text(path: Path) -> str:
    """The text of a file in either of the two encodings Chinese office files come in."""
    given = path.read_bytes()
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError:
        return given.decode("gb18030", errors="ignore")
