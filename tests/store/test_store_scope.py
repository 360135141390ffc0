import pytest

from assistant.errors import UsageError
from assistant.store.scope import covers, in_scope, known_by, normal_date, referred, stretch
from assistant.types import Place, ReportHead, Scope


def head(report_id, place="甲市", within=("乙省",), as_of="2023-06-30", path="a.txt", sample=False, genre="整改方案"):
    return ReportHead(report_id, "题", genre, Place(place, within) if place else None, as_of, path, sample)


def ids(heads):
    return [one.id for one in heads]


@pytest.mark.parametrize(
    ("asked", "place", "covered"),
    [
        ("甲市", Place("甲市"), True),
        ("甲", Place("甲市"), True),  # as people type it
        ("乙省", Place("甲市", ("乙省",)), True),  # inside
        ("乙", Place("*区", ("乙省", "甲市")), True),
        ("甲市*区", Place("*区", ("乙省", "甲市")), True),
        ("某县", Place("**县"), True),  # masks are equal as words
        ("*县", Place("某县"), True),
        ("某县", Place("凤县"), False),  # but a mask is not any place
        ("甲市", Place("甲市区"), False),
        ("丙市", Place("甲市", ("乙省",)), False),
        ("甲市", Place("乙省"), False),  # a province is not inside its city
    ],
)
def test_places(asked, place, covered):
    assert covers(asked, place) is covered


def test_newest_first_and_undated_last():
    heads = [head("n", as_of=None), head("y", as_of="2023"), head("d", as_of="2023-06-30"), head("m", as_of="2024-01")]
    assert ids(in_scope(heads, Scope())) == ["m", "d", "y", "n"]


@pytest.mark.parametrize(
    ("as_of", "day", "known"),
    [
        ("2019-12-05", "2019-12-05", True),
        ("2019-12-05", "2019-12-04", False),
        ("2019-12", "2019-12-01", True),  # the coarser date decides
        ("2019-12-31", "2019", True),
        ("2020", "2019-12-31", False),
    ],
)
def test_what_was_known_on_a_day(as_of, day, known):
    assert known_by(as_of, day) is known


def test_as_of_keeps_the_undated():
    heads = [head("old", as_of="2019-01"), head("new", as_of="2024"), head("undated", as_of=None)]
    assert ids(in_scope(heads, Scope(as_of="2020年1月"))) == ["old", "undated"]


@pytest.mark.parametrize(
    ("text", "date"), [("2019年12月5日", "2019-12-05"), ("2019-12", "2019-12"), (" 2019/1/2 ", "2019-01-02"), ("2019", "2019")]
)
def test_dates_as_written(text, date):
    assert normal_date(text) == date


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2023", ("2023", "2023")),
        ("2023年上半年", ("2023-01", "2023-06")),
        ("2023年第三季度", ("2023-07", "2023-09")),
        ("2021-2023", ("2021", "2023")),
        ("2022年6月至2023-05-31", ("2022-06", "2023-05-31")),
    ],
)
def test_stretches_of_time(text, ends):
    assert stretch(text) == ends


@pytest.mark.parametrize("text", ["去年", "2023至2022", "2021至2022至2023", "至"])
def test_no_stretches_of_time(text):
    with pytest.raises(UsageError, match="时段|日期"):
        stretch(text)


def test_a_period_leaves_out_the_undated():
    heads = [head("a", as_of="2022-05-31"), head("b", as_of="2022-06-01"), head("c", as_of="2023"), head("u", as_of=None)]
    assert ids(in_scope(heads, Scope(period="2022-06至2023-03"))) == ["c", "b"]


@pytest.mark.parametrize("text", ["昨天", "2019-13", "2019-02-32", "", "19年"])
def test_no_dates(text):
    with pytest.raises(UsageError, match="日期"):
        normal_date(text)


def test_samples_leave_when_real_work_comes():
    samples = [head("s1", sample=True), head("s2", sample=True)]
    assert ids(in_scope(samples, Scope())) == ["s1", "s2"]
    assert ids(in_scope([*samples, head("real")], Scope())) == ["real"]


def test_samples_do_not_come_back_through_a_filter_that_leaves_no_real_report():
    heads = [head("s", place="丙市", sample=True), head("real")]
    assert in_scope(heads, Scope(place="丙市")) == []


def test_genre_and_place_and_report_together():
    heads = [head("aa-1"), head("ab-1", genre="通报"), head("ac-1", place="丙市")]
    assert ids(in_scope(heads, Scope(place="甲市", genre="通报"))) == ["ab-1"]
    assert ids(in_scope(heads, Scope(reports=("ac", "aa-1"), place="甲市"))) == ["aa-1"]


def test_references():
    heads = [head("7b67-1", path="x.txt"), head("7b67-2", path="x.txt"), head("9c-1", path="y.txt")]
    assert ids(referred("x.txt", heads)) == ["7b67-1", "7b67-2"]
    assert ids(referred("9", heads)) == ["9c-1"]
    assert ids(referred("7b67-1", heads)) == ["7b67-1"]
    with pytest.raises(UsageError, match="更完整"):
        referred("7b", heads)
    for unknown in ("zz", "", "X.TXT"):
        with pytest.raises(UsageError, match="没有"):
            referred(unknown, heads)


def test_an_id_that_begins_another_is_itself():
    heads = [head("a-1"), head("a-10")]
    assert ids(referred("a-1", heads)) == ["a-1"]
