"""The page as served: nothing of it comes from or goes to another machine, nothing is shared, nothing is open that need not be."""

import gc
import json
import re

import httpx
import pytest
from office import THIRD_PARTY, Office, report

from assistant.errors import UsageError
from assistant.types import Place, ReportHead
from eval.ports import free_port

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    from assistant.web.app import launch

    source = report()
    office = Office({source.id: source}, home=tmp_path_factory.mktemp("home"))
    port = free_port()
    page = launch(office, "127.0.0.1", port, tmp_path_factory.mktemp("page"))
    yield page, f"http://127.0.0.1:{port}"
    page.close(verbose=False)
    gc.collect()


def test_the_page_speaks_chinese_and_forbids_the_browser_to_look_elsewhere(served):
    reply = httpx.get(served[1], trust_env=False)
    assert reply.status_code == 200
    assert 'lang="zh-CN"' in reply.text[:200]
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    assert "http" not in reply.headers["content-security-policy"]
    assert httpx.head(served[1], trust_env=False).status_code == 200


def test_no_font_or_style_is_fetched_from_outside(served):
    page, url = served
    assert page.config["stylesheets"] == []
    styles = page.config["css"] + httpx.get(f"{url}/theme.css", trust_env=False).text
    assert not re.findall(r"url\(['\"]?https?:", styles)


def test_history_analytics_links_and_apis_are_off(served):
    page, url = served
    assert page.config["analytics_enabled"] is False
    assert page.run_history is False
    assert page.footer_links == []
    assert {event["api_visibility"] for event in page.config["dependencies"]} == {"private"}
    assert json.loads(httpx.get(f"{url}/gradio_api/info", trust_env=False).text)["named_endpoints"] == {}
    for path in ("docs", "redoc", "openapi.json"):
        assert httpx.get(f"{url}/{path}", trust_env=False).status_code == 404


@pytest.mark.parametrize("path", ["/etc/passwd", "pyproject.toml", "assistant/config.py"])
def test_no_file_of_the_machine_can_be_fetched(served, path):
    assert httpx.get(f"{served[1]}/gradio_api/file={path}", trust_env=False).status_code in (403, 404)


def test_a_taken_port_is_one_sentence(served, tmp_path):
    from assistant.web.app import launch

    with pytest.raises(UsageError, match="--port"):
        launch(Office(home=tmp_path), "127.0.0.1", int(served[1].rsplit(":", 1)[1]), tmp_path)


def test_the_guide_names_every_badge_and_status_the_page_can_show(tmp_path):
    from assistant.types import Status
    from assistant.web.help import guide
    from assistant.web.render import KINDS, RESULTS

    text = guide(tmp_path)
    for word in (*KINDS.values(), *RESULTS.values(), *Status, "待补", "核对表", "assistant reindex"):
        assert word in text


def test_an_office_can_put_its_own_guide_in_its_place(tmp_path):
    from assistant.web.help import guide

    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "guide.md").write_text("# 本单位说明", encoding="utf-8")
    assert guide(tmp_path) == "# 本单位说明"


def test_choices_offer_everything_first_and_each_place_once():
    from assistant.web import choices

    heads = [
        ReportHead("a", "甲报告", "其他", Place("云岭市"), "2024", "a.txt"),
        ReportHead("b", "", "其他", Place("*区", ("云岭市",)), None, "b.txt"),
        ReportHead("c", "丙报告", "其他", Place("云岭市"), None, "c.txt"),
        ReportHead("d", "丁报告", "其他", None, None, "d.txt"),
    ]
    assert [value for _, value in choices.places(heads)] == ["", "云岭市", "云岭市*区"]
    assert choices.reports(heads)[:3] == [("全部报告", ""), ("甲报告（2024）", "a"), ("b.txt", "b")]
    assert choices.scope("", None) == choices.scope(None, "")
    assert choices.scope("云岭市", "a", " ").reports == ("a",)


def test_other_programs_are_answered_by_the_same_server(served):
    url = served[1]
    reply = httpx.get(f"{url}/healthz", trust_env=False)
    assert (reply.json(), len(reply.headers["x-request-id"])) == ({"status": "ok"}, 32)
    assert "/v1/chat/completions" in httpx.get(f"{url}/api/docs", trust_env=False).text
    page = httpx.get(url, headers={"X-Request-ID": "7"}, trust_env=False)
    assert (page.headers["x-request-id"], "gradio" in page.text) == ("7", True)
