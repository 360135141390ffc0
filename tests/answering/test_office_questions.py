"""Questions over a small invented office: each row of tests/cases/questions.jsonl is asked and judged by code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from answering_office import Office, ledger_of, office, office_of

from assistant.types import Answer, Scope
from assistant.words.numerals import show_number

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "questions.jsonl").read_text("utf-8").splitlines()
]


def parameters() -> list[Any]:
    """The rows as test parameters; a row with `fails` names the fault it waits for."""
    return [
        pytest.param(
            row,
            id="-".join([str(number), row["type"], *row["ask"]]),
            marks=[pytest.mark.xfail(reason=row["fails"])] if "fails" in row else [],
        )
        for number, row in enumerate(ROWS, 1)
    ]


def faults(row: dict[str, Any], answer: Answer) -> list[str]:
    """What an answer lacks or says too much, by the fields of its row."""
    held = {(figure.value, figure.unit) for figure in answer.figures}
    whole = "\n".join([answer.text, *answer.caveats])
    found = [f"没有{show_number(value)}{unit}" for value, unit in row.get("figures", ()) if (value, unit) not in held]
    found += [f"没说{value}" for value, _ in row.get("figures", ()) if show_number(value) not in answer.text]
    found += [f"没有“{words}”" for words in row.get("must", ()) if not any(word in whole for word in words.split("|"))]
    found += [f"不该有“{word}”" for word in row.get("must_not", ()) if word in answer.text]
    if answer.status.value not in row.get("status", [answer.status.value]):
        found.append(f"状态是{answer.status.value}")
    if answer.kind != row.get("kind", answer.kind):
        found.append(f"答复方式是{answer.kind}")
    if answer.kind == "refused" and any(value is not None for value, _ in held):
        found.append("拒答却有数字")
    return found


@pytest.mark.parametrize("row", parameters())
def test_a_question_gets_what_its_row_says(row: dict[str, Any]) -> None:
    library = office_of(*row["given"]) if "given" in row else office(*row.get("documents", ()))
    answer = library.ask(*row["ask"])
    assert not faults(row, answer), f"{answer.kind}/{answer.status.value}: {answer.text}"
    for citation in answer.citations:
        report = library.report(citation.report)
        assert report.clean[citation.start : citation.start + len(citation.quote)] == citation.quote
    assert {number for figure in answer.figures for number in figure.citations} <= {citation.n for citation in answer.citations}
    assert all(figure.citations for figure in answer.figures)


def test_the_rows_cover_the_ways_of_asking() -> None:
    assert len(ROWS) >= 120
    assert len({row["type"] for row in ROWS}) >= 25
    assert len({json.dumps([row["ask"], row.get("documents"), row.get("given")], ensure_ascii=False) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        (Scope(place="澄岭市", as_of="2022-12-31"), 27),
        (Scope(reports=("澄岭市2022年整改报告.txt",)), 27),
        (Scope(reports=("云畔县月调度.txt",), inspection="中央"), 3),
        (Scope(place="芦湾区"), 3),
    ],
)
def test_a_scope_hides_the_rest(scope: Scope, value: int) -> None:
    answer = office().ask("还有多少个问题没有整改完成？", scope=scope)
    assert answer.figures[0].value == value
    assert len({citation.report for citation in answer.citations}) == 1


def test_an_empty_office_says_that_there_is_nothing() -> None:
    answer = Office([]).ask("澄岭市还有多少个问题没有整改完成？")
    assert (answer.kind, answer.figures, answer.citations) == ("refused", (), ())


def test_one_day_two_numbers_is_a_contradiction() -> None:
    """Both documents are signed by the government of the district, so that their place is not in doubt."""
    said = (
        "雁滩区关于整改进展情况的报告\n截至2023年8月31日，第二轮中央生态环境保护督察反馈问题12个，"
        "已完成整改{done}个，达到序时进度{rest}个。\n雁滩区人民政府\n2023年9月6日\n"
    )
    library = office_of(*(said.format(done=done, rest=12 - done) for done in (8, 9)))
    answer = library.ask("雁滩区还有多少个问题没完成？")
    assert answer.status.value == "材料矛盾"
    assert {figure.value for figure in answer.figures} >= {3, 4}
    assert len({citation.report for citation in answer.citations}) == 2


def test_ledger_rows_of_one_length_are_counted_each() -> None:
    rows = ("鱼塘尾水直排", "露天堆场扬尘", "西栅垃圾积存", "餐饮油烟扰民", "雨污管网混流", "酸洗作坊反弹")
    library = ledger_of([(number, item, "区城管局", "2023年9月30日", "整改中", "达到序时进度") for number, item in enumerate(rows, 1)])
    assert library.ask("芦湾区台账里有多少项问题？").figures[0].value == 6
