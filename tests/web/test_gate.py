"""The page with users: every route without a login and with each role, and what one user tries to get of another's."""

import gc
import json
import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from office import THIRD_PARTY

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.service import Assistant
from assistant.types import Role, Scope
from assistant.web.gate import NOT_YOURS, Owned, _files
from eval.ports import free_port

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]

PASSWORD = "青溪-2024-口令"
USERS = {"史查看": Role.VIEWER, "吕起草": Role.DRAFTER, "康资料": Role.KEEPER, "邹管理": Role.ADMINISTRATOR}
CANARY = "磬鸣坡"
OPEN = "望棠区督察整改情况的报告\n截至2024年6月30日，中央督察反馈我区的24个问题，已完成整改19个，其余5个正在推进。\n"
FIGURE = re.compile(r"(?<![A-Za-z\d.])7391(?![A-Za-z\d])")
"""The hidden figure, not the digits of some identity or time."""
HIDDEN = f"岫林县督察整改情况的报告\n截至2024年6月30日，中央督察反馈我县的48个问题，已完成整改31个。{CANARY}填埋场封场面积7391亩。\n"


class Browser:
    """One browser at the page, over the protocol that Gradio's own speaks."""

    def __init__(self, address: str, config: dict, name: str = "", session: str = "") -> None:
        self.config, self.session = config, session or uuid4().hex
        self.client = httpx.Client(base_url=address, timeout=60, trust_env=False)
        if name:
            reply = self.client.post("/login", data={"name": name, "password": PASSWORD})
            assert reply.status_code == 303, reply.text

    def event(self, element: str, name: str) -> int:
        wanted = [next(one["id"] for one in self.config["components"] if one["props"].get("elem_id") == element), name]
        return next(one["id"] for one in self.config["dependencies"] if wanted in map(list, one["targets"]))

    def join(self, event: int, data: list, said: dict | None = None) -> httpx.Response:
        wanted = {"data": data, "fn_index": event, "session_hash": self.session, "trigger_id": None, "event_data": said}
        return self.client.post("/gradio_api/queue/join", json=wanted)

    def call(self, event: int, data: list, said: dict | None = None) -> str:
        """All that the server says of an event, with its escapes undone."""
        number = self.join(event, data, said).raise_for_status().json()["event_id"]
        heard = []
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as lines:
            for line in lines.iter_lines():
                told = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if told.get("event_id") == number:
                    heard.append(json.dumps(told, ensure_ascii=False))
                    if told.get("msg") == "process_completed":
                        break
        return "".join(heard)

    def ask(self, question: str) -> str:
        return self.call(self.event("question", "submit"), [None, question, "", "", "", ""])


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[tuple[Assistant, object, str]]:
    from argon2 import PasswordHasher

    from assistant.accounts import passwords
    from assistant.web.app import launch

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("page")
        (home / "望棠区.txt").write_text(OPEN, "utf-8")
        (home / "岫林县.txt").write_text(HIDDEN, "utf-8")
        port = free_port()
        with Assistant(home / "library", Settings(home=home / "library", workers=1)) as service:
            with pytest.raises(UsageError, match="还没有设用户"):
                launch(service, "0.0.0.0", port, folder)
            list(service.ingest([home / "望棠区.txt", home / "岫林县.txt"]))
            for name in sorted(USERS, key=lambda name: USERS[name] is not Role.ADMINISTRATOR):
                service.users.add(name, PASSWORD, USERS[name])
            service.visibility.limit("岫林县.txt" if service.reports()[0].path == "岫林县.txt" else str(home / "岫林县.txt"), ["专班"])
            page = launch(service, "127.0.0.1", port, folder)
            yield service, page, f"http://127.0.0.1:{port}"
            page.close(verbose=False)
    gc.collect()


@pytest.fixture
def browser(site):
    service, page, address = site
    opened: list[Browser] = []

    def open_one(name: str = "", session: str = "") -> Browser:
        opened.append(Browser(address, page.config, name, session))
        return opened[-1]

    yield open_one
    for one in opened:
        one.client.close()


