"""Prompts are files: purpose, variables, two messages, an example and replies to it; what does not fit together is refused."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.resources import SHIPPED_PROMPTS

_FIELDS = {"purpose": str, "variables": list, "system": str, "user": str, "example": dict, "cases": list}
_CASE = {"reply": str, "stands": bool}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file; `system` and `user` hold `{variable}` places."""

    name: str
    purpose: str
    variables: tuple[str, ...]
    system: str
    user: str
    example: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, bool], ...]
    """Replies to the example, and whether what the program makes of them is the reply (tests hold it to that)."""

    def fill(self, values: dict[str, str]) -> tuple[str, str]:
        """The system and the user message with every variable filled in.

        Raises:
            KnowledgeError: a variable is missing or unknown, named in the sentence.
        """
        _compare(f"调用提示词 {self.name} 时", set(self.variables), set(values))
        return self.system.format_map(values), self.user.format_map(values)


@lru_cache(maxsize=32)
def load_prompt(name: str, folder: Path = SHIPPED_PROMPTS) -> Prompt:
    """The prompt of prompts/<name>.toml, checked.

    Raises:
        KnowledgeError: there is no such file, or its fields and variables do not fit together.
    """
    path = folder / f"{name}.toml"
    if not re.fullmatch(r"[a-z_]+", name) or not path.is_file():
        raise KnowledgeError(f"没有名为“{name}”的提示词文件，请检查 prompts 文件夹。")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"提示词文件 {path.name} 读不懂（{error}），请按原文件格式改正。") from None
    _check_fields(path.name, data)
    declared, used = set(data["variables"]), _used(path.name, data["system"]) | _used(path.name, data["user"])
    _compare(f"提示词文件 {path.name} 的正文", declared, used)
    _compare(f"提示词文件 {path.name} 的示例", declared, set(data["example"]))
    cases = tuple((case["reply"], case["stands"]) for case in data["cases"])
    return Prompt(name, data["purpose"], tuple(data["variables"]), data["system"], data["user"], tuple(data["example"].items()), cases)


def _check_fields(file: str, data: dict[str, Any]) -> None:
    wrong = [name for name, kind in _FIELDS.items() if not isinstance(data.get(name), kind)]
    wrong += [name for name in data if name not in _FIELDS]
    if "cases" not in wrong and not all(_is_case(one) for one in data["cases"]):
        wrong.append("cases")
    if wrong:
        raise KnowledgeError(f"提示词文件 {file} 的 {'、'.join(wrong)} 缺失、多余或写法不对，请对照 prompts 里的其他文件改正。")


def _is_case(one: object) -> bool:
    return isinstance(one, dict) and set(one) == set(_CASE) and all(isinstance(one[name], kind) for name, kind in _CASE.items())


def _used(file: str, text: str) -> set[str]:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        raise KnowledgeError(f"提示词文件 {file} 的花括号不成对，请改正；正文里要写花括号时写两个。") from None
    if odd := [name for name in names if not re.fullmatch(r"[a-z_]+", name)]:
        raise KnowledgeError(f"提示词文件 {file} 的变量“{odd[0]}”写法不对，变量名只用小写字母和下划线。")
    return names


def _compare(where: str, declared: set[str], found: set[str]) -> None:
    if missing := sorted(declared - found):
        raise KnowledgeError(f"{where}缺少变量 {'、'.join(missing)}。")
    if unknown := sorted(found - declared):
        raise KnowledgeError(f"{where}出现了没有声明的变量 {'、'.join(unknown)}。")
