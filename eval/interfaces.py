"""Hundreds of requests of every kind, made by schemathesis from the server's own description, end in no server error."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any, cast

import httpx
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from assistant.api.app import interfaces
from assistant.api.serving import no_page
from eval.ground import go_offline
from eval.ports import free_port
from eval.product import fresh_assistant
from eval.proof import Proof

MANY = 300
"""Requests for each operation."""
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def prove() -> Proof:
    """Every operation over the samples."""
    go_offline()
    with fresh_assistant() as assistant:
        port = free_port()
        whole = interfaces(assistant).before(no_page)
        server = uvicorn.Server(uvicorn.Config(whole, host="127.0.0.1", port=port, log_config=None, lifespan="off", ws="none"))
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        while not server.started:
            running.join(0.05)
        requests, failures = _tried(f"http://127.0.0.1:{port}")
        server.should_exit = True
        running.join()
    return Proof(not failures, {"operations": len(requests), "requests each": MANY, "failures": failures})


def _tried(address: str) -> tuple[Counter[str], list[str]]:
    schema = schemathesis.openapi.from_dict(httpx.get(f"{address}/api/openapi.json", trust_env=False).json())
    schema.config.update(base_url=address)
    requests: Counter[str] = Counter()
    failures: list[str] = []
    for found in schema.get_all_operations():
        operation = cast(Any, found).ok()

        @seed(1)
        @given(case=operation.as_strategy())
        @settings(max_examples=MANY, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def holds(case: Any) -> None:  # noqa: ANN401 - schemathesis makes its type
            requests[case.operation.label] += 1
            case.call_and_validate(checks=_CHECKS)

        try:
            holds()
        except Exception as error:
            failures.append(f"{operation.label}: {error}"[:2000])
    return requests, failures
