import subprocess
import sys
import threading

import pytest
from service_documents import written

from assistant.errors import UsageError
from assistant.service import Assistant
from assistant.types import Answer, Scope

QUESTION = "青禾县还有多少个问题没有整改完成？"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    with Assistant(folder / "home") as assistant:
        list(assistant.ingest([written(folder), written(folder, "白川.txt", place="白川县", total=20, done=12)]))
        yield assistant


def values(answer):
    return [figure.value for figure in answer.figures]


def test_a_counting_question_is_computed_with_its_evidence(office):
    answer = office.ask(QUESTION)
    assert 6 in values(answer), answer
    texts = {head.id: office.report(head.id).clean for head in office.reports()}
    assert answer.citations
    assert all(citation.quote in texts[citation.report] for citation in answer.citations)


def test_what_is_read_in_beforehand_changes_no_answer(office, tmp_path):
    path = written(tmp_path)
    with Assistant(tmp_path / "home") as early:
        early.warm()  # nothing is there yet
        list(early.ingest([path]))
        early.warm()
        cold = Assistant(tmp_path / "home")
        assert early.ask(QUESTION) == cold.ask(QUESTION)
        cold.close()


def test_a_scope_limits_what_is_seen(office):
    other = office.ask("还有多少个问题没有整改完成？", Scope(place="白川县"))
    assert 8 in values(other)
    assert 6 not in values(other)


def test_an_unknown_report_in_a_scope_is_said(office):
    with pytest.raises(UsageError, match="没有"):
        office.ask(QUESTION, Scope(reports=("没有.txt",)))


def test_a_follow_up_leans_on_its_own_conversation_only(office):
    office.ask(QUESTION, conversation="one")
    office.ask("白川县还有多少个问题没有整改完成？", conversation="two")
    followed = office.ask("已经完成多少个？", conversation="one")
    assert 9 in values(followed), followed
    assert 12 not in values(followed)
    office.forget("one")
    assert 12 in values(office.ask("已经完成多少个？", conversation="one")), "without a place before, every place is told"


@pytest.mark.parametrize("question", ["", "  \n ", "问" * 1001])
def test_what_cannot_be_asked(office, question):
    with pytest.raises(UsageError, match="问题"):
        office.ask(question)
    with pytest.raises(UsageError, match="问题"):
        office.search(question)


def test_a_streamed_answer_ends_with_the_whole(office):
    *pieces, whole = office.ask_stream(QUESTION)
    assert isinstance(whole, Answer)
    assert "".join(pieces) == whole.text == office.ask(QUESTION).text


def test_an_empty_home_answers_without_numbers(tmp_path):
    with Assistant(tmp_path) as assistant:
        answer = assistant.ask(QUESTION)
    assert (answer.kind, answer.figures, answer.citations) == ("refused", (), ())


COLD = """
import sys, time
began = time.perf_counter()
from assistant.cli import main
try:
    main(["--home", {home!r}, "ask", {question!r}, "--json"])
except SystemExit as end:
    assert not end.code, end.code
heavy = "chromadb gradio langchain langchain_core langchain_openai langchain_chroma torch sentence_transformers openai numpy".split()
print(sorted(set(heavy) & set(sys.modules)), file=sys.stderr)
"""


def test_a_cold_counting_question_loads_nothing_heavy(office):
    done = subprocess.run(
        [sys.executable, "-c", COLD.format(home=str(office.home), question=QUESTION)],
        capture_output=True, text=True, encoding="utf-8", timeout=60, env={"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stderr.strip() == "[]", done.stderr
    assert '"value": 6' in done.stdout


@pytest.mark.heavy
def test_answers_never_mix_two_states_while_other_processes_write(office, tmp_path):
    """Version n of a file says 15n problems of which 10n are done: numbers of two versions in one answer would show."""
    home, path = tmp_path / "home", tmp_path / "变.txt"
    with Assistant(home) as assistant:
        list(assistant.ingest([written(tmp_path, path.name, total=15, done=10)]))
        stop, seen, errors = threading.Event(), set(), []

        def keep_asking():
            while not stop.is_set():
                try:
                    answer = assistant.ask(QUESTION)
                    report = assistant.report(answer.citations[0].report)
                    assert all(citation.quote in report.clean for citation in answer.citations)
                    seen.add(tuple(sorted({figure.value for figure in answer.figures if figure.value is not None})))
                except UsageError:
                    continue  # the report was replaced between the answer and the look at its text
                except Exception as error:
                    errors.append(error)
                    return

        asking = threading.Thread(target=keep_asking)
        asking.start()
        try:
            for n in (1, 2):
                written(tmp_path, path.name, total=15 * (n + 1), done=10 * (n + 1))
                copies = [written(tmp_path, f"{n}{k}.txt", place="丙县", year=2000 + n, tail=str(k)) for k in range(2)]  # at once
                running = [ingesting(home, one) for one in (path, *copies)]
                for process in running:
                    output, complaint = process.communicate(timeout=120)
                    assert process.returncode == 0, complaint
        finally:
            stop.set()
            asking.join()
    assert not errors, errors
    expected = [{15 * n, 10 * n, 5 * n} for n in (1, 2, 3)]
    for numbers in seen:
        assert any(set(numbers) <= state for state in expected), numbers
    with Assistant(home) as assistant:
        (changed,) = assistant.find(path.name)
        assert {45, 30, 15} <= {fact.quantity.value for fact in assistant.facts(Scope(reports=(changed.id,)))}
        assert len(assistant.reports()) == 5
        assert assistant.status()["not_yet_searchable"] == 0


def ingesting(home, path):
    return subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "--home", str(home), "ingest", str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
    )  # fmt: skip
