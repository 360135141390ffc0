"""Two files that hide their place behind the same mask stay two places; 我县 and 全县 are the place of their own file."""

import pytest
from service_documents import written

from assistant.service import Assistant
from assistant.types import Scope


@pytest.fixture(scope="module", params=["某县", "**县"])
def office(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("masked")
    files = [
        written(folder, "甲.txt", place=request.param, total=15, done=9),
        written(folder, "乙.txt", place=request.param, total=20, done=13),
    ]
    with Assistant(folder / "home") as assistant:
        list(assistant.ingest(files))
        yield assistant, request.param


def test_the_two_reports_share_the_mask_and_no_fact(office):
    assistant, mask = office
    heads = assistant.reports()
    assert [head.place.name for head in heads] == [mask, mask]
    totals = {
        head.id: {fact.quantity.value for fact in assistant.facts(Scope(reports=(head.id,))) if fact.metric == "总数"} for head in heads
    }
    assert sorted(map(sorted, totals.values())) == [[15], [20]]


def test_no_answer_adds_or_blends_the_two(office):
    assistant, mask = office
    answer = assistant.ask(f"{mask}督察反馈问题还有多少个没有整改完成？")
    told = {figure.value for figure in answer.figures if figure.value is not None}
    assert not told & {35, 22, 13 + 6, 9 + 7}, answer.text
    assert {6, 7} <= told, answer.text


def test_two_masked_files_do_not_contradict_each_other(office):
    assistant, mask = office
    assert "材料不一致" not in assistant.ask(f"{mask}督察反馈问题还有多少个没有整改完成？").text


def test_what_is_said_of_our_county_is_the_file_s_own(office):
    assistant, mask = office
    for head in assistant.reports():
        assert {fact.place.name for fact in assistant.facts(Scope(reports=(head.id,))) if fact.place} == {mask}
