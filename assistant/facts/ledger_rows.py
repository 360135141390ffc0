"""The rows of a 台账: each is one problem or complaint, its columns known by knowledge/lexicon/ledger.toml (domain.md 2.2, 4.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.facts.clipped import clipped_alone
from assistant.facts.context import batch_of, dated, inspection_of, merge
from assistant.facts.ledger_words import BRACKETED, LedgerWords, ledger_words, status_column
from assistant.facts.rows import SameReport, TextLine, text_lines
from assistant.facts.status import statuses
from assistant.facts.table_rows import is_rule, piped
from assistant.facts.told_columns import told_columns
from assistant.types import Inspection, Report, Track
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon

DONE = {Track.PROBLEM: "完成", Track.COMPLAINT: "办结"}
_LEFT = frozenset({"未完成", "未销号", "未验收"})
_MOST_TITLES = 11
"""So many lines over a table, and one more, say what it is."""
_SUM = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计)[:：]?")
_COUNT = re.compile(r"[\d.,]+\s*[个项件条宗起处]?")
_SHARE = re.compile(r"(?:已完成|完成)?(?:总?工程量的?|进度的?)?(\d{1,3}(?:\.\d+)?)[%％]?")
"""How far an item is, in percent, the sign also in the head; nothing that is measured of it (达标率100%)."""
_ALL = 100
_SUPPORT = re.compile(r"[，；;\s]*(?:配合|协办|协同|参与)(?:单位|部门)?[:：].*", re.DOTALL)
_LEADER = re.compile(r"(?:牵头|责任|主办|承办)(?:单位|部门)?[:：]\s*")
_BODY_ENDS = "局委办府厅院司乡镇道心队处所会"
_PERSON = re.compile(rf"(?<=[{_BODY_ENDS}])\s+[\u4e00-\u9fff]{{1,2}}[^\W\d{_BODY_ENDS}](?![\u4e00-\u9fff])")
"""Who answers for a unit, behind its name in one cell (市住建局 王某)."""
_SOURCE = re.compile(r"^(中央|省级?)(?:督察)?(?:第)?([一二三四])轮(?:督察)?$")
"""An inspection as the column of sources names it (中央第二轮, 省级一轮)."""
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")


@dataclass(frozen=True, slots=True)
class Row:
    """One problem or complaint: its line at [start, end) of the clean text, its cells by column, the list it belongs to."""

    start: int
    end: int
    index: int
    cells: Mapping[str, str]
    item: str
    inspection: Inspection
    track: Track
    batch: str
    as_of: str | None
    title: tuple[int, int]
    """The title line over the row's table; the row itself when there is none."""
    metrics: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    overdue: bool = False

    @property
    def name(self) -> str:
        """The item in few words, as they stand in the row."""
        return re.split(r"[，。；：,;]", self.item)[0][:30]


class _Above:
    """What stands over the rows at hand: the titles of their table, and the section of it they are in."""

    def __init__(self) -> None:
        self.titles: list[TextLine] = []
        self.section: TextLine | None = None
        self.source = ""

    def add(self, line: TextLine) -> None:
        """One more line that is no row."""
        if _SECTION.match(line.text.strip()):
            self.section, self.source = line, ""
        else:
            self.titles = [*self.titles[-_MOST_TITLES:], line]
        self.__dict__.pop("heading", None)
        self.__dict__.pop("inspection", None)

    @cached_property
    def inspection(self) -> Inspection | None:
        """The inspection of the section, completed by that of the titles."""
        near = inspection_of(self.section.text) if self.section else None
        far = inspection_of("\n".join(line.text for line in self.titles))
        return merge(near, far) if near or far else None

    @cached_property
    def heading(self) -> str:
        """All of it as one text."""
        return "\n".join(line.text for line in (*self.titles, *([self.section] if self.section else [])))

    @property
    def title(self) -> TextLine | None:
        """The line that says what the table is: the longest that is no remark (填报单位：…)."""
        return max(self.titles, key=lambda line: ("：" not in line.text, len(line.text)), default=self.section)


