"""Templates: all genres load, staff may edit them and add one, and a mistake is named by file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafting.genre import find_genre, genres
from assistant.errors import KnowledgeError, UsageError

CONTRACT = [
    "整改落实情况报告", "迎检情况通报", "整改销号公示", "整改任务销号评估报告", "整改方案", "信访件办理情况公开",
    "经验交流材料", "月调度报告", "督办函", "工作汇报", "简报",
]  # fmt: skip
SMALL = """
"文种" = "催办单"
"说明" = "催一件事"
"标题" = "关于〔督察名称〕整改的催办单"
[["章节"]]
"段落" = ["尚有〔未完成数〕未完成。"]
["槽位"]
"督察名称" = { "报告信息" = "督察名称" }
"未完成数" = { "条线" = "反馈问题", "指标" = "未完成" }
"""


def put(home: Path, text: str, name: str = "催办单.toml") -> Path:
    folder = home / "knowledge" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return home


def test_every_contract_genre_is_there() -> None:
    assert set(CONTRACT) <= {genre.name for genre in genres()}


@pytest.mark.parametrize("genre", genres(), ids=lambda genre: genre.name)
def test_a_shipped_genre_is_complete(genre) -> None:
    assert genre.description
    assert genre.tone
    assert 0 < genre.length[0] < genre.length[1]
    assert any(part.heading for part in genre.parts)


def test_a_new_genre_needs_only_a_file(tmp_path: Path) -> None:
    assert find_genre("催办单", put(tmp_path, SMALL)).parts[0].paragraphs == ("尚有〔未完成数〕未完成。",)


def test_an_edit_is_read_again(tmp_path: Path) -> None:
    home = put(tmp_path, SMALL)
    find_genre("催办单", home)
    put(tmp_path, SMALL.replace("尚有", "目前还有"))
    assert find_genre("催办单", home).parts[0].paragraphs == ("目前还有〔未完成数〕未完成。",)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (SMALL.replace("尚有〔未完成数〕", "尚有14项"), "不能直接写数字"),
        (SMALL.replace("〔未完成数〕未", "〔未完成数未"), "没有成对"),
        (SMALL.replace('"说明" = "催一件事"\n', ""), "说明"),
        (SMALL.replace('"说明"', '"说名"'), "说名"),
        (SMALL.replace('"指标" = "未完成"', '"指标" = "未完成", "量词" = ["项"]'), "一种来源"),
        (SMALL.replace('"条线" = "反馈问题", ', ""), "条线"),
        (SMALL.replace("反馈问题", "反馈问"), "条线"),
        (SMALL.replace('"报告信息" = "督察名称"', '"报告信息" = "督查名"'), "报告信息只能是"),
        (SMALL.replace("尚有〔未完成数〕", "尚有〔剩余数〕"), "〔剩余数〕没有"),
        (SMALL + '"多余" = { "人工填写" = true }\n', "多余"),
        (SMALL.replace('"段落"', '"层级" = 1\n"段落"'), "层级"),
        (SMALL.replace("[[", "[", 1), "读不懂"),
        (SMALL.replace("催办单", "简报"), "重名"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, wrong: str, named: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        genres(put(tmp_path, wrong))
    assert "催办单.toml" in str(caught.value)
    assert named in str(caught.value)
    assert "Value error" not in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (SMALL.replace('"说明" =', '"说名" ='), "“说名”：没有这个字段，是不是“说明”？请改正或删去"),
        (SMALL.replace("尚有〔未完成数〕", "尚有14项"), "第1个章节的“段落”"),
        (SMALL.replace('[["章节"]]', '[["章节"]]\n"标题" = "进展"\n"层级" = 9'), "第1个章节“进展”的“层级”"),
        (SMALL.replace('"指标" = "未完成"', '"指标" = "未完成", "量词" = ["项"]'), "槽位“未完成数”"),
        (SMALL.replace('"标题" =', '"标题"'), "第4行的格式不对，请检查引号"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        genres(put(tmp_path, wrong))
    assert said in str(caught.value)
    assert str(caught.value).endswith("。")
    assert "请" in str(caught.value)


def test_a_file_saved_by_an_editor_of_windows(tmp_path: Path) -> None:
    assert find_genre("催办单", put(tmp_path, "\ufeff" + SMALL)).name == "催办单"
    (tmp_path / "knowledge" / "templates" / "催办单.toml").write_bytes(SMALL.encode("gb18030"))
    with pytest.raises(KnowledgeError, match="另存为 UTF-8"):
        genres(tmp_path)


def test_what_a_genre_must_hold(tmp_path: Path) -> None:
    assert find_genre("催办单", put(tmp_path, SMALL)).mandatory() == ("督察名称", "未完成数")
    optional = SMALL.replace("尚有〔未完成数〕未完成。", "{尚有〔未完成数〕未完成{，请抓紧}。}")
    assert find_genre("催办单", put(tmp_path, optional)).mandatory() == ("督察名称",)


def test_an_unknown_genre_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="现有：.*整改落实情况报告"):
        find_genre("没有的文种")
