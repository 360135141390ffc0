"""The interfaces alone, without the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from assistant.api.admitting import check_address
from assistant.api.app import interfaces
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.service import Assistant


def serve_without_page(service: Assistant, host: str, port: int) -> None:
    """Serve until interrupted.

    Raises:
        UsageError: the port is taken, the host is none of this machine, or others could come in without anybody asking who they are.
    """
    check_address(service, host)
    import uvicorn

    whole = interfaces(service).before(no_page)
    server = uvicorn.Server(uvicorn.Config(whole, host=host, port=port, log_config=None, access_log=False))
    try:
        server.run()
    except SystemExit as end:
        raise UsageError(f"无法在 {host}:{port} 打开接口：端口可能已被占用，请用 --port 换一个端口。") from end


async def no_page(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands where the page would be."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    await JSONResponse({"detail": "没有开启网页，接口说明见 /api/docs。"}, 404)(scope, receive, send)
