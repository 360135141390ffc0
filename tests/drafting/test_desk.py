"""Kept drafts: staff's edits stay while the program writes the rest anew, and every version can be had back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from drafting_library import OTHER, REPORT, MemoryLibrary

from assistant.accounts.acting import Acting
from assistant.config import Settings
from assistant.drafting.clauses import LAYOUT
from assistant.drafting.compose import compose
from assistant.drafting.desk import DraftDesk, KeptVersion
from assistant.drafting.markdown import to_markdown
from assistant.drafting.output import write_output
from assistant.drafting.wording import WORDED, Checking
from assistant.errors import UsageError
from assistant.store.database import Database
from assistant.store.snapshot import Decoded
from assistant.types import Check, Draft, Scope

LATER = REPORT.replace("已完成整改17项，其中已销号11项，达到序时进度5项，", "已完成整改19项，其中已销号12项，达到序时进度3项，").replace(
    "2022年6月30日", "2022年9月30日"
)
SCOPE = Scope(place="青峦市")


class Shelf:
    """A library that may change under the desk."""

    def __init__(self) -> None:
        self.library = MemoryLibrary(REPORT, OTHER)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def desk(tmp_path: Path, shelf: Shelf) -> Iterator[DraftDesk]:
    settings = Settings(user="周某")
    database = Database(tmp_path / "home", settings)
    yield DraftDesk(Acting(database, Decoded(), settings), tmp_path / "home", lambda: nullcontext(shelf.library))
    database.close()


@pytest.fixture
def number(desk: DraftDesk, shelf: Shelf) -> int:
    return desk.save(compose("整改落实情况报告", shelf.library, SCOPE), SCOPE).draft


def edit(desk: DraftDesk, number: int, path: Path, old: str, new: str) -> KeptVersion:
    text = to_markdown(desk.version(number).draft)
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return desk.edit(number, path)


def text_of(version: KeptVersion, heading: str) -> str:
    return next(section.text for section in version.draft.sections if section.heading.endswith(heading))


def test_a_kept_draft_comes_back_as_it_was(desk: DraftDesk, shelf: Shelf, number: int) -> None:
    draft = compose("整改落实情况报告", shelf.library, SCOPE)
    found = desk.version(number)
    assert (found.head.version, found.head.made_by, found.head.action) == (1, "周某", "起草")
    assert (found.draft.title, found.draft.figures, found.draft.gaps) == (draft.title, draft.figures, draft.gaps)
    assert [one.draft for one in desk.newest()] == [number]


def test_layout_is_of_a_file_and_not_kept(desk: DraftDesk, shelf: Shelf, tmp_path: Path) -> None:
    written = write_output(compose("简报", shelf.library, SCOPE), tmp_path / "draft.docx")
    head = desk.save(written, SCOPE)
    assert not any(check.name.startswith(LAYOUT) for check in desk.version(head.draft).draft.checks)


def test_an_edit_keeps_every_figure_that_still_stands(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    before = desk.version(number).draft
    after = edit(desk, number, tmp_path / "a.md", "特此报告。", "特此报告，请审阅。")
    assert after.draft.figures == before.figures
    assert all(check.passed for check in after.draft.checks)
    assert [after.draft.sections[n].text for n, flag in enumerate(after.kept.edited) if flag] == ["特此报告，请审阅。"]


def test_figures_of_the_title_keep_their_source(desk: DraftDesk, shelf: Shelf, tmp_path: Path) -> None:
    draft = compose("月调度报告", shelf.library, SCOPE)
    number = desk.save(draft, SCOPE).draft
    assert "2022年6月" in draft.title
    after = edit(desk, number, tmp_path / "a.md", "按月推进", "按月推进到位")
    assert after.draft.figures == draft.figures
    assert [check.name for check in after.draft.checks if not check.passed] == [check.name for check in draft.checks if not check.passed]


def test_a_figure_that_staff_typed_has_no_source(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    after = edit(desk, number, tmp_path / "a.md", "特此报告。", "另有31项自查问题。")
    failed = [check for check in after.draft.checks if not check.passed]
    assert any("31没有出处" in check.detail for check in failed)
    assert after.draft.figures == desk.version(number, 1).draft.figures


def test_a_filled_gap_is_none_any_more(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    gap = "成文日期"
    assert gap in desk.version(number).draft.gaps
    after = edit(desk, number, tmp_path / "a.md", f"【待补：{gap}】", "2022年7月8日")
    assert after.draft.date == "2022年7月8日"
    assert gap not in after.draft.gaps


def test_new_figures_come_in_and_edits_stay(desk: DraftDesk, shelf: Shelf, number: int, tmp_path: Path) -> None:
    edit(desk, number, tmp_path / "a.md", "特此报告。", "特此报告，请审阅。")
    shelf.library = MemoryLibrary(LATER, OTHER)
    after = desk.revise(number)
    whole = "\n".join(section.text for section in after.draft.sections)
    assert "19项" in whole
    assert "17项" not in whole
    assert "特此报告，请审阅。\n【待补：附件清单正文" in whole
    assert all(check.passed for check in after.draft.checks)
    assert {figure.report for figure in after.draft.figures} <= {report.id for report in shelf.library.read}


def test_one_section_anew_leaves_the_others(desk: DraftDesk, shelf: Shelf, number: int, tmp_path: Path) -> None:
    kept = edit(desk, number, tmp_path / "a.md", "特此报告。", "特此报告，请审阅。")
    shelf.library = MemoryLibrary(LATER, OTHER)
    after = desk.revise(number, ["反馈问题整改情况"])
    assert "19项" in text_of(after, "反馈问题整改情况")
    different = [n for n, (a, b) in enumerate(zip(kept.draft.sections, after.draft.sections, strict=True)) if a != b]
    assert [after.draft.sections[n].heading for n in different] == ["（一）反馈问题整改情况"]
    assert any(not check.passed for check in after.draft.checks), "17项 above and 19项 here no longer agree"


def test_an_edited_section_that_is_named_is_written_anew(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    text = text_of(desk.version(number), "反馈问题整改情况")
    edit(desk, number, tmp_path / "a.md", text.split("\n")[0], "本节另写。")
    after = desk.revise(number, ["反馈问题整改情况"])
    assert text_of(after, "反馈问题整改情况") == text
    assert not any(after.kept.edited)


def test_what_is_written_anew_is_in_a_models_words_and_says_so(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    def worded(draft: Draft, reports: object, check: Checking) -> Draft:
        sections = tuple(replace(one, text=one.text.replace("。", "。（措辞）", 1)) for one in draft.sections)
        notes = [Check(f"{WORDED}：{one.heading}", True, "改过") for one in sections if "（措辞）" in one.text]
        return check(replace(draft, sections=sections, mode="model"), notes)

    first = desk.version(number)
    desk._worded = worded
    heading = next(one.heading for one in first.draft.sections if "。" in one.text and one.heading)
    anew = desk.revise(number, [heading])
    changed = [one.heading for one, old in zip(anew.draft.sections, first.draft.sections, strict=True) if one.text != old.text]
    assert changed == [heading]
    assert "（措辞）" in text_of(anew, heading)
    assert anew.draft.mode == "model"
    assert [one.name for one in anew.draft.checks if one.name.startswith(WORDED)] == [f"{WORDED}：{heading}"]
    assert [figure.text for figure in anew.draft.figures] == [figure.text for figure in first.draft.figures]


def test_nothing_new_is_no_new_version(desk: DraftDesk, number: int) -> None:
    with pytest.raises(UsageError, match="没有另存新版"):
        desk.revise(number)
    assert len(desk.history(number)) == 1


def test_an_unchanged_file_is_no_new_version(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(to_markdown(desk.version(number).draft), "utf-8")
    with pytest.raises(UsageError, match="没有可保存的修改"):
        desk.edit(number, tmp_path / "a.md")


def test_an_earlier_version_comes_back_as_a_new_one(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    edit(desk, number, tmp_path / "a.md", "特此报告。", "特此报告，请审阅。")
    after = desk.restore(number, 1)
    assert after.draft == desk.version(number, 1).draft
    assert [(one.version, one.action) for one in desk.history(number)] == [(1, "起草"), (2, "修改"), (3, "恢复")]
    with pytest.raises(UsageError, match="已经是"):
        desk.restore(number, 3)


def test_the_last_change_is_compared_unless_said(desk: DraftDesk, number: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有别的版本"):
        desk.compare(number)
    edit(desk, number, tmp_path / "a.md", "特此报告。", "特此报告，请审阅。")
    old, new, found = desk.compare(number)
    assert (old.version, new.version, [(one.kind, one.before, one.after) for one in found]) == (
        1,
        2,
        [("改动", "特此报告。", "特此报告，请审阅。")],
    )


@pytest.mark.parametrize(
    "call", [lambda desk: desk.version(9), lambda desk: desk.forget(9), lambda desk: desk.revise(9), lambda desk: desk.compare(9)]
)
def test_a_draft_that_is_not_there(desk: DraftDesk, call: object) -> None:
    with pytest.raises(UsageError, match="没有第9号草稿"):
        call(desk)  # type: ignore[operator]


def test_versions_and_sections_that_are_not_there(desk: DraftDesk, number: int) -> None:
    with pytest.raises(UsageError, match="没有第7版"):
        desk.version(number, 7)
    with pytest.raises(UsageError, match="草稿里没有“食堂”这一节"):
        desk.revise(number, ["食堂"])


def test_a_removed_draft_is_gone_and_its_number_not_another_ones_history(desk: DraftDesk, shelf: Shelf, number: int) -> None:
    desk.forget(number)
    assert desk.newest() == []
    with pytest.raises(UsageError):
        desk.history(number)
