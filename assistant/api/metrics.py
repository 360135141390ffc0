"""What can be counted of the server, for Prometheus: never a word of a question, an answer or a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from assistant.types import Answer

if TYPE_CHECKING:
    from assistant.service import Assistant

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
_HELD = {"files": "Files in the library.", "reports": "Reports in the library.", "facts": "Facts of all reports."}


class Metrics:
    """The counters of one server."""

    def __init__(self, service: Assistant) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Library(service))
        self._requests = Counter(
            "assistant_requests", "Requests by route and HTTP status.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "assistant_request_seconds", "How long requests took.", ("route",), buckets=_SECONDS, registry=self._registry
        )
        self._answers = Counter(
            "assistant_answers", "Answers given, to the page and other programs.", ("status", "kind", "mode"), registry=self._registry
        )
        service.count_answers(self.answered)

    def requested(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answered(self, answer: Answer) -> None:
        """A question was answered."""
        self._answers.labels(answer.status.value, answer.kind, answer.mode).inc()

    def page(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self._registry)


class _Library(Collector):
    """What the library holds, looked up when it is asked for."""

    def __init__(self, service: Assistant) -> None:
        self._service = service

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        state = self._service.status()
        for name, said in _HELD.items():
            yield GaugeMetricFamily(f"assistant_{name}", said, value=state[name])
        yield GaugeMetricFamily("assistant_generation", "Grows with every change of the library.", value=state["generation"])
        yield GaugeMetricFamily("assistant_not_yet_searchable", "Reports the search index lacks.", value=state["not_yet_searchable"])
