"""What staff are told of each file beyond its counts: copies, other versions, secrecy marks; and what never goes to a model."""

import docx
import pytest
from service_documents import text, written

from assistant.config import Settings
from assistant.modelled import KEPT_HERE, NOT_ALLOWED
from assistant.service import Assistant
from eval.endpoint import Turn, serving

pytestmark = pytest.mark.heavy

LONG = "围绕饮用水水源保护、矿山生态修复、畜禽养殖污染治理等重点，逐项制定措施、明确时限、压实责任，现场核查、定期通报、销号管理同步推进。"


@pytest.fixture
def assistant(tmp_path):
    with Assistant(tmp_path / "home") as one:
        yield one


def take(assistant, *paths, **how):
    return list(assistant.ingest(paths, **how))


def word(path, words):
    document = docx.Document()
    for line in words.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_another_format_of_the_same_report_is_told(assistant, tmp_path):
    first = written(tmp_path, "报告.txt", tail=LONG)
    take(assistant, first)
    (result,) = take(assistant, word(tmp_path / "报告.docx", text(tail=LONG) + "第3页"))
    assert result.status == "added"
    assert any("与“报告.txt”文字基本相同" in notice for notice in result.notices), result
    healths = assistant.healths()
    assert all(any("文字基本相同" in notice for notice in health.notices) for health in healths.values()), "both sides know"
    assert assistant.status()["near_duplicates"] == 1
    assistant.remove("报告.txt")
    assert not any("基本相同" in notice for health in assistant.healths().values() for notice in health.notices)


def test_reports_of_two_months_are_alike_but_no_copies(assistant, tmp_path):
    take(assistant, written(tmp_path, "六月.txt", tail=LONG))
    (result,) = take(assistant, written(tmp_path, "七月.txt", tail=LONG, done=11))
    assert any("文字相近" in notice and "数字不同" in notice for notice in result.notices), result
    assert assistant.status()["near_duplicates"] == 0
    assert assistant.status()["alike_but_for_figures"] == 1


def test_different_reports_have_nothing_to_do_with_each_other(assistant, tmp_path):
    take(assistant, written(tmp_path, tail=LONG))
    other = tmp_path / "督办函.txt"
    other.write_text(
        "关于加快推进石檐乡矿山生态修复问题整改的督办函\n县自然资源局：\n" + "经现场核查，剩余三座矿山尚未完成覆土复绿。" * 5, "utf-8"
    )
    assert take(assistant, other)[0].notices == ()


def test_an_older_and_a_newer_version_are_told_whichever_comes_first(assistant, tmp_path):
    def version(year, done, tail):
        return written(tmp_path / str(year), "报告.txt", year=year, done=done, tail=tail)

    take(assistant, version(2022, 8, "乡镇工作专班"))
    (newer,) = take(assistant, version(2023, 12, LONG))
    (oldest,) = take(assistant, version(2021, 2, "部门联席会议" * 9))
    assert any("同名的较旧版本“报告.txt”（2022" in notice for notice in newer.notices), newer
    assert any("同名的较新版本“报告.txt”（2022" in notice for notice in oldest.notices), oldest
    assert assistant.status()["superseded"] == 2


def test_a_replaced_file_says_so(assistant, tmp_path):
    take(assistant, written(tmp_path))
    (result,) = take(assistant, written(tmp_path, done=11))
    assert "同一位置此前收入的旧版本已由本件取代。" in result.notices


@pytest.mark.parametrize("mark", ["秘密★1年", "机密★", "绝密"])
def test_a_classified_file_is_refused_unless_a_setting_allows_it(assistant, tmp_path, mark):
    path = tmp_path / "密.txt"
    path.write_text(f"{mark}\n{text()}", "utf-8")
    (result,) = take(assistant, path)
    assert result.status == "refused"
    assert mark in result.reason
    assert result.reason.endswith("。")
    assert assistant.reports() == []
    with Assistant(assistant.home, Settings(classified="allow")) as allowed:
        (result,) = take(allowed, path)
        assert result.status == "added"
        assert any(mark in notice for notice in result.notices)
        assert [head.secrecy for head in allowed.reports()] == [mark]


def test_internal_material_is_taken_in_with_a_notice_and_never_sent_to_a_model(tmp_path):
    path = tmp_path / "内部.txt"
    path.write_text(f"内部资料 注意保存\n{text()}", "utf-8")
    open_one = written(tmp_path, "公开.txt", place="白川县", total=20, done=12)
    with serving([Turn("白川县还有8个。")]) as endpoint:
        settings = Settings(model="m", openai_base_url=endpoint.url, openai_api_key="k")
        with Assistant(tmp_path / "home", settings) as assistant:
            marked, _ = take(assistant, path, open_one)
            assert marked.status == "added"
            assert any("内部资料" in notice for notice in marked.notices)
            answer = assistant.ask("青禾县还有多少个问题没有整改完成？")
            assert KEPT_HERE in answer.caveats
            *_, streamed = assistant.ask_stream("青禾县还有多少个问题没有整改完成？")
            assert KEPT_HERE in streamed.caveats
            assert (answer.mode, endpoint.requests) == ("offline", [])
            assistant.ask("白川县还有多少个问题没有整改完成？")
            assert endpoint.requests
            assert "青禾县" not in str(endpoint.requests)


def test_only_files_of_the_setting_go_to_the_model(tmp_path):
    kept, shown = written(tmp_path, "内参.txt"), written(tmp_path, "整改公开.txt", place="白川县", total=20, done=12)
    with serving([Turn("白川县还有8个。")]) as endpoint:
        settings = Settings(model="m", openai_base_url=endpoint.url, openai_api_key="k", model_reports="*公示*、*公开*")
        with Assistant(tmp_path / "home", settings) as assistant:
            take(assistant, kept, shown)
            answer = assistant.ask("青禾县还有多少个问题没有整改完成？")
            assert (answer.mode, answer.caveats[-1], endpoint.requests) == ("offline", NOT_ALLOWED, [])
            assistant.ask("白川县还有多少个问题没有整改完成？")
            assert endpoint.requests