def ledger_rows(report: Report, lexicon: Lexicon) -> list[Row]:
    """The rows of the report's ledgers in text order, an item that takes several lines once; empty for a report without any.

    A column that staff renamed is read under the name they gave it, one that says nothing by its name under that of what stands in it.
    """
    return list(_rows(SameReport(report), lexicon))


@lru_cache(maxsize=2)
def _rows(same: SameReport, lexicon: Lexicon) -> tuple[Row, ...]:
    report = same.report
    words = ledger_words(lexicon, (*told_columns(report, lexicon), *report.renamed))
    rows: list[Row] = []
    above = _Above()
    head: list[str] = []
    for line in text_lines(report):
        if line.parted:
            above = _Above()
        if line.cells is None and "|" in line.text:
            head, cells = _barred(line, head, words)
            if not cells:
                continue
        else:
            head, cells = [], _cells(line, words)
        if not _is_row(cells, words):
            above.add(line)
            continue
        # Merged cells leave the source blank in all rows but the first.
        above.source = cell_of(cells, words.roles["inspection"]) or above.source
        row = _row(report, line, cells, above, len(rows), lexicon)
        if rows and _continues(rows[-1], row, report, words):
            rows[-1] = _joined(rows[-1], row, words)
        else:
            rows.append(row)
    return tuple(_with_progress(rows, lexicon))


def _with_progress(rows: list[Row], lexicon: Lexicon) -> list[Row]:
    """Rows of tables without a status column take it from their accounts of progress, where each account of the table begins with one."""
    words = ledger_words(lexicon)
    accounts = {row.index: cell_of(row.cells, words.roles["progress"]) for row in rows}
    told = {index: _told(text, lexicon) for index, text in accounts.items() if text}
    silent = {row.title for row in rows if cell_of(row.cells, words.roles["status"])}
    silent |= {row.title for row in rows if not told.get(row.index, ("", ""))[0] and DONE[row.track] not in row.metrics}
    return [row if row.title in silent else _progressed(row, *told.get(row.index, ("", "")), words=words) for row in rows]


def _progressed(row: Row, metric: str, wording: str, *, words: LedgerWords) -> Row:
    """A row with the status that its account of progress begins with."""
    if not metric:
        return row
    metrics = tuple(dict.fromkeys((*row.metrics, metric)))
    changed = replace(row, metrics=metrics, wordings=(*row.wordings, wording), overdue=False)
    return replace(changed, overdue=_overdue(changed, words))


def _continues(last: Row, row: Row, report: Report, words: LedgerWords) -> bool:
    """Whether two lines tell of one item, as merged cells do: the same number and the same words, directly below one another."""
    number = cell_of(row.cells, words.roles["number"])
    same = bool(number) and number == cell_of(last.cells, words.roles["number"]) and row.item == last.item
    return same and not report.clean[last.end : row.start].strip()


def _joined(last: Row, row: Row, words: LedgerWords) -> Row:
    """An item of several lines: finished when each of them is, else in the state of the unfinished ones."""
    cells = dict(last.cells)
    for name, text in row.cells.items():
        if text not in cells.get(name, ""):
            cells[name] = "、".join(filter(None, (cells.get(name, ""), text)))
    done = DONE[row.track]
    # A line below a merged cell is blank where the first one says how the item stands.
    told = [one for one in (last, row) if one.wordings] or [last, row]
    both = [one for one in told if done not in one.metrics] or told
    metrics = tuple(metric for metric in both[0].metrics if all(metric in one.metrics for one in both))
    wordings = tuple(dict.fromkeys(text for one in both for text in one.wordings))
    joined = replace(last, end=row.end, cells=cells, metrics=metrics, wordings=wordings, overdue=False)
    return replace(joined, overdue=_overdue(joined, words))


