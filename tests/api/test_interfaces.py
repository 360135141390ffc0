"""`/api` gives the rows of the command line; ids, counts, logs and limits hold for the whole server; nothing comes from elsewhere."""

import json
import re
import threading
from time import sleep
from urllib.parse import urlsplit

import httpx
import pytest

from assistant import contract
from assistant.api.admitting import misled
from assistant.api.request_log import NAME
from assistant.service import Assistant

QUESTION = "青禾县还有多少个问题没有整改完成？"

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")]


@pytest.fixture(scope="module")
def web(address):
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        yield client


def test_an_answer_is_the_row_of_the_command_line(web, library):
    row = web.post("/api/ask", json={"question": QUESTION}).json()
    wanted = json.loads(json.dumps(contract.answer(library.ask(QUESTION), 0)))
    assert {**row, "seconds": 0, "usage": None} == {**wanted, "usage": None}
    follow = web.post("/api/ask", json={"question": "那望棠区呢？", "conversation": [QUESTION]}).json()
    assert follow["answer"].startswith("11个")


def test_search_draft_and_reports_are_the_rows_of_the_command_line(web, library):
    hits = web.post("/api/search", json={"query": "污水处理厂", "k": 2, "place": "望棠区"}).json()["hits"]
    assert [set(hit) for hit in hits] == [{"report", "path", "section", "text", "score"}] * len(hits)
    assert {hit["path"].rsplit("/", 1)[-1] for hit in hits} == {"望棠区.txt"}
    for narrowing, there in (
        ({"genre": "督办函"}, False),
        ({"period": "2001"}, False),
        ({"genre": "整改落实情况报告", "period": "2023至2024"}, True),
    ):
        assert bool(web.post("/api/search", json={"query": "问题", **narrowing}).json()["hits"]) is there
    draft = web.post("/api/draft", json={"genre": "整改落实情况报告", "place": "青禾县"}).json()
    assert set(draft) == {"title", "sections", "figures", "checks", "gaps", "output"}
    assert all(figure["source"]["quote"] for figure in draft["figures"])
    listed = web.get("/api/reports").json()["reports"]
    assert [row["id"] for row in listed] == [head.id for head in library.reports()]
    whole = web.get(f"/api/reports/{listed[0]['id']}").json()
    assert whole["text"] == library.report(listed[0]["id"]).clean
    assert web.get("/api/reports/青禾县2023年报告.txt").json()["place"] == "青禾县"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/ask", {}, 400),
        ("POST", "/api/ask", {"question": "  "}, 400),
        ("POST", "/api/ask", {"question": QUESTION, "reports": ["没有这份"]}, 400),
        ("POST", "/api/ask", {"question": QUESTION, "as_of": "昨天"}, 400),
        ("POST", "/api/ask", {"question": QUESTION, "读者": "张"}, 400),
        ("POST", "/api/search", {"query": "x", "k": 0}, 400),
        ("POST", "/api/search", {"query": "x", "period": "去年"}, 400),
        ("POST", "/api/draft", {"genre": "没有这种"}, 400),
        ("GET", "/api/reports/ffffffffffffffff", None, 404),
        ("GET", "/api/nothing", None, 404),
        ("GET", "/api/ask", None, 405),
        ("POST", "/healthz", None, 405),
    ],
)
def test_every_failure_is_one_chinese_sentence(web, method, path, body, status):
    reply = web.request(method, path, json=body)
    assert reply.status_code == status
    message = reply.json()["error"]["message"]
    assert message.endswith("。")
    assert re.search("[一-龥]", message)


def test_what_is_no_json_or_too_large_is_refused(web):
    assert web.post("/api/ask", content=b"{", headers={"content-type": "application/json"}).status_code == 400
    large = web.post("/api/ask", json={"question": "问" * 300_000})
    assert (large.status_code, "256KB" in large.json()["error"]["message"]) == (413, True)

    def endless():
        for _ in range(400):
            yield b" " * 1000

    assert web.post("/api/ask", content=endless()).status_code == 413


def test_an_unforeseen_failure_tells_nothing(web, library, monkeypatch, caplog):
    def breaks(*_):
        raise RuntimeError("the secret")

    monkeypatch.setattr(type(library), "ask", breaks)
    reply = web.post("/api/ask", json={"question": QUESTION})
    assert (reply.status_code, "secret" in reply.text, reply.json()["error"]["type"]) == (500, False, "server_error")
    assert "the secret" in caplog.text


