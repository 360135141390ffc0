"""Does the endpoint do what the program needs: chat, stream, hold to a JSON schema, read as much as the settings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from assistant.errors import LanguageModelError
from assistant.language.budget import count_tokens
from assistant.language.model import Connection
from assistant.language.replies import bare, read_object
from assistant.types import ModelUse

WORD = "松针"
"""What the example of prompts/check.toml hides too."""
_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {"count": {"type": "integer"}},
    "required": ["count"],
    "additionalProperties": False,
}
_NEEDS_WINDOW = (
    "材料开头被截掉了：请把服务端的上下文长度调到 ASSISTANT_MODEL_CONTEXT（现为{context}）以上"
    "（Ollama 用 OLLAMA_CONTEXT_LENGTH，vLLM 用 --max-model-len），或者把 ASSISTANT_MODEL_CONTEXT 改小。"
)


_ALOUD = "；把思考过程写进了答复，会慢得多：请换名字里有 instruct 的型号，或者在服务端关掉思考"


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing tried: whether it works, what was seen or what to set, and the seconds it took."""

    name: str
    works: bool
    detail: str
    seconds: float
    needed: bool = True
    """Whether the program cannot do with a model that fails here."""


def checkup(connection: Connection) -> Iterator[Trial]:
    """The trials as they are done; the first that shows nobody answering is the last."""
    yield (talk := _talk(connection))
    if not talk.works:
        return
    yield _stream(connection)
    yield _schema(connection)
    yield _window(connection)


def _talk(connection: Connection) -> Trial:
    began, model = monotonic(), connection.request()
    try:
        reply = model.complete("check", {"material": "（无）", "task": "请只回答两个字：可以"})
    except LanguageModelError as error:
        return Trial("对话", False, str(error), monotonic() - began)
    if not re.search(r"[\u4e00-\u9fff]", bare(reply)):
        return Trial("对话", False, "模型没有用中文回答，请在 ASSISTANT_MODEL 换一个中文模型。", monotonic() - began)
    aloud = _ALOUD if bare(reply) != reply.strip() else ""
    return Trial("对话", True, f"能用中文回答；{_cost(model.use)}{aloud}", monotonic() - began)


def _cost(use: ModelUse) -> str:
    return "用量由本程序估算" if use.estimated else "用量由服务报告"


def _stream(connection: Connection) -> Trial:
    began, model = monotonic(), connection.request()
    try:
        pieces = list(model.stream("check", {"material": "（无）", "task": "请把“一、二、三、四、五、六、七、八、九、十”抄写一遍。"}))
    except LanguageModelError as error:
        return Trial("流式输出", False, str(error), monotonic() - began)
    detail = f"分{len(pieces)}段送达" if len(pieces) > 1 else "一次送达，答复要等全部写完才显示"
    return Trial("流式输出", True, detail, monotonic() - began)


def _schema(connection: Connection) -> Trial:
    began, model = monotonic(), connection.request()
    task = '材料里有几项任务？只输出 JSON，形如 {"count": 数目}。'
    try:
        reply = model.complete("check", {"material": "任务一、任务二、任务三。", "task": task}, _SCHEMA)
        count = (read_object(reply) or {})["count"]
    except LanguageModelError as error:
        return Trial("按格式输出", False, str(error), monotonic() - began, needed=False)
    except KeyError:
        detail = "不能按 JSON 格式输出，听不懂的问题不会请模型帮助理解，其余不受影响。"
        return Trial("按格式输出", False, detail, monotonic() - began, needed=False)
    return Trial("按格式输出", True, "JSON 格式正确" if count == 3 else "JSON 格式正确，但数错了任务", monotonic() - began)


def _window(connection: Connection) -> Trial:
    """A word in the first line is asked for behind as much material as an answer may bring: some servers cut the beginning silently."""
    began, model = monotonic(), connection.request()
    lines, left, number = [f"第1行：暗号是“{WORD}”。"], model.room, 1
    while left > 0:
        number += 1
        lines.append(f"第{number}行：各项整改任务按照方案正常推进。")
        left -= count_tokens(lines[-1])
    context = connection.settings.model_context
    try:
        reply = model.complete("check", {"material": "\n".join(lines), "task": "请写出第1行的暗号。"})
    except LanguageModelError as error:
        why = _NEEDS_WINDOW.format(context=context) if error.status == 400 else str(error)
        return Trial("长材料", False, why, monotonic() - began)
    if WORD not in reply:
        return Trial("长材料", False, _NEEDS_WINDOW.format(context=context), monotonic() - began)
    return Trial("长材料", True, f"读完了{model.room:,}个词元的材料（窗口按 {context:,} 计）", monotonic() - began)
