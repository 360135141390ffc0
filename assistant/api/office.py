"""`/api`: ask, search, draft and the reports, in the rows that the command line prints."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from fastapi import APIRouter, Request

from assistant import contract
from assistant.api.admitting import admitted
from assistant.api.failures import Refused
from assistant.api.shapes import Answer, AskRequest, Draft, DraftRequest, Hits, Report, Reports, SearchRequest
from assistant.api.working import Desk
from assistant.errors import UsageError
from assistant.types import Answer as GivenAnswer

if TYPE_CHECKING:
    from assistant.service import Assistant

Row = dict[str, Any]


def router(service: Assistant, desk: Desk) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api", tags=["资料"])

    @routes.post("/ask", summary="提问", response_model=Answer)
    async def ask(request: Request, wanted: AskRequest) -> Row:
        """The answer first, then everything it rests on."""

        def work() -> Row:
            reading, began = admitted(service, request), perf_counter()
            return contract.answer(_answered(reading, wanted), perf_counter() - began)

        return await desk.done(work)

    @routes.post("/search", summary="检索原文段落", response_model=Hits)
    async def search(request: Request, wanted: SearchRequest) -> Row:
        """The passages nearest to a query, best first."""

        def work() -> Row:
            hits = admitted(service, request).search(wanted.query, wanted.scope(), wanted.k)
            return {"hits": [contract.hit(hit) for hit in hits]}

        return await desk.done(work)

    @routes.post("/draft", summary="起草公文", response_model=Draft)
    async def draft(request: Request, wanted: DraftRequest) -> Row:
        """A draft whose figures all have a source; what is missing is named."""

        def work() -> Row:
            written = admitted(service, request).draft(wanted.genre, wanted.scope(wanted.item), wanted.section)
            return contract.draft(written, None)

        return await desk.done(work)

    _add_reports(routes, service, desk)
    return routes


def _add_reports(routes: APIRouter, service: Assistant, desk: Desk) -> None:
    @routes.get("/reports", summary="报告清单", response_model=Reports)
    async def reports(request: Request) -> Row:
        """The reports that whoever asks may see."""

        def work() -> Row:
            reading = admitted(service, request)
            heads, healths = reading.reports(), reading.healths()
            return {"reports": [contract.listed(head, healths[head.id]) for head in heads if head.id in healths]}

        return await desk.done(work)

    @routes.get("/reports/{report}", summary="一份报告", response_model=Report)
    async def report(request: Request, report: str) -> Row:
        """A report whole, by its id, the beginning of it, or its file name."""

        def work() -> Row:
            reading = admitted(service, request)
            try:
                found = reading.find(report)
            except UsageError as error:
                raise Refused(404, str(error), param="report") from None
            if len(found) != 1:
                raise Refused(404, "这个文件里有几份报告，请写其中一份的编号。", param="report")
            return contract.report(found[0], reading.identified(found[0].id))

        return await desk.done(work)


def _answered(reading: Assistant, wanted: AskRequest) -> GivenAnswer:
    if not wanted.conversation:
        return reading.ask(wanted.question, wanted.scope())
    conversation = f"api:{uuid4().hex}"
    try:
        reading.resume(conversation, [(question, wanted.scope()) for question in wanted.conversation])
        return reading.ask(wanted.question, wanted.scope(), conversation)
    finally:
        reading.forget(conversation)
