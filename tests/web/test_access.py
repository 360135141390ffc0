"""Every control of every tab: reached by Tab with a focus one sees, named for screen readers, readable in both themes at both sizes.

Over the real service; one server and one browser for all. The evaluation is visited here too, from a wrong answer to a case that runs.
"""

import re
from pathlib import Path

import openpyxl
import pytest
from test_browser import CHROMIUM, FLAGS, REPORT, opened
from test_ledgers import workbook

from assistant.types import Scope

AUDIT = Path(__file__).with_name("audit.js").read_text("utf-8")
TABS = ("问答", "起草", "台账", "资料", "评测", "帮助")
TWIN = REPORT.replace("云岭市", "松岚县")

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)"),
]
pytestmark += [
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    from assistant.service import Assistant

    folder = tmp_path_factory.mktemp("sources")
    (folder / "云岭市整改报告.txt").write_text(REPORT, encoding="utf-8")
    (folder / "松岚县整改报告.txt").write_text(TWIN, encoding="utf-8")
    workbook(folder / "望棠区整改台账.xlsx")
    with Assistant(tmp_path_factory.mktemp("home")) as found:
        assert {result.status for result in found.ingest([folder])} == {"added"}
        where = Scope(place="云岭市")
        found.drafts.save(found.draft("整改落实情况报告", where), where)
        yield found


@pytest.fixture(scope="module")
def site(service, tmp_path_factory):
    with opened(service, tmp_path_factory.mktemp("page")) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


def visited(browser, site, size, requests):
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
    page = context.new_page()
    page.on("request", lambda sent: requests.append(sent.url))
    page.add_init_script(AUDIT)
    page.goto(site)
    page.wait_for_function("document.querySelector('.status-line')?.textContent.includes('份资料')")
    return page


def shown_full(page, tab: str) -> None:
    """A tab with what it shows when it is in use."""
    page.get_by_role("tab", name=tab).click()
    if tab == "问答":
        page.fill("#question textarea", "云岭市还有多少个问题没有整改完成？")
        page.press("#question textarea", "Enter")
        page.locator(".answer .wrong").last.click()
        page.wait_for_selector("#following .example")
    elif tab == "起草":
        page.locator(".open-draft").first.click()
        page.wait_for_selector("#checks .figures")
    elif tab == "台账":
        page.wait_for_selector("#ledger-items table")
        page.locator("#ledger-columns > button").click()
    elif tab == "资料":
        page.wait_for_selector("#reports tbody tr")
        page.locator("#same-place > button").click()
    elif tab == "评测":
        page.wait_for_selector("#cases .kept")
    page.wait_for_timeout(250)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=str)
