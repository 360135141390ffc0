"""What the tests of the page share."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def nothing_left_lying() -> Iterator[None]:
    """What Gradio leaves open (office.THIRD_PARTY) is collected with the tests that used it, not in the middle of others."""
    yield
    gc.collect()
