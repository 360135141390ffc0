"""Whatever is sent, the server answers as its own description says: schemathesis makes requests of every kind from it."""

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

SAID = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
MANY = 12
"""Requests for each operation here; `python -m eval.prove interfaces` makes hundreds."""

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::DeprecationWarning"),
]


def test_no_request_ends_in_a_server_error(address):
    schema = schemathesis.openapi.from_dict(httpx.get(f"{address}/api/openapi.json", trust_env=False).json())
    schema.config.update(base_url=address)
    tried = set()
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=MANY, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        def holds(case):
            tried.add(case.operation.label)
            case.call_and_validate(checks=list(SAID))

        holds()
    assert len(tried) >= 9
