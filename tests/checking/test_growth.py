"""What a text says was gained since an earlier day is held against the lists of both days."""

from __future__ import annotations

from assistant.checking.basis import Basis
from assistant.checking.review import own_text, review
from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.types import Review
from assistant.words.lexicon import load_lexicon

_BEFORE = """青崖县2023年度生态环境保护督察整改落实情况报告
截至2023年12月15日，第二轮中央督察反馈的24项问题，已完成整改13项，其中已销号6项。
青崖县人民政府
2023年12月20日
"""
_NOW = """青崖县2024年度生态环境保护督察整改落实情况报告
截至2024年11月30日，第二轮中央督察反馈的24项问题，已完成整改17项，其中已销号11项。
青崖县人民政府
2024年12月10日
"""
_DRAFT = """青崖县督察整改月调度报告
截至2024年11月30日，第二轮中央督察反馈问题24项，已完成整改17项。与{day}相比，新增完成整改{done}，新增销号5项。
"""


def reviewed(day: str, done: str) -> Review:
    lexicon = load_lexicon()
    sources = [read_reports(f"资料{number}.txt", text.encode())[0] for number, text in enumerate((_BEFORE, _NOW))]
    facts = [fact for source in sources for fact in extract(source, lexicon)]
    basis = Basis({source.id: source for source in sources}, facts, frozenset(), ("青崖县",))
    report = own_text(read_reports("稿.txt", _DRAFT.format(day=day, done=done).encode())[0])
    return review(report, extract(report, lexicon), basis)


def test_a_gain_is_tied_to_the_lists_of_both_days_with_its_formula() -> None:
    found = reviewed("2023年12月15日", "4项")
    assert found.flaws == ()
    formulas = {tie.text: tie.formula for tie in found.ties}
    assert formulas["4项"] == "17−13=4"
    assert formulas["5项"] == "11−6=5"
    assert "2023年12月15日" in formulas


def test_a_gain_that_the_lists_do_not_bear_is_found_where_it_stands() -> None:
    assert [flaw.written for flaw in reviewed("2023年12月15日", "6项").flaws] == ["6项"]


def test_a_day_no_list_is_of_bears_no_gain() -> None:
    assert {"2023年10月15日", "4项"} <= {flaw.written for flaw in reviewed("2023年10月15日", "4项").flaws}
