"""Which reports a question means by the places it names: known, parents, masked, unknown."""

from __future__ import annotations

import pytest

from assistant.answering.places import Named, named_places, strip_names
from assistant.types import Place, ReportHead


def head(name: str, place: Place) -> ReportHead:
    return ReportHead(name, name, "其他", place, None, f"{name}.txt")


HEADS = (
    head("city", Place("澄岭市")),
    head("county", Place("云畔县", ("澄岭市",))),
    head("district", Place("*区", ("东屏市",))),
    head("hidden", Place("**县")),
    head("region", Place("内蒙古自治区")),
)
KNOWN = HEADS[:4]


@pytest.mark.parametrize(
    ("text", "reports", "names"),
    [
        ("澄岭市还有多少", ("city",), ("澄岭市",)),
        ("澄岭完成多少", ("city",), ("澄岭",)),
        ("云畔和澄岭各多少", ("city", "county"), ("云畔", "澄岭")),
        ("东屏市还有多少", ("district",), ("东屏市",)),
        ("东屏市*区还有多少", ("district",), ("东屏市*区",)),
        ("*区还有多少", ("district",), ("*区",)),
        ("某区还有多少", ("district",), ("某区",)),
        ("某县销号多少", ("hidden",), ("某县",)),
        ("××县销号多少", ("hidden",), ("××县",)),
        ("内蒙古还有多少", ("region",), ("内蒙古",)),
        ("全市还有多少", ("city",), ("全市",)),
        ("全省还有多少", ("region",), ("全省",)),
        ("全市级部门还有多少", (), ()),
        ("我市还有多少", (), ()),
        ("保护区问题还有几个", (), ()),
    ],
)
def test_known_places(text: str, reports: tuple[str, ...], names: tuple[str, ...]) -> None:
    named = named_places(text, HEADS)
    assert (named.reports, named.names, named.unknown) == (reports, names, ())


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("银杉市还有多少", ("银杉市",)),
        ("澄岭市和银杉县各多少", ("银杉县",)),
        ("贵州省反馈多少问题", ("贵州省",)),
        ("某市还有多少", ("某市",)),
        ("**镇还有多少", ("**镇",)),
        ("第二轮督察反馈市里多少问题", ()),
        ("各县区还有多少", ()),
        ("开发区还有几个", ()),
    ],
)
def test_places_nobody_knows(text: str, unknown: tuple[str, ...]) -> None:
    assert named_places(text, KNOWN).unknown == unknown


def test_a_masked_name_is_taken_as_written_where_one_is_written_so() -> None:
    heads = (head("mark", Place("*县")), head("word", Place("某县")))
    assert named_places("某县还有多少", heads).reports == ("word",)
    assert named_places("*县还有多少", heads).reports == ("mark",)


def test_a_name_with_another_level_is_another_place() -> None:
    assert named_places("澄岭县还有多少问题没完成", (HEADS[0],)) == Named((), (), ("澄岭县",))


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [("澄岭市还有多少", ("澄岭市",), "还有多少"), ("澄岭市还有多少", ("澄岭",), "还有多少"), ("澄岭省级督察", ("澄岭",), "省级督察")],
)
def test_names_are_stripped_with_their_level(text: str, names: tuple[str, ...], left: str) -> None:
    assert strip_names(text, names) == left


@pytest.mark.parametrize("ahead", ["截至目前", "到现在", "2023年", "2023年度", "截至2023年6月30日", "请问", "烦请提供", "今年"])
def test_words_ahead_of_a_name_nobody_knows_are_no_part_of_it(ahead: str) -> None:
    assert named_places(f"{ahead}桑畔区督察信访件办结几件？", KNOWN).unknown == ("桑畔区",)
