"""起草 behind the page, over the real service: from the plan to a kept draft, its pieces rewritten, every failure one sentence."""

from types import SimpleNamespace

import docx
import pytest
from office import THIRD_PARTY
from test_browser import REPORT, SECOND

from assistant.service import Assistant

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]
BAR, NEWS, SHEET, PANEL = 1, 2, 3, 4


@pytest.fixture
def service(tmp_path):
    file = tmp_path / "云岭市整改报告.txt"
    file.write_text(REPORT, encoding="utf-8")
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([file]))
        yield assistant


@pytest.fixture
def page(service, tmp_path):
    import gradio as gr

    from assistant.web.draft_desk import Editor
    from assistant.web.drafting import Wizard

    with gr.Blocks():
        return Wizard(service), Editor(service, tmp_path)


@pytest.fixture
def at(service, page):
    """The editor with a draft opened, and the state of it."""
    wizard, editor = page
    looked = list(wizard._look(chosen(wizard, "整改落实情况报告"), "云岭市", "", "", ""))[-1]
    shown = wizard._write(looked[0], editor)
    return shown[-5]


def chosen(wizard, genre):
    from assistant.web.drafting import Plan

    return wizard._chosen(Plan(), SimpleNamespace(genre=genre))[0]


def test_what_is_found_and_missing_is_shown_before_anything_is_kept(page, service):
    wizard, _ = page
    first, last = list(wizard._look(chosen(wizard, "整改落实情况报告"), "云岭市", "", "", ""))
    assert "正在查找材料" in first[2]
    assert "成文日期" in last[-1]
    assert "36个" in last[-1]
    assert service.drafts.newest() == []


@pytest.mark.parametrize(("genre", "as_of", "sentence"), [("", "", "请先选择文种。"), ("整改落实情况报告", "去年", "看不懂")])
def test_what_cannot_be_drafted_is_one_sentence(page, genre, as_of, sentence):
    wizard, _ = page
    assert sentence in list(wizard._look(chosen(wizard, genre), "云岭市", as_of, "", ""))[-1][2]


def test_several_places_ask_which_one(page, service, tmp_path):
    (tmp_path / "松岚县.txt").write_text(SECOND, encoding="utf-8")
    list(service.ingest([tmp_path / "松岚县.txt"]))
    wizard, _ = page
    assert "请先选择为哪个地方起草。" in list(wizard._look(chosen(wizard, "工作汇报"), "", "", "", ""))[-1][2]


def test_the_draft_is_kept_as_soon_as_it_is_shown(at, service):
    assert [(head.draft, head.version) for head in service.drafts.newest()] == [(at.draft, at.version)]


def test_a_piece_is_rewritten_checked_again_and_marked(page, at, service):
    _, editor = page
    sections = service.drafts.version(at.draft).draft.sections
    number = next(n for n, section in enumerate(sections) if section.heading)
    event = SimpleNamespace(piece=f"section{number}", text="另有77个项目。", heading=sections[number].heading)
    shown = editor._written(at, event)
    assert "已另存为第2版" in shown[NEWS]
    assert "另有77个项目。" in shown[SHEET]
    assert "已修改" in shown[SHEET]
    assert "77没有出处" in shown[PANEL]
    assert "请先复制好写的文字" in editor._written(at, event)[NEWS], "somebody else's version is not written over"


def test_the_same_words_again_are_no_new_version(page, at, service):
    _, editor = page
    title = service.drafts.version(at.draft).draft.title
    assert "没有另存新版" in editor._written(at, SimpleNamespace(piece="title", text=title, heading=""))[NEWS]
    assert len(service.drafts.history(at.draft)) == 1


def test_versions_are_compared_and_an_older_one_is_read_only_and_comes_back(page, at):
    _, editor = page
    at = editor._written(at, SimpleNamespace(piece="date", text="2024年12月9日", heading=""))[0]
    changes = editor._compare(at, SimpleNamespace(before=1, after=2))[2]
    assert "2024年12月9日" in changes
    assert "成文日期" in changes
    old = editor._see(at, SimpleNamespace(version=1))
    assert "恢复这一版" in old[BAR]
    assert 'class="tool edit"' not in old[SHEET]
    back = editor._restore(old[0], SimpleNamespace(version=1))
    assert "已恢复第1版，另存为第3版。" in back[NEWS]
    assert "2024年12月9日" not in back[SHEET]
    assert (
        "不能比较" in editor._compare(at, SimpleNamespace(before=0, after=99))[1]
        or "没有第" in editor._compare(at, SimpleNamespace(before=0, after=99))[1]
    )


def test_a_figure_opens_its_report_at_the_sentence_and_a_removed_one_says_so(page, at, service):
    _, editor = page
    figures = service.drafts.version(at.draft).draft.figures
    number = next(n for n, one in enumerate(figures, 1) if one.text.startswith("36"))
    state, _, panel = editor._source(at, SimpleNamespace(figure=number))
    assert "<mark>" in panel
    assert "返回核对表" in panel
    assert editor._turn(state)[0].raw
    service.remove("云岭市整改报告.txt")
    assert "已经移除" in editor._source(at, SimpleNamespace(figure=number))[1]


def test_downloads_are_files_of_the_version_shown_with_the_layout_checked(page, at, service):
    _, editor = page
    for kind in ("docx", "md"):
        news, button = list(editor._download(at, "", "", "", SimpleNamespace(kind=kind)))[-1]
        path = button["value"] if isinstance(button, dict) else button.value
        assert str(path["path"] if isinstance(path, dict) else path).endswith(f"（第1版）.{kind}"), news
    file, said = editor._file(at, "docx", None)
    assert "版式自查" in said
    assert docx.Document(str(file)).paragraphs
    assert "发文字号" in list(editor._download(at, "", "3号", "", SimpleNamespace(kind="docx")))[-1][0]


def test_an_edited_word_file_is_read_back(page, at, service, tmp_path):
    _, editor = page
    file, _ = editor._file(at, "md", None)
    changed = tmp_path / "改过.md"
    changed.write_text(file.read_text("utf-8").replace("18次", "十八次"), "utf-8")
    shown = editor._read_back(at, str(changed))
    assert "已读回“改过.md”，另存为第2版" in shown[NEWS]
    assert not changed.exists()
    (tmp_path / "乱.docx").write_bytes(b"x")
    assert "notice bad" in editor._read_back(shown[0], str(tmp_path / "乱.docx"))[NEWS]


def test_a_removed_draft_is_one_sentence_everywhere(page, at, service):
    wizard, editor = page
    assert "草稿已移除。" in wizard._forget(SimpleNamespace(draft=at.draft))[1]
    assert "没有第" in wizard._forget(SimpleNamespace(draft=at.draft))[1]
    assert "没有第" in editor.opened(at.draft)[3]
    assert "没有第" in editor._again(at, SimpleNamespace(section=""))[NEWS]
    assert "没有第" in editor._history(at)[1]
