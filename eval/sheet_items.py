"""What stands in a cell of the case sheet: items by line, their parts by ｜, and whatever would be misread in quotation marks.

Staff write plain words. Only what a cell cannot hold as it is (a line break, a ｜, a leading = or blank) is written as a JSON string, so
that nothing is lost between the sheet and the case file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from assistant.ledgers.safe_cells import safe

BAR = "｜"
_PLAIN_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_NUMBER = r"-?\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?"
_FIGURE = re.compile(rf"(?P<values>{_NUMBER}(?:\s*(?:｜|或)\s*{_NUMBER})*)\s*(?P<units>.*?)\s*(?:±\s*(?P<room>\d+(?:\.\d+)?%?))?")


class CellError(Exception):
    """What stands in a cell cannot be read; the message says what should."""


def item(text: str) -> str:
    """One piece of text as a cell spells it."""
    plain = bool(_PLAIN_LINE.fullmatch(text)) and text == text.strip() and text == safe(text) and BAR not in text and text[0] != '"'
    return text if plain else json.dumps(text, ensure_ascii=True)


def parts(line: str) -> list[str]:
    """The pieces of a line between ｜, quotation marks taken away.

    Raises:
        CellError: a quoted piece does not end.
    """
    found, rest = [], line.strip()
    while True:
        if rest.startswith('"'):
            match = _QUOTED.match(rest)
            if not match or (rest[match.end() :].strip() and not rest[match.end() :].lstrip().startswith(BAR)):
                raise CellError(f"引号没有成对：{line[:30]}")
            found.append(_unquoted(match[0], line))
            rest = rest[match.end() :].lstrip()
        else:
            end = rest.find(BAR)
            found.append(rest[: end if end >= 0 else len(rest)].strip())
            rest = rest[end:] if end >= 0 else ""
        if not rest:
            return found
        rest = rest[len(BAR) :].lstrip()
        if not rest:
            return [*found, ""]


def _unquoted(text: str, line: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        raise CellError(f"引号里的内容读不出来：{line[:30]}") from None


def lines(text: str) -> list[str]:
    """The lines of a cell that hold something."""
    return [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]


def one(text: str) -> str:
    """The single piece of a cell; line breaks that staff typed become blanks."""
    return "".join(parts(" ".join(lines(text)))[:1]) if text.lstrip().startswith('"') else " ".join(lines(text))


def several(text: str) -> list[str]:
    """One piece a line."""
    return [piece for line in lines(text) for piece in parts(line)]


def wordings(text: str) -> list[str | list[str]]:
    """One wording a line; several with ｜ between them: any will do."""
    found: list[str | list[str]] = []
    for line in lines(text):
        pieces = parts(line)
        listed = len(pieces) > 1
        if listed and line.endswith(BAR):
            pieces = pieces[:-1]
        found.append(pieces if listed else pieces[0])
    return found


def wording(spec: str | list[str]) -> str:
    """A wording as a line; a list of one is written with a bar at its end, so that it stays a list."""
    if isinstance(spec, str):
        return item(spec)
    return BAR.join(map(item, spec)) if len(spec) != 1 else item(spec[0]) + BAR


def joined(rows: Iterable[str]) -> str:
    """Lines of a cell."""
    return "\n".join(rows)


def figure(row: dict[str, Any]) -> str:
    """`14 个｜项`, `100 万元 ±2%`, `2｜3 次`: any of the values with any of the units, and how far off it may be."""
    said = BAR.join(str(value) for value in row["value"])
    units = BAR.join(_unit(unit) for unit in row.get("unit", []))
    return said + (f" {units}" if units else "") + (f" ±{row['tolerance']}" if row.get("tolerance") else "")


def _unit(unit: str) -> str:
    """A unit that could be read as a value, a tolerance or nothing is quoted."""
    return item(unit) if re.match(r"[^\d±\-或\s\"]", unit) and "±" not in unit else json.dumps(unit, ensure_ascii=True)


def read_figure(line: str) -> dict[str, Any]:
    """A line such as `14个`, `14 个｜项`, `100万元 ±2%`.

    Raises:
        CellError: it does not begin with a number.
    """
    match = _FIGURE.fullmatch(line.strip().translate(_WIDTH).replace("+-", "±"))
    if not match:
        raise CellError(f"“{line[:20]}”不是数字，应写成 14个、1.2亿元 或 75%，多种写法用｜隔开")
    if re.search(rf"(?:^|{BAR})\s*\d", match["units"]):
        raise CellError(f"“{line[:20]}”里只换算了单位的写法不用再写（1.2亿元 与 12000万元 算同一个）")
    units = parts(match["units"]) if match["units"] else []
    row: dict[str, Any] = {"value": [Decimal(value) for value in re.findall(_NUMBER, match["values"])], "unit": units}
    return {**row, "tolerance": match["room"]} if match["room"] else row
