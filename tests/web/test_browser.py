"""A whole visit in headless Chromium over the real service: ask, see the evidence, draft, download, upload, remove."""

import gc
import getpass
import re
import shutil
from contextlib import contextmanager

import docx
import pytest
from office import THIRD_PARTY, Office, report
from test_ledgers import workbook

from assistant.resources import knowledge_file
from assistant.types import Role
from eval.ports import free_port

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
REPORT = """云岭市人民政府关于中央生态环境保护督察反馈问题整改落实情况的报告

一、总体情况
截至2024年11月30日，中央生态环境保护督察反馈我市的36个问题，已完成整改25个，达到序时进度9个，其余2个正在抓紧推进。
二、主要做法
市政府主要领导先后18次召开专题会议，带头包案督办重点问题，现场点位以*号登记。
三、下一步工作
对照整改方案逐项推进，确保按期完成。

云岭市人民政府
2024年12月5日
"""
SECOND = REPORT.replace("云岭市", "松岚县").replace("36个", "12个").replace("25个", "7个").replace("9个", "3个")

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)"),
    pytest.mark.filterwarnings(*THIRD_PARTY),
]


@contextmanager
def opened(service, folder):
    """The page over a service on a free port."""
    from assistant.web.app import launch

    port = free_port()
    page = launch(service, "127.0.0.1", port, folder)
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)
    gc.collect()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from assistant.service import Assistant

    file = tmp_path_factory.mktemp("sources") / "云岭市整改报告.txt"
    file.write_text(REPORT, encoding="utf-8")
    with Assistant(tmp_path_factory.mktemp("home")) as service:
        assert [result.status for result in service.ingest([file])] == ["added"]
        with opened(service, tmp_path_factory.mktemp("page")) as address:
            yield address


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desk", "phone"])
def visit(site, browser, request):
    """A page at one size, with every request it makes written down; afterwards all of them went to this machine."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url))
    page.goto(site)
    page.wait_for_selector("#question textarea")
    page.wait_for_function("document.querySelector('.status-line')?.textContent.includes('份资料')")
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing sticks out sideways"
    assert {re.sub(r"^(https?://[^/:]+|data|blob).*", r"\1", url, flags=re.S) for url in requests} <= {"http://127.0.0.1", "data", "blob"}
    context.close()


def ask(page, question: str) -> None:
    turns = page.locator(".question").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(f"document.querySelectorAll('.question').length === {turns + 1}")
    page.locator(".question + .answer").nth(turns).locator(".lead").wait_for()


def test_a_counting_question_shows_its_figure_its_formula_and_the_highlighted_sentence(visit):
    ask(visit, "云岭市还有多少个问题没有整改完成？")
    answer = visit.locator(".answer").last
    assert "11个" in answer.locator(".lead").inner_text()
    assert "计算" in answer.locator(".badges").inner_text()
    answer.locator(".formula summary").click()
    assert "11" in answer.locator(".formula code").first.inner_text()
    answer.locator(".line .cite").first.click()
    marked = visit.locator("#evidence .whole mark").first
    marked.wait_for()
    assert "36个问题" in marked.inner_text()
    visit.locator("#evidence .back").click()
    card = visit.locator("#evidence .card.chosen")
    card.wait_for()
    assert "已完成整改25个" in card.locator("mark").first.inner_text()
    assert "2024年11月30日" in card.locator(".where").inner_text()
    card.locator("summary").click()
    assert "25个" in card.locator(".raw").inner_text()


def test_a_report_is_read_as_a_whole_as_it_was_and_leads_back(visit):
    ask(visit, "云岭市还有多少个问题没有整改完成？")
    visit.locator("#evidence .open").first.click()
    marked = visit.locator("#evidence .whole mark").first
    marked.wait_for()
    assert "36个问题" in marked.inner_text()
    assert "二、主要做法" in visit.locator("#evidence .whole .text").inner_text()
    visit.locator("#evidence .turn").click()
    visit.locator("#evidence .turn", has_text="看整理后的文字").wait_for()
    visit.locator("#evidence .back").click()
    visit.locator("#evidence .card").first.wait_for()


def test_a_passage_is_searched_narrowed_and_opened_where_it_stands(visit):
    visit.get_by_role("tab", name="资料").click()
    visit.locator("#search > button").click()
    visit.fill("#search-words textarea, #search-words input", "领导开了几次专题会")
    visit.keyboard.press("Enter")
    card = visit.locator("#found .card", has_text="18次").first
    card.wait_for()
    assert "专题会" in card.locator("mark").all_inner_texts()
    assert "二、主要做法" in card.locator(".where").inner_text()
    card.locator(".view").click()
    marked = visit.locator("#opened .whole mark", has_text="18次")
    marked.wait_for()
    visit.locator("#opened .turn").click()
    visit.locator("#opened .turn", has_text="看整理后的文字").wait_for()
    assert visit.locator("#opened .whole mark", has_text="18次").count() == 1
    visit.locator("#opened .back").click()
    card.wait_for()
    visit.fill("#search-words textarea, #search-words input", "？？？")
    visit.locator("#search-send").click()
    visit.locator("#found .empty").wait_for()


def test_a_report_is_opened_settled_and_the_settlement_undone(visit):
    visit.get_by_role("tab", name="资料").click()
    visit.locator(".reports tr", has_text="云岭市").locator(".view").click()
    visit.wait_for_selector("#opened .whole")
    visit.locator("#settle-figures > button").click()
    visit.locator("#figures tr", has_text="9个").locator("[data-act=confirm]").first.click()
    visit.locator("#news .notice", has_text="核对无误").wait_for()
    assert "人工核定" in visit.locator("#figures").inner_text()
    visit.locator("#settled-log > button").click()
    visit.locator("#log [data-act=undo]").first.click()
    visit.locator("#news .notice", has_text="已撤销").wait_for()
    visit.locator("#opened .back").click()
    visit.locator(".reports .view").first.wait_for()


def test_the_newest_answer_is_in_sight_from_its_first_line(visit):
    for question in (
        "云岭市还有多少个问题没有整改完成？",
        "云岭市开了多少次专题会议？",
        "云岭市有24个问题没完成，对吗？",
        "达到序时进度的有几个？",
    ):
        ask(visit, question)
        visit.wait_for_timeout(400)
        lead, send = visit.locator(".answer").last.locator(".lead").first.bounding_box(), visit.locator("#send").bounding_box()
        assert lead["y"] > 0
        assert lead["y"] + lead["height"] <= min(send["y"], visit.viewport_size["height"])


def test_a_question_too_long_is_one_sentence_in_the_chat(visit):
    ask(visit, "长" * 1200)
    assert "1000个字" in visit.locator(".answer.failed").inner_text()


def test_the_enter_that_ends_a_pinyin_choice_does_not_send(visit):
    visit.fill("#question textarea", "还有几个")
    visit.evaluate(
        """() => document.querySelector('#question textarea').dispatchEvent(
            new KeyboardEvent('keypress', {key: 'Enter', isComposing: true, bubbles: true}))"""
    )
    visit.wait_for_timeout(500)
    assert visit.locator(".question").count() == 0


def test_a_conversation_is_found_renamed_exported_and_opened_after_a_reload(visit, tmp_path):
    ask(visit, "云岭市还有多少个问题没有整改完成？")
    visit.click("#ask-past")
    row = visit.locator("#past-list article", has_text="云岭市还有多少个")
    row.wait_for()
    visit.once("dialog", lambda dialog: dialog.accept("十一月调度"))
    row.locator("[data-act=rename]").click()
    named = visit.locator("#past-list article", has_text="十一月调度")
    named.wait_for()
    visit.fill("#past-words input, #past-words textarea", "没有这样的字")
    visit.locator("#past-list .empty").wait_for()
    visit.fill("#past-words input, #past-words textarea", "25")
    named.wait_for()
    with visit.expect_download() as coming:
        named.locator("[data-act=export]").click()
    coming.value.save_as(tmp_path / "talk.docx")
    assert coming.value.suggested_filename == "十一月调度.docx"
    assert "36−25=11" in "\n".join(one.text for one in docx.Document(str(tmp_path / "talk.docx")).paragraphs)
    visit.reload()
    visit.wait_for_selector(".welcome")
    visit.click("#ask-past")
    named.locator("[data-act=open]").click()
    visit.wait_for_selector("#evidence .card")
    ask(visit, "那达到序时进度的呢？")
    assert "9个" in visit.locator(".answer .lead").last.inner_text()
    visit.click("#ask-past")
    visit.once("dialog", lambda dialog: dialog.accept())
    named.locator("[data-act=forget]").click()
    named.wait_for(state="detached")


def test_a_wrong_answer_is_reported_and_the_filters_are_seen_and_reset(visit, site):
    visit.click("#ask-period input")
    visit.locator("[role=option]", has_text="2024年底以前").click()
    ask(visit, "云岭市还有多少个问题没有整改完成？")
    assert "只看2024年底以前" in visit.locator(".question").last.inner_text()
    visit.click("#ask-reset")
    visit.wait_for_function("document.querySelector('#ask-period input')?.value === '全部时间'")
    visit.locator(".answer .wrong").last.click()
    visit.fill(".complaint textarea", "应当是9个")
    visit.locator(".complaint .tell").click()
    visit.locator("#ask-said .notice", has_text="已记下").wait_for()
    assert visit.locator(".answer .wrong").last.is_disabled()


def test_shift_and_enter_break_the_line_and_enter_sends_both(visit):
    visit.fill("#question textarea", "云岭市还有多少个问题")
    visit.press("#question textarea", "Shift+Enter")
    visit.keyboard.type("没有整改完成？")
    assert visit.input_value("#question textarea") == "云岭市还有多少个问题\n没有整改完成？"
    assert visit.locator(".question").count() == 0
    visit.press("#question textarea", "Enter")
    visit.locator(".answer .lead", has_text="11个").wait_for()


def start_draft(page) -> None:
    page.get_by_role("tab", name="起草").click()
    page.locator(".genre", has_text="整改落实情况报告").click()
    page.click("#look-material")
    page.wait_for_selector(".material")
    assert "成文日期" in page.locator(".material").inner_text()
    page.click("#write")
    page.wait_for_selector(".paper h1")


def test_a_draft_is_written_checked_changed_compared_and_taken_away(visit, tmp_path):
    start_draft(visit)
    visit.locator(".figure-mark", has_text="36").first.click()
    opened = visit.locator("#checks .figures details[open]").first
    opened.wait_for()
    assert "36个问题" in opened.inner_text()
    opened.locator(".source").click()
    visit.locator("#checks .whole mark").first.wait_for()
    visit.locator("#checks .back").click()
    visit.wait_for_selector("#checks .figures")
    part = visit.locator("#draft .part", has_text="18次").first
    part.hover()
    part.locator(".edit").click()
    visit.fill(".editor textarea", "市政府主要领导先后18次召开专题会议，另有77个项目在建。")
    visit.press(".editor textarea", "Control+Enter")
    visit.locator("#draft-said .notice", has_text="已另存为第2版").wait_for()
    assert "77没有出处" in visit.locator("#checks").inner_text()
    visit.locator("#draft-bar .history").click()
    visit.locator("#checks .compare").first.click()
    visit.locator("#checks .changes ins", has_text="77个项目").wait_for()
    visit.locator("#checks .history").click()
    visit.locator("#checks .take-back").first.click()
    visit.locator("#draft-said .notice", has_text="已恢复第1版").wait_for()
    assert "77个项目" not in visit.locator("#draft").inner_text()
    with visit.expect_download() as coming:
        visit.locator("#draft-bar .download[data-kind=docx]").click()
    coming.value.save_as(tmp_path / "draft.docx")
    assert coming.value.suggested_filename.endswith("（第3版）.docx")
    written = "".join("".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "draft.docx")).paragraphs).split())
    for shown in visit.locator(".paper h1, .paper p").all_inner_texts():
        assert "".join(shown.split()) in written
    visit.locator("#draft-bar .leave").click()
    visit.locator(".open-draft").first.click()
    visit.wait_for_selector(".paper h1")


def test_words_not_yet_kept_are_not_lost_by_a_slip(visit):
    start_draft(visit)
    part = visit.locator("#draft .part", has_text="18次").first
    part.hover()
    part.locator(".edit").click()
    visit.fill(".editor textarea", "没有保存的文字")
    visit.once("dialog", lambda dialog: dialog.dismiss())
    visit.locator("#draft-bar .leave").click()
    assert visit.input_value(".editor textarea") == "没有保存的文字"
    visit.once("dialog", lambda dialog: dialog.accept())
    visit.press(".editor textarea", "Escape")
    visit.wait_for_selector(".editor", state="detached")
    assert "没有保存的文字" not in visit.locator("#draft").inner_text()


def test_an_uploaded_file_answers_at_once_and_is_gone_when_removed(visit, tmp_path):
    file, bad = tmp_path / "松岚县（2024年）整改报告.txt", tmp_path / "照片.txt"
    file.write_text(SECOND, encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x00\x00\x00")
    visit.get_by_role("tab", name="资料").click()
    visit.set_input_files("#upload input[type=file]", [str(file), str(bad)])
    visit.wait_for_selector(".uploads li.refused")
    assert "已收入" in visit.locator(".uploads li.added").inner_text()
    row = visit.locator(".reports tr", has=visit.locator(".file", has_text="松岚县"))  # the other report's notice names it too
    row.wait_for()
    visit.get_by_role("tab", name="问答").click()
    ask(visit, "松岚县还有多少个问题没有整改完成？")
    assert "5个" in visit.locator(".answer .lead").last.inner_text()
    visit.get_by_role("tab", name="资料").click()
    visit.once("dialog", lambda dialog: dialog.accept())
    row.locator(".remove").click()
    row.wait_for(state="detached")
    assert visit.locator(".reports tr", has_text="云岭市").count() == 1


def test_a_ledger_is_imported_narrowed_and_exported(visit, tmp_path):
    visit.get_by_role("tab", name="台账").click()
    visit.set_input_files("input[type=file][accept*='.et']", str(workbook(tmp_path / "望棠区整改台账.xlsx")))
    visit.locator("#ledger-news .notice", has_text="已导入").wait_for()
    assert "共 4 项" in visit.locator("#ledger-sheet").inner_text()
    visit.fill("#ledger-words input, #ledger-words textarea", "雨污")
    visit.keyboard.press("Enter")
    visit.wait_for_function("document.querySelectorAll('#ledger-items tbody tr').length === 1")
    assert "逾期30天" in visit.locator("#ledger-items").inner_text()
    with visit.expect_download() as coming:
        visit.click("#ledger-out")
    assert coming.value.suggested_filename.endswith(".xlsx")
    visit.get_by_role("tab", name="资料").click()
    visit.once("dialog", lambda dialog: dialog.accept())
    row = visit.locator(".reports tr", has_text="望棠区整改台账")
    row.locator(".remove").click()
    row.wait_for(state="detached")


def test_no_english_is_left_on_the_page(visit):
    visit.wait_for_timeout(300)
    guide = knowledge_file("guide.md").read_text("utf-8")
    commands = set(re.findall(r"[A-Za-z]{3,}", " ".join(re.findall(r"`([^`]+)`", guide))))
    for tab in ("问答", "起草", "台账", "资料", "帮助"):
        visit.get_by_role("tab", name=tab).click()
        words = set(re.findall(r"[A-Za-z]{3,}", visit.locator("body").inner_text()))
        programs = {getpass.getuser(), "Markdown", "Word", "Excel", "WPS", "LibreOffice", "PDF", "OFD", "OCR", "CSV"}
        assert words <= programs | commands | {"txt", "docx", "doc", "wps", "zip", "jpg", "png", "tif"}


def test_two_visitors_do_not_see_each_other(site, browser, visit):
    ask(visit, "云岭市还有多少个问题没有整改完成？")
    other = browser.new_context()
    page = other.new_page()
    page.goto(site)
    page.wait_for_selector(".welcome")
    assert page.locator(".question").count() == 0
    other.close()


def test_each_role_sees_the_tabs_it_may_use(browser, tmp_path):
    from assistant.service import Assistant

    password = "青溪-2024-口令"
    everything = ["问答", "起草", "台账", "资料", "评测", "帮助"]
    seen = {"邹管理": (Role.ADMINISTRATOR, everything), "史查看": (Role.VIEWER, ["问答", "台账", "资料", "帮助"])}
    seen["吕起草"] = Role.DRAFTER, [name for name in everything if name != "评测"]
    with Assistant(tmp_path / "home") as service:
        for name, (role, _) in seen.items():
            service.users.add(name, password, role, ())
        with opened(service, tmp_path) as address:
            for name, (_, expected) in seen.items():
                context = browser.new_context()
                page = context.new_page()
                page.goto(address)
                page.fill("input[name=name]", name)
                page.fill("input[name=password]", password)
                page.keyboard.press("Enter")
                page.locator("#who", has_text=name).wait_for()
                assert [tab.inner_text() for tab in page.get_by_role("tab").all() if tab.is_visible()] == expected
                context.close()


def test_one_answer_in_progress_never_blocks_another(browser, tmp_path):
    source = report()
    office = Office({source.id: source}, home=tmp_path)
    with opened(office, tmp_path) as address:
        pages = [browser.new_page() for _ in range(3)]
        for page in pages:
            page.goto(address)
            page.wait_for_selector("#question textarea")
        for slow in pages[:2]:
            slow.fill("#question textarea", "慢慢算")
            slow.press("#question textarea", "Enter")
            slow.wait_for_selector(".answer.waiting")
        ask(pages[2], "还有多少个没完成？")
        assert pages[0].locator(".answer.waiting").count() == 1
        office.gate.set()
        for page in pages:
            page.wait_for_selector(".answer .badges")
            page.close()


def test_a_long_upload_is_stopped_and_what_was_read_stays(browser, tmp_path):
    office = Office(home=tmp_path)
    names = ["甲.txt", "慢.txt", "乙.txt"]
    for name in names:
        (tmp_path / name).write_text("一、总体情况", encoding="utf-8")
    with opened(office, tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("tab", name="资料").click()
        page.set_input_files("#upload input[type=file]", [str(tmp_path / name) for name in names])
        page.wait_for_selector(".uploads li.added")
        page.click("#stop-upload")
        page.locator("#news .notice", has_text="已停止").wait_for()
        office.gate.set()
        page.locator(".reports tr", has_text="甲.txt").wait_for()
        page.wait_for_timeout(500)
        page.close()
    assert "乙.txt" not in {head.path for head in office.reports()}
