"""What a reader of the promise may check himself: messy sources restored, the leading questions, nothing unbound, bad input harmless.

The real documents are read from beside the checkout and only their few words that the statements name stand here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.resources import SHIPPED_KNOWLEDGE
from assistant.service import Assistant
from assistant.types import Answer, Report, Status
from eval.cases import CASES, Case, read_cases
from eval.product import Product, fresh_assistant
from eval.scorers.citation import citation
from eval.scorers.evidence import Evidence, Score
from eval.scorers.provenance import provenance
from eval.subject import AnswerRow

SEED_QUESTIONS = CASES.parent / "seeds" / "questions.jsonl"
pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def office(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Assistant(tmp_path_factory.mktemp("seeds") / "home") as assistant:
        assert [result.status for result in assistant.ingest([seeds])] == ["added"] * 5
        yield assistant


def read(office: Assistant, prefix: str) -> list[Report]:
    """The reports of the one file whose name begins so."""
    (name,) = {head.path for head in office.reports() if head.path.startswith(prefix)}
    return office.find(name)


def quantities(answer: Answer) -> set[tuple[float | None, str]]:
    return {(figure.value, figure.unit) for figure in answer.figures}


def lines_of(answer: Answer, name: str) -> list[str]:
    return [line for line in answer.text.splitlines() if name in line]


# --- 2: reading the real documents -------------------------------------------------------------------------------------------------


def test_taking_the_same_files_in_again_changes_nothing(office: Assistant, seeds: Path) -> None:
    before = office.status()["generation"]
    assert [result.status for result in office.ingest([seeds])] == ["unchanged"] * 5
    assert office.status()["generation"] == before


@pytest.mark.parametrize(
    ("restored", "cut"),
    [
        ("先后42次召开会议", "2、"),
        ("18.26%", "5、"),
        ("(三)强化跟踪问效", "S"),
        ("全市18个列入省中央环保督察和23个", "12、"),
    ],
)
def test_a_document_cut_by_page_marks_is_whole_again(office: Assistant, restored: str, cut: str) -> None:
    reports = read(office, "001")
    assert len(reports) == 2
    (report,) = [one for one in reports if restored in one.clean]
    start = report.clean.index(restored)
    raw_start, raw_end = report.offsets.raw_span(start, start + len(restored))
    within = [repair for repair in report.repairs if raw_start <= repair.start < raw_end and not repair.suggestion]
    assert report.raw[raw_start:raw_end] != restored
    assert cut in report.raw[raw_start:raw_end]
    assert within
    assert all(report.raw[repair.start : repair.end] == repair.raw for repair in within)


def test_pinyin_is_gone_and_the_text_is_simplified(office: Assistant) -> None:
    (report,) = read(office, "002")
    assert not re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", report.clean)
    assert not re.search(r"[環護開間總辦結個問題進歷屆專業]", report.clean)
    assert re.search(r"μg/m3.*PM2\.5|PM2\.5.*μg/m3", report.clean, re.DOTALL)
    assert {repair.type for repair in report.repairs} >= {"拼音注音", "繁简转换"}


def test_what_a_source_hides_stays_hidden(office: Assistant) -> None:
    (report,) = read(office, "004")
    assert report.clean.count("*") == report.raw.count("*") > 20


# --- 3: the leading questions ------------------------------------------------------------------------------------------------------


def test_what_is_left_is_derived_with_its_parts_and_evidence(office: Assistant) -> None:
    answer = office.ask("永州市还有多少个问题没有整改完成？")
    assert answer.text.startswith("14个")
    assert "33−19=14" in answer.text
    assert "2019年12月5日" in answer.text
    assert quantities(answer) == {(14, "个"), (33, "个"), (19, "个"), (12, "个"), (2, "个")}
    assert (answer.kind, answer.status, answer.as_of) == ("computed", Status.DERIVED, "2019-12-05")
    (report,) = read(office, "002")
    assert len(answer.citations) == 2
    assert all(one.report == report.id and one.quote in report.clean for one in answer.citations)


def test_a_question_without_a_place_gets_a_line_for_each(office: Assistant) -> None:
    answer = office.ask("how many problems are still unfinished")
    (city,) = lines_of(answer, "永州市")
    (district,) = lines_of(answer, "台州市*区")
    (county,) = lines_of(answer, "凤凰县")
    (task,) = lines_of(answer, " *市")
    assert "14个" in city.split(".")[0]
    assert re.search(r"3[个项]", district.split(".")[0])
    assert "已完成" in county
    assert "符合销号条件" in task
    campaigns = [line for line in lines_of(answer, "某县") if "5项" in line]
    (complaints,) = [line for line in lines_of(answer, "某县") if "阶段性办结" in line]
    assert len(campaigns) == 2
    assert "10项" not in answer.text
    assert "1件" in complaints
    masked = lines_of(answer, "**县")
    assert masked
    assert not re.search(r"\d", "".join(masked))


def test_a_hidden_number_is_never_given(office: Assistant) -> None:
    answer = office.ask("**县已销号多少个问题？")
    assert (answer.kind, answer.status) == ("refused", Status.MASKED)
    assert {figure.value for figure in answer.figures} <= {None}
    assert "隐去" in answer.text
    assert not re.search(r"\d", answer.text)


def test_an_inspection_no_source_speaks_of_is_refused(office: Assistant) -> None:
    answer = office.ask("第三轮督察反馈永州多少问题？")
    assert answer.kind == "refused"
    assert answer.status in {Status.ABSENT, Status.UNSTATED}
    assert not answer.figures
    assert "33" not in answer.text


def test_a_false_premise_is_corrected(office: Assistant) -> None:
    answer = office.ask("永州有24个问题没完成，对吗？")
    assert answer.text.startswith("不对")
    assert (14, "个") in quantities(answer)
    assert "24" not in answer.text


# --- 4: nothing is unbound ---------------------------------------------------------------------------------------------------------


def unbound(product: Product, cases: Sequence[Case]) -> dict[str, str]:
    """The cases with a citation that is no part of its source, or a number without citation, formula or question; why."""
    found = {}
    for case in cases:
        evidence = Evidence(case, product.answer(case), product)
        scores = [provenance(evidence), quoted_verbatim(evidence)]
        if evidence.answer["kind"] in {"computed", "quoted"}:
            scores.append(citation(evidence))
        if why := "；".join(score.why for score in scores if not score.passed):
            found[case.id] = why
    return found


def quoted_verbatim(evidence: Evidence) -> Score:
    wrong = [row["n"] for row in evidence.answer["citations"] if row["quote"] not in evidence.sources.text(row["report"])]
    return Score(not wrong, f"引文{wrong}不是原文" if wrong else "")


@pytest.fixture(scope="module")
def samples() -> Iterator[Assistant]:
    with fresh_assistant() as assistant:
        yield assistant


@pytest.mark.parametrize("name", ["dev", "heldout"])
def test_every_number_over_the_samples_is_bound(samples: Assistant, name: str) -> None:
    cases = read_cases(CASES / f"{name}.jsonl")
    assert len(cases) > 100
    assert not unbound(Product(samples), cases)


def test_every_number_over_the_real_documents_is_bound(office: Assistant) -> None:
    cases = read_cases(SEED_QUESTIONS)
    assert len(cases) > 100
    assert not unbound(Product(office), cases)


class Tampered(Product):
    """A product whose answers claim one number more."""

    def answer(self, case: Case) -> AnswerRow:
        row = super().answer(case)
        return {**row, "answer": row["answer"] + "另有7777件。"}


def test_an_unbound_number_would_be_found(samples: Assistant) -> None:
    cases = read_cases(CASES / "dev.jsonl")[:20]
    assert unbound(Tampered(samples), cases).keys() == {case.id for case in cases}


# --- 7: bad input ------------------------------------------------------------------------------------------------------------------

REPORT = """溪坪县第二轮中央生态环境保护督察整改落实情况的报告
截至2023年6月30日，反馈我县的18个问题，已完成整改11个，达到序时进度7个。
溪坪县人民政府
2023年7月4日
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "溪坪县.txt").write_text(REPORT, "utf-8")
    with Assistant(tmp_path / "home") as assistant:
        assert [result.status for result in assistant.ingest([tmp_path / "溪坪县.txt"])] == ["added"]
    return tmp_path / "home"


