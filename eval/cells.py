"""100,000 cells of every nasty kind go through the Excel export and come back as they were, none of them a formula.

Each workbook is judged by its XML and by what openpyxl makes of it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from assistant.ledgers.export import write_workbook
from assistant.ledgers.safe_cells import ACTIVE, CUT, LONGEST, safe, tidy, unguarded
from eval.proof import Proof

CELLS, BOOKS, COLUMNS = 100_000, 20, 50
SHOWN = 20
SEED = 20_240_630
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]|<hyperlink|ddeLink|externalReference")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
OPENINGS: tuple[str, ...] = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "'",
    '"',
    " =",
    "\u200b=",
    "\ufeff=",
    "\u3000+",
    "\n@",
)
OPENINGS += ("%", "|", "{=", "#", ";", ",", "")
BODIES = (
    "1+1",
    "cmd|'/C calc'!A0",
    'HYPERLINK("http://example.invalid","x")',
    "SUM(A1:A9)",
    'DDE("a";"b";"c")',
    'IMPORTXML("http://example.invalid","//a")',
    "WEBSERVICE(A1)",
    "2024年6月30日",
    "完成46%",
    "N/A",
    "REF!",
    "_x0041_x005F_",
    "_x000D_",
    "<f>1</f>",
    "]]>&amp;<t>",
    "望整改销〔2024〕1号",
    "‐‑–—−",
    "",
)


def prove() -> Proof:
    """The whole of it."""
    return measure(CELLS, BOOKS)


def measure(cells: int, books: int, seed: int = SEED) -> Proof:
    """So many cells over so many workbooks."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        for number in range(books):
            rows = [[_text(chance) for _ in range(COLUMNS)] for _ in range(cells // books // COLUMNS)]
            path = Path(folder) / f"{number}.xlsx"
            write_workbook([("台账", [[f"列{n}" for n in range(COLUMNS)]], rows)], path)
            wrong += _looked_at(path, rows, counts)
    holds = not wrong and counts["cells"] == cells and counts["guarded"] > cells // 10
    return Proof(holds, {**counts, "wrong": len(wrong), "first wrong": wrong[:SHOWN]})


def _text(chance: random.Random) -> str:
    """A cell: an opening and a body, one of many characters, any characters at all, or a very long one."""
    kind = chance.random()
    if kind < 0.75:
        return chance.choice(OPENINGS) + chance.choice(BODIES)
    if kind < 0.9995:
        blocks = ((0, 0x2FF), (0x4E00, 0x9FFF), (0, 0xFFFF))
        return "".join(chr(chance.randint(*chance.choice(blocks))) for _ in range(9))
    return chance.choice(OPENINGS) + "岫" * (LONGEST + 9)


def _looked_at(path: Path, rows: list[list[str]], counts: Counter[str]) -> Iterator[str]:
    """What is wrong with a workbook, cell by cell."""
    from openpyxl import load_workbook

    with ZipFile(path) as packed:
        active = [name for name in packed.namelist() if _FORMULA.search(packed.read(name))]
    yield from (f"{name} holds a formula or a link" for name in active)
    book = load_workbook(path)
    found = book["台账"].iter_rows(min_row=2, max_row=len(rows) + 1, max_col=COLUMNS)
    for row, texts in zip(found, rows, strict=True):
        for cell, text in zip(row, texts, strict=True):
            counts["cells"] += 1
            counts["guarded"] += safe(text).startswith("'")
            if fault := _fault(cell.data_type, cell.value, text):
                yield f"{text[:40]!r}: {fault}"


def _fault(kind: str, value: object, text: str) -> str:
    if value is None:
        return "" if not tidy(text) else "lost"
    if kind != "s" or not isinstance(value, str):
        return f"a cell of type {kind}"
    held = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    visible = held.lstrip("\u200b\ufeff\u3000 \n\xa0")[:1]
    if visible and visible in ACTIVE - {"'"}:
        return f"begins with {visible!r}"
    whole = tidy(text)
    cut = held.endswith(CUT) and whole.startswith(unguarded(held).removesuffix(CUT))
    return "" if unguarded(held) == whole or cut else f"came back as {held[:40]!r}"