def test_every_text_is_readable_and_every_control_named_and_reached(browser, site, size):
    requests: list[str] = []
    page = visited(browser, site, size, requests)
    faults = []
    for tab in TABS:
        shown_full(page, tab)
        for scheme in ("light", "dark"):
            in_scheme(page, scheme)
            faults += [f"{tab}, {scheme}: {one}" for one in page.evaluate("[...auditContrast(), ...auditNames()]")]
        in_scheme(page, "light")
        faults += [f"{tab}: {one}" for one in tabbed_through(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], f"{tab} sticks out sideways"
    page.context.close()
    assert not faults, "\n".join(faults)
    assert {re.sub(r"^(https?://[^/:]+|data|blob).*", r"\1", url, flags=re.S) for url in requests} <= {"http://127.0.0.1", "data", "blob"}


def in_scheme(page, scheme: str) -> None:
    """The same page by day and by night: the system's switch is followed at once."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(f"document.body.classList.contains('dark') === {str(scheme == 'dark').lower()}")
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    # Colours turn over in a moment, which is long on a busy machine.
    page.wait_for_function(
        "document.getAnimations().every(one => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)"
    )
    page.wait_for_timeout(100)


def tabbed_through(page) -> list[str]:
    """What pressing Tab from the top to the end does not reach, or reaches unseen."""
    page.evaluate("auditFocus()")
    for _ in range(page.evaluate("auditStops()")):
        page.keyboard.press("Tab")
        page.evaluate("auditNote()")
    return page.evaluate("auditUnreached()")


def test_a_wrong_answer_becomes_a_case_that_runs_and_the_cases_go_to_excel(browser, site, service, tmp_path):
    requests: list[str] = []
    page = visited(browser, site, (1366, 768), requests)
    page.fill("#question textarea", "云岭市开了多少次专题会议？")
    page.press("#question textarea", "Enter")
    page.locator(".answer .wrong").last.click()
    page.fill(".complaint textarea", "应当是18次")
    page.locator(".complaint .tell").click()
    page.locator("#ask-said .notice", has_text="已记下").wait_for()
    page.get_by_role("tab", name="评测").click()
    row = page.locator("#cases .kept-row", has_text="专题会议")
    row.locator("[data-act=make]").click()
    page.locator("#case-said", has_text="应当是18次").wait_for()
    assert page.get_by_label("正确数字").input_value() == "18次", "the correction's figure is put in"
    page.get_by_label("正确数字").fill("")
    page.click("#case-save")
    page.locator("#case-news .notice.bad", has_text="至少写一条要求").wait_for()
    page.get_by_label("正确数字").fill("许多")
    page.click("#case-save")
    page.locator("#case-news .notice.bad", has_text="不是数字").wait_for()
    page.get_by_label("正确数字").fill("18次")
    page.click("#case-save")
    page.locator("#case-news .notice", has_text="已保存").wait_for()
    page.locator("#cases [data-act=edit]").wait_for()
    assert service.candidates.waiting() == []
    page.click("#eval-run")
    page.locator("#eval-result h3", has_text="通过 1 / 1").wait_for(timeout=120_000)  # a process of its own
    with page.expect_download() as coming:
        page.click("#case-out")
    coming.value.save_as(tmp_path / "题目.xlsx")
    assert "云岭市开了多少次专题会议？" in {cell.value for cell in openpyxl.load_workbook(tmp_path / "题目.xlsx")["题目"]["B"]}
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#cases [data-act=drop]").click()
    page.locator("#cases .empty", has_text="还没有题").wait_for()
    page.set_input_files("input[type=file][accept*='.jsonl']", str(tmp_path / "题目.xlsx"))
    page.locator("#case-news .notice", has_text="新增1题").wait_for()
    page.context.close()
    assert {re.sub(r"^(https?://[^/:]+|data|blob).*", r"\1", url, flags=re.S) for url in requests} <= {"http://127.0.0.1", "data", "blob"}


def test_the_page_speaks_english_where_the_settings_say_so(browser, service, tmp_path):
    chinese = service.settings
    service.settings = chinese.model_copy(update={"language": "en"})
    try:
        with opened(service, tmp_path) as address:
            context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            page = context.new_page()
            page.goto(address)
            page.get_by_role("tab", name="Evaluation").wait_for()
            page.wait_for_function("document.querySelector('#ask-place input')?.value === 'All places'")
            left = {}
            for name in ("Ask", "Draft", "Ledger", "Documents", "Evaluation"):
                page.get_by_role("tab", name=name, exact=True).click()
                page.wait_for_timeout(700)
                left[name] = page.evaluate(LEFT_CHINESE)
            page.get_by_role("tab", name="Ask", exact=True).click()
            page.get_by_label("Question").fill("云岭市还有多少个问题没有整改完成？")
            page.get_by_role("button", name="Send").click()
            page.locator(".answer .lead", has_text="11个").wait_for()
            assert "Computed" in page.locator(".answer .badges").inner_text()
            context.close()
    finally:
        service.settings = chinese
    assert {name: words for name, words in left.items() if words} == {}


LEFT_CHINESE = """
() => {
  const theirs = '.example, .genre, .kept-row, .rates td, #reports td, #ledger-items td, #ledger-sheet, '
    + '#ledger-columns, #guide, script, style';
  const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const kept = parent.closest(theirs) || !parent.checkVisibility();
    if (!kept && /[\u4e00-\u9fff]/.test(node.textContent)) found.add(node.textContent.trim());
  }
  return [...found];
}
"""