def paths(page) -> list[tuple[str, str]]:
    """Every method and path that the server has, its blanks filled with what somebody might guess."""
    guesses = {"session_hash": "a" * 10, "event_id": uuid4().hex, "api_name": "predict", "path_or_url": "etc/passwd", "url_path": "x"}
    found = []
    waiting = list(page.app.routes)
    for route in waiting:
        if not hasattr(route, "path"):
            waiting.extend(route.original_router.routes)
            continue
        for method in sorted(getattr(route, "methods", None) or {"GET"}):
            path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda blank: guesses.get(blank[1], "1"), route.path)
            found.append((method, path))
    return found


def test_no_route_tells_anything_without_a_login(site, browser):
    service, page, _ = site
    nobody = browser()
    every = paths(page)
    assert len(every) > 60, "the walk sees Gradio's routes"
    for method, path in every:
        reply = nobody.client.request(method, path)
        assert reply.status_code in {303, 401, 404, 405} or path in {"/login", "/gradio_api/startup-events"}, (
            method,
            path,
            reply.status_code,
        )
        assert CANARY not in reply.text and "望棠区" not in reply.text, (method, path)
    for path in ("/?__theme=dark", "/config", "/gradio_api/queue/data?session_hash=abc", f"/gradio_api/file={service.home}/assistant.db"):
        assert nobody.client.get(path).status_code in {303, 401}, path
    assert nobody.client.post("/gradio_api/upload", files={"files": ("a.txt", b"a")}).status_code == 401
    assert nobody.join(0, []).status_code == 401


@pytest.mark.parametrize("name", USERS)
def test_no_route_leaks_to_any_role(site, browser, name):
    service, page, _ = site
    somebody = browser(name)
    for method, path in paths(page):
        if "heartbeat" in path or "queue/data" in path or path == "/logout":
            continue  # streams without an end; the events below read them
        reply = somebody.client.request(method, path)
        assert reply.status_code < 500, (method, path)
        assert CANARY not in reply.text and not FIGURE.search(reply.text), (method, path)


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=/proc/self/environ",
        "/gradio_api/file=%2Fetc%2Fpasswd",
        "/gradio_api/file=..%2F..%2F..%2Fetc%2Fpasswd",
        "/gradio_api/file=http://127.0.0.1:1/x",
        "/gradio_api/file=http%3A%2F%2F169.254.169.254%2Flatest",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1:1/x",
        "/file=/etc/passwd",
        "/gradio_api/stream/a/b/1/playlist.m3u8",
        "/gradio_api/call/predict",
        "/gradio_api/openapi.json",
        "/gradio_api/dev/reload",
        "/gradio_api/runs",
        "/gradio_api/profiling/traces",
        "/gradio_api/deep_link",
        "/monitoring",
        "/docs",
        "/openapi.json",
        "/static/../../../../etc/passwd",
        "/static/..%2F..%2F..%2F..%2Fetc%2Fpasswd",
        "/assets/..%2F..%2F..%2F..%2F..%2F..%2Fetc%2Fpasswd",
        "/custom_component/1/a/component/..%2F..%2Fetc%2Fpasswd",
    ],
)
def test_known_weaknesses_of_gradio_lead_nowhere(browser, path):
    reply = browser("邹管理").client.get(path)
    assert reply.status_code in {403, 404}, reply.text[:200]
    assert "root:" not in reply.text


@pytest.mark.parametrize(
    "path", ["/gradio_api/component_server", "/gradio_api/run/predict", "/gradio_api/process_recording", "/gradio_api/vibe-edit"]
)
def test_what_the_page_does_not_use_is_not_there(browser, path):
    assert browser("邹管理").client.post(path, json={"data": [], "session_hash": "a"}).status_code == 404


