"""Seeded damage to a copy of the project: words of the lexicon, templates, thresholds, code, prompts; each change is one file."""

from __future__ import annotations

import ast
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("assistant", "prompts", "knowledge", "eval")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".partial", "proofs", "worlds", "seeds", "pictures", "baseline.json")
KINDS = {"词表": "词表", "模板": "模板", "门槛": "代码", "代码": "代码", "提示词": "提示词"}
"""Kind of damage -> the part that a comparison has to name."""
_ARRAY = re.compile(r"^(?P<name>\S+ = )\[(?P<body>.*\S.*)\]\s*$", re.M)
_WORDED = re.compile(r'^"(?:标题|段落|取原句)" = .+$|^"[^"]+" = \{ "(?:条线|写法|报告信息)".+$', re.M)
_THRESHOLD = re.compile(r"^(?P<name>_?[A-Z][A-Z_]+ = )(?P<value>\d+(?:\.\d+)?)$", re.M)
_LEXICON = ("metrics", "tracks", "measures", "phrases", "questions")
"""Files whose words most questions meet; a word nobody asks for would be no regression."""
_CODE = (
    *(
        "answering/" + name
        for name in ("counting", "question", "route", "stating", "composing", "scoping", "figures", "fitting", "quoting")
    ),
    *("answering/" + name for name in ("ranking", "remainder", "deriving", "matching", "told_so", "preferring", "points", "refusing")),
    *(
        "facts/" + name
        for name in ("extract", "attach", "status", "tally", "tallying", "totals", "tracks", "dating", "counting", "context")
    ),
    *("drafting/" + name for name in ("compose", "fill", "bind", "slots", "sources", "practices", "genre")),
    "search/keyword",
    "search/fusion",
)
"""What most answers, drafts and searches go through."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One file with another text."""

    kind: str
    path: str
    text: str
    what: str


def copy_project(into: Path) -> Path:
    """A copy of what an answer and its judgement follow from."""
    for name in COPIED:
        shutil.copytree(ROOT / name, into / name, ignore=LEFT_OUT)
    (into / "eval" / "worlds").mkdir(exist_ok=True)
    return into


def mutations(kind: str, root: Path, seed: int) -> Iterator[Mutation]:
    """Endless damage of one kind, the same for the same seed and files."""
    choice = random.Random(f"{kind} {seed}")
    while True:
        found = _MUTATORS[kind](root, choice)
        if found is not None:
            yield found


def _matched(
    kind: str, root: Path, files: Sequence[Path], pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], choice: random.Random
) -> Mutation | None:
    """One match of a pattern in one of the files, changed."""
    path = choice.choice(files)
    text = path.read_text("utf-8")
    places = list(pattern.finditer(text))
    if not places:
        return None
    match = choice.choice(places)
    new = text[: match.start()] + change(match) + text[match.end() :]
    line = text.count("\n", 0, match.start()) + 1
    return None if new == text else Mutation(kind, path.relative_to(root).as_posix(), new, f"{path.name}:{line} {match[0][:60]}")


def _lexicon(root: Path, choice: random.Random) -> Mutation | None:
    """A list of words forgotten."""
    files = [root / "knowledge" / "lexicon" / f"{name}.toml" for name in _LEXICON]
    return _matched("词表", root, files, _ARRAY, lambda match: f'{match["name"]}["〇〇〇"]', choice)


def _template(root: Path, choice: random.Random) -> Mutation | None:
    """A heading, paragraph or slot of a genre lost."""
    files = sorted((root / "knowledge" / "templates").glob("*.toml"))
    return _matched("模板", root, files, _WORDED, lambda match: f"# {match[0]}", choice)


def _threshold(root: Path, choice: random.Random) -> Mutation | None:
    """A number of the code, none or far too much."""
    files = [path for path in _python(root) if _THRESHOLD.search(path.read_text("utf-8"))]
    factor = choice.choice((0, 50))
    return _matched("门槛", root, files, _THRESHOLD, lambda match: f"{match['name']}{float(match['value']) * factor:g}", choice)


def _code(root: Path, choice: random.Random) -> Mutation | None:
    """A condition turned round."""
    path = choice.choice(_python(root))
    text = path.read_text("utf-8")
    tests = [
        node.test for node in ast.walk(ast.parse(text)) if isinstance(node, ast.If | ast.IfExp) and node.test.lineno == node.test.end_lineno
    ]
    if not tests:
        return None
    test = choice.choice(tests)
    lines = text.splitlines(keepends=True)
    line = lines[test.lineno - 1].encode()  # columns are counted in bytes
    changed = line[: test.col_offset] + b"not (" + line[test.col_offset : test.end_col_offset] + b")" + line[test.end_col_offset :]
    lines[test.lineno - 1] = changed.decode()
    return Mutation("代码", path.relative_to(root).as_posix(), "".join(lines), f"{path.name}:{test.lineno} {changed.decode().strip()[:60]}")


def _prompt(root: Path, choice: random.Random) -> Mutation | None:
    """A prompt that says something else."""
    path = choice.choice(sorted((root / "prompts").glob("*.toml")))
    text = path.read_text("utf-8")
    return Mutation("提示词", path.relative_to(root).as_posix(), f"# {choice.random()}\n{text}", path.name)


def _python(root: Path) -> list[Path]:
    return [path for name in _CODE if (path := root / "assistant" / f"{name}.py").is_file()]


_MUTATORS: dict[str, Callable[[Path, random.Random], Mutation | None]] = {
    "词表": _lexicon,
    "模板": _template,
    "门槛": _threshold,
    "代码": _code,
    "提示词": _prompt,
}