def test_an_answer_that_takes_too_long_is_not_waited_for(library, monkeypatch):
    from api_office import served

    go_on = threading.Event()
    slow = Assistant(settings=library.settings.model_copy(update={"api_seconds": 0.2}))
    monkeypatch.setattr(Assistant, "ask", lambda *_: go_on.wait(20))
    with served(slow) as where:
        reply = httpx.post(f"{where}/api/ask", json={"question": QUESTION}, trust_env=False)
        assert (reply.status_code, reply.json()["error"]["code"]) == (503, "timeout")
        assert httpx.get(f"{where}/healthz", trust_env=False).json() == {"status": "ok"}
        go_on.set()
    slow.close()


def test_requests_have_ids_and_are_logged_without_what_they_say(web, library):
    reply = web.post("/api/ask", json={"question": QUESTION}, headers={"X-Request-ID": "from-me.1"})
    assert reply.headers["x-request-id"] == "from-me.1"
    assert re.fullmatch("[0-9a-f]{32}", web.get("/healthz", headers={"X-Request-ID": 'a"b c'}).headers["x-request-id"])
    web.get("/api/reports/青禾县2023年报告.txt?q=秘密的话")
    for _ in range(200):  # a line is written after its answer is on its way
        text = (library.home / "logs" / NAME).read_text("utf-8")
        rows = [json.loads(line) for line in text.splitlines()]
        if rows[-1]["route"] == "/api/reports/{report}":
            break
        sleep(0.02)
    (asked,) = [row for row in rows if row["request_id"] == "from-me.1"]
    assert {name: asked[name] for name in ("method", "route", "status", "user", "address")} == {
        "method": "POST",
        "route": "/api/ask",
        "status": 200,
        "user": "",
        "address": "127.0.0.1",
    }
    assert rows[-1]["route"] == "/api/reports/{report}"
    assert not [word for word in ("多少", "青禾", "秘密") if word in text]


def test_prometheus_reads_the_numbers_and_no_words(web):
    from prometheus_client.parser import text_string_to_metric_families

    web.post("/api/ask", json={"question": QUESTION})
    web.get("/some/page")
    reply = web.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain")
    families = {family.name: family for family in text_string_to_metric_families(reply.text)}
    assert families["assistant_reports"].samples[0].value == 2
    assert families["assistant_generation"].samples[0].value >= 1
    counted = {(one.labels["route"], one.labels["status"]): one.value for one in families["assistant_requests"].samples}
    assert counted["/api/ask", "200"] >= 1
    assert counted["page", "404"] >= 1
    assert {one.labels["route"] for one in families["assistant_request_seconds"].samples} >= {"/api/ask", "page"}
    assert any(one.labels.get("status") == "推算" for one in families["assistant_answers"].samples)
    assert "青禾" not in reply.text


def test_the_server_tells_whether_it_is_up_and_ready(web, library, monkeypatch):
    assert web.get("/healthz").json() == {"status": "ok"}
    assert web.get("/healthz/ready").json() == {"status": "ready"}
    monkeypatch.setattr("assistant.api.app.readable", lambda _: 1 / 0)
    assert web.get("/healthz").status_code == 200
    assert web.get("/healthz/ready").status_code == 503


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example:80"},
        {"host": "10.0.0.7:7860"},
        {"host": ""},
        {"host": "127.0.0.1", "origin": "http://evil.example"},
        {"host": "127.0.0.1", "origin": "null"},
    ],
)
def test_a_page_of_another_host_gets_nothing_while_no_users_are_set_up(web, headers):
    for path in ("/api/reports", "/v1/models", "/metrics", "/", "/healthz"):
        reply = web.get(path, headers=headers)
        assert (reply.status_code, reply.json()["error"]["type"]) in {(403, "permission_error"), (400, "invalid_request_error")}
    assert misled(headers)


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "[::1]:7860", "127.0.0.2"])
def test_this_machine_may_call_itself_what_it_likes(web, host):
    assert web.get("/api/reports", headers={"host": host, "origin": f"http://{host}"}).status_code == 200


def test_the_reference_is_made_here(web):
    schema, page = web.get("/api/openapi.json").json(), web.get("/api/docs")
    assert set(schema["paths"]) >= {"/v1/chat/completions", "/api/ask", "/api/search", "/api/draft", "/api/reports", "/healthz", "/metrics"}
    assert all(path in page.text for path in schema["paths"])
    addresses = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?([^\"'\s>)]+)", page.text)
    assert addresses == ["/api/openapi.json"]
    assert not [one for one in addresses if urlsplit(one).netloc]
    assert "<script" not in page.text