def test_an_event_takes_no_file_but_its_senders_own_upload(site, browser, tmp_path):
    service, page, _ = site
    keeper, other = browser("康资料"), browser("邹管理")
    [path] = keeper.client.post("/gradio_api/upload", files={"files": ("澜川市.txt", OPEN.replace("望棠区", "澜川市").encode())}).json()
    assert keeper.client.get(f"/gradio_api/file={path}").status_code == 200
    assert other.client.get(f"/gradio_api/file={path}").status_code == 404
    event = keeper.event("upload", "upload")
    for bad in (path, "/etc/passwd", str(service.home / "assistant.db"), "http://127.0.0.1:1/x.txt", f"{path}/../../x"):
        handed = [[{"path": bad, "orig_name": "a.txt", "meta": {"_type": "gradio.FileData"}}]]
        assert other.join(event, handed).status_code == 403, bad
        assert bad == path or keeper.join(event, handed).status_code == 403, bad
    taken = keeper.call(event, [[{"path": path, "orig_name": "澜川市.txt", "meta": {"_type": "gradio.FileData"}}]])
    assert "已收入" in taken
    assert [one.name for one in service.audit.entries(action="收入")][:1] == ["康资料"]


def test_nobody_hears_or_works_in_anothers_page(browser):
    mine, theirs = browser("史查看"), browser("吕起草")
    assert "5" in mine.ask("望棠区还有多少个问题没有整改完成？")
    spy = browser("吕起草", session=mine.session)
    assert spy.client.get("/gradio_api/queue/data", params={"session_hash": mine.session}).status_code == 403
    assert spy.client.get(f"/gradio_api/heartbeat/{mine.session}").status_code == 403
    assert spy.join(0, []).status_code == 403
    listed = theirs.call(theirs.event("ask-past", "click"), [])
    assert "整改完成" not in listed


def test_a_conversation_is_found_by_whoever_asked_and_nobody_else(site, browser):
    service, _, _ = site
    mine, theirs = browser("史查看"), browser("邹管理")
    mine.ask("望棠区完成整改多少个？")
    desks = {one.name: service.for_reader(one.reader).conversations for one in service.users.every()}
    [talk] = [one for one in desks["史查看"].listed("") if "完成整改多少" in one.name]
    for name in set(USERS) - {"史查看"}:
        assert talk.id not in {one.id for one in desks[name].listed("")}
        for act in (desks[name].opened, desks[name].forget):
            with pytest.raises(UsageError, match="没有这段对话"):
                act("", talk.id)
    heard = theirs.call(theirs.event("talks", "open") if _has(theirs, "talks") else theirs.event("ask-past", "click"), [])
    assert "完成整改多少" not in heard


def _has(browser: Browser, element: str) -> bool:
    return any(one["props"].get("elem_id") == element for one in browser.config["components"])


def test_a_hidden_report_is_in_no_answer_and_the_administrator_reads_it(browser):
    question = f"岫林县{CANARY}填埋场封场面积是多少？"
    for name in ("史查看", "邹管理", "吕起草", "邹管理", "康资料"):
        heard = browser(name).ask(question)
        assert bool(FIGURE.search(heard)) == (name == "邹管理"), name


def test_what_the_page_answers_is_counted(site, browser):
    service, _, address = site

    def answers() -> float:
        told = httpx.get(f"{address}/metrics", headers={"authorization": f"Bearer {key}"}, trust_env=False).text
        return sum(float(line.split()[-1]) for line in told.splitlines() if line.startswith("assistant_answers_total"))

    key = service.users.new_key("邹管理", "计数")
    before = answers()
    browser("史查看").ask("望棠区还有多少个问题没有整改完成？")
    assert answers() == before + 1


def test_roles_are_kept_whatever_the_page_shows(site, browser):
    service, _, _ = site
    [report] = [head.id for head in service.reports() if head.place and head.place.display == "望棠区"]
    for name in ("史查看", "吕起草"):
        one = browser(name)
        assert "资料管理" in one.call(one.event("reports", "forget"), [], {"report": report})
    one = browser("史查看")
    one.call(one.event("genres", "genre"), [None], {"genre": "工作汇报"})
    one.call(one.event("look-material", "click"), [None, "", "", "", ""])
    assert "起草" in one.call(one.event("write", "click"), [None])
    assert service.drafts.newest() == []
    assert report in {head.id for head in service.reports()}


def test_no_event_works_for_nobody(browser):
    nobody = browser()
    events = [one["id"] for one in nobody.config["dependencies"] if one["backend_fn"]]
    assert len(events) > 60
    assert {nobody.join(event, []).status_code for event in events} == {401}


