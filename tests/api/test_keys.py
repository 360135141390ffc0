"""With users set up nothing is told without a key, and with one only what its owner may see and do."""

import shutil
from pathlib import Path

import httpx
import pytest
from api_office import served

from assistant.api.chat_shapes import MODEL
from assistant.service import Assistant
from assistant.types import Role

QUESTION = "青禾县还有多少个问题没有整改完成？"
OPEN = {"/healthz", "/healthz/ready"}
BODIES = {
    "/api/ask": {"question": QUESTION},
    "/api/search": {"query": "青禾县"},
    "/api/draft": {"genre": "整改落实情况报告", "place": "青禾县"},
    "/v1/chat/completions": {"model": MODEL, "messages": [{"role": "user", "content": QUESTION}]},
}

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")]


@pytest.fixture(scope="module")
def office(library, tmp_path_factory):
    """青禾县 is limited to group 甲; 管 sees all, 内 is of group 甲, 外 of none."""
    home = Path(shutil.copytree(library.home, tmp_path_factory.mktemp("office") / "home", ignore=shutil.ignore_patterns("*.lock")))
    with Assistant(home) as assistant:
        assistant.users.add("管", "一二三四五六七八九十甲乙", Role.ADMINISTRATOR)
        assistant.users.add("内", "一二三四五六七八九十甲乙", Role.DRAFTER, ["甲"])
        assistant.users.add("外", "一二三四五六七八九十甲乙", Role.VIEWER)
        assistant.visibility.limit("青禾县2023年报告.txt", ["甲"])
        keys = {name: assistant.users.new_key(name, "测试") for name in ("管", "内", "外")}
        with served(assistant) as where:
            yield assistant, where, keys


def ask(where, path, key=None, **headers):
    headers |= {"authorization": f"Bearer {key}"} if key else {}
    body = BODIES.get(path)
    path = path.replace("{model}", MODEL).replace("{report}", "青禾县2023年报告.txt")
    return httpx.request("POST" if body else "GET", f"{where}{path}", json=body, headers=headers, trust_env=False, timeout=60)


def paths(where):
    return list(httpx.get(f"{where}/api/openapi.json", trust_env=False).json()["paths"])


def test_every_route_wants_a_key(office):
    _, where, keys = office
    assert len(paths(where)) >= 10
    for path in set(paths(where)) - OPEN:
        for key in (None, "x", keys["内"][:-1], f"{keys['内']}x", "青" * 9):
            if key and not key.isascii():
                continue
            reply = ask(where, path, key)
            assert (reply.status_code, reply.json()["error"]["code"]) == (401, "invalid_api_key"), path
            assert reply.headers["www-authenticate"] == "Bearer"
    assert all(ask(where, path).status_code == 200 for path in OPEN)


def test_who_may_see_a_limited_report_gets_it_and_others_no_word_of_it(office):
    _, where, keys = office
    for path in BODIES:
        inside = ask(where, path, keys["内"])
        assert inside.status_code == 200, inside.text
        outside = ask(where, path, keys["外"])
        assert "已完成整改9个" in inside.text
        assert "已完成整改9个" not in outside.text
        assert "青禾县人民政府" not in outside.text
    listed = {name: {row["place"] for row in ask(where, "/api/reports", key).json()["reports"]} for name, key in keys.items()}
    assert listed == {"管": {"青禾县", "望棠区"}, "内": {"青禾县", "望棠区"}, "外": {"望棠区"}}
    found = {name: ask(where, "/api/reports/{report}", key).status_code for name, key in keys.items()}
    assert found == {"管": 200, "内": 200, "外": 404}


def test_a_role_does_what_it_may(office):
    _, where, keys = office
    assert {name: ask(where, "/api/draft", key).status_code for name, key in keys.items()} == {"管": 200, "内": 200, "外": 403}
    assert {name: ask(where, "/metrics", key).status_code for name, key in keys.items()} == {"管": 200, "内": 403, "外": 403}


def test_what_is_asked_is_logged_under_its_user(office):
    assistant, where, keys = office
    ask(where, "/api/ask", keys["内"])
    entry = assistant.audit.entries(name="内")[0]
    assert (entry.action, entry.address) == ("提问", "127.0.0.1")
    assert "青禾" not in (assistant.home / "logs" / "requests.jsonl").read_text("utf-8")


def test_with_users_another_host_name_is_fine_and_a_key_ends_with_its_user(office):
    assistant, where, keys = office
    assert ask(where, "/api/reports", keys["外"], host="assistant.office.example").status_code == 200
    assistant.users.disable("外")
    assert ask(where, "/api/reports", keys["外"]).status_code == 401
    assistant.users.disable("外", disabled=False)
    assistant.users.revoke_key("外", "测试")
    assert ask(where, "/api/reports", keys["外"]).status_code == 401
