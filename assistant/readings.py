"""A file's bytes become the rows that are stored: read, extracted, cut into passages. Called in a worker process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.facts.extract import EXTRACTOR_VERSION, MOST_ROWS, extract
from assistant.facts.ledger_rows import ledger_lines
from assistant.ledgers.columns import with_settled_columns
from assistant.ledgers.roles import ledger_reading
from assistant.ledgers.version import kept_ledger
from assistant.reading.recognition import Recognition
from assistant.reading.report import READER_VERSION, read_reports
from assistant.reading.vocabulary import Vocabulary, load_vocabulary
from assistant.search.passages import passages
from assistant.store.codec import encode, pack
from assistant.store.ledger_columns import ColumnRuling
from assistant.store.rows import FileRows, Reading, file_rows
from assistant.types import Report
from assistant.words.lexicon import Lexicon, load_lexicon


def rules(home: Path, recognition: Recognition | None = None) -> str:
    """The rules that decide what a file becomes, staff's own edits among them; a file read by others is read again."""
    sight = f", ocr {version('rapidocr')}" if recognition else ""
    words = f"{load_lexicon(home).fingerprint} {load_vocabulary(home).fingerprint}"
    return f"reader {READER_VERSION}, extractor {EXTRACTOR_VERSION}, lexicon {words}{sight}"


def read_file(
    name: str,
    data: bytes,
    home: Path,
    sample: bool,
    classified_allowed: bool,
    recognition: Recognition | None = None,
    rulings: Sequence[ColumnRuling] = (),
) -> FileRows:
    """What the rules of today, and what staff said of the columns of ledgers, make of a file; touches nothing.

    Raises:
        ReportError: it cannot become a report, or is classified and such files are not allowed.
    """
    try:
        reports = tuple(read_reports(name, data, sample=sample, home=home, recognition=recognition))
    except RecursionError:
        raise UnreadableReport(f"文件“{name}”嵌套的层次太深，可能是有害文件，请用原来的程序打开另存后再收入。") from None
    if not classified_allowed and any(report.secrecy for report in reports):
        refuse_classified(name, reports, load_vocabulary(home))
    lexicon = load_lexicon(home)
    reports = tuple(with_settled_columns(one, ledger_reading(lexicon), rulings) for one in reports)
    facts = tuple(tuple(extract(one, lexicon)) for one in reports)
    units = tuple(tuple(passages(one)) for one in reports)
    ledgers = tuple(_kept(one, lexicon) for one in reports)
    return file_rows(name, data, Reading(tuple(_noticed(one, lexicon) for one in reports), facts, units, ledgers))


def _noticed(report: Report, lexicon: Lexicon) -> Report:
    """The report with what staff should know of a ledger so long that numbers inside its cells are left alone."""
    rows = len(ledger_lines(report, lexicon))
    if rows <= MOST_ROWS:
        return report
    return replace(
        report, notices=(*report.notices, f"台账有{rows}行，超过{MOST_ROWS}行，只按行统计和逐项查询，格子里的数字没有逐个提取。")
    )


def _kept(report: Report, lexicon: Lexicon) -> tuple[str, bytes] | None:
    """What the history keeps of a report's ledgers."""
    kept = kept_ledger(report, lexicon)
    return (encode(kept.series), pack(kept.items)) if kept else None


def refuse_classified(name: str, reports: Iterable[Report], vocabulary: Vocabulary) -> None:
    """Refuse a file one of whose documents bears a grade of secrecy.

    Raises:
        UnreadableReport: one does.
    """
    for report in reports:
        # 工作秘密 is a mark of internal material, not a grade.
        graded = vocabulary.pattern("secrecy.internal").sub("", report.secrecy)
        if vocabulary.pattern("secrecy.graded").search(graded):
            raise UnreadableReport(
                f"文件“{name}”标有密级“{report.secrecy}”，没有收入；涉密材料请在涉密计算机上处理，"
                "确已解密的可设置 ASSISTANT_CLASSIFIED=allow 后再收入。"
            )
