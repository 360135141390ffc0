"""A ledger against reports of its place: the same figures agree, others are told with both sources, other lists are left alone."""

from __future__ import annotations

from ledger_books import LEXICON, ledger, row

from assistant.facts.extract import extract
from assistant.facts.ledger_words import ledger_words
from assistant.ledgers.comparing import Comparison, comparisons
from assistant.reading.report import read_reports

WORDS = ledger_words(LEXICON)
LED = ("县水利局",) * 3 + ("县住建局",) * 4
STATES = ("已销号", "完成整改", "达到序时进度", "达到序时进度", "超过序时进度", "未达到序时进度", "尚未启动")
LEDGER = ledger(
    [
        row(n, f"第{n}处排口污水直排", 状态=state, 牵头单位=unit, 整改时限="2024年5月底" if n == 6 else "2024年底前")
        for n, (state, unit) in enumerate(zip(STATES, LED, strict=True), 1)
    ]
)


def compared(text: str, title: str = "岫林县2024年上半年督察整改情况的报告") -> list[Comparison]:
    (report,) = read_reports("报告.txt", f"{title}\n{text}\n".encode())
    return comparisons(LEDGER.id, [*extract(LEDGER, LEXICON), *extract(report, LEXICON)], WORDS)


def differing(text: str) -> dict[str, tuple[object, object]]:
    (found,) = compared(text)
    return {one.what: (one.ledger.value, one.report.value) for one in found.differing}


def test_a_report_that_says_what_the_ledger_counts_differs_nowhere() -> None:
    (found,) = compared(
        "截至2024年6月30日，第二轮省级督察反馈我县的7个问题，已完成整改2个（其中销号1个），达到或超过序时进度3个，"
        "未达到序时进度1个，尚未启动1个。其中县水利局牵头3个，县住建局牵头4个。"
    )
    assert {"总数", "完成", "销号", "序时", "滞后", "未启动", "水利局", "住建局"} <= {one.what for one in found.figures}
    assert not found.differing


def test_total_statuses_units_and_what_is_overdue_are_told_where_they_differ() -> None:
    assert differing(
        "截至2024年6月30日，第二轮省级督察反馈我县的8个问题，已完成整改3个（其中销号1个），达到序时进度2个，逾期未完成2个。其中县水利局牵头2个。"
    ) == {"总数": (7, 8), "完成": (2, 3), "逾期": (1, 2), "水利局": (3, 2)}


def test_both_sources_of_a_difference_are_named() -> None:
    (found,) = compared("截至2024年6月30日，第二轮省级督察反馈我县的7个问题，已完成整改3个。")
    (one,) = found.differing
    rows, sentence = one.sources
    assert rows.report == LEDGER.id and "已完成整改3个" in sentence.text


def test_of_another_day_only_the_total_is_compared() -> None:
    assert differing("截至2024年9月30日，第二轮省级督察反馈我县的8个问题，已完成整改5个。") == {"总数": (7, 8)}
    assert not compared("截至2024年9月30日，省级督察反馈我县的8个问题，已完成整改5个。")


def test_lists_of_another_inspection_or_place_and_inexact_figures_are_left_alone() -> None:
    assert not compared("截至2024年6月30日，第一轮省级督察反馈我县的8个问题，已完成整改8个。")
    assert not compared("截至2024年6月30日，第二轮中央督察反馈我县的8个问题，已完成整改8个。")
    assert not compared("截至2024年6月30日，第二轮省级督察反馈我区的8个问题，已完成整改8个。", "望棠区2024年上半年督察整改情况的报告")
    assert "完成" not in differing("截至2024年6月30日，第二轮省级督察反馈我县的9个问题，已完成整改近5个。")
