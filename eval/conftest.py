"""`pytest eval [--set F]… [--documents D]`: every case is a test named by its id; the set is run once, before the first of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.cases import CaseError, read_sets
from eval.evaluate import Way, documents_or_fail, evaluate
from eval.ground import SAMPLES, go_offline
from eval.keeping import kept_where
from eval.results import Verdict

Verdicts = dict[str, Verdict]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of `python -m eval` that make sense here."""
    parser.addoption("--set", action="append", type=Path, default=None, help="用例文件，可多次给出；默认 eval/cases 下的全部")
    parser.addoption("--documents", type=Path, default=SAMPLES, help="读入哪个文件夹的材料；默认随附的示例")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each case, with its id as the test's."""
    if "case_id" in metafunc.fixturenames:
        try:
            cases = read_sets(metafunc.config.getoption("--set"))
        except CaseError as error:
            raise pytest.UsageError(str(error)) from None
        metafunc.parametrize("case_id", [case.id for case in cases])


@pytest.fixture(scope="session")
def verdicts(request: pytest.FixtureRequest) -> Verdicts:
    """The verdicts of the whole set, offline."""
    go_offline()
    cases = read_sets(request.config.getoption("--set"))
    way = Way(documents_or_fail(request.config.getoption("--documents")), kept=kept_where())
    return {verdict.id: verdict for verdict in evaluate(cases, way).run.verdicts}