def ledger_lines(report: Report, lexicon: Lexicon) -> frozenset[int]:
    """Where the lines of ledger rows begin: a number inside one row (52个雨水口整治完成) says nothing about the list."""
    return frozenset(report.clean.rfind("\n", 0, row.start) + 1 for row in ledger_rows(report, lexicon))


def _cells(line: TextLine, words: LedgerWords) -> dict[str, str]:
    """Column -> text; in plain text `；` inside a cell continues it unless a short name with `：` follows."""
    cells: dict[str, str] = {}
    last = ""
    if line.cells is not None:
        for cell in line.cells:
            cells.setdefault(words.column(cell.column), cell.text)
        return cells
    for piece in line.text.strip().split("；"):
        name, mark, value = piece.partition("：")
        bare = BRACKETED.sub("", name)
        if mark and (bare in words.known or re.fullmatch(r"[\u4e00-\u9fff/]{2,12}", bare)):
            last = bare
            cells.setdefault(bare, value.strip())
        elif last:
            cells[last] += "；" + piece
    return cells


def _barred(line: TextLine, head: list[str], words: LedgerWords) -> tuple[list[str], dict[str, str]]:
    """The head of a table written with bars, and the row by column; no cells for the head itself, a rule or a row of another width."""
    texts = [text for _, text in piped(line.text, line.start)]
    names = [words.column(text) for text in texts]
    if len(words.known.intersection(names)) > 1:
        return names, {}
    fits = bool(head) and len(texts) == len(head) and not is_rule(line.text)
    return head, dict(zip(head, texts, strict=True)) if fits else {}


def _is_row(cells: Mapping[str, str], words: LedgerWords) -> bool:
    """Whether a line is an item: it names a problem, does not count them (乡镇 | 问题 | 完成), and is no sum of those above it."""
    item, first = cell_of(cells, words.roles["item"]), next(iter(cells.values()), "")
    summed = any(_SUM.fullmatch(text.strip()) for text in (first, item))
    return bool(item) and not _COUNT.fullmatch(item.strip()) and not summed and len(cells) > 2 and sum(map(words.knows, cells)) > 1


def led_by(text: str) -> str:
    """The units of a cell without those that only support them (牵头：县工信局 配合：县发改局), and without their people."""
    return _PERSON.sub("", _LEADER.sub("", _SUPPORT.sub("", text)))


def cell_of(cells: Mapping[str, str], names: frozenset[str]) -> str:
    """The first filled cell under one of the names, empty when there is none."""
    return next((text for name, text in cells.items() if name in names and text), "")


def _row(report: Report, line: TextLine, cells: Mapping[str, str], above: _Above, index: int, lexicon: Lexicon) -> Row:
    words = ledger_words(lexicon)
    heading = above.heading
    far = above.inspection or inspection_of(report.title)
    start, end = _trimmed(line)
    top = above.title
    counts_problems = any("问题" in name for name in cells if name in words.roles["item"])
    over = top.text if counts_problems and top else heading  # a remark on complaints makes no list of problems one of complaints
    track = _track(cells, over or report.title, words, lexicon)
    said = cell_of(cells, words.roles["batch"]) or (above.heading if track is Track.COMPLAINT else "")
    batch, as_of = batch_of(said), _day_of(heading, SameReport(report)) or report.as_of
    inspection = merge(inspection_of(_SOURCE.sub(r"\1第\2轮督察", above.source.strip())), far)
    item = cell_of(cells, words.roles["item"])
    title = _trimmed(top) if top else (start, end)
    row = Row(start, end, index, cells, item, inspection, track, batch, as_of, title, *_statuses(cells, track, words, lexicon))
    return replace(row, overdue=True) if _overdue(row, words) else row


@lru_cache(maxsize=64)
def _day_of(heading: str, same: SameReport) -> str | None:
    """The day that the lines over a table name, looked for once for all its rows."""
    return dated(heading, same.report)


def _trimmed(line: TextLine) -> tuple[int, int]:
    """A line without the blanks around its words."""
    return line.start + len(line.text) - len(line.text.lstrip()), line.start + len(line.text.rstrip())


