"""One small library for all tests of the interfaces."""

import sys
from pathlib import Path

import pytest
from api_office import served

from assistant.service import Assistant

sys.path.insert(0, str(Path(__file__).parents[1] / "service"))
from service_documents import written  # noqa: E402


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    with Assistant(folder / "home") as assistant:
        list(assistant.ingest([written(folder), written(folder, "望棠区.txt", place="望棠区", total=31, done=20)]))
        yield assistant


@pytest.fixture(scope="session")
def address(library):
    with served(library) as where:
        yield where
