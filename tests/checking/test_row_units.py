"""A unit in a table goes with the item of its row."""

from __future__ import annotations

from io import BytesIO

import docx

from assistant.checking.basis import Basis
from assistant.checking.review import own_text, review
from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.words.lexicon import load_lexicon

_SOURCE = """青崖县2024年度生态环境保护督察整改落实情况报告
一、存在问题
（一）云碛河截污管网建设滞后，牵头单位县水务局，时限为2024年9月底。
（二）沙棠镇建筑垃圾堆场整治滞后，牵头单位县城市管理局，时限为2024年12月底。
青崖县人民政府
2024年12月10日
"""


def faulted(unit: str, item: str = "云碛河截污管网建设") -> list[str]:
    lexicon = load_lexicon()
    source = read_reports("资料.txt", _SOURCE.encode())[0]
    basis = Basis({source.id: source}, extract(source, lexicon), frozenset(), ("青崖县",))
    document, file = docx.Document(), BytesIO()
    document.add_paragraph("青崖县督察整改月调度报告")
    table = document.add_table(2, 3)
    for row, texts in enumerate((("滞后事项", "牵头单位", "整改时限"), (item, unit, "2024年9月底"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.save(file)
    report = own_text(read_reports("稿.docx", file.getvalue())[0])
    return [flaw.written for flaw in review(report, extract(report, lexicon), basis).flaws if flaw.kind == "名称"]


def test_the_unit_that_a_source_names_with_the_item_stands() -> None:
    assert faulted("县水务局") == []


def test_the_unit_of_another_item_is_found() -> None:
    assert faulted("县农业农村局") == ["县农业农村局"]


def test_of_an_item_no_source_names_nothing_is_known() -> None:
    assert "县水务局" not in faulted("县水务局", "白苇塘清淤扩容与护岸加固")
