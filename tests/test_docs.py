"""README is law: every command, setting and prompt is named in it, and what it names exists."""

import re
import shlex
import shutil
from difflib import unified_diff
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from assistant.cli import app
from assistant.config import Settings
from assistant.drafting.genre import genres
from assistant.resources import SHIPPED_PROMPTS
from tests.tour import retold

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
FENCED = "\n".join(re.findall(r"```\w*\n(.*?)```", README, re.DOTALL))
INLINE = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", README, flags=re.DOTALL))
LINES = [line.strip().removeprefix("$ ") for line in (*FENCED.splitlines(), *INLINE)]


def commands() -> dict[str, set[str]]:
    """Every command (`samples load` is one) with its options."""

    def walk(prefix, command, inherited):
        options = inherited | {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
        inner = getattr(command, "commands", None)
        if inner is None:
            yield prefix, options
        for name, child in (inner or {}).items():
            yield from walk(f"{prefix} {name}".strip(), child, options)

    return dict(walk("", typer.main.get_command(app), {"--help"}))


COMMANDS = commands()
SHOWN = [line.split("|")[0] for line in LINES if re.match(r"(\.venv/bin/|\.venv\\Scripts\\)?assistant (?!--home DIR)", line)]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert any(re.search(rf"\bassistant (--home \S+ )?{command}\b", line) for line in LINES)


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_line_of_the_readme_exists(line):
    words = shlex.split(line, comments=True, posix="\\" not in line)[1:]
    while words and words[0] == "--home":
        words = words[2:]
    name = next((known for known in COMMANDS if words[: len(known.split())] == known.split()), None)
    assert name, f"README shows an unknown command: {line}"
    options = {word for word in words if re.fullmatch(r"--?[a-z-]+", word)}
    assert options <= COMMANDS[name], f"README shows an unknown option: {line}"


def test_the_readme_shows_commands():
    assert len(SHOWN) >= len(COMMANDS)


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_in_the_readme(field):
    alias = Settings.model_fields[field].validation_alias
    assert f"`{alias or 'ASSISTANT_' + field.upper()}`" in README


@pytest.mark.parametrize("prompt", sorted(path.name for path in SHIPPED_PROMPTS.glob("*.toml")))
def test_every_prompt_is_in_the_readme(prompt):
    assert f"`{prompt}`" in README


@pytest.mark.parametrize("genre", [genre.name for genre in genres()])
def test_every_genre_is_in_the_readme(genre):
    assert genre in README


def test_every_make_target_of_the_readme_exists_and_is_named():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {name for line in LINES for name in re.findall(r"^make ([a-z]+)", line)} == targets


def test_every_module_of_the_readme_exists():
    named = {name for line in LINES for name in re.findall(r"-m (eval[\w.]*)", line)}
    assert named
    assert all(find_spec(name) for name in named)


def test_every_file_of_the_readme_exists():
    named = {name for name in INLINE if re.fullmatch(r"(assistant|eval|knowledge|prompts|tests)/[\w./-]+", name)}
    named |= set(re.findall(r"\]\(([\w./-]+)\)", README))
    assert named
    assert not [name for name in sorted(named) if not (ROOT / name).exists()]


@pytest.mark.heavy
@pytest.mark.skipif(shutil.which("sh") is None, reason="no POSIX shell on this machine")
def test_the_tour_is_what_the_program_says():
    stale = "\n".join(unified_diff(README.splitlines(), retold(README).splitlines(), "README.md", "now", n=0, lineterm=""))
    assert not stale, f"run `python -m tests.tour` to write README's console blocks again\n{stale}"
