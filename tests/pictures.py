"""README's pictures of the page, taken again over the samples: `python -m tests.pictures`.

Each is the page as staff have it at 1366×768, after the clicks that README speaks of. That of the evaluation shows two runs, between
which one figure settled wrongly was put right again and another one was settled wrongly.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from assistant.evaluating.told import OWN
from assistant.service import Assistant
from assistant.web.app import launch
from eval.cases import CASES, read_cases
from eval.ports import free_port
from eval.sheet import row_of

PICTURES = Path(__file__).parents[1] / "knowledge" / "pictures"
SIZE = {"width": 1366, "height": 768}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def ask(page: Page) -> None:
    """An answer with its formula, a citation clicked: its report beside it."""
    page.fill("#question textarea", "岫林县还有多少问题没有整改完成？")
    page.press("#question textarea", "Enter")
    page.locator(".answer .formula summary").click()
    page.locator("#following .example").first.wait_for()
    page.locator(".answer .line .cite").first.click()
    page.locator("#evidence .whole mark").first.wait_for()


def draft(page: Page) -> None:
    """A draft, one of its figures clicked: its line of the check list."""
    open_tab(page, "起草")
    page.locator(".genre", has_text="整改落实情况报告").click()
    page.click("#draft-place input")
    page.get_by_role("option", name="澜川市").click()
    page.click("#look-material")
    page.click("#write")
    page.locator(".figure-mark", has_text="38项").first.click()
    page.locator("#checks .figures details[open]").first.wait_for()


def ledger(page: Page) -> None:
    """The ledger of the samples: what presses, units, classes, the calendar."""
    open_tab(page, "台账")
    page.locator("#ledger-items td").first.wait_for()


def open_tab(page: Page, name: str) -> None:
    """Go to a tab of the page."""
    page.get_by_role("tab", name=name).click()


def evaluation(page: Page) -> None:
    """The office's cases judged twice: rates, what became better and worse, what changed."""
    open_tab(page, "评测")
    page.locator(".outcome").first.wait_for()


SCENES: tuple[Callable[[Page], None], ...] = (ask, draft, ledger, evaluation)


def judge_twice(service: Assistant) -> None:
    """Make the questions asked alone the office's cases and evaluate them with one figure settled wrongly, then with another one."""
    cases = (case for case in read_cases(CASES / "dev.jsonl") if not case.conversation)
    service.evaluation.put([row_of(case) for case in cases], service.reports())
    report = next(head.id for head in service.reports() if head.path == "岫林县2024年整改落实情况报告.txt")
    for right, wrong in (("17个", "16个"), ("15个", "14个")):
        fact = next(known for known, fact, _ in service.identified(report) if fact.quantity.text == right)
        mistake = service.corrections.value(fact, wrong)
        service.evaluation.start(OWN)
        while service.evaluation.progress().under_way:
            time.sleep(1)
        service.corrections.undo(mistake.number)


def take(folder: Path) -> None:
    """Serve the samples from a home below a folder and take every picture."""
    port = free_port()
    with Assistant(folder / "home") as service, sync_playwright() as play:
        list(service.load_samples())
        judge_twice(service)
        served = launch(service, "127.0.0.1", port, folder)
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for scene in SCENES:
            page = browser.new_page(viewport=SIZE, locale="zh-CN")
            page.goto(f"http://127.0.0.1:{port}")
            page.locator(".status-line", has_text="份资料").wait_for()
            scene(page)
            page.wait_for_timeout(2_000)
            picture = PICTURES / f"{scene.__name__}.png"
            page.screenshot(path=picture)
            page.close()
            with Image.open(picture) as whole:
                few = whole.convert("RGB").quantize(256)  # a third of the size, and nothing to be seen of it
            few.save(picture, optimize=True)
        browser.close()
        served.close(verbose=False)


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        take(Path(made))
