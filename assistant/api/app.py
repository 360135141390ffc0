"""The interfaces for other programs as one application, and how it stands in front of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import HTMLResponse, JSONResponse, Response

import assistant
from assistant.api import chat, office
from assistant.api.admitting import overseen
from assistant.api.failures import Refused, tell_failures
from assistant.api.front import Front
from assistant.api.metrics import CONTENT_TYPE, Metrics
from assistant.api.reference import reference
from assistant.api.request_log import RequestLog
from assistant.api.shapes import Failure, State
from assistant.api.working import Desk

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.service import Assistant

TITLE = "督察整改问答与起草助手：供其他程序使用的接口"
ABOUT = (
    "POST 的内容和回答都是 JSON，字段与命令行 --json 相同。没有设置用户时只接受本机请求，不要密钥；设置用户后请在请求头写 "
    "Authorization: Bearer 密钥（管理员用 assistant user key add 发放），能看到的资料以密钥所属用户为准。"
    "/v1/chat/completions 与 OpenAI 的接口相同：只用对话中用户的问题，系统消息和采样参数不起作用，列在回答的 ignored 里。"
)
SCHEMA = "/api/openapi.json"
_FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": Failure, "description": said}
    for status, said in {
        400: "请求不合要求",
        401: "没有密钥或密钥不对",
        403: "没有权限",
        404: "没有",
        413: "请求内容过大",
        503: "暂时不能回答",
    }.items()
}


@dataclass(frozen=True)
class Interfaces:
    """What serves other programs, and what stands before the whole server."""

    service: Assistant
    app: FastAPI
    metrics: Metrics
    log: RequestLog

    def before(self, page: ASGIApp) -> Front:
        """The whole server: these interfaces and a page."""
        return Front(page, self.app, self.service, self.metrics, self.log)


def interfaces(service: Assistant) -> Interfaces:
    """The interfaces over a service."""
    metrics, desk = Metrics(service), Desk(service.settings.api_seconds)
    app = FastAPI(title=TITLE, version=assistant.__version__, docs_url=None, redoc_url=None, openapi_url=None, responses=_FAILURES)
    tell_failures(app)

    app.include_router(chat.router(service, desk))
    app.include_router(office.router(service, desk))
    _add_states(app, service, desk, metrics)
    _add_reference(app)
    return Interfaces(service, app, metrics, RequestLog(service.home))


def readable(service: Assistant) -> None:
    """Read something of the library; whatever is wrong with it is raised."""
    service.users.any()


def _add_states(app: FastAPI, service: Assistant, desk: Desk, metrics: Metrics) -> None:
    @app.get("/healthz", summary="服务是否在运行", tags=["运行"])
    async def live() -> State:
        """The server answers."""
        return State(status="ok")

    @app.get("/healthz/ready", summary="资料库是否可用", tags=["运行"])
    async def ready() -> State:
        """The library can be read."""
        try:
            await desk.done(lambda: readable(service))
        except Exception as error:
            raise Refused(503, "资料库现在不能读取，请查看日志。") from error
        return State(status="ready")

    @app.get("/metrics", summary="运行数据（Prometheus 格式）", tags=["运行"], response_class=Response)
    async def numbers(request: Request) -> Response:
        """Counts of requests and of the library."""

        def work() -> bytes:
            overseen(service, request)
            return metrics.page()

        return Response(await desk.done(work), media_type=CONTENT_TYPE)


def _add_reference(app: FastAPI) -> None:
    described: dict[str, Any] = {}

    def schema() -> dict[str, Any]:
        if not described:
            described.update(get_openapi(title=TITLE, version=app.version, description=ABOUT, routes=app.routes))
            _said_plainly(described)
        return described

    @app.get(SCHEMA, include_in_schema=False)
    async def openapi() -> JSONResponse:
        """The interfaces as OpenAPI tells them."""
        return JSONResponse(schema())

    @app.get("/api/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        """The same as a page, without a line from elsewhere."""
        return HTMLResponse(reference(schema()))


def _said_plainly(described: dict[str, Any]) -> None:
    """Keys are told as the way in; a request that does not fit is a 400 here, never FastAPI's 422."""
    described.setdefault("components", {})["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    described["security"] = [{"key": []}, {}]
    for operations in described["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
    for name in ("HTTPValidationError", "ValidationError"):
        described["components"].get("schemas", {}).pop(name, None)
