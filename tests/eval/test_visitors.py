"""The load test of the page sees answers and errors as they are; what a user was told is there after kill -9, and the page is back."""

import pytest

from assistant.service import Assistant
from eval.killing import QUESTION, REPORT, measure
from eval.visitors import served, visit

pytestmark = pytest.mark.heavy


@pytest.fixture
def home(tmp_path):
    file = tmp_path / "云岭市.txt"
    file.write_text(REPORT.format(place="云岭市"), "utf-8")
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([file]))
    return tmp_path / "home"


def test_users_get_their_answers_and_a_sentence_instead_of_one_is_an_error(home):
    with served(home) as site:
        met = visit(site, [QUESTION], users=2, seconds=2, pause=0.5)
        assert met.errors == []
        assert len(met.seconds) >= 2
        bad = visit(site, ["长" * 1200], users=1, seconds=1, pause=0.5)
        assert bad.seconds == []
        assert bad.errors
    with Assistant(home) as assistant, assistant._database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM conversation_turns WHERE said LIKE '5个。%'").scalar()
    assert kept >= len(met.seconds), "the server was killed, and every answer is kept"


@pytest.mark.parametrize("scene", ["upload", "draft", "evaluation"])
def test_what_was_told_is_there_after_kill_9_and_the_page_answers(scene):
    proof = measure(1, [scene])
    assert proof.holds, proof.found