def test_no_event_tells_a_keeper_of_a_hidden_report(site, browser):
    service, _, _ = site
    [hidden] = [head.id for head in service.reports() if head.place and head.place.display == "岫林县"]
    question = f"岫林县{CANARY}填埋场封场面积是多少？"
    admin = {one.name: one.reader for one in service.users.every()}["邹管理"]
    talks = service.for_reader(admin).conversations.listed("")
    kept = service.for_reader(admin).drafts.save(service.draft("工作汇报", Scope(place="岫林县")), Scope(place="岫林县"))
    said = {"report": hidden, "talk": talks[0].id, "draft": kept.draft, "version": 1, "turn": 1, "n": 1, "figure": 1, "number": 1}
    said |= {"act": "undo", "fact": f"{hidden}.0", "value": "1", "question": question, "genre": "工作汇报", "step": 3, "kind": "md"}
    said |= {"piece": "title", "text": "题", "heading": "题", "section": "", "before": 1, "after": 1, "wanted": "x", "id": "x", "name": "x"}
    guesses = {"textbox": question, "dropdown": hidden, "state": None, "html": "", "checkbox": True, "number": 1}
    one = browser("康资料")
    kinds = {part["id"]: part["type"] for part in one.config["components"]}
    untouched = {one.event("load-samples", "click"), one.event("remove-samples", "click"), one.event("upload", "upload")}
    for event in one.config["dependencies"]:
        if event["backend_fn"] and event["id"] not in untouched:
            heard = one.call(event["id"], [guesses.get(kinds.get(part, "")) for part in event["inputs"]], said)
            assert CANARY not in heard.replace(question, "") and not FIGURE.search(heard) and "31个" not in heard, event["targets"]
    assert service.drafts.history(kept.draft) and talks[0].id in {one.id for one in service.for_reader(admin).conversations.listed("")}


def test_a_form_of_another_site_is_not_obeyed(browser):
    one = browser("史查看")
    for path in ("/logout", "/login", "/gradio_api/queue/join"):
        assert one.client.post(path, headers={"origin": "http://elsewhere.example"}).status_code == 403
    assert one.client.get("/config").status_code == 200, "still logged in"
    cookie = browser().client.post("/login", data={"name": "史查看", "password": PASSWORD}).headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower() and "secure" not in cookie.lower()
    secure = browser().client.post("/login", data={"name": "史查看", "password": PASSWORD}, headers={"x-forwarded-proto": "https"})
    assert "secure" in secure.headers["set-cookie"].lower()


def test_logging_out_ends_it(browser):
    one = browser("史查看")
    token = one.client.cookies["login"]
    assert one.client.post("/logout").status_code == 303
    assert browser().client.get("/config", headers={"cookie": f"login={token}"}).status_code == 401


def test_a_wrong_login_says_so_and_gives_nothing(browser):
    reply = browser().client.post("/login", data={"name": "<b>史查看", "password": "wrong-password"})
    assert reply.status_code == 403 and "用户名或密码不对" in reply.text and "<b>" not in reply.text
    assert "set-cookie" not in reply.headers


def test_the_log_has_what_was_done_and_no_words_of_it(site):
    service, _, _ = site
    found = service.audit.entries(most=10_000)
    assert {"登录", "登录失败", "退出", "提问", "收入", "可见范围", "用户"} <= {one.action for one in found}
    assert not [one for one in found if CANARY in one.detail or FIGURE.search(one.detail) or "多少" in one.detail]
    assert {one.address for one in found if one.action == "提问"} == {"127.0.0.1"}


def test_what_nobody_claimed_belongs_to_nobody():
    owned = Owned()
    assert owned.claim("a", "1") and owned.claim("a", "1") and not owned.claim("a", "2")
    assert owned.belongs("a", "1") and not owned.belongs("b", "1")
    assert sorted(_files({"data": [{"path": "a", "x": [{"video": {"path": "b"}}]}, [{"path": 3}]]})) == ["a", "b"]
    assert NOT_YOURS.endswith("。")
