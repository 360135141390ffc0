"""Seeded damage to a copy of the project: words of the lexicon, templates, thresholds, code, prompts; each change is one file.

Words are damaged only where a question or a document of the run holds them, code only in lines that the run goes through: what no run can
reach is no regression of it.
"""

from __future__ import annotations

import ast
import random
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("assistant", "prompts", "knowledge", "eval")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".partial", "proofs", "worlds", "seeds", "pictures", "baseline.json")
KINDS = {"词表": "词表", "模板": "模板", "门槛": "代码", "代码": "代码", "提示词": "提示词"}
"""Kind of damage -> the part that a comparison has to name."""
Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""
_ARRAY = re.compile(r"^(?P<name>\S+ = )\[(?P<body>.*\S.*)\]\s*$", re.M)
_SECTION = re.compile(r"^(?P<head>\[[^\[\]]+\])$.*?(?=^\[|\Z)", re.M | re.S)
_ENTRY = re.compile(r'^"(?P<word>[^"]+)" = "[^"]*"$', re.M)
_WORD = re.compile(r'"([^"\\]+)"')
_SHAPE = re.compile(r"'([^']+)'")
_SHAPE_LINE = re.compile(r"^ +'(?P<shape>[^']+)',$", re.M)
_HEADING = re.compile(r'(?<=^"标题" = ")[^"]+(?="$)', re.M)
_PARAGRAPH = re.compile(r'(?<=^  )"[^"]{12,}"(?=,$)|(?<=^"段落" = \[)"[^"]+"(?=\]$)', re.M)
_SLOT = re.compile(r"〔[^〔〕]+〕")
_THRESHOLD = re.compile(r"^(?P<name>_?[A-Z][A-Z_]+ = )(?P<value>\d+(?:\.\d+)?)$", re.M)
_FACTORS = (0, 50)
_BESIDES = ("guard.toml", "suggestions.toml")
"""Words that only a model's text or what may be asked next is looked at with."""
_MOVED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "in": "not in", "not in": "in"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One file with something else in it."""

    kind: str
    path: str
    edits: tuple[Edit, ...]
    what: str

    def applied(self, text: str) -> str:
        """The damaged text of the file."""
        for begin, end, new in sorted(self.edits, reverse=True):
            text = text[:begin] + new + text[end:]
        return text


@dataclass(frozen=True, slots=True)
class Reach:
    """What a run goes through."""

    heard: str
    """The text of its questions and documents."""
    lines: Mapping[str, Collection[int]]
    """File of the product -> its lines."""


def copy_project(into: Path) -> Path:
    """A copy of what an answer and its judgement follow from."""
    for name in COPIED:
        shutil.copytree(ROOT / name, into / name, ignore=LEFT_OUT)
    (into / "eval" / "worlds").mkdir(exist_ok=True)
    return into


def mutations(kind: str, root: Path, seed: int, reach: Reach) -> Iterator[Mutation]:
    """All damage of one kind, each once, the ways of doing it in turn, in an order made by the seed.

    Args:
        kind: a key of `KINDS`.
        root: the project that is damaged.
        seed: of the order.
        reach: what the run goes through.
    """
    choice = random.Random(f"{kind} {seed}")
    ways = _WAYS[kind](root, reach)
    for way in ways:
        choice.shuffle(way)
    return (one for one in chain.from_iterable(zip_longest(*ways)) if one is not None)


Way = list[Mutation]


def _lexicon(root: Path, reach: Reach) -> list[Way]:
    """A section of words forgotten, a list, one word, a written shape, or a word put into another list."""
    paths = [path for path in sorted((root / "knowledge" / "lexicon").glob("*.toml")) if path.name not in _BESIDES]
    files = [(_relative(path, root), path.read_text("utf-8")) for path in paths]
    return [[one for name, text in files for one in way(name, text, reach.heard)] for way in (_sections, _lists, _strays, _words, _shapes)]


def _sections(name: str, text: str, heard: str) -> Iterator[Mutation]:
    """All that is known of one status, track or measure."""
    for section in _SECTION.finditer(text):
        arrays = [match for match in _ARRAY.finditer(text) if section.start() < match.start() < section.end()]
        if any(_heard_in(match, heard) for match in arrays):
            edits = [(match.start(), match.end(), f'{match["name"]}["〇〇〇"]') for match in arrays]
            yield _made("词表", name, text, edits, f"forgotten: {section['head']}")


def _lists(name: str, text: str, heard: str) -> Iterator[Mutation]:
    for match in _ARRAY.finditer(text):
        if _heard_in(match, heard) or any(_occurs(shape, heard) for shape in _SHAPE.findall(match["body"])):
            yield _made("词表", name, text, [(match.start(), match.end(), f'{match["name"]}["〇〇〇"]')], f"forgotten: {match[0]}")


def _words(name: str, text: str, heard: str) -> Iterator[Mutation]:
    for match in _ARRAY.finditer(text):
        for begin, end, word in _heard_in(match, heard):
            yield _made("词表", name, text, [(begin, end, '"〇〇〇"')], f"forgotten: {word}")
    for match in _ENTRY.finditer(text):
        if match["word"] in heard:
            yield _made("词表", name, text, [(match.start(), match.end(), "")], f"forgotten: {match[0]}")


def _strays(name: str, text: str, heard: str) -> Iterator[Mutation]:
    """A word in the next list of the same name, as when somebody takes one status for another."""
    arrays: dict[str, list[re.Match[str]]] = {}
    for match in _ARRAY.finditer(text):
        arrays.setdefault(match["name"], []).append(match)
    for same in arrays.values():
        for number, match in enumerate(same):
            other = same[(number + 1) % len(same)]
            for begin, end, word in _heard_in(match, heard) if other is not match else ():
                edits = [(begin, end, '"〇〇〇"'), (other.start("body"), other.start("body"), f'"{word}", ')]
                yield _made("词表", name, text, edits, f"{word} among {other[0]}")


def _shapes(name: str, text: str, heard: str) -> Iterator[Mutation]:
    for match in _SHAPE_LINE.finditer(text):
        if _occurs(match["shape"], heard):
            yield _made("词表", name, text, [(match.start(), match.end(), "")], f"forgotten: {match[0].strip()}")


def _heard_in(array: re.Match[str], heard: str) -> list[tuple[int, int, str]]:
    at = array.start("body")
    return [(at + one.start(), at + one.end(), one[1]) for one in _WORD.finditer(array["body"]) if one[1] in heard]


def _occurs(shape: str, heard: str) -> bool:
    try:
        return re.search(shape, heard) is not None
    except re.error:  # a part of a pattern, or one with a place holder
        return False


def _template(root: Path, reach: Reach) -> list[Way]:
    """A heading of a genre renamed, a paragraph of it lost, a slot of a paragraph lost."""
    files = [(_relative(path, root), path.read_text("utf-8")) for path in sorted((root / "knowledge" / "templates").glob("*.toml"))]
    ways: tuple[tuple[re.Pattern[str], str], ...] = ((_HEADING, "〇〇〇"), (_PARAGRAPH, '""'), (_SLOT, ""))
    return [
        [
            _made("模板", name, text, [(*match.span(), new)], f"{match[0]} is now {new}")
            for name, text in files
            for match in pattern.finditer(text)
        ]
        for pattern, new in ways
    ]


def _threshold(root: Path, reach: Reach) -> list[Way]:
    """A number of the code, named or in a comparison, none or far too much."""
    texts = list(_python(root, reach))
    ways = (_named, _compared)
    return [
        [
            _made(
                "门槛",
                name,
                text,
                [(*span, _times(text[slice(*span)], factor))],
                f"{_times(text[slice(*span)], factor)}: {_line(text, span[0])}",
            )
            for name, text, nodes in texts
            for span in way(text, nodes)
        ]
        for way in ways
        for factor in _FACTORS
    ]


def _named(text: str, nodes: list[ast.AST]) -> Iterator[tuple[int, int]]:
    """Constants of a module that a line of the run uses."""
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    return (match.span("value") for match in _THRESHOLD.finditer(text) if match["name"].split()[0] in used)


def _compared(text: str, nodes: list[ast.AST]) -> Iterator[tuple[int, int]]:
    for node in nodes:
        for one in node.comparators if isinstance(node, ast.Compare) else ():
            if isinstance(one, ast.Constant) and type(one.value) in (int, float) and (span := _span(text, one)):
                yield span


def _times(number: str, factor: int) -> str:
    """The number so many times; none becomes so many more than none, so that something changes."""
    return f"{float(number) * factor if float(number) else factor + 1:g}"


def _line(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 :].split("\n", 1)[0]


def _code(root: Path, reach: Reach) -> list[Way]:
    """A condition turned round, a comparison moved by one step or reversed, `and` for `or`."""
    found = list(_python(root, reach))
    return [
        [
            _made("代码", name, text, [(begin, end, new)], f"{text[begin:end].strip()} is now {new.strip()}")
            for name, text, nodes in found
            for begin, end, new in way(text, nodes)
        ]
        for way in (_negated, _moved, _joined)
    ]


def _negated(text: str, nodes: list[ast.AST]) -> Iterator[Edit]:
    for node in nodes:
        if isinstance(node, ast.If | ast.IfExp) and (span := _span(text, node.test)):
            yield *span, f"not ({text[slice(*span)]})"


def _moved(text: str, nodes: list[ast.AST]) -> Iterator[Edit]:
    for node in nodes:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right = _span(text, node.left), _span(text, node.comparators[0])
            if left and right and (new := _MOVED.get(text[left[1] : right[0]].strip())):
                yield left[1], right[0], f" {new} "


def _joined(text: str, nodes: list[ast.AST]) -> Iterator[Edit]:
    for node in nodes:
        if isinstance(node, ast.BoolOp) and (span := _span(text, node)):
            parts = [ast.unparse(value) for value in node.values]
            yield *span, (" and " if isinstance(node.op, ast.Or) else " or ").join(f"({part})" for part in parts)


def _span(text: str, node: ast.expr) -> tuple[int, int] | None:
    """Where an expression stands, the parser counting columns in bytes; None in an f-string, of which Python 3.11 tells a wrong place."""
    begins, lines = _lines(text)

    def place(line: int, column: int) -> int:
        return begins[line - 1] + len(lines[line - 1][:column].decode(errors="ignore"))

    begin, end = place(node.lineno, node.col_offset), place(node.end_lineno or node.lineno, node.end_col_offset or 0)
    try:
        there = ast.parse(f"({text[begin:end]})", mode="eval").body
    except SyntaxError:
        return None
    return (begin, end) if ast.dump(there) == ast.dump(node) else None


@lru_cache(maxsize=2)
def _lines(text: str) -> tuple[list[int], list[bytes]]:
    """Where each line begins, and its bytes."""
    lines = text.splitlines(keepends=True)
    return [0, *accumulate(map(len, lines))], [line.encode() for line in lines]


def _prompt(root: Path, reach: Reach) -> list[Way]:
    """A prompt that says something else."""
    files = sorted((root / "prompts").glob("*.toml"))
    return [[_made("提示词", _relative(path, root), "", [(0, 0, "# other\n")], path.name) for path in files]]


def _python(root: Path, reach: Reach) -> Iterator[tuple[str, str, list[ast.AST]]]:
    """The files that the run goes through, each with those parts of it that begin on such a line of a function."""
    for name, lines in sorted(reach.lines.items()):
        text = (root / name).read_text("utf-8")
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        inside = dict.fromkeys(node for one in functions for node in ast.walk(one))
        run_through = set(lines)
        yield name, text, [node for node in inside if getattr(node, "lineno", 0) in run_through]


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _made(kind: str, path: str, text: str, edits: list[Edit], what: str) -> Mutation:
    line = text.count("\n", 0, edits[0][0]) + 1
    return Mutation(kind, path, tuple(edits), f"{Path(path).name}:{line} {' '.join(what.split())[:80]}")


_WAYS: dict[str, Callable[[Path, Reach], list[Way]]] = {
    "词表": _lexicon,
    "模板": _template,
    "门槛": _threshold,
    "代码": _code,
    "提示词": _prompt,
}
