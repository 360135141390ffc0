"""Every failure in one shape, OpenAI's, with the sentence staff read."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from assistant.api.shapes import Failure, Fault
from assistant.errors import AssistantError, NotAllowedError, UsageError

log = logging.getLogger(__name__)

_TYPES = {400: "invalid_request_error", 401: "authentication_error", 403: "permission_error", 404: "invalid_request_error"}
_SENTENCES = {
    404: "没有这个地址，请看 /api/docs。",
    405: "这个地址不接受这种请求方法，请看 /api/docs。",
}


class Refused(Exception):
    """A request that is not carried out: the HTTP status, the sentence, and what it is about."""

    def __init__(self, status: int, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.fault = Fault(message=message, type=_TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error"))
        self.fault.param, self.fault.code = param, code

    def response(self) -> JSONResponse:
        """As it is sent."""
        headers = {401: {"www-authenticate": "Bearer"}, 503: {"retry-after": "5"}}.get(self.status)
        return JSONResponse(Failure(error=self.fault).model_dump(), self.status, headers)


def refusal(error: Exception) -> Refused:
    """What a failure comes to; one that nobody foresaw is logged and tells nothing."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, NotAllowedError):
        return Refused(403, str(error))
    if isinstance(error, UsageError):
        return Refused(400, str(error))
    if isinstance(error, AssistantError):
        return Refused(503, str(error))
    if isinstance(error, TimeoutError):
        return Refused(503, "这次请求用时过长，已停止等待，请把范围缩小后再试。", code="timeout")
    log.error("a request failed unexpectedly", exc_info=error)
    return Refused(500, "程序出现意外错误，详情已记入日志，请把请求编号（X-Request-ID）交给维护人员。")


def tell_failures(app: FastAPI) -> None:
    """Let an application answer every failure in this shape."""

    async def failed(_: Request, error: Exception) -> JSONResponse:
        return refusal(error).response()

    async def invalid(_: Request, error: Exception) -> JSONResponse:
        return _invalid(error).response()

    async def wrong_address(_: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        answer = Refused(status, _SENTENCES.get(status, "请求无法处理，请看 /api/docs。")).response()
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)
        return answer

    for kind in (Refused, AssistantError, TimeoutError, Exception):
        app.add_exception_handler(kind, failed)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, wrong_address)


def _invalid(error: Exception) -> Refused:
    """Names the field that does not fit, never what stood in it."""
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    if any(fault["type"] == "json_invalid" for fault in faults):
        return Refused(400, "请求内容不是有效的 JSON，请检查后重发。")
    where = ".".join(str(part) for part in faults[0]["loc"] if part != "body") if faults else ""
    named = f"字段 {where[:100]} " if where else "请求内容"
    return Refused(400, f"{named}不合要求或没有写，请对照 /api/docs 检查后重发。", param=where[:100] or None)