def _track(cells: Mapping[str, str], heading: str, words: LedgerWords, lexicon: Lexicon) -> Track:
    """Complaints have a number of receipt or content of a report, or the title over the table counts complaints."""
    if cell_of(cells, words.roles["complaint"]):
        return Track.COMPLAINT
    return _track_of(heading, lexicon)


@lru_cache(maxsize=64)
def _track_of(heading: str, lexicon: Lexicon) -> Track:
    """What the lines over a table count last."""
    ends = {track: max((m.end() for m in lexicon.tracks[track].noun_pattern.finditer(heading)), default=-1) for track in DONE}
    return Track.COMPLAINT if ends[Track.COMPLAINT] > ends[Track.PROBLEM] else Track.PROBLEM


def _statuses(cells: Mapping[str, str], track: Track, words: LedgerWords, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The metrics a row counts for, and the wordings that say so: 已销号 counts as 销号 and as 完成."""
    metrics: list[str] = []
    wordings: list[str] = []
    for name, text in cells.items():
        bare = BRACKETED.sub("", text)
        flag = words.flags.get(name, "") or (_ticked(name, lexicon) if bare in words.ticks else "")
        if not text or not (flag or name in words.flags or name in words.roles["status"]):
            continue
        found = status_column(text, words, lexicon)
        if flag and bare in words.yes | words.no:
            # 是（长期坚持）: what stands in brackets is said besides.
            found = [flag] * (bare in words.yes) + [metric for metric in found if text != bare and metric != flag]
        if bare in words.denied.get(flag, ("", ()))[1]:
            found = [words.denied[flag][0]]
        metrics += found
        wordings += [text] * bool(found)
    if not wordings:
        closed = [(words.dated[name], text) for name, text in cells.items() if name in words.dated and find_dates(text)]
        metrics, wordings = [metric for metric, _ in closed], [text for _, text in closed]
    for metric in tuple(metrics):
        implied = words.implied[track.value].get(metric)
        metrics += [implied] if implied else []
    kept = [metric for metric in dict.fromkeys(metrics) if track in lexicon.metrics[metric].tracks and metric not in _LEFT]
    return tuple(kept), tuple(wordings)


@lru_cache(maxsize=256)
def _ticked(column: str, lexicon: Lexicon) -> str:
    """The status that a tick under a column says, where the column is one of several that are ticked (达到序时 | 未达序时)."""
    spans = statuses(column, lexicon)
    return spans[-1].metric if spans and spans[-1].end == len(column) else ""


def _told(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """The metric and the words of the status that an account of progress begins with; 已完成方案编制 finishes no item, so it tells none."""
    clause = re.split(r"[，。；（(,;]", text.strip())[0]
    if share := _SHARE.fullmatch(clause):
        return ("完成" if float(share[1]) >= _ALL else "推进"), clause
    if "、" in clause:  # the lines of a merged cell, joined
        told = [_told(piece, lexicon)[0] for piece in clause.split("、")]
        return next((metric for metric in told if metric not in DONE.values()), told[0]) if all(told) else "", clause
    if len(short := clipped_alone(clause, lexicon)) == 1:
        return short[0], clause
    spans = statuses(clause, lexicon)
    whole = len(spans) == 1 and spans[0].end == len(clause) and clause[: spans[0].start] in ("", "已", "正在", "已经", "全部")
    return (spans[0].metric, clause) if whole else ("", "")


def _overdue(row: Row, words: LedgerWords) -> bool:
    """Whether the deadline is past and the item not finished, or the row itself says so."""
    if DONE[row.track] in row.metrics:
        return False
    said = [words.not_late.sub("", row.cells.get(name, "")) for name in words.roles["status"] | words.roles["remark"]]
    if any(words.late.search(text) for text in said):
        return True
    written = cell_of(row.cells, words.roles["deadline"])
    day = row.as_of
    return day is not None and bool(written) and words.deadlines.read(written, int(day[:4])).past(day)