def stored(home: Path) -> tuple[object, ...]:
    with Assistant(home) as assistant:
        state = assistant.status()
        return (state["generation"], assistant.reports(), [assistant.report(head.id).clean for head in assistant.reports()])


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "空.txt"),
        ("ingest", "图片.txt"),
        ("ingest", "没有.txt"),
        ("ask", "问" * 5000),
        ("ask", "  "),
        ("ask", "还有多少问题没完成？", "--report", "没有.txt"),
        ("draft", "诗歌"),
        ("show", "没有"),
        ("remove", "没有"),
    ],
    ids=lambda arguments: " ".join(arguments)[:20],
)
def test_bad_input_is_one_chinese_sentence_and_changes_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图片.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    monkeypatch.chdir(tmp_path)
    before = stored(home)
    with pytest.raises(SystemExit) as end:
        main(["--home", str(home), *arguments])
    said = capsys.readouterr()
    told = [line for line in (said.out + said.err).splitlines() if line.strip()]
    assert end.value.code == 1
    assert len(told) == 1, told
    assert re.search(r"[一-龥]{4,}.*。$", told[0].strip())
    assert "Traceback" not in told[0]
    assert stored(home) == before


# --- 8: a lexicon word changed by staff --------------------------------------------------------------------------------------------

OWN_WORDS = """枫汀县第二轮中央生态环境保护督察整改落实情况的报告
截至2023年6月30日，反馈我县的18个问题，11个翻篇归零，其余的正在推进。
枫汀县人民政府
2023年7月4日
"""


def test_a_changed_lexicon_word_changes_the_answer_after_reindex(tmp_path: Path) -> None:
    (tmp_path / "枫汀县.txt").write_text(OWN_WORDS, "utf-8")
    home = tmp_path / "home"
    question = "枫汀县已经完成整改多少个问题？"
    with Assistant(home) as assistant:
        list(assistant.ingest([tmp_path / "枫汀县.txt"]))
        assert (11, "个") not in quantities(assistant.ask(question))
    (tmp_path / "枫汀县.txt").unlink()
    edited = home / "knowledge" / "lexicon" / "metrics.toml"
    edited.parent.mkdir(parents=True)
    shutil.copy(SHIPPED_KNOWLEDGE / "lexicon" / "metrics.toml", edited)
    text = edited.read_text("utf-8")
    assert text.count('words = ["完成整改"') == 1
    edited.write_text(text.replace('words = ["完成整改"', 'words = ["翻篇归零", "完成整改"'), "utf-8")
    with Assistant(home) as assistant:
        assert assistant.status()["read_by_older_rules"] == 1
        assert assistant.reindex()["read_again"] == 1
        answer = assistant.ask(question)
        rest = assistant.ask("枫汀县还有多少个问题没完成？")
    assert answer.text.startswith("11个")
    assert "18−11=7" in rest.text
