"""One Chinese sentence for whatever goes wrong; the trace goes to the log, never to the page."""

from __future__ import annotations

import logging

from assistant.errors import AssistantError

UNEXPECTED = "系统内部出错，本次操作没有完成，已有资料不受影响。请重试；仍不行时请联系管理员查看日志。"


def sentence(error: Exception) -> str:
    """The sentence staff read for this error."""
    if isinstance(error, AssistantError):
        return str(error)
    logging.getLogger(__name__).exception("unexpected failure behind the page", exc_info=error)
    return UNEXPECTED
