"""校核 behind the page, over the real service: a pasted text is proofed and its 核对表 taken away, a bad one told in a sentence."""

import docx
import pytest
from office import THIRD_PARTY
from test_browser import REPORT

from assistant.service import Assistant

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings(*THIRD_PARTY)]
TEXT = """云岭市整改情况
截止2024年11月30日，中央生态环境保护督察反馈的36个问题中，已完成整改26个。
"""


@pytest.fixture(scope="module")
def proofreader(tmp_path_factory):
    import gradio as gr

    from assistant.web.proofing import Proofreader

    folder = tmp_path_factory.mktemp("proof")
    file = folder / "云岭市整改报告.txt"
    file.write_text(REPORT, encoding="utf-8")
    with Assistant(folder / "home") as service:
        list(service.ingest([file]))
        with gr.Blocks():
            yield Proofreader(service, folder)


def test_a_pasted_text_is_proofed_and_its_list_taken_away(proofreader):
    *_, (reviews, shown, _) = proofreader._pasted(TEXT, "云岭市")
    assert "资料中中央督察反馈问题完成为25个" in shown
    assert "截止2024年</em>→ 截至" in shown
    _, button = proofreader._annex(reviews)
    written = docx.Document(str(button.value["path"] if isinstance(button.value, dict) else button.value))
    assert any("26个" in cell.text for table in written.tables for row in table.rows for cell in row.cells)


def test_an_upload_is_read_by_its_kind_and_not_kept(proofreader, tmp_path):
    file = tmp_path / "别人的稿子.docx"
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(str(file))
    *_, (_, shown, _) = proofreader._uploaded(str(file), "")
    assert "必须改" in shown
    assert not file.exists()


@pytest.mark.parametrize(("text", "place", "said"), [("  ", "", "请先粘贴"), (TEXT, "不存在的县", "。")])
def test_what_cannot_be_proofed_is_told_in_a_sentence(proofreader, text, place, said):
    *_, (reviews, shown, _) = proofreader._pasted(text, place)
    assert reviews == []
    assert said in shown
