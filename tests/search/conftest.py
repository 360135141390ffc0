"""Servers for the vector engines, each started from its package on this machine, once in a file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eval.servers import ENGINES, lacking


def _served(name: str, temporary: pytest.TempPathFactory) -> Iterator[str]:
    if missing := lacking(name):
        pytest.skip(f"needs {'、'.join(missing)}")
    with ENGINES[name][0](temporary.mktemp(name)) as address:
        yield address


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from _served("pgvector", tmp_path_factory)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Name and address."""
    for address in _served(request.param, tmp_path_factory):
        yield request.param, address
